"""Comparing two texts: each side can be read back, and only what differs is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.text.diffs import Row, compare


def side(rows: list[Row], name: str) -> list[str]:
    texts = ["".join(run.text for run in getattr(row, name)) for row in rows]
    return [text for text in texts if text]


def marked(rows: list[Row], name: str) -> list[str]:
    return [run.text.strip() for row in rows for run in getattr(row, name) if run.marked]


def test_only_the_changed_words_of_a_paragraph_are_marked() -> None:
    rows = compare("요금은 1,500원이다.\n끝.", "요금은 1,700원이다.\n끝.")
    assert [row.change for row in rows] == ["changed", "same"]
    assert marked(rows, "old") == ["1,500원이다."]
    assert marked(rows, "new") == ["1,700원이다."]


def test_a_paragraph_on_one_side_only_is_added_or_removed() -> None:
    assert [row.change for row in compare("가\n나", "가")] == ["same", "removed"]
    assert [row.change for row in compare("가", "가\n나")] == ["same", "added"]


TEXTS = st.lists(st.text("가나 다", max_size=8), max_size=6).map("\n".join)


@given(TEXTS, TEXTS)
def test_each_side_reads_as_its_text_without_blank_lines(old: str, new: str) -> None:
    rows = compare(old, new)
    for text, name in ((old, "old"), (new, "new")):
        assert side(rows, name) == [line.strip() for line in text.split("\n") if line.strip()]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(row.change == "same" for row in compare(text, text))
