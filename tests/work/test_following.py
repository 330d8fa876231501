"""A follower of the ledger gets every entry once, in order, whatever happens in between."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from django.db import connections, transaction

from claims import tasks
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.people.models import User
from claims.work.following import BATCH, follow, follow_together, has_read
from claims.work.models import LedgerCursor
from tests.factories import SETUP, Newsroom


def note(subject: User, times: int = 1) -> None:
    with transaction.atomic():
        for _ in range(times):
            ledger.append("test.noted", subject=subject, by=SETUP)


def test_every_entry_is_handed_over_once_and_in_order(newsroom: Newsroom) -> None:
    seen: list[int] = []
    note(newsroom.hana, times=3)
    assert follow("reader", lambda entry: seen.append(entry.seq)) == 8
    assert follow("reader", lambda entry: seen.append(entry.seq)) == 0
    note(newsroom.hana)
    assert follow("reader", lambda entry: seen.append(entry.seq)) == 1
    assert seen == list(range(1, 10))


def test_followers_do_not_disturb_each_other(newsroom: Newsroom) -> None:
    first: list[int] = []
    second: list[int] = []
    follow("one", lambda entry: first.append(entry.seq))
    follow("two", lambda entry: second.append(entry.seq))
    assert first == second == [1, 2, 3, 4, 5]


def test_what_the_handler_appends_is_followed_too(newsroom: Newsroom) -> None:
    def handle(entry: Entry) -> None:
        if entry.seq < 8:
            ledger.append("test.answer", subject=newsroom.hana, by=SETUP)

    assert follow("reader", handle) == 12


def test_what_a_handler_is_not_done_with_comes_again_in_a_transaction_of_its_own(
    newsroom: Newsroom,
) -> None:
    handed: list[list[int]] = []
    done = iter([2, 0, 1])

    def handle(entries: Sequence[Entry]) -> int | None:
        handed.append([entry.seq for entry in entries])
        LedgerCursor.objects.create(name=f"effect {len(handed)}")
        if len(handed) == 4:
            raise RuntimeError("broken")
        return next(done, None)

    with pytest.raises(RuntimeError):
        follow_together("reader", handle)
    assert handed == [[1, 2, 3, 4, 5], [3, 4, 5], [3, 4, 5], [4, 5]]
    assert LedgerCursor.objects.get(name="reader").position == 3
    assert LedgerCursor.objects.filter(name__startswith="effect").count() == 3, "what was committed"
    assert follow_together("reader", handle) == 2


def test_whether_all_of_some_entries_were_read(newsroom: Newsroom) -> None:
    about = Entry.objects.about(newsroom.hana)
    assert not has_read("reader", about)
    follow("reader", lambda _entry: None)
    assert has_read("reader", about)
    note(newsroom.hana)
    assert not has_read("reader", about.all())
    assert has_read("reader", Entry.objects.about(newsroom.minjun))
    assert has_read("nobody", Entry.objects.filter(kind="test.never"))


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_handling_failed_comes_again_and_its_effect_counts_once() -> None:
    newsroom = Newsroom()
    attempts = {"failures": 1}

    def handle(entry: Entry) -> None:
        LedgerCursor.objects.create(name=f"effect {entry.seq}", position=entry.seq)
        if entry.seq == 4 and attempts["failures"]:
            attempts["failures"] -= 1
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        follow("reader", handle)
    assert not LedgerCursor.objects.filter(name__startswith="effect").exists()
    assert follow("reader", handle) == 5
    assert LedgerCursor.objects.filter(name__startswith="effect").count() == 5
    assert newsroom.hana.pk


@pytest.mark.django_db(transaction=True)
def test_two_processes_following_under_one_name_share_the_entries() -> None:
    newsroom = Newsroom()
    note(newsroom.hana, times=BATCH + 20)
    seen: list[int] = []
    start = threading.Barrier(2)

    def reader() -> None:
        start.wait()
        for _ in range(3):
            follow("reader", lambda entry: seen.append(entry.seq))
        connections.close_all()

    threads = [threading.Thread(target=reader) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    follow("reader", lambda entry: seen.append(entry.seq))
    assert sorted(seen) == list(range(1, BATCH + 26))


def test_a_follower_that_fails_holds_up_neither_the_others_nor_the_queues(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def broken(entry: Entry) -> None:
        raise RuntimeError(entry.kind)

    monkeypatch.setattr(
        tasks, "FOLLOWERS", {"broken": broken, "sound": lambda entry: seen.append(entry.seq)}
    )
    with pytest.raises(ExceptionGroup) as failures:
        tasks.follow_all()
    assert [type(error) for error in failures.value.exceptions] == [RuntimeError]
    assert seen == [1, 2, 3, 4, 5]
