"""The embedded servers: who PostgreSQL runs as, and what a crash leaves behind."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
from pathlib import Path

import psycopg
import pytest

from factcheck.local import postgres
from factcheck.local.errors import CannotStart
from factcheck.local.postgres import Identity, Postgres
from factcheck.local.processes import Account
from factcheck.local.valkey import Valkey

NOBODY = pwd.getpwnam("nobody")

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def ask(server: Postgres, question: str) -> object:
    with psycopg.connect(host=str(server.sockets), user="factcheck", dbname="factcheck") as session:
        row = session.execute(question.encode()).fetchone()
        assert row
        return row[0]


@pytest.fixture
def no_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that refuses user namespaces."""
    account = Account(user=NOBODY.pw_uid, group=NOBODY.pw_gid, extra_groups=[])
    monkeypatch.setattr(Identity, "find", lambda: Identity(account=account))


@as_root
@pytest.mark.usefixtures("no_namespaces")
def test_without_namespaces_root_becomes_nobody_and_moves_what_nobody_cannot_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    tmp_path.chmod(0o700)
    shared = Path("/var/lib") / f"factcheck-test-{os.getpid()}"
    monkeypatch.setattr(postgres, "SHARED_PLACE", shared)
    # The wheel in a folder that is root's alone, as in a checkout below /root.
    monkeypatch.delenv("FACTCHECK_PG_BIN", raising=False)
    wheel = postgres.installed_binaries().parents[1]
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(part, closed / part.name, symlinks=True)
    monkeypatch.setenv("FACTCHECK_PG_BIN", str(closed / wheel.name / "pginstall" / "bin"))
    (closed / "var").mkdir()
    server = Postgres(closed / "var" / "postgres", durable=False)
    try:
        child = server.start()
        assert server.folder.is_relative_to(shared)
        assert server.binaries.is_relative_to(shared)
        assert os.stat(f"/proc/{child.process.pid}").st_uid == NOBODY.pw_uid
        assert ask(server, "SELECT 1") == 1
        assert server.folder.stat().st_mode & 0o777 == 0o700
    finally:
        server.stop()
        shutil.rmtree(shared)


@as_root
@pytest.mark.usefixtures("no_namespaces")
def test_without_namespaces_data_that_nobody_can_reach_stays_where_it_was_asked_for(
    tmp_path: Path,
) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o001 == 0:
            folder.chmod(folder.stat().st_mode | 0o011)
    (tmp_path / "var").mkdir(mode=0o700)
    assert Postgres(tmp_path / "var" / "postgres").folder == tmp_path / "var" / "postgres"


def test_data_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "postgres")
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart, match=r"was made by PostgreSQL 9 .* dump it"):
        server.start()
    assert os.listdir(server.data) == ["PG_VERSION"]


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_PG_BIN", str(tmp_path))
    monkeypatch.setenv("FACTCHECK_REDIS_SERVER", str(tmp_path / "redis-server"))
    with pytest.raises(CannotStart, match=f"no PostgreSQL server in {tmp_path}"):
        Postgres(tmp_path / "postgres").start()
    with pytest.raises(CannotStart, match="no Redis or Valkey server at"):
        Valkey(tmp_path / "redis").start()


def test_after_a_crash_the_server_starts_again_whatever_has_its_old_number(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "postgres", durable=False)
    crashed = server.start()
    try:
        made = ask(server, "SELECT system_identifier::text FROM pg_control_system()")
    finally:
        os.killpg(crashed.process.pid, signal.SIGKILL)
        crashed.process.wait()
    # This very process has now the number that the crashed server wrote down.
    lock = server.data / "postmaster.pid"
    lines = lock.read_text(encoding="utf-8").splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", encoding="utf-8")
    server.start()
    try:
        assert ask(server, "SELECT system_identifier::text FROM pg_control_system()") == made
    finally:
        server.stop()


def test_no_server_listens_beyond_its_folder(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "postgres", durable=False)
    valkey = Valkey(tmp_path / "redis")
    try:
        server.start()
        valkey.start()
        assert ask(server, "SHOW listen_addresses") == ""
        for folder in (server.sockets, valkey.socket.parent):
            assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        valkey.stop()
        server.stop()
