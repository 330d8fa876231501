"""Browsers of those who work in the admin."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.people.models import User
from tests.api.world import World


@pytest.fixture
def curator(world: World) -> Client:
    return signed_in(world.curator)


@pytest.fixture
def editor(world: World) -> Client:
    return signed_in(world.editor)


@pytest.fixture
def boss(world: World) -> Client:
    return signed_in(world.admin)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
