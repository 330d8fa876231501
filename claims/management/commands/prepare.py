"""``manage.py prepare``: load the reference data that a new installation begins with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import models

from claims.rechecks.models import Policy
from claims.reference.initial import load
from claims.reference.models import DirectiveTerm, Entity, RatingScale, Source

FIXTURES: tuple[tuple[str, type[models.Model]], ...] = (
    ("roles", Group),
    ("scales", RatingScale),
    ("policies", Policy),
    ("directives", DirectiveTerm),
    ("entities", Entity),
    ("outlets", Source),
)


class Command(BaseCommand):
    help = (
        "Load roles, rating scales, re-check policies, the directive vocabulary, entities and"
        " outlets where their table is empty. What curators changed is left alone; running it again"
        " does nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for fixture, model in FIXTURES:
            if not model._default_manager.exists():
                load(settings.BASE_DIR / "fixtures" / f"{fixture}.json")
                self.stdout.write(f"{fixture}: loaded")
