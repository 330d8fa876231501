"""What the pure language stage is given from the reference data."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from claims.reference.models import DirectiveTerm, Entity, EntityName
from claims.reference.rules import meant
from claims.text import findings
from claims.text.names import Gazetteer


def gazetteer() -> Gazetteer:
    """Every name of every entity; a merged entity's names stand for its successor. One query.

    The key of an entry is the entity's database key as a string.
    """
    names = EntityName.objects.values_list(
        "entity_id", "entity__merged_into_id", "text", "language", "entity__kind"
    )
    return Gazetteer(
        findings.NameEntry(key=str(merged or entity), name=text, language=language, kind=kind)
        for entity, merged, text, language, kind in names
    )


def meant_by(entities: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """By the public id of each of these entities, its own and those of all that were said to be it:
    who merges it or takes that back changes what they stand for as well. One query."""
    merged = Entity.objects.filter(said_to_be__isnull=False)
    steps = list(merged.values_list("public_id", "said_to_be__public_id")) if entities else []
    return {one: {one, *meant(one, steps)} for one in entities}


def said_to_be(entities: Collection[UUID]) -> set[UUID]:
    """The public ids of these entities and of all that they were said to be, step by step. One
    query."""
    merged = Entity.objects.filter(said_to_be__isnull=False)
    steps = dict(merged.values_list("public_id", "said_to_be__public_id")) if entities else {}
    found = set(entities)
    while further := {steps[one] for one in found & steps.keys()} - found:
        found |= further
    return found


def directive_vocabulary() -> list[findings.DirectiveTerm]:
    """The whole vocabulary. One query."""
    return [
        findings.DirectiveTerm(
            term, language, findings.Strength(strength), findings.Direction(direction)
        )
        for term, language, strength, direction in DirectiveTerm.objects.values_list(
            "term", "language", "strength", "direction"
        )
    ]
