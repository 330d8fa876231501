"""``manage.py compare PAIRS.jsonl --out PRED.jsonl``: how the two texts of each pair relate."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.links.rules import Comparison
from claims.links.texts import Statement, compare_texts
from claims.links.wording import in_both

_SCHEMA = """
A line of PAIRS.jsonl:

  {"id": "…", "a": {"text": "…", "source": "Reuters", "published": "2025-09-17",
   "language": "en"}, "b": {…}}

  source, published and language may be left out or null; language is ko or en.

A line of PRED.jsonl, in the same order:

  id            as given
  relation      repeats, corroborates, contradicts, qualifies, supersedes or not_comparable
  direction     a or b, the later of the two, for supersedes; else null
  independence  independent, shared_origin or unknown
  confidence    0 to 1, the probability that the relation is right
  reasons       [{code, facet, weight, a, b, values, text: {ko, en}}]; a and b are the spans
                [start, end] in the two texts that the reason rests on: of the words, or of
                the whole claim where it rests on all that it says or does not say

A line that does not fit is told with its number and field, and the exit code is 2; then nothing
is written.
"""
_LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True)
class _Pair:
    id: str | int
    a: Statement
    b: Statement


class Command(BaseCommand):
    help = "Say how the two texts of each pair relate, and why. No database is needed."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = _SCHEMA
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pairs", type=Path, metavar="PAIRS.jsonl")
        parser.add_argument("--out", type=Path, required=True, metavar="PRED.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        pairs = list(_read(options["pairs"]))
        answers = (
            orjson.dumps(answer(pair.id, compare_texts(pair.a, pair.b)))
            for pair in tqdm(pairs, unit="pair", disable=None, file=sys.stderr)
        )
        _write(options["out"], answers)


def answer(pair: str | int, found: Comparison) -> dict[str, Any]:
    """One line of the answers, as the command's help describes it."""
    reasons = [reason.as_json() for reason in found.reasons]
    return {
        "id": pair,
        "relation": found.relation,
        "direction": found.later or None,
        "independence": found.independence,
        "confidence": found.confidence,
        "reasons": [reason | {"text": in_both(reason)} for reason in reasons],
    }


def _read(path: Path) -> Iterator[_Pair]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _pair(line)
            except ValueError as error:
                raise CommandError(f"{path}, line {number}: {error}", returncode=2) from error


def _pair(line: bytes) -> _Pair:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ValueError("not an object")
    key = row.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise ValueError("id: a string or a whole number is needed")
    return _Pair(key, _side(row, "a"), _side(row, "b"))


def _side(row: dict[str, Any], side: str) -> Statement:
    given = row.get(side)
    if not isinstance(given, dict):
        raise ValueError(f"{side}: an object is needed")
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{side}.text: words are needed")
    source = given.get("source") or ""
    if not isinstance(source, str):
        raise ValueError(f"{side}.source: a name is needed")
    language = given.get("language") or ""
    if language and language not in _LANGUAGES:
        raise ValueError(f"{side}.language: ko or en, not {language!r}")
    return Statement(text, source, _day(given.get("published"), side), language)


def _day(given: Any, side: str) -> dt.date | None:
    if given in (None, ""):
        return None
    if not isinstance(given, str):
        raise ValueError(f"{side}.published: a day is needed, YYYY-MM-DD")
    try:
        return dt.date.fromisoformat(given[:10])
    except ValueError as error:
        raise ValueError(f"{side}.published: not a day: {given!r}") from error


def _write(path: Path, lines: Iterator[bytes]) -> None:
    """All or nothing: an interrupted run leaves what was there before."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for line in lines:
                file.write(line + b"\n")
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    finally:
        part.unlink(missing_ok=True)
