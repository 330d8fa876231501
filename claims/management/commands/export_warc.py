"""``manage.py export_warc [ID …] --out FILE``: what was kept of articles, as WARC."""

from __future__ import annotations

import sys
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.articles.archiving import write_warc
from claims.articles.models import Article, Snapshot


class Command(BaseCommand):
    help = "Write the snapshots of articles, raw bytes and headers, to a gzipped WARC file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "article", nargs="*", type=uuid.UUID, help="public ids; without one, every article"
        )
        parser.add_argument("--out", required=True, metavar="FILE", help="- for standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted: list[uuid.UUID] = options["article"]
        snapshots = Snapshot.objects.select_related("document").order_by("document", "number")
        if wanted:
            known = set(
                Article.objects.filter(public_id__in=wanted).values_list("public_id", flat=True)
            )
            for missing in [one for one in wanted if one not in known]:
                raise CommandError(f"There is no article {missing}.", returncode=2)
            snapshots = snapshots.filter(document__public_id__in=wanted)
        rows = snapshots.iterator(chunk_size=20)
        if options["out"] == "-":
            written = write_warc(rows, sys.stdout.buffer)
        else:
            path = Path(options["out"])
            try:
                out = path.open("xb")
            except FileExistsError:
                raise CommandError(f"{path} is there already.", returncode=2) from None
            except OSError as error:
                raise CommandError(str(error), returncode=2) from error
            try:
                with out:
                    written = write_warc(rows, out)
            except OSError as error:  # a full disk, or raw bytes that are gone from the storage
                path.unlink()
                raise CommandError(str(error), returncode=2) from error
        print(f"{written} snapshots", file=sys.stderr)
