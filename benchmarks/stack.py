"""Private servers for a benchmark, with durable settings as in production."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factcheck.local.postgres import Postgres
from factcheck.local.valkey import Valkey


@dataclass(frozen=True)
class Servers:
    postgres: Postgres
    valkey: Valkey


@contextmanager
def stack() -> Iterator[Servers]:
    """Start PostgreSQL and Valkey, set Django up on them with an empty database, stop them."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        postgres, valkey = Postgres(Path(folder) / "pg"), Valkey(Path(folder) / "redis")
        os.environ |= {
            "DATABASE_URL": postgres.url,
            "REDIS_URL": valkey.url,
            "FACTCHECK_DATA": folder,
            "FACTCHECK_LOG_LEVEL": "ERROR",
            "SECRET_KEY": "benchmark-" + "0123456789" * 5,
            "DJANGO_SETTINGS_MODULE": "factcheck.settings.local",
        }
        for server in (postgres, valkey):
            server.start()
        try:
            import django
            from django.core.management import call_command

            django.setup()
            call_command("migrate", verbosity=0)
            call_command("prepare", verbosity=0)
            yield Servers(postgres, valkey)
            from django.db import connections

            connections.close_all()
        finally:
            valkey.stop()
            postgres.stop()
