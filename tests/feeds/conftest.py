"""What tests of feeds share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.feeds import services


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    """A web site that the fetcher may reach, without a second's rest between its pages."""
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    monkeypatch.setattr(services, "BETWEEN_FETCHES_SECONDS", 0)
    return httpserver


@pytest.fixture(autouse=True)
def no_host_was_asked() -> Iterator[None]:
    """When a host was asked last stands in Redis, which outlives a test's transaction."""
    cache.clear()
    yield
    cache.clear()
