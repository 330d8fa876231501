"""The people of the small newsroom at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from claims.people.models import User

SignIn = Callable[[User], Client]


@pytest.fixture
def signed_in() -> SignIn:
    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter
