"""The ledger takes entries in one line, keeps them, and finds what was done to it."""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Callable
from unittest.mock import Mock, patch

import pytest
import rfc8785
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from claims.ledger import services as ledger
from claims.ledger.models import Entry, EntryBody
from claims.people.models import Machine
from claims.people.public_ids import new_public_id
from tests.factories import SETUP, Newsroom, article, content_of

BY = Machine("scribe")


def append(subject: object, kind: str = "test.noted", **content: object) -> Entry:
    with transaction.atomic():
        return ledger.append(kind, subject=subject, by=BY, **content)  # type: ignore[arg-type]


@pytest.fixture
def chain(newsroom: Newsroom) -> list[Entry]:
    """The entries of the people's accounts and five more."""
    for number in range(5):
        append(newsroom.minjun, note=f"기록 {number}", number=number)
    assert ledger.first_fault() is None
    return list(Entry.objects.order_by("seq"))


def tamper(sql: str) -> None:
    """What somebody with the whole database in their hands can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_an_entry_says_who_did_what_to_what(newsroom: Newsroom) -> None:
    with transaction.atomic():
        entry = ledger.append(
            "test.noted", subject=newsroom.hana, by=newsroom.minjun, note="보았다"
        )
    assert (entry.kind, entry.subject_kind) == ("test.noted", "user")
    assert entry.subject_id == newsroom.hana.public_id
    body = EntryBody.objects.get(entry=entry)
    assert body.content == {"by": newsroom.minjun.ledger_name, "note": "보았다"}
    assert body.actor == newsroom.minjun
    assert bytes(entry.digest) == ledger.body_digest(bytes(body.salt or b""), content_of(entry))


def test_many_entries_are_one_query_and_in_their_order(
    newsroom: Newsroom, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = Entry.objects.count()
    changes: list[ledger.Change] = [
        ("test.noted", newsroom.hana, {"number": number}) for number in range(30)
    ]
    with django_assert_num_queries(1):
        made = ledger.append_many(changes, by=newsroom.minjun)
    assert made == list(Entry.objects.after(before).select_related("body"))
    assert [content_of(entry)["number"] for entry in made] == list(range(30))
    assert {entry.body.actor for entry in made} == {newsroom.minjun}
    assert ledger.append_many([], by=BY) == []
    assert ledger.first_fault() is None


PLAIN = st.characters(exclude_categories=["Cs"], exclude_characters="\0")  # what a text may hold


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(names=st.lists(st.tuples(st.text(PLAIN, max_size=60), st.text(PLAIN, max_size=40))))
def test_the_database_hashes_a_header_as_rfc_8785_says(names: list[tuple[str, str]]) -> None:
    def kind_of(subject: Mock) -> str:
        kind: str = subject.kind
        return kind

    changes: list[ledger.Change] = [
        (kind, Mock(kind=other, public_id=new_public_id()), {}) for kind, other in names
    ]
    with patch("claims.ledger.services.kind_of", kind_of):
        made = ledger.append_many(changes, by=BY)
    for entry in Entry.objects.filter(seq__in=[entry.seq for entry in made]):
        canonical = rfc8785.dumps(ledger.header(entry))
        assert bytes(entry.hash) == hashlib.sha256(canonical).digest()
        assert bytes(entry.hash) == ledger.header_hash(entry)
    assert {(entry.seq, entry.at) for entry in made} <= set(Entry.objects.values_list("seq", "at"))


def test_each_entry_names_the_one_before_it(chain: list[Entry]) -> None:
    assert [entry.seq for entry in chain] == list(range(1, len(chain) + 1))
    assert bytes(chain[0].previous) == ledger.GENESIS
    for before, after in itertools.pairwise(chain):
        assert bytes(after.previous) == bytes(before.hash)


def test_two_entries_of_equal_content_have_different_digests(newsroom: Newsroom) -> None:
    first, second = append(newsroom.hana, note="같다"), append(newsroom.hana, note="같다")
    assert bytes(first.digest) != bytes(second.digest)


@given(
    a=st.dictionaries(st.text(max_size=8), st.integers(-(2**53) + 1, 2**53 - 1) | st.text()),
    b=st.dictionaries(st.text(max_size=8), st.integers(-(2**53) + 1, 2**53 - 1) | st.text()),
)
def test_the_digest_depends_on_the_content_and_on_nothing_else(
    a: dict[str, object], b: dict[str, object]
) -> None:
    salt = b"s" * 16
    turned = dict(reversed(list(a.items())))
    assert ledger.body_digest(salt, a) == ledger.body_digest(salt, turned)
    assert (ledger.body_digest(salt, a) == ledger.body_digest(salt, b)) == (a == b)
    assert ledger.body_digest(b"t" * 16, a) != ledger.body_digest(salt, a)


def test_what_is_rolled_back_leaves_no_gap(newsroom: Newsroom) -> None:
    head = append(newsroom.hana).seq
    with transaction.atomic():
        ledger.append("test.noted", subject=newsroom.hana, by=BY)
        transaction.set_rollback(True)
    assert append(newsroom.hana).seq == head + 1


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_with_the_change_it_records_or_not_at_all() -> None:
    newsroom = Newsroom()
    with pytest.raises(transaction.TransactionManagementError):
        ledger.append("test.noted", subject=newsroom.hana, by=BY)


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_make_one_chain_without_fork_or_gap() -> None:
    newsroom = Newsroom()
    before = Entry.objects.count()
    start = threading.Barrier(8)
    errors: list[Exception] = []

    def write(name: int) -> None:
        try:
            start.wait()
            for number in range(6):
                append(newsroom.hana, writer=name, number=number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    entries = list(Entry.objects.order_by("seq"))
    assert [entry.seq for entry in entries] == list(range(1, before + 48 + 1))
    assert ledger.first_fault() is None
    for writer in range(8):
        written = EntryBody.objects.filter(content__writer=writer).order_by("pk")
        assert [content_of(body.entry)["number"] for body in written] == list(range(6))


@pytest.mark.parametrize(
    "attempt",
    [
        lambda row: Entry.objects.filter(pk=row.pk).update(kind="test.other"),
        lambda row: row.delete(),
        lambda row: Entry.objects.filter(pk=row.pk)._raw_delete("default"),
        lambda row: EntryBody.objects.filter(pk=row.pk).update(content={"by": "machine:other"}),
        lambda row: EntryBody.objects.filter(pk=row.pk).update(salt=None),
        lambda row: EntryBody.objects.filter(pk=row.pk)._raw_delete("default"),
        lambda row: connection.cursor().execute("TRUNCATE claims_entry CASCADE"),
        lambda row: connection.cursor().execute("TRUNCATE claims_entrybody"),
    ],
    ids=[
        *("update", "delete", "raw-delete", "body-update", "half-erased", "body-delete"),
        *("truncate", "body-truncate"),
    ],
)
def test_the_database_refuses_to_change_the_record(
    chain: list[Entry], attempt: Callable[[Entry], object]
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        attempt(chain[-2])
    assert ledger.first_fault() is None
    assert Entry.objects.count() == len(chain)


def test_a_body_can_be_erased_on_record_and_the_chain_is_still_proved(
    chain: list[Entry], newsroom: Newsroom
) -> None:
    EntryBody.objects.filter(pk=3).update(salt=None, content=None, actor=None)
    assert EntryBody.objects.get(pk=3).content is None
    assert ledger.first_fault() == "bodies are empty: 1, of which the record tells of 0"
    append(newsroom.minjun, "user.erased", bodies=1)
    assert ledger.first_fault() is None
    with pytest.raises(DatabaseError), transaction.atomic():
        EntryBody.objects.filter(pk=3).update(content={"by": "machine:other"})


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE claims_entry SET kind = 'test.other' WHERE seq = 4", "entry 4 was changed"),
        ("UPDATE claims_entry SET at = at + interval '1 us' WHERE seq = 4", "entry 4 was changed"),
        ("UPDATE claims_entry SET subject_kind = 'x' WHERE seq = 4", "entry 4 was changed"),
        ("UPDATE claims_entry SET hash = digest WHERE seq = 4", "entry 4 was changed"),
        (
            "DELETE FROM claims_entrybody WHERE seq = 4; DELETE FROM claims_entry WHERE seq = 4",
            "entry 4 is missing",
        ),
        (
            "DELETE FROM claims_entrybody WHERE seq = 1; DELETE FROM claims_entry WHERE seq = 1",
            "entry 1 is missing",
        ),
        (
            "UPDATE claims_entry SET seq = 109 - seq WHERE seq IN (4, 5);"
            "UPDATE claims_entry SET seq = seq - 100 WHERE seq > 100",
            "entry 4 does not follow entry 3",
        ),
        (
            "INSERT INTO claims_entry SELECT max(seq) + 1, now(), 'test.forged', 'user',"
            " gen_random_uuid(), sha256('a'), sha256('b'), sha256('c') FROM claims_entry",
            "entry 11 does not follow entry 10",
        ),
        (
            """UPDATE claims_entrybody SET content = content || '{"note": "새"}' WHERE seq = 7""",
            "the body of entry 7 was changed",
        ),
        ("UPDATE claims_entrybody SET salt = '\\x00' WHERE seq = 7", "the body of entry 7"),
        ("UPDATE claims_entrybody SET content = NULL WHERE seq = 7", "the body of entry 7"),
        ("UPDATE claims_entrybody SET content = 'null' WHERE seq = 7", "the body of entry 7"),
        ("UPDATE claims_entrybody SET content = '[1]' WHERE seq = 7", "the body of entry 7"),
        (
            """UPDATE claims_entrybody SET content = '{"by": 1e400}' WHERE seq = 7""",
            "the body of entry 7 was changed",
        ),
        (
            """UPDATE claims_entrybody SET salt = NULL, content = '{"by": "x"}' WHERE seq = 7""",
            "the body of entry 7 was changed",
        ),
        (
            "UPDATE claims_entrybody SET actor_id = (SELECT max(id) FROM claims_user)"
            " WHERE seq = 7",
            "the body of entry 7 names another actor",
        ),
        ("DELETE FROM claims_entrybody WHERE seq = 7", "the body of entry 7 is missing"),
    ],
)
def test_what_was_done_behind_its_back_is_found_at_its_place(
    chain: list[Entry], sql: str, fault: str
) -> None:
    assert chain[-1].seq == 10
    tamper(sql)
    found = ledger.first_fault()
    assert found is not None
    assert found.startswith(fault)


def test_the_command_tells_the_head_or_fails_with_the_fault(
    chain: list[Entry], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_ledger")
    head = bytes(chain[-1].hash).hex()
    assert capsys.readouterr().out == f"10 entries, head {head}, 0 checkpoints\n"
    tamper("UPDATE claims_entry SET kind = 'test.other' WHERE seq = 2")
    with pytest.raises(CommandError, match="entry 2 was changed"):
        call_command("verify_ledger")


def test_the_history_of_a_subject_is_read_newest_first(newsroom: Newsroom) -> None:
    kept = article(by=SETUP)
    append(kept, "test.first")
    append(newsroom.hana, "test.elsewhere")
    append(kept, "test.second")
    assert [entry.kind for entry in Entry.objects.about(kept)] == [
        "test.second",
        "test.first",
        "article.added",
    ]
