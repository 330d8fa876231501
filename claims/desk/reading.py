"""How far the machine has come with a snapshot, as the desk says it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from claims.articles.models import Snapshot
from claims.extraction.models import Run
from claims.extraction.services import READ_AGAIN_AFTER
from claims.ledger.models import Entry
from claims.links.models import LinkSearch
from claims.work.following import has_read
from claims.work.models import DueWork, WorkState


class Progress(StrEnum):
    NOT_READ = "not_read"
    WAITING = "waiting"
    RUNNING = "running"
    RETRYING = "retrying"
    STOPPED = "stopped"
    DONE = "done"


_AGAIN_AFTER = {
    "extraction": READ_AGAIN_AFTER,
    "links": ("extraction.finished",),
}
"""What makes a follower do again what it has done."""

_STILL = {Progress.WAITING, Progress.RUNNING, Progress.RETRYING}


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
        return self.reading in _STILL or (self.reading is Progress.DONE and self.linking in _STILL)

    def shows_more_than(self, before: str) -> bool:
        """Whether a page that showed the reading at ``before`` has something new to show."""
        return not self.moving or (self.reading is Progress.DONE and before != Progress.DONE)


def reading_of(snapshot: Snapshot, *, now: dt.datetime) -> Reading:
    """At most eight queries."""
    run = Run.objects.filter(snapshot=snapshot).order_by("-pk").first()
    search = LinkSearch.objects.filter(article=snapshot.document_id).order_by("-pk").first()
    return Reading(
        reading=_progress_behind("extraction", snapshot, run, now=now),
        linking=_progress_behind("links", snapshot, search, now=now),
        run=run,
        search=search,
    )


def _progress_behind(
    follower: str, snapshot: Snapshot, work: DueWork | None, *, now: dt.datetime
) -> Progress:
    """As ``progress``; what its follower has yet to make a row of waits too."""
    known = progress(work, now=now)
    if known not in (Progress.NOT_READ, Progress.DONE):
        return known
    about = Entry.objects.filter(subject_id=snapshot.document.public_id)
    if known is Progress.DONE:
        about = about.filter(kind__in=_AGAIN_AFTER[follower])
    return known if has_read(follower, about) else Progress.WAITING


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
