"""Re-checks while parts are killed and stopped: how long until each is on record, exactly once.

    .venv/bin/python -m benchmarks.faults [--verdicts 60] [--lease 20] [--pause 60] [--only NAME …]

Real servers, a beat, two workers of two processes, and a site that takes a tenth of a second for a
page. In each round a person asks for a re-check of every verdict; once a quarter
of them is done, the fault strikes. Printed is the time from when the part is back until every
re-check of the round is on record. A re-check that is recorded twice or never, a publication that
changed or a fault in the ledger ends the run with an error. Goal: at most 30 s each.
"""

from __future__ import annotations

import argparse
import os
import resource
import secrets
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.stack import Servers, stack
from factcheck.local.commands import WORKER, beat, with_interpreter

PAGE = (
    '<!doctype html><html lang="ko"><head><title>쉼터 {number}</title></head><body><article>'
    "<h1>가온시 쉼터 {number}호</h1><p>가온시는 {number}번째 무더위 쉼터를 열었다고 밝혔다.</p>"
    "<p>{more}</p></article></body></html>"
)
PASSWORD = secrets.token_urlsafe()
SMALL = 16 * 1024  # bytes; a worker that starts writes files of 4 KiB
LONGEST = 180.0  # seconds that a round may take before the run is given up
ROOT = Path(__file__).parents[1]


class Site(BaseHTTPRequestHandler):
    """Pages ``/1``, ``/2``, … that say the same for ever, unless ``more`` is told."""

    more = "문은 아침 아홉 시에 연다."

    def do_GET(self) -> None:
        time.sleep(0.1)
        body = PAGE.format(number=self.path.strip("/"), more=type(self).more).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        with suppress(ConnectionError):  # of who asked, nobody is left
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Room:
    """The processes at work, what they are to do, and what is on record of it."""

    def __init__(self, servers: Servers, folder: Path, *, pause: float) -> None:
        self.servers, self.folder, self.pause = servers, folder, pause
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers = [self.worker(), self.worker()]
        self.beats = [self.start(beat(str(folder / "beat-0")))]
        self.verdicts: list[Any] = []
        self.person: Any = None

    def start(self, command: tuple[str, ...], *, largest_file: int = 0) -> subprocess.Popen[bytes]:
        """A process in a group of its own; ``largest_file``, in bytes, is what it may write."""

        def limited() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        process = subprocess.Popen(
            with_interpreter(command),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=limited if largest_file else None,
        )
        self.processes.append(process)
        return process

    def worker(self, *, largest_file: int = 0) -> subprocess.Popen[bytes]:
        return self.start(WORKER, largest_file=largest_file)

    def kill(self, process: subprocess.Popen[bytes], with_signal: int = signal.SIGKILL) -> None:
        """A kill takes the children along; a polite signal goes to the main process alone."""
        if with_signal == signal.SIGKILL:
            os.killpg(process.pid, with_signal)
        else:
            process.send_signal(with_signal)
        process.wait()

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)

    def finished(self) -> Counter[Any]:
        """How many re-checks of each verdict are on record."""
        from claims.ledger.models import Entry

        kinds = Entry.objects.filter(kind="recheck.finished")
        return Counter(kinds.values_list("subject_id", flat=True))

    def ask(self) -> None:
        from claims.rechecks.services import request

        for verdict in self.verdicts:
            request(verdict=verdict, by=self.person, reason="fault")

    def ask_through_the_desk(self) -> None:
        """As a person does, page by page; each must answer while a part is away."""
        from django.test import Client
        from django.urls import reverse

        desk = Client(SERVER_NAME="127.0.0.1")
        desk.force_login(self.person, "allauth.account.auth_backends.AuthenticationBackend")
        for verdict in self.verdicts:
            answer = desk.post(reverse("desk:verdict-recheck", args=[verdict.public_id]))
            if answer.status_code != 302:
                raise SystemExit(f"the desk answered {answer.status_code}")


# --- faults: each ends when the part is back --------------------------------------------------


def kill_child(room: Room) -> None:
    """kill -9 of one pool process of each worker; the worker makes new ones."""
    for worker in room.workers:
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)


def kill_worker(room: Room) -> None:
    """kill -9 of both workers with all their processes."""
    for worker in room.workers:
        room.kill(worker)
    room.workers = [room.worker(), room.worker()]


def stop_worker(room: Room) -> None:
    """SIGTERM, as at an update: they end what they hold and go."""
    for worker in room.workers:
        room.kill(worker, signal.SIGTERM)
    room.workers = [room.worker(), room.worker()]


def kill_beat(room: Room) -> None:
    room.kill(room.beats.pop())
    room.beats = [room.start(beat(str(room.folder / "beat-1")))]


def two_beats(room: Room) -> None:
    """A second beat beside the first, from now on."""
    room.beats.append(room.start(beat(str(room.folder / "beat-2"))))


def flush(room: Room) -> None:
    """FLUSHALL: every message that waits is gone."""
    import redis

    client = redis.Redis(unix_socket_path=str(room.servers.valkey.socket))
    client.flushall()
    client.close()


def stop_redis(room: Room) -> None:
    """Redis is away for a while, and people go on working."""
    room.servers.valkey.stop()
    begin = time.monotonic()
    room.ask_through_the_desk()
    time.sleep(max(0.0, room.pause - (time.monotonic() - begin)))
    room.servers.valkey.start()


def restart_postgres(room: Room) -> None:
    from django.db import connections

    connections.close_all()
    room.servers.postgres.stop()
    room.servers.postgres.start()


def fill_disk(room: Room) -> None:
    """No snapshot can be written while every page has changed; then there is room again."""
    for worker in room.workers:
        room.kill(worker)
    # Random, since what is kept may be compressed.
    Site.more = "문은 저녁 여덟 시에 닫는다. " + secrets.token_hex(2 * SMALL)
    full = [room.worker(largest_file=SMALL), room.worker(largest_file=SMALL)]
    until(lambda: any(errors()), "no write failed")
    for worker in full:
        room.kill(worker, signal.SIGTERM)
    room.workers = [room.worker(), room.worker()]


FAULTS: dict[str, Callable[[Room], None]] = {
    "child": kill_child,
    "worker": kill_worker,
    "sigterm": stop_worker,
    "beat": kill_beat,
    "beats": two_beats,
    "flushall": flush,
    "redis": stop_redis,
    "postgres": restart_postgres,
    "disk": fill_disk,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Strike while re-checks run.")
    parser.add_argument("--verdicts", type=int, default=60)
    parser.add_argument("--lease", type=float, default=20.0, help="seconds")
    parser.add_argument("--pause", type=float, default=60.0, help="seconds that Redis is away")
    parser.add_argument("--only", nargs="*", choices=FAULTS, default=list(FAULTS))
    options = parser.parse_args()
    os.environ["FACTCHECK_LEASE_SECONDS"] = str(options.lease)
    with site() as origin, stack() as servers, tempfile.TemporaryDirectory() as folder:
        from django.conf import settings

        settings.ALLOWED_PRIVATE_ORIGINS = [origin]
        person, verdicts = publish(origin, options.verdicts)
        room = Room(servers, Path(folder), pause=options.pause)
        try:
            room.person, room.verdicts = person, verdicts
            print(
                f"{options.verdicts} verdicts, leases of {options.lease:.0f} s; seconds until all"
            )
            print("re-checks of the round are on record, from when the part is back")
            for name in options.only:
                print(f"{name:12}{strike(room, FAULTS[name]):8.1f}", flush=True)
        finally:
            room.close()


@contextmanager
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    os.environ |= {
        "FACTCHECK_ALLOWED_PRIVATE_ORIGINS": origin,
        "FACTCHECK_SECONDS_BETWEEN_REQUESTS": "0",
    }
    try:
        yield origin
    finally:
        server.shutdown()
        server.server_close()


def publish(origin: str, number: int) -> tuple[Any, list[Any]]:
    """Two people, and a published verdict on the page of each number."""
    from django.utils import timezone

    from claims.articles.services import take_in_url
    from claims.extraction.models import Claim
    from claims.people.models import Machine
    from claims.people.services import declare_interests, enrol
    from claims.publication.services import publish
    from claims.reference.models import Rating
    from claims.tasks import settle
    from claims.verdicts import services as verdicts

    machine = Machine("benchmark")
    author, editor = (
        enrol(username=role, display_name=role, password=PASSWORD, roles=[role], by=machine)
        for role in ("reviewer", "editor")
    )
    for person in (author, editor):
        declare_interests(by=person, text="", entities=[], valid_until=timezone.localdate())
    articles = [take_in_url(url=f"{origin}/{one}", by=author) for one in range(1, number + 1)]
    settle()
    rating = Rating.objects.get(scale__key="korean-newsroom", key="true")
    made = []
    for article in articles:
        claim = Claim.objects.filter(article=article).earliest("pk")
        verdict = verdicts.draft(
            by=author,
            rating=rating,
            wordings=[verdicts.Wording("ko", str(claim), "확인했다.")],
            claims=[claim],
        )
        verdicts.submit(verdict=verdict, by=author, expected_revision=1)
        verdicts.approve(verdict=verdict, by=editor, expected_revision=1)
        publish(verdict=verdict, by=editor, expected_revision=1)
        made.append(verdict)
    settle()
    return author, made


def strike(room: Room, fault: Callable[[Room], None]) -> float:
    """One round; seconds from when the part is back until every re-check is on record."""
    from claims.ledger.services import first_fault
    from claims.publication.models import Publication

    before, published = room.finished(), list(Publication.objects.values_list("pk", "etag"))
    wanted = before + Counter(verdict.public_id for verdict in room.verdicts)
    if fault is not stop_redis:  # there, people ask while it is away
        room.ask()
    if fault not in (stop_redis, fill_disk):  # these strike before anything is done
        until(lambda: (room.finished() - before).total() >= len(room.verdicts) / 4, "no start")
    fault(room)
    back = time.monotonic()
    until(lambda: not wanted - room.finished(), f"{fault.__name__}: re-checks are missing")
    taken = time.monotonic() - back
    time.sleep(2)  # what would be recorded twice has its chance
    until(lambda: not is_at_work(), f"{fault.__name__}: the workers do not come to rest")
    if fault is not fill_disk and room.finished() != wanted:
        raise SystemExit(f"{fault.__name__}: a re-check is on record twice")
    if list(Publication.objects.values_list("pk", "etag")) != published:
        raise SystemExit(f"{fault.__name__}: what is published changed")
    if (problem := first_fault()) is not None:
        raise SystemExit(f"{fault.__name__}: {problem}")
    return taken


def is_at_work() -> bool:
    from claims.tasks import QUEUES

    return any(
        model.objects.filter(claim_token__isnull=False).exists() for model, _ in QUEUES.values()
    )


def errors() -> list[str]:
    from claims.rechecks.models import Recheck

    return list(Recheck.objects.exclude(last_error="").values_list("last_error", flat=True))


def until(condition: Callable[[], bool], otherwise: str) -> None:
    from django.db import DatabaseError, connection

    end = time.monotonic() + LONGEST
    while True:
        try:
            if condition():
                return
        except DatabaseError:
            connection.close()
        if time.monotonic() > end:
            raise SystemExit(otherwise)
        time.sleep(0.1)


if __name__ == "__main__":
    main()
