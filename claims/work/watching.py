"""How due rows stand: what is due, overdue, running, failed, stopped; for pages and metrics."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.work.models import DueWork, WorkState, is_free

OVERDUE_AFTER = dt.timedelta(minutes=5)
"""What has been due for longer than this waits for a worker that does not come."""
_AGAIN_WITHIN = dt.timedelta(days=2)
"""What failed is tried again sooner: the bound by which failed rows are found through the index."""


class Watched(models.TextChoices):
    """How a row stands at a moment; ``DUE`` includes what is overdue."""

    DUE = "due", pgettext_lazy("state of work", "due")
    OVERDUE = "overdue", _("overdue")
    RUNNING = "running", _("running")
    FAILED = "failed", _("failed, comes again")
    STOPPED = "stopped", _("stopped")
    SCHEDULED = "scheduled", _("scheduled")
    DONE = "done", _("done")


def condition(state: str, *, now: dt.datetime) -> Q:
    """The rows that stand so at ``now``; all but done use an index, that of
    due or of stopped rows."""
    waiting = Q(state=WorkState.WAITING)
    match Watched(state):
        case Watched.DUE:
            return waiting & is_free(now) & Q(next_attempt_at__lte=now)
        case Watched.OVERDUE:
            return waiting & is_free(now) & Q(next_attempt_at__lte=now - OVERDUE_AFTER)
        case Watched.RUNNING:
            return waiting & ~is_free(now) & Q(next_attempt_at__lte=now)
        case Watched.FAILED:
            return waiting & ~Q(last_error="") & Q(next_attempt_at__lte=now + _AGAIN_WITHIN)
        case Watched.SCHEDULED:
            return waiting & Q(next_attempt_at__gt=now)
        case Watched.STOPPED:
            return Q(state=WorkState.STOPPED)
        case Watched.DONE:
            return Q(state=WorkState.DONE)


def standing(row: DueWork, *, now: dt.datetime) -> Watched:
    """How one loaded row stands at ``now``: the one word that says most."""
    if row.state != WorkState.WAITING:
        return Watched(row.state)
    if row.claimed_until is not None and row.claimed_until > now:
        return Watched.RUNNING
    if row.last_error:
        return Watched.FAILED
    if row.next_attempt_at > now:
        return Watched.SCHEDULED
    return Watched.OVERDUE if row.next_attempt_at <= now - OVERDUE_AFTER else Watched.DUE


@dataclass(frozen=True, slots=True)
class Queue:
    """How many rows of one kind stand how; ``oldest`` is since when the first of them is due."""

    due: int
    overdue: int
    running: int
    stopped: int
    oldest: dt.datetime | None


def queue(model: type[DueWork], *, now: dt.datetime) -> Queue:
    """Two queries: over what is due or running by the index of due rows, and of what stopped
    by its own."""
    rows: models.QuerySet[DueWork] = model._default_manager.all()
    counted = rows.filter(state=WorkState.WAITING, next_attempt_at__lte=now).aggregate(
        due=Count("pk", filter=condition(Watched.DUE, now=now)),
        overdue=Count("pk", filter=condition(Watched.OVERDUE, now=now)),
        running=Count("pk", filter=condition(Watched.RUNNING, now=now)),
        oldest=Min("next_attempt_at", filter=condition(Watched.DUE, now=now)),
    )
    return Queue(stopped=rows.filter(condition(Watched.STOPPED, now=now)).count(), **counted)
