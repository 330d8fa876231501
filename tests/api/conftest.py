"""Clients of the people of ``tests.api.world``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from tests.api import world as worlds
from tests.api.world import World


@pytest.fixture(autouse=True)
def no_calls_counted_yet() -> Iterator[None]:
    """The throttle counts by caller in Redis, which outlives a test's transaction."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def anyone() -> APIClient:
    return APIClient()


@pytest.fixture
def contributor(world: World) -> APIClient:
    return worlds.program(world.contributor)


@pytest.fixture
def reviewer(world: World) -> APIClient:
    return worlds.program(world.reviewer)


@pytest.fixture
def editor(world: World) -> APIClient:
    return worlds.program(world.editor)
