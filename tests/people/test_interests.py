"""Statements of interests: one's own, for a year at most, the newest counts, none is changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.ledger.models import Entry
from claims.people.models import InterestStatement, Machine
from claims.people.services import LONGEST_STATEMENT, declare_interests
from tests.factories import Newsroom, content_of, entity

DAY = dt.timedelta(days=1)


def test_a_statement_names_whom_one_is_tied_to_and_is_on_record(newsroom: Newsroom) -> None:
    yard, city = entity("가람조선"), entity("가온시", "place")
    today = timezone.localdate()
    made = declare_interests(
        by=newsroom.minjun,
        text=" 가람조선 주식이 있다. ",
        entities=[yard, city, yard],
        valid_until=today + LONGEST_STATEMENT,
    )
    assert (made.text, made.made_on) == ("가람조선 주식이 있다.", today)
    assert [row.entity for row in made.interests.order_by("pk")] == [yard, city]
    entry = Entry.objects.about(made).get()
    assert (entry.kind, entry.body.actor) == ("interests.declared", newsroom.minjun)
    said = content_of(entry)
    assert said["entities"] == [str(yard.public_id), str(city.public_id)]
    assert said["valid_until"] == (today + LONGEST_STATEMENT).isoformat()


@pytest.mark.parametrize("days", [-1, LONGEST_STATEMENT.days + 1])
def test_a_statement_holds_from_today_for_a_year_at_most(newsroom: Newsroom, days: int) -> None:
    before = InterestStatement.objects.count()
    with pytest.raises(ValidationError) as refused:
        declare_interests(
            by=newsroom.minjun,
            text="",
            entities=[],
            valid_until=timezone.localdate() + days * DAY,
        )
    assert list(refused.value.message_dict) == ["valid_until"]
    assert InterestStatement.objects.count() == before


def test_the_newest_statement_counts_until_its_last_day(newsroom: Newsroom) -> None:
    today = timezone.localdate()
    made = declare_interests(by=newsroom.minjun, text="", entities=[], valid_until=today + DAY)

    def in_force(day: dt.date) -> list[InterestStatement]:
        return list(InterestStatement.objects.in_force(day).filter(user=newsroom.minjun))

    assert in_force(today) == in_force(today + DAY) == [made]
    assert in_force(today + 2 * DAY) == [], "the older one, which is longer, was replaced"


def test_only_people_with_a_role_declare(newsroom: Newsroom) -> None:
    for by in (newsroom.stranger, Machine("seed")):
        with pytest.raises(PermissionDenied):
            declare_interests(by=by, text="", entities=[], valid_until=timezone.localdate())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_intereststatement SET text = 'none'",
        "DELETE FROM claims_intereststatement",
        "DELETE FROM claims_interest",
        "TRUNCATE claims_interest",
    ],
)
def test_the_database_keeps_what_was_declared(newsroom: Newsroom, sql: str) -> None:
    declare_interests(
        by=newsroom.minjun,
        text="지분",
        entities=[entity("가람조선")],
        valid_until=timezone.localdate(),
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"Cannot|never removed"), transaction.atomic():
            cursor.execute(sql)
