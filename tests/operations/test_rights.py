"""The application's role in the database: it works, and history is out of its reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection, models, transaction

from claims.ledger import services as ledger
from claims.ledger.models import Checkpoint, Entry, EntryBody
from claims.models import Feed, Revision, User, Verdict
from factcheck.checks import application_cannot_change_history
from factcheck.rights import grant, granted, refused
from tests.factories import Newsroom

HISTORY = [model for model in apps.get_models() if refused(model)]


def application() -> str:
    """Roles belong to the whole server, so that each database of a test run has one of its own."""
    return f"application_of_{connection.settings_dict['NAME']}"


@pytest.fixture
def role(newsroom: Newsroom) -> str:
    grant(application())
    return application()


@contextmanager
def as_role(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield
        cursor.execute("RESET ROLE")


def is_refused(statement: str) -> bool:
    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        connection.cursor().execute(statement)
    return isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    ("model", "nobody_may"),
    [
        (Entry, {"UPDATE", "DELETE"}),
        (EntryBody, {"UPDATE", "DELETE"}),  # the owner erases
        (Checkpoint, {"UPDATE", "DELETE"}),
        (Revision, {"UPDATE", "DELETE"}),
        (Verdict, {"DELETE"}),
        (Feed, {"DELETE"}),
        (User, set()),
    ],
)
def test_what_triggers_refuse_is_not_granted(
    model: type[models.Model], nobody_may: set[str]
) -> None:
    assert refused(model) == nobody_may
    assert granted(model) == {"SELECT", "INSERT", "UPDATE", "DELETE"} - nobody_may


def test_history_is_out_of_reach_of_the_application(role: str) -> None:
    with as_role(role):
        for model in HISTORY:
            table, column = model._meta.db_table, model._meta.pk.column
            for statement, right in (
                (f"UPDATE {table} SET {column} = {column}", "UPDATE"),  # noqa: S608
                (f"DELETE FROM {table}", "DELETE"),  # noqa: S608  (names of our own tables)
                (f"TRUNCATE {table} CASCADE", "TRUNCATE"),
                (f"ALTER TABLE {table} DISABLE TRIGGER ALL", "TRUNCATE"),
            ):
                if right not in granted(model):
                    assert is_refused(statement), statement


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE TABLE claims_other (id int)",
        "CREATE TEMPORARY TABLE claims_entry (id int)",
        "CREATE SCHEMA other",
        "CREATE OR REPLACE FUNCTION claims_ledger_append(changes jsonb) RETURNS int"
        " LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE claims_user ADD COLUMN other int",
        "DROP TABLE claims_entry CASCADE",
        "DROP TRIGGER ALL ON claims_entry",
        "CREATE INDEX ON claims_entry (at)",
        "TRUNCATE django_session",
        "DELETE FROM django_migrations",
        "SELECT pg_read_file('postgresql.conf')",
        "CREATE ROLE other SUPERUSER",
    ],
)
def test_the_application_changes_no_structure(role: str, statement: str) -> None:
    with as_role(role):
        if statement.startswith("DROP TRIGGER"):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT tgname FROM pg_trigger WHERE tgrelid = 'claims_entry'::regclass"
                    " AND NOT tgisinternal LIMIT 1"
                )
                statement = statement.replace("ALL", f'"{cursor.fetchone()[0]}"')
        assert is_refused(statement)


def test_the_application_does_its_work(role: str, newsroom: Newsroom) -> None:
    with as_role(role):
        call_command("prepare", verbosity=0)
        with transaction.atomic():
            ledger.append("test.noted", subject=newsroom.hana, by=newsroom.minjun)
        assert ledger.first_fault() is None
        newsroom.hana.groups.clear()
        connection.cursor().execute("ANALYZE claims_index_term")


def test_rights_given_twice_and_rights_that_were_too_many_end_as_they_should(role: str) -> None:
    connection.cursor().execute(f"GRANT ALL ON claims_entry TO {role}")
    with as_role(role):
        [warning] = application_cannot_change_history(None, databases=["default"])
        assert warning.id == "factcheck.W002"
        assert "1 tables such as claims_entry" in warning.msg
    grant(role)
    with as_role(role):
        assert application_cannot_change_history(None, databases=["default"]) == []
    [warning] = application_cannot_change_history(None, databases=["default"])
    assert f"{len(HISTORY)} tables" in warning.msg, "who owns them could"
