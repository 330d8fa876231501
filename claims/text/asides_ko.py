"""Who says so in Korean where no verb reports it: words set down beside a name on air, what the
press at large has, and what came to be known by somebody's report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.findings import FoundMention, FoundVoice, VoiceKind
from claims.text.frames import Frame

_ANONYMOUS_PRESS = re.compile(
    r"(?:외신|언론|현지\s?매체|매체)(?:들)?\s?보도(?!에\s(?:대해|대한|관해|따르)|와\s관련)"
)

_ON_AIR = re.compile(
    r"\[?(?P<name>[가-힣A-Za-z·. ]{2,20})(?:[/|](?P<role>[가-힣A-Za-z0-9·. ]{2,40}))\s?:\s?[\"“]"
)


def frames(text: str, start: int, end: int, mentions: Sequence[FoundMention]) -> list[Frame]:
    """The frames of ``text[start:end]`` that no reporting verb makes; linear in its length."""
    return [*_on_air(text, start, end, mentions), *_press(text, start, end)]


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
