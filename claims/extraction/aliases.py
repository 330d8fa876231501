"""Names that texts give as one: noted when an article is read, decided by a curator."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.models import Snapshot
from claims.errors import Conflict
from claims.extraction.models import AliasSighting, AliasSuggestion, SuggestionState
from claims.ledger import services as ledger
from claims.people.models import Actor, require_person
from claims.people.rules import Act
from claims.reference.models import Entity, EntityName
from claims.reference.services import Name, name_entity
from claims.text.aliases import FoundPair

_LONGEST = 120  # characters, of the columns


def note(snapshot: Snapshot, pairs: Sequence[FoundPair]) -> None:
    """Offer the pairs that the gazetteer does not hold, in the caller's transaction.

    A pair whose two names belong to two entities is left to the curator without a guess. A
    constant number of queries.
    """
    pairs = [p for p in pairs if max(len(p.korean), len(p.latin)) <= _LONGEST]
    if not pairs:
        return
    names = {p.korean for p in pairs} | {p.latin for p in pairs}
    owners: dict[str, set[int]] = {}
    for text, entity, merged in EntityName.objects.filter(text__in=names).values_list(
        "text", "entity_id", "entity__merged_into_id"
    ):
        owners.setdefault(text, set()).add(merged or entity)
    wanted: dict[tuple[str, str], AliasSuggestion] = {}
    for pair in pairs:
        korean, latin = owners.get(pair.korean, set()), owners.get(pair.latin, set())
        if korean & latin:
            continue
        known = korean | latin
        entity_id = next(iter(known)) if len(known) == 1 else None
        wanted[pair.korean, pair.latin] = AliasSuggestion(
            korean=pair.korean, latin=pair.latin, entity_id=entity_id
        )
    AliasSuggestion.objects.bulk_create(
        [wanted[key] for key in sorted(wanted)], ignore_conflicts=True
    )
    kept = AliasSuggestion.objects.filter(
        korean__in={korean for korean, _latin in wanted},
        latin__in={latin for _korean, latin in wanted},
    )
    rows = {(row.korean, row.latin): row for row in kept}
    AliasSighting.objects.bulk_create(
        [
            AliasSighting(
                suggestion=rows[pair.korean, pair.latin],
                snapshot=snapshot,
                start=pair.start,
                end=pair.end,
            )
            for pair in pairs
            if (pair.korean, pair.latin) in wanted
        ],
        ignore_conflicts=True,
    )


def accept(
    *, suggestion: AliasSuggestion, by: Actor, entity: Entity | None = None
) -> AliasSuggestion:
    """Give both names to ``entity``, or to the one the gazetteer knew.

    Raises ``ValidationError`` without an entity, ``Conflict`` when it was decided already.
    """
    person = require_person(by, Act.CURATE_REFERENCE)
    with transaction.atomic():
        row = _open(suggestion)
        owner = entity or row.entity
        if owner is None:
            raise ValidationError({"entity": _("Say whose names these are.")})
        owner = owner.merged_into or owner
        given = [Name(name.language, name.text, name.preferred) for name in owner.names.all()]
        new = [Name("ko", row.korean), Name("en", row.latin)]
        known = {(name.language, name.text) for name in given}
        name_entity(
            entity=owner,
            names=given + [name for name in new if (name.language, name.text) not in known],
            by=by,
        )
        row.entity = owner
        row.state = SuggestionState.ACCEPTED
        row.decided_by, row.decided_at = person, timezone.now()
        row.save(update_fields=["entity", "state", "decided_by", "decided_at"])
        ledger.append(
            "alias.accepted",
            subject=row,
            by=by,
            korean=row.korean,
            latin=row.latin,
            entity=owner.slug,
        )
    return row


def dismiss(*, suggestion: AliasSuggestion, by: Actor) -> AliasSuggestion:
    """These are not two names of one thing; the pair is not offered again."""
    person = require_person(by, Act.CURATE_REFERENCE)
    with transaction.atomic():
        row = _open(suggestion)
        row.state = SuggestionState.DISMISSED
        row.decided_by, row.decided_at = person, timezone.now()
        row.save(update_fields=["state", "decided_by", "decided_at"])
        ledger.append("alias.dismissed", subject=row, by=by, korean=row.korean, latin=row.latin)
    return row


def _open(suggestion: AliasSuggestion) -> AliasSuggestion:
    row = AliasSuggestion.objects.select_for_update(of=("self",), no_key=True).get(pk=suggestion.pk)
    if row.state != SuggestionState.OPEN:
        raise Conflict(_("This was decided already."), code="decided_already")
    return row
