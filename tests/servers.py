"""Throwaway PostgreSQL and Valkey for a whole test run, started before the first test.

Loaded with ``-p tests.servers`` (pyproject.toml), earlier than anything of Django: the addresses
stand in the environment before settings are read, although the servers start later. The workers
of xdist inherit them and share the servers; each has a database of its own. ``DATABASE_URL`` and
``REDIS_URL``, where set, name the servers instead; ``FACTCHECK_PG_BIN`` and
``FACTCHECK_REDIS_SERVER`` name other programs.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from factcheck.local.commands import manage, with_interpreter
from factcheck.local.messages import compile_catalogues
from factcheck.local.postgres import DATABASE, Postgres
from factcheck.local.valkey import Valkey

IS_XDIST_WORKER = "PYTEST_XDIST_WORKER" in os.environ
MIGRATING = "FACTCHECK_TESTS_MIGRATING"
"""Names the file that is locked as long as the migrations run that workers wait for."""


class ThrowawayServers:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="factcheck-tests-"))
        self.servers: list[Postgres | Valkey] = []
        self.running = ExitStack()
        self.running.callback(shutil.rmtree, self.folder, ignore_errors=True)
        if "DATABASE_URL" not in os.environ:
            postgres = Postgres(self.folder / "postgres", durable=False)
            os.environ["DATABASE_URL"] = postgres.url
            self.servers.append(postgres)
        if "REDIS_URL" not in os.environ:
            valkey = Valkey(self.folder / "redis")
            os.environ["REDIS_URL"] = valkey.url
            self.servers.append(valkey)
        (self.folder / "data" / "static").mkdir(parents=True)  # WhiteNoise warns of its absence
        os.environ["FACTCHECK_DATA"] = str(self.folder / "data")

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        compile_catalogues(session.config.rootpath)
        if not session.config.option.collectonly:
            for server in self.servers:
                self.running.callback(server.stop)
                server.start()
            ours = any(isinstance(server, Postgres) for server in self.servers)
            if ours and session.config.getoption("numprocesses", None):
                self.migrate(session.config.rootpath)

    def migrate(self, root: Path) -> None:
        """Migrate once, while the workers still import and collect; their databases are copies."""
        os.environ[MIGRATING] = str(self.folder / "migrating")
        with open(os.environ[MIGRATING], "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # of whoever has the file open: the process that runs
            process = subprocess.Popen(
                with_interpreter(manage("migrate", "--verbosity", "0")),
                cwd=root,
                env=os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.settings.testing"},
                stdin=subprocess.DEVNULL,
                pass_fds=[lock.fileno()],
            )
        self.running.callback(process.wait)
        self.running.callback(process.kill)

    def pytest_unconfigure(self) -> None:
        self.running.close()


def migrated_database() -> str | None:
    """The database to copy, once it is migrated; None where a process migrates its own."""
    if MIGRATING not in os.environ:
        return None
    with open(os.environ[MIGRATING], encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return DATABASE


def pytest_configure(config: pytest.Config) -> None:
    if not IS_XDIST_WORKER:
        config.pluginmanager.register(_servers, "throwaway-servers")


if not IS_XDIST_WORKER:
    _servers = ThrowawayServers()
