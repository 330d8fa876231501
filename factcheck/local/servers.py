"""The servers that one run needs: those the environment names, and our own in place of the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from factcheck.local.data import DataFolder, Servers
from factcheck.local.postgres import Postgres
from factcheck.local.processes import Child
from factcheck.local.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
OWNER = ("OWNER_DATABASE_URL", "OWNER_DATABASE_PASSWORD", "OWNER_DATABASE_PASSWORD_FILE")


class OwnServers:
    """Starts what ``DATABASE_URL`` and ``REDIS_URL`` do not name; addresses are known before."""

    def __init__(
        self, folder: DataFolder, *, started_by: str, public_url: str = "", demo: bool = False
    ) -> None:
        self._missing: list[Postgres | Valkey] = []
        database_url = os.environ.get("DATABASE_URL")
        owner_url = os.environ.get("OWNER_DATABASE_URL", "")
        if not database_url:
            postgres = Postgres(folder.path / "postgres")
            self._missing.append(postgres)
            database_url, owner_url = postgres.application_url, postgres.url
        redis_url = os.environ.get("REDIS_URL")
        if not redis_url:
            valkey = Valkey(folder.path / "redis")
            self._missing.append(valkey)
            redis_url = valkey.url
        self.servers = Servers(
            database_url,
            redis_url,
            process=os.getpid(),
            started_by=started_by,
            owner_url=owner_url,
            public_url=public_url,
            demo=demo or folder.has_demonstration,
        )

    def __bool__(self) -> bool:
        return bool(self._missing)

    @contextmanager
    def running(self, *, lock: int) -> Iterator[list[Child]]:
        """Run them for as long as the block does; they hold the data folder's ``lock`` as well."""
        with ExitStack() as stack:
            children = []
            for server in self._missing:
                stack.callback(server.stop)
                children.append(server.start(keep_open=[lock]))
            yield children


def environment(folder: DataFolder, servers: Servers) -> dict[str, str]:
    """What every lasting process of this installation is told: not who owns the database."""
    folder.secret("secret-key", length=48)
    folder.secret("ledger-key", length=48)
    folder.secret("webhook-key", length=48)
    folder.secret("demo-password", length=12)
    told = {
        **os.environ,
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "FACTCHECK_DATA": str(folder.path),
        "SECRET_KEY_FILE": str(folder.path / "secret-key"),
        "LEDGER_SIGNING_KEY_FILE": str(folder.path / "ledger-key"),
        "WEBHOOK_KEY_FILE": str(folder.path / "webhook-key"),
        "FACTCHECK_DEMO_PASSWORD_FILE": str(folder.path / "demo-password"),
        "DJANGO_SETTINGS_MODULE": "factcheck.settings.local",
        "PYTHONPATH": str(ROOT),
    }
    for name in OWNER:
        told.pop(name, None)
    if servers.public_url:
        told.setdefault("FACTCHECK_PUBLIC_URL", servers.public_url)
    if servers.demo:
        told.setdefault("FACTCHECK_DEMO", "1")
    return told


def owner_environment(folder: DataFolder, servers: Servers) -> dict[str, str]:
    """What commands at the terminal and the upgrade are told: also who owns the database."""
    told = {name: os.environ[name] for name in OWNER if name in os.environ}
    return environment(folder, servers) | told | {"OWNER_DATABASE_URL": servers.owner_url}
