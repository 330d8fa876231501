"""What the application may do in its database, as a role that does not own it.

``OWNER_DATABASE_URL`` names who owns the tables and migrates, ``DATABASE_URL`` who the web
processes and workers are. What the triggers of a model refuse is not granted either, so that
neither a mistake nor an injected statement can set a trigger aside first. Without an owner of its
own an installation works as before, and ``check --deploy`` warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

MAINTAIN_SINCE = 170000  # PostgreSQL 17: the right to ANALYZE what one does not own


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner within the block. Not inside a transaction."""
    if not settings.OWNER_DATABASE:
        yield
        return
    kept = connection.settings_dict
    connection.close()
    connection.settings_dict = {**kept, **settings.OWNER_DATABASE}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = kept


def refused(model: type[models.Model]) -> frozenset[str]:
    """What nobody may do with the rows of a model: of UPDATE and DELETE.

    A trigger that protects fields alone leaves the right to change the others. One that allows an
    exception (erasing a body) leaves it to the owner.
    """
    found: set[str] = set()
    for owner, trigger in pgtrigger.registered():
        if owner._meta.model is model and type(trigger) is pgtrigger.Protect:
            found |= set(str(trigger.operation).split(" OR "))
    return frozenset(found & {"UPDATE", "DELETE"})


def granted(model: type[models.Model]) -> frozenset[str]:
    """The application's rights on the table of a model; TRUNCATE is never among them."""
    return frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"}) - refused(model)


def grant(role: str, *, password: str = "") -> None:
    """Give ``role`` exactly the rights of the application, as the owner of the tables.

    Makes the role, with ``password`` if that is not empty, if there is none of this name.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _make_role(cursor, role, password)
        name = connection.ops.quote_name
        to = name(role)
        database = name(str(connection.settings_dict["NAME"]))
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {to}")
        cursor.execute(f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {to}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {to}")
        for table, rights in _tables(connection.pg_version).items():  # type: ignore[attr-defined]
            cursor.execute(f"REVOKE ALL ON TABLE {name(table)} FROM {to}")
            cursor.execute(f"GRANT {', '.join(sorted(rights))} ON TABLE {name(table)} TO {to}")


def changeable_history(cursor: CursorWrapper) -> list[str]:
    """The tables of history that the connected role owns, or could change or empty."""
    wanted = [
        (model._meta.db_table, right)
        for model in apps.get_models()
        if refused(model)
        for right in (*refused(model), "TRUNCATE")
    ]
    cursor.execute(
        "SELECT DISTINCT relname FROM unnest(%s::text[], %s::text[]) AS history(name, wanted)"
        " JOIN pg_class ON pg_class.oid = to_regclass(quote_ident(name))"
        " WHERE has_table_privilege(pg_class.oid, wanted) OR pg_has_role(relowner, 'USAGE')"
        " ORDER BY relname",
        [list(column) for column in zip(*wanted, strict=True)],
    )
    return [table for (table,) in cursor.fetchall()]


def _tables(server_version: int) -> dict[str, frozenset[str]]:
    """Each table and the application's rights on it."""
    found = {"django_migrations": frozenset({"SELECT"})}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            rights = granted(model)
            if server_version >= MAINTAIN_SINCE and not refused(model):
                rights |= {"MAINTAIN"}
            found[model._meta.db_table] = rights
    return found


def _make_role(cursor: CursorWrapper, role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if cursor.fetchone():
        return
    cursor.execute(f"CREATE ROLE {connection.ops.quote_name(role)} LOGIN")
    if password:
        # As libpq hashes it, so that no log of statements shows the password.
        hashed = connection.connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        cursor.execute(
            f"ALTER ROLE {connection.ops.quote_name(role)} PASSWORD %s", [hashed.decode()]
        )
