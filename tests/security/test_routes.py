"""Every address for every role: the table of addresses is walked, and an unknown one fails.

The API's doors are asked in ``tests/api/test_doors.py``; here it is only seen that none is left
out of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.people.models import User
from claims.people.rules import Act, Role, roles_allow
from tests.factories import Newsroom, person

OUR_OWN = ("/desk/", "/verdicts/", "/ledger/")
# Whatever begins like this answers for itself; each has its tests.
OTHERS = {
    "/api/": "tests/api/test_doors.py",
    "/admin/": "below",
    "/accounts/": "below",
    "/i18n/": "Django's language switch",
    "/demo/": "the demonstration's own pages",
    "/healthz": "tests/operations",
    "/metrics": "tests/operations/test_metrics.py",
}
PUBLIC = {
    "front",
    "public:verdicts",
    "public:verdict",
    "public:verdict-slug",
    "public:version",
    "public:changes",
    "ledger:record",
    "ledger:checkpoints",
    "ledger:headers",
    "ledger:verifier",
}
SIGNED_OUT_ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_confirm_email",
    "mfa_authenticate",
    "mfa_trust",
}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: Any

    def __str__(self) -> str:
        return self.name or self.pattern

    @property
    def act(self) -> Act | None:
        act: Act | None = self.view.act
        return act

    @property
    def address(self) -> str:
        path = re.sub(r"<uuid:\w+>", lambda _match: str(uuid4()), self.pattern)
        path = re.sub(r"<int:\w+>", "1", path)
        return re.sub(r"<(str|slug):\w+>", "words", path)

    def ask(self, client: Client) -> Any:
        reads = "GET" in getattr(self.view, "methods", ("GET",))
        return (client.get if reads else client.post)(self.address)


def routes(patterns: list[Any], before: str = "/", space: str = "") -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, path, inner)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{space}{pattern.name}" if pattern.name else "", path, pattern.callback)


ROUTES = list(routes(get_resolver().url_patterns))
OURS = [r for r in ROUTES if r.pattern == "/" or r.pattern.startswith(OUR_OWN)]
DESK = [r for r in OURS if r.pattern.startswith("/desk/")]
ACCOUNTS = [
    r
    for r in ROUTES
    if r.pattern.startswith("/accounts/") and r.name not in SIGNED_OUT_ACCOUNT_PAGES
]


def test_every_address_is_known_to_somebody() -> None:
    strangers = [r for r in ROUTES if r not in OURS and not r.pattern.startswith(tuple(OTHERS))]
    assert not strangers


@pytest.mark.parametrize("route", OURS, ids=str)
def test_every_view_declares_what_it_needs(route: Route) -> None:
    assert hasattr(route.view, "act")
    assert (route.act is None) == (route.name in PUBLIC)


@pytest.mark.parametrize("route", DESK, ids=str)
@pytest.mark.django_db
def test_signed_out_visitors_are_led_to_the_sign_in(route: Route, client: Client) -> None:
    response = route.ask(client)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [*Role, None], ids=str)
@pytest.mark.django_db
def test_a_role_opens_what_the_table_says_and_nothing_else(role: Role | None) -> None:
    Newsroom()
    client = Client()
    client.force_login(person("somebody", *([role] if role else [])))
    for route in DESK:
        assert route.act is not None
        response = route.ask(client)
        if role and roles_allow(frozenset({role}), route.act):
            assert response.status_code in (200, 302, 400, 404), f"{route}: {response.status_code}"
            if response.status_code == 302:
                assert not response["Location"].startswith(reverse("account_login")), route
        else:
            assert response.status_code == 403, f"{route}: {response.status_code}"


@pytest.mark.parametrize("route", DESK, ids=str)
@pytest.mark.django_db
def test_no_view_takes_a_method_it_does_not_declare(route: Route, newsroom: Newsroom) -> None:
    client = Client()
    client.force_login(newsroom.seoyeon)
    wrong = {"GET", "POST", "PUT", "DELETE"} - set(route.view.methods)
    for method in wrong:
        assert client.generic(method, route.address).status_code == 405, f"{method} {route}"


@pytest.mark.parametrize("name", sorted(PUBLIC))
@pytest.mark.django_db
def test_public_pages_need_no_account(name: str, client: Client) -> None:
    route = next(r for r in OURS if r.name == name)
    response = route.ask(client)
    assert response.status_code in (200, 301, 302, 404)
    assert reverse("account_login") not in response.headers.get("Location", "")


@pytest.mark.parametrize("route", ACCOUNTS, ids=str)
@pytest.mark.django_db
def test_account_pages_show_themselves_to_their_owners_only(route: Route, client: Client) -> None:
    response = client.get(route.address)
    assert response.status_code in (302, 405)
    assert response.headers.get("Location", reverse("account_login")).startswith("/accounts/")


@pytest.mark.django_db
def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    page = client.get("/accounts/signup/")
    assert "<form" not in page.content.decode().partition("<main")[2]
    client.post(
        "/accounts/signup/",
        {"username": "intruder", "password1": "a-long-password", "password2": "a-long-password"},
    )
    assert not User.objects.filter(username="intruder").exists()


ADMIN = [r for r in ROUTES if r.pattern.startswith("/admin/") and "(" not in r.pattern]


@pytest.mark.django_db
def test_the_admin_is_closed_to_visitors_and_to_roles_without_it(newsroom: Newsroom) -> None:
    outside = Client()
    inside = Client()
    inside.force_login(newsroom.hana)
    for route in ADMIN:
        if route.name in ("admin:login", "admin:logout", "admin:jsi18n"):
            continue
        address = re.sub(r"<[^>]+>", "1", route.address)
        assert outside.get(address).status_code in (302, 404), route
        assert inside.get(address).status_code in (302, 403, 404), route
