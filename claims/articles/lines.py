"""Which lines of a text are one paragraph: a line may end where the column did.

The same question for plain text (line feeds) and for pages (``<br>``): an empty line always
parts two paragraphs, a single break does so unless the sentence runs on over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_END_READ = 12
_RUNS_ON = re.compile(
    r"(?:[,，、;]|[가-힣](?<=[은는을를의와과며])|\b(?:a|an|the|of|to|and|in|for|by))$"
)
"""A particle, a comma or an article: more of the sentence must follow."""
_TAKES_UP = re.compile(r"[a-z가-힣0-9“\"‘'(]")
_NEVER_WRAPPED = 3


def ends_sentence(text: str) -> bool:
    """Whether a full stop, question or exclamation mark ends it, quotes and emoji apart."""
    for character in reversed(text[-_END_READ:]):
        if character in ".?!。？！…~":
            return True
        if character.isalnum():
            return False
    return False


def paragraphs(lines: Sequence[str], *, headline: bool = False) -> Iterator[slice]:
    """The runs of ``lines`` that are one paragraph each; empty lines are in none.

    With ``headline``, the first line may be one, and headlines end as they like. Linear.
    """
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not lines[index]:
            if index > start:
                yield from _parted(lines, start, index, headline and start == 0)
            start = index + 1


def _parted(lines: Sequence[str], start: int, end: int, headline: bool) -> Iterator[slice]:
    if _is_wrapped(lines[start:end]):
        yield slice(start, end)
        return
    begun = start
    for index in range(start + 1, end):
        first = headline and index == start + 1
        if first or not _continues(lines[index - 1], lines[index]):
            yield slice(begun, index)
            begun = index
    yield slice(begun, end)


def _continues(line: str, following: str) -> bool:
    """Whether a sentence broken off in ``line`` goes on in ``following``."""
    if ends_sentence(line) or not _TAKES_UP.match(following):
        return False
    return bool(_RUNS_ON.search(line[-_END_READ:])) or following[0].islower()


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a paragraph's lines end where the column did, as in mail, not where a thought did.

    All but the last are of like width, at least 60 columns (a wide character takes two), and
    most of them end in the middle of a sentence.
    """
    if len(lines) < _NEVER_WRAPPED:
        return False
    widths = [sum(2 if character >= "\u1100" else 1 for character in line) for line in lines[:-1]]
    if min(widths) < 60 or min(widths) < 0.75 * max(widths):
        return False
    return sum(ends_sentence(line) for line in lines[:-1]) * 2 <= len(lines) - 1
