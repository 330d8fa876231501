"""The page of a matter, put together from its dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from claims.desk.paging import page_of
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import dossier, timeline
from claims.links.models import Matter
from claims.links.sources import sources_of
from claims.links.timeline import Basis, Chapter, Moment, Step
from claims.verdicts.models import Verdict

LINES = 40
"""Claims of the timeline that one page shows."""
ROWS = 10
"""Disagreements, origins and articles that one page shows of each."""
SHOWN_ALIKE = 3
"""Claims of one step that are shown; the rest unfolds."""
MERGE_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in the timeline."""

    claim: Claim
    moment: Moment

    @property
    def is_by_publication(self) -> bool:
        return self.moment.basis == Basis.PUBLISHED


@dataclass(frozen=True, slots=True)
class Group:
    """A step with its claims, the first of them shown and the rest folded."""

    step: Step
    shown: Sequence[Line]
    folded: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Section:
    """What a page shows of a chapter, with the claims in place of their keys."""

    chapter: Chapter
    groups: Sequence[Group]
    others: Sequence[Line]


def rows() -> QuerySet[Matter]:
    """Matters for a list, newest first, with the numbers of claims and verdicts."""
    return (
        Matter.objects.select_related("merged_into")
        .annotate(
            claims=Count("members", filter=Q(members__removed_at=None), distinct=True),
            findings=Count("verdicts", distinct=True),
        )
        .order_by("-pk")
    )


def matching(text: str) -> QuerySet[Matter]:
    """Matters whose question has every word, in one of its languages."""
    found = rows()
    for word in text[:200].split()[:8]:
        found = found.filter(Q(question_ko__icontains=word) | Q(question_en__icontains=word))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """One claim of the timeline: its chapter, and its step if it is a directive."""

    chapter: Chapter
    step: Step | None
    claim: int


def page_data(matter: Matter, request: HttpRequest) -> dict[str, Any]:
    """A constant number of queries, whatever the matter holds. ``?page=`` is of the timeline,
    ``?disagreements=``, ``?origins=`` and ``?articles=`` of the other lists."""
    members = dossier.members_of(matter)
    moments = {moment.claim: moment for moment in dossier.moments_of(members)}
    chapters = timeline.chapters(moments.values())
    ties, links = dossier.ties_of(members)
    suggested, waiting = (
        ([], 0) if matter.merged_into_id else dossier.suggested_for(matter, members, ties, links)
    )
    lines = {claim.pk: Line(claim, moments[claim.pk]) for claim in members if claim.pk in moments}
    places = _places(chapters)
    on = {place.chapter.period: n // LINES + 1 for n, place in reversed([*enumerate(places)])}
    page = page_of(request, places, per_page=LINES)
    sources = sources_of(members, links.values())
    disagreements = dossier.disagreements_among(members, ties, links)
    return {
        "matter": matter,
        "members": members,
        "page": page,
        "columns": [(chapter, on[chapter.period]) for chapter in timeline.columns(chapters)],
        "lanes": timeline.lanes(chapters),
        "sections": [
            _section(chapter, list(rows), lines)
            for chapter, rows in groupby(page, key=lambda place: place.chapter)
        ],
        "disagreements": page_of(request, disagreements, per_page=ROWS, name="disagreements"),
        "suggested": suggested,
        "waiting": waiting,
        "refusals": matter.refusals.filter(taken_back_at=None)
        .select_related("claim__current", "by")
        .order_by("-pk"),
        "sources": sources,
        "origins": page_of(request, sources.origins, per_page=ROWS, name="origins"),
        "carriers": page_of(request, sources.carriers, per_page=ROWS, name="articles"),
        "verdicts": list(
            Verdict.objects.for_display()
            .filter(Q(matter=matter) | Q(matter__merged_into=matter))
            .select_related("matter")
        ),
        "took_over": matter.merged.order_by("pk"),
        "split_off": matter.split_off.order_by("pk"),
        "entries": Entry.objects.about(matter).select_related("body__actor")[:30],
    }


def _places(chapters: Sequence[Chapter]) -> list[Place]:
    """The claims of the timeline in the order in which they are shown."""
    found = []
    for chapter in chapters:
        found += [Place(chapter, step, key) for step in chapter.steps for key in step.claims]
        found += [Place(chapter, None, moment.claim) for moment in chapter.others]
    return found


def _section(chapter: Chapter, places: Sequence[Place], lines: dict[int, Line]) -> Section:
    groups = []
    for step, rows in groupby((row for row in places if row.step), key=lambda row: row.step):
        claims = [lines[row.claim] for row in rows]
        groups.append(Group(step, claims[:SHOWN_ALIKE], claims[SHOWN_ALIKE:]))
    return Section(chapter, groups, [lines[row.claim] for row in places if row.step is None])
