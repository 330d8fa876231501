"""``manage.py ingest FILE|URL|-``: take articles in from the command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.articles.models import Article
from claims.articles.services import take_in, take_in_url
from claims.errors import Duplicate
from claims.people.models import Actor, Machine, User
from claims.tasks import settle


class Command(BaseCommand):
    help = "Take in articles from files (text or HTML), web addresses, or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="+", metavar="FILE|URL|-")
        parser.add_argument("--by", metavar="USERNAME", help="who brings them in")
        parser.add_argument(
            "--url", default="", help="where the one given file or text was published"
        )
        parser.add_argument(
            "--wait",
            action="store_true",
            help="read and link them here instead of leaving that to the workers",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sources: list[str] = options["source"]
        if options["url"] and len(sources) != 1:
            raise CommandError("--url is about one article: give one source.", returncode=2)
        by = self._actor(options["by"])
        refused = 0
        for source in tqdm(sources, unit="article", disable=len(sources) == 1, file=sys.stderr):
            try:
                article = self._take(source, options["url"], by)
            except Duplicate as error:
                known = error.existing.public_id  # type: ignore[attr-defined]
                self._refuse(source, f"{error} ({known})")
                refused += 1
            except ValidationError as error:
                self._refuse(source, " ".join(error.messages))
                refused += 1
            except (OSError, PermissionDenied) as error:
                self._refuse(source, getattr(error, "strerror", None) or str(error))
                refused += 1
            else:
                tqdm.write(f"{article.public_id}  {article}", file=sys.stdout)
        if options["wait"]:
            settle()
        if refused:
            raise CommandError(f"{refused} of {len(sources)} not taken in.", returncode=2)

    def _take(self, source: str, url: str, by: Actor) -> Article:
        if source == "-":
            return take_in(raw=self._read(sys.stdin.buffer), by=by, url=url)
        if "://" in source:
            return take_in_url(url=source, by=by)
        path = Path(source)
        with path.open("rb") as file:
            return take_in(raw=self._read(file), by=by, url=url, filename=path.name)

    def _read(self, file: BinaryIO) -> bytes:
        """One byte more than allowed says the same as the whole, which may have no end."""
        return file.read(settings.ARTICLE_MAX_BYTES + 1)

    def _actor(self, username: str | None) -> Actor:
        if username is None:
            return Machine("command")
        try:
            return User.objects.get(username=username)
        except User.DoesNotExist:
            raise CommandError(f"There is no user {username}.", returncode=2) from None

    def _refuse(self, source: str, why: str) -> None:
        tqdm.write(f"{source}: {why}", file=sys.stderr)
