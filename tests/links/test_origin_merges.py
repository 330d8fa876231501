"""Origins that are said to be one, in whatever order, and taken apart again: nothing is lost."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import Conflict
from claims.links import naming
from claims.links.models import ClaimOrigin, Origin
from tests.factories import Newsroom, claim

MIGRATION = "claims.migrations.0013_names_and_merges"


def made(number: int) -> list[Origin]:
    return [Origin.objects.create(description=f"{n}번 보도") for n in range(number)]


def survivors(origins: list[Origin]) -> list[int]:
    """Which of them each one counts as, by their places."""
    place = {origin.pk: n for n, origin in enumerate(origins)}
    rows = Origin.objects.in_bulk([origin.pk for origin in origins])
    return [place[rows[one.pk].merged_into_id or one.pk] for one in origins]


def test_who_takes_back_the_middle_of_a_chain_finds_it_as_it_was_before(
    newsroom: Newsroom,
) -> None:
    by = newsroom.minjun
    a, b, c = origins = made(3)
    named = naming.rest_on(claim=claim(), origin=a, by=by)
    naming.merge(origin=a, into=b, by=by)
    naming.merge(origin=b, into=c, by=by)
    assert survivors(origins) == [2, 2, 2]
    naming.split(origin=b, by=by)
    assert survivors(origins) == [1, 1, 2], "what was said to be B is B again"
    naming.split(origin=a, by=by)
    assert survivors(origins) == [0, 1, 2]
    assert ClaimOrigin.objects.get(removed_at=None) == named


@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_counts_as_one_is_what_people_said_and_did_not_take_back(
    newsroom: Newsroom, steps: list[tuple[bool, int, int]]
) -> None:
    said: dict[int, int] = {}

    def end(place: int) -> int:
        return end(said[place]) if place in said else place

    with transaction.atomic():
        origins = made(5)
        for joins, one, other in steps:
            if joins and one != other:
                if one in said or other in said:
                    with pytest.raises(Conflict):
                        naming.merge(origin=origins[one], into=origins[other], by=newsroom.minjun)
                    continue
                naming.merge(origin=origins[one], into=origins[other], by=newsroom.minjun)
                said[one] = other
            elif not joins and one in said:
                naming.split(origin=origins[one], by=newsroom.minjun)
                del said[one]
            assert survivors(origins) == [end(place) for place in range(5)]
        transaction.set_rollback(True)


def test_merges_of_before_are_known_from_the_ledger(newsroom: Newsroom) -> None:
    a, b, c = made(3)
    naming.merge(origin=a, into=b, by=newsroom.minjun)
    naming.merge(origin=b, into=c, by=newsroom.minjun)
    Origin.objects.filter(pk=a.pk).update(said_to_be=c)
    with connection.schema_editor() as editor:
        import_module(MIGRATION).merges(apps, editor)
    naming.split(origin=b, by=newsroom.minjun)
    assert survivors([a, b, c]) == [1, 1, 2]
