"""What one version of a verdict's page says otherwise than the one before, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.links.models import Relation
from claims.publication.models import Publication
from claims.reference.models import LANGUAGE_CHOICES
from claims.text.diffs import Row, compare
from claims.verdicts.models import Stance, Weight

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page that changed; ``language`` is empty where it has several."""

    label: str
    language: str
    rows: list[Row]


def differences(old: Publication, new: Publication) -> list[Part]:
    """The parts of the page that differ, in the order of the page.

    The documents are compared as they were served, but the reasoning as it was written, so that
    another target of a link shows, too. Both come with ``revision__texts`` prefetched.
    """
    before, after = _parts(old), _parts(new)
    return [
        Part(label, language, compare(before.get((label, language), ""), text))
        for (label, language), text in _in_both(before, after)
        if before.get((label, language), "") != text
    ]


def _in_both(
    before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> Iterator[tuple[tuple[str, str], str]]:
    for key in dict.fromkeys([*after, *before]):
        yield key, after.get(key, "")


def _parts(publication: Publication) -> dict[tuple[str, str], str]:
    """The text of each part, a line an item, by its label and language."""
    document: Document = orjson.loads(publication.document)
    reasoning = {row.language: row.reasoning for row in publication.revision.texts.all()}
    parts = {(_("Rating"), ""): _in_page_language(document["rating"]["label"])}
    for code, _name in LANGUAGE_CHOICES:
        parts |= {
            (_("Reviewed statement"), code): document["statement"].get(code, ""),
            (_("Summary"), code): document["summary"].get(code, ""),
            (_("Reasoning"), code): reasoning.get(code, ""),
        }
    return parts | {
        (_("Evidence"), ""): _lines(map(_evidence, document["evidence"])),
        (_("Questions"), ""): _lines(map(_question, document.get("questions", []))),
        (_("Right of reply"), ""): _lines(map(_reply, document.get("replies", []))),
        (_("Where it was claimed"), ""): _lines(map(_claim, document["claims"])),
    }


def _evidence(line: Mapping[str, Any]) -> str:
    claims = [line["claim"]] if line.get("claim") else line.get("claims", [])
    snapshot = line.get("snapshot") or {}
    return _joined(
        Stance(line["stance"]).label,
        Weight(line["weight"]).label if line.get("weight") else "",
        Relation(line["relation"]).label if line.get("relation") else "",
        *map(_claim, claims),
        line.get("url", ""),
        snapshot.get("taken_at", ""),
        line["note"],
    )


def _claim(claim: Mapping[str, Any]) -> str:
    return _joined(claim["statement"], claim["outlet"], claim["url"], claim["published_on"] or "")


def _question(asked: Mapping[str, Any]) -> str:
    return _joined(asked["question"], asked["answer"], asked["source_url"])


def _reply(reply: Mapping[str, Any]) -> str:
    return _joined(reply["asked"], reply["asked_on"], reply["answer"], reply["answered_on"] or "")


def _joined(*said: object) -> str:
    return " · ".join(" ".join(str(each).split()) for each in said if each)


def _lines(said: Iterable[str]) -> str:
    return "\n".join(said)


def _in_page_language(texts: Mapping[str, str]) -> str:
    return texts.get((get_language() or "ko")[:2]) or next(iter(texts.values()))
