"""The small newsroom of the API's tests, and its people at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from claims.people.models import User
from tests.api import world as worlds
from tests.api.world import World

SignIn = Callable[[User], Client]


@pytest.fixture
def world(db: None) -> World:
    return worlds.build()


@pytest.fixture
def signed_in() -> SignIn:
    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter
