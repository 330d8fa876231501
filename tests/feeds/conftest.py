"""What tests of feeds share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings
from pytest_httpserver import HTTPServer


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    """A web site that the fetcher may reach."""
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


@pytest.fixture(autouse=True)
def no_host_was_asked() -> Iterator[None]:
    """When a host was asked last stands in Redis, which outlives a test's transaction."""
    cache.clear()
    yield
    cache.clear()
