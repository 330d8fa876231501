"""Looking again: what is due, how far it has come, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Document
from claims.extraction.models import Claim, ClaimKind
from claims.ledger.triggers import no_delete
from claims.links.models import Link
from claims.people.public_ids import new_public_id
from claims.rechecks.rules import LONGEST_BACKOFF
from claims.reference.models import NamedByKey, Rating
from claims.verdicts.models import Verdict
from claims.work.models import DueWork, DueWorkQuerySet, WorkState, due_index, stopped_index


class Severity(models.TextChoices):
    NOTE = "note", _("note")
    NOTICE = "notice", _("notice")
    SERIOUS = "serious", _("serious")


GRAVEST_FIRST = models.Case(
    models.When(severity=Severity.SERIOUS, then=0),
    models.When(severity=Severity.NOTICE, then=1),
    default=2,
)
SHOWN_OF_ONE = 50
"""Causes and findings of one re-check that are listed with it, the gravest; all are kept."""


class PolicyManager(models.Manager["Policy"]):
    def get_by_natural_key(self, kind: str, *rating: str) -> Policy:
        named = Rating.objects.get_by_natural_key(*rating) if rating else None
        return self.get(kind=kind, rating=named)


class Policy(NamedByKey, models.Model):
    """How often published verdicts are looked at again: by the kind of the claims and the rating.

    The most exact policy counts: kind and rating, then rating, then kind, then the one for all.
    ``sooner_days`` is for what is recent (published at most ``recent_days`` ago), disputed,
    predictive or hedged.
    """

    kind = models.CharField(
        _("kind of claim"), max_length=20, choices=ClaimKind, blank=True, help_text=_("empty: any")
    )
    rating = models.ForeignKey(
        Rating,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rating"),
        help_text=_("empty: any"),
    )
    every_days = models.PositiveSmallIntegerField(_("every (days)"))
    sooner_days = models.PositiveSmallIntegerField(_("sooner (days)"))
    recent_days = models.PositiveSmallIntegerField(_("recent (days)"), default=30)

    objects: ClassVar[PolicyManager] = PolicyManager()

    class Meta:
        verbose_name = _("re-check policy")
        verbose_name_plural = _("re-check policies")
        ordering = ["rating", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "rating"], nulls_distinct=False, name="policy_once"
            ),
            models.CheckConstraint(
                condition=Q(every_days__gte=1, every_days__lte=3650, sooner_days__gte=1)
                & Q(sooner_days__lte=F("every_days")),
                name="policy_at_least_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or '*'} / {self.rating or '*'}"

    def natural_key(self) -> tuple[str, ...]:
        return (self.kind, *(self.rating.natural_key() if self.rating else ()))

    natural_key.dependencies = ["claims.rating"]  # type: ignore[attr-defined]


class Ground(models.Model):
    """What the published revision of a verdict rests on, so that whatever changes finds its
    verdicts by one index. Derived: rebuilt whenever the verdict is published or its claims change.
    """

    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="grounds", verbose_name=_("verdict")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name=_("document")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, related_name="+", verbose_name=_("claim")
    )

    class Meta:
        verbose_name = _("ground")
        verbose_name_plural = _("grounds")
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "document", "claim"], nulls_distinct=False, name="ground_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id} on {self.document_id}"


class RecheckQuerySet(DueWorkQuerySet["Recheck"]):
    def for_display(self) -> RecheckQuerySet:
        return self.select_related("verdict__current").prefetch_related("verdict__current__texts")

    def with_causes(self) -> RecheckQuerySet:
        """With ``gravest_causes``, at most ``SHOWN_OF_ONE``, and how many ``causes_in_all`` there
        are. One query more."""
        gravest = RecheckCause.objects.order_by(GRAVEST_FIRST, "pk")[:SHOWN_OF_ONE]
        return self.annotate(causes_in_all=_number_of(RecheckCause)).prefetch_related(  # type: ignore[no-redef]
            Prefetch("causes", gravest, to_attr="gravest_causes")
        )

    def with_number_of_findings(self) -> RecheckQuerySet:
        """With ``findings_in_all``: how many findings each filed."""
        return self.annotate(findings_in_all=_number_of(Finding))  # type: ignore[no-redef]


def _number_of(model: type[models.Model]) -> Coalesce:
    """How many rows of ``model`` belong to a re-check."""
    rows = model._default_manager.filter(recheck=models.OuterRef("pk")).order_by()
    counted = rows.values("recheck").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


class Recheck(DueWork):
    """One looking-again at one verdict. It files findings; it never changes a rating.

    The steps are taken one lease at a time, so that a worker killed between two leaves the
    next one due: look at the sources, wait until what changed is read and linked, compare.
    """

    class Cause(models.TextChoices):
        SCHEDULE = "schedule", _("by schedule")
        EVENT = "event", _("something changed")
        PERSON = "person", _("asked for")

    class Step(models.TextChoices):
        LOOK = "look", _("looking at the sources")
        READ = "read", _("reading what changed")
        COMPARE = "compare", _("comparing")

    class Outcome(models.TextChoices):
        STANDS = "stands", _("stands")
        NEEDS_PERSON = "needs_person", _("needs a person")
        COULD_NOT_LOOK = "could_not_look", _("could not look")

    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="rechecks", verbose_name=_("verdict")
    )
    cause = models.CharField(_("cause"), max_length=10, choices=Cause)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    severity = models.CharField(
        _("severity"), max_length=8, choices=Severity, default=Severity.NOTE, editable=False
    )
    step = models.CharField(
        _("step"), max_length=8, choices=Step, default=Step.LOOK, editable=False
    )
    outcome = models.CharField(
        _("outcome"), max_length=16, choices=Outcome, blank=True, editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    gravest_causes: Sequence[RecheckCause]  # where ``with_causes`` was asked
    causes_in_all: int  # there, too
    findings_in_all: int  # where ``with_number_of_findings`` was asked

    objects = RecheckQuerySet.as_manager()  # type: ignore[misc]  # narrower than DueWork's

    class Meta:
        verbose_name = _("re-check")
        verbose_name_plural = _("re-checks")
        ordering = ["-pk"]
        indexes = [due_index("recheck_due"), stopped_index("recheck_stopped")]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict"],
                condition=Q(state=WorkState.WAITING),
                name="recheck_one_waiting_a_verdict",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkState.DONE) | ~Q(outcome=""),
                name="recheck_done_has_an_outcome",
            ),
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.cause} {self.verdict_id}"

    def go_on(self) -> None:
        """No verdict is forgotten: the next look takes over what this one was to look for."""
        following = Recheck.objects.create(
            verdict_id=self.verdict_id,
            cause=self.cause,
            reason=self.reason,
            severity=self.severity,
            next_attempt_at=timezone.now() + LONGEST_BACKOFF,
        )
        self.causes.update(recheck=following)


class RecheckCause(models.Model):
    """One thing that made a re-check due. The same cause again only counts up.

    ``key`` names the cause, ``severity`` how grave it is before anybody looked; ``entry`` is the
    ledger's entry (its ``seq``) that told of it, if one did.
    """

    recheck = models.ForeignKey(
        Recheck, models.PROTECT, related_name="causes", verbose_name=_("re-check")
    )
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=200)
    severity = models.CharField(
        _("severity"), max_length=8, choices=Severity, default=Severity.NOTE
    )
    entry = models.BigIntegerField(_("entry"), null=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    at = models.DateTimeField(_("first seen"), default=timezone.now)

    class Meta:
        verbose_name = _("cause of a re-check")
        verbose_name_plural = _("causes of re-checks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["recheck", "key"], name="recheck_cause_once")
        ]

    def __str__(self) -> str:
        return self.kind


class FindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> FindingQuerySet:
        """Findings that wait for a person, the serious ones first, then the newest."""
        waiting = self.filter(resolved_at=None).exclude(severity=Severity.NOTE)
        return waiting.order_by(GRAVEST_FIRST, "-pk")

    def for_display(self) -> FindingQuerySet:
        """With what a list of findings names, in a constant number of queries."""
        return self.select_related(
            "verdict__current",
            "recheck",
            "document__article",
            "claim__current",
            "claim__article__source__entity",
            "link",
            "resolved_by",
        ).prefetch_related("verdict__current__texts", "claim__article__source__entity__names")


class Finding(models.Model):
    """Something a re-check saw. The same cause is filed once for a verdict.

    ``key`` names the cause (e.g. the snapshot and claim); ``detail`` what was seen, as data.
    """

    class Kind(models.TextChoices):
        SOURCE_CHANGED = "source_changed", _("the source was changed")
        SOURCE_GONE = "source_gone", _("the source is gone")
        SOURCE_NOT_LOOKED_AT = (
            "source_not_looked_at",
            _("the source could not be looked at"),
        )
        QUOTE_ALTERED = "quote_altered", _("the quote was altered")
        QUOTE_LOST = "quote_lost", _("the quote is gone")
        NEW_CONTRADICTION = "new_contradiction", _("a new claim contradicts it")
        NEW_SUPERSEDING = "new_superseding", _("a later state is reported")
        NEW_LINK = "new_link", _("a new claim may bear on it")
        LINK_CHANGED = "link_changed", _("a decision about a link it rests on changed")
        ORIGIN_SHARED = "origin_shared", _("its sources rest on one origin")
        SOURCE_CORRECTED = "source_corrected", _("the source published a correction")
        SOURCE_RETRACTED = "source_retracted", _("the source was retracted")
        SOURCE_SAID_RETRACTED = (
            "source_said_retracted",
            _("somebody else says that the source was retracted"),
        )
        CLAIM_EDITED = "claim_edited", _("a claim it rests on was edited")
        CLAIM_RETIRED = "claim_retired", _("a claim it rests on was retired")
        EVIDENCE_CHANGED = "evidence_changed", _("a document of its evidence was changed")
        EVIDENCE_GONE = "evidence_gone", _("a document of its evidence is gone")
        OTHER_VERDICT = "other_verdict", _("a claim it rests on got another verdict")
        REFERENCE_CHANGED = "reference_changed", _("an entity or its scale was corrected")
        DATE_REACHED = "date_reached", _("the date that the claim names has come")

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="findings", verbose_name=_("verdict")
    )
    recheck = models.ForeignKey(
        Recheck, models.PROTECT, related_name="findings", verbose_name=_("re-check")
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    key = models.CharField(_("key"), max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("document")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, related_name="+", verbose_name=_("claim")
    )
    link = models.ForeignKey(
        Link, models.PROTECT, null=True, related_name="+", verbose_name=_("link")
    )
    detail = models.JSONField(_("what was seen"), default=dict)
    filed_at = models.DateTimeField(_("filed"), default=timezone.now, editable=False)
    times = models.PositiveIntegerField(_("times seen"), default=1, editable=False)
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )
    resolution = models.TextField(_("resolution"), blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["verdict"],
                condition=Q(resolved_at=None) & ~Q(severity=Severity.NOTE),
                name="finding_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "key"], name="finding_cause_once"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="finding_resolved_by_somebody",
            ),
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict_id}"
