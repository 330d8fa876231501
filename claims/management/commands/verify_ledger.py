"""``manage.py verify_ledger``: prove that the ledger is whole."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.ledger.checkpoints import read_json
from claims.ledger.models import Checkpoint, Entry
from claims.ledger.services import first_fault


class Command(BaseCommand):
    help = "Walk the whole chain of the ledger and name the first entry that is not as written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kept",
            type=Path,
            metavar="CHECKPOINTS.json",
            help="published checkpoints that somebody kept: the chain must lead to these as well",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        fault = first_fault(_kept(options["kept"]) if options["kept"] else ())
        if fault is not None:
            raise CommandError(fault)
        head = Entry.objects.order_by("-seq").first()
        self.stdout.write(
            f"{head.seq} entries, head {bytes(head.hash).hex()},"
            f" {Checkpoint.objects.count()} checkpoints"
            if head
            else "0 entries"
        )


def _kept(path: Path) -> list[Checkpoint]:
    try:
        return [
            read_json(row) for row in json.loads(path.read_text(encoding="utf-8"))["checkpoints"]
        ]
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path}: not a list of checkpoints: {error}", returncode=2) from error
