"""Where a claim's words only name who told it: 미국의 매체 갑을 인용해, 갑은 8일 … 보도했다.

What stands there is no part of what is claimed: neither the teller's country nor how many sources
it had, nor the day it reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.links.facets import Span, Voice

_CITES = re.compile(
    r"^[^.,]{0,60}?(?:(?:을|를)\s(?:[가-힣]{1,6}\s)?인용(?:해|한|하여|하며|해서)|에\s(?:따르면|의하면))(?=[\s,])"
)
_OUTLET_REPORTS = re.compile(
    r"(?:\([^)]{1,20}\))?(?:은|는|이|가|도)(?=\s)(?:\s(?:지난\s)?\d{1,2}일(?:\([^)]{1,10}\))?(?:\[[^\]]*\])?(?=\s))?"
)
# A body that is named may be part of the matter: 미국 노동부에 따르면.
_NOT_SPOKEN_OF = frozenset({"outlet", "anonymous"})
_OPENS = 20  # code points before an outlet that opens a claim: 14일 홍콩 명보는


def zones(text: str, language: str, voices: Sequence[Voice]) -> list[Span]:
    """The stretches of a Korean claim or statement that only name its tellers, in order.

    An English statement is already without them.
    """
    if language != "ko" or not voices:
        return []
    found = []
    if cites := _CITES.match(text):
        citing = [voice for voice in voices if voice.name in cites[0]]
        if citing and all(voice.kind in _NOT_SPOKEN_OF for voice in citing):
            found.append(cites.span())
    for voice in voices:
        at = text.find(voice.name, 0, _OPENS + len(voice.name)) if voice.kind == "outlet" else -1
        if at >= 0 and (told := _OUTLET_REPORTS.match(text, at + len(voice.name))):
            found.append((0, told.end()))
    return found


def blanked(text: str, stretches: Sequence[Span]) -> str:
    """The text with these stretches as white space, so that places in it stay the same."""
    for start, end in stretches:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
