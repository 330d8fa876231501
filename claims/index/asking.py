"""Ask PostgreSQL in prepared statements and binary form.

Django writes parameters into the statement, so that each is parsed and planned anew and a block
travels as text: that would be half of a search's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, LiteralString, cast

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

Connection = psycopg.Connection[tuple[Any, ...]]


def ask(statement: LiteralString, *given: object) -> list[tuple[Any, ...]]:
    """The rows that a statement returns, in the transaction that Django has open, if any."""
    database = connections[DEFAULT_DB_ALIAS]  # looked up once: ``connection`` does at every use
    own = connected()
    database.validate_no_broken_transaction()
    own.prepare_threshold = 0  # Django's own cursors never prepare
    with database.wrap_database_errors, psycopg.Cursor(own) as cursor:
        cursor.execute(statement, given, binary=True)
        return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []


def connected() -> Connection:
    """This thread's connection of the driver; Django opens another when it has grown old."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    return cast("Connection", database.connection)


def as_array(numbers: Iterable[int]) -> str:
    """Whole numbers as PostgreSQL reads an array, many times faster than as a list of each."""
    return "{" + ",".join(map(str, numbers)) + "}"
