"""The reference data as it is delivered, read from its files without a database.

It is what a new installation begins with; ``queries.py`` answers the same of what a newsroom has
made of it since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from claims.text import findings
from claims.text.names import Gazetteer

_NAMED = ("entities", "outlets")


def gazetteer() -> Gazetteer:
    """Every name of every delivered entity; the key of an entry is the entity's slug."""
    kinds = {row["slug"]: row["kind"] for name in _NAMED for row in _rows(name, "claims.entity")}
    return Gazetteer(
        findings.NameEntry(slug, row["text"], row["language"], kinds[slug])
        for name in _NAMED
        for row in _rows(name, "claims.entityname")
        for slug in row["entity"]
    )


def outlets() -> dict[str, str]:
    """The slug of every delivered source by its names, case-folded."""
    sources = {
        slug for name in _NAMED for row in _rows(name, "claims.source") for slug in row["entity"]
    }
    return {
        row["text"].casefold(): slug
        for name in _NAMED
        for row in _rows(name, "claims.entityname")
        for slug in row["entity"]
        if slug in sources
    }


def directive_vocabulary() -> list[findings.DirectiveTerm]:
    """The whole delivered vocabulary."""
    return [
        findings.DirectiveTerm(
            row["term"],
            row["language"],
            findings.Strength(row["strength"]),
            findings.Direction(row["direction"]),
        )
        for row in _rows("directives", "claims.directiveterm")
    ]


def _rows(fixture: str, model: str) -> Iterator[dict[str, Any]]:
    path: Path = settings.BASE_DIR / "fixtures" / f"{fixture}.json"
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["model"] == model:
            yield row["fields"]
