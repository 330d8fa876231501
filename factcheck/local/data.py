"""The data folder: everything one installation keeps, and who is using it.

postgres/       the database, its socket and its log
redis/          Valkey's socket and log; it keeps no data
logs/           web, worker, beat; the run before under ``*.log.previous``
secret-key      signs sessions; made at first start
webhook-key     what webhooks' secrets are made of; made at first start
mail/           mails, where no server for them is named
demo-password   of the demonstration accounts; made at first start
servers.json    addresses of the servers that run at this moment
lock, users     advisory locks: who runs the servers, who else is using them
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from factcheck.local.errors import CannotStart


@dataclass(frozen=True)
class Servers:
    """The addresses of running servers and the process that runs them."""

    database_url: str
    redis_url: str
    process: int
    started_by: str
    owner_url: str = ""  # of the database, as the role that owns it; empty where that is the same
    public_url: str = ""  # of the page, where one is served
    demo: bool = False  # whether the page also serves the demonstration's own articles

    def owner_is_alive(self) -> bool:
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


class DataFolder:
    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    def create(self) -> None:
        try:
            private_folder(self.path)
            private_folder(self.path / "logs")
        except OSError as error:
            raise CannotStart(f"the data folder {self.path} cannot be made: {error}") from error

    def secret(self, name: str, *, length: int) -> str:
        """The secret kept in the file ``name`` (mode 0600); ``length`` random bytes if new."""
        file = self.path / name
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_text(encoding="ascii").strip()
        value = secrets.token_urlsafe(length)
        with os.fdopen(descriptor, "w", encoding="ascii") as new:
            new.write(value + "\n")
        return value

    @property
    def has_demonstration(self) -> bool:
        return (self.path / "demo-seeded").exists()

    def note_demonstration(self) -> None:
        (self.path / "demo-seeded").touch()

    # --- who runs the servers -------------------------------------------------------------

    @contextmanager
    def owned(self) -> Iterator[int | None]:
        """Hold the right to run servers on this folder; yields None when another holds it.

        The servers inherit the yielded descriptor, and with it the lock: after the owner was
        killed the folder becomes free when the last of its servers is gone, not before.
        """
        descriptor = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield descriptor if self._lock(descriptor) else None
        finally:
            os.close(descriptor)

    def _lock(self, descriptor: int) -> bool:
        deadline = time.monotonic() + 10
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                servers = self.servers()
                if servers or time.monotonic() > deadline:
                    return False
            time.sleep(0.05)  # a killed owner's servers are ending, or another is starting

    def servers(self) -> Servers | None:
        """The servers that run on this folder, if their owner is alive."""
        try:
            servers = Servers(**json.loads((self.path / "servers.json").read_text("utf-8")))
        except FileNotFoundError:
            return None
        return servers if servers.owner_is_alive() else None

    def announce(self, servers: Servers) -> None:
        """Let other commands find ``servers``."""
        file = self.path / "servers.json"
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(servers)), encoding="utf-8")
        fresh.replace(file)

    def withdraw(self) -> None:
        """Let no more commands find the servers that `announce` told of."""
        (self.path / "servers.json").unlink(missing_ok=True)

    # --- who else uses them ---------------------------------------------------------------

    def join_users(self) -> Servers | None:
        """The running servers; this process counts as their user until it ends, exec included."""
        descriptor = os.open(self.path / "users", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        servers = self.servers()
        if servers:
            os.set_inheritable(descriptor, True)
        else:
            os.close(descriptor)
        return servers

    @contextmanager
    def without_users(self) -> Iterator[None]:
        """Wait until no other command uses the servers, and let none begin to."""
        with (self.path / "users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_EX)
            yield


def private_folder(path: Path, *, owners: Iterable[int] = ()) -> None:
    """Make the folder, open to nobody else, if it is not there.

    Raises `CannotStart` when it belongs neither to this process's user nor to one of ``owners``
    (user ids): in a shared temporary folder somebody else may have been first.
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.stat().st_uid not in (os.geteuid(), *owners):
        raise CannotStart(f"{path} belongs to somebody else")


def socket_folder(folder: Path) -> Path:
    """Where the unix socket of a server that lives in ``folder`` goes.

    That is ``folder`` itself, unless its path is too long for a socket address (107 bytes) or
    has a character that would need quoting in a URL: then a folder below the temporary one,
    named after it.
    """
    longest = folder / ".s.PGSQL.5432.lock"
    if len(os.fsencode(longest)) <= 107 and re.fullmatch(r"[\w./-]+", str(folder), re.ASCII):
        return folder
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"factcheck-{os.getuid()}-{name}"
