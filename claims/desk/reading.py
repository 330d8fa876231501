"""How far the machine has come with a snapshot, as the desk says it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from claims.articles.models import Snapshot
from claims.extraction.models import Run
from claims.links.models import LinkSearch
from claims.work.models import DueWork, WorkState


class Progress(StrEnum):
    NOT_READ = "not_read"
    WAITING = "waiting"
    RUNNING = "running"
    RETRYING = "retrying"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Reading:
    """The newest reading of a snapshot and the search for links that follows it."""

    reading: Progress
    linking: Progress
    run: Run | None = None
    search: LinkSearch | None = None

    @property
    def moving(self) -> bool:
        """Whether a look a moment later may show something else."""
        still = {Progress.WAITING, Progress.RUNNING, Progress.RETRYING}
        if self.reading in still:
            return True
        return self.reading is Progress.DONE and self.linking in still

    @property
    def stopped(self) -> bool:
        return Progress.STOPPED in (self.reading, self.linking)


def reading_of(snapshot: Snapshot, *, now: dt.datetime) -> Reading:
    """Two queries."""
    run = Run.objects.filter(snapshot=snapshot).order_by("-pk").first()
    search = LinkSearch.objects.filter(article=snapshot.document_id).order_by("-pk").first()
    return Reading(
        reading=progress(run, now=now),
        linking=progress(search, now=now),
        run=run,
        search=search,
    )


def progress(work: DueWork | None, *, now: dt.datetime) -> Progress:
    if work is None:
        return Progress.NOT_READ
    if work.state == WorkState.DONE:
        return Progress.DONE
    if work.state == WorkState.STOPPED:
        return Progress.STOPPED
    if work.claimed_until and work.claimed_until > now:
        return Progress.RUNNING
    return Progress.RETRYING if work.last_error else Progress.WAITING
