"""``manage.py verify_ledger``: prove that the ledger is whole."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.ledger.models import Entry
from claims.ledger.services import first_fault


class Command(BaseCommand):
    help = "Walk the whole chain of the ledger and name the first entry that is not as written."

    def handle(self, *args: Any, **options: Any) -> None:
        fault = first_fault()
        if fault is not None:
            raise CommandError(fault)
        head = Entry.objects.order_by("-seq").first()
        self.stdout.write(
            f"{head.seq} entries, head {bytes(head.hash).hex()}" if head else "0 entries"
        )
