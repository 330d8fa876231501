"""English attribution: said, according to, citing, people familiar with the matter; hedges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.clauses import Clause
from claims.text.findings import FoundMention, FoundVoice, Hedge, Sentence, VoiceKind
from claims.text.frames import Earlier, Frame

_NAME = (
    r"(?:(?:[A-Z][\w.&'’-]*|\(?[A-Z]{2,}\)?)(?:\s(?:[A-Z][\w.&'’-]*|of|and|the|for|de|van))*"
    r"(?<!\sof)(?<!\sand)(?<!\sthe)(?<!\sfor))"
)
_ANONYMOUS = (
    r"(?:(?:[a-z]+\s){0,2}(?:people|persons?|sources?|officials?|executives?|analysts?|insiders?"
    r"|diplomats?|spokes(?:man|woman|person)|aides?|experts?)"
    r"(?:\s(?:familiar\swith|briefed\son|with\sknowledge\sof|close\sto|who\sasked)"
    r"(?:\s[\w’'-]+){1,6}?)?)"
)
_ROLE = r"(?:[Tt]he\s(?:[a-z][a-z-]*\s){0,2}[a-z][a-z-]*[a-z])"
_POSSESSED = r"(?:[A-Z][\w-]*[’']s\s(?:[a-z][a-z-]*\s){0,3}[a-z][a-z-]+)"
_WHO = rf"(?P<who>{_POSSESSED}|{_NAME}|{_ROLE}|{_ANONYMOUS}|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)"
_VERB = (
    r"(?P<verb>said|says|told(?!(?:(?!\bthat\b)[^.;,\"“]){1,90}\bto\s[a-z])|reported|reports|announced|stated|wrote|added|claimed|noted|argued|warned"
    r"|confirmed|denied|explained|insisted|suggested|estimated|predicted|acknowledged|tweeted|posted)"
)
_SAID = re.compile(
    rf"\b{_WHO}(?:,\s[^,.;]{{1,80}},)?,?\s(?:has\s|had\s|also\s|later\s|first\s|separately\s)?{_VERB}\b"
)
_SAID_AFTER = re.compile(rf"[,”\"]\s{_VERB}\s{_WHO}")
_ACCORDING = re.compile(
    rf"\b[Aa]ccording\sto\s(?:the\s)?(?P<who>{_NAME}|{_ANONYMOUS}|[a-z][\w\s-]{{2,40}}?)(?=[,.;]|$|\swho\b)"
)
_CITING = re.compile(rf"\bciting\s(?P<who>{_NAME}|{_ANONYMOUS}|[a-z][\w\s-]{{2,40}}?)(?=[,.;]|$)")
_LEADING_NAME = re.compile(rf"(?:The\s)?(?P<who>{_NAME})")
_IS_ANONYMOUS = re.compile(
    r"\b(?:people|persons?|sources?|officials?|executives?|analysts?|insiders?|diplomats?|aides?|experts?)\b"
)
_NOT_A_SPEAKER = frozenset("In On At By The A An This That It These Those There When While".split())
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_OUTLET_BEFORE = re.compile(r"(?:the\s)?(?:newspaper|paper|report|magazine|outlet)", re.I)
_BODY_BEFORE = re.compile(r"the\s(?:company|firm|ministry|agency|bank|group|chipmaker)|it", re.I)
_PERSON_BEFORE = re.compile(r"he|she", re.I)

_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|is said to|are said to|was said to|rumou?red|is believed to"
    r"|are believed to|is thought to)\b",
    re.I,
)
_SPECULATIVE = re.compile(
    r"\b(?:may|might|could(?! not)|likely|possibly|perhaps|appears? to|seems? to|is expected to"
    r"|are expected to|was expected to|potentially)\b"
)


def frames(
    text: str,
    sentence: Sentence,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[Frame]:
    """The frames of an English sentence, outermost first."""
    found: list[Frame] = []
    start, end = sentence.start, sentence.end
    for pattern, rank in ((_SAID, 20), (_SAID_AFTER, 20), (_ACCORDING, 10), (_CITING, 40)):
        for match in pattern.finditer(text, start, end):
            if _inside_quotation(text, start, match.start("who")):
                continue
            voice = _voice(text, match, sentence.start, mentions, earlier)
            if voice:
                found.append(Frame((voice,), start, end, match.start("who"), rank))
    return sorted(found, key=lambda frame: (frame.rank, frame.core))


def hedge(text: str, clause: Clause, attributed: bool) -> Hedge:
    """How the clause commits itself; a voice of its own makes it reported."""
    if attributed:
        return Hedge.REPORTED
    if _HEARSAY.search(text, clause.start, clause.end):
        return Hedge.HEARSAY
    if _SPECULATIVE.search(text, clause.start, clause.end):
        return Hedge.SPECULATIVE
    return Hedge.ASSERTED


def _inside_quotation(text: str, start: int, position: int) -> bool:
    if text.count("“", start, position) > text.count("”", start, position):
        return True
    return text.count('"', start, position) % 2 == 1


def _voice(
    text: str,
    match: re.Match[str],
    opening: int,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> FoundVoice | None:
    start, end = match.span("who")
    who = match["who"].strip()
    verb = match.groupdict().get("verb") or ""
    if who in _NOT_A_SPEAKER and who.lower() not in _PRONOUNS:
        return None
    same = _named_before(who, earlier)
    if same:
        return FoundVoice(same.name, same.kind, start, end, verb, same.key)
    if who.lower() == "it" and (subject := _LEADING_NAME.match(text, opening, start)):
        start, end = subject.span("who")
        who = subject["who"]
    elif who.lower() in _PRONOUNS:
        return None
    inside = [one for one in mentions if one.start < end and start < one.end]
    outlets = [one for one in inside if one.kind == "outlet"]
    people = [one for one in inside if one.kind == "person"]
    if _IS_ANONYMOUS.search(who) and not people:
        return FoundVoice(who, VoiceKind.ANONYMOUS, start, end, verb)
    best = (people or outlets or inside)[-1:] if inside else []
    if best:
        kind = VoiceKind.OUTLET if best[0].kind == "outlet" else VoiceKind.NAMED
        return FoundVoice(best[0].original, kind, start, end, verb, best[0].key)
    return FoundVoice(who, VoiceKind.NAMED, start, end, verb)


def _named_before(who: str, earlier: Earlier) -> FoundVoice | None:
    """Whom "he", "the company" or "the newspaper" take up."""
    if _OUTLET_BEFORE.fullmatch(who):
        return earlier.outlet
    if _PERSON_BEFORE.fullmatch(who):
        return earlier.person
    if _BODY_BEFORE.fullmatch(who):
        outermost = earlier.last[0] if earlier.last else None
        return earlier.body or outermost
    return earlier.last[0] if who.lower() == "they" and earlier.last else None
