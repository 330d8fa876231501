"""``manage.py evaluate``: measure the reader on annotated articles or on third-party cases."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.extraction import cases
from claims.extraction.predictions import document
from claims.extraction.preview import Preview, preview
from claims.links import predictions
from claims.text.findings import Grain


class Command(BaseCommand):
    help = (
        "Read every file of a folder without a database, write what was found in the format of"
        " the gold set, and print its scores; or answer third-party cases of numbers and dates"
        " (JSON lines) and print the share of exact answers by model."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        given = parser.add_mutually_exclusive_group(required=True)
        given.add_argument("--articles", type=Path, metavar="DIR", help="articles to be read")
        given.add_argument(
            "--cases", type=Path, nargs="+", metavar="FILE", help="cases, one JSON object a line"
        )
        parser.add_argument(
            "--out", type=Path, metavar="PRED.json", help="where what was found is written"
        )
        parser.add_argument(
            "--gold",
            type=Path,
            metavar="DIR",
            help="a gold folder; its own score.py is run on the predictions (with --articles)",
        )
        parser.add_argument(
            "--given-days",
            action="store_true",
            help="where a page states no day of publication, resolve relative dates against the"
            " one that the gold folder gives, as if a person had entered it",
        )
        parser.add_argument("--errors", action="store_true", help="also print what was missed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["cases"]:
            if options["out"] or options["gold"] or options["given_days"]:
                raise CommandError(
                    "--out, --gold and --given-days go with --articles.", returncode=2
                )
            for file in options["cases"]:
                self._answer(file, errors=options["errors"])
            return
        if not options["out"]:
            raise CommandError("--articles needs --out.", returncode=2)
        if options["given_days"] and not options["gold"]:
            raise CommandError("--given-days needs --gold.", returncode=2)
        days = _given_days(options["gold"]) if options["given_days"] else {}
        refused = self._read(options["articles"], options["out"], days)
        if options["gold"]:
            self._score(options["out"], options["gold"], options["articles"], options["errors"])
        if refused:
            raise CommandError(f"{refused} of the files could not be read.", returncode=2)

    def _read(self, folder: Path, out: Path, days: Mapping[str, dt.date]) -> int:
        """Write the predictions; return how many files could not be read. ``days`` are days of
        publication by file name, for pages that state none."""
        try:
            files = sorted(path for path in folder.iterdir() if path.is_file())
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}", returncode=2) from error
        documents, refused = [], 0
        read: dict[str, Preview] = {}
        for path in tqdm(files, unit="article", disable=None, file=sys.stderr):
            try:
                with path.open("rb") as file:
                    raw = file.read(settings.ARTICLE_MAX_BYTES + 1)
                seen = preview(raw, published=days.get(path.name))
            except (OSError, ValidationError) as error:
                tqdm.write(f"{path}: {_why(error)}", file=sys.stderr)
                refused += 1
            else:
                page = seen.copy.page
                read[path.name] = seen
                documents.append(
                    document(path.name, page.text, page.blocks, _published(seen), seen.reading)
                )
        predicted = predictions.with_links(
            documents, read, proposed_from=settings.LINKS_PROPOSED_FROM, most=settings.LINKS_A_CLAIM
        )
        written = json.dumps(predicted, ensure_ascii=False, indent=1)
        try:
            out.write_text(written + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}", returncode=2) from error
        return refused

    def _score(self, predictions: Path, gold: Path, articles: Path, errors: bool) -> None:
        """A gold set defines its own scores, so its own program computes them."""
        program = gold / "score.py"
        if not program.is_file():
            raise CommandError(f"{program}: there is no such file.", returncode=2)
        command = [sys.executable, program, predictions, "--seeds", articles]
        done = subprocess.run(
            [*map(str, command), *(["--errors"] if errors else [])],
            capture_output=True,
            encoding="utf-8",
        )
        self.stdout.write(done.stdout, ending="")
        if done.returncode:
            self.stderr.write(done.stderr)
            raise CommandError(f"{program} failed.", returncode=2)

    def _answer(self, file: Path, *, errors: bool) -> None:
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        unscored: Counter[str] = Counter()
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {_why(error)}", returncode=2) from error
        try:
            given = [json.loads(line) for line in filter(str.strip, lines)]
            for case in given:
                _ = case["id"], case["model"], case["input"], case["lang"], case["results"]
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{file}: not in the format of cases", returncode=2) from error
        self.stdout.write(f"{file.name}")
        for case in given:
            wanted = cases.expected(case)
            if wanted is None:
                unscored[case["model"]] += 1
                continue
            found = cases.answer(case)
            exact = cases.is_exact(case, found)
            total[case["model"]] += 1
            right[case["model"]] += exact
            if errors and not exact:
                self.stdout.write(f"  {case['id']} {case['input']!r}")
                self.stdout.write(f"    wanted {wanted}")
                self.stdout.write(f"    found  {found}")
        for model in sorted(total):
            share = right[model] / total[model]
            self.stdout.write(f"  {model:32}{right[model]:5} of{total[model]:5}{share:8.3f}")
        for model in sorted(unscored):
            self.stdout.write(f"  {model:32}{unscored[model]:5} not scored")


def _given_days(gold: Path) -> dict[str, dt.date]:
    """The days of publication that the annotators gave, by file name."""
    path = gold / "articles.json"
    try:
        documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
        return {
            document["file"]: dt.date.fromisoformat(document["published"]["date"])
            for document in documents
            if (document.get("published") or {}).get("date")
        }
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{path}: not in the format of a gold folder", returncode=2) from error


def _published(seen: Preview) -> str:
    """The stated day, or the month where no more is stated."""
    if seen.published_on is None:
        return ""
    day = seen.published_on.isoformat()
    return day[:7] if seen.stated["published_grain"] == Grain.MONTH else day


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return getattr(error, "strerror", None) or str(error)
