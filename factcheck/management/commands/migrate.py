"""``manage.py migrate``, as the owner of the tables, who then gives the application its rights."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from factcheck.rights import as_owner, grant


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            super().handle(*args, **options)
            application = settings.DATABASES["default"]
            if settings.OWNER_DATABASE.get("USER", application["USER"]) != application["USER"]:
                grant(application["USER"], password=application["PASSWORD"])
