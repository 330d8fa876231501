"""Watching in a browser: notices, re-checks, hosts and webhooks, as an editor goes through them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from claims.articles.models import HostRule
from claims.notices.models import Endpoint, Notice, Watch
from claims.rechecks.models import Ground, Recheck, RecheckCause
from claims.work.models import WorkState
from tests.factories import PASSWORD, Newsroom, claim, published
from tests.notices.world import KEY, listen, rechecked
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seen(page: Page, name: str) -> None:
    """Nothing sticks out, in a window and on a phone; pictures where a folder for them is named."""
    folder = os.environ.get("SCREENSHOTS")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{name} is {over} px too wide at {width}"
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def busy(staffed: Newsroom) -> Recheck:
    """A re-check that stopped, with its causes, and another verdict with findings."""
    said = claim("강가의 다리는 11월 3일 다시 열렸다.", url="https://news.example/bridge")
    verdict = published(staffed, said)
    Ground.objects.create(verdict=verdict, document=said.article, claim=said)
    stopped = Recheck.objects.create(
        verdict=verdict,
        cause="event",
        severity="serious",
        state=WorkState.STOPPED,
        attempts=8,
        last_error="Unreachable: news.example took too long to answer.",
    )
    RecheckCause.objects.create(
        recheck=stopped, kind="snapshot.taken", key="a", severity="serious", count=3
    )
    overdue = Recheck.objects.create(
        verdict=published(staffed),
        cause="schedule",
        next_attempt_at=timezone.now() - dt.timedelta(hours=1),
    )
    Watch.objects.create(user=staffed.seoyeon, verdict=overdue.verdict)
    listen()
    rechecked(overdue.verdict, "serious", "notice")
    return stopped


def test_an_editor_watches_over_what_happens_in_the_background(
    enter: Enter, live_server: LiveServer, busy: Recheck, settings: Settings
) -> None:
    settings.WEBHOOK_KEY = KEY
    page = enter("seoyeon")
    expect(page.locator(".sidebar .unread")).to_have_text("2")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/desk/notices/")
    seen(page, "notices")
    page.locator(".items form button").first.click()
    expect(page.locator(".sidebar .unread")).to_have_text("1")
    page.locator(".page-head form button").click()
    expect(page.locator(".sidebar .unread")).to_have_count(0)
    assert not Notice.objects.unread().filter(user__username="seoyeon").exists()
    page.goto(live_server.url + reverse("desk:notice-preferences"))
    page.check("[name=mail][value=daily]")
    seen(page, "preferences")
    page.locator("main form .button.primary").click()
    page.wait_for_url("**/desk/notices/")

    page.goto(live_server.url + reverse("desk:rechecks"))
    page.locator("details > summary").first.click()
    seen(page, "rechecks")
    page.locator(".numbers a[href='?state=stopped']").click()
    row = page.locator(".items > li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("took too long to answer")
    expect(row).to_contain_text("×3")
    seen(page, "stopped")
    row.get_by_role("link", name="news.example").click()
    seen(page, "host")
    page.fill("[name=seconds_between]", "2.5")
    page.locator("form[action$='politeness/'] button").click()
    page.fill("[name=reason]", "발행처가 쉬어 달라고 했다")
    page.locator("form[action$='pause/'] button").click()
    expect(page.locator(".chip.bad")).to_be_visible()
    rule = HostRule.objects.get()
    assert (rule.host, rule.seconds_between, rule.paused_until is not None) == (
        "news.example",
        2.5,
        True,
    )
    page.goto(live_server.url + reverse("desk:hosts"))
    seen(page, "hosts")
    page.locator("form[action$='resume/'] button").click()
    expect(page.locator(".chip.bad")).to_have_count(0)
    page.goto(live_server.url + reverse("desk:rechecks") + "?state=stopped")
    page.locator(".items form button").click()
    expect(page.locator(".items > li")).to_have_count(0)
    busy.refresh_from_db()
    assert busy.state == WorkState.WAITING

    page.goto(live_server.url + reverse("desk:webhooks"))
    page.fill("[name=url]", "https://receiver.example/hook")
    page.locator("main form .button.primary").click()
    if "/reauthenticate/" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
    expect(page.locator(".secret")).to_contain_text("whsec_")
    page.goto(live_server.url + reverse("desk:webhook", args=[Endpoint.objects.get().public_id]))
    page.locator("form[action$='test/'] button").click()
    expect(page.locator(".items > li")).to_have_count(1)
    seen(page, "webhook")
