"""A verdict in a browser, from the first draft by one person to its withdrawal by another."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.verdicts.models import Stage, Verdict
from tests import factories
from tests.factories import PASSWORD, Newsroom
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTES: FilePayload = {
    "name": "minutes.csv",
    "mimeType": "text/csv",
    "buffer": "조례,찬성 31,반대 12\n".encode(),
}


def reconfirm(page: Page) -> None:
    """Say once more who it is; what was asked for goes on by itself."""
    page.wait_for_url("**/accounts/reauthenticate/**")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def here(page: Page, number: int) -> None:
    expect(page.locator(".stepper [aria-current] .bullet")).to_have_text(str(number))


def top(page: Page, what: str) -> float:
    box = page.locator(what).bounding_box()
    assert box is not None
    return box["y"]


def test_a_verdict_goes_the_whole_way_and_is_taken_back(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    claim = factories.claim("강변 도서관이 11월부터 밤 10시까지 문을 연다.")
    page = enter("minjun")
    page.goto(live_server.url + reverse("desk:claim", args=[claim.public_id]))
    page.keyboard.press("v")
    page.check("text=사실 >> nth=0")
    page.fill("[name=summary_ko]", "시청이 조례를 고쳤다.")
    page.fill("[name=reasoning_ko]", "조례 **제7조**를 읽었다.")
    page.locator("[hx-post$='preview/']").first.click()
    expect(page.locator("#preview-ko strong")).to_have_text("제7조")
    page.click("button[value=question]")
    expect(page.locator("#questions textarea").first).to_be_focused()
    page.keyboard.type("조례는 언제 통과됐나?")
    page.fill("#questions textarea >> nth=1", "10월 2일 본회의에서.")
    page.click("button[value=question]")
    expect(page.locator("#questions fieldset")).to_have_count(2)
    page.locator("#questions .remove").last.click()
    expect(page.locator("#questions fieldset")).to_have_count(1)
    page.click("button[value=reply]")
    page.fill("#replies [name$=-asked]", "강변시 도서관과")
    page.fill("#replies [name$=-asked_on]", "2026-10-05")
    page.click("#exhibit summary")
    page.set_input_files("[name=exhibit_file]", MINUTES)
    page.click("button[value=exhibit]")
    expect(page.locator("#questions textarea").first).to_have_value("조례는 언제 통과됐나?")
    page.select_option("#evidence [name$=-stance]", "supports")
    page.select_option("#evidence [name$=-weight]", "decisive")
    page.locator(".editor-actions .primary").click()
    page.wait_for_url("**/desk/verdicts/*-*/")
    verdict = Verdict.objects.get()
    own = live_server.url + reverse("desk:verdict", args=[verdict.public_id])
    public = live_server.url + reverse("public:verdict", args=[verdict.public_id])
    page.keyboard.press("s")
    here(page, 2)
    expect(page.locator("form[action$='/approve/']")).to_have_count(0)

    page = enter("seoyeon")
    page.goto(own)
    page.locator("form[action$='/approve/'] button").click()
    here(page, 3)
    page.keyboard.press("p")
    reconfirm(page)
    here(page, 4)
    assert Verdict.objects.get().stage == Stage.PUBLISHED

    page = enter("minjun")
    page.goto(own)
    page.keyboard.press("e")
    page.fill("[name=summary_ko]", "시청이 조례와 시행 규칙을 고쳤다.")
    expect(page.locator("#difference ins")).to_contain_text("시행 규칙을")
    page.check("[name=correction][value=clarification]")
    page.fill("[name=public_note]", "시행 규칙도 고쳤음을 밝힙니다.")
    page.locator(".editor-actions .primary").click()
    page.wait_for_url(own)
    page.keyboard.press("s")
    here(page, 2)

    page = enter("seoyeon")
    page.goto(own)
    page.locator("form[action$='/approve/'] button").click()
    here(page, 3)
    page.keyboard.press("p")
    reconfirm(page)
    here(page, 4)
    page.goto(public)
    expect(page.locator(".lede")).to_have_text("시청이 조례와 시행 규칙을 고쳤다.")
    expect(page.locator("#asked + dl")).to_contain_text("조례는 언제 통과됐나?")
    expect(page.locator("#history + ol")).to_contain_text("시행 규칙도 고쳤음을 밝힙니다.")
    page.goto(public + "versions/1/")
    expect(page.locator(".lede")).to_have_text("시청이 조례를 고쳤다.")
    page.goto(public + "versions/2/changes/")
    expect(page.locator("ins").first).to_contain_text("시행")

    page.goto(own)
    page.set_viewport_size({"width": 360, "height": 800})
    assert top(page, ".next") < top(page, "article.verdict"), "on a phone the next step is first"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert top(page, ".next") == top(page, "article.verdict")
    page.locator("details:has(form[action$='/withdraw/']) summary").click()
    page.fill("form[action$='/withdraw/'] textarea", "조례가 효력을 잃었습니다.")
    page.locator("form[action$='/withdraw/'] button").click()
    expect(page.locator(".stepper [aria-current] .bullet")).to_have_text("×")
    page.context.clear_cookies()
    page.goto(public)
    expect(page.locator(".notice.error")).to_contain_text("조례가 효력을 잃었습니다.")
