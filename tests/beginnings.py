"""What most tests begin with, made once and kept for the tests that follow.

It lies in a transaction around theirs: each test's own is a savepoint in it and is rolled back to
what it began with. A test sees nothing that it did not ask for: one with another beginning, or one
that commits, ends the transaction first.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.api import world as worlds
from tests.api.world import World
from tests.factories import Newsroom

MAKERS: dict[str, Callable[[], Any]] = {"world": worlds.build, "newsroom": Newsroom}


class Beginning:
    """The one that lies in the database; ``name`` is its fixture's."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.made: Any = None
        self.around = ExitStack()

    def become(self, name: str | None) -> None:
        if name == self.name:
            return
        self.end()
        if name is not None:
            self.around.enter_context(transaction.atomic())
            self.around.callback(transaction.set_rollback, True)
            with translation.override("ko"):
                self.made = MAKERS[name]()
            self.name = name

    def end(self) -> None:
        self.around.close()
        self.name = self.made = None

    def copy_of(self, name: str) -> Any:
        """Rows of the test's own, which it may change; made for it alone where nothing is kept."""
        return copy.deepcopy(self.made) if self.name == name else MAKERS[name]()


@pytest.fixture(scope="session")
def beginning(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Beginning]:
    kept = Beginning()
    yield kept
    with django_db_blocker.unblock():
        kept.end()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> None:
    """Before a test's own transaction begins, which is a fixture of pytest-django. Before the
    browser starts as well: with its event loop in the thread, Django connects anew."""
    if fixturedef.argname not in ("_django_db_helper", "chromium"):
        return
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & {*request.fixturenames} or (
        marker and marker.kwargs.get("transaction")
    )
    wanted = [name for name in MAKERS if name in request.fixturenames and not commits]
    with request.getfixturevalue("django_db_blocker").unblock():
        request.getfixturevalue("beginning").become(wanted[0] if wanted else None)


@pytest.fixture
def newsroom(db: None, beginning: Beginning) -> Newsroom:
    """The people that tests are about."""
    made: Newsroom = beginning.copy_of("newsroom")
    return made


@pytest.fixture
def world(db: None, beginning: Beginning) -> World:
    """The small newsroom that doors are tested with."""
    made: World = beginning.copy_of("world")
    return made
