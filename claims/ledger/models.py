"""The ledger: chained headers, and bodies beside them that can be erased without a gap."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.ledger.triggers import append_only, no_truncate


def kind_of(subject: models.Model) -> str:
    """What the ledger calls a subject: an article is a document, whichever it was loaded as."""
    ancestors = subject._meta.get_parent_list()
    return str((ancestors[-1] if ancestors else type(subject))._meta.model_name)


class EntryQuerySet(models.QuerySet["Entry"]):
    def after(self, position: int) -> EntryQuerySet:
        """What was recorded after ``position``, oldest first."""
        return self.filter(seq__gt=position).order_by("seq")

    def about(self, subject: models.Model) -> EntryQuerySet:
        """The history of one subject, newest first."""
        return self.filter(
            subject_kind=kind_of(subject),
            subject_id=subject.public_id,  # type: ignore[attr-defined]
        ).order_by("-seq")


class Entry(models.Model):
    """One header of the chain: what kind of change, to what, when, and a digest of its body.

    ``hash`` is SHA-256 over the RFC 8785 form of the other fields; ``seq`` runs without a gap.
    """

    seq = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("time"))
    kind = models.CharField(_("kind"), max_length=60)
    subject_kind = models.CharField(_("subject"), max_length=40)
    subject_id = models.UUIDField(_("subject id"))
    digest = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-seq"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-seq"], name="entry_by_subject"),
            models.Index(fields=["kind", "-seq"], name="entry_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="entry_seq_positive")
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class EntryBody(models.Model):
    """Who did it and what changed. Erasing sets salt and content to nothing; the digest stays."""

    entry = models.OneToOneField(
        Entry,
        models.PROTECT,
        primary_key=True,
        related_name="body",
        db_column="seq",
        verbose_name=_("entry"),
    )
    salt = models.BinaryField(max_length=16, null=True)
    content = models.JSONField(_("content"), null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="ledger_bodies",
        verbose_name=_("actor"),
    )

    class Meta:
        verbose_name = _("ledger body")
        verbose_name_plural = _("ledger bodies")
        triggers = [
            pgtrigger.Protect(
                name="only_erase",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NOT (NEW.salt IS NULL AND NEW.content IS NULL AND NEW.actor_id IS NULL"
                    " AND NEW.seq = OLD.seq)"
                ),
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self) -> str:
        return f"body of {self.pk}"


class Checkpoint(models.Model):
    """The head of the chain on one day (UTC), signed, for readers to keep.

    ``key`` is the public half of the Ed25519 key (32 bytes) that ``signature`` (64 bytes) is by.
    """

    day = models.DateField(_("day"), unique=True)
    seq = models.BigIntegerField(_("number"))
    hash = models.BinaryField(max_length=32)
    key = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="checkpoint_seq_positive")
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.day} {self.seq}"
