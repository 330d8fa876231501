"""English attribution: said, according to, citing, people familiar with the matter; hedges.

A speaker is looked for around each reporting verb: before it (Acme said; Acme, which makes cars,
said; the plant will close, Acme said) or after it ("…," said Jane Doe). Whoever told an outlet is
within the outlet's words: told Reuters names Reuters first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.text import documents_en
from claims.text.bodies import sort_of
from claims.text.clauses import Clause
from claims.text.findings import FoundMention, FoundVoice, Hedge, Sentence, VoiceKind
from claims.text.frames import Earlier, Frame
from claims.text.speakers_en import DOCUMENT, FIRM_NAME, IS_TITLED, NAME, named
from claims.text.statements_en import english_subject

_LONGEST_SUBJECT = 240  # code points before a verb in which its subject is looked for

_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)"
# What is reported without "that": warned the road would close.
_BARE = (
    r"\s(?:the|an?|its|their|his|her|no|some|many|more|two|three|about|around|nearly|almost|roughly|over|at\sleast|\d{1,3}|[A-Z][\w’'.-]{0,30})"
    r"(?:\s(?!(?:that|which|who|whose|it|they|after|when|because|and|while|as)\b)[\w’'-]{1,30}){1,7}?"
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b"
)

# What a figure is put at: put the cost at $40 million.
_FIGURE = (
    r"\s(?:[\w’'-]{1,20}\s){0,3}?(?:costs?|damages?|loss(?:es)?|prices?|values?|bill|toll|numbers?"
    r"|figure|total|chances?|odds|probability|likelihood|risk|share|rate|debts?|deficit|population"
    r"|inflation|growth|size|crowd|turnout|amount|demand|output|savings|spending|revenues?|sales"
    r"|investment|unemployment)\s(?:[\w’'-]{1,20}\s){0,6}?at\s"
    r"(?:(?:about|around|roughly|nearly|almost|some|between|over|under|up\sto|(?:more|less)\sthan|at\sleast)\s)?"
    r"(?:(?:US|A|C)?[$€£¥₩]|\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s)"
)
# In the same statement the ministry …: who speaks stands behind it, and bids in so many words.
_STATED_IN = re.compile(
    r"(?:[Ii]n|[Aa]t|[Tt]hrough)\s(?:the|an?|its|his|her|their|that)\s"
    r"(?:(?:same|separate|joint|written|brief|later|second|new|public|press|open|formal|news)\s){0,2}"
    r"(?:statement|letter|notice|post|report|interview|briefing|message|filing|memo|speech|e-?mail"
    r"|conference|advisory|release|bulletin|note|reply|ruling)(?:\son\s\w{3,6}day)?,?\s"
)

# Who is told something rather than told to do something.
_AUDIENCE = (
    r"(?:reporters|journalists|lawmakers|parliament|investors|shareholders|analysts|the\s(?:court|committee|hearing|panel)"
    r"|an?\s(?:\w{1,15}\s){0,2}(?:hearing|forum|court|conference|briefing|meeting|panel|committee|audience))"
)
# These verbs report by themselves; the others only before words that can be what is reported.
_VERB = re.compile(
    rf"\b(?P<sure>said|says|told(?=\s{_AUDIENCE}(?!\sto\b))|told(?!(?:(?!\bthat\b)[^.;,\"“]){{1,90}}\bto\s[a-z])|informed|reported|reports(?!\ssa(?:y|id)\b)|insisted|argued"
    r"|argues|countered|disclosed|revealed|indicated|testified|tweeted)\b"
    r"|\b(?P<unsure>(?<!to\s)say|announced|stated|wrote|added|claimed|claims|noted|notes|warned|warns|confirmed|denied|explained"
    r"|suggested|suggests|estimated|estimates|predicted|predicts|acknowledged|posted|believes|expects|maintains"
    r"|maintained|cautioned|conceded|alleged|alleges|asserted|insists|acknowledges)\b"
    rf"(?=[,.:;]?\s?[\"“]|[,.:;]|\s(?:that|it|he|she|they|there|we|on\s\w+day|in\sa|at\sa|through|via)\b"
    rf"|\s(?:(?:last|this|earlier\sthis)\s\w{{3,9}}|{_DAY})\sthat\b|{_BARE}|$)"
    r"|\b(?P<calls>(?:has\s)?(?:called|described))\b(?=\s[^,.;\"“]{1,60}[\"“]|"
    r"\s(?:the|it|this|that|them|him|her|his|its|their)\b(?:\s(?!(?:for|on|to|an?)\b)[\w’'-]{1,30}){0,8}?\s"
    r"(?:as\s|an?\s(?!(?:day|week|month|year|hour|few|couple|meeting|press|news)\b)))"
    r"|\b(?P<holds>concluded|ruled|recommended|advised|pledged|promised|complained|demanded|forecast)\b"
    r"(?=\s(?:(?:last|this|earlier\sthis|on)\s\w{3,9}\s)?that\b)"
    r"|\b(?P<closes>announced|stated|wrote|added|warned|confirmed|explained|posted|acknowledged|cautioned|conceded|asserted)\b"
    r"(?=\s(?:(?:late|early|last|this)\s\w|(?:on|in|at|to|via)\s(?:an?|the|its|his|her|their|[A-Z])))"
    rf"|\b(?P<puts>(?<!to\s)puts?|estimate[ds]|value[ds])\b(?={_FIGURE})"
    r"|\b(?P<bids>advised|urged|asked|called\son|reminded)\b(?=\s[^,.;\"“]{1,60}\sto\s)"
)
_ASIDE = re.compile(
    r"(?:\s|^)(?:has|have|had|also|already|just|still|later|first|separately|previously|recently|repeatedly|now|then|earlier|since|only|both"
    r"|not|did|does|would|will|exclusively|publicly"
    rf"|(?:(?:late|early)\s)?(?:on\s)?{_DAY}|on\s[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}})$"
)
_ASIDE_REACH = 24
_COMPARED = re.compile(r"\bthan\s(?:the\s)?$")  # more than the airline disclosed
# A clause without "that" behind its noun: a move the bank says would help.
_CONTACT = re.compile(
    r"(?:an?|the)\s(?:(?!(?:of|in|at|with|for|on|to|by|from|and|or|as|the)\b)[\w-]{1,30}\s){1,2}?(?=(?:the\s(?!\w{1,30}\s(?:of|and)\b)|they|he|she|officials|police|analysts|critics)\b)"
)
_PERSON_NAME = re.compile(
    r"(?:[A-Z][\w’'-]{1,30}\.?|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]{1,30}|[A-Z]\.|van|de)){1,3}"
)
# What somebody is ends in a common noun: Seoul's top negotiator, a professor of law.
_ROLE = re.compile(r"(?:\b(?:an?|the|its|their)|’s|'s)\s(?:[\w’'-]+\s){0,6}?[a-z-]{3,}$")
_TELLING = re.compile(
    r",\s(?P<verb>adding|arguing|saying|noting|warning|claiming|stressing)\s(?:that\s)?"
)
# What opens the clause of a subject: after the company said, while officials reported.
_OPENS = re.compile(
    r"(?:[;:—–\"“”]|\b(?:after|because|when|while|as|that|than|but|which|whom|where|before|although|though|since|if|so|yet|whereas)\b)\s*"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|fell|rose"
    r"|met|made|took|got|went|said|told|\w{3,}ed|\w{2,}(?:ises|izes|ates|ows))\b"
)
_REDUCED = re.compile(
    r"\b(?:briefed|informed|involved|based|asked|named|affected|quoted|used|united)\b", re.I
)
_BODY_KINDS = frozenset({"agency", "government", "company", "organisation"})
_LEADS = re.compile(
    r"(?:(?:But|And|Still|Yet|However|Separately|Meanwhile|Also|Later|Then|The|the|That|that|and|both)\s)+"
)
_ANONYMOUS = (
    r"(?:(?:[A-Za-z][\w-]*\s){0,3}(?:people|persons?|sources?|officials?|executives?|analysts?|insiders?"
    r"|diplomats?|aides?|experts?|employees|engineers|traders|lawyers)"
    r"(?:\s(?:familiar\swith|briefed\son|with\s(?:direct\s)?knowledge\sof|close\sto|who\sasked|involved\sin|at|in)"
    r"(?:\s[\w’'&-]+){1,6}?)?)"
)
_AFTER = re.compile(
    r"[,”\"]\s(?P<verb>said|says|added|wrote|reported|announced|told)\s"
    rf"(?:(?:the\s)?(?P<who>{NAME}|{_ANONYMOUS})|the\s(?P<role>[a-z][\w-]*(?:\s[a-z][\w-]+)?))"
)
_ACCORDING = re.compile(
    rf"\b[Aa]ccording\sto\s(?:the\s)?(?P<who>{_ANONYMOUS}|{NAME}|[a-z][\w\s’'-]{{2,110}}?)(?=[,.;]|$|\swho\b|\sthat\b)"
)
_CITING = re.compile(
    rf"\bciting\s(?:the\s|an?\s)?(?P<who>{_ANONYMOUS}|{NAME}|(?:[a-z][\w’'-]*\s){{0,4}}?{DOCUMENT})(?=[,.;]|$|\swho\b)"
)

_RELATIVE = re.compile(r",\s(?:which|who)\s")
_RELATIVE_OPENS = re.compile(
    r"(?:which|who|whose)\s(?!(?:also\s|later\s)?(?:said|says|say|told|added|wrote|reported|warned|argued)\b)"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|is said to|are said to|was said to|rumou?red|is believed to"
    r"|are believed to|(?:is|are|was|were) thought to|(?:is|are|was|were) reported to"
    r"|(?:was|were) believed to"
    r"|(?:is|are) understood to)\b",
    re.I,
)
_SPECULATIVE = re.compile(
    r"\b(?:may|might|could(?! not)|likely|possibly|perhaps|appears? to|seems? to"
    r"|(?:is|are|was|were) expected to|potentially|is set to|are set to)\b"
)


def frames(
    text: str,
    sentence: Sentence,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[Frame]:
    """The frames of an English sentence, outermost first; linear in its length."""
    start, end = sentence.start, sentence.end
    quoted = _quoted(text, start, end)
    found: list[Frame] = []
    for match in _VERB.finditer(text, start, end):
        if _within(quoted, match.start()):
            continue
        if match["bids"] and not _STATED_IN.match(text, start, end):
            continue  # an instruction is what was done, unless a statement is told of
        span = _subject(text, start, match.start())
        voices = named(text, span, match.group(), mentions, earlier) if span else []
        if span and (own := _own_subject(text, start, span)):
            voices = [
                replace(one, start=span[0], end=span[1])
                for one in named(text, own, match.group(), mentions, earlier)
            ]
        if not span or not voices or _COMPARED.search(text, max(0, span[0] - 9), span[0]):
            continue
        closes = _after_the_words(text, start, span[0])
        if match["closes"] and not closes:
            continue  # who posts on a board reports nothing, unless the words stand before
        first = start if closes else span[0]
        if _RELATIVE.match(text, span[1]):
            first = max(first, match.start())  # who a speaker is, the outlet says itself
        found.append(Frame(tuple(voices), first, end, match.end(), 20))
        outlet = _told(text, match, mentions)
        if outlet:
            found.append(Frame((outlet,), first, end, match.end(), 15))
    before = {frame.core for frame in found}
    for match in _AFTER.finditer(text, start, end):
        span = match.span("who" if match["who"] else "role")
        if match.end("verb") not in before and not _within(quoted, span[0]):
            voices = named(text, span, match["verb"], mentions, earlier)
            if voices:
                found.append(Frame(tuple(voices), start, end, match.start(), 20))
    for pattern, rank in ((_ACCORDING, 10), (_CITING, 40)):
        for match in pattern.finditer(text, start, end):
            if not _within(quoted, match.start("who")):
                voices = named(text, match.span("who"), "", mentions, earlier)
                if voices:
                    found.append(Frame(tuple(voices), start, end, match.start("who"), rank))
    for match in _TELLING.finditer(text, start, end):
        if not (_within(quoted, match.start()) or any(one.core < match.start() for one in found)):
            subject = english_subject(text, start, match.start())
            first = text.find(subject, start) if subject else start
            voices = named(text, (first, first + len(subject)), match["verb"], mentions, earlier)
            if subject and voices:
                found.append(Frame(tuple(voices), match.start(), end, match.end(), 20))
    found += documents_en.frames(text, sentence, mentions, earlier)
    found += _spoken_of(text, sentence, mentions, earlier, found)
    return sorted(found, key=lambda frame: (frame.rank, frame.core))


def _spoken_of(
    text: str,
    sentence: Sentence,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
    found: Sequence[Frame],
) -> list[Frame]:
    """The firm or body that a sentence is about, whom a later "it" or "the court" may mean."""
    if any(not frame.silent for frame in found):
        return []
    start = sentence.start
    words = english_subject(text, start, sentence.end)
    first = text.find(words, start)
    voices = named(text, (first, first + len(words)), "", mentions, earlier) if words else []
    bodies = [one for one in voices if one.key or sort_of(one.name) in {"body", "company"}]
    if not bodies:
        bodies = [
            FoundVoice(one.original, VoiceKind.NAMED, one.start, one.end, "", one.key)
            for one in mentions
            if one.kind in _BODY_KINDS and text[start : one.start].lower() in {"", "the "}
        ]
    known = {one.original for one in mentions}
    firms = {one.group(): one for one in FIRM_NAME.finditer(text, start, sentence.end)}
    others = [one for name, one in firms.items() if name not in known]
    if len(others) == 1 and not bodies:
        one = others[0]
        bodies = [FoundVoice(one.group(), VoiceKind.NAMED, one.start(), one.end())]
    return [Frame((one,), one.start, one.start, one.start, 90) for one in bodies[:1]]


def speaks_aside(text: str, clause: Clause, frame: Frame) -> bool:
    """Whether a relative clause (…, which closed in May) lies outside what a voice answers for:
    the outlet says it itself unless the voice speaks within it (which Acme says is safe)."""
    relative = _RELATIVE_OPENS.match(text, clause.start, clause.end) is not None
    return relative and not clause.start <= frame.start < clause.end


def hedge(text: str, clause: Clause, attributed: bool) -> Hedge:
    """How the clause commits itself; a voice of its own makes it reported."""
    if attributed:
        return Hedge.REPORTED
    if _HEARSAY.search(text, clause.start, clause.end):
        return Hedge.HEARSAY
    if _SPECULATIVE.search(text, clause.start, clause.end):
        return Hedge.SPECULATIVE
    return Hedge.ASSERTED


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans within double quotation marks; one never closed reaches to the end."""
    found = []
    opened: int | None = None
    for position in range(start, end):
        mark = text[position]
        if opened is None and mark in '“"':
            opened = position
        elif opened is not None and mark in '”"':
            found.append((opened, position + 1))
            opened = None
    return [*found, (opened, end)] if opened is not None else found


def _within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    return any(first <= position < last for first, last in spans)


def _subject(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The span of the noun phrase that a verb belongs to, before it."""
    first, last = max(start, verb - _LONGEST_SUBJECT), verb
    while True:
        while last > first and text[last - 1].isspace():
            last -= 1
        aside = _ASIDE.search(text, max(first, last - _ASIDE_REACH), last)
        if aside is None:
            break
        last = aside.start()
    described = last > first and text[last - 1] == ","
    cuts = [position for position in range(first, last) if text[position] == ","]
    if described:
        # Acme, which makes cars, said: the subject stands before what is set between commas.
        if len(cuts) < 2:
            return None
        named = cuts[-2] + 2
        role = text[cuts[-3] + 1 if len(cuts) > 2 else first : cuts[-2]]
        if _PERSON_NAME.fullmatch(text, named, cuts[-1]) and (
            IS_TITLED.search(role) or _ROLE.search(role)
        ):
            return named, cuts[-1]  # the chief executive, Jane Doe, said
        last = cuts[-2]
        cuts = cuts[:-2]
    begin = cuts[-1] + 1 if cuts else first
    for opening in _OPENS.finditer(text, begin, last):
        begin = opening.end()
    both = text.rfind(" and ", begin, last)
    if both >= 0 and _FINITE.search(_REDUCED.sub("", text[begin:both])):
        begin = both + 5
    elif not described and both >= 0:
        begin = _list_start(text, cuts, begin)
    begin += len(text[begin:last]) - len(text[begin:last].lstrip())
    for lead in (_STATED_IN, _LEADS, _CONTACT):
        if passed := lead.match(text, begin, last):
            begin = passed.end()
    words = text[begin:last]
    if not words or _FINITE.search(_REDUCED.sub("", words)) or len(words.split()) > 14:
        return None
    return begin, last


def _own_subject(text: str, start: int, span: tuple[int, int]) -> tuple[int, int] | None:
    """Prosecutors have charged the founder, they said: whom the sentence itself speaks of."""
    pronoun = text[slice(*span)].lower()
    if pronoun not in {"it", "they"} or not _after_the_words(text, start, span[0]):
        return None
    subject = english_subject(text, start, span[0])
    first = text.find(subject, start)
    return (first, first + len(subject)) if sort_of(subject) in {"body", "company"} else None


def _list_start(text: str, cuts: Sequence[int], begin: int) -> int:
    """Synopsys, Cadence and Siemens said: the list begins at its first bare name."""
    for position in range(len(cuts) - 1, -1, -1):
        first = cuts[position - 1] + 1 if position else begin - 60
        part = text[max(first, 0) : cuts[position]].strip()
        if not re.fullmatch(r"[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,2}", part):
            return begin
        begin = text.index(part, max(first, 0))
    return begin


def _after_the_words(text: str, start: int, subject: int) -> bool:
    """Whether what is reported stands before the subject: The plant will close, Acme said."""
    before = text[max(start, subject - 400) : subject].rstrip()
    before = before.removesuffix("the").removesuffix("The").rstrip()
    if not before.endswith((",", "”", '"')):
        return False
    return before.endswith(("”", '"', '",', "”,")) or _FINITE.search(before) is not None


def _told(text: str, match: re.Match[str], mentions: Sequence[FoundMention]) -> FoundVoice | None:
    """The outlet that somebody told or informed."""
    if match.group() not in {"told", "informed"}:
        return None
    article = 4 if text.startswith(" the ", match.end()) else 0
    for one in mentions:
        if one.kind == "outlet" and one.start == match.end() + 1 + article:
            return _outlet(one)
    return None


def _outlet(one: FoundMention) -> FoundVoice:
    return FoundVoice(one.original, VoiceKind.OUTLET, one.start, one.end, "told", one.key)
