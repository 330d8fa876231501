"""Browsers of those who work in the admin."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.links import matters, naming
from claims.links.models import Link, Matter, Origin
from claims.people.models import User
from claims.people.rules import Role
from tests.api import world as worlds
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


@pytest.fixture
def keeper(world: World) -> User:
    """A curator who works at the desk as well."""
    return worlds.person("keeper", Role.CURATOR, Role.REVIEWER)


@pytest.fixture
def client(keeper: User) -> Client:
    return signed_in(keeper)


@pytest.fixture
def pair(world: World) -> Link:
    return worlds.proposed(world.refused, world.accepted)


@pytest.fixture
def asked(world: World) -> Matter:
    """A question with a claim under it and another refused."""
    made = matters.open_matter(by=world.reviewer, question_ko="노조는 받아들였나?")
    matters.place(matter=made, claim=world.refused, by=world.reviewer)
    matters.refuse(matter=made, claim=world.accepted, by=world.reviewer)
    return made


@pytest.fixture
def notice(world: World) -> Origin:
    said = naming.name_origin(claim=world.refused, by=world.reviewer, description="공시")
    return said.origin


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
