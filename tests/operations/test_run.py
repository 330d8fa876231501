"""The whole of ./run, for real: up, in use, down, killed. One data folder lives through it all."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The tests of this file follow each other in one process.
pytestmark = pytest.mark.xdist_group("run")


def own_environment() -> dict[str, str]:
    """The environment of a person: without what this test run tells its own processes."""
    told = {
        "DATABASE_URL",
        "OWNER_DATABASE_URL",
        "REDIS_URL",
        "FACTCHECK_DATA",
        "DJANGO_SETTINGS_MODULE",
        "SECRET_KEY",
    }
    return {name: value for name, value in os.environ.items() if name not in told}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def processes_on(data: Path) -> dict[int, str]:
    """Every living process that works on ``data``: told so by its environment, or working in it."""
    found = {}
    marker = f"FACTCHECK_DATA={data}\0".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            works_there = process.joinpath("cwd").readlink().is_relative_to(data)
            if works_there or marker in process.joinpath("environ").read_bytes():
                found[int(process.name)] = (
                    process.joinpath("cmdline").read_text().replace("\0", " ")
                )
        except OSError:
            continue  # it ended while it was looked at
    return found


def nothing_is_left(data: Path, *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while left := processes_on(data):
        if time.monotonic() > deadline:
            print(left)  # shown by pytest when the caller's assertion fails
            return False
        time.sleep(0.05)
    return True


def run(data: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(data, *arguments),
        env=own_environment(),
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def command(data: Path, *arguments: str) -> Sequence[str]:
    return [sys.executable, "-m", "factcheck.local", "--data", str(data), *arguments]


@dataclass
class Workbench:
    data: Path
    port: int
    process: subprocess.Popen[bytes]
    terminal: Path

    @classmethod
    def start(cls, data: Path) -> Workbench:
        terminal = data.with_suffix(".terminal")
        port = free_port()
        with terminal.open("wb") as output:
            process = subprocess.Popen(
                command(data, "--no-demo", "--port", str(port)),
                env=own_environment(),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        workbench = cls(data, port, process, terminal)
        deadline = time.monotonic() + 120
        while "Ctrl-C stops everything" not in workbench.shown():
            assert process.poll() is None, workbench.shown()
            assert time.monotonic() < deadline, workbench.shown()
            time.sleep(0.05)
        return workbench

    def shown(self) -> str:
        return self.terminal.read_text(encoding="utf-8")

    def end(self, number: int) -> tuple[int, float]:
        """Send a signal; return the exit code and the seconds until everything was gone."""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        return code, time.monotonic() - began


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation") / "var"


@pytest.fixture(scope="module")
def workbench(data: Path) -> Iterator[Workbench]:
    running = Workbench.start(data)
    yield running
    running.process.kill()
    running.process.wait()


class TestWhileItRuns:
    def test_the_address_it_prints_answers(self, workbench: Workbench) -> None:
        address = re.search(r"http://127\.0\.0\.1:\d+/", workbench.shown())
        assert address
        assert address[0] == f"http://127.0.0.1:{workbench.port}/"
        with urlopen(address[0] + "healthz") as answer:  # noqa: S310  (an address of our own)
            assert answer.status == 200

    def test_everything_runs(self, workbench: Workbench) -> None:
        lines = "\n".join(processes_on(workbench.data).values())
        for part in ("postgres", "redis.sock", "gunicorn", "celery -A factcheck worker", "beat"):
            assert part in lines

    def test_no_lasting_process_knows_who_owns_the_database(self, workbench: Workbench) -> None:
        told = {
            line: Path(f"/proc/{number}/environ").read_text()
            for number, line in processes_on(workbench.data).items()
            if "gunicorn" in line or "celery" in line
        }
        assert told
        for line, environment in told.items():
            assert "\0DATABASE_URL=postgresql://factcheck_app@" in f"\0{environment}", line
            assert "OWNER_DATABASE_URL" not in environment, line

    def test_a_command_works_on_its_servers(self, workbench: Workbench) -> None:
        before = processes_on(workbench.data).keys()
        program = (
            "from claims.models import User; User.objects.create_user('narae');"
            "import sys; print(sys.stdin.read()); sys.exit(7)"
        )
        done = run(workbench.data, "manage", "shell", "-v0", "-c", program, stdin="입력")
        assert (done.returncode, done.stdout.strip()) == (7, "입력"), done.stderr
        assert before <= processes_on(workbench.data).keys()

    def test_a_second_one_on_the_same_data_is_refused(self, workbench: Workbench) -> None:
        done = run(workbench.data, "--port", str(free_port()))
        assert done.returncode == 1
        assert f"is in use by ./run (process {workbench.process.pid})" in done.stderr
        assert "--data" in done.stderr

    def test_a_taken_port_is_refused(self, workbench: Workbench, tmp_path: Path) -> None:
        done = run(tmp_path / "other", "--port", str(workbench.port))
        assert done.returncode == 1
        assert f"port {workbench.port} cannot be used" in done.stderr
        assert "--port" in done.stderr

    def test_interrupted_it_stops_in_order_and_leaves_nothing(self, workbench: Workbench) -> None:
        code, seconds = workbench.end(signal.SIGINT)
        assert code == 0, workbench.shown()
        assert not processes_on(workbench.data)
        assert seconds < 4
        postgres = (workbench.data / "postgres" / "postgres.log").read_text(encoding="utf-8")
        assert "database system is shut down" in postgres


class TestAfterwards:
    def test_a_command_starts_the_servers_for_itself_and_finds_the_data(self, data: Path) -> None:
        program = "from claims.models import User; print(User.objects.get().username)"
        done = run(data, "manage", "shell", "-v0", "-c", program)
        assert (done.returncode, done.stdout.strip()) == (0, "narae"), done.stderr
        assert not processes_on(data)

    def test_a_command_without_need_for_the_database_starts_none(self, tmp_path: Path) -> None:
        done = run(tmp_path / "var", "manage", "help", "migrate")
        assert done.returncode == 0
        assert "Updates database schema" in done.stdout
        assert not (tmp_path / "var" / "postgres").exists()

    def test_an_unknown_command_fails_with_its_own_exit_code(self, data: Path) -> None:
        done = run(data, "manage", "nonsense")
        assert done.returncode == 1
        assert "Unknown command" in done.stderr
        assert not processes_on(data)

    def test_killed_it_leaves_no_orphan_and_the_data_is_whole(self, data: Path) -> None:
        workbench = Workbench.start(data)
        assert len(processes_on(data)) > 10  # of them only the supervisor is killed
        code, _ = workbench.end(signal.SIGKILL)
        assert code == -signal.SIGKILL
        assert nothing_is_left(data, seconds=10)

    def test_a_process_that_dies_is_named_and_everything_stops(self, data: Path) -> None:
        workbench = Workbench.start(data)
        [worker] = [
            number
            for number, line in processes_on(data).items()
            if "celery -A factcheck worker" in line and _parent(number) == workbench.process.pid
        ]
        os.kill(worker, signal.SIGKILL)
        assert workbench.process.wait(20) == 1
        assert f"worker was killed by signal 9: see {data / 'logs' / 'worker.log'}" in (
            workbench.shown()
        )
        assert nothing_is_left(data, seconds=2)


def _parent(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("PPid:")[2].split()[0])
