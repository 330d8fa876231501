"""What the blocks of a page are once a person has corrected them.

A correction names every block anew: its span and its class. It may set another class, cut a
block in two or join neighbours, and leaves nothing out that stood in a block before. What a
person said of a block holds for the same words in later texts of the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeAlias

from claims.text.findings import Block, BlockClass

PERSON = "person"
"""The evidence of what a person said."""


class Fault(StrEnum):
    """Why blocks cannot stand."""

    OUTSIDE = "outside"
    OVERLAP = "overlap"
    BLANK = "blank"
    LEFT_OUT = "left_out"
    OTHER_WORDS = "other_words"


class BadBlocks(ValueError):
    """Blocks that do not fit their text; ``start`` is the code point it fails at."""

    def __init__(self, fault: Fault, start: int) -> None:
        super().__init__(f"{fault} at {start}")
        self.fault = fault
        self.start = start


def corrected(text: str, present: Sequence[Block], given: Iterable[Block]) -> list[Block]:
    """The ``given`` blocks, trimmed of white space, with ``PERSON`` as the evidence of every one
    that is not among the ``present`` ones; these keep theirs.

    Raises ``BadBlocks`` unless the given lie in the text, in order, without overlap, none of
    them blank, and cover every word that the present ones cover. Cost: linear.
    """
    known = {(block.start, block.end, block.kind): block.evidence for block in present}
    result: list[Block] = []
    reached = 0
    for block in given:
        if not 0 <= block.start < block.end <= len(text):
            raise BadBlocks(Fault.OUTSIDE, block.start)
        if block.start < reached:
            raise BadBlocks(Fault.OVERLAP, block.start)
        reached = block.end
        start, end = _trimmed(text, block.start, block.end)
        if start >= end:
            raise BadBlocks(Fault.BLANK, block.start)
        evidence = known.get((start, end, block.kind), PERSON)
        result.append(Block(start, end, block.kind, evidence))
    _require_all_words(text, present, result)
    return result


def pieces(text: str, block: Block, typed: str) -> list[Block]:
    """The parts of ``block`` as ``typed`` sets them off, by line feeds put into its text.

    White space does not count otherwise. Raises ``BadBlocks`` when the words are not the
    block's.
    """
    parts = [squeezed for line in typed.splitlines() if (squeezed := "".join(line.split()))]
    made: list[Block] = []
    position = block.start
    for part in parts:
        start = position
        for character in part:
            while position < block.end and text[position].isspace():
                position += 1
            if position == block.end or text[position] != character:
                raise BadBlocks(Fault.OTHER_WORDS, position)
            position += 1
        made.append(Block(*_trimmed(text, start, position), block.kind, PERSON))
    if text[position : block.end].strip():
        raise BadBlocks(Fault.OTHER_WORDS, position)
    return made if len(made) > 1 else [block]


def stored(block: Block) -> list[Any]:
    """A block as snapshots and classifications keep it: start, end, class and evidence."""
    return [block.start, block.end, block.kind.value, block.evidence]


def joined(first: Block, second: Block) -> Block:
    """Two neighbours as one, of the first one's class."""
    return Block(first.start, second.end, first.kind, PERSON)


def changed(before: Sequence[Block], after: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """What only ``before`` has, and what only ``after`` has: the blocks a correction changed."""
    had, has = set(before), set(after)
    return [b for b in before if b not in has], [b for b in after if b not in had]


_Part: TypeAlias = tuple[int, int, BlockClass, str]  # start and end from the start of the words


def carried(
    before: str,
    cleaned: Sequence[Block],
    corrections: Sequence[Block],
    after: str,
    blocks: Sequence[Block],
) -> list[Block]:
    """``blocks``, the cleaning of a later text, as a person corrected the same words before.

    ``corrections`` are the blocks of the text ``before`` as corrected, ``cleaned`` as its
    cleaning had made them. Words that a person cut or joined are cut or joined again. Equal
    words are told apart by their order; where there are more of them than before and a person
    did not say the same of all, the cleaning decides. Cost: linear in the texts for each
    different length of what was corrected.
    """
    said = _said(before, cleaned, corrections)
    lengths = sorted({len(words) for words in said}, reverse=True)
    ends = {block.end: index for index, block in enumerate(blocks)}
    seen: Counter[str] = Counter()
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        start = blocks[index].start
        for length in lengths:
            last = ends.get(start + length)
            if last is None or (words := after[start : start + length]) not in said:
                continue
            parts = _nth(said[words], seen[words])
            seen[words] += 1
            if parts is not None:
                result += [Block(start + s, start + e, kind, why) for s, e, kind, why in parts]
                index = last + 1
                break
        else:
            result.append(blocks[index])
            index += 1
    return result


def _said(
    text: str, cleaned: Sequence[Block], corrections: Sequence[Block]
) -> dict[str, list[tuple[_Part, ...] | None]]:
    """What a person said of which words, an item an occurrence; None where nothing was said.

    Words are those of the fewest blocks that begin and end together in the cleaning and in the
    correction. Should a later cleaning cut as the person did, each part is known as well.
    """
    starts = {block.start for block in cleaned}
    groups: list[list[Block]] = []
    for block in corrections:
        if block.start in starts or not groups:
            groups.append([])
        groups[-1].append(block)
    whole, single = _by_words(text, groups), _by_words(text, [[b] for g in groups for b in g])
    return {words: each for words, each in (single | whole).items() if any(each)}


def _by_words(
    text: str, groups: Iterable[Sequence[Block]]
) -> dict[str, list[tuple[_Part, ...] | None]]:
    said: dict[str, list[tuple[_Part, ...] | None]] = defaultdict(list)
    for group in groups:
        start = group[0].start
        parts = tuple((b.start - start, b.end - start, b.kind, b.evidence) for b in group)
        by_person = any(block.evidence == PERSON for block in group)
        said[text[start : group[-1].end]].append(parts if by_person else None)
    return said


def _nth(options: Sequence[tuple[_Part, ...] | None], number: int) -> tuple[_Part, ...] | None:
    if number < len(options):
        return options[number]
    return options[0] if len(set(options)) == 1 else None


def _require_all_words(text: str, present: Sequence[Block], given: Sequence[Block]) -> None:
    """Raise ``BadBlocks`` where a word of the present blocks is in none of the given ones."""
    edges = [0, *(edge for block in given for edge in (block.start, block.end)), len(text)]
    ends = [block.end for block in present]
    for left, right in list(pairwise(edges))[::2]:
        for number in range(bisect_right(ends, left), len(present)):  # a slice would be copied
            block = present[number]
            if block.start >= right:
                break
            if text[max(left, block.start) : min(right, block.end)].strip():
                raise BadBlocks(Fault.LEFT_OUT, max(left, block.start))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
