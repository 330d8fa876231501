"""``manage.py seed``: bring in the demonstration newsroom through the verbs a person uses."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from seeds.newsroom import Newsroom


class Command(BaseCommand):
    help = "Bring in the demonstration newsroom. Running it again adds only what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--password-file",
            default=os.environ.get("FACTCHECK_DEMO_PASSWORD_FILE"),
            help="the password of the demonstration accounts (FACTCHECK_DEMO_PASSWORD_FILE)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["password_file"]
        if not path:
            raise CommandError("Name a file with the accounts' password: --password-file FILE")
        password = Path(path).read_text(encoding="utf-8").strip()
        call_command("prepare", stdout=self.stdout)
        newsroom = Newsroom(say=self.stdout.write)
        newsroom.bring_in(password=password)
