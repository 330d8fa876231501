"""The API as a process of its own, on a test's committed data."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.db import connection

from factcheck.local.commands import web, with_interpreter

ROOT = Path(__file__).parents[2]


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Start gunicorn as ``./run`` does and yield its origin; its log lies in ``folder``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            with_interpreter(web(f"127.0.0.1:{port}")),
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": database_url(),
                "DJANGO_SETTINGS_MODULE": "tests.api.live_settings",
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        until_healthy(process, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _attempt in range(300):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as calling:
                calling.request("GET", "/healthz")
                if calling.getresponse().status == 200:
                    return
        except OSError:
            pass
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace")[-3000:])


def database_url() -> str:
    database = connection.settings_dict
    host = str(database["HOST"]).replace("/", "%2F")
    user = database["USER"] or "postgres"
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgresql://{user}{password}@{host}{port}/{database['NAME']}"
