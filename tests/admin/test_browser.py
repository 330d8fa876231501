"""The admin and the API's documentation in a browser: whatever the policy blocks is an error."""

from __future__ import annotations

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.links import matters
from claims.links.models import Matter
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


def test_a_question_is_filled_and_split_under_the_policy(
    page: Page, committed: World, live_server: LiveServer
) -> None:
    """A claim is searched for, and those that leave are picked from those that are there."""
    matter = matters.open_matter(by=committed.reviewer, question_ko="노조는 받아들였나?")
    matters.place(matter=matter, claim=committed.refused, by=committed.reviewer)
    sign_in(page, live_server.url, committed.admin)
    page.goto(live_server.url + reverse("admin:claims_matter_change", args=[matter.pk]))
    page.get_by_role("link", name="이 쟁점에 주장 넣기").click()
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("받아들였다")
    page.locator(".select2-results__option", has_text="받아들였다").click()
    page.get_by_role("button", name="이 쟁점에 주장 넣기").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.get_by_role("link", name="주장 나누기").click()
    page.locator("#id_claims_from").select_option(label=str(committed.accepted))
    page.locator("#id_claims_add").click()
    page.locator("#id_question_ko").fill("회사는 뭐라 했나?")
    page.get_by_role("button", name="주장 나누기").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    made = Matter.objects.get(split_from=matter)
    assert made.members.get().claim == committed.accepted
