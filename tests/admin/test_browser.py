"""The admin and the API's documentation in a browser: whatever the policy blocks is an error."""

from __future__ import annotations

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.people.models import User
from tests.api import world as worlds
from tests.api.test_schema import SNAPSHOT
from tests.api.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def committed(transactional_db: None) -> World:
    return worlds.build()


def sign_in(page: Page, origin: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": origin}])


def test_the_admin_works_under_the_policy(
    page: Page, committed: World, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url, committed.admin)
    page.goto(live_server.url + "/admin/")
    expect(page.locator("#site-name")).to_be_visible()
    page.goto(live_server.url + reverse("admin:claims_entity_change", args=[committed.yard.pk]))
    page.get_by_role("link", name="추가", exact=False).last.click()
    page.goto(live_server.url + reverse("admin:claims_article_change", args=[committed.daily.pk]))
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("파도")
    expect(page.locator(".select2-results__option--highlighted")).to_have_text("파도일보")
    page.goto(live_server.url + reverse("admin:claims_claim_changelist") + "?q=노조")
    expect(page.locator("#result_list tbody tr")).to_have_count(2)


def test_the_documentation_renders_under_the_policy(
    page: Page, committed: World, live_server: LiveServer
) -> None:
    page.goto(live_server.url + "/api/v1/docs")
    expect(page.locator(".opblock").first).to_be_visible(timeout=20_000)
    paths = yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8"))["paths"].values()
    expect(page.locator(".opblock")).to_have_count(sum(len(operations) for operations in paths))
