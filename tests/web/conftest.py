"""A browser at the desk: real pages of a live server, driven as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims.reference.models import Rating, RatingScale
from tests.factories import PASSWORD, Newsroom

Enter = Callable[[str], Page]


@pytest.fixture
def staffed(transactional_db: None) -> Newsroom:
    """The people, and a scale to rate on."""
    scale = RatingScale.objects.create(key="steps", name_ko="두 단계", name_en="Two steps")
    for position, (key, ko, en) in enumerate(
        [("true", "사실", "True"), ("false", "사실 아님", "False")], start=1
    ):
        Rating.objects.create(
            scale=scale, key=key, position=position, number=3 - position, label_ko=ko, label_en=en
        )
    return Newsroom()


@pytest.fixture
def policed(page: Page, live_server: LiveServer) -> Iterator[Page]:
    """The page, with every document it loads checked for the policy that keeps strangers' code
    out."""
    loose: list[str] = []

    def look(response: object) -> None:
        request = response.request  # type: ignore[attr-defined]
        if request.resource_type != "document" or response.status in (301, 302):  # type: ignore[attr-defined]
            return
        policy = response.headers.get("content-security-policy", "")  # type: ignore[attr-defined]
        if "default-src 'none'" not in policy or "unsafe" in policy:
            loose.append(f"{request.url}: {policy!r}")

    page.on("response", look)
    yield page
    assert not loose


@pytest.fixture
def enter(policed: Page, live_server: LiveServer, staffed: Newsroom) -> Enter:
    """Sign somebody in, after signing out whoever was there."""

    def sign_in(username: str) -> Page:
        policed.context.clear_cookies()
        policed.goto(f"{live_server.url}/accounts/login/")
        policed.fill("[name=login]", username)
        policed.fill("[name=password]", PASSWORD)
        policed.press("[name=password]", "Enter")
        policed.wait_for_url("**/desk/")
        return policed

    return sign_in
