"""When a verdict is looked at again, how long is waited, and how a re-check ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rechecks.rules import (
    LONGEST_BACKOFF,
    Standing,
    backoff,
    digest,
    next_look,
    outcome,
    over,
    policy_of,
)

PUBLISHED = dt.datetime(2025, 9, 1, 9, 0, tzinfo=dt.UTC)
SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True)
class Policy:
    every_days: int = 28
    sooner_days: int = 7
    recent_days: int = 30
    kind: str = ""
    rating_id: int | None = None


@pytest.mark.parametrize(
    ("sentence", "age", "said", "days"),
    [
        ("what is recent is looked at sooner", 0, {}, 7),
        ("on the thirtieth day still", 30, {}, 7),
        ("what is settled is looked at more rarely", 31, {}, 28),
        ("hearsay sooner, however old", 400, {"is_hedged": True}, 7),
        ("what others contradict sooner", 400, {"is_disputed": True}, 7),
        ("a prediction sooner", 400, {"kinds": frozenset({"prediction"})}, 7),
        ("an event as the rest", 400, {"kinds": frozenset({"event"})}, 28),
    ],
)
def test_the_next_look(sentence: str, age: int, said: dict[str, object], days: int) -> None:
    now = PUBLISHED + dt.timedelta(days=age)
    standing = Standing(rating=1, published=PUBLISHED, **said)  # type: ignore[arg-type]
    due = next_look([Policy()], standing, now=now, zone=SEOUL)
    assert due == now + dt.timedelta(days=days), sentence


@pytest.mark.parametrize(
    ("sentence", "dates", "due"),
    [
        ("a day that is named is waited out", ["2025-09-03"], "2025-09-04T00:00+09:00"),
        ("of two days the first", ["2025-09-05", "2025-09-02"], "2025-09-03T00:00+09:00"),
        ("a day after the policy's look waits for another", ["2026-03-31"], ""),
        ("a day that is over says nothing", ["2025-08-30", "2025-08-31"], ""),
        ("today is not over yet", ["2025-09-01"], "2025-09-02T00:00+09:00"),
        ("the calendar has an end", ["9999-12-31"], ""),
    ],
)
def test_a_date_that_the_claim_names(sentence: str, dates: list[str], due: str) -> None:
    named = frozenset(map(dt.date.fromisoformat, dates))
    standing = Standing(rating=1, published=PUBLISHED, dates=named)
    found = next_look([Policy()], standing, now=PUBLISHED, zone=SEOUL)
    expected = dt.datetime.fromisoformat(due) if due else PUBLISHED + dt.timedelta(days=7)
    assert found == expected, sentence


@pytest.mark.parametrize(
    ("sentence", "kinds", "rating", "every"),
    [
        ("the one for all", "event", 1, 28),
        ("the kind's own", "prediction", 1, 14),
        ("the rating's own before the kind's", "prediction", 2, 21),
        ("kind and rating before either", "opinion", 2, 90),
        ("of two kinds the one that looks more often", "prediction opinion", 1, 14),
    ],
)
def test_the_most_exact_policy_counts(sentence: str, kinds: str, rating: int, every: int) -> None:
    policies = [
        Policy(),
        Policy(every_days=14, kind="prediction"),
        Policy(every_days=60, kind="opinion"),
        Policy(every_days=21, rating_id=2),
        Policy(every_days=90, kind="opinion", rating_id=2),
    ]
    found = policy_of(policies, kinds=kinds.split(), rating=rating)
    assert found.every_days == every, sentence


def test_without_any_policy_there_is_one_to_begin_with() -> None:
    assert policy_of([], kinds=["event"], rating=1).sooner_days == 7


@given(
    now=st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)),
    age=st.timedeltas(dt.timedelta(days=-40_000), dt.timedelta(days=40_000)),
    dates=st.frozensets(st.dates(), max_size=4),
    hedged=st.booleans(),
)
def test_whatever_the_clock_says_the_next_look_is_ahead_and_within_the_policy(
    now: dt.datetime, age: dt.timedelta, dates: frozenset[dt.date], hedged: bool
) -> None:
    standing = Standing(rating=1, published=now - age, is_hedged=hedged, dates=dates)
    due = next_look([Policy()], standing, now=now, zone=SEOUL)
    assert now < due <= now + dt.timedelta(days=28)
    assert all(over(date, SEOUL) >= due or over(date, SEOUL) <= now for date in dates)


def test_who_cannot_be_reached_is_tried_ever_more_rarely_up_to_three_days() -> None:
    waits = [backoff(failures) for failures in range(1, 12)]
    assert waits[:4] == [dt.timedelta(hours=hours) for hours in (2, 4, 8, 16)]
    assert all(one <= other for one, other in pairwise(waits))
    assert waits[-1] == backoff(10_000) == LONGEST_BACKOFF


@pytest.mark.parametrize(
    ("sentence", "severities", "looked", "ended"),
    [
        ("nothing seen: it stands", [], True, "stands"),
        ("notes alone need nobody", ["note", "note"], True, "stands"),
        ("a notice needs a person", ["note", "notice"], True, "needs_person"),
        ("what is serious needs a person", ["serious"], True, "needs_person"),
        ("nobody answered: it could not be looked at", ["note"], False, "could_not_look"),
        ("what was seen counts though nobody answered", ["serious"], False, "needs_person"),
    ],
)
def test_the_outcome(sentence: str, severities: list[str], looked: bool, ended: str) -> None:
    assert outcome(severities=severities, looked=looked) == ended, sentence


def test_a_digest_depends_on_what_is_said_and_not_on_its_order() -> None:
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1}) != digest({"a": 1, "b": [3]})
