"""What settings and servers must hold; ``manage.py check`` tells where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from factcheck.rights import changeable_history

SHORTEST_SIGNING_KEY = 32
OWNER_HINT = (
    "Name the role that owns the tables in OWNER_DATABASE_URL, another in DATABASE_URL, and run"
    " manage.py upgrade."
)
LOCALE_HINT = "Make the cluster with: initdb --encoding=UTF8 --locale=C.UTF-8"


@register()
def messages_outlive_their_tasks(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """A message that comes back while its task still runs would make it run twice."""
    visible_again = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if visible_again > settings.CELERY_TASK_TIME_LIMIT:
        return []
    return [
        Error(
            f"A message is delivered again after {visible_again} s, and a task may run for "
            f"{settings.CELERY_TASK_TIME_LIMIT} s.",
            hint="Raise visibility_timeout in CELERY_BROKER_TRANSPORT_OPTIONS.",
            id="factcheck.E001",
        )
    ]


@register()
def a_model_server_is_named_in_full(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """An address without a model would fall back to the rules at every article."""
    url, model = settings.EXTRACTOR_URL, settings.EXTRACTOR_MODEL
    if not url and not model:
        return []
    if url.startswith(("http://", "https://")) and model:
        return []
    return [
        Error(
            "A model that reads articles needs the address of its server (http or https) and a"
            " name.",
            hint="Set FACTCHECK_EXTRACTOR_URL and FACTCHECK_EXTRACTOR_MODEL, or neither.",
            id="factcheck.E005",
        )
    ]


@register(Tags.security, deploy=True)
def fetcher_reaches_public_addresses_only(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    if not settings.ALLOWED_PRIVATE_ORIGINS:
        return []
    return [
        Error(
            "The fetcher may reach private origins: " + ", ".join(settings.ALLOWED_PRIVATE_ORIGINS),
            hint="Leave FACTCHECK_ALLOWED_PRIVATE_ORIGINS unset; it is for tests and the demo.",
            id="factcheck.E002",
        )
    ]


@register(Tags.security, deploy=True)
def ledger_is_signed(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Who owns the database could rewrite a chain whose heads nobody has."""
    if len(settings.LEDGER_SIGNING_KEY) >= SHORTEST_SIGNING_KEY:
        return []
    return [
        Warning(
            "The ledger's heads are not signed, or by a secret that can be guessed.",
            hint=f"Set LEDGER_SIGNING_KEY_FILE to a file with {SHORTEST_SIGNING_KEY} or more"
            " random characters.",
            id="factcheck.W001",
        )
    ]


@register(Tags.database, deploy=True)
def application_cannot_change_history(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Who owns a table can set its triggers aside; the application must not be that role."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            tables = changeable_history(cursor)
        if tables:
            message = (
                f"The application's role {connections[alias].settings_dict['USER']} could change"
                f" history: it owns, or may change, {len(tables)} tables such as {tables[0]}."
            )
            found.append(Warning(message, hint=OWNER_HINT, id="factcheck.W002"))
    return found


@register()
def proposals_have_a_confidence(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """What is proposed from is a probability that a pair can have."""
    if 0 < settings.LINKS_PROPOSED_FROM < 1:
        return []
    return [
        Error(
            f"Pairs are to be proposed from a confidence of {settings.LINKS_PROPOSED_FROM}.",
            hint="Set FACTCHECK_LINKS_PROPOSED_FROM to a number above 0 and below 1.",
            id="factcheck.E007",
        )
    ]


@register()
def digests_have_an_hour(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """From an hour that no day has, no digest would ever be sent."""
    if 0 <= settings.DIGEST_HOUR <= 23:
        return []
    return [
        Error(
            f"The day's digest is to be sent at {settings.DIGEST_HOUR} o'clock.",
            hint="Set FACTCHECK_DIGEST_HOUR to a number from 0 to 23.",
            id="factcheck.E006",
        )
    ]


@register(Tags.security, deploy=True)
def webhooks_can_be_signed(
    app_configs: Sequence[AppConfig] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """Without a key no webhook can be added; from a short one, secrets could be guessed."""
    if len(settings.WEBHOOK_KEY) >= SHORTEST_SIGNING_KEY:
        return []
    return [
        Warning(
            "There is no key to make webhooks' secrets of, or one that can be guessed.",
            hint=f"Set WEBHOOK_KEY_FILE to a file with {SHORTEST_SIGNING_KEY} or more random"
            " characters.",
            id="factcheck.W003",
        )
    ]


@register(Tags.database)
def database_reads_korean(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """In the locale C, pg_trgm finds no trigram in Hangul, and says nothing about it."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT datctype, pg_encoding_to_char(encoding) FROM pg_database"
                " WHERE datname = current_database()"
            )
            ctype, encoding = cursor.fetchone()
            if encoding != "UTF8" or ctype in {"C", "POSIX"}:
                message = f"The database is in encoding {encoding} with lc_ctype {ctype}."
                found.append(Error(message, hint=LOCALE_HINT, id="factcheck.E003"))
                continue
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            if cursor.fetchone():  # the first migration makes it
                cursor.execute("SELECT show_trgm('수출')")
                if not cursor.fetchone()[0]:
                    message = "pg_trgm finds no trigram in Hangul: Korean names cannot be searched."
                    found.append(Error(message, hint=LOCALE_HINT, id="factcheck.E004"))
    return found
