"""Cutting a text at the edges of its claims loses and adds nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.desk.highlighting import Mark, around, paragraphs
from claims.text.findings import Block, BlockClass

TEXT = "시청은 다리를 열었다고 밝혔다. 통행료는 없다.\n\n사진 제공 시청"
BLOCKS = [Block(0, 26, BlockClass.BODY), Block(28, 36, BlockClass.CREDIT, "byline words")]


def test_a_claim_inside_another_is_the_innermost_of_its_pieces() -> None:
    whole, inner = Mark("whole", 0, 17), Mark("inner", 4, 11)
    pieces = paragraphs(TEXT, BLOCKS, [whole, inner])[0].pieces
    shown = [(piece.text, piece.keys, piece.opens) for piece in pieces]
    assert shown == [
        ("시청은 ", "whole", True),
        ("다리를 열었다", "inner whole", True),
        ("고 밝혔다.", "whole", False),
        (" 통행료는 없다.", "", False),
    ]


def test_overlapping_claims_share_the_piece_they_both_cover() -> None:
    pieces = paragraphs(TEXT, BLOCKS, [Mark("left", 0, 8), Mark("right", 4, 16)])[0].pieces
    assert [piece.keys for piece in pieces] == ["left", "left right", "right", ""]
    assert [piece.depth for piece in pieces] == [1, 2, 1, 0]


def test_what_lies_between_blocks_is_shown_without_a_class() -> None:
    text = "제목\n빠진 줄\n본문"
    shown = paragraphs(text, [Block(0, 2, BlockClass.TITLE), Block(8, 10, BlockClass.BODY)], [])
    assert [paragraph.kind for paragraph in shown] == ["title", "", "body"]
    assert "빠진 줄" in "".join(piece.text for piece in shown[1].pieces)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Block], list[Mark]]:
    lines = draw(st.lists(st.text("가나다 .", min_size=1, max_size=12), min_size=1, max_size=4))
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(start, start + len(line), draw(st.sampled_from(BlockClass))))
        start += len(line) + 1
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(ends.filter(lambda pair: pair[0] < pair[1]), max_size=5))
    return text, blocks, [Mark(str(n), start, end) for n, (start, end) in enumerate(spans)]


@given(marked_texts())
def test_pieces_join_to_the_blocks_and_every_mark_covers_its_own_characters(
    case: tuple[str, list[Block], list[Mark]],
) -> None:
    text, blocks, marks = case
    shown = paragraphs(text, blocks, marks)
    assert ["".join(piece.text for piece in each.pieces) for each in shown] == [
        text[block.start : block.end] for block in blocks
    ]
    for mark in marks:
        covered = "".join(
            piece.text for each in shown for piece in each.pieces if mark in piece.marks
        )
        assert covered == text[mark.start : mark.end].replace("\n", "")


def test_context_stays_within_its_block_and_says_where_it_was_cut() -> None:
    context = around(TEXT, BLOCKS, 4, 11, reach=5)
    assert (context.before, context.quote, context.after) == (
        "시청은 ",
        "다리를 열었다",
        "고 밝혔다",
    )
    assert not context.cut_before
    assert context.cut_after
