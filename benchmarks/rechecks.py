"""Re-checks: finding what is due, looking again at unchanged pages, one change under many verdicts.

    .venv/bin/python -m benchmarks.rechecks [--due 1000000] [--rechecks 1500] [--under 1000]

Looking again runs through a Celery worker of two processes against a local origin (``origin.py``)
that answers 304, each verdict with an article of its own on a host of its own, since one host is
asked once a second. Its peer is a bare Celery task that only fetches the same addresses, in the
same worker and the same run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.origin import ETAG, body
from benchmarks.stack import stack

if TYPE_CHECKING:
    from claims.articles.models import Article

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the re-checks.")
    parser.add_argument("--due", type=int, default=1_000_000, help="verdicts that wait for a look")
    parser.add_argument("--rechecks", type=int, default=1500)
    parser.add_argument("--under", type=int, default=1000, help="verdicts that rest on one article")
    options = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    hosts = [f"http://127.{n // 250 + 1}.{n % 250}.1:{port}" for n in range(options.rechecks)]
    os.environ["FACTCHECK_ALLOWED_PRIVATE_ORIGINS"] = ",".join(hosts)
    with stack():
        articles = verdicts(hosts)
        looking_again(articles, hosts, port)
        fan_out(articles, options.under)
        for number in sorted({min(10_000, options.due), options.due}):
            due(number)


# --- what is due --------------------------------------------------------------------------


def due(number: int) -> None:
    """How long it takes to find and lock what is due, among so many verdicts that wait."""
    from django.db import connection, transaction
    from django.utils import timezone

    from claims.rechecks.models import Recheck

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claims_recheck WHERE state = 'waiting'")
        lacking = number - cursor.fetchone()[0]
        cursor.execute(
            """
            WITH made AS (
                INSERT INTO claims_verdict (public_id, stage, created_at)
                SELECT gen_random_uuid(), 'draft', now() FROM generate_series(1, %s) RETURNING id
            )
            INSERT INTO claims_recheck (
                public_id, state, next_attempt_at, attempts, last_error, requests, cause, reason,
                severity, step, outcome, created_at, verdict_id
            )
            SELECT gen_random_uuid(), 'waiting', now() + random() * interval '28 days', 0, '', 1,
                'schedule', '', 'note', 'look', '', now(), id
            FROM made
            """,
            [max(lacking, 0)],
        )
        cursor.execute("UPDATE claims_recheck SET next_attempt_at = now() WHERE id % 997 = 0")
        cursor.execute("VACUUM ANALYZE claims_recheck")

    def find() -> Any:
        rows = Recheck.objects.due(timezone.now()).select_for_update(skip_locked=True)
        return rows[:16]

    times = []
    for _ in range(101):
        with transaction.atomic():
            begin = time.perf_counter()
            found = len(find())
            times.append((time.perf_counter() - begin) * 1000)
        if not found:
            raise SystemExit("nothing is due")
    with transaction.atomic():
        plan = find().explain()
    used = sorted(
        {line.split(" using ")[1].split()[0] for line in plan.splitlines() if " using " in line}
    )
    print(
        f"what is due among {number:>9,}{statistics.median(times):10.2f} ms (median),"
        f" {max(times):.2f} ms (worst of {len(times)}); indexes: {', '.join(used)}"
    )


# --- looking again ------------------------------------------------------------------------


def looking_again(articles: list[Article], hosts: list[str], port: int) -> None:
    """Re-checks a second of unchanged pages, beside fetches a second of a bare task."""
    from celery import current_app

    from claims.rechecks.models import Recheck

    number = len(articles)
    with process("-m", "benchmarks.origin", str(port)):
        until(lambda: seen(port) is not None)
        for n, host in enumerate(hosts):
            current_app.send_task("benchmarks.fetch_only", args=[f"{host}/page/{n}"])
        with worker():
            until(lambda: seen(port)[0] >= number)
            _count, first, last = seen(port)
            bare = (number - 1) / (last - first)
            print(f"a bare task that fetches{bare:14.0f} / s")

            Recheck.objects.update(next_attempt_at=dt.datetime.now(dt.UTC))
            begin = time.perf_counter()
            for _process in range(2):
                current_app.send_task("claims.drain", args=["rechecks"])
            until(lambda: Recheck.objects.filter(state="done").count() >= number)
            reached = number / (time.perf_counter() - begin)
    outcomes = set(Recheck.objects.filter(state="done").values_list("outcome", flat=True))
    if outcomes != {"stands"} or seen_pages() != number:
        raise SystemExit(f"not each page was looked at once: {outcomes}, {seen_pages()} looks")
    print(f"re-checks, two processes{reached:14.0f} / s{reached / bare:8.2f} × the bare task")


def seen_pages() -> int:
    from claims.articles.models import Look

    return Look.objects.filter(outcome=Look.Outcome.UNCHANGED).count()


def seen(port: int) -> Any:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/seen", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None


def until(condition: Any, *, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit("it took too long")
        time.sleep(0.1)


@contextmanager
def worker() -> Iterator[None]:
    """A Celery worker of two processes that knows the bare task as well."""
    command = ["-m", "celery", "-A", "benchmarks.fetching", "worker", "-c", "2", "-l", "WARNING"]
    with process(*command):
        yield


@contextmanager
def process(*arguments: str) -> Iterator[None]:
    running = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait()


# --- one change under many ----------------------------------------------------------------


def fan_out(articles: list[Article], number: int) -> None:
    """One changed article under so many verdicts: all of them flagged, one ledger row each."""
    from django.db import connection, transaction

    from claims.articles.models import Snapshot
    from claims.ledger import services as ledger
    from claims.ledger.models import Entry
    from claims.people.models import Machine
    from claims.rechecks import services as rechecks
    from claims.rechecks.models import Ground, Recheck
    from claims.work.following import follow_together

    shared = articles[0]
    under = Ground.objects.exclude(document=shared).values_list("verdict", flat=True)[:number]
    Ground.objects.bulk_create(Ground(verdict_id=v, document=shared, claim=None) for v in under)
    follow_together("rechecks", rechecks.follow)
    snapshot = Snapshot.objects.get(document=shared)
    with transaction.atomic():
        ledger.append(
            "snapshot.taken",
            subject=shared,
            by=Machine("bench"),
            snapshot=str(snapshot.public_id),
            number=2,
            sha256=bytes(snapshot.sha256).hex(),
        )
    queries = 0

    def count(execute: Any, *given: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*given)

    begin = time.perf_counter()
    with connection.execute_wrapper(count):
        follow_together("rechecks", rechecks.follow)
    taken = time.perf_counter() - begin
    flagged = Recheck.objects.filter(cause="event", state="waiting").count()
    told = Entry.objects.filter(kind="recheck.demanded").count()
    if flagged != told or flagged < len(under):
        raise SystemExit(f"{flagged} flagged, {told} on the ledger, of {len(under)}")
    print(f"one change under {flagged:,} verdicts{taken:9.2f} s, {queries} queries in all")


# --- verdicts to look at ------------------------------------------------------------------


def verdicts(hosts: list[str]) -> list[Article]:
    """A published verdict on the one claim of an article of each host, and its re-check.

    Written row by row as the verbs leave them, since publishing thousands through the verbs would
    take longer than what is measured.
    """
    from django.contrib.auth import get_user_model

    from claims.articles.models import Article, DocumentAddress, Look, Snapshot
    from claims.extraction.models import Anchor, Claim, ClaimVersion, Run
    from claims.publication.models import Publication
    from claims.rechecks.models import Ground, Recheck
    from claims.reference.models import Rating
    from claims.verdicts.models import Appearance, Approval, Revision, RevisionText, Verdict

    then = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    author, editor = (get_user_model().objects.create(username=name) for name in ("a", "b"))
    rating = Rating.objects.earliest("pk")
    articles = [
        Article.objects.create(
            kind="article", fingerprint=hashlib.sha256(host.encode()).digest(), added_at=then
        )
        for host in hosts
    ]
    DocumentAddress.objects.bulk_create(
        DocumentAddress(document=article, url=f"{host}/page/{n}", stated_by="fetch")
        for n, (article, host) in enumerate(zip(articles, hosts, strict=True))
    )
    texts = [f"시는 {n}번 다리 공사에 {n}억 원을 들였다고 밝혔다." for n in range(len(hosts))]
    snapshots = Snapshot.objects.bulk_create(
        Snapshot(
            document=article,
            number=1,
            taken_at=then,
            sha256=hashlib.sha256(body(n).encode()).digest(),
            raw="none",
            size=len(body(n)),
            text=text,
            text_sha256=hashlib.sha256(text.encode()).digest(),
            blocks=[],
            cleaner="bench",
        )
        for n, (article, text) in enumerate(zip(articles, texts, strict=True))
    )
    Look.objects.bulk_create(
        Look(document=snapshot.document, at=then, outcome="changed", etag=ETAG, snapshot=snapshot)
        for snapshot in snapshots
    )
    runs = Run.objects.bulk_create(
        Run(snapshot=s, extractor="bench", version="1", state="done") for s in snapshots
    )
    claims = Claim.objects.bulk_create(
        Claim(article=article, last_run=run) for article, run in zip(articles, runs, strict=True)
    )
    versions = ClaimVersion.objects.bulk_create(
        ClaimVersion(
            claim=claim,
            number=1,
            run=claim.last_run,
            language="ko",
            statement=text,
            kind="quantity",
            hedge="asserted",
            polarity="affirmative",
            check_worthiness=2,
            digest=hashlib.sha256(text.encode()).digest(),
        )
        for claim, text in zip(claims, texts, strict=True)
    )
    for claim, version in zip(claims, versions, strict=True):
        claim.current = version
    Claim.objects.bulk_update(claims, ["current"])
    Anchor.objects.bulk_create(
        Anchor(version=v, snapshot=s, state="exact", start=0, end=len(s.text), quote=s.text)
        for v, s in zip(versions, snapshots, strict=True)
    )
    rows = Verdict.objects.bulk_create(Verdict(stage="approved") for _host in hosts)
    revisions = Revision.objects.bulk_create(
        Revision(verdict=row, number=1, rating=rating, language="ko", author=author, made_at=then)
        for row in rows
    )
    RevisionText.objects.bulk_create(
        RevisionText(revision=r, language="ko", statement=text, summary="요약", reasoning="근거")
        for r, text in zip(revisions, texts, strict=True)
    )
    Approval.objects.bulk_create(Approval(revision=r, by=editor) for r in revisions)
    Appearance.objects.bulk_create(
        Appearance(verdict=row, claim=version.claim, version=version, added_by=author)
        for row, version in zip(rows, versions, strict=True)
    )
    for row, revision in zip(rows, revisions, strict=True):
        row.current = row.published = revision
        row.stage = "published"
    Verdict.objects.bulk_update(rows, ["current", "published", "stage"])
    Publication.objects.bulk_create(
        Publication(
            verdict=row,
            number=1,
            kind="published",
            revision=row.published,
            published_at=then,
            by=editor,
            document="{}",
            etag="bench",
        )
        for row in rows
    )
    Ground.objects.bulk_create(
        Ground(verdict=row, document=article, claim=claim)
        for row, article, claim in zip(rows, articles, claims, strict=True)
    )
    Recheck.objects.bulk_create(
        Recheck(verdict=row, cause="schedule", next_attempt_at=then + dt.timedelta(days=99))
        for row in rows
    )
    return articles


if __name__ == "__main__":
    main()
