"""What Prometheus is told, and who may ask."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from claims.ledger.models import Checkpoint, Entry
from claims.notices.models import Delivery
from claims.people.rules import Scope
from claims.rechecks.models import Recheck
from claims.tasks import QUEUES
from claims.work.models import DueWork, LedgerCursor, WorkState
from claims.work.watching import Watched, condition, standing
from tests.api import world as worlds
from tests.factories import Newsroom, draft

pytestmark = pytest.mark.django_db
TOKEN = "scraper-" + "7" * 30


def scraped(client: Client, **headers: str) -> dict[tuple[str, str], float]:
    """Each value by its name and its labels' values."""
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200, response.content
    return {
        (sample.name.removeprefix("factcheck_"), " ".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


@pytest.fixture
def scraper(settings: Settings) -> dict[str, str]:
    settings.METRICS_TOKEN = TOKEN
    return {"Authorization": f"Bearer {TOKEN}"}


def rechecks(newsroom: Newsroom) -> dict[str, Recheck]:
    """One re-check that stands in each way."""
    now = timezone.now()
    ways: dict[str, dict[str, Any]] = {
        "due": {"next_attempt_at": now - dt.timedelta(minutes=1)},
        "overdue": {"next_attempt_at": now - dt.timedelta(minutes=9)},
        "running": {
            "next_attempt_at": now - dt.timedelta(minutes=9),
            "claimed_until": now + dt.timedelta(seconds=10),
            "claim_token": uuid.uuid4(),
            "attempts": 1,
        },
        "failed": {"next_attempt_at": now + dt.timedelta(minutes=5), "last_error": "no"},
        "scheduled": {"next_attempt_at": now + dt.timedelta(days=7)},
        "stopped": {"state": WorkState.STOPPED, "attempts": 8, "last_error": "no"},
        "done": {"state": WorkState.DONE, "outcome": "stands", "finished_at": now},
    }
    return {
        way: Recheck.objects.create(verdict=draft(newsroom), cause="schedule", **said)
        for way, said in ways.items()
    }


def test_what_stands_how_is_counted_when_it_is_asked(
    newsroom: Newsroom, client: Client, scraper: dict[str, str]
) -> None:
    rows = rechecks(newsroom)
    Delivery.objects.create(channel="mail", user=newsroom.minjun, key="a")
    Delivery.objects.create(channel="mail", user=newsroom.minjun, key="b", state="stopped")
    head = Entry.objects.latest("seq")
    LedgerCursor.objects.create(name="notices", position=head.seq - 3)
    Checkpoint.objects.create(
        day=timezone.localdate(),
        seq=head.seq,
        hash=bytes(head.hash),
        key=bytes(32),
        signature=bytes(64),
        made_at=timezone.now() - dt.timedelta(hours=2),
    )
    seen = scraped(client, **scraper)
    counted = {
        name: seen[f"work_{name}", "rechecks"] for name in ("due", "overdue", "running", "stopped")
    }
    assert counted == {"due": 2, "overdue": 1, "running": 1, "stopped": 1}
    assert 540 <= seen["work_oldest_due_seconds", "rechecks"] < 600
    assert seen["work_due", "deliveries"] == seen["deliveries", "mail waiting"] == 1
    assert seen["work_stopped", "deliveries"] == seen["deliveries", "mail stopped"] == 1
    assert seen["work_due", "feeds"] == seen["work_oldest_due_seconds", "feeds"] == 0
    assert seen["ledger_entries", ""] == head.seq
    assert 7200 <= seen["ledger_checkpoint_age_seconds", ""] < 7260
    assert seen["follower_lag_entries", "notices"] == 3
    assert seen["follower_lag_entries", "links"] == head.seq, "it has read nothing"
    now = timezone.now()
    for way, row in rows.items():
        assert standing(row, now=now) == way
        assert row in Recheck.objects.filter(condition(way, now=now))
    both = set(Recheck.objects.filter(condition(Watched.DUE, now=now)))
    assert both == {rows["due"], rows["overdue"]}


def test_metrics_take_as_many_queries_for_many_as_for_few(
    newsroom: Newsroom, client: Client, scraper: dict[str, str]
) -> None:
    counts = []
    for _round in range(2):
        rechecks(newsroom)
        with CaptureQueriesContext(connection) as queries:
            scraped(client, **scraper)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 25


@pytest.mark.parametrize("model", [model for model, _perform in QUEUES.values()])
def test_what_stopped_is_counted_by_its_index(model: type[DueWork]) -> None:
    # As it is counted: an order would let an empty table's planner walk the primary key instead.
    stopped = model._default_manager.filter(
        condition(Watched.STOPPED, now=timezone.now())
    ).order_by()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "_stopped " in stopped.explain()


def test_metrics_are_for_the_token_readers_keys_and_the_desk(
    newsroom: Newsroom, client: Client, scraper: dict[str, str], settings: Settings
) -> None:
    for authorization in ("", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", "Bearer fc_\xe9"):
        answer = client.get("/metrics", headers={"Authorization": authorization})
        assert answer.status_code == 401, authorization
        assert b"factcheck" not in answer.content
    readers = worlds.key(newsroom.hana, [Scope.READ])[1]
    writers = worlds.key(newsroom.hana, [Scope.ARTICLES])[1]
    assert scraped(client, Authorization=f"Bearer {readers}")
    assert client.get("/metrics", headers={"Authorization": f"Bearer {writers}"}).status_code == 401
    client.force_login(newsroom.stranger)
    assert client.get("/metrics").status_code == 401
    client.force_login(newsroom.hana)
    assert scraped(client)
    assert client.post("/metrics").status_code == 405
    settings.METRICS_TOKEN = ""
    empty = Client().get("/metrics", headers={"Authorization": "Bearer "})
    assert empty.status_code == 401, "no token is not an empty token"
