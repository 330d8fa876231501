"""Take due work under a lease, do it, and record its end exactly once."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict
from claims.ledger import services as ledger
from claims.people.models import Actor, require
from claims.people.rules import Act
from claims.work.models import DueWork, DueWorkQuerySet, WorkState, is_free
from claims.work.rules import next_delay

TIMED_OUT_ATTEMPTS = 2

logger = logging.getLogger(__name__)
W = TypeVar("W", bound=DueWork)


class LeaseLost(Exception):
    """Another worker took the row while this one was away; what this one did is rolled back."""


def claim(model: type[W], *, now: dt.datetime | None = None) -> W | None:
    """Take the row that has been due longest, for ``LEASE_SECONDS``; None if nothing is due.

    The attempt is counted here and not at the end, so that work which kills its worker also
    comes to its limit and stops.
    """
    now = now or timezone.now()
    while True:
        with transaction.atomic():
            row = _rows(model).due(now).select_for_update(skip_locked=True).first()
            if row is None:
                return None
            if row.attempts < settings.WORK_ATTEMPTS:
                row.attempts += 1
                row.claim_token = uuid.uuid4()
                row.claimed_until = now + dt.timedelta(seconds=settings.LEASE_SECONDS)
                row.save(update_fields=["attempts", "claim_token", "claimed_until"])
                return row
            row.state = WorkState.STOPPED
            row.claimed_until = row.claim_token = None
            row.save(update_fields=["state", "claimed_until", "claim_token"])
            row.go_on()
        logger.error("work stopped", extra={"work": str(row), "error": row.last_error})


def claim_together(model: type[W], most: int) -> list[W]:
    """Take up to ``most`` rows that have been due longest, under one lease and one token.

    A row that was tried before is taken alone: what killed its worker must not count against the
    others. Attempts are counted as ``claim`` does.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = list(_rows(model).due(now).select_for_update(skip_locked=True)[:most])
        if not rows or rows[0].attempts:
            rows = []
        rows = [row for row in rows if not row.attempts]
        lease = {
            "claim_token": uuid.uuid4(),
            "claimed_until": now + dt.timedelta(seconds=settings.LEASE_SECONDS),
        }
        model.objects.filter(pk__in=[row.pk for row in rows]).update(attempts=1, **lease)
    for row in rows:
        row.attempts = 1
        for name, value in lease.items():
            setattr(row, name, value)
    if rows:
        return rows
    alone = claim(model)
    return [] if alone is None else [alone]


def demand(
    model: type[W], *, due: dt.datetime | None = None, defaults: dict[str, Any], **key: Any
) -> W:
    """Make the work ``key`` names due at ``due`` (default: now): a new waiting row, or the one
    that waits already, brought forward. One that is being done now is done once more, since it
    may have read what was there before. Call it in the transaction of what makes it due.
    """
    due = due or timezone.now()
    while True:
        row, is_new = _rows(model).get_or_create(
            **key, state=WorkState.WAITING, defaults=defaults | {"next_attempt_at": due}
        )
        if is_new:
            return row
        updated = model.objects.filter(pk=row.pk, state=WorkState.WAITING).update(
            requests=F("requests") + 1, next_attempt_at=Least("next_attempt_at", Value(due))
        )
        if updated == 1:
            return row


def _rows(model: type[W]) -> DueWorkQuerySet[W]:
    return cast("DueWorkQuerySet[W]", model.objects.all())


def finish(row: DueWork) -> bool:
    """Mark the row done, in the transaction that holds its effect; ``False`` when it was
    demanded again meanwhile and is therefore due at once. Raises ``LeaseLost``."""
    model = type(row)
    unchanged = model.objects.filter(pk=row.pk, claim_token=row.claim_token, requests=row.requests)
    done = unchanged.update(
        state=WorkState.DONE,
        finished_at=timezone.now(),
        last_error="",
        claimed_until=None,
        claim_token=None,
    )
    if done == 1:
        row.state = WorkState.DONE
        return True
    put_off(row, seconds=0)
    return False


def put_off(row: DueWork, *, seconds: float, **changes: object) -> None:
    """Give the row back for later, in the transaction of what was done so far.

    This is how a step ends whose next step is another lease: it does not count as an attempt.
    Raises ``LeaseLost``.
    """
    due = timezone.now() + dt.timedelta(seconds=seconds)
    _release(row, next_attempt_at=due, attempts=0, last_error="", **changes)


def put_off_together(rows: Sequence[DueWork], *, seconds: float, **changes: object) -> None:
    """As ``put_off``, for rows that were taken together; of a lease that was lost nothing is
    said, since who took it does the work."""
    due = timezone.now() + dt.timedelta(seconds=seconds)
    with transaction.atomic():
        # Locked in the order of their keys, as by all who lock several.
        mine = held(rows).order_by("pk").select_for_update(no_key=True)
        type(rows[0]).objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(
            next_attempt_at=due,
            attempts=0,
            last_error="",
            claimed_until=None,
            claim_token=None,
            **changes,
        )


def held(rows: Sequence[W]) -> QuerySet[W]:
    """Those of the rows, taken together, whose lease is still this worker's."""
    model = type(rows[0])
    token = rows[0].claim_token
    return model.objects.filter(  # type: ignore[return-value]
        pk__in=[row.pk for row in rows], claim_token=token, state=WorkState.WAITING
    )


def fail(row: DueWork, error: BaseException, *, seconds: float = 0, **changes: object) -> None:
    """Note the error and try again later, ever more slowly and not before ``seconds``; the last
    attempt stops the row.

    What ran out of time twice stops then: it would hold a worker that long at every attempt.
    """
    limit = TIMED_OUT_ATTEMPTS if isinstance(error, SoftTimeLimitExceeded) else None
    stopped = row.attempts >= (limit or settings.WORK_ATTEMPTS)
    try:
        _release(
            row,
            state=WorkState.STOPPED if stopped else WorkState.WAITING,
            next_attempt_at=timezone.now()
            + max(next_delay(row.attempts), dt.timedelta(seconds=seconds)),
            last_error=f"{type(error).__name__}: {error}"[:2000],
            **changes,
        )
    except LeaseLost:
        logger.warning("lease lost before a failure was noted", extra={"work": str(row)})


def stop(row: DueWork, error: BaseException, **changes: object) -> None:
    """End the row as one that trying again will not help; a person may still let it be tried.

    Raises ``LeaseLost``.
    """
    last_error = f"{type(error).__name__}: {error}"[:2000]
    _release(row, state=WorkState.STOPPED, last_error=last_error, **changes)


def _release(row: DueWork, **changes: object) -> None:
    mine = type(row).objects.filter(pk=row.pk, claim_token=row.claim_token)
    with transaction.atomic():
        if mine.update(**changes, claimed_until=None, claim_token=None) != 1:
            raise LeaseLost(str(row))
        if changes.get("state") == WorkState.STOPPED:
            row.go_on()
    # The row in memory keeps its token: when this is rolled back, the lease is still its own.
    for name, value in changes.items():
        setattr(row, name, value)


@contextmanager
def heartbeat(*rows: DueWork) -> Iterator[None]:
    """Renew the lease of rows that were taken together, from a thread of its own, for as long as
    the block runs. A beat that fails is logged, and the next one tries again."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(settings.LEASE_SECONDS / 3):
            try:
                _renew(rows)
            except Exception:
                logger.exception("heartbeat failed", extra={"work": str(rows[0])})
                connections.close_all()  # the next beat connects anew
        connections.close_all()

    thread = threading.Thread(target=beat, name=f"heartbeat-{rows[0].pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _renew(rows: Sequence[DueWork]) -> None:
    """Hold the rows for another lease. One that is locked just now is left to the next beat: who
    renews several waits for nobody."""
    until = timezone.now() + dt.timedelta(seconds=settings.LEASE_SECONDS)
    with transaction.atomic():
        free = held(rows).select_for_update(skip_locked=True, no_key=True)
        type(rows[0]).objects.filter(pk__in=list(free.values_list("pk", flat=True))).update(
            claimed_until=until
        )


def drain(model: type[W], perform: Callable[[W], None], *, seconds: float = 60.0) -> int:
    """Do what is due, one row after the other, for at most about ``seconds``; return how many.

    ``perform`` calls ``finish`` or ``put_off`` in the transaction of its effect. What it raises
    is noted on the row, which comes again later.
    """
    end, done = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        row = claim(model)
        if row is None:
            break
        try:
            with heartbeat(row):
                perform(row)
        except LeaseLost:
            logger.warning("lease lost", extra={"work": str(row)})
        except Exception as error:
            logger.exception("work failed", extra={"work": str(row)})
            fail(row, error)
        done += 1
    return done


def drain_together(
    model: type[W],
    perform: Callable[[Sequence[W]], None],
    *,
    most: int = 32,
    seconds: float = 60.0,
) -> int:
    """As ``drain``, up to ``most`` rows at a time: ``perform`` ends those that are still ``held``.

    When it raises, the rows are done one after the other, so that only the one it is about fails.
    """
    end, done = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        rows = claim_together(model, most)
        if not rows:
            break
        with heartbeat(*rows):
            try:
                perform(rows)
            except SoftTimeLimitExceeded as error:
                for row in rows:
                    fail(row, error)
            except Exception:
                if len(rows) > 1:
                    logger.warning("work failed together", extra={"rows": len(rows)}, exc_info=True)
                for row in rows:
                    _perform_alone(row, perform)
        done += len(rows)
    return done


def _perform_alone(row: W, perform: Callable[[Sequence[W]], None]) -> None:
    try:
        perform([row])
    except Exception as error:
        logger.exception("work failed", extra={"work": str(row)})
        fail(row, error)


def wake_on_commit(queue: str) -> None:
    """After commit, tell a worker that ``queue`` has something due. A dead broker costs only
    the seconds until the next tick, so its error is logged and not raised."""
    transaction.on_commit(lambda: wake(queue))


def wake(queue: str) -> None:
    try:
        current_app.send_task("claims.drain", args=[queue], retry=False, expires=60)
    except Exception:
        logger.warning("broker did not take the wake-up", extra={"queue": queue}, exc_info=True)


@transaction.atomic
def retry(row: DueWork, *, by: Actor) -> None:
    """Let a stopped or waiting row be tried at once. Raises ``Conflict`` when it is done,
    runs, or was demanded again since it stopped."""
    require(by, Act.REQUEST_RECHECK)
    tried = (
        type(row).objects.filter(is_free(timezone.now()), pk=row.pk).exclude(state=WorkState.DONE)
    )
    try:
        with transaction.atomic():
            updated = tried.update(
                state=WorkState.WAITING, attempts=0, next_attempt_at=timezone.now()
            )
    except IntegrityError as error:  # one waiting row a subject
        raise Conflict(_("The same work waits already."), code="waits_already") from error
    if updated != 1:
        raise Conflict(_("This work is done or running."), code="not_waiting")
    ledger.append("work.retried", subject=row, by=by, attempts=row.attempts, error=row.last_error)
