"""Verdicts: one reviewed statement, its appearances, and a line of immutable revisions."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Document, Snapshot
from claims.extraction.models import Claim, ClaimVersion
from claims.ledger.triggers import append_only, no_delete
from claims.links.models import Link, Matter
from claims.people.public_ids import new_public_id
from claims.reference.models import LANGUAGE_CHOICES, Rating


class Stage(models.TextChoices):
    """Where the newest revision is on its way. It says nothing about the finding."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def published(self) -> VerdictQuerySet:
        """What the world can see: something is published and was not withdrawn."""
        return self.filter(published__isnull=False).exclude(stage=Stage.WITHDRAWN)

    def for_display(self) -> VerdictQuerySet:
        return self.select_related(
            "current__rating__scale", "current__author", "published__rating__scale"
        ).prefetch_related("current__texts", "published__texts")


class Verdict(models.Model):
    """The newsroom's finding on one statement that one or more claims make."""

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage, default=Stage.DRAFT, editable=False
    )
    matter = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name=_("matter"),
    )
    current = models.ForeignKey(
        "Revision",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("newest revision"),
    )
    published = models.ForeignKey(
        "Revision",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("published revision"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_verdicts",
        help_text=_("who looks after it; findings go to them"),
        verbose_name=_("assignee"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.PUBLISHED, Stage.WITHDRAWN])
                | Q(published__isnull=False),
                name="verdict_published_names_its_revision",
            )
        ]
        triggers = [
            pgtrigger.FSM(
                name="stages",
                field="stage",
                transitions=[
                    (Stage.DRAFT, Stage.IN_REVIEW),
                    (Stage.IN_REVIEW, Stage.DRAFT),
                    (Stage.IN_REVIEW, Stage.APPROVED),
                    (Stage.APPROVED, Stage.DRAFT),
                    (Stage.APPROVED, Stage.PUBLISHED),
                    (Stage.PUBLISHED, Stage.DRAFT),
                    (Stage.PUBLISHED, Stage.WITHDRAWN),
                    (Stage.DRAFT, Stage.WITHDRAWN),
                    (Stage.IN_REVIEW, Stage.WITHDRAWN),
                    (Stage.APPROVED, Stage.WITHDRAWN),
                    (Stage.WITHDRAWN, Stage.DRAFT),
                ],
            ),
            pgtrigger.Trigger(
                name="published_was_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__published__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM claims_approval a JOIN claims_revision r
                        ON r.id = a.revision_id
                        WHERE r.id = NEW.published_id AND r.verdict_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'only an approved revision is published';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(name="identity", fields=["public_id", "created_at"]),
            *no_delete(),
        ]

    def __str__(self) -> str:
        text = self.current.text() if self.current else None
        return text.statement if text else str(self.public_id)


class Appearance(models.Model):
    """A claim that makes the reviewed statement, attached by a person on the version they saw."""

    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="appearances", verbose_name=_("verdict")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="appearances", verbose_name=_("claim")
    )
    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", verbose_name=_("version")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "claim"],
                condition=Q(removed_at=None),
                name="appearance_once",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="identity", fields=["verdict", "claim", "version"]),
            *no_delete(),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} in {self.verdict_id}"


class CorrectionClass(models.TextChoices):
    TYPO = "typo", _("typo")
    CLARIFICATION = "clarification", _("clarification")
    VERDICT_CHANGED = "verdict_changed", _("verdict changed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Revision(models.Model):
    """One immutable state of a verdict, written by one person."""

    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="revisions", verbose_name=_("verdict")
    )
    number = models.PositiveIntegerField(_("number"))
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", verbose_name=_("rating"))
    language = models.CharField(_("written in"), max_length=2, choices=LANGUAGE_CHOICES)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    correction = models.CharField(
        _("correction"), max_length=16, choices=CorrectionClass, blank=True
    )
    public_note = models.TextField(_("public note"), blank=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["verdict", "number"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_positive"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.verdict_id} r{self.number}"

    def text(self, language: str | None = None) -> RevisionText | None:
        """The text in ``language`` (default: the active one), else the one it was written in."""
        texts = {text.language: text for text in self.texts.all()}
        wanted = (language or get_language() or "ko")[:2]
        return texts.get(wanted) or texts.get(self.language)


class RevisionText(models.Model):
    """A revision in one language; a translation names its translator."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="texts", verbose_name=_("revision")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    statement = models.TextField(_("statement"))
    summary = models.TextField(_("summary"))
    reasoning = models.TextField(_("reasoning"), help_text=_("Markdown"))
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("translator"),
    )

    class Meta:
        verbose_name = _("text of a revision")
        verbose_name_plural = _("texts of revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "language"], name="revision_text_once_a_language"
            ),
            models.CheckConstraint(
                condition=~Q(statement="") & ~Q(summary=""),
                name="revision_text_not_empty",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.statement


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    REFUTES = "refutes", _("refutes")
    CONTEXT = "context", _("gives context")


class Weight(models.TextChoices):
    DECISIVE = "decisive", _("decisive")
    STRONG = "strong", _("strong")
    SUPPLEMENTARY = "supplementary", _("supplementary")


class EvidenceLine(models.Model):
    """One thing a revision rests on: a claim in a version, a decided link, or a document in the
    snapshot that was seen."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="evidence", verbose_name=_("revision")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    weight = models.CharField(_("weight"), max_length=14, choices=Weight, default=Weight.STRONG)
    note = models.TextField(_("note"), blank=True)
    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("version")
    )
    link = models.ForeignKey(
        Link, models.PROTECT, null=True, related_name="+", verbose_name=_("link")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("document")
    )
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, related_name="+", verbose_name=_("snapshot")
    )

    class Meta:
        verbose_name = _("line of evidence")
        verbose_name_plural = _("lines of evidence")
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="evidence_line_once"),
            models.CheckConstraint(
                condition=Q(version__isnull=False)
                | Q(link__isnull=False)
                | Q(document__isnull=False),
                name="evidence_names_something",
            ),
            models.CheckConstraint(
                condition=Q(snapshot=None) | Q(document__isnull=False),
                name="evidence_snapshot_is_of_its_document",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.stance} {self.revision_id}"


class Question(models.Model):
    """A question that was asked to reach the finding, and its answer; "" for none found."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="questions", verbose_name=_("revision")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    question = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    source_url = models.URLField(_("source of the answer"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="question_once"),
            models.CheckConstraint(condition=~Q(question=""), name="question_not_empty"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.question


class Reply(models.Model):
    """Right of reply: who was asked for a comment, when, and what they answered, if anything."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="replies", verbose_name=_("revision")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    asked = models.CharField(_("asked"), max_length=200)
    asked_on = models.DateField(_("asked on"))
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True)

    class Meta:
        verbose_name = _("right of reply")
        verbose_name_plural = _("rights of reply")
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="reply_once"),
            models.CheckConstraint(condition=~Q(asked=""), name="reply_names_who_was_asked"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__gte=F("asked_on"))),
                name="reply_is_dated_after_it_was_asked",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.asked


class Approval(models.Model):
    """Another person's yes to exactly one revision."""

    revision = models.OneToOneField(
        Revision, models.PROTECT, related_name="approval", verbose_name=_("revision")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        triggers = [
            pgtrigger.Trigger(
                name="two_people",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("author", "bigint")],
                func="""
                    SELECT author_id INTO author FROM claims_revision WHERE id = NEW.revision_id;
                    IF author = NEW.by_id THEN
                        RAISE EXCEPTION 'nobody approves their own revision';
                    END IF;
                    RETURN NEW;
                """,
            ),
            *append_only(),
        ]

    def __str__(self) -> str:
        return f"approval of {self.revision_id}"
