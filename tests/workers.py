"""A real worker (and beat) as a process of its own, on a private Valkey."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection

from factcheck.local.commands import WORKER, with_interpreter
from factcheck.local.valkey import Valkey

LEASE_SECONDS = 5
ROOT = Path(__file__).parents[1]


class Workshop:
    """Workers on this test's database. ``wake`` sends the tick that beat would send."""

    def __init__(self, folder: Path, broker: Valkey) -> None:
        self.folder = folder
        self.broker = broker
        self.processes: list[subprocess.Popen[bytes]] = []
        socket = broker.url.removeprefix("unix://").partition("?")[0]
        self.messages = Celery(broker=f"redis+socket://{socket}?virtual_host=0")

    def start(self) -> subprocess.Popen[bytes]:
        """A worker with two pool processes, in a process group of its own."""
        database = connection.settings_dict
        host = str(database["HOST"]).replace("/", "%2F")
        user = database["USER"] or "postgres"
        password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
        port = f":{database['PORT']}" if database["PORT"] else ""
        environment = os.environ | {
            "DATABASE_URL": f"postgresql://{user}{password}@{host}{port}/{database['NAME']}",
            "REDIS_URL": self.broker.url,
            "FACTCHECK_LEASE_SECONDS": str(LEASE_SECONDS),
            "FACTCHECK_ALLOWED_PRIVATE_ORIGINS": ",".join(settings.ALLOWED_PRIVATE_ORIGINS),
            "FACTCHECK_DATA": str(settings.DATA_DIR),
        }
        number = len(self.processes)
        with (self.folder / f"worker-{number}.log").open("ab") as log:
            process = subprocess.Popen(
                with_interpreter(WORKER),
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def wake(self) -> None:
        self.messages.send_task("claims.tick")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """``kill -9`` of the worker and all its children at once."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.messages.close()

    def log(self) -> str:
        return "\n".join(
            path.read_text(errors="replace")[-3000:]
            for path in sorted(self.folder.glob("worker-*.log"))
        )

    def until(
        self, condition: Callable[[], Any], *, seconds: float = 120, tick: bool = True
    ) -> None:
        """Wait for ``condition``, sending a tick a second as beat does every five."""
        end = time.monotonic() + seconds
        last_tick = 0.0
        while not condition():
            if tick and time.monotonic() - last_tick > 1:
                self.wake()
                last_tick = time.monotonic()
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s\n{self.log()}")
            time.sleep(0.05)


@pytest.fixture
def workshop(transactional_db: None, tmp_path: Path) -> Iterator[Workshop]:
    """Workers can be started, killed and started again on this test's committed data."""
    with tempfile.TemporaryDirectory(prefix="factcheck-broker-") as folder:
        broker = Valkey(Path(folder))
        broker.start()
        shop = Workshop(tmp_path, broker)
        try:
            yield shop
        finally:
            shop.stop()
            broker.stop()
