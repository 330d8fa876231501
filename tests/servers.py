"""Throwaway PostgreSQL and Valkey for a whole test run, started before the first test.

Loaded with ``-p tests.servers`` (pyproject.toml), earlier than anything of Django: the addresses
stand in the environment before settings are read, although the servers start later. The workers
of xdist inherit them and share the servers; each has a database of its own. ``DATABASE_URL`` and
``REDIS_URL``, where set, name the servers instead; ``FACTCHECK_PG_BIN`` and
``FACTCHECK_REDIS_SERVER`` name other programs.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from factcheck.local.messages import compile_catalogues
from factcheck.local.postgres import Postgres
from factcheck.local.valkey import Valkey

IS_XDIST_WORKER = "PYTEST_XDIST_WORKER" in os.environ


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

    def pytest_unconfigure(self) -> None:
        self.running.close()


def pytest_configure(config: pytest.Config) -> None:
    if not IS_XDIST_WORKER:
        config.pluginmanager.register(_servers, "throwaway-servers")


if not IS_XDIST_WORKER:
    _servers = ThrowawayServers()
