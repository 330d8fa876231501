"""Who says so in Korean where no verb reports it: words set down beside a name on air, what the
press at large has, and what came to be known by somebody's report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.findings import FoundMention, FoundVoice, VoiceKind
from claims.text.frames import Frame
from claims.text.speakers_ko import PRESS_NAME

_ANONYMOUS_PRESS = re.compile(
    r"(?:외신|언론|현지\s?매체|매체)(?:들)?\s?보도(?!에\s(?:대해|대한|관해|따르)|와\s관련)"
)

_ON_AIR = re.compile(
    r"\[?(?P<name>[가-힣A-Za-z·. ]{2,20})(?:[/|](?P<role>[가-힣A-Za-z0-9·. ]{2,40}))\s?:\s?[\"“]"
)

# 의혹은 지난 15일 하늘일보의 단독 보도로 처음 알려졌다: what it is known by.
_KNOWN_BY = re.compile(
    r"의?\s(?:(?:단독|최초|첫|잇단|연속|탐사|특종|추적|후속|집중|기획|심층|관련)\s){0,2}(?P<what>보도|기사|폭로|제보|고발|발표|공개)(?:로|를\s통해|에\s의해)\s"
    r"(?:[가-힣]{2,6}\s){0,3}?(?:알려|드러|불거|시작|밝혀|세상에|공론화|촉발|제기|확인|공개)"
)
_BRACKET = re.compile(r"\([^()]{1,20}\)$")
_TOLD_TO = re.compile(
    r"(?:\([^()]{1,20}\))?(?:에(?:게)?\s[\"“]|(?:와|과)(?:의\s|\s|\s가진\s)(?:[가-힣]{1,6}\s){0,2}?(?:인터뷰|통화)|(?:의)?\s(?:[가-힣]{1,6}\s)?(?:인터뷰|기자|취재진)(?:에서|에게|에)\s)"
)
_FIRST_TOLD = re.compile(
    r"(?<=[가-힣A-Za-z)])(?:이|가)\s[^.“”\"]{2,80}?(?:보도|제기|폭로|공개|고발|발표)(?:하면서|한\s(?:지|뒤|것이)|해)\s(?:[가-힣0-9]{1,8}\s){0,3}?"
    r"(?:알려|드러|불거|시작|밝혀|세상에|공론화|촉발|만이|만에)"
)


def frames(text: str, start: int, end: int, mentions: Sequence[FoundMention]) -> list[Frame]:
    """The frames of ``text[start:end]`` that no reporting verb makes; linear in its length."""
    return [
        *_on_air(text, start, end, mentions),
        *_press(text, start, end),
        *_made_known(text, start, end, mentions),
        *_told_outlet(text, start, end, mentions),
    ]


def _on_air(text: str, start: int, end: int, mentions: Sequence[FoundMention]) -> list[Frame]:
    """[이슬기/시민 : "…"], as broadcasters set down what somebody says to the camera."""
    match = _ON_AIR.match(text, start, end)
    if match is None:
        return []
    name = f"{match['name'].strip()} {match['role'].strip()}".strip()
    inside = [one for one in mentions if start <= one.start and one.end <= match.end()]
    known = next((one for one in inside if one.kind == "person"), next(iter(inside), None))
    key = known.key if known else ""
    voice = FoundVoice(name, VoiceKind.NAMED, *match.span("name"), "", key)
    return [Frame((voice,), start, end, match.end(), 20)]


def _press(text: str, start: int, end: int) -> list[Frame]:
    """…했다는 외신 보도: an outlet that is not named."""
    match = _ANONYMOUS_PRESS.search(text, start, end)
    if match is None or "는 " not in text[max(start, match.start() - 3) : match.start()]:
        return []
    word = match.group().split("보도")[0].strip()
    last = match.start() + len(word)
    voice = FoundVoice(word, VoiceKind.ANONYMOUS, match.start(), last, "보도")
    return [Frame((voice,), start, match.end(), match.start() - 1, 5)]


def _made_known(text: str, start: int, end: int, mentions: Sequence[FoundMention]) -> list[Frame]:
    """Whose report made known what the sentence says."""
    for pattern in (_KNOWN_BY, _FIRST_TOLD):
        for match in pattern.finditer(text, start, end):
            voice = _ending_at(text, start, match.start(), mentions)
            if voice is not None:
                return [Frame((voice,), start, end, match.start(), 10)]
    return []


def _told_outlet(text: str, start: int, end: int, mentions: Sequence[FoundMention]) -> list[Frame]:
    """한 임원은 하늘일보에 "…"라고 말했다: what somebody told an outlet, the outlet reports."""
    for one in mentions:
        if one.kind == "outlet" and start <= one.start < end and _TOLD_TO.match(text, one.end, end):
            voice = FoundVoice(one.original, VoiceKind.OUTLET, one.start, one.end, "보도", one.key)
            return [Frame((voice,), start, end, end - 1, 15)]
    return []


def _ending_at(
    text: str, start: int, end: int, mentions: Sequence[FoundMention]
) -> FoundVoice | None:
    """The outlet whose name ends there, also with another in brackets: 하늘타임스(HT)."""
    bracket = _BRACKET.search(text, start, end)
    last = bracket.start() if bracket else end
    for one in mentions:
        if one.kind == "outlet" and one.end == last:
            return FoundVoice(one.original, VoiceKind.OUTLET, one.start, last, "보도", one.key)
    first = max(text.rfind(" ", start, last) + 1, start)
    if PRESS_NAME.fullmatch(text, first, last):
        return FoundVoice(text[first:last], VoiceKind.OUTLET, first, last, "보도")
    return None
