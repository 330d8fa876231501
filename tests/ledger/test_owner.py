"""Whatever the owner of the tables does to the record, with its triggers set aside, is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from claims.ledger import checkpoints
from claims.ledger import services as ledger
from claims.ledger.models import Checkpoint, Entry, EntryBody
from tests.factories import Newsroom
from tests.ledger.test_ledger import append, tamper

LENGTH = 10
Row = tuple[Entry, EntryBody]


@pytest.fixture
def signed(newsroom: Newsroom, settings: Settings) -> Checkpoint:
    """A chain of ten entries, and the checkpoint of its head that a reader kept."""
    settings.LEDGER_SIGNING_KEY = "a secret of this test and of nobody else"
    while (head := append(newsroom.minjun, note="기록").seq) < LENGTH - 1:
        pass
    with transaction.atomic():
        ledger.append("test.noted", subject=newsroom.hana, by=newsroom.minjun)
    assert head + 1 == LENGTH
    made = checkpoints.sign_head(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC))
    assert made is not None
    assert ledger.first_fault([made]) is None
    return made


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("seq", "seq + 100"),
        ("at", "at - interval '1 us'"),
        ("kind", "kind || 'x'"),
        ("subject_kind", "'verdict'"),
        ("subject_id", "gen_random_uuid()"),
        ("digest", "sha256(digest)"),
        ("previous", "sha256(previous)"),
        ("hash", "sha256(hash)"),
    ],
)
def test_a_changed_header_is_found_at_its_place(
    signed: Checkpoint, column: str, value: str
) -> None:
    assert {field.column for field in Entry._meta.fields} >= {column}
    for seq in (1, 6, LENGTH):
        assert f"entry {seq} " in fault_after(
            f"UPDATE claims_entry SET {column} = {value} WHERE seq = {seq}"  # noqa: S608
        )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("seq", "seq + 100"),
        ("salt", "sha256(salt)"),
        ("salt", "NULL"),
        ("content", """content || '{"note": "다르다"}'"""),
        ("content", "content - 'by'"),
        ("content", "NULL"),
        ("actor_id", "(SELECT max(id) FROM claims_user)"),
        ("actor_id", "CASE WHEN actor_id IS NULL THEN 0 END"),
    ],
)
def test_a_changed_body_is_found_at_its_place(signed: Checkpoint, column: str, value: str) -> None:
    for seq in (1, 6, LENGTH):
        assert f"the body of entry {seq} " in fault_after(
            f"UPDATE claims_entrybody SET {column} = {value} WHERE seq = {seq}"  # noqa: S608
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_checkpoint SET day = day - 1",
        "UPDATE claims_checkpoint SET seq = seq - 1",
        "UPDATE claims_checkpoint SET hash = sha256(hash)",
        "UPDATE claims_checkpoint SET key = sha256(key)",
        "UPDATE claims_checkpoint SET signature = signature || signature",
        "DELETE FROM claims_checkpoint",
    ],
)
def test_a_changed_checkpoint_is_found(signed: Checkpoint, statement: str) -> None:
    assert f"checkpoint of {signed.day}" in fault_after(statement, signed) or "DATE" in statement
    assert fault_after(statement, signed)


def fault_after(statement: str, *kept: Checkpoint) -> str:
    """The fault that is found once the owner did this; it is undone again."""
    with transaction.atomic():
        tamper(statement)
        found = ledger.first_fault(kept)
        transaction.set_rollback(True)
    assert found is not None, statement
    return found


def swap(rows: list[Row], one: int, other: int) -> None:
    rows[one], rows[other] = rows[other], rows[one]


def delete(rows: list[Row], one: int, other: int) -> None:
    del rows[one]


def insert(rows: list[Row], one: int, other: int) -> None:
    """A copy of one entry at another place."""
    entry, body = rows[one]
    copy = Entry(**{field.attname: getattr(entry, field.attname) for field in Entry._meta.fields})
    rows.insert(other, (copy, EntryBody(salt=body.salt, content=body.content, actor=body.actor)))


def edit(rows: list[Row], one: int, other: int) -> None:
    rows[one][0].kind += "x"


PLACE = st.integers(0, LENGTH - 4)  # three may have been deleted before


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([swap, delete, insert, edit]), PLACE, PLACE),
        min_size=1,
        max_size=3,
    ),
    made_to_fit=st.booleans(),
)
def test_no_other_history_leads_to_a_kept_checkpoint(
    signed: Checkpoint,
    steps: Sequence[tuple[object, int, int]],
    made_to_fit: bool,
) -> None:
    rows = [(entry, entry.body) for entry in Entry.objects.order_by("seq").select_related("body")]
    before = [entry.hash for entry, _body in rows]
    for step, one, other in steps:
        step(rows, one, other)  # type: ignore[operator]
    with transaction.atomic():
        write(rows, made_to_fit=made_to_fit)
        after = list(Entry.objects.order_by("seq").values_list("hash", flat=True))
        unchanged = after == before and not any(step is edit for step, *_places in steps)
        found = ledger.first_fault([signed])
        transaction.set_rollback(True)
    assert (found is None) is unchanged, found
    if made_to_fit and found is not None:
        assert f"signed on {signed.day}" in found


def write(rows: list[Row], *, made_to_fit: bool) -> None:
    """Put these rows in place of the record, numbered in their order and, if told so, chained."""
    tamper("DELETE FROM claims_entrybody; DELETE FROM claims_entry")
    previous = ledger.GENESIS
    for seq, (entry, body) in enumerate(rows, start=1):
        entry.seq = body.entry_id = seq
        if made_to_fit:
            entry.previous = previous
            entry.hash = previous = ledger.header_hash(entry)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_entry DROP CONSTRAINT claims_entry_hash_key")
    Entry.objects.bulk_create(entry for entry, _body in rows)
    EntryBody.objects.bulk_create(body for _entry, body in rows)
