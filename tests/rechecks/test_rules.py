"""When a verdict is looked at again, and how a re-check ends."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.rechecks.rules import next_look, outcome

PUBLISHED = dt.datetime(2025, 9, 1, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("sentence", "age", "flags", "days"),
    [
        ("what is settled is looked at after a week", 0, "", 7),
        ("hearsay after a day", 0, "hedged", 1),
        ("a prediction after a day", 0, "predictive", 1),
        ("what others contradict after a day", 0, "disputed", 1),
        ("all of it still after a day", 0, "hedged predictive disputed", 1),
        ("on the thirtieth day as before", 30, "", 7),
        ("after a month four times less often", 31, "", 28),
        ("and so is hearsay", 31, "hedged", 4),
    ],
)
def test_the_next_look(sentence: str, age: int, flags: str, days: int) -> None:
    now = PUBLISHED + dt.timedelta(days=age)
    said = {name: name in flags.split() for name in ("hedged", "predictive", "disputed")}
    due = next_look(published=PUBLISHED, now=now, **said)
    assert due == now + dt.timedelta(days=days), sentence


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
