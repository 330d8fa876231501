"""Correcting an article in a browser: from the click to the claims that are read again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from claims.articles.models import Article, Classification
from claims.extraction.models import Claim
from claims.text.findings import BlockClass
from claims.work.models import LedgerCursor
from tests import factories
from tests.factories import Newsroom
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPENS = "강변 도서관이 11월부터 밤 10시까지 문을 연다고 시청이 밝혔다."
GLUED = "이용자 늘어 도서관 이용자는 지난해보다 12% 늘었다."
CREDIT = "사진은 시청이 찍었다."
TEXT = f"강변 도서관 소식\n\n{OPENS}\n\n{GLUED}\n\n{CREDIT}"


def at(live_server: LiveServer, name: str, article: Article) -> str:
    return f"{live_server.url}{reverse(name, args=[article.public_id])}"


def kinds(article: Article) -> dict[str, BlockClass]:
    snapshot = article.latest_snapshot
    return {snapshot.text[b.start : b.end]: b.kind for b in snapshot.typed_blocks}


def test_a_block_is_classed_by_key_and_its_claim_is_shown_as_lost(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    article = factories.article(TEXT)
    factories.claims_of(article, OPENS, CREDIT)
    page = enter("minjun")
    page.goto(at(live_server, "desk:article", article))
    expect(page.locator(".claim-span")).to_have_count(2)
    page.keyboard.press("c")
    page.wait_for_url("**/correct/")
    row = page.locator(".block-row", has_text=CREDIT)
    row.locator("select").focus()
    page.keyboard.press("5")
    expect(row.locator("select option:checked")).to_have_attribute(
        "value", re.compile(r"-caption$")
    )
    page.fill("[name=title]", "")
    page.locator(".editor-actions .primary").click()
    page.wait_for_url(at(live_server, "desk:article", article))
    assert kinds(article)[CREDIT] is BlockClass.CAPTION
    article.refresh_from_db()
    assert (article.title, article.title_evidence) == ("", "person")

    # It waits to be read, and shows the reading by itself once it is there.
    expect(page.locator("#reading-state .moving")).to_be_visible()
    factories.claims_of(article, OPENS)
    LedgerCursor.objects.create(name="extraction", position=10**6)
    expect(page.locator(".lost-list .title")).to_have_text(CREDIT, timeout=8000)
    expect(page.locator(".claim-span")).to_have_count(1)
    page.locator(".lost-list a").click()
    expect(page.locator(".notice .chip.bad")).to_be_visible()
    assert Claim.objects.lost().count() == 1


def test_a_heading_is_cut_off_by_a_line_break_and_joined_again(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    article = factories.article(TEXT)
    page = enter("minjun")
    page.goto(at(live_server, "desk:article-correct", article))
    page.locator(".block-row", has_text=GLUED).locator("select").focus()
    page.keyboard.press("x")
    expect(page.locator("#cutting")).to_be_focused()
    page.fill("#cutting", GLUED.replace("늘어 ", "늘다\n"))
    page.click("[name=cut]")
    expect(page.locator("#blocks .errors")).to_be_visible()
    page.fill("#cutting", GLUED.replace("늘어 ", "늘어\n"))
    page.click("[name=cut]")
    heading = page.locator(".block-row", has_text="이용자 늘어")
    expect(heading).to_have_class("block-row changed")
    heading.locator("select").select_option(index=2)
    page.locator(".block-row", has_text=CREDIT).locator("[name=join]").click()
    expect(page.locator(".block-row", has_text=CREDIT)).to_contain_text("12% 늘었다.")
    assert not Classification.objects.exists()
    page.locator(".editor-actions .primary").click()
    page.wait_for_url(at(live_server, "desk:article", article))
    found = kinds(article)
    assert found["이용자 늘어"] is BlockClass.SUBHEADING
    assert found[f"도서관 이용자는 지난해보다 12% 늘었다.\n\n{CREDIT}"] is BlockClass.BODY


def test_the_form_works_without_scripts(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    article = factories.article(TEXT)
    page = enter("minjun")
    context = page.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(at(live_server, "desk:article-correct", article))
    plain.locator(".block-row", has_text=GLUED).locator("[name=split]").click()
    plain.fill("#cutting", GLUED.replace("늘어 ", "늘어\n"))
    plain.click("[name=cut]")
    plain.locator(".block-row", has_text=CREDIT).locator("select").select_option(index=5)
    plain.fill("[name=byline]", "김이박 기자")
    plain.press("[name=byline]", "Enter")
    plain.wait_for_url(at(live_server, "desk:article", article))
    context.close()
    found = kinds(article)
    assert found[CREDIT] is BlockClass.CREDIT
    assert "이용자 늘어" in found
    article.refresh_from_db()
    assert (article.byline, article.byline_evidence) == ("김이박 기자", "person")


def test_only_the_body_is_shown_when_asked_for(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    kept = factories.article(f"<p>{OPENS}</p>\n\n{OPENS}\n\n{CREDIT}\n\nⓒ 시험신문 무단전재 금지")
    page = enter("hana")
    page.goto(at(live_server, "desk:article", kept))
    shown = page.locator(".article-text .block")
    off = page.locator(".article-text .block.off")
    whole, muted = shown.count(), off.count()
    assert muted
    page.locator(".switch a").last.click()
    expect(page.locator(".switch a").last).to_have_attribute("aria-current", "true")
    expect(off).to_have_count(0)
    expect(shown).to_have_count(whole - muted)
