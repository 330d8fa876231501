"""What two claims may share, in one language or across two."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.calendar import Interval, half, month, quarter, week, year
from claims.text.terms import MOST, terms

SEPTEMBER_16 = dt.date(2025, 9, 16)


def test_names_numbers_and_times_are_the_same_terms_in_every_language() -> None:
    neutral = ["h20", "nvidia"], [(Decimal("8000000000"), None, "USD")], [month(2025, 9)]
    korean = terms(["매출", "늘다"], *neutral)
    english = terms(["revenue", "grow"], *neutral)
    assert set(korean) & set(english) == {"@h20", "@nvidia", "#8E+9 USD", "~2025-09"}
    assert set(korean) - set(english) == {"매출", "늘다"}


def test_a_name_is_not_the_word_that_is_written_like_its_key() -> None:
    assert set(terms(["apple"], [], [], [])).isdisjoint(terms([], ["apple"], [], []))


# A number has one term however it was written, and a range has both of its ends.
@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("80", None, ["#8E+1 %"]),
        ("80.000000", None, ["#8E+1 %"]),
        ("7.65", None, ["#7.65 %"]),
        ("10", "15", ["#1E+1 %", "#15 %"]),
        ("1E+999999999", None, ["#Infinity %"]),
    ],
)
def test_numbers(low: str, high: str | None, expected: list[str]) -> None:
    number = (Decimal(low), Decimal(high) if high else None, "%")
    assert list(terms([], [], [number], [])) == expected


# What was dated by the day is found by the month too, and a quarter by its year.
@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ((SEPTEMBER_16, SEPTEMBER_16), ["~2025-09-16", "~2025-09"]),
        (week(SEPTEMBER_16), ["~2025-09"]),
        (week(dt.date(2025, 10, 1)), ["~2025-09", "~2025-10"]),
        (month(2025, 2), ["~2025-02"]),
        (quarter(2025, 1), ["~2025q1", "~2025"]),
        (quarter(2024, 3), ["~2024q3", "~2024"]),
        (half(2025, 2), ["~2025h2", "~2025"]),
        (year(2025), ["~2025"]),
        ((dt.date(2020, 1, 1), dt.date(2025, 12, 31)), ["~2020", "~2025"]),
    ],
)
def test_times(time: Interval, expected: list[str]) -> None:
    assert list(terms([], [], [], [time])) == expected


def test_every_quarter_is_known_as_one() -> None:
    for number in range(1, 5):
        assert terms([], [], [], [quarter(2025, number)])[0] == f"~2025q{number}"


def test_a_bare_number_of_two_digits_is_no_term() -> None:
    assert terms(["9", "16", "2025", "h20", "칩"], [], [], []) == ("2025", "h20", "칩")


def test_what_is_too_long_to_be_a_claim_is_known_by_its_first_terms() -> None:
    many = terms((f"낱말{n}" for n in range(10_000)), ["h20"], [], [])
    assert len(many) == MOST
    assert many[0] == "@h20"


@given(st.lists(st.text()), st.lists(st.dates()), st.lists(st.decimals(allow_nan=False)))
def test_each_term_stands_once(
    words: list[str], days: list[dt.date], numbers: list[Decimal]
) -> None:
    made = terms(
        words, words, [(n, n, "명") for n in numbers], zip(days, sorted(days), strict=True)
    )
    assert len(made) == len(set(made)) <= MOST
