"""Cut a text into the pieces a page shows, so that every claim's exact span can be marked.

Claims may overlap or lie inside each other. A piece is a run of characters that the same claims
cover; it belongs to the innermost of them, and names them all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.text.findings import Block, BlockClass


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim's place: ``text[start:end]`` is its quote."""

    key: str
    start: int
    end: int
    kind: str = ""
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """``marks`` are the covering claims, innermost first; ``opens`` when the first one starts."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: bool = False

    @property
    def innermost(self) -> Mark | None:
        return self.marks[0] if self.marks else None

    @property
    def keys(self) -> str:
        return " ".join(mark.key for mark in self.marks)

    @property
    def depth(self) -> int:
        return min(len(self.marks), 3)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the page. Joined, the pieces are the block's text, unchanged."""

    start: int
    kind: str
    evidence: str
    pieces: tuple[Piece, ...]

    @property
    def is_body(self) -> bool:
        return self.kind in _READ


_READ = frozenset({BlockClass.BODY, BlockClass.TITLE, BlockClass.SUBHEADING})


def paragraphs(text: str, blocks: Iterable[Block], marks: Iterable[Mark]) -> list[Paragraph]:
    """The blocks of ``text`` in order, cut at the edges of ``marks``.

    What lies between blocks and is not blank becomes a paragraph without a class: nothing of
    the text is hidden.
    """
    waiting = deque(sorted(marks, key=lambda mark: (mark.start, mark.end)))
    inside: list[Mark] = []
    result: list[Paragraph] = []
    for start, end, kind, evidence in _stretches(text, blocks):
        while waiting and waiting[0].start < end:
            inside.append(waiting.popleft())
        inside = [mark for mark in inside if mark.end > start]
        result.append(Paragraph(start, kind, evidence, _pieces(text, start, end, inside)))
    return result


def _stretches(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, class and evidence of what is a paragraph, in order and never overlapping."""
    reached = 0
    for block in sorted(blocks, key=lambda block: block.start):
        if text[reached : block.start].strip():
            yield reached, block.start, "", ""
        start = max(block.start, reached)
        if start < block.end:
            yield start, block.end, block.kind.value, block.evidence
        reached = max(reached, block.end)
    if text[reached:].strip():
        yield reached, len(text), "", ""


def _pieces(text: str, start: int, end: int, inside: Sequence[Mark]) -> tuple[Piece, ...]:
    """``inside``: the marks that reach into the stretch, by where they start."""
    edges = {start, end}
    for mark in inside:
        edges |= {max(mark.start, start), min(mark.end, end)}
    waiting = deque(inside)
    covering: list[Mark] = []
    pieces: list[Piece] = []
    opened: set[str] = set()
    for left, right in pairwise(sorted(edges)):
        while waiting and waiting[0].start <= left:
            covering.append(waiting.popleft())
        covering = sorted(
            (mark for mark in covering if mark.end > left),
            key=lambda mark: (mark.end - mark.start, mark.start, mark.key),
        )
        opens = bool(covering) and covering[0].key not in opened
        if opens:
            opened.add(covering[0].key)
        pieces.append(Piece(text[left:right], tuple(covering), opens))
    return tuple(pieces)


def cut(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The pieces of a short text. Joined, they are the text."""
    inside = sorted(marks, key=lambda mark: (mark.start, mark.end))
    return _pieces(text, 0, len(text), inside)


@dataclass(frozen=True, slots=True)
class Context:
    """A quote with the words around it; ``cut_before`` and ``cut_after`` when more was left out."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool


def around(
    text: str, blocks: Iterable[Block], start: int, end: int, *, reach: int = 220
) -> Context:
    """The quote within its block, with at most ``reach`` characters on either side."""
    first, last = start, end
    for block in blocks:
        if block.start < end and block.end > start:
            first, last = min(first, block.start), max(last, block.end)
    left, right = max(first, start - reach), min(last, end + reach)
    return Context(
        before=text[left:start],
        quote=text[start:end],
        after=text[end:right],
        cut_before=left > first,
        cut_after=right < last,
    )
