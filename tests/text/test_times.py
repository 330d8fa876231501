"""Stated times, and the ground each is resolved on."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.text.findings import FoundTime, Grain
from claims.text.times import find, last_named

PUBLISHED = dt.date(2025, 8, 14)  # a Thursday


def found(
    text: str,
    language: str = "ko",
    published: dt.date | None = PUBLISHED,
    previous: FoundTime | None = None,
) -> list[FoundTime]:
    times = find(text, 0, len(text), language, published=published, previous=previous)
    assert all(text[one.start : one.end] == one.original for one in times)
    return times


def day(value: str) -> FoundTime:
    date = dt.date.fromisoformat(value)
    return FoundTime(date, date, Grain.DAY, 0, 0, "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024년 9월 18일 발표했다", "2024-09-18", "2024-09-18"),
        ("9일(현지 시각) 보도했다", "2025-08-09", "2025-08-09"),
        ("지난 1일 열렸다", "2025-08-01", "2025-08-01"),
        ("지난 4월 4일 시행했다", "2025-04-04", "2025-04-04"),
        ("지난 5월 합의했다", "2025-05-01", "2025-05-31"),
        ("2022년에 막았다", "2022-01-01", "2022-12-31"),
        ("작년 말 허가했다", "2024-10-01", "2024-12-31"),
        ("올해 초 시작했다", "2025-01-01", "2025-04-30"),
        ("올해 말까지 끝난다", "2025-08-14", "2025-12-31"),
        ("올해 들어 올랐다", "2025-01-01", "2025-08-14"),
        ("이달 들어 내렸다", "2025-08-01", "2025-08-14"),
        ("최근 몇 달 동안 줄었다", "2025-05-14", "2025-08-13"),
        ("지난 2주간 멈췄다", "2025-07-31", "2025-08-13"),
        ("한 달 전 풀었다", "2025-07-14", "2025-07-14"),
        ("1년 전보다 늘었다", "2024-01-01", "2024-12-31"),
        ("2분기 매출이다", "2025-04-01", "2025-06-30"),
        ("7월까지의 분기 매출이다", "2025-05-01", "2025-07-31"),
        ("3~5월에 몰렸다", "2025-03-01", "2025-05-31"),
        ("금요일에 올랐다", "2025-08-08", "2025-08-08"),
        ("전날 밝혔다", "2025-08-13", "2025-08-13"),
        ("오는 20일 연다", "2025-08-20", "2025-08-20"),
        # A bare day ahead of publication is a coming one only where the sentence plans.
        ("20일 문을 연다.", "2025-08-20", "2025-08-20"),
        ("20일 문을 열었다.", "2025-07-20", "2025-07-20"),
    ],
)
def test_korean(text: str, first: str, last: str) -> None:
    (time,) = found(text)
    assert (time.first.isoformat(), time.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "하루아침에 바뀌었다",
        "내 주요 관심사다",
        "현재 검토한다",
        "90일 더 연장했다",
        "17종 가운데 7종",
    ],
)
def test_korean_words_that_state_no_time(text: str) -> None:
    assert found(text) == []


def test_that_day_is_the_day_last_named() -> None:
    (time,) = found("같은 날 외교부가 답했다", previous=day("2025-08-10"))
    assert (time.first, time.anchor) == (dt.date(2025, 8, 10), "previous")


def test_the_day_after_counts_from_the_same_sentence() -> None:
    named, after = found("12일 회의를 열었고 이튿날 발표했다")
    assert (named.first.day, after.first.day) == (12, 13)


def test_the_day_before_counts_from_the_report_unless_the_sentence_names_a_day() -> None:
    (time,) = found("신문은 전날 보도했다", previous=day("2025-08-10"))
    assert time.first == dt.date(2025, 8, 13)


@pytest.mark.parametrize("text", ["지난 1일 열렸다", "작년 말이다", "전날이다", "2분기 매출이다"])
def test_without_a_publication_date_relative_times_are_left_out(text: str) -> None:
    assert found(text, published=None) == []


def test_without_a_publication_date_absolute_times_remain() -> None:
    (time,) = found("2024년 9월 18일과 지난 1일이다", published=None)
    assert (time.first, time.anchor) == (dt.date(2024, 9, 18), "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in September 2024", "2024-09-01", "2024-09-30"),
        ("on Sept. 17, 2024", "2024-09-17", "2024-09-17"),
        ("on 11 August 2025", "2025-08-11", "2025-08-11"),
        ("on Aug. 11-12", "2025-08-11", "2025-08-12"),
        ("2025-08-01", "2025-08-01", "2025-08-01"),
        ("on Tuesday", "2025-08-12", "2025-08-12"),
        ("yesterday", "2025-08-13", "2025-08-13"),
        ("last week", "2025-08-04", "2025-08-10"),
        ("two weeks ago", "2025-07-31", "2025-07-31"),
        ("in May", "2025-05-01", "2025-05-31"),
        ("in October", "2025-10-01", "2025-10-31"),
        ("last October", "2024-10-01", "2024-10-31"),
        ("late last year", "2024-10-01", "2024-12-31"),
        ("by the end of 2024", "2024-10-01", "2024-12-31"),
        ("in the second quarter", "2025-04-01", "2025-06-30"),
        ("in Q3 2024", "2024-07-01", "2024-09-30"),
        ("since 2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_english(text: str, first: str, last: str) -> None:
    (time,) = found(text, "en")
    assert (time.first.isoformat(), time.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["it may rain", "a march through town", "sold 2024 units"])
def test_english_words_that_state_no_time(text: str) -> None:
    assert found(text, "en") == []


def test_the_last_named_day_is_remembered_past_longer_times() -> None:
    times = found("10일 열렸고 지난 5월 정했다")
    last = last_named(times, None)
    assert last is not None
    assert last.first == dt.date(2025, 8, 10)


def test_a_day_outside_the_calendar_is_no_time() -> None:
    assert found("2월 31일이다") == []
