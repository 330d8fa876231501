"""The desk in a browser: deciding by key, reading an article, both languages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.links.models import Decision, Link, Proposal
from tests import factories
from tests.factories import PASSWORD, Newsroom
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """강변 도서관 밤 10시까지 연다

강변 도서관이 11월부터 밤 10시까지 문을 연다고 시청이 밝혔다. 이용자는 지난해보다 12% 늘었다.

사진 제공 시청"""


def pair(number: int) -> Link:
    """Two claims of two articles that the machine put side by side."""
    a = factories.claim(f"강변 도서관이 {number}월부터 밤 10시까지 문을 연다.")
    b = factories.claim(f"강변 도서관은 {number}월에도 저녁 7시에 닫는다.")
    link = Link.objects.create(a=a, b=b, consequence=0.9 - number / 100)
    assert a.current is not None
    assert b.current is not None
    Proposal.objects.create(
        link=link,
        version_a=a.current,
        version_b=b.current,
        relation="contradicts",
        independence="unknown",
        confidence=0.9 - number / 100,
        reasons=[{"code": "opposite", "weight": 0.5, "a": None, "b": None, "values": []}],
        comparer="by hand",
    )
    return link


def at(live_server: LiveServer, name: str, *args: object) -> str:
    return f"{live_server.url}{reverse(name, args=args)}"


def test_a_pair_is_decided_by_one_key_and_taken_back_by_another(
    enter: Enter, live_server: LiveServer
) -> None:
    first, second = pair(1), pair(2)
    page = enter("minjun")
    page.keyboard.press("d")
    page.wait_for_url(f"**{reverse('desk:link', args=[first.public_id])}")
    page.keyboard.press("3")
    page.wait_for_url(f"**{reverse('desk:link', args=[second.public_id])}**")
    assert Decision.objects.get(link=first).relation == "contradicts"
    page.keyboard.press("u")
    page.wait_for_url(f"**{reverse('desk:link', args=[first.public_id])}")
    assert Link.objects.get(pk=first.pk).decision is None
    page.keyboard.press("n")
    page.wait_for_url(f"**{reverse('desk:link', args=[second.public_id])}")


def test_keys_stay_letters_while_somebody_writes(enter: Enter, live_server: LiveServer) -> None:
    link = pair(1)
    page = enter("minjun")
    page.goto(at(live_server, "desk:link", link.public_id))
    page.keyboard.press("r")
    page.keyboard.type("13시에 다시 확인 2")
    assert page.input_value("[name=rationale]") == "13시에 다시 확인 2"
    assert not Decision.objects.exists()
    page.keyboard.press("Escape")
    page.keyboard.press("7")
    expect(page.locator(".choice.chosen kbd")).to_have_text("7")
    decision = Decision.objects.get()
    assert (decision.relation, decision.rationale) == ("not_comparable", "13시에 다시 확인 2")


def test_the_help_names_the_keys_of_the_page(enter: Enter, live_server: LiveServer) -> None:
    link = pair(1)
    page = enter("minjun")
    page.goto(at(live_server, "desk:link", link.public_id))
    page.keyboard.press("?")
    shown = page.locator("#help")
    expect(shown).to_be_visible()
    assert {"1", "7", "/", "?"} <= set(shown.locator("kbd").all_text_contents())
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_the_language_is_switched_on_the_page_and_stays(
    policed: Page, live_server: LiveServer, transactional_db: None
) -> None:
    policed.goto(at(live_server, "account_login"))
    expect(policed.locator("html")).to_have_attribute("lang", "ko")
    policed.click("text=English")
    expect(policed.locator("html")).to_have_attribute("lang", "en")
    policed.goto(at(live_server, "public:verdicts"))
    expect(policed.locator("h1")).to_have_text("Verdicts")
    policed.click("text=한국어")
    expect(policed.locator("html")).to_have_attribute("lang", "ko")


def test_claims_light_up_in_the_text_and_open_beside_it(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    article = factories.article(TEXT)
    quote = "강변 도서관이 11월부터 밤 10시까지 문을 연다"
    outer, inner = factories.claims_of(article, quote + "고 시청이 밝혔다.", quote)
    page = enter("minjun")
    page.goto(at(live_server, "desk:article", article.public_id))
    marked = page.locator(".claim-span")
    assert "".join(marked.all_text_contents()) == quote + "고 시청이 밝혔다."
    page.keyboard.press("j")
    expect(marked.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#claim .statement")).to_have_text(shown_of(inner))
    marked.last.click()
    expect(page.locator("#claim .statement")).to_have_text(shown_of(outer))
    page.keyboard.press("o")
    page.wait_for_url(at(live_server, "desk:claim", outer.public_id))


def shown_of(claim: Claim) -> str:
    assert claim.current is not None
    return claim.current.statement


def test_the_page_of_a_waiting_article_fills_itself_when_it_is_read(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    page = enter("hana")
    page.goto(at(live_server, "desk:article-add"))
    page.fill("[name=text]", TEXT)
    page.locator("main form .primary").click()
    page.wait_for_url("**/desk/articles/*-*/")
    expect(page.locator(".claim-span")).to_have_count(0)
    article = Article.objects.get()
    factories.claims_of(article, "이용자는 지난해보다 12% 늘었다.")
    expect(page.locator(".claim-span")).to_have_count(1, timeout=8000)


def test_search_answers_while_somebody_types(
    enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    factories.claim("강변 도서관 이용자가 12% 늘었다.")
    page = enter("hana")
    page.goto(at(live_server, "desk:search"))
    page.keyboard.type("도서관 12")
    expect(page.locator("#found .title")).to_have_text("강변 도서관 이용자가 12% 늘었다.")


def test_the_whole_way_in_by_keyboard_alone(
    policed: Page, live_server: LiveServer, staffed: Newsroom
) -> None:
    """Skip link, sign-in form, desk: Tab and Enter are enough, and focus is always to be seen."""
    policed.goto(at(live_server, "account_login"))
    policed.keyboard.press("Tab")
    expect(policed.locator(".skip")).to_be_focused()
    policed.focus("[name=login]")
    policed.keyboard.type("minjun")
    policed.keyboard.press("Tab")
    policed.keyboard.type(PASSWORD)
    policed.keyboard.press("Enter")
    policed.wait_for_url("**/desk/")
    seen = set()
    for _step in range(8):
        policed.keyboard.press("Tab")
        seen.add(policed.evaluate("document.activeElement.outerHTML"))
        ring = policed.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none"
    assert len(seen) == 8
    policed.keyboard.press("g")
    policed.keyboard.press("v")
    policed.wait_for_url("**/desk/verdicts/")


PAGES = [
    "home",
    "articles",
    "article-add",
    "links",
    "matters",
    "matter-add",
    "verdicts",
    "verdict-add",
    "rechecks",
    "search",
    "interests",
    "keys",
]


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_fits_the_screen_in_both_languages(
    width: int, enter: Enter, live_server: LiveServer, staffed: Newsroom
) -> None:
    link = pair(1)
    verdict = factories.published(staffed)
    page = enter("seoyeon")
    page.set_viewport_size({"width": width, "height": 844})
    addresses = [at(live_server, f"desk:{name}") for name in PAGES] + [
        at(live_server, "desk:link", link.public_id),
        at(live_server, "desk:claim", link.a.public_id),
        at(live_server, "desk:article", link.a.article.public_id),
        at(live_server, "desk:verdict", verdict.public_id),
        at(live_server, "desk:verdict-revise", verdict.public_id),
        at(live_server, "public:verdict", verdict.public_id),
        at(live_server, "account_change_password"),
    ]
    for language in ("ko", "en"):
        page.context.add_cookies(
            [{"name": "django_language", "value": language, "url": live_server.url}]
        )
        for address in addresses:
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == language
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{address} is {over} px too wide at {width}"
            assert page.locator("h1").count() == 1, address
            assert not page.locator("[style], script:not([src])").count(), address
