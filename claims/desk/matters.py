"""The page of a matter, put together from its dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import dossier, timeline
from claims.links.models import Matter
from claims.links.timeline import Basis, Chapter, Moment, Step
from claims.verdicts.models import Verdict

OPEN_UP_TO = 40
"""Most claims whose timeline is shown unfolded; a longer one opens period by period."""
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
    """A chapter with the claims in place of their keys."""

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


def page_data(matter: Matter) -> dict[str, Any]:
    """A constant number of queries, whatever the matter holds."""
    members = dossier.members_of(matter)
    moments = {moment.claim: moment for moment in dossier.moments_of(members)}
    chapters = timeline.chapters(moments.values())
    ties, links = dossier.ties_of(members)
    suggested, waiting = (
        ([], 0) if matter.merged_into_id else dossier.suggested_for(matter, members, ties, links)
    )
    lines = {claim.pk: Line(claim, moments[claim.pk]) for claim in members if claim.pk in moments}
    return {
        "matter": matter,
        "members": members,
        "columns": timeline.columns(chapters),
        "lanes": timeline.lanes(chapters),
        "sections": [_section(chapter, lines) for chapter in chapters],
        "unfolded": len(members) <= OPEN_UP_TO,
        "disagreements": dossier.disagreements_among(members, ties, links),
        "suggested": suggested,
        "waiting": waiting,
        "refusals": matter.refusals.filter(taken_back_at=None)
        .select_related("claim__current", "by")
        .order_by("-pk"),
        "sources": dossier.sources_of(members, links.values()),
        "verdicts": list(
            Verdict.objects.for_display()
            .filter(Q(matter=matter) | Q(matter__merged_into=matter))
            .select_related("matter")
        ),
        "took_over": matter.merged.order_by("pk"),
        "split_off": matter.split_off.order_by("pk"),
        "entries": Entry.objects.about(matter).select_related("body__actor")[:30],
    }


def _section(chapter: Chapter, lines: dict[int, Line]) -> Section:
    groups = []
    for step in chapter.steps:
        claims = [lines[key] for key in step.claims]
        groups.append(Group(step, claims[:SHOWN_ALIKE], claims[SHOWN_ALIKE:]))
    return Section(chapter, groups, [lines[moment.claim] for moment in chapter.others])
