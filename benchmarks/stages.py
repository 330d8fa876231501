"""The stages of the path, each timed on the same made-up articles. Needs Django set up."""

from __future__ import annotations

import datetime as dt
import http.server
import random
import secrets
import threading
from collections.abc import Iterator
from typing import TypeVar

import trafilatura
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils.timezone import localdate

from benchmarks.reporting import Figure, each, figure
from claims.articles.fetching import fetch
from claims.articles.models import Article, DocumentAddress, Snapshot
from claims.articles.services import look_again, take_in
from claims.extraction import services as extraction
from claims.extraction.models import Claim, ClaimVersion, Run
from claims.links import services as links
from claims.links.models import Link, LinkSearch
from claims.people.models import Machine, User
from claims.people.services import declare_interests, enrol
from claims.publication.services import publish
from claims.rechecks import services as rechecks
from claims.rechecks.models import Recheck
from claims.reference.models import Rating
from claims.tasks import follow_all
from claims.text.morphology import model
from claims.verdicts.models import Verdict
from claims.verdicts.services import Wording, approve, draft, submit
from claims.work.models import DueWork
from claims.work.services import claim

W = TypeVar("W", bound=DueWork)
PLACES = ["가온시", "나루시", "미르군", "한빛시", "새벽군", "다온시"]
THINGS = ["무더위 쉼터", "공공 자전거", "전기 버스", "독감 백신", "예방 접종소", "급수차"]


def page(number: int) -> str:
    """An article with twelve sentences that name places, numbers, dates and sources."""
    rng = random.Random(number)  # noqa: S311  (made-up text, not a secret)
    sentences = []
    for line in range(12):
        place, thing = rng.choice(PLACES), rng.choice(THINGS)
        day = rng.randint(1, 28)
        sentences.append(
            f"{place}는 지난달 {day}일 {thing} {rng.randint(20, 900)}곳을 새로 마련했다고 밝혔다."
            if line % 2
            else f"{place} 관계자에 따르면 {thing} 이용자는 {rng.randint(2, 80)}% 늘었다."
        )
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return (
        "<html><head><meta property='article:published_time'"
        f" content='2025-08-{number % 28 + 1:02d}T09:00:00+09:00'></head>"
        f"<body><article><h1>소식 {number}</h1>{body}</article></body></html>"
    )


def measure(articles: int) -> list[Figure]:
    """Run every stage, once for each of ``articles``."""
    settings.ALLOWED_HOSTS = ["testserver"]
    machine = Machine("benchmark")
    passphrase = secrets.token_urlsafe(16)
    reviewer, editor = (
        enrol(username=role, password=passphrase, roles=[role], by=machine)
        for role in ("reviewer", "editor")
    )
    tomorrow = localdate() + dt.timedelta(days=1)
    for person in (reviewer, editor):
        declare_interests(by=person, text="", entities=[], valid_until=tomorrow)
    rows: list[Figure] = []
    size = f"{articles} articles of 12 sentences"
    pages = [page(number) for number in range(articles)]
    kept: list[Article] = []

    times = each(lambda p: kept.append(take_in(raw=p.encode(), by=reviewer)), pages)
    bare = each(trafilatura.extract, pages)
    rows.append(figure("intake", times, size=size, peer="trafilatura.extract", peer_times=bare))

    follow_all()
    texts = list(Snapshot.objects.values_list("text", flat=True))
    model().tokenize(texts[0])  # loads the model, which is not what is measured
    times = each(extraction.perform, due(Run))
    bare = each(model().tokenize, texts)
    rows.append(
        figure("reading and storing", times, size=size, peer="kiwi.tokenize", peer_times=bare)
    )

    follow_all()
    times = each(links.perform, due(LinkSearch))
    statements = list(ClaimVersion.objects.values_list("statement", flat=True)[:articles])
    bare = each(similar, statements)
    rows.append(
        figure("linking an article", times, size=size, peer="one pg_trgm query", peer_times=bare)
    )

    times = each(
        lambda pair: links.decide(
            link=pair, by=reviewer, expected_revision=0, relation="corroborates"
        ),
        Link.objects.all()[:articles],
    )
    rows.append(figure("deciding", times, size=f"{len(times)} pairs"))

    rating = Rating.objects.filter(scale__key="korean-newsroom")[0]
    verdicts: list[Verdict] = []

    def write(claim: Claim) -> None:
        wording = Wording("ko", str(claim), "요약", "근거")
        verdicts.append(draft(by=reviewer, rating=rating, wordings=[wording], claims=[claim]))

    times = each(write, Claim.objects.select_related("current")[:articles])
    rows.append(figure("drafting", times, size=f"{len(times)} verdicts"))
    for verdict in verdicts:
        submit(verdict=verdict, by=reviewer, expected_revision=1)
        approve(verdict=verdict, by=editor, expected_revision=1)
    times = each(lambda v: publish(verdict=v, by=editor, expected_revision=1), verdicts)
    rows.append(figure("publishing", times, size=f"{len(times)} verdicts"))

    client = Client()
    times = each(lambda v: client.get(f"/api/v1/publications/{v.public_id}"), verdicts)
    bare = each(lambda v: v.publications.values_list("document").first(), verdicts)
    rows.append(
        figure("serving a document", times, size="in process", peer="its query", peer_times=bare)
    )

    rows.append(_looking(kept[:20], reviewer))
    for verdict in verdicts:
        rechecks.request(verdict=verdict, by=reviewer)
    times = each(lambda row: rechecks.perform([row]), due(Recheck))
    rows.append(
        figure("a re-check", times, size=f"{len(times)} leases of {len(verdicts)}, one at a time")
    )
    return rows


def due(model: type[W]) -> Iterator[W]:
    """Take what is due, one row after the other, as a worker does."""
    while (row := claim(model)) is not None:
        yield row


def similar(statement: str) -> None:
    """The peer of linking: the 50 most similar statements by trigrams."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM claims_claimversion WHERE statement %% %s"
            " ORDER BY similarity(statement, %s) DESC LIMIT 50",
            [statement, statement],
        )
        cursor.fetchall()


def _looking(kept: list[Article], reviewer: User) -> Figure:
    """Looking again at unchanged pages of a local origin, beside the bare fetch."""
    bodies = {f"/{a.public_id}": bytes(a.latest_snapshot.raw.read()) for a in kept}

    class Origin(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies[self.path]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Origin)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    settings.ALLOWED_PRIVATE_ORIGINS = [origin]
    for article in kept:
        DocumentAddress.objects.create(
            document=article, url=f"{origin}/{article.public_id}", stated_by="person"
        )
    looking = each(lambda a: look_again(document=a, by=reviewer), kept)
    allowed = frozenset([origin])
    bare = each(lambda path: fetch(origin + path, allowed_origins=allowed), bodies)
    server.shutdown()
    return figure(
        "looking again, unchanged",
        looking,
        size=f"{len(kept)} pages",
        peer="the bare fetch",
        peer_times=bare,
    )
