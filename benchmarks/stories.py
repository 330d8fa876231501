"""Links proposed between the articles of whole stories, against what an annotator linked.

    .venv/bin/python -m benchmarks.stories [--aside]

A story, one file of ``tests/links/stories``, is told by four invented articles of different
outlets and days, with all their claims and the links that a reviewer should be shown. The weights
of ``claims/links/calibration.py`` are fitted to them among others; those in ``aside`` are only
measured, and never looked into. Needs no database.

Printed for each story: the share of its links that are among the 100 surest proposals with a
relation that the annotator accepts; the same of the links that matter (strength 2 and 3); the
share brought together under whatever name; the share of proposals that are right in both, and of
those brought together that have the right relation; and proposals a claim.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.links.features import Features

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "links" / "stories"
SHOWN = 100
"""The proposals that are scored, the surest first."""
_OF_THE_SHORTER, _OF_THE_LONGER = 0.7, 0.35
"""A claim that was read is one that was annotated where they share so much of both."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two annotated claims and their relation, with those a colleague could also choose.
    ``relation`` may be ``same-origin``: two accounts of one report. ``strength`` is 1 to 3."""

    a: str
    b: str
    relation: str
    accept: frozenset[str]
    strength: int

    @property
    def right(self) -> frozenset[str]:
        return self.accept | {self.relation}


@dataclass(frozen=True, slots=True)
class Story:
    """The claims as they were read, those annotated that each of them is, and the links."""

    name: str
    claims: Mapping[str, Features]
    annotated: Mapping[str, Sequence[str]]
    links: Sequence[Link]

    def between(self, a: str, b: str) -> list[Link]:
        """The links of two claims that were read."""
        ends = {frozenset((x, y)) for x in self.annotated[a] for y in self.annotated[b]}
        return [link for link in self.links if frozenset((link.a, link.b)) in ends]


def paths(*, aside: bool = False) -> list[Path]:
    return sorted((FOLDER / "aside" if aside else FOLDER).glob("*.json"))


def read_story(path: Path) -> Story:
    """Read the articles of a story, about three seconds. Raises ValueError or KeyError where the
    file holds none."""
    from claims.extraction.preview import preview
    from claims.links.features import of_found

    told = json.loads(path.read_text())
    claims, annotated = {}, {}
    for article in told["articles"]:
        text, published = article["text"], dt.date.fromisoformat(article["published"])
        reading = preview(text.encode(), published=published).reading
        spans = dict(_spans(text, article["id"], told["claims"]))
        for number, found in enumerate(reading.claims, start=1):
            key = f"{article['id']}#{number}"
            claims[key] = of_found(
                found, reading.language, published, article["outlet"], article["id"]
            )
            at = text.find(found.quote)
            own = (at, at + len(found.quote))
            annotated[key] = [one for one, span in spans.items() if at >= 0 and _same(own, span)]
    links = [
        Link(one["a"], one["b"], one["relation"], frozenset(one["accept"]), one["strength"])
        for one in told["links"]
    ]
    return Story(told["name"], claims, annotated, links)


def _spans(
    text: str, article: str, claims: Sequence[dict[str, Any]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    for claim in claims:
        if claim["article"] == article:
            at = text.index(claim["quote"])
            yield claim["id"], (at, at + len(claim["quote"]))


def _same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    short, long = sorted((one[1] - one[0], other[1] - other[0]))
    return shared >= _OF_THE_SHORTER * short and shared >= _OF_THE_LONGER * long


def compared(story: Story) -> Iterator[tuple[Features, Features, float | None, list[Link]]]:
    """The pairs of claims that a search compares, once each, with the cosine of their vectors
    where the second look knows it, and their links."""
    from claims.links.pairing import candidates
    from claims.links.predictions import alike

    cosines = alike(story.claims)
    found = [(a, b) for a, partners in candidates(story.claims).items() for b in partners]
    for a, b in dict.fromkeys(tuple(sorted(pair)) for pair in (*found, *cosines)):
        cosine = cosines.get((a, b), cosines.get((b, a)))
        yield story.claims[a], story.claims[b], cosine, story.between(a, b)


@dataclass(frozen=True, slots=True)
class Score:
    """How the proposals of a story compare with its links, in shares of one."""

    story: str
    proposed: int
    links: int
    recall: float
    recall_of_what_matters: float
    brought_together: float
    precision: float
    relation_right: float
    a_claim: float


def score(story: Story, *, proposed_from: float, most: int) -> Score:
    """Propose links within the story and compare."""
    from claims.links.pairing import links
    from claims.links.predictions import alike

    kept = links(story.claims, proposed_from=proposed_from, most=most, alike=alike(story.claims))
    right, together, strict = set(), set(), 0
    for pair in kept[:SHOWN]:
        found = story.between(pair.a, pair.b)
        named = [link for link in found if pair.outcome.relation in link.right]
        together |= set(found)
        right |= set(named)
        strict += bool(named)
    matters = {link for link in story.links if link.strength > 1}
    shown = min(len(kept), SHOWN)
    return Score(
        story.name,
        len(kept),
        len(story.links),
        len(right) / len(story.links),
        len(right & matters) / len(matters),
        len(together) / len(story.links),
        strict / max(shown, 1),
        len(right) / max(len(together), 1),
        len(kept) / len(story.claims),
    )


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings.local")
    import django

    django.setup()


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the links proposed within stories.")
    parser.add_argument("--aside", action="store_true", help="the stories that nobody looks into")
    chosen = paths(aside=parser.parse_args().aside)
    set_up()
    from django.conf import settings

    titles = "links proposed recall@100 strength>=2 together precision relation a-claim".split()
    print(f"{'story':10}", *(f"{title:>11}" for title in titles))
    shares = []
    for path in chosen:
        one = score(
            read_story(path),
            proposed_from=settings.LINKS_PROPOSED_FROM,
            most=settings.LINKS_A_CLAIM,
        )
        shares.append(one)
        _show(one.story, one.links, one.proposed, one)
    if len(shares) > 1:
        of = {name: sum(getattr(one, name) for one in shares) for name in ("links", "proposed")}
        _show("all, mean", of["links"], of["proposed"], *shares)


def _show(name: str, links: int, proposed: int, *scores: Score) -> None:
    means = [
        sum(getattr(one, field) for one in scores) / len(scores)
        for field in (
            "recall",
            "recall_of_what_matters",
            "brought_together",
            "precision",
            "relation_right",
            "a_claim",
        )
    ]
    print(f"{name:10} {links:11} {proposed:11}", *(f"{mean:11.2f}" for mean in means), flush=True)


if __name__ == "__main__":
    main()
