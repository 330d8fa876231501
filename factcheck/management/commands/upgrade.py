"""``manage.py upgrade``: bring the database to what this version of the workbench expects."""

from __future__ import annotations

from typing import Any

from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand

from claims.people import erasing
from factcheck.rights import as_owner


class Command(BaseCommand):
    help = (
        "Migrate, check that the database reads Korean, load missing reference data, and say where"
        " the application could change history."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            self.check(tags=[Tags.database], databases=["default"])
            call_command("migrate", interactive=False, verbosity=options["verbosity"])
            call_command("prepare", verbosity=options["verbosity"], stdout=self.stdout)
            if waiting := len(erasing.asked()):
                self.stdout.write(f"{waiting} people wait: manage.py erase_person --asked")
        self.check(tags=[Tags.database], databases=["default"], include_deployment_checks=True)
