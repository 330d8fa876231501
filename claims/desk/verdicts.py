"""What the page of a verdict shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from claims.desk.wording import Words
from claims.ledger.models import Entry
from claims.links.models import Decision
from claims.people.models import User
from claims.people.rules import Act
from claims.reference.models import LANGUAGE_CHOICES, Rating
from claims.verdicts.models import Approval, Revision, Stage, Verdict

PATH = (Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED)
_OF_CLAIM = (
    "claim__article__source__entity__names",
    "version__attributions",
    "version__anchors",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to publication: behind, here, or ahead."""

    stage: str
    label: Words
    state: str


def steps_of(verdict: Verdict) -> list[Step]:
    """A withdrawn verdict stands on no step."""
    here = PATH.index(Stage(verdict.stage)) if verdict.stage in PATH else -1
    return [
        Step(
            stage.value,
            stage.label,
            "here" if place == here else "done" if place < here else "ahead",
        )
        for place, stage in enumerate(PATH)
    ]


def page_data(verdict: Verdict, user: User) -> dict[str, Any]:
    """A constant number of queries. ``verdict`` comes from ``for_display``."""
    revision = verdict.current or verdict.revisions.latest("number")
    approval = Approval.objects.filter(revision=revision).select_related("by").first()
    publications = list(
        verdict.publications.defer("document").select_related("by", "revision").order_by("-number")
    )
    return {
        "verdict": verdict,
        "revision": revision,
        "texts": sorted(revision.texts.all(), key=lambda text: text.language != revision.language),
        "scale": list(Rating.objects.filter(scale=revision.rating.scale)),
        "steps": steps_of(verdict),
        "approval": approval,
        "evidence": revision.evidence.select_related(
            "version__claim__article__source__entity", "document__article"
        ).prefetch_related(
            "version__claim__article__source__entity__names",
            "version__anchors",
            "version__attributions",
            Prefetch("link__decisions", Decision.objects.with_claims()),
            "document__addresses",
        ),
        "appearances": verdict.appearances.filter(removed_at=None)
        .select_related("claim__article__source__entity", "version", "claim__current")
        .prefetch_related(*_OF_CLAIM),
        "revisions": verdict.revisions.select_related("rating", "author").order_by("-number"),
        "publications": publications,
        "findings": verdict.findings.for_display().order_by("-resolved_at", "-pk"),
        "rechecks": verdict.rechecks.prefetch_related("findings")[:10],
        "entries": Entry.objects.about(verdict).select_related("body__actor")[:60],
        "may": actions_of(verdict, revision, approval, user),
    }


def actions_of(
    verdict: Verdict, revision: Revision, approval: Approval | None, user: User
) -> frozenset[str]:
    """The buttons this person gets here. The verbs decide once more."""
    stage, own = verdict.stage, revision.author_id == user.pk
    writes = user.may(Act.DRAFT_VERDICT)
    offered = {
        "revise": writes,
        "submit": writes and stage == Stage.DRAFT and approval is None,
        "send_back": writes and stage in (Stage.IN_REVIEW, Stage.APPROVED),
        "approve": user.may(Act.APPROVE_VERDICT) and stage == Stage.IN_REVIEW and not own,
        "publish": user.may(Act.PUBLISH_VERDICT) and stage == Stage.APPROVED,
        "withdraw": user.may(Act.WITHDRAW_VERDICT)
        and verdict.published_id is not None
        and stage != Stage.WITHDRAWN,
        "recheck": user.may(Act.REQUEST_RECHECK)
        and verdict.published_id is not None
        and stage != Stage.WITHDRAWN,
        "resolve": user.may(Act.RESOLVE_FINDING),
    }
    return frozenset(name for name, allowed in offered.items() if allowed)


def revision_changes(old: Revision, new: Revision) -> list[tuple[str, str, str]]:
    """Label, text before and text after of each part that one of the two has."""
    before = {text.language: text for text in old.texts.all()}
    after = {text.language: text for text in new.texts.all()}
    parts = [(_("Rating"), str(old.rating), str(new.rating))]
    for code, name in LANGUAGE_CHOICES:
        for field, label in (
            ("statement", _("Reviewed statement")),
            ("summary", _("Summary")),
            ("reasoning", _("Reasoning")),
        ):
            one = getattr(before.get(code), field, "")
            two = getattr(after.get(code), field, "")
            if one or two:
                parts.append((f"{label} · {name}", one, two))
    return parts


def stage_counts() -> list[tuple[str, Words, int]]:
    """Every stage with its number of verdicts. One query."""
    counts = dict(Verdict.objects.order_by().values_list("stage").annotate(Count("pk")))
    return [(stage.value, stage.label, counts.get(stage.value, 0)) for stage in Stage]
