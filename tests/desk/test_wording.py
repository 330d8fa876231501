"""Codes, numbers and times in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from claims.desk import wording
from claims.extraction.models import Quantity
from claims.templatetags.desk import difference
from claims.text.diffs import Row


@pytest.mark.parametrize(
    ("value", "high", "unit", "comparator", "shown"),
    [
        (Decimal(8_000_000_000), None, "USD", "about", "≈ 8,000,000,000 USD"),
        (Decimal("82.400000"), None, "%", "exact", "82.4 %"),
        (Decimal(20), Decimal(30), "명", "exact", "20–30 people"),
        (Decimal(100), None, "", "at_least", "≥ 100"),
    ],
)
def test_quantities_are_shown_in_base_units(
    value: Decimal, high: Decimal | None, unit: str, comparator: str, shown: str
) -> None:
    quantity = Quantity(value=value, value_high=high, unit=unit, comparator=comparator)
    with translation.override("en"):
        assert wording.quantity_text(quantity) == shown


def test_the_unit_is_said_in_the_language_of_the_desk() -> None:
    quantity = Quantity(value=Decimal(120_000), unit="회분", comparator="exact")
    with translation.override("ko"):
        assert wording.quantity_text(quantity) == "120,000 회분"
    with translation.override("en"):
        assert wording.quantity_text(quantity) == "120,000 doses"


@pytest.mark.parametrize(
    ("first", "last", "grain", "shown"),
    [
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("2025-08-01", "2025-08-31", "month", "August 2025"),
        ("2025-08-14", "2025-08-14", "day", "Aug. 14, 2025"),
        ("2025-07-01", "2025-09-30", "quarter", "July 1, 2025 – Sept. 30, 2025"),
    ],
)
def test_times_are_no_more_precise_than_their_grain(
    first: str, last: str, grain: str, shown: str
) -> None:
    with translation.override("en"):
        text = wording.time_text(dt.date.fromisoformat(first), dt.date.fromisoformat(last), grain)
    assert text == shown


def test_a_code_without_words_is_readable_and_a_sentence_stays_as_it_is() -> None:
    assert wording.in_words("entry", "quite_new_entry") == "quite new entry"
    assert wording.in_words("entry", "see snake_case in the text") == "see snake_case in the text"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("", ""),
        ("unsupported language", "분석할 수 있는 언어가 아니어서 주장을 찾지 않음"),
        ("model: timed out", "모델의 분석을 쓰지 않음: 시간이 너무 오래 걸림"),
        ("model: answered with status 500", "모델의 분석을 쓰지 않음: answered with status 500"),
        ("quotes refused: 3", "원문에 없는 모델 인용 3건을 받아들이지 않음"),
    ],
)
def test_what_went_otherwise_in_a_reading_is_said_in_words(note: str, shown: str) -> None:
    with translation.override("ko"):
        assert wording.run_note(note) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [("ko", "한국어"), ("fr", "프랑스어"), ("und", "언어 알 수 없음"), ("qq", "qq")],
)
def test_every_language_has_a_name(code: str, shown: str) -> None:
    with translation.override("ko"):
        assert wording.language_name(code) == shown


@pytest.mark.parametrize(
    ("detail", "old", "new"),
    [
        (
            {
                "what": "article.corrected",
                "before": {"title": "다리", "title_evidence": "meta", "published_grain": "minute"},
                "after": {"title": "새 다리", "title_evidence": "person", "published_grain": "day"},
            },
            ["Title: 다리", "Precision: to the minute"],
            ["Title: 새 다리", "Precision: to the day"],
        ),
        (
            {
                "what": "claim.edited",
                "before": {"polarity": "affirmative", "kind": "state", "check_worthiness": 1},
                "after": {"polarity": "negative", "kind": "state", "check_worthiness": 3},
            },
            ["Polarity: affirmative", "Check-worthiness: minor"],
            ["Polarity: negative", "Check-worthiness: central"],
        ),
        (
            {
                "what": "article.corrected",
                "before": {"published_on": None, "byline": ""},
                "after": {"published_on": "2026-03-02", "byline": "한별"},
            },
            [],
            ["Published on: March 2, 2026", "Byline: 한별"],
        ),
        ({"what": "rating.changed", "before": {"number": 3}, "after": {}}, ["Number: 3"], []),
        (
            {
                "what": "article.corrected",
                "before": {"title": "다리", "title_evidence": "meta"},
                "after": {"title": "다리", "title_evidence": "person"},
            },
            [],
            [],
        ),
        (
            {"what": "entity.named", "before": [], "after": [["ko", "강변시", True]]},
            [],
            ["Korean: 강변시 (preferred)"],
        ),
        ({"before": "일곱", "after": ""}, ["일곱"], []),
    ],
    ids="coded claim one-sided taken-away evidence-only names quote-gone".split(),
)
def test_what_a_finding_saw_is_said_in_words(
    detail: dict[str, object], old: list[str], new: list[str]
) -> None:
    with translation.override("en"):
        rows = difference(detail)
    sides = (
        zip(*([*map("".join, sides_of(row))] for row in rows), strict=True) if rows else ((), ())
    )
    assert [[text for text in side if text] for side in sides] == [old, new]


def sides_of(row: Row) -> tuple[list[str], list[str]]:
    return [run.text for run in row.old], [run.text for run in row.new]
