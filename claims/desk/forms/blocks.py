"""The blocks of a page in a form: each one field that holds its span and its class.

The form carries the blocks as they stand in it, saved or not, so that cutting and joining need
nothing kept between two requests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from claims.articles.blocks import joined, pieces
from claims.desk import wording
from claims.text.findings import Block, BlockClass

PART = 300
"""Most blocks of one page of the form: a browser sends a field each, and Django takes 1,000."""

ORDER = (
    BlockClass.BODY,
    BlockClass.TITLE,
    BlockClass.SUBHEADING,
    BlockClass.SUMMARY,
    BlockClass.CAPTION,
    BlockClass.CREDIT,
    BlockClass.TEASER,
    BlockClass.COMMENT,
    BlockClass.POLL,
    BlockClass.COPYRIGHT,
    BlockClass.NAVIGATION,
)
KEYS = "1234567890-"
CLASSES = [(kind.value, wording.BLOCKS[kind], key) for kind, key in zip(ORDER, KEYS, strict=True)]
"""Every class, its words and the key that sets it, the most frequent first."""

_FIELD = re.compile(r"(\d{1,9})-(\d{1,9})-([a-z]{1,20})")


@dataclass(frozen=True, slots=True)
class Row:
    """One block as the form shows it. ``cutting`` is the text in which it is being cut."""

    block: Block
    text: str
    is_first: bool
    is_changed: bool
    cutting: str | None = None

    @property
    def span(self) -> str:
        return f"{self.block.start}-{self.block.end}"


def given(data: QueryDict) -> list[Block]:
    """The blocks that were sent. Raises ``ValueError`` for what no form of ours sends."""
    blocks = []
    for value in data.getlist("block"):
        match = _FIELD.fullmatch(value)
        if match is None:
            raise ValueError(value)
        blocks.append(Block(int(match[1]), int(match[2]), BlockClass(match[3])))
    return blocks


def rearranged(text: str, blocks: Sequence[Block], data: QueryDict) -> list[Block]:
    """The blocks after the button that was pressed: ``join`` one with the one before it, or
    ``cut`` one as its text was set off. Raises ``BadBlocks`` where other words were typed."""
    result: list[Block] = []
    for block in blocks:
        name = str(block.start)
        if data.get("join") == name and result:
            result.append(joined(result.pop(), block))
        elif data.get("cut") == name:
            result += pieces(text, block, data.get("cutting", ""))
        else:
            result.append(block)
    return result


def rows(
    text: str,
    present: Sequence[Block],
    blocks: Sequence[Block],
    data: QueryDict,
    *,
    is_refused: bool = False,
) -> list[Row]:
    """The blocks to show, of which those that differ from the ``present`` ones are marked. The
    one that was chosen to ``split``, or whose ``cut`` is refused, has its text to be cut in."""
    evidence = {(block.start, block.end, block.kind): block.evidence for block in present}
    first = min((block.start for block in present), default=0)
    shown = []
    for block in blocks:
        key = (block.start, block.end, block.kind)
        words = text[block.start : block.end]
        cutting = None
        if data.get("split") == str(block.start):
            cutting = words
        elif data.get("cut") == str(block.start) and is_refused:
            cutting = data.get("cutting", "")
        shown.append(
            Row(
                block=Block(*key, evidence.get(key, "")),
                text=words,
                is_first=block.start == first,
                is_changed=key not in evidence,
                cutting=cutting,
            )
        )
    return shown
