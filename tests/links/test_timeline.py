"""Claims by time: where each stands, what is one step, what is one lane."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.timeline import (
    Basis,
    Directed,
    Moment,
    Party,
    Span,
    chapters,
    columns,
    in_order,
    lanes,
    period_of,
    placed,
)

HARBOUR = Party("harbour-board", "항만청")
CITY = Party("city", "시청")
FERRY = Party("ferry", "여객선")
BARGE = Party("barge", "바지선")
CREWS = Party("crews", "선사들")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def said(strength: str, level: int, **changes: object) -> Directed:
    values: dict[str, object] = {
        "side": HARBOUR,
        "addressee": CREWS,
        "object": FERRY,
        "strength": strength,
        "level": level,
        "direction": "restrictive",
        "status": "issued",
    }
    return Directed(**values | changes)  # type: ignore[arg-type]


def moment(claim: int, first: str = "", last: str = "", directed: Directed | None = None) -> Moment:
    if not first:
        return Moment(claim, Basis.UNKNOWN, None, None, directed=directed)
    return Moment(claim, Basis.ABOUT, day(first), day(last or first), directed=directed)


# A claim stands at the time it is about, else at its publication, and is marked so.
@pytest.mark.parametrize(
    ("about", "published", "expected"),
    [
        ((day("2024-09-01"), day("2024-09-30")), day("2025-08-01"), (Basis.ABOUT, "2024-09-01")),
        (None, day("2025-08-01"), (Basis.PUBLISHED, "2025-08-01")),
        (None, None, (Basis.UNKNOWN, "")),
    ],
)
def test_where_a_claim_stands(
    about: tuple[dt.date, dt.date] | None, published: dt.date | None, expected: tuple[Basis, str]
) -> None:
    basis, first, _last = placed(about, published)
    assert (basis, first.isoformat() if first else "") == expected


# A period is the shortest part of the calendar that holds the interval, which may reach over the
# end of a month.
@pytest.mark.parametrize(
    ("first", "last", "key", "span"),
    [
        ("2024-09-16", "2024-09-16", "2024-09", Span.MONTH),
        ("2024-09-01", "2024-09-30", "2024-09", Span.MONTH),
        ("2024-08-30", "2024-09-02", "2024-09", Span.MONTH),
        ("2024-07-30", "2024-08-12", "2024-08", Span.MONTH),
        ("2024-07-20", "2024-08-02", "2024-07", Span.MONTH),
        ("2024-12-31", "2025-01-01", "2025-01", Span.MONTH),
        ("2024-08-01", "2024-09-01", "2024-Q3", Span.QUARTER),
        ("2024-10-01", "2024-12-31", "2024-Q4", Span.QUARTER),
        ("2024-06-01", "2024-07-15", "2024", Span.YEAR),
        ("2024-01-01", "2024-12-31", "2024", Span.YEAR),
        ("2024-12-01", "2025-01-15", "2024/2025", Span.LONGER),
        ("", "", "unknown", Span.UNKNOWN),
    ],
)
def test_the_period_of_an_interval(first: str, last: str, key: str, span: Span) -> None:
    period = period_of(moment(1, first, last))
    assert (period.key, period.span) == (key, span)


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


@given(DAYS, st.integers(0, 1500))
def test_a_period_holds_a_long_interval_and_most_of_a_short_one(
    first: dt.date, length: int
) -> None:
    last = first + dt.timedelta(days=length)
    period = period_of(Moment(1, Basis.ABOUT, first, last))
    assert period.first is not None
    assert period.last is not None
    inside = (min(last, period.last) - max(first, period.first)).days + 1
    assert 2 * inside >= length + 1
    assert length < 31 or inside == length + 1


@given(st.lists(st.tuples(st.none() | DAYS, st.booleans()), max_size=30))
def test_every_claim_is_in_one_chapter(rows: list[tuple[dt.date | None, bool]]) -> None:
    moments = [
        Moment(
            key,
            Basis.ABOUT if when else Basis.UNKNOWN,
            when,
            when,
            directed=said("urge", 3) if is_directive else None,
        )
        for key, (when, is_directive) in enumerate(rows)
    ]
    found = chapters(moments)
    keys = [
        key
        for chapter in found
        for key in (
            *(claim for step in chapter.steps for claim in step.claims),
            *(other.claim for other in chapter.others),
        )
    ]
    assert sorted(keys) == sorted(moment.claim for moment in moments)
    assert sum(chapter.size for chapter in found) == len(moments)
    told = sum(lane.size for lane in lanes(found))
    assert told == sum(moment.directed is not None for moment in moments)


def test_what_has_no_time_comes_last_and_a_year_before_its_months() -> None:
    found = chapters(
        [
            moment(1),
            moment(2, "2025-08-12"),
            moment(3, "2025-01-01", "2025-12-31"),
            moment(4, "2025-01-15"),
            moment(5, "2024-09-10"),
        ]
    )
    assert [chapter.period.key for chapter in found] == [
        "2024-09", "2025", "2025-01", "2025-08", "unknown",
    ]  # fmt: skip


def test_claims_of_one_time_come_in_the_order_of_their_publication() -> None:
    rows = [
        Moment(1, Basis.ABOUT, day("2025-01-02"), day("2025-01-02"), published=day("2025-02-01")),
        Moment(2, Basis.ABOUT, day("2025-01-02"), day("2025-01-02"), published=day("2025-01-03")),
        Moment(3, Basis.ABOUT, day("2025-01-02"), day("2025-01-02")),
    ]
    assert [row.claim for row in in_order(rows)] == [2, 1, 3]


def test_the_same_said_by_many_is_one_step_and_the_weakest_comes_first() -> None:
    [chapter] = chapters(
        [
            moment(1, "2025-08-12", directed=said("suspend", 6)),
            moment(2, "2025-08-20", directed=said("guidance", 2, status="under_discussion")),
            moment(3, "2025-08-14", directed=said("suspend", 6, addressee=CITY)),
        ]
    )
    weak, strong = chapter.steps
    assert (weak.strength, weak.claims, weak.tentative) == ("guidance", (2,), True)
    assert (strong.strength, strong.claims, strong.tentative) == ("suspend", (1, 3), False)
    assert strong.addressees == (CREWS, CITY)


def test_what_is_denied_is_no_step_of_what_is_said() -> None:
    [chapter] = chapters(
        [
            moment(1, "2025-08-12", directed=said("ban", 9)),
            moment(2, "2025-08-12", directed=said("ban", 9, denied=True)),
        ]
    )
    assert [(step.denied, step.claims) for step in chapter.steps] == [(False, (1,)), (True, (2,))]


def test_a_lane_is_one_side_and_one_object_over_the_periods() -> None:
    found = chapters(
        [
            moment(1, "2024-09-10", directed=said("guidance", 2)),
            moment(2, "2025-08-12", directed=said("suspend", 6)),
            moment(3, "2025-08-13", directed=said("none", 0, side=CITY, direction="permissive")),
            moment(4, "2025-09-17", directed=said("ban", 9, object=BARGE)),
            moment(5, "2025-03-01"),
        ]
    )
    assert [chapter.period.key for chapter in columns(found)] == ["2024-09", "2025-08", "2025-09"]
    table = [
        (lane.side.key, lane.object.key, [[step.level for step in cell] for cell in lane.cells])
        for lane in lanes(found)
    ]
    assert table == [
        ("harbour-board", "ferry", [[2], [6], []]),
        ("harbour-board", "barge", [[], [], [9]]),
        ("city", "ferry", [[], [0], []]),
    ]


def test_of_nothing_there_is_nothing() -> None:
    assert chapters([]) == []
    assert lanes([]) == []
