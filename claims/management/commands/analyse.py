"""``manage.py analyse FILE…``: what the reader sees in articles, without keeping them."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from wcwidth import strip_sequences

from claims.extraction.predictions import number
from claims.extraction.preview import Preview, preview
from claims.management.view import lines

_WIDEST = 100  # columns; longer lines are hard to read

_SCHEMA = """
With --json, one object a line for each article:

  file, charset       name as given; the encoding it was read in
  title, outlet, byline
                      {value, evidence}; empty where unknown
  published           {on, grain, evidence}, or null where the page states no day
  text                the canonical text; every start and end counts its code points
  blocks              [{start, end, kind, evidence}]
  language, supported ISO 639-1 or "und"; whether there is a reader for it
  sentences           [{start, end}]
  claims              [{start, end, quote, statement, sentence, kind, hedge, polarity,
                      check_worthiness (0 to 3), reasons, attribution, quantities, times,
                      mentions, directive, about, lemmas (of the statement)}], where
                      text[start:end] is the quote
    attribution       [{name, kind, verb, key, start, end}], outermost voice first
    quantities        [{value, value_high, unit, comparator, original, start, end}], in base
                      units; unit is an ISO 4217 code, "%", a counter or empty
    times, about      {first, last, grain, anchor, original, start, end}: a closed interval
    mentions          [{key, kind, original, start, end}]
    directive         {strength, direction, status, issuer, addressee, object, act, original,
                      start, end} or null

What cannot be read is told on standard error, and the exit code is 2.
"""


class Command(BaseCommand):
    help = (
        "Show what the reader sees in articles from files (text or HTML) or - for standard"
        " input. Nothing is kept and no database is needed."
    )
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = _SCHEMA
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="+", metavar="FILE|-")
        parser.add_argument("--json", action="store_true", help="for programs, as told below")
        parser.add_argument(
            "--published",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day of publication where a page states none",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        for source in options["source"]:
            try:
                seen = preview(_bytes_of(source), published=options["published"])
            except (OSError, ValidationError) as error:
                self.stderr.write(f"{source}: {_why(error)}")
                refused += 1
                continue
            if options["json"]:
                self.stdout.write(orjson.dumps(described(source, seen), default=_plain).decode())
            else:
                self._show(source, seen, options)
        if refused:
            raise CommandError(
                f"{refused} of {len(options['source'])} could not be read.", returncode=2
            )

    def _show(self, source: str, seen: Preview, options: dict[str, Any]) -> None:
        coloured = options["force_color"] or not (
            options["no_color"] or "NO_COLOR" in os.environ or not self.stdout.isatty()
        )
        columns = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
        for line in lines(source, seen, columns=columns):
            self.stdout.write(line if coloured else strip_sequences(line))


def described(source: str, seen: Preview) -> dict[str, Any]:
    """The analysis of one article as the command's help describes it."""
    stated, page = seen.stated, seen.copy.page
    published = seen.published_on and {
        "on": seen.published_on,
        "grain": stated["published_grain"],
        "evidence": stated["published_evidence"],
    }
    reading = asdict(seen.reading)
    return {
        "file": source,
        "charset": seen.copy.charset,
        **{
            name: {"value": stated[name], "evidence": stated[f"{name}_evidence"]}
            for name in ("title", "outlet", "byline")
        },
        "published": published,
        "text": page.text,
        "blocks": [asdict(block) for block in page.blocks],
        "language": reading["language"],
        "supported": reading["supported"],
        "sentences": reading["sentences"],
        "claims": reading["claims"],
    }


def _bytes_of(source: str) -> bytes:
    """One byte more than allowed says the same as the whole, which may have no end."""

    def read(file: BinaryIO) -> bytes:
        return file.read(settings.ARTICLE_MAX_BYTES + 1)

    if source == "-":
        return read(sys.stdin.buffer)
    with Path(source).open("rb") as file:
        return read(file)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    raise TypeError(f"{type(value).__name__} has no JSON")


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return getattr(error, "strerror", None) or str(error)
