"""What tests of every stage share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from hypothesis import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.factories import Newsroom

pytest_plugins = ["tests.workers"]

# The same examples at every run, and no clock but where a test sets one: a busy machine and chance
# fail nobody's change. `./test --hypothesis-profile default` looks for new examples.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

CHROMIUM = shutil.which("chromium")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not CHROMIUM:
        message = "Chromium is not installed"
        if os.environ.get("CI"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests() -> Iterator[None]:
    """Triggers refuse to empty tables that keep history, so the flush after a transactional test
    runs as a replica does, without triggers."""
    flush = DatabaseOperations.execute_sql_flush

    def without_triggers(self: DatabaseOperations, sql_list: Iterable[str]) -> None:
        flush(self, ["SET LOCAL session_replication_role = replica", *sql_list])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Each test begins in the newsroom's language, whatever the one before it activated."""
    with translation.override("ko"):
        yield


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """The people that tests are about."""
    return Newsroom()


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
