"""What tests of every stage share."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.servers import migrated_database

pytest_plugins = ["tests.beginnings", "tests.workers"]

# The same examples at every run, and no clock but where a test sets one: a busy machine and chance
# fail nobody's change. `./test --hypothesis-profile default` looks for new examples.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

CHROMIUM = shutil.which("chromium")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the garbage collector need not look at it again and
    again, an eighth of what tests of the database cost."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not CHROMIUM:
        message = "Chromium is not installed"
        if os.environ.get("CI"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A worker's database is a copy of one that all workers share; what is missing is migrated."""
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests() -> Iterator[None]:
    """What a transactional test committed is deleted from the tables that hold something, as a
    replica would, without the triggers that protect history. Emptying every table as Django does
    makes hundreds of files anew. Permissions and kinds of content, which migrations made, stay."""
    kept = {Permission._meta.db_table, ContentType._meta.db_table}

    def empty(self: TransactionTestCase) -> None:
        tables = set(connection.introspection.django_table_names(include_views=False)) - kept
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            questions = " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")"  # noqa: S608  (ours)
                for table in tables
            )
            cursor.execute(questions)
            for (table,) in cursor.fetchall():
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Each test begins in the newsroom's language, whatever the one before it activated."""
    with translation.override("ko"):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which looks nothing up on the network by itself."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests' queries beside it are sound.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            chromium_sandbox=os.geteuid() != 0,  # Chromium's sandbox does not work for root
            args=["--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A Korean reader's empty page. The test fails if the console shows an error by its end."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"{message.location.get('url')}: {message.text}")

    context = chromium.new_context(locale="ko-KR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors
