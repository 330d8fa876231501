"""Verdicts revised, and what the ledger says of them."""

from __future__ import annotations

from typing import Any

from claims.ledger.models import Entry
from claims.verdicts import services as verdicts
from claims.verdicts.models import Revision, Verdict
from tests.factories import Newsroom, rating, wording


def revise(verdict: Verdict, newsroom: Newsroom, revision: int, **said: Any) -> Revision:
    values: dict[str, Any] = {
        "by": newsroom.minjun,
        "rating": rating(),
        "wordings": [wording(summary=f"고침 {revision + 1}")],
    }
    return verdicts.revise(verdict=verdict, expected_revision=revision, **values | said)


def kinds(verdict: Verdict) -> list[str]:
    return [entry.kind for entry in Entry.objects.about(verdict).order_by("seq")]
