"""Who gets through which door: every endpoint, method and role, from the table of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.test import APIClient

from claims.people.models import User
from claims.people.rules import GRANTED, Act, Role, Scope, roles_allow, scopes_allow
from tests.api import world as worlds
from tests.api.asking import refused
from tests.api.world import World

OPEN_TO_ALL = {
    ("get", "/api/v1/me"),  # answers 401 by itself, and works for a key of any scope
    ("get", "/api/v1/publications"),
    ("options", "/api/v1/publications"),
    ("get", "/api/v1/publications/<uuid:id>"),
    ("options", "/api/v1/publications/<uuid:id>"),
    ("get", "/api/v1/publications/<uuid:id>/<int:number>"),
    ("options", "/api/v1/publications/<uuid:id>/<int:number>"),
}
NOT_OURS = {"/api/v1/schema", "/api/v1/docs"}


@dataclass(frozen=True)
class Door:
    method: str
    route: str
    act: Act | None

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def address(self) -> str:
        path = re.sub(r"<uuid:\w+>", lambda _match: str(uuid4()), self.route)
        path = re.sub(r"<int:\w+>", "1", path)
        return re.sub(r"<slug:\w+>", "no-such", path)

    def ask(self, client: APIClient) -> Any:
        body: Any = None if self.method in ("get", "options") else {}
        return getattr(client, self.method)(self.address, body, format="json")


def doors() -> Iterator[Door]:
    for route, view in routes(get_resolver().url_patterns):
        if not route.startswith("/api/v1/") or route in NOT_OURS:
            continue
        actions = getattr(view, "actions", None)
        kind = getattr(view, "cls", None) or view.view_class
        if actions is None:
            actions = {method: method for method in kind.acts}
        for method, action in actions.items():
            assert action in kind.acts, f"{method} {route} declares no act"
            yield Door(method, route, kind.acts[action])


def routes(patterns: list[Any], before: str = "/") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.callback


DOORS = sorted(doors(), key=str)


def test_what_is_open_to_all_is_known_by_name() -> None:
    assert {(door.method, door.route) for door in DOORS if door.act is None} == OPEN_TO_ALL


def test_every_act_of_the_newsroom_has_a_door() -> None:
    without = {Act.CURATE_REFERENCE, Act.KEEP_PEOPLE}  # these have the admin
    assert {door.act for door in DOORS} - {None} == set(Act) - without


@pytest.mark.parametrize("door", [d for d in DOORS if d.act], ids=str)
@pytest.mark.django_db
def test_nobody_gets_in_without_a_key(door: Door, anyone: APIClient) -> None:
    response = door.ask(anyone)
    refused(response, 401, "not_authenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("role", list(Role), ids=str)
@pytest.mark.django_db
def test_a_role_opens_what_the_table_says_and_nothing_else(role: Role) -> None:
    client = worlds.program(worlds.person(f"one-{role}", role))
    for door in DOORS:
        if door.act is None:
            continue
        response = door.ask(client)
        if roles_allow(frozenset({role}), door.act):
            assert response.status_code in (200, 400, 404, 428), f"{door}: {response.content!r}"
        else:
            refused(response, 403, "permission_denied")


@pytest.mark.parametrize("scope", list(Scope), ids=str)
@pytest.mark.django_db
def test_a_scope_opens_what_the_table_says_and_nothing_else(scope: Scope) -> None:
    client = worlds.program(worlds.person("editor", Role.EDITOR), [scope])
    for door in DOORS:
        if door.act is None or not roles_allow(frozenset({Role.EDITOR}), door.act):
            continue
        response = door.ask(client)
        if scopes_allow(frozenset({scope}), door.act):
            assert response.status_code in (200, 400, 404, 428), f"{door}: {response.content!r}"
        else:
            refused(response, 403, "permission_denied")


@pytest.mark.django_db
def test_somebody_without_a_role_gets_in_nowhere() -> None:
    user = User.objects.create_user("nobody", password="pass-word-of-a-test")
    client = APIClient()
    client.force_login(user)
    for door in DOORS:
        if door.act is not None:
            assert door.ask(client).status_code == 403, str(door)


@pytest.mark.django_db
def test_a_switched_off_person_and_a_revoked_key_open_nothing(world: World) -> None:
    client = worlds.program(world.reviewer)
    assert client.get("/api/v1/claims").status_code == 200
    world.reviewer.is_active = False
    world.reviewer.save()
    refused(client.get("/api/v1/claims"), 401, "authentication_failed")
    world.reviewer.is_active = True
    world.reviewer.save()
    world.reviewer.api_keys.update(revoked_at=world.reviewer.date_joined)
    refused(client.get("/api/v1/claims"), 401, "authentication_failed")


def test_every_scope_grants_something() -> None:
    assert all(GRANTED[scope] for scope in Scope)


@pytest.mark.django_db
def test_a_session_writes_only_with_its_token(world: World) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(world.reviewer)
    assert client.get("/api/v1/claims").status_code == 200
    refused(client.post("/api/v1/matters", {"question_ko": "정말인가?"}), 403)
