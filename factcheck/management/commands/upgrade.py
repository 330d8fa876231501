"""``manage.py upgrade``: bring the database to what this version of the workbench expects."""

from __future__ import annotations

from typing import Any

from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, check that the database reads Korean, and load missing reference data."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.check(tags=[Tags.database], databases=["default"])
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        self.check(tags=[Tags.database], databases=["default"])
        call_command("prepare", verbosity=options["verbosity"], stdout=self.stdout)
