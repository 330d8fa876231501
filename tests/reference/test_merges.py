"""Entities that are said to be one, in whatever order, and taken apart again: nothing is lost."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import Conflict
from claims.reference import services as reference
from claims.reference.models import Entity
from claims.reference.queries import gazetteer, meant_by, said_to_be
from tests.factories import Newsroom, entity

MIGRATION = "claims.migrations.0014_said_to_be"
NAMES = ("가람", "나루", "다온", "라온", "마루")


def survivors(entities: list[Entity]) -> list[int]:
    """Which of them each one counts as, by their places."""
    place = {one.pk: n for n, one in enumerate(entities)}
    rows = Entity.objects.in_bulk([one.pk for one in entities])
    return [place[rows[one.pk].merged_into_id or one.pk] for one in entities]


def merge(newsroom: Newsroom, loser: Entity, winner: Entity) -> None:
    reference.merge_entities(winner=winner, loser=loser, by=newsroom.jiho)


def split(newsroom: Newsroom, merged: Entity) -> None:
    reference.split_entity(entity=merged, by=newsroom.jiho)


def test_who_takes_back_the_middle_of_a_chain_finds_it_as_it_was_before(newsroom: Newsroom) -> None:
    a, b, c = entities = [entity(name) for name in NAMES[:3]]
    merge(newsroom, a, b)
    merge(newsroom, b, c)
    assert survivors(entities) == [2, 2, 2]
    assert meant_by([b.public_id]) == {b.public_id: {a.public_id, b.public_id}}
    assert said_to_be([a.public_id]) == {one.public_id for one in entities}
    split(newsroom, b)
    assert survivors(entities) == [1, 1, 2], "what was said to be B is B again"
    assert [one.key for one in gazetteer().find("가람은 섰다.", 0, 6)] == [str(b.pk)]
    split(newsroom, a)
    assert survivors(entities) == [0, 1, 2]


@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_counts_as_one_is_what_people_said_and_did_not_take_back(
    newsroom: Newsroom, steps: list[tuple[bool, int, int]]
) -> None:
    said: dict[int, int] = {}

    def end(place: int) -> int:
        return end(said[place]) if place in said else place

    with transaction.atomic():
        entities = [entity(name) for name in NAMES]
        for joins, one, other in steps:
            if joins and one != other:
                if one in said or other in said:
                    with pytest.raises(Conflict):
                        merge(newsroom, entities[one], entities[other])
                    continue
                merge(newsroom, entities[one], entities[other])
                said[one] = other
            elif not joins and one in said:
                split(newsroom, entities[one])
                del said[one]
            assert survivors(entities) == [end(place) for place in range(5)]
        transaction.set_rollback(True)


def test_merges_of_before_are_known_from_the_ledger(newsroom: Newsroom) -> None:
    a, b, c = entities = [entity(name) for name in NAMES[:3]]
    merge(newsroom, a, b)
    merge(newsroom, b, c)
    Entity.objects.filter(pk=a.pk).update(said_to_be=c)
    with connection.schema_editor() as editor:
        import_module(MIGRATION).merges(apps, editor)
    split(newsroom, b)
    assert survivors(entities) == [1, 1, 2]
