"""What the pure language stage is given from the reference data."""

from __future__ import annotations

from claims.reference.models import DirectiveTerm, EntityName
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
