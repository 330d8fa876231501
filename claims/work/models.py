"""Rows that carry their own due time, attempts and lease.

The database is the queue of record and Celery only wakes workers: losing, doubling or
reordering any message changes latency, never what gets done.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.people.public_ids import new_public_id

M = TypeVar("M", bound="DueWork")


class WorkState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped after too many attempts")


class DueWorkQuerySet(models.QuerySet[M]):
    def waiting(self) -> DueWorkQuerySet[M]:
        return self.filter(state=WorkState.WAITING)

    def due(self, now: dt.datetime) -> DueWorkQuerySet[M]:
        """Waiting rows whose time has come and which no living worker holds, oldest first."""
        return (
            self.waiting()
            .filter(is_free(now), next_attempt_at__lte=now)
            .order_by("next_attempt_at")
        )


def is_free(now: dt.datetime) -> models.Q:
    """Nobody holds the row. A lease that ends later than any lease that is given now does was
    given before the clock was set back, and holds nothing."""
    longest = now + 2 * dt.timedelta(seconds=settings.LEASE_SECONDS)
    return (
        models.Q(claimed_until=None)
        | models.Q(claimed_until__lte=now)
        | models.Q(claimed_until__gt=longest)
    )


def due_index(name: str) -> models.Index:
    """The one partial index that finding due rows uses, flat in the store."""
    return models.Index(
        fields=["next_attempt_at"],
        condition=models.Q(state=WorkState.WAITING),
        name=name,
    )


def stopped_index(name: str) -> models.Index:
    """The partial index by which stopped rows are counted and shown, as small as they are few."""
    return models.Index(
        fields=["next_attempt_at"],
        condition=models.Q(state=WorkState.STOPPED),
        name=name,
    )


class DueWork(models.Model):
    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=WorkState,
        default=WorkState.WAITING,
        editable=False,
    )
    next_attempt_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    claimed_until = models.DateTimeField(_("held until"), null=True, editable=False)
    claim_token = models.UUIDField(null=True, editable=False)
    requests = models.PositiveIntegerField(default=1, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = DueWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    def go_on(self) -> None:
        """Make due what has to come although this row stopped: nothing, but for what never ends.
        Called in the transaction that stops it."""


class LedgerCursor(models.Model):
    """How far a follower has read the ledger."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    position = models.BigIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("ledger cursor")
        verbose_name_plural = _("ledger cursors")

    def __str__(self) -> str:
        return f"{self.name} at {self.position}"
