from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.local.data import DataFolder, Servers, private_folder, socket_folder
from factcheck.local.errors import CannotStart


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "var")
    folder.create()
    return folder


class OtherProcess:
    """Another command at work on ``folder``; it lasts until it is killed."""

    def __init__(self, folder: DataFolder, action: str) -> None:
        program = f"""
from pathlib import Path
from factcheck.local.data import DataFolder
folder = DataFolder(Path({str(folder.path)!r}))
{action}
print("ready", flush=True)
input()
"""
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def owner(folder: DataFolder) -> Iterator[OtherProcess]:
    other = OtherProcess(folder, "owned = folder.owned(); assert owned.__enter__() is not None")
    folder.announce(announced_by(other.process.pid))
    yield other
    other.kill()


def announced_by(process: int) -> Servers:
    return Servers("postgresql:///x", "unix:///x", process, "./run")


def test_only_the_owner_may_look_inside(folder: DataFolder) -> None:
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_a_secret_is_made_once_and_readable_by_nobody_else(folder: DataFolder) -> None:
    secret = folder.secret("secret-key", length=48)
    assert len(secret) >= 64
    assert (folder.path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert folder.secret("secret-key", length=48) == secret
    assert folder.secret("demo-password", length=12) != secret


def test_a_second_owner_is_told_at_once_who_the_first_is(
    folder: DataFolder, owner: OtherProcess
) -> None:
    with folder.owned() as lock:
        assert lock is None
    assert folder.servers() == announced_by(owner.process.pid)


def test_the_folder_is_free_again_when_its_owner_was_killed(
    folder: DataFolder, owner: OtherProcess
) -> None:
    owner.kill()
    assert folder.servers() is None
    with folder.owned() as lock:
        assert lock is not None


def test_servers_end_after_the_commands_that_use_them(folder: DataFolder) -> None:
    folder.announce(announced_by(os.getpid()))
    user = OtherProcess(folder, "assert folder.join_users()")
    stopped = threading.Event()

    def stop() -> None:
        with folder.without_users():
            folder.withdraw()
        stopped.set()

    stopping = threading.Thread(target=stop)
    stopping.start()
    assert not stopped.wait(0.2), "the servers went while a command was using them"
    user.kill()
    assert stopped.wait(10)
    stopping.join()
    assert folder.join_users() is None


def test_a_socket_lies_with_its_server_unless_its_path_is_too_long_or_odd() -> None:
    short = Path("/srv/factcheck/postgres")
    assert socket_folder(short) == short
    for unusual in (Path("/srv") / ("x" * 90), Path("/srv/한겨레"), Path("/srv/a b%2F?c")):
        moved = socket_folder(unusual)
        assert moved != unusual
        assert len(os.fsencode(moved / ".s.PGSQL.5432.lock")) <= 107
        assert moved != socket_folder(unusual / "other")


def test_a_folder_that_somebody_else_made_first_is_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        taken = tmp_path / "taken"
        taken.mkdir()
        os.chown(taken, 65534, 65534)
    else:
        taken = Path("/root")
    with pytest.raises(CannotStart, match="belongs to somebody else"):
        private_folder(taken)
