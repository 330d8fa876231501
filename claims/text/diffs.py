"""What changed between two texts, paragraph by paragraph and inside them word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Change = Literal["same", "added", "removed", "changed"]
_WORDS = re.compile(r"\s+|[^\s]+")
_LONGEST = 4000  # characters of a paragraph compared word by word; longer ones as a whole


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters on one side, marked when the other side does not have them."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    change: Change
    old: tuple[Run, ...]
    new: tuple[Run, ...]


def compare(old: str, new: str) -> list[Row]:
    """Rows that, read down either side, give that side's non-blank paragraphs unchanged."""
    before, after = _paragraphs(old), _paragraphs(new)
    rows: list[Row] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            rows += [Row("same", _plain(p), _plain(p)) for p in before[a1:a2]]
            continue
        for left, right in zip_longest(before[a1:a2], after[b1:b2]):
            if right is None:
                rows.append(Row("removed", _marked(left), ()))
            elif left is None:
                rows.append(Row("added", (), _marked(right)))
            else:
                rows.append(Row("changed", *_words(left, right)))
    return rows


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(text, False),)


def _marked(text: str) -> tuple[Run, ...]:
    return (Run(text, True),)


def _words(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if len(old) + len(new) > _LONGEST:
        return _marked(old), _marked(new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left: list[Run] = []
    right: list[Run] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        marked = tag != "equal"
        if a2 > a1:
            left.append(Run("".join(before[a1:a2]), marked))
        if b2 > b1:
            right.append(Run("".join(after[b1:b2]), marked))
    return tuple(left), tuple(right)
