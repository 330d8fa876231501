"""A person's statement of interests, as the desk shows it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from claims.desk import search
from claims.people.models import InterestStatement, User
from claims.reference.models import Entity

SOON = dt.timedelta(days=30)
"""So long before its end somebody is told that a statement runs out."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """The newest statement of a person, if they made one."""

    statement: InterestStatement | None
    today: dt.date

    @property
    def holds(self) -> bool:
        return self.statement is not None and self.statement.valid_until >= self.today

    @property
    def runs_out_soon(self) -> bool:
        """Also of one that has run out, and where there is none."""
        return self.statement is None or self.statement.valid_until < self.today + SOON


def on_file(user: User) -> OnFile:
    """One query, and one more where its entities are read."""
    newest = InterestStatement.objects.filter(user=user).prefetch_related(
        "interests__entity__names"
    )
    return OnFile(newest.order_by("-pk").first(), timezone.localdate())


def chosen(wanted: Iterable[str]) -> list[Entity]:
    """The entities with these public ids; what is none is left out. Two queries."""
    keys: list[uuid.UUID] = []
    for text in wanted:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(
        Entity.objects.filter(public_id__in=keys, merged_into=None)
        .prefetch_related("names")
        .order_by("slug")
    )


def offered(query: str, besides: Iterable[Entity]) -> list[Entity]:
    """Entities that have all the words of ``query`` and are not chosen already. Two queries."""
    words = search.words_of(query)
    if not words:
        return []
    taken = {entity.pk for entity in besides}
    return [entity for entity in search.entities(words)[: search.SHOWN] if entity.pk not in taken]
