"""Index of the stages' background work. Messages carry no state: they only wake a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.utils import timezone

from claims.extraction import indexing
from claims.extraction import services as extraction
from claims.extraction.models import Run
from claims.feeds import services as feeds
from claims.feeds.models import FeedEntry, Poll
from claims.index import services as index
from claims.index.models import Filling
from claims.ledger.checkpoints import sign_head
from claims.links import second_look
from claims.links import services as links
from claims.links.models import LinkSearch, SecondLook
from claims.notices import sending, telling
from claims.notices.models import Delivery
from claims.rechecks import services as rechecks
from claims.rechecks.models import Recheck
from claims.work.following import follow, follow_together
from claims.work.models import DueWork
from claims.work.services import drain, drain_together, wake

FOLLOWERS: dict[str, Callable[[Any], Any]] = {
    "extraction": extraction.follow,
    "links": links.follow,
    "second-looks": second_look.follow,
    "rechecks": rechecks.follow,
    "notices": telling.follow,
}
QUEUES: dict[str, tuple[type[DueWork], Callable[[Any], None]]] = {
    "feeds": (Poll, feeds.perform_poll),
    "feed-entries": (FeedEntry, feeds.perform_entry),
    "extraction": (Run, extraction.perform),
    "index-filling": (Filling, indexing.perform),
    "links": (LinkSearch, links.perform),
    "second-looks": (SecondLook, second_look.perform),
    "rechecks": (Recheck, rechecks.perform),
    "deliveries": (Delivery, sending.perform),
}
TOGETHER = frozenset({"rechecks", "notices"})
"""Followers and queues that are handed several entries or rows at once."""


@shared_task(name="claims.tick")
def tick() -> None:
    """Every five seconds: catch up with the ledger and wake a worker for whatever is due; once a
    day, sign the ledger's head and make the digests. A follower that fails holds up none of it."""
    try:
        follow_all()
    finally:
        for queue, (model, _perform) in QUEUES.items():
            if model.objects.due(timezone.now()).exists():
                wake(queue)
        if index.is_merge_due():
            wake("index")
        if second_look.behind():
            wake("vectors")
        sign_head(timezone.now())
        sending.tend(timezone.now())


@shared_task(name="claims.drain")
def drain_queue(queue: str) -> None:
    """Do what is due in one queue; ``follow`` is the queue of the ledger's readers, ``vectors``
    one step of what older claims still lack."""
    if queue == "follow":
        follow_all()
        return
    if queue == "index":
        index.merge_tail()
        return
    if queue == "vectors":
        second_look.fill()
        return
    model, _perform = QUEUES[queue]
    _drain(queue)
    if model.objects.due(timezone.now()).exists():
        wake(queue)


def _drain(queue: str) -> int:
    model, perform = QUEUES[queue]
    return (drain_together if queue in TOGETHER else drain)(model, perform)


def follow_all() -> int:
    """Let every follower read on; return how many entries were read.

    One that fails does not hold up the others; what they raised comes at the end.
    """
    read, failures = 0, []
    for name, handle in FOLLOWERS.items():
        try:
            read += (follow_together if name in TOGETHER else follow)(name, handle)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("the ledger could not be followed", failures)
    return read


def settle() -> None:
    """Do everything that is due, here and now, until nothing is: what the workers would do."""
    while True:
        done = follow_all() + second_look.fill()
        done += sum(map(_drain, QUEUES))
        done += index.merge_tail()
        if not done:
            return
