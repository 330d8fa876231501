from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.checks import CheckMessage, run_checks
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import DjangoDbBlocker, Settings

from factcheck.checks import database_reads_korean


def ids(messages: list[CheckMessage]) -> set[str | None]:
    return {message.id for message in messages}


def test_a_message_must_stay_hidden_longer_than_a_task_may_run(settings: Settings) -> None:
    assert "factcheck.E001" not in ids(run_checks())
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300}
    settings.CELERY_TASK_TIME_LIMIT = 300
    assert "factcheck.E001" in ids(run_checks())


def test_a_deployment_may_not_fetch_from_private_addresses(settings: Settings) -> None:
    settings.ALLOWED_PRIVATE_ORIGINS = []
    assert "factcheck.E002" not in ids(run_checks(include_deployment_checks=True))
    settings.ALLOWED_PRIVATE_ORIGINS = ["http://127.0.0.1:8000"]
    assert "factcheck.E002" in ids(run_checks(include_deployment_checks=True))
    assert "factcheck.E002" not in ids(run_checks()), "tests and the demonstration may"


@pytest.mark.django_db
def test_this_database_reads_korean() -> None:
    assert database_reads_korean(None, databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT show_trgm('수출')")
        assert len(cursor.fetchone()[0]) == 3


@pytest.fixture
def database_in_locale_c(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The connection leads to a database that was made with the locale C, on the same server."""
    name = f"{connection.settings_dict['NAME']}_c"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 LOCALE "C"')
        fresh = connections["default"].copy(alias="default")
        fresh.settings_dict["NAME"] = name
        kept = connections["default"]
        connections["default"] = fresh
        yield
        connections["default"] = kept
        fresh.close()
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.mark.django_db
@pytest.mark.usefixtures("database_in_locale_c")
def test_a_database_in_the_locale_c_is_refused() -> None:
    [message] = database_reads_korean(None, databases=["default"])
    assert message.id == "factcheck.E003"
    assert "C.UTF-8" in (message.hint or "")


@pytest.mark.django_db
def test_an_upgrade_done_twice_changes_nothing() -> None:
    call_command("upgrade", verbosity=0, stdout=StringIO())
    again = StringIO()
    call_command("upgrade", verbosity=0, stdout=again)
    assert "loaded" not in again.getvalue()


@pytest.mark.parametrize("sure", [-0.1, 0.0, 1.0])
def test_proposals_have_a_confidence(settings: Settings, sure: float) -> None:
    assert "factcheck.E007" not in ids(run_checks())
    settings.LINKS_PROPOSED_FROM = sure
    assert "factcheck.E007" in ids(run_checks())


def test_digests_have_an_hour_and_webhooks_a_key(settings: Settings) -> None:
    both = {"factcheck.E006", "factcheck.W003"}
    settings.DIGEST_HOUR, settings.WEBHOOK_KEY = 23, "k" * 32
    assert not both & ids(run_checks(include_deployment_checks=True))
    settings.DIGEST_HOUR, settings.WEBHOOK_KEY = 24, "short"
    assert both <= ids(run_checks(include_deployment_checks=True))
    assert "factcheck.W003" not in ids(run_checks()), "who sends none needs none"
