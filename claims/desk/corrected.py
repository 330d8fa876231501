"""Corrections, which the ledger keeps as data, in words: the fields by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import DateField, DateTimeField, Field, Model
from django.utils import formats, timezone
from django.utils.text import capfirst

from claims.articles.models import Article
from claims.desk import wording
from claims.extraction.models import ClaimVersion
from claims.reference.models import Entity, EntityName, Rating, RatingScale

_CORRECTED: dict[str, type[Model]] = {
    "article": Article,
    "claim": ClaimVersion,
    "entity": Entity,
    "rating": Rating,
    "ratingscale": RatingScale,
}
_FIELDS: dict[str, dict[Any, wording.Words]] = {
    "published_grain": wording.GRAINS,
    "check_worthiness": wording.WORTH,
}


def correction_texts(
    what: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[str, str]:
    """What the fields that differ said before and say after a correction, a line for each that
    says something. ``what`` is the kind of the ledger's entry; on what a field rests is left out.
    """
    kept = _CORRECTED.get(what.partition(".")[0])
    fields = {field.name: field for field in kept._meta.fields} if kept else {}
    changed = [
        name
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name) and not name.endswith("_evidence")
    ]

    def said(values: Mapping[str, Any]) -> str:
        given = [name for name in changed if values.get(name) not in (None, "")]
        return "\n".join(_field_text(name, fields.get(name), values[name]) for name in given)

    return said(before), said(after)


def _field_text(name: str, field: Field[Any, Any] | None, value: Any) -> str:
    label, words = name.replace("_", " "), value
    if field is not None:
        label = str(field.verbose_name)
        if isinstance(field, DateTimeField):
            words = formats.localize(timezone.localtime(field.to_python(value)))
        elif isinstance(field, DateField):
            words = formats.localize(field.to_python(value))
        else:
            words = _FIELDS.get(name, dict(field.flatchoices)).get(value, value)
    return f"{capfirst(label)}: {' '.join(str(words).split())}"


def names_text(names: Iterable[tuple[str, str, bool]]) -> str:
    """The names of an entity as the ledger keeps them, a line for each."""
    preferred = EntityName._meta.get_field("preferred").verbose_name
    return "\n".join(
        f"{wording.language_name(language)}: {text}{f' ({preferred})' if first else ''}"
        for language, text, first in names
    )
