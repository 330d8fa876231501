"""A newsroom whose people have addresses, and a published verdict."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.notices.models import Endpoint, Notice
from claims.notices.rules import EVENTS
from claims.people.models import User
from claims.verdicts.models import Verdict
from tests.factories import Newsroom, published
from tests.notices.world import KEY, listen


@pytest.fixture
def people(newsroom: Newsroom) -> Newsroom:
    for person in (newsroom.minjun, newsroom.seoyeon, newsroom.hana):
        person.email = f"{person.username}@newsroom.example"
        User.objects.filter(pk=person.pk).update(email=person.email)
    return newsroom


@pytest.fixture
def verdict(people: Newsroom) -> Verdict:
    """Minjun's, published by Seoyeon; that it was published is told and forgotten."""
    made = published(people)
    listen()
    Notice.objects.all().delete()
    return made


@pytest.fixture
def hook(settings: Settings, httpserver: HTTPServer) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    settings.WEBHOOK_KEY = KEY
    return httpserver


@pytest.fixture
def endpoint(people: Newsroom, hook: HTTPServer) -> Endpoint:
    """Asks for everything."""
    return Endpoint.objects.create(
        url=hook.url_for("/hook"), events=list(EVENTS), added_by=people.seoyeon
    )
