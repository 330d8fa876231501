"""Whose document says so in English: a study by the institute found, data from the agency showed,
a Reuters report that said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.findings import FoundMention, Sentence, VoiceKind
from claims.text.frames import Earlier, Frame
from claims.text.speakers_en import DOCUMENT, NAME, named

_FOUND_BY = re.compile(
    rf"(?:(?:An?|The|Its|One)\s)?(?:[\w’'-]+\s){{0,3}}?(?:{DOCUMENT}|paper|survey|analysis|audit|poll|investigation|data|figures|records|images|imagery|e-?mails?)"
    r"\s(?:(?:published|released|issued|conducted|commissioned|compiled|collected|analy[sz]ed|obtained|seen|reviewed|viewed)\s(?:(?:on|in|last|this)\s[\w.]+(?:\s\d{1,2})?\s)?)?"
    r"(?:by|from)\s(?:(?:a\s(?:team|group)\sof\s)?(?:researchers|scientists|economists|academics)\s(?:at|from|of)\s)?"
    rf"(?:the\s)?(?P<who>{NAME})\s(?:has\s|had\s)?"
    r"(?P<verb>found|finds|showed|shows|said|says|estimated|estimates|concluded|concludes|revealed|suggested|suggests)\b",
)
# … , data from the agency showed: the words stand before the document.
_SHOWN_BY = re.compile(
    rf"[,”\"]\s(?:an?\s|the\s|its\s)?(?:[\w’'-]+\s){{0,3}}?(?:{DOCUMENT}|data|figures|survey|poll|analysis|paper|audit)\s"
    r"(?:of\s[\w,’'-]+(?:\s[\w’'-]+){0,4}?\s)?(?:(?:published|released|issued|conducted|compiled)\s(?:(?:on|in|last|this)\s[\w.]+\s)?)?"
    rf"(?:by|from)\s(?:the\s)?(?P<who>{NAME})\s(?:has\s|had\s)?"
    r"(?P<verb>found|showed|shows|said|says|estimated|concluded|revealed|suggested|indicated)\b"
)
# … , a Gallup poll found, customs data showed.
_OWN_DATA = re.compile(
    rf"[,”\"]\s(?:an?\s|the\s)?(?P<who>{NAME}|[a-z]+(?:\s[a-z]+)?)(?:’s|'s)?\s(?:data|figures|survey|poll|records|statistics)\s"
    r"(?:released\s|published\s)?(?P<verb>found|showed|shows|indicated|suggested|revealed)\b"
)
# A Reuters report a day earlier that …, an earlier report by Kyodo that …: what the report says.
_REPORT_THAT = re.compile(
    rf"\b(?:(?:an?|the)\s(?:\w+\s)?)?(?:(?P<who>{NAME})(?:’s|'s)?\s(?:\w+\s)?reports?|reports?\s(?:by|in|from)\s(?:the\s)?(?P<by>{NAME}))"
    r"(?:\s(?!that\b)[\w’'-]+){0,5}?\s(?P<verb>that|saying|alleging|claiming)\s"
)

# … were first raised by the Financial Times: whose report made it known.
_MADE_KNOWN = re.compile(
    r"\b(?:first|were|was|been)\s(?:reported|raised|revealed|disclosed|uncovered|published|exposed|detailed)\s(?:\w+\s)?by\s"
    rf"(?:the\s)?(?P<who>{NAME})"
)
# By the Financial Times, which reported that …
_POLLED_BY = re.compile(
    rf"\b(?P<verb>polled|surveyed|interviewed|questioned)\s(?:[\w’'-]+\s){{0,4}}?by\s(?:the\s)?(?P<who>{NAME})"
)
_WHICH_SAID = re.compile(
    rf"\b(?P<who>{NAME})(?:,|\s\([A-Z]{{2,5}}\),)\swhich\s(?:first\s|has\s|had\s|also\s){{0,2}}(?P<verb>reported|said|says|wrote|announced|revealed)\s"
    r"(?:(?:on|in|last|this)\s(?:\w+\s){1,2})?that\s"
)


def frames(
    text: str, sentence: Sentence, mentions: Sequence[FoundMention], earlier: Earlier
) -> list[Frame]:
    """The frames that a document makes, outermost first; linear in the sentence."""
    start, end = sentence.start, sentence.end
    found = []
    opens = _FOUND_BY.match(text, start, end)
    for match in (opens, _SHOWN_BY.search(text, start, end), _OWN_DATA.search(text, start, end)):
        if match is not None:
            voices = named(text, match.span("who"), match["verb"], mentions, earlier)
            last = match.end() if match is opens else match.start()
            found.append(Frame(tuple(voices), start, end, last, 20))
    if (match := _REPORT_THAT.search(text, start, end)) is not None:
        span = match.span("who" if match["who"] else "by")
        voices = named(text, span, "reported", mentions, earlier)
        if all(one.kind is VoiceKind.OUTLET for one in voices):
            found.append(Frame(tuple(voices), match.start(), end, match.end(), 20))
    if (match := _POLLED_BY.search(text, start, end)) is not None:
        voices = named(text, match.span("who"), match["verb"], mentions, earlier)
        found.append(Frame(tuple(voices), start, end, match.start(), 20))
    for pattern in (_MADE_KNOWN, _WHICH_SAID):
        if (match := pattern.search(text, start, end)) is not None:
            known = pattern is _MADE_KNOWN
            verb = "reported" if known else match["verb"]
            voices = named(text, match.span("who"), verb, mentions, earlier)
            if not known or all(one.kind is VoiceKind.OUTLET for one in voices):
                first = start if known else match.end("who")
                found.append(Frame(tuple(voices), first, end, match.end() - 1, 20))
    return [frame for frame in found if frame.voices]
