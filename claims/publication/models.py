"""What was published, when, by whom: the documents as the world got them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.ledger.triggers import append_only
from claims.verdicts.models import Revision, Verdict


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> PublicationQuerySet:
        """The newest publication of each verdict, withdrawals included, newest first."""
        newer = Publication.objects.filter(
            verdict=models.OuterRef("verdict"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer)).order_by("-pk")

    def with_recheck_flag(self) -> PublicationQuerySet:
        """``under_recheck``: something serious is looked at again or waits for a person."""
        verdict = Verdict.objects.filter(pk=models.OuterRef("verdict"))
        running = verdict.filter(
            rechecks__state="waiting",
            rechecks__cause__in=["event", "person"],
            rechecks__severity="serious",
        )
        unresolved = verdict.filter(findings__resolved_at=None, findings__severity="serious")
        return self.annotate(under_recheck=models.Exists(running) | models.Exists(unresolved))  # type: ignore[no-redef]


class Publication(models.Model):
    """One public state of a verdict. ``document`` holds the bytes that are served, as text."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="publications", verbose_name=_("verdict")
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="publications", verbose_name=_("revision")
    )
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    note = models.TextField(_("public note"), blank=True)
    document = models.TextField(_("document"))
    etag = models.CharField(_("ETag"), max_length=64)

    under_recheck: bool  # where ``with_recheck_flag`` was asked

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "number"], name="publication_number_once"),
            models.UniqueConstraint(
                fields=["revision"],
                condition=~Q(kind="withdrawn"),
                name="publication_of_a_revision_once",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.verdict_id} #{self.number}"
