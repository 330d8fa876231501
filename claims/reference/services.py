"""Keep the reference data: entities and their names, sources, scales, the vocabulary.

Each verb is one transaction with its entry in the ledger; saving what is there already writes
nothing. What is said of an entity stays with it when it is merged: the loser keeps its rows and
points to the winner.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from claims.errors import Conflict
from claims.ledger import services as ledger
from claims.people.models import Actor, require
from claims.people.rules import Act
from claims.reference.models import (
    DirectiveTerm,
    Entity,
    EntityName,
    Rating,
    RatingScale,
    Source,
    SourceDomain,
)
from claims.reference.rules import meant

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; at most one a language is the preferred one."""

    language: str
    text: str
    preferred: bool = False


def save_entity(*, entity: Entity, by: Actor) -> Entity:
    """Keep a new entity, or the changes that were made to ``entity`` in memory."""
    return _save(entity, by, fields=("slug", "kind", "wikidata_id", "note"))


def name_entity(*, entity: Entity, names: Sequence[Name], by: Actor) -> None:
    """Make ``names`` all the names that the entity has. Raises ``ValidationError`` when one is
    empty or stands there twice, or a language has two preferred ones."""
    require(by, Act.CURATE_REFERENCE)
    wanted = {(name.language, name.text.strip()): name.preferred for name in names}
    if len(wanted) != len(names) or not all(text for _language, text in wanted):
        raise ValidationError(_("Give every name once, and none empty."))
    preferred = [language for (language, _text), first in wanted.items() if first]
    if len(preferred) != len(set(preferred)):
        raise ValidationError(_("One name a language is the preferred one."))
    with transaction.atomic():
        Entity.objects.select_for_update(no_key=True).get(pk=entity.pk)
        before = {
            (row.language, row.text): row.preferred
            for row in EntityName.objects.filter(entity=entity)
        }
        if before == wanted:
            return
        EntityName.objects.filter(entity=entity).delete()
        rows = [
            EntityName(entity=entity, language=language, text=text, preferred=first)
            for (language, text), first in wanted.items()
        ]
        for row in rows:
            row.full_clean(validate_constraints=False)
        EntityName.objects.bulk_create(rows)
        ledger.append(
            "entity.named",
            subject=entity,
            by=by,
            before=_listed(before),
            after=_listed(wanted),
        )


def merge_entities(*, winner: Entity, loser: Entity, by: Actor) -> Entity:
    """Two entries are one and the same: the loser stays readable and points to the winner.

    What was merged into the loser before goes with it. Raises ``Conflict`` when either was merged
    already.
    """
    require(by, Act.CURATE_REFERENCE)
    if winner.pk == loser.pk:
        raise ValidationError(_("An entity is not merged into itself."))
    with transaction.atomic():
        locked = _merging(winner.pk, loser.pk)
        row, survivor = locked[loser.pk], locked[winner.pk]
        if row.merged_into_id or survivor.merged_into_id:
            raise Conflict(_("One of the two was merged already."), code="merged_already")
        Entity.objects.filter(merged_into=row).update(merged_into=survivor)
        row.merged_into = row.said_to_be = survivor
        row.save(update_fields=["merged_into", "said_to_be"])
        ledger.append("entity.merged", subject=row, by=by, into=str(winner.public_id))
    return row


def split_entity(*, entity: Entity, by: Actor) -> Entity:
    """Take a merge back: the entity stands for itself again, and so do those that were said to be
    it for this one, as they did before the merge.

    Raises ``Conflict`` for one that is not merged, or not any more, and where what it was merged
    into was merged meanwhile.
    """
    require(by, Act.CURATE_REFERENCE)
    with transaction.atomic():
        seen = Entity.objects.get(pk=entity.pk)
        rows = _merging(*filter(None, (seen.pk, seen.merged_into_id)))
        row = rows[entity.pk]
        if row.merged_into_id is None:
            raise Conflict(_("This entity is not merged."), code="not_merged")
        if row.merged_into_id not in rows:
            raise Conflict(_("This entity was merged into another one."), code="merged")
        winner = rows[row.merged_into_id]
        row.merged_into = row.said_to_be = None
        row.save(update_fields=["merged_into", "said_to_be"])
        under = meant(row.pk, [(one.pk, one.said_to_be_id) for one in rows.values()])
        Entity.objects.filter(pk__in=under).update(merged_into=row)
        ledger.append("entity.split", subject=row, by=by, out_of=str(winner.public_id))
    return row


def _merging(*keys: int) -> dict[int, Entity]:
    """The entities of these keys and what was merged into them, locked in the order of their keys,
    so that two people never wait for each other."""
    rows = Entity.objects.select_for_update(no_key=True).order_by("pk")
    return {row.pk: row for row in rows.filter(Q(pk__in=keys) | Q(merged_into__in=keys))}


def save_source(*, source: Source, by: Actor) -> Source:
    """Keep a new source, or the changes that were made to ``source`` in memory."""
    return _save(source, by, fields=("entity", "owner", "is_wire", "country", "time_zone"))


def set_domains(*, source: Source, domains: Collection[str], by: Actor) -> None:
    """Make ``domains`` all the hosts that the source publishes on, without ``www``."""
    require(by, Act.CURATE_REFERENCE)
    wanted = {re.sub(r"^www\.", "", domain.strip().lower()) for domain in domains}
    with transaction.atomic():
        Source.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
        rows = SourceDomain.objects.filter(source=source)
        before = set(rows.values_list("domain", flat=True))
        if before == wanted:
            return
        rows.exclude(domain__in=wanted).delete()
        for domain in sorted(wanted - before):
            row = SourceDomain(source=source, domain=domain)
            row.full_clean()
            row.save()
        ledger.append(
            "source.domains_set", subject=source, by=by, before=sorted(before), after=sorted(wanted)
        )


def save_rating_scale(*, scale: RatingScale, by: Actor) -> RatingScale:
    """Keep a new scale, or new wording of one. Its key is in published documents and stays."""
    return _save(scale, by, fields=("key", "name_ko", "name_en"), fixed=("key",))


def save_rating(*, rating: Rating, by: Actor) -> Rating:
    """Keep a new step of a scale, or new wording of one. Its key stays."""
    fields = ("scale", "key", "position", "number", "label_ko", "label_en")
    return _save(rating, by, fields=fields, fixed=("scale", "key"))


def save_directive_term(*, term: DirectiveTerm, by: Actor) -> DirectiveTerm:
    """Keep a new word of the vocabulary, or the strength it stands for."""
    return _save(
        term,
        by,
        fields=("language", "term", "strength", "direction"),
        fixed=("language", "term"),
    )


def remove_directive_term(*, term: DirectiveTerm, by: Actor) -> None:
    """Take a word out of the vocabulary. What was read with it stays as it was read."""
    require(by, Act.CURATE_REFERENCE)
    with transaction.atomic():
        said = _values(term, ("language", "term", "strength", "direction"))
        ledger.append("directiveterm.removed", subject=term, by=by, before=said)
        term.delete()


def _save(row: M, by: Actor, *, fields: Sequence[str], fixed: Collection[str] = ()) -> M:
    require(by, Act.CURATE_REFERENCE)
    model = type(row)
    with transaction.atomic():
        row.full_clean()
        old = (
            model._default_manager.select_for_update(of=("self",), no_key=True)
            .filter(pk=row.pk)
            .first()
            if row.pk
            else None
        )
        before = _values(old, fields) if old else {}
        after = _values(row, fields)
        if before == after:
            return row
        if old and any(before[name] != after[name] for name in fixed):
            raise ValidationError(_("The key of this stays as it is."))
        row.save()
        kind = "changed" if old else "added"
        ledger.append(
            f"{model._meta.model_name}.{kind}", subject=row, by=by, before=before, after=after
        )
    return row


def _values(row: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    """The fields as the ledger keeps them: rows by their natural keys."""
    said: dict[str, Any] = {}
    for name in fields:
        value = getattr(row, name)
        said[name] = (
            "/".join(value.natural_key()) if isinstance(value, Entity | RatingScale) else value
        )
    return said


def _listed(names: dict[tuple[str, str], bool]) -> list[list[str | bool]]:
    return sorted([language, text, first] for (language, text), first in names.items())
