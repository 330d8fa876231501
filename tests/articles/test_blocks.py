"""Correcting blocks: what may be given, how a block is cut, and what later texts take over."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.articles.blocks import (
    PERSON,
    BadBlocks,
    Fault,
    carried,
    changed,
    corrected,
    joined,
    pieces,
)
from claims.text.findings import Block, BlockClass

TITLE, BODY, CAPTION = BlockClass.TITLE, BlockClass.BODY, BlockClass.CAPTION
GLUED = "다리 다시 열려시는 다리를 다시 열었다."
HEADING = "다리 다시 열려"


def laid_out(*words: str | tuple[str, BlockClass]) -> tuple[str, list[Block]]:
    """A text of these blocks, and the blocks as a cleaning would give them."""
    text, blocks = "", []
    for each in words:
        said, kind = each if isinstance(each, tuple) else (each, BODY)
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(said), kind, "text"))
        text += said
    return text, blocks


def words(text: str, blocks: list[Block]) -> list[tuple[str, BlockClass, str]]:
    return [(text[block.start : block.end], block.kind, block.evidence) for block in blocks]


def reclassed(block: Block, kind: BlockClass) -> Block:
    return Block(block.start, block.end, kind, PERSON)


# --- what a person gives ------------------------------------------------------------------


def test_what_differs_is_the_persons_and_the_rest_keeps_its_evidence() -> None:
    text, blocks = laid_out("다리가 열렸다.", "사진 시청")
    after = corrected(text, blocks, [blocks[0], Block(blocks[1].start, len(text), CAPTION)])
    assert words(text, after) == [
        ("다리가 열렸다.", BODY, "text"),
        ("사진 시청", CAPTION, PERSON),
    ]
    assert changed(blocks, after) == ([blocks[1]], [after[1]])
    assert corrected(text, after, after) == after


def test_blocks_are_trimmed_of_white_space() -> None:
    text, blocks = laid_out("하나", "둘")
    after = corrected(text, blocks, [Block(0, 3, BODY), Block(3, len(text), BODY)])
    assert after == blocks


@pytest.mark.parametrize(
    ("spans", "fault", "at"),
    [
        ([(0, 2), (4, 99)], Fault.OUTSIDE, 4),
        ([(-1, 2)], Fault.OUTSIDE, -1),
        ([(0, 2), (2, 2), (4, 5)], Fault.OUTSIDE, 2),
        ([(4, 5), (0, 2)], Fault.OVERLAP, 0),
        ([(0, 2), (1, 5)], Fault.OVERLAP, 1),
        ([(0, 2), (2, 4), (4, 5)], Fault.BLANK, 2),
        ([(0, 2)], Fault.LEFT_OUT, 4),
        ([(1, 5)], Fault.LEFT_OUT, 0),
        ([], Fault.LEFT_OUT, 0),
    ],
    ids=str,
)
def test_blocks_that_do_not_fit_the_text_are_refused(
    spans: list[tuple[int, int]], fault: Fault, at: int
) -> None:
    text, blocks = laid_out("하나", "둘")
    with pytest.raises(BadBlocks) as refused:
        corrected(text, blocks, [Block(start, end, BODY) for start, end in spans])
    assert (refused.value.fault, refused.value.start) == (fault, at)


# --- cutting and joining ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"{HEADING}\n시는 다리를 다시 열었다.", [HEADING, "시는 다리를 다시 열었다."]),
        (
            f"\r\n{HEADING}\r\n\r\n시는 다리를\r\n다시 열었다.\r\n",
            [HEADING, "시는 다리를", "다시 열었다."],
        ),
        (f" {HEADING}시는   다리를 다시 열었다.", [GLUED]),
    ],
)
def test_a_block_is_cut_where_lines_are_set_off(typed: str, expected: list[str]) -> None:
    text, blocks = laid_out("앞", GLUED, "뒤")
    made = pieces(text, blocks[1], typed)
    assert [text[block.start : block.end] for block in made] == expected


@pytest.mark.parametrize(
    "typed", ["", "다리", f"{GLUED} 그리고", "다른 말이다.", GLUED.replace("시는", "도는")]
)
def test_other_words_are_no_cut(typed: str) -> None:
    text, blocks = laid_out("앞", GLUED, "뒤")
    with pytest.raises(BadBlocks) as refused:
        pieces(text, blocks[1], typed)
    assert refused.value.fault is Fault.OTHER_WORDS


def test_neighbours_are_joined_as_the_first_ones_class() -> None:
    text, blocks = laid_out(("다리,", TITLE), "다시 열리다")
    whole = joined(*blocks)
    assert words(text, [whole]) == [("다리,\n\n다시 열리다", TITLE, PERSON)]


# --- what later texts take over -----------------------------------------------------------


def test_a_class_holds_for_the_same_words_in_a_later_text() -> None:
    before, cleaned = laid_out("다리가 열렸다.", "사진 시청", "끝.")
    said = [cleaned[0], reclassed(cleaned[1], CAPTION), cleaned[2]]
    after, blocks = laid_out("새 첫 문장.", "다리가 열렸다.", "사진 시청", "끝.")
    taken = carried(before, cleaned, said, after, blocks)
    assert words(after, taken) == [
        ("새 첫 문장.", BODY, "text"),
        ("다리가 열렸다.", BODY, "text"),
        ("사진 시청", CAPTION, PERSON),
        ("끝.", BODY, "text"),
    ]


def test_a_cut_holds_for_the_same_words_in_a_later_text() -> None:
    before, cleaned = laid_out("앞.", GLUED)
    cut = cleaned[1].start + len(HEADING)
    said = [cleaned[0], Block(cleaned[1].start, cut, TITLE, PERSON)]
    said.append(Block(cut, cleaned[1].end, BODY, PERSON))
    after, blocks = laid_out("다른 앞.", GLUED, "뒤.")
    assert words(after, carried(before, cleaned, said, after, blocks))[1:] == [
        (HEADING, TITLE, PERSON),
        ("시는 다리를 다시 열었다.", BODY, PERSON),
        ("뒤.", BODY, "text"),
    ]
    # a later cleaning that cuts there itself
    after, blocks = laid_out("다른 앞.", HEADING, "시는 다리를 다시 열었다.")
    assert words(after, carried(before, cleaned, said, after, blocks))[1] == (
        HEADING,
        TITLE,
        PERSON,
    )


def test_a_join_holds_for_the_same_words_in_a_later_text() -> None:
    before, cleaned = laid_out("시는 다리를", "다시 열었다.")
    after, blocks = laid_out("앞.", "시는 다리를", "다시 열었다.")
    taken = carried(before, cleaned, [joined(*cleaned)], after, blocks)
    assert [after[block.start : block.end] for block in taken] == [
        "앞.",
        "시는 다리를\n\n다시 열었다.",
    ]


def test_equal_words_are_told_apart_by_their_order() -> None:
    before, cleaned = laid_out("사진", "가", "사진")
    said = [cleaned[0], cleaned[1], reclassed(cleaned[2], CAPTION)]
    after, blocks = laid_out("사진", "나", "사진", "사진")
    taken = carried(before, cleaned, said, after, blocks)
    assert [block.kind for block in taken] == [BODY, BODY, CAPTION, BODY]


def test_what_was_said_of_all_equal_words_holds_for_more_of_them() -> None:
    before, cleaned = laid_out("사진", "가")
    after, blocks = laid_out("사진", "나", "사진")
    taken = carried(before, cleaned, [reclassed(cleaned[0], CAPTION), cleaned[1]], after, blocks)
    assert [block.kind for block in taken] == [CAPTION, BODY, CAPTION]


_WORDS = st.text("가나 다.", min_size=1, max_size=6).map(str.strip).filter(bool)
_KINDS = st.sampled_from(list(BlockClass))


@st.composite
def correction(draw: st.DrawFn) -> tuple[str, list[Block], list[Block]]:
    """A text, its blocks as cleaned, and as somebody corrected them in any way allowed."""
    several = st.lists(st.tuples(_WORDS, _KINDS), min_size=1, max_size=8, unique_by=lambda p: p[0])
    text, cleaned = laid_out(*draw(several))
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=6))
    edges = sorted({0, len(text), *cuts, *(b.start for b in cleaned if draw(st.booleans()))})
    spans = [pair for pair in pairwise(edges) if text[slice(*pair)].strip()]
    given_blocks = [Block(start, end, draw(_KINDS)) for start, end in spans]
    return text, cleaned, corrected(text, cleaned, given_blocks)


@settings(max_examples=200)
@given(correction())
def test_a_correction_is_taken_over_whole_by_the_same_text(
    made: tuple[str, list[Block], list[Block]],
) -> None:
    text, cleaned, said = made
    assert [(b.start, b.end, b.kind) for b in carried(text, cleaned, said, text, cleaned)] == [
        (b.start, b.end, b.kind) for b in said
    ]


@settings(max_examples=200)
@given(correction(), st.lists(st.tuples(_WORDS, _KINDS), min_size=1, max_size=8))
def test_whatever_is_taken_over_fits_the_later_text(
    made: tuple[str, list[Block], list[Block]], later: list[tuple[str, BlockClass]]
) -> None:
    text, cleaned, said = made
    after, blocks = laid_out(*later)
    taken = carried(text, cleaned, said, after, blocks)
    assert [(b.start, b.end) for b in corrected(after, blocks, taken)] == [
        (b.start, b.end) for b in taken
    ]
