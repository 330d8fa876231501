"""English attribution: said, according to, citing, people familiar with the matter; hedges.

A speaker is looked for around each reporting verb: before it (Acme said; Acme, which makes cars,
said; the plant will close, Acme said) or after it ("…," said Jane Doe). Whoever told an outlet is
within the outlet's words: told Reuters names Reuters first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.bodies import sort_of
from claims.text.clauses import Clause
from claims.text.findings import FoundMention, FoundVoice, Hedge, Sentence, VoiceKind
from claims.text.frames import Earlier, Frame
from claims.text.statements_en import english_subject

_LONGEST_SUBJECT = 240  # code points before a verb in which its subject is looked for

_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)"
# What is reported without "that": warned the road would close.
_BARE = (
    r"\s(?:the|an?|its|their|his|her|no|some|many|more|two|three|\d{1,3}|[A-Z][\w’'.-]{0,30})"
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

# These verbs report by themselves; the others only before words that can be what is reported.
_VERB = re.compile(
    r"\b(?P<sure>said|says|told(?!(?:(?!\bthat\b)[^.;,\"“]){1,90}\bto\s[a-z])|informed|reported|reports(?!\ssa(?:y|id)\b)|insisted|argued"
    r"|argues|countered|disclosed|revealed|indicated|testified|tweeted)\b"
    r"|\b(?P<unsure>(?<!to\s)say|announced|stated|wrote|added|claimed|claims|noted|notes|warned|warns|confirmed|denied|explained"
    r"|suggested|suggests|estimated|estimates|predicted|predicts|acknowledged|posted|believes|expects|maintains"
    r"|maintained|cautioned|conceded|alleged|alleges|asserted|insists|acknowledges)\b"
    rf"(?=[,.:;]?\s?[\"“]|[,.:;]|\s(?:that|it|he|she|they|there|we|on\s\w+day|in\sa|at\sa)\b|\s{_DAY}\sthat\b|{_BARE}|$)"
    r"|\b(?P<calls>(?:has\s)?(?:called|described))\b(?=\s[^,.;\"“]{1,60}[\"“])"
    r"|\b(?P<holds>concluded|ruled|recommended|advised|pledged|promised|complained|demanded|forecast)\b"
    r"(?=\sthat\b)"
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
_NAMED_WITH = frozenset(
    "city county province university hospital institute association court museum library".split()
)
# A firm that no gazetteer knows, by what it does: Donghae Shipbuilding.
_FIRM_NAME = re.compile(
    r"\b[A-Z][\w&’'-]+(?:\s[A-Z][\w&’'-]+)?\s(?:Air|Airlines|Airways|Chemicals?|Pharmaceuticals?|Pharma|Motors?|Electronics"
    r"|Holdings|Industries|Steel|Shipbuilding|Shipping|Logistics|Securities|Technolog(?:y|ies)|Foods?|Heavy|Semiconductors?"
    r"|Engineering|Construction|Telecom|Inc|Corp|Ltd)\b"
)
_LEADS = re.compile(
    r"(?:(?:But|And|Still|Yet|However|Separately|Meanwhile|Also|Later|Then|The|the|That|that|and|both)\s)+"
)
_NAME = (
    r"(?:(?:[A-Z][\w.&'’-]*|\(?[A-Z]{2,}\)?)(?:\s(?:[A-Z][\w.&'’-]*|of|and|the|for|de|van))*"
    r"(?<!\sof)(?<!\sand)(?<!\sthe)(?<!\sfor))"
)
_ANONYMOUS = (
    r"(?:(?:[A-Za-z][\w-]*\s){0,3}(?:people|persons?|sources?|officials?|executives?|analysts?|insiders?"
    r"|diplomats?|aides?|experts?|employees|engineers|traders|lawyers)"
    r"(?:\s(?:familiar\swith|briefed\son|with\s(?:direct\s)?knowledge\sof|close\sto|who\sasked|involved\sin|at|in)"
    r"(?:\s[\w’'&-]+){1,6}?)?)"
)
_DOCUMENT = r"(?:report|statement|filing|document|letter|memo|notice|study|note|transcript|post)s?"
# Papers that nobody is named for: citing internal documents.
_UNNAMED_DOCUMENT = re.compile(
    rf"(?:[a-z][\w’'-]*\s){{0,4}}(?:{_DOCUMENT}|papers?|records?|files?|e-?mails?)"
)
_FOUND_BY = re.compile(
    rf"(?:(?:An?|The|Its|One)\s)?(?:[\w’'-]+\s){{0,3}}?(?:{_DOCUMENT}|paper|survey|analysis|audit|poll|investigation)"
    r"\s(?:(?:published|released|issued|conducted|commissioned)\s(?:(?:on|in|last|this)\s[\w.]+(?:\s\d{1,2})?\s)?)?"
    r"(?:by|from)\s(?:(?:a\s(?:team|group)\sof\s)?(?:researchers|scientists|economists|academics)\s(?:at|from|of)\s)?"
    rf"(?:the\s)?(?P<who>{_NAME})\s(?:has\s|had\s)?"
    r"(?P<verb>found|finds|showed|shows|said|says|estimated|estimates|concluded|concludes|revealed|suggested|suggests)\b",
)
_AFTER = re.compile(
    r"[,”\"]\s(?P<verb>said|says|added|wrote|reported|announced|told)\s"
    rf"(?:(?:the\s)?(?P<who>{_NAME}|{_ANONYMOUS})|the\s(?P<role>[a-z][\w-]*(?:\s[a-z][\w-]+)?))"
)
_ACCORDING = re.compile(
    rf"\b[Aa]ccording\sto\s(?:the\s)?(?P<who>{_ANONYMOUS}|{_NAME}|[a-z][\w\s’'-]{{2,110}}?)(?=[,.;]|$|\swho\b|\sthat\b)"
)
_CITING = re.compile(
    rf"\bciting\s(?:the\s|an?\s)?(?P<who>{_ANONYMOUS}|{_NAME}|(?:[a-z][\w’'-]*\s){{0,4}}?{_DOCUMENT})(?=[,.;]|$|\swho\b)"
)
_IS_ANONYMOUS = re.compile(
    r"\b(?:people|persons?|sources?|officials?|executives?|analysts?|insiders?|diplomats?|aides?|experts?"
    r"|employees|engineers|traders|lawyers|individuals|those|media|outlets|critics|lawmakers)\b",
    re.I,
)
_IS_TITLED = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|minister|secretary|president|chief|chair(?:man|woman)?|director|CEO|CFO"
    r"|commissioner|governor|ambassador|senator|envoy|founder)\b",
    re.I,
)
# Who is named is not anonymous, whatever the role: bank analyst Jane Doe.
_ROLE_AND_NAME = re.compile(
    r"\b(?:analyst|economist|strategist|official|executive|lawyer|engineer|trader|expert|spokes(?:man|woman|person)"
    r"|[Mm]inister|[Ss]ecretary|[Pp]resident|[Cc]hief|[Dd]irector|[Oo]fficer|[Mm]ayor|[Gg]overnor|[Jj]udge|[Ss]enator"
    r"|[Pp]rofessor|CEO|CFO|COO|Chief Executive)\s"
    r"(?P<name>[A-Z][\w’'-]{1,30}(?:\s[A-Z]\.)?(?:\s[A-Z][\w’'-]{1,30}){1,2})\.?$"
)
_IS_PRESS = re.compile(
    r"\b(?:newspaper|magazine|daily|weekly|news\sagency|news\ssite|broadcaster|News|Times|Post|Journal)\b"
)
_NOT_A_SPEAKER = re.compile(
    r"(?:In|On|At|By|A|An|This|That|It|These|Those|There|When|While|What|Which|Who|which|who|what|there|this|these|those"
    r"|[Aa]ll|[Mm]ost|[Ss]ome|[Mm]any|[Oo]n|in|at|by|for|with|from|to|of|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|\w{1,9}day)"
)
_OUTLET_BEFORE = re.compile(
    r"(?:the\s)?(?:newspaper|paper|report|magazine|outlet|agency|news\sagency|article)", re.I
)
_PERSON_BEFORE = re.compile(r"he|she", re.I)
_BODY_BEFORE = re.compile(
    r"(?:the\s)?(?:\w{1,30}\s)?(?P<sort>ministry|department|bank|group|agency|watchdog|regulator|commission|committee"
    r"|court|union|association|council|institute|university|hospital|police|authority|board|city"
    r"|county|province|museum|gallery|library|exchange)",
    re.I,
)
# Sorts by which any public body may be called that does not bear the name.
_LOOSELY = frozenset({"agency", "watchdog", "regulator", "authority", "group"})
_COMPANY_BEFORE = re.compile(
    r"(?:the\s)?(?:\w{1,30}\s)?(?:company|firm|(?:chip|car|drug|plane|ship)maker|giant|startup|retailer"
    r"|airline|carrier|lender|shipbuilder|builder|manufacturer|operator|insurer|brokerage)",
    re.I,
)
_SOURCES_BEFORE = re.compile(r"they|the\s(?:people|sources|officials)", re.I)

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
        voices = _voices(text, span, match.group(), mentions, earlier) if span else []
        if not span or not voices or _COMPARED.search(text, max(0, span[0] - 9), span[0]):
            continue
        first = start if _after_the_words(text, start, span[0]) else span[0]
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
            voices = _voices(text, span, match["verb"], mentions, earlier)
            if voices:
                found.append(Frame(tuple(voices), start, end, match.start(), 20))
    for pattern, rank in ((_ACCORDING, 10), (_CITING, 40)):
        for match in pattern.finditer(text, start, end):
            if not _within(quoted, match.start("who")):
                voices = _voices(text, match.span("who"), "", mentions, earlier)
                if voices:
                    found.append(Frame(tuple(voices), start, end, match.start("who"), rank))
    for match in _TELLING.finditer(text, start, end):
        if not (_within(quoted, match.start()) or any(one.core < match.start() for one in found)):
            subject = english_subject(text, start, match.start())
            first = text.find(subject, start) if subject else start
            voices = _voices(text, (first, first + len(subject)), match["verb"], mentions, earlier)
            if subject and voices:
                found.append(Frame(tuple(voices), match.start(), end, match.end(), 20))
    found += _documents(text, sentence, mentions, earlier)
    found += _spoken_of(text, sentence, mentions, earlier, found)
    return sorted(found, key=lambda frame: (frame.rank, frame.core))


def _documents(
    text: str, sentence: Sentence, mentions: Sequence[FoundMention], earlier: Earlier
) -> list[Frame]:
    """A study by researchers at the university found: whose document it is says so."""
    match = _FOUND_BY.match(text, sentence.start, sentence.end)
    if match is None:
        return []
    voices = _voices(text, match.span("who"), match["verb"], mentions, earlier)
    return [Frame(tuple(voices), sentence.start, sentence.end, match.end(), 20)] if voices else []


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
    voices = _voices(text, (first, first + len(words)), "", mentions, earlier) if words else []
    bodies = [one for one in voices if one.key or sort_of(one.name) in {"body", "company"}]
    if not bodies:
        bodies = [
            FoundVoice(one.original, VoiceKind.NAMED, one.start, one.end, "", one.key)
            for one in mentions
            if one.kind in _BODY_KINDS and text[start : one.start].lower() in {"", "the "}
        ]
    known = {one.original for one in mentions}
    firms = {one.group(): one for one in _FIRM_NAME.finditer(text, start, sentence.end)}
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
        if _PERSON_NAME.fullmatch(text, named, cuts[-1]) and _IS_TITLED.search(
            text, cuts[-3] + 1 if len(cuts) > 2 else first, cuts[-2]
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


def _voices(
    text: str,
    span: tuple[int, int],
    verb: str,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[FoundVoice]:
    """Whom a noun phrase names; several where it lists several names."""
    start, end = span
    who = text[start:end].strip()
    same = _named_before(who, earlier) or _named_in_full(text, start, who)
    if same:
        return [FoundVoice(same.name, same.kind, start, end, verb, same.key)]
    if who.lower() in {"he", "she", "it", "they", "we", "i", "you"}:
        return []
    if who[0].isdigit() and " " not in who:
        return []
    if _NOT_A_SPEAKER.fullmatch(who.split()[0]) and len(who.split()) < 2:
        return []
    inside = [one for one in mentions if one.start < end and start < one.end]
    people = [one for one in inside if one.kind == "person"]
    outlets = [one for one in inside if one.kind == "outlet"]
    if people:
        one = people[-1]
        return [FoundVoice(one.original, VoiceKind.NAMED, start, end, verb, one.key)]
    if titled := _ROLE_AND_NAME.search(who):
        return [FoundVoice(titled["name"], VoiceKind.NAMED, start, end, verb)]
    if _IS_ANONYMOUS.search(who) or (_UNNAMED_DOCUMENT.fullmatch(who) and not inside):
        return [FoundVoice(_without_article(who), VoiceKind.ANONYMOUS, start, end, verb)]
    bodies = [one for one in inside if one.kind not in {"outlet", "person", "product", "place"}]
    if _IS_TITLED.search(who):
        key = bodies[-1].key if bodies else ""
        return [FoundVoice(_without_article(who), VoiceKind.NAMED, start, end, verb, key)]
    known = outlets or bodies
    parts = _parts(text, start, end)
    if len(parts) > 1 and (known or who[0].isupper()):
        return [_one(text, part, verb, known) for part in parts]
    return [_one(text, (start, end), verb, known)]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the names of a list, or the span itself."""
    found = []
    first = start
    for match in re.finditer(r",\s(?:and\s)?|\sand\s", text[start:end]):
        found.append((first, start + match.start()))
        first = start + match.end()
    found.append((first, end))
    plain = all(re.fullmatch(r"[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,2}", text[a:b]) for a, b in found)
    return found if plain else [(start, end)]


def _one(text: str, span: tuple[int, int], verb: str, known: Sequence[FoundMention]) -> FoundVoice:
    start, end = span
    who = _without_article(text[start:end])
    named = [one for one in known if one.start < end and start < one.end]
    if named:
        one = named[-1]
        kind = VoiceKind.OUTLET if one.kind == "outlet" else VoiceKind.NAMED
        return FoundVoice(one.original, kind, start, end, verb, one.key)
    press = _IS_PRESS.search(who) is not None or verb in {"reported", "reports"}
    return FoundVoice(who, VoiceKind.OUTLET if press else VoiceKind.NAMED, start, end, verb)


def _without_article(who: str) -> str:
    plain = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", who.strip())
    return re.sub(r"(?<=[a-z]{3})\.$", "", plain)


def _named_before(who: str, earlier: Earlier) -> FoundVoice | None:
    """Whom "he", "the company", "Mr Huang" or "the newspaper" take up."""
    if _OUTLET_BEFORE.fullmatch(who):
        return earlier.outlet
    if _PERSON_BEFORE.fullmatch(who):
        return earlier.person
    outermost = earlier.last[0] if earlier.last else None
    if _COMPANY_BEFORE.fullmatch(who):
        # a study or a report is no company, nor is the outlet that tells of one
        named = (
            outermost
            and outermost.kind is not VoiceKind.OUTLET
            and outermost != earlier.body
            and outermost.name[:1].isupper()
        )
        return earlier.company or (outermost if named else None)
    if sorted_as := _BODY_BEFORE.fullmatch(who):
        return _of_sort(sorted_as["sort"].lower(), earlier)
    if who.lower() == "it":
        last = next(iter(earlier.bodies), None) or earlier.company or earlier.body
        return last or (outermost if outermost != earlier.person else None)
    if _SOURCES_BEFORE.fullmatch(who):
        return earlier.anonymous or outermost
    surname = re.fullmatch(r"(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?([A-Z][\w’'-]+)", who)
    if surname:
        for person in earlier.people:
            words = person.name.split()
            # Seo Min-ah is Seo, Jane Doe is Doe and not Jane.
            family_first = len(words) == 2 and "-" in words[1]
            if len(words) > 1 and surname[1] == words[0 if family_first else -1]:
                return person
            if len(words) > 1 and surname[1] == words[0] and who != surname[1]:
                return person  # Mr Huang of a name in the other order
    return None


def _named_in_full(text: str, before: int, who: str) -> FoundVoice | None:
    """The city, the airline: what was named in full before, though it did not speak."""
    plain = who.lower().removeprefix("the ")
    if text[max(0, before - 3) : before].lower().endswith(("a ", "an ")):
        return None
    names = _FIRM_NAME if _COMPANY_BEFORE.fullmatch(who) else None
    if names is None and plain in _NAMED_WITH:
        names = re.compile(rf"\b(?:[A-Z][\w’'-]+\s){{1,3}}{plain.title()}\b")
    found = list(names.finditer(text, 0, before)) if names else []
    if not found or len({one.group() for one in found}) > 1:
        return None
    return FoundVoice(found[-1].group(), VoiceKind.NAMED, *found[-1].span())


def _of_sort(sort: str, earlier: Earlier) -> FoundVoice | None:
    """The ministry, the court: the last body that bears the name, else one that may be so."""
    for body in earlier.bodies:
        if sort in body.name.lower():
            return body
    if sort in _LOOSELY:
        return earlier.body
    return None
