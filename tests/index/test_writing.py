"""Puts, drops and merges: together with their transaction, and by several at once."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, LiteralString

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from claims.errors import Conflict
from claims.index import generations, searching
from claims.index import services as index
from claims.index.asking import ask
from claims.index.generations import ROWS, Lock
from claims.index.models import Generation, GenerationState, Term, Waiting, WaitingPosting
from claims.index.packing import FULL, number_of
from claims.index.services import Rows

ROOT = Path(__file__).parents[2]


def found(*terms: str, limit: int = 50) -> list[int]:
    return [hit.key for hit in index.search({0: terms}, limit=limit)[0]]


def nothing(_done: int) -> None:
    pass


def in_threads(*works: Callable[[], object]) -> None:
    """Do all at once, and raise what any of them raised."""
    start, failures = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


# --- one caller ---------------------------------------------------------------------------


def test_what_is_rolled_back_was_never_there(db: None) -> None:
    index.put({1: ["칩", "금지"]})
    with transaction.atomic():
        index.put({2: ["칩"]})
        index.drop([1])
        assert found("칩") == [2]
        transaction.set_rollback(True)
    assert found("칩") == [1]
    assert found("금지") == [1]


@pytest.mark.parametrize("merged", [False, True])
def test_what_was_said_before_an_edit_finds_nothing(db: None, merged: bool) -> None:
    index.put({1: ["칩", "금지"], 2: ["칩"]})
    if merged:
        assert index.merge_tail() == 2
    index.put({1: ["칩", "허용"]})
    assert found("금지") == []
    assert found("허용") == [1]
    assert sorted(found("칩")) == [1, 2]
    index.merge_tail()
    assert found("금지") == []
    assert found("허용") == [1]
    assert sorted(found("칩")) == [1, 2]
    index.drop([1, 2])
    assert found("칩", "허용") == []
    index.merge_tail()
    assert found("칩", "허용") == []
    index.put({1: ["칩"]})
    assert found("칩") == [1]


def test_a_merge_leaves_no_tail_and_counts_what_it_emptied(db: None) -> None:
    index.put({key: ["칩"] for key in range(1, 6)})
    index.merge_tail()
    index.put({1: ["금지"]})
    index.drop([2])
    index.merge_tail()
    assert not Waiting.objects.exists()
    assert not WaitingPosting.objects.exists()
    live = Generation.objects.get()
    assert (live.documents, live.emptied) == (6, 2)


def test_putting_the_same_again_writes_nothing(db: None) -> None:
    rows: Rows = {1: ["칩", "금지"], 2: ["칩"]}
    for _merged in range(2):
        index.put(rows)
        before = [list(model.objects.values_list()) for model in ROWS]
        index.put({1: ["금지", "칩", "칩"], 2: ["칩"]})
        index.drop([77])
        assert [list(model.objects.values_list()) for model in ROWS] == before
        index.merge_tail()


def test_full_blocks_are_read_as_the_newest_are(db: None) -> None:
    """Over several merges a term fills blocks; none of its keys is lost or found twice."""
    keys = range(1, 2 * FULL + 200)
    for start in range(0, len(keys), 300):
        index.put({key: ["칩", f"own-{key}"] for key in keys[start : start + 300]})
        index.merge_tail()
    assert Term.objects.get(term=number_of("칩")).df == len(keys)
    assert sorted(found("칩", limit=5000)) == list(keys)
    assert found("칩", "own-7", limit=1) == [7]
    assert len(found("칩")) == 50


def test_a_query_of_common_words_reads_the_newest_within_its_budget(
    db: None, settings: Settings
) -> None:
    settings.CANDIDATE_BUDGET = FULL
    keys = range(1, 3 * FULL + 100)
    index.rebuild([{key: ["칩"] for key in keys}], nothing)
    newest = found("칩", limit=5000)
    assert newest == list(reversed(keys[-len(newest) :]))
    assert FULL <= len(newest) < 2 * FULL


def test_claims_asked_together_are_answered_as_each_alone(db: None, settings: Settings) -> None:
    """Also where one has the budget to read more of a term than another."""
    settings.CANDIDATE_BUDGET = 2 * FULL
    common = {key: ["칩"] for key in range(1, 3 * FULL + 100)}
    index.rebuild([common | {10_000 + key: ["금지"] for key in range(FULL - 40)}], nothing)
    queries = {0: ["칩"], 1: ["칩", "금지"], 2: ["없음"]}
    alone = {key: index.search({key: terms}, limit=5000)[key] for key, terms in queries.items()}
    assert index.search(queries, limit=5000) == alone
    assert [len(hits) for hits in alone.values()] == [2 * FULL + 99, FULL + 99 + FULL - 40, 0]


def test_rare_terms_come_before_common_ones(db: None, settings: Settings) -> None:
    settings.CANDIDATE_BUDGET = 3
    index.rebuild([{key: ["칩"] for key in range(1, 9)} | {9: ["칩", "금지"]}], nothing)
    assert found("칩", "금지")[0] == 9


def test_of_keys_as_good_the_shorter_is_better(db: None) -> None:
    index.put({1: ["칩", *(f"w{n}" for n in range(20))], 2: ["칩", "금지"]})
    assert found("칩") == [2, 1]


@pytest.mark.parametrize("words", [0, 1, 10_000])
def test_a_query_of_any_length_is_answered(db: None, words: int) -> None:
    index.put({1: [f"w{n}" for n in range(0, 10_000, 100)]})
    index.merge_tail()
    assert found(*(f"w{n}" for n in range(words))) == ([1] if words else [])


def test_excluded_keys_take_no_place(db: None) -> None:
    index.put({key: ["칩"] for key in range(1, 201)})
    hits = index.search({0: ["칩"]}, limit=50, exclude=range(1, 151))[0]
    assert sorted(hit.key for hit in hits) == list(range(151, 201))


def test_dropped_documents_take_no_place(db: None) -> None:
    index.put({key: ["칩"] for key in range(1, 201)})
    index.merge_tail()
    index.drop(range(51, 201))
    index.merge_tail()
    assert sorted(found("칩")) == list(range(1, 51))


def test_a_whole_article_costs_as_many_statements_as_one_claim(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.rebuild([{key: ["칩", f"w{key % 7}"] for key in range(1, 2000)}], nothing)
    index.put({5000: ["칩"]})
    asked: list[str] = []

    def counted(statement: LiteralString, *given: object) -> list[tuple[Any, ...]]:
        asked.append(statement)
        return ask(statement, *given)

    monkeypatch.setattr(searching, "ask", counted)
    with CaptureQueriesContext(connection) as others:
        index.search({0: ["칩", "w3"]})
        one = len(asked)
        index.search({n: ["칩", f"w{n % 7}", "없음"] for n in range(40)}, exclude=range(40))
    assert one == len(asked) - one == 1
    assert len(others) == 0


def test_a_store_of_any_size_is_merged_before_its_tail_is_long(db: None) -> None:
    assert not index.is_merge_due()
    index.put({1: ["칩"]})
    assert index.is_merge_due()
    index.merge_tail()
    assert not index.is_merge_due()
    index.rebuild([{key: ["칩"] for key in range(1, 201)}], nothing)
    index.put({key: ["칩"] for key in range(201, 210)})
    assert not index.is_merge_due()
    index.put({210: ["칩"]})
    assert index.is_merge_due()


# --- a rebuild ----------------------------------------------------------------------------


def test_a_rebuild_takes_the_place_of_the_index_at_its_end(db: None) -> None:
    index.put({1: ["칩"], 2: ["칩"], 3: ["칩"]})

    def source() -> Iterator[Rows]:
        yield {1: ["칩"], 2: ["칩"], 3: ["칩"], 4: []}
        index.put({1: ["금지"], 5: ["칩"]})  # edited and added after they were read or passed
        index.drop([2])
        assert sorted(found("칩")) == [3, 5]
        assert found("금지") == [1]

    told: list[int] = []
    assert index.rebuild(source(), told.append) == 3
    assert told == [3]
    for _merged in range(2):
        assert sorted(found("칩")) == [3, 5]
        assert found("금지") == [1]
        index.merge_tail()
    states = Generation.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [GenerationState.RETIRED, GenerationState.LIVE]


def test_a_key_that_the_source_gives_twice_has_the_terms_it_gave_last(db: None) -> None:
    assert index.rebuild([{1: ["칩"], 2: ["칩"]}, {1: ["금지"]}], nothing) == 2
    assert found("칩") == [2]
    assert found("금지") == [1]
    assert Generation.objects.get().emptied == 1


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(db: None) -> None:
    index.put({1: ["칩"]})

    def source() -> Iterator[Rows]:
        yield {2: ["칩"]}
        raise RuntimeError("the source is gone")

    with pytest.raises(RuntimeError):
        index.rebuild(source(), nothing)
    assert found("칩") == [1]
    assert not Generation.objects.filter(state=GenerationState.BUILDING).exists()
    assert index.rebuild([{1: ["금지"]}], nothing) == 1
    assert found("금지") == [1]


def test_what_was_retired_is_removed_when_its_searches_have_ended(db: None) -> None:
    index.put({1: ["칩"]})
    index.merge_tail()
    old = Generation.objects.get().pk
    index.rebuild([{1: ["칩"]}], nothing)
    index.merge_tail()
    assert Term.objects.filter(generation=old).exists()
    Generation.objects.filter(pk=old).update(retired_at=timezone.now() - dt.timedelta(minutes=2))
    index.merge_tail()
    assert not any(model.objects.filter(generation=old).exists() for model in ROWS)
    assert not Generation.objects.filter(pk=old).exists()
    assert found("칩") == [1]


# --- several at once ----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_first_puts_at_once_share_one_index() -> None:
    in_threads(*(lambda key=key: index.put({key: ["칩"]}) for key in range(1, 5)))
    assert Generation.objects.count() == 1
    assert sorted(found("칩")) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_same_keys_and_mergers_at_once_leave_what_was_put_last() -> None:
    """Whatever order they came in: each key has the terms of one put, and no other finds it."""
    done = threading.Event()

    def write(name: str, seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311  (an order, not a secret)
        for _turn in range(25):
            keys = rng.sample(range(1, 9), 4)
            index.put({key: ["칩", name] for key in keys} | {keys[0]: []})

    def merge() -> None:
        while not done.is_set():
            index.merge_tail()

    def write_both() -> None:
        try:
            in_threads(lambda: write("가", 1), lambda: write("나", 2))
        finally:
            done.set()

    in_threads(write_both, merge, merge)
    for _merged in range(2):
        first, second, both = set(found("가")), set(found("나")), set(found("칩"))
        assert not first & second
        assert first | second == both
        index.merge_tail()
    assert not WaitingPosting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_merge_that_is_rolled_back_was_never_seen() -> None:
    """Its documents' numbers are given to other keys, also where it was searched meanwhile."""
    index.put({1: ["칩"], 2: ["칩"]})
    index.merge_tail()
    assert sorted(found("칩")) == [1, 2]
    with transaction.atomic():
        index.put({1: ["금지"], 3: ["칩"]})
        index.merge_tail()
        assert sorted(found("칩")) == [2, 3]
        transaction.set_rollback(True)
    assert sorted(found("칩")) == [1, 2]
    index.put({4: ["칩"], 5: ["칩"]})
    index.merge_tail()
    assert sorted(found("칩")) == [1, 2, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_what_others_merge_is_seen_by_who_searched_before() -> None:
    index.put({1: ["칩", "금지"], 2: ["칩"], 3: ["칩"]})
    index.merge_tail()
    assert sorted(found("칩")) == [1, 2, 3]

    def others() -> None:
        index.put({1: ["칩"], 2: [], 4: ["칩"]})
        index.merge_tail()

    in_threads(others)
    assert sorted(found("칩")) == [1, 3, 4]
    assert found("금지") == []
    in_threads(lambda: index.rebuild([{7: ["칩"]}], nothing))
    assert found("칩") == [7]


@pytest.mark.django_db(transaction=True)
def test_searches_miss_nothing_while_it_is_merged() -> None:
    keys = set(range(1, 301))
    index.put({key: ["칩", f"own-{key}"] for key in keys})
    done = threading.Event()

    def rewrite() -> None:
        try:
            for turn in range(6):
                index.put({1000 + turn: ["칩"]})
                index.merge_tail()
        finally:
            done.set()

    def search() -> None:
        while not done.is_set():
            assert keys <= set(found("칩", limit=1000))

    in_threads(rewrite, search, search)


@pytest.mark.django_db(transaction=True)
def test_no_put_is_lost_while_it_is_rebuilt() -> None:
    """Those that were open when the rebuild began are waited for, the others reach both."""
    index.put({1: ["칩"]})
    is_put, go_on = threading.Event(), threading.Event()

    def slow_put() -> None:
        with transaction.atomic():
            index.put({2: ["칩"]})
            is_put.set()
            go_on.wait(30)

    def source() -> Iterator[Rows]:
        assert sorted(found("칩")) == [1, 2]
        yield {1: ["칩"], 2: ["칩"]}
        index.put({3: ["칩"]})

    def rebuild() -> None:
        is_put.wait(30)
        timer = threading.Timer(0.3, go_on.set)
        timer.start()
        index.rebuild(source(), nothing)
        timer.join()

    in_threads(slow_put, rebuild)
    assert sorted(found("칩")) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_one_rebuild_at_a_time() -> None:
    def source() -> Iterator[Rows]:
        yield {1: ["칩"]}

        def second() -> None:
            with pytest.raises(Conflict) as refused:
                index.rebuild([], nothing)
            assert refused.value.code == "rebuilding"

        in_threads(second)

    assert index.rebuild(source(), nothing) == 1


KILLED = """
import sys, time
import django; django.setup()
from claims.index import services as index
def source():
    yield {key: ["칩", "새"] for key in range(1, 3000)}
    print("half-way", flush=True)
    time.sleep(600)
index.rebuild(source(), lambda done: None)
"""


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_killed_leaves_the_old_index_and_nothing_in_the_way() -> None:
    index.put({1: ["칩"]})
    database = connection.settings_dict
    host = str(database["HOST"]).replace("/", "%2F")
    user = database["USER"] or "postgres"
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    port = f":{database['PORT']}" if database["PORT"] else ""
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{user}{password}@{host}{port}/{database['NAME']}",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings.testing",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half-way\n"
    index.put({2: ["칩"]})
    with pytest.raises(Conflict):
        index.rebuild([], nothing)
    process.kill()
    process.wait()
    process.stdout.close()
    assert sorted(found("칩")) == [1, 2]
    assert found("새") == []
    until_free(Lock.REBUILDING)
    generations.tidy()
    assert not Generation.objects.filter(state=GenerationState.BUILDING).exists()
    assert index.rebuild([{1: ["칩"], 2: ["칩"]}], nothing) == 2
    assert sorted(found("칩")) == [1, 2]


def until_free(lock: Lock) -> None:
    """The server notices within moments that a client was killed."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with transaction.atomic():
            if generations.try_hold(lock):
                return
        time.sleep(0.05)
    raise AssertionError("the killed process still holds its lock")
