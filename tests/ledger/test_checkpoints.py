"""Signed heads: one a day, published, and proof against whoever owns the database."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django import Settings

from claims import tasks
from claims.ledger import checkpoints, services, verifier
from claims.ledger.models import Checkpoint, Entry
from tests.api import live
from tests.factories import Newsroom
from tests.ledger.test_ledger import append, tamper

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def signing(settings: Settings) -> None:
    settings.LEDGER_SIGNING_KEY = "a secret of this test and of nobody else"


def days(newsroom: Newsroom, count: int) -> list[Checkpoint]:
    """One entry and one checkpoint on each of ``count`` days."""
    for number in range(count):
        append(newsroom.minjun, note=f"기록 {number}")
        checkpoints.sign_head(NOON + dt.timedelta(days=number))
    return list(Checkpoint.objects.order_by("day"))


def rewrite_from(seq: int) -> None:
    """Change an entry and make every later hash fit again, as only the owner can."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for entry in Entry.objects.filter(seq__gte=seq).order_by("seq"):
            if entry.seq == seq:
                entry.kind = "test.rewritten"
            else:
                entry.previous = Entry.objects.get(seq=entry.seq - 1).hash
            cursor.execute(
                "UPDATE claims_entry SET kind = %s, previous = %s, hash = %s WHERE seq = %s",
                [entry.kind, bytes(entry.previous), services.header_hash(entry), entry.seq],
            )
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_one_head_is_signed_a_day(newsroom: Newsroom) -> None:
    first, second = days(newsroom, 2)
    assert (second.day - first.day).days == 1
    assert bytes(second.hash) == bytes(Entry.objects.get(seq=second.seq).hash)
    append(newsroom.minjun)
    assert checkpoints.sign_head(NOON + dt.timedelta(days=1, hours=3)) is None
    assert Checkpoint.objects.count() == 2
    assert services.first_fault() is None


def test_without_a_key_or_an_entry_nothing_is_signed(db: None, settings: Settings) -> None:
    assert checkpoints.sign_head(NOON) is None
    append(Newsroom().hana)
    settings.LEDGER_SIGNING_KEY = ""
    assert checkpoints.sign_head(NOON) is None
    assert not Checkpoint.objects.exists()


def test_the_tick_signs(newsroom: Newsroom) -> None:
    tasks.tick()
    assert Checkpoint.objects.get().seq <= Entry.objects.count()


def test_the_tick_signs_while_a_follower_fails(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(newsroom.minjun)

    def fails(_entry: Entry) -> None:
        raise RuntimeError("a follower that cannot go on")

    monkeypatch.setattr(tasks, "FOLLOWERS", {"failing": fails})
    with pytest.raises(ExceptionGroup, match="could not be followed"):
        tasks.tick()
    assert Checkpoint.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 1},
        {"hash": bytes(32)},
        {"day": dt.date(2026, 3, 1)},
        {"signature": bytes(64)},
    ],
    ids=["seq", "hash", "day", "signature"],
)
def test_a_changed_checkpoint_is_found(newsroom: Newsroom, changes: dict[str, object]) -> None:
    (made,) = days(newsroom, 1)
    for name, value in changes.items():
        setattr(made, name, value)
    assert not checkpoints.is_signed(made)
    assert services.first_fault([made]) == f"the checkpoint of {made.day} was changed"


def test_the_database_keeps_checkpoints(newsroom: Newsroom) -> None:
    days(newsroom, 1)
    for attempt in (
        lambda: Checkpoint.objects.update(seq=1),
        lambda: Checkpoint.objects.all()._raw_delete("default"),
        lambda: connection.cursor().execute("TRUNCATE claims_checkpoint"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert Checkpoint.objects.count() == 1


def test_a_chain_made_to_fit_again_does_not_lead_to_its_checkpoints(newsroom: Newsroom) -> None:
    first, second = days(newsroom, 2)
    rewrite_from(first.seq)
    assert services.first_fault() == (
        f"entry {first.seq} is not the one that was signed on {first.day}"
    )
    assert second.seq > first.seq


def test_a_cut_off_end_is_found(newsroom: Newsroom) -> None:
    _first, second = days(newsroom, 2)
    last = "WHERE seq = (SELECT max(seq) FROM claims_entry)"
    tamper(f"DELETE FROM claims_entrybody {last}; DELETE FROM claims_entry {last}")  # noqa: S608
    assert services.first_fault() == (
        f"entry {second.seq} is missing, which was signed on {second.day}"
    )


def test_a_kept_checkpoint_finds_what_was_rewritten_and_signed_again(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """The owner has the key as well: only what somebody else kept is left to tell."""
    first, second = days(newsroom, 2)
    kept = tmp_path / "kept.json"
    rows = [checkpoints.as_json(row) for row in (first, second)]
    kept.write_text(json.dumps({"checkpoints": rows}))
    call_command("verify_ledger", kept=kept)
    rewrite_from(second.seq)
    tamper("DELETE FROM claims_checkpoint WHERE id > (SELECT min(id) FROM claims_checkpoint)")
    checkpoints.sign_head(NOON + dt.timedelta(days=1))
    call_command("verify_ledger")
    with pytest.raises(CommandError, match=f"entry {second.seq} is not the one that was signed"):
        call_command("verify_ledger", kept=kept)


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"checkpoints": [{}]}', '{"checkpoints": [5]}', '{"checkpoints": 5}'],
)
def test_a_file_of_no_checkpoints_is_refused(db: None, tmp_path: Path, content: str) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(content)
    with pytest.raises(CommandError, match=r"not a list of checkpoints") as refused:
        call_command("verify_ledger", kept=kept)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "٣", "9" * 30])
def test_headers_are_asked_for_by_number(db: None, client: Client, after: str) -> None:
    assert client.get("/ledger/headers.jsonl", {"after": after}).status_code == 400


def test_the_page_shows_what_is_signed(newsroom: Newsroom, client: Client) -> None:
    assert "Nothing is signed yet" in client.get("/ledger/", headers={"accept-language": "en"}).text
    (made,) = days(newsroom, 1)
    assert bytes(made.hash).hex() in client.get("/ledger/").text
    # What was said and by whom stays inside.
    published = b"".join(client.get("/ledger/headers.jsonl")).decode()
    assert published.count("\n") == Entry.objects.count()
    assert "기록" not in published
    assert newsroom.minjun.ledger_name not in published


@pytest.mark.django_db(transaction=True)
def test_a_reader_verifies_from_outside(tmp_path: Path) -> None:
    newsroom = Newsroom()
    days(newsroom, 3)
    program = shutil.copy(verifier.__file__, tmp_path / "verifier.py")

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", program, f"{origin}/", *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    with live.server(tmp_path) as origin:
        done = run("--save", "kept.json")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "3 published checkpoints, 0 kept: the chain leads to each" in done.stdout
        with transaction.atomic():
            rewrite_from(Entry.objects.count() - 1)
        done = run("--kept", "kept.json")
        assert done.returncode == 1
        assert "is not the one that was signed on 2026-03-0" in done.stdout
        with transaction.atomic():
            tamper("UPDATE claims_entry SET kind = 'x' WHERE seq = 2")
        done = run()
        assert (done.returncode, done.stdout) == (1, "FAULT: entry 2 was changed\n")
    assert run().returncode == 2, "nobody answers"
