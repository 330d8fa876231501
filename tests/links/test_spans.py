"""Each reason of a comparison names a span of both claims."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.pairs import OPEN, Pair, Side, read_pairs
from claims.links.texts import Statement, compare_texts

WHOLE = ""


def _said(side: Side) -> Statement:
    return Statement(side.text, side.source, side.published, side.language)


@pytest.mark.parametrize("pair", read_pairs(OPEN)[::6], ids=lambda pair: pair.id)
def test_every_reason_has_a_span_in_both_texts(pair: Pair) -> None:
    found = compare_texts(_said(pair.a), _said(pair.b))
    assert found.reasons
    for reason in found.reasons:
        for span, text in ((reason.a, pair.a.text), (reason.b, pair.b.text)):
            assert span is not None, reason.code
            assert 0 <= span[0] < span[1] <= len(text), reason.code


@pytest.mark.parametrize(
    ("day_a", "a", "day_b", "b", "code", "words"),
    [
        (
            "2026-03-02", "온마을시는 새 다리를 올해 안에 연다고 밝혔다.",
            "2026-03-02", "온마을시는 새 다리를 올해 안에 열지 않는다고 밝혔다.",
            "opposite_acts", (WHOLE, "열지 않는다고"),
        ),
        (
            "2026-03-02", "Harbour City will open the new bridge this year.",
            "2026-03-02", "Harbour City will not open the new bridge this year.",
            "opposite_acts", ("open", "not"),
        ),
        (
            "2026-03-02", "온마을시의 방침은 새 다리와 관계가 있다.",
            "2026-03-02", "온마을시의 방침은 새 다리와 관계가 없다.",
            "opposite", (WHOLE, "없다"),
        ),
        (
            "2026-03-02", "온마을시는 새 다리를 연다.",
            "2026-03-02", "온마을시는 새 다리를 열지만 화물차는 막는다.",
            "reservation", (WHOLE, "지만"),
        ),
        (
            "2026-03-02", "가람전자가 들녘상회를 상표권 침해로 고소했다.",
            "2026-03-02", "들녘상회가 가람전자를 상표권 침해로 고소했다.",
            "changed_places", ("가람전자", "가람전자"),
        ),
        (
            "2026-03-02", "신작 소설은 가람출판사가 펴낸 것으로 결정됐다.",
            "2026-03-02", "신작 소설을 펴낼 곳은 들녘출판사로 결정됐다.",
            "singled_out", ("가람출판사", "들녘출판사"),
        ),
        (
            "2026-03-02", "The memory chips from Harbour City sold well in Europe.",
            "2026-03-02", "The chips from Harbour City sold well in Europe.",
            "narrower", ("memory", "chips"),
        ),
        (
            "2026-03-02", "Restarted reactors and art shops in Harbour City sold power.",
            "2026-03-02", "Shops in Harbour City sold power.",
            "narrower", ("art", "Shops"),
        ),
        (
            "2026-03-02", "No decision was made before noon, but the city did not open the bridge.",
            "2026-03-02", "A decision was made before noon, and the city opened the bridge.",
            "opposite_acts", ("not", "opened"),
        ),
        (
            "2026-03-02", "온마을시는 새 다리 건설을 검토하고 있다.",
            "2026-05-02", "온마을시는 새 다리 건설을 완료했다.",
            "went_on", ("검토", "완료"),
        ),
        (
            "2026-03-02", "온마을시 인구는 12만명이다.",
            "2026-06-02", "온마을시 인구는 15만명이다.",
            "far_in_time", (WHOLE, WHOLE),
        ),
    ],
)  # fmt: skip
def test_a_reason_rests_on_these_words(
    day_a: str, a: str, day_b: str, b: str, code: str, words: tuple[str, str]
) -> None:
    first, second = (
        Statement(text, "", dt.date.fromisoformat(day), "")
        for text, day in ((a, day_a), (b, day_b))
    )
    there = {reason.code: reason for reason in compare_texts(first, second).reasons}[code]
    back = {reason.code: reason for reason in compare_texts(second, first).reasons}[code]
    assert (there.a, there.b) == (back.b, back.a)
    assert there.a is not None
    assert there.b is not None
    assert (a[slice(*there.a)], b[slice(*there.b)]) == (words[0] or a, words[1] or b)
