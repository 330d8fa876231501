"""What 해당 칩, 이 회사, 그는, "the company" or "he" stand for, where that is certain.

Only the last sentence that named anything of the kind is asked, and only when it named one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from claims.text.findings import FoundMention

# What is put into a restatement: the place in the text, and the bracketed words.
Addition = tuple[int, str]

_THINGS = {
    "product": r"칩|제품|반도체|가속기|chip|product|processor|accelerator",
    "company": r"회사|기업|업체|company|firm|chipmaker|startup",
    "outlet": r"신문|매체|통신|방송|잡지|newspaper|paper|magazine|outlet",
    "agency": r"부처|기관|당국|위원회|ministry|agency|department|regulator",
}
_KOREAN = {
    kind: re.compile(
        rf"(?<![가-힣])(?:해당|이|그|동)\s(?:{words})(?=(?:은|는|이|가|을|를|의|에|도|과|와|으로|로)\b)"
    )
    for kind, words in _THINGS.items()
} | {"person": re.compile(r"(?<![가-힣])그(?=(?:는|가|의)\s)")}
_ENGLISH = {
    kind: re.compile(rf"\b[Tt]h(?:e|at|is)\s(?:{words})(?=[\s,.'’;])(?!\s[A-Z])")
    for kind, words in _THINGS.items()
} | {"person": re.compile(r"\b(?:[Hh]e|[Ss]he)(?=\s)")}


def referents(
    text: str, start: int, end: int, named: Mapping[str, str], language: str
) -> list[Addition]:
    """The names to put after words that point back, by place."""
    patterns = _KOREAN if language == "ko" else _ENGLISH
    found = []
    for kind, name in named.items():
        if name and kind in patterns:
            matches = patterns[kind].finditer(text, start, end)
            found += [(match.end(), f"[{name}]") for match in matches]
    return found


def named_after(named: Mapping[str, str], mentions: Iterable[FoundMention]) -> dict[str, str]:
    """What each kind can mean after a sentence: its one name, or "" where it named several."""
    names: dict[str, dict[str, str]] = {}
    for mention in mentions:
        names.setdefault(mention.kind, {})[mention.key] = mention.original
    single = {kind: next(iter(of.values())) if len(of) == 1 else "" for kind, of in names.items()}
    return {**named, **single}


def with_additions(text: str, start: int, end: int, additions: Sequence[Addition]) -> str:
    """``text[start:end]`` with the additions that fall inside it."""
    parts = []
    position = start
    for place, words in sorted(additions):
        if position <= place <= end:
            parts += [text[position:place], words]
            position = place
    return "".join([*parts, text[position:end]])
