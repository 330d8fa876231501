"""Due work is taken by one worker at a time, ends once, and comes again after a failure."""

from __future__ import annotations

import datetime as dt
import threading
import time
import uuid

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connections, transaction
from django.utils import timezone
from pytest_django import Settings

from claims.articles.models import Snapshot
from claims.errors import Conflict
from claims.extraction.models import Run
from claims.ledger.models import Entry
from claims.links.models import LinkSearch
from claims.work import services as work
from claims.work.models import WorkState
from claims.work.rules import next_delay
from tests.factories import Newsroom, article

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def snapshot(db: None) -> Snapshot:
    return article().latest_snapshot


def demanded(snapshot: Snapshot, *, due: dt.datetime | None = None) -> Run:
    return work.demand(
        Run, snapshot=snapshot, due=due, defaults={"extractor": "test", "version": "1"}
    )


def claimed() -> Run:
    run = work.claim(Run)
    assert run is not None
    return run


# A sentence for each row: after so many failures it is tried again so much later.
@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(0, 5), (1, 5), (2, 20), (3, 80), (4, 320), (5, 1280), (6, 5120), (7, 20480), (8, 21600)],
)
def test_each_failure_waits_four_times_longer_up_to_six_hours(attempts: int, seconds: int) -> None:
    assert next_delay(attempts) == dt.timedelta(seconds=seconds)


def test_what_has_been_due_longest_is_taken_first(db: None) -> None:
    now = timezone.now()
    runs = [demanded(article().latest_snapshot, due=now - n * SECOND) for n in (1, 3, 2)]
    taken = [claimed().pk for _run in runs]
    assert taken == [runs[1].pk, runs[2].pk, runs[0].pk]
    assert work.claim(Run) is None


def test_what_is_due_later_done_stopped_or_held_is_not_taken(db: None) -> None:
    now = timezone.now()
    demanded(article().latest_snapshot, due=now + 60 * SECOND)
    done, stopped, held = (demanded(article().latest_snapshot) for _ in range(3))
    Run.objects.filter(pk=done.pk).update(state=WorkState.DONE)
    Run.objects.filter(pk=stopped.pk).update(state=WorkState.STOPPED)
    Run.objects.filter(pk=held.pk).update(claimed_until=now + 5 * SECOND, claim_token=uuid.uuid4())
    assert work.claim(Run) is None
    assert work.claim(Run, now=now + 6 * SECOND) == held


def test_demanding_what_waits_brings_it_forward_and_never_back(snapshot: Snapshot) -> None:
    now = timezone.now()
    first = demanded(snapshot, due=now + 60 * SECOND)
    assert demanded(snapshot, due=now + 10 * SECOND) == first
    assert demanded(snapshot, due=now + 90 * SECOND) == first
    first.refresh_from_db()
    assert (first.next_attempt_at, first.requests) == (now + 10 * SECOND, 3)


def test_work_that_is_done_can_be_demanded_anew(snapshot: Snapshot) -> None:
    demanded(snapshot)
    first = claimed()
    assert work.finish(first)
    assert demanded(snapshot).pk != first.pk


def test_what_is_demanded_while_it_runs_is_done_once_more(snapshot: Snapshot) -> None:
    demanded(snapshot)
    run = claimed()
    assert demanded(snapshot) == run
    assert not work.finish(run)
    again = claimed()
    assert again == run
    assert again.attempts == 1
    assert work.finish(again)
    assert work.claim(Run) is None


def test_a_worker_that_lost_its_lease_changes_nothing(snapshot: Snapshot) -> None:
    demanded(snapshot)
    zombie = claimed()
    heir = work.claim(Run, now=timezone.now() + 60 * SECOND)
    assert heir == zombie

    def perform(run: Run) -> None:
        with transaction.atomic():
            run.note = "by the zombie"
            run.save(update_fields=["note"])
            work.finish(run)

    with pytest.raises(work.LeaseLost):
        perform(zombie)
    with pytest.raises(work.LeaseLost):
        work.put_off(zombie, seconds=0)
    work.fail(zombie, ValueError("late"))  # logged and not raised
    assert heir is not None
    assert work.finish(heir)
    heir.refresh_from_db()
    assert (heir.state, heir.note, heir.last_error) == (WorkState.DONE, "", "")


def test_a_lease_that_ran_out_is_still_good_while_nobody_took_the_row(snapshot: Snapshot) -> None:
    demanded(snapshot)
    run = claimed()
    Run.objects.update(claimed_until=timezone.now() - 60 * SECOND)
    assert work.finish(run)


def test_a_failure_is_noted_and_tried_again_later(snapshot: Snapshot) -> None:
    demanded(snapshot)
    run = claimed()
    before = timezone.now()
    work.fail(run, ValueError("no such page"))
    run.refresh_from_db()
    assert run.state == WorkState.WAITING
    assert run.last_error == "ValueError: no such page"
    assert 4 * SECOND < run.next_attempt_at - before < 7 * SECOND
    assert (run.claim_token, run.claimed_until) == (None, None)


def test_the_last_failure_stops_the_row(snapshot: Snapshot, settings: Settings) -> None:
    settings.WORK_ATTEMPTS = 2
    demanded(snapshot)
    work.fail(claimed(), ValueError("one"))
    Run.objects.update(next_attempt_at=timezone.now())
    work.fail(claimed(), ValueError("two"))
    run = Run.objects.get()
    assert (run.state, run.attempts, run.last_error) == (WorkState.STOPPED, 2, "ValueError: two")
    assert work.claim(Run) is None


def test_what_runs_out_of_time_twice_stops_and_holds_no_worker_again(snapshot: Snapshot) -> None:
    demanded(snapshot)
    for _ in range(2):
        Run.objects.update(next_attempt_at=timezone.now())
        work.fail(claimed(), SoftTimeLimitExceeded())
    assert Run.objects.get().state == WorkState.STOPPED


def test_work_that_kills_its_workers_stops_too(snapshot: Snapshot, settings: Settings) -> None:
    settings.WORK_ATTEMPTS = 3
    demanded(snapshot)
    now = timezone.now()
    for attempt in range(3):
        assert work.claim(Run, now=now + 60 * attempt * SECOND) is not None
    other = demanded(article().latest_snapshot)
    assert work.claim(Run, now=now + 600 * SECOND) == other
    assert snapshot.runs.get().state == WorkState.STOPPED


def test_a_step_given_back_for_the_next_does_not_count_as_an_attempt(snapshot: Snapshot) -> None:
    demanded(snapshot)
    for _ in range(20):
        work.put_off(claimed(), seconds=0)
    assert Run.objects.get().state == WorkState.WAITING


def test_drain_does_all_that_is_due_and_notes_what_failed(db: None) -> None:
    good, bad = (demanded(article().latest_snapshot) for _ in range(2))

    def perform(run: Run) -> None:
        if run == bad:
            raise RuntimeError("broken")
        with transaction.atomic():
            work.finish(run)

    assert work.drain(Run, perform) == 2
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (WorkState.DONE, WorkState.WAITING)
    assert bad.last_error == "RuntimeError: broken"


@pytest.mark.parametrize("demanded_meanwhile", [False, True])
def test_what_fails_after_its_end_was_marked_is_undone_and_noted(
    snapshot: Snapshot, demanded_meanwhile: bool
) -> None:
    demanded(snapshot)

    def perform(run: Run) -> None:
        if demanded_meanwhile:
            demanded(snapshot)
        with transaction.atomic():
            work.finish(run)
            raise RuntimeError("after the end")

    work.drain(Run, perform)
    run = Run.objects.get()
    assert (run.state, run.last_error) == (WorkState.WAITING, "RuntimeError: after the end")
    assert run.claim_token is None


def test_a_person_may_have_stopped_work_tried_again(
    newsroom: Newsroom, snapshot: Snapshot, settings: Settings
) -> None:
    settings.WORK_ATTEMPTS = 1
    demanded(snapshot)
    work.fail(claimed(), ValueError("broken"))
    run = Run.objects.get()
    with pytest.raises(PermissionDenied):
        work.retry(run, by=newsroom.hana)
    work.retry(run, by=newsroom.minjun)
    entry = Entry.objects.about(run).get()
    assert entry.kind == "work.retried"
    assert entry.body.content == {
        "by": newsroom.minjun.ledger_name,
        "attempts": 1,
        "error": "ValueError: broken",
    }
    assert work.finish(claimed())
    with pytest.raises(Conflict):
        work.retry(run, by=newsroom.minjun)


def test_what_runs_or_waits_elsewhere_is_not_retried(
    newsroom: Newsroom, snapshot: Snapshot, settings: Settings
) -> None:
    settings.WORK_ATTEMPTS = 1
    demanded(snapshot)
    work.fail(claimed(), ValueError("broken"))
    stopped = Run.objects.get()
    demanded(snapshot)
    with pytest.raises(Conflict) as waits:
        work.retry(stopped, by=newsroom.minjun)
    assert waits.value.code == "waits_already"
    settings.WORK_ATTEMPTS = 8
    running = claimed()
    with pytest.raises(Conflict) as runs:
        work.retry(running, by=newsroom.minjun)
    assert runs.value.code == "not_waiting"


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_every_row_once() -> None:
    runs = {demanded(article().latest_snapshot).pk for _ in range(12)}
    taken: list[int] = []
    start = threading.Barrier(2)

    def perform(run: Run) -> None:
        taken.append(run.pk)
        time.sleep(0.01)
        with transaction.atomic():
            work.finish(run)

    def worker() -> None:
        start.wait()
        work.drain(Run, perform)
        connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(runs)
    assert set(Run.objects.values_list("state", flat=True)) == {WorkState.DONE}


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_worker_is_just_taking_is_passed_over() -> None:
    first, second = (demanded(article().latest_snapshot) for _ in range(2))
    locked, taken = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            Run.objects.select_for_update().get(pk=first.pk)
            locked.set()
            taken.wait(10)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    locked.wait(10)
    assert work.claim(Run) == second
    taken.set()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_holds_the_row_for_as_long_as_the_work_runs(
    settings: Settings,
) -> None:
    settings.LEASE_SECONDS = 0.3
    demanded(article().latest_snapshot)
    run = claimed()
    with work.heartbeat(run):
        for _ in range(4):
            time.sleep(0.2)
            assert work.claim(Run) is None
    time.sleep(0.4)
    assert work.claim(Run) == run


def test_a_beat_that_fails_is_not_the_last(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LEASE_SECONDS = 0.03
    again, beats = threading.Event(), 0

    def renew(_rows: object) -> None:
        nonlocal beats
        beats += 1
        if beats == 1:
            raise OperationalError("the server restarts")
        again.set()

    monkeypatch.setattr(work, "_renew", renew)
    with work.heartbeat(demanded(article().latest_snapshot)):
        assert again.wait(10)


@pytest.mark.django_db(transaction=True)
def test_demands_at_once_make_one_waiting_row() -> None:
    kept = article()
    start = threading.Barrier(6)

    def demand() -> None:
        start.wait()
        work.demand(LinkSearch, article=kept, defaults={})
        connections.close_all()

    threads = [threading.Thread(target=demand) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    search = LinkSearch.objects.get()
    assert search.requests == 6


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_costs_a_request_little_and_no_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from celery import Celery

    unreachable = Celery("unreachable", broker="redis://127.0.0.1:1/0", set_as_current=False)
    unreachable.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(work, "current_app", unreachable)
    began = time.monotonic()
    kept = article()
    assert time.monotonic() - began < 2
    assert Entry.objects.about(kept).get().kind == "article.added"
    unreachable.close()
