"""What tests of looking again share."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles import services as articles
from claims.extraction import services as extraction
from claims.verdicts.models import Verdict
from tests.factories import SETUP, Newsroom, published
from tests.rechecks.world import BRIDGE, PEOPLE, by_hand, claim_of, serve, work_on


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "read", by_hand)


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


@pytest.fixture
def verdict(newsroom: Newsroom, site: HTTPServer) -> Verdict:
    """Published on a sentence that the site serves."""
    serve(site, BRIDGE, PEOPLE)
    kept = articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)
    work_on()
    return published(newsroom, claim_of(kept, BRIDGE))
