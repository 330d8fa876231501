"""A verdict that was corrected: its first version, and another."""

from __future__ import annotations

from typing import Any

from claims.publication import services as publication
from claims.publication.models import Publication
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from tests.factories import Newsroom, rating, wording


def correct(verdict: Verdict, newsroom: Newsroom, revision: int, **said: Any) -> Publication:
    """Revise what is published, approve and publish it."""
    values: dict[str, Any] = {
        "rating": rating(),
        "wordings": [wording()],
        "correction": "clarification",
        "public_note": "날짜를 밝힌다",
    }
    verdicts.revise(
        verdict=verdict, by=newsroom.minjun, expected_revision=revision, **values | said
    )
    step = revision + 1
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=step)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=step)
    return publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=step)
