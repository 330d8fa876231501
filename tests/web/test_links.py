"""Deciding about a pair in a browser: what the machine says, where it rests, and by which key."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from claims.links import services as links
from claims.links.models import Decision, Link, LinkSearch
from claims.text.findings import Direction, DirectiveStatus, FoundDirective, Strength
from claims.work.services import drain
from tests.factories import Newsroom, article, entity, found, mention, quantity, store
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

URGED = (
    "시청은 9월 16일 강변 상점에 비닐봉투 R7 사용을 줄이라고 권고했고 과태료는 5만원이라고 했다."
)
BANNED = "시청은 9월 16일 강변 상점에 비닐봉투 R7 사용을 금지했고 과태료는 5만원이라고 밝혔다."


@pytest.fixture
def pair(staffed: Newsroom) -> Link:
    """Two papers tell of one measure, one as advice and one as a ban; the machine found them."""
    bag, city = entity("R7", "product"), entity("시청", "agency")
    made = []
    for text, words, strength in ((URGED, "권고", "guidance"), (BANNED, "금지", "ban")):
        start = text.index(words)
        directive = FoundDirective(
            strength=Strength(strength),
            direction=Direction.RESTRICTIVE,
            status=DirectiveStatus.ISSUED,
            original=words,
            start=start,
            end=start + len(words),
            issuer="시청",
            addressee="강변 상점",
            object="비닐봉투 R7",
        )
        kept = article(text)
        store(
            kept.latest_snapshot,
            [
                found(
                    text,
                    text,
                    directive=directive,
                    mentions=[mention(text, "R7", bag), mention(text, "시청", city)],
                    quantities=[quantity(text, "5만원", Decimal(50_000), "KRW")],
                )
            ],
        )
        made.append(kept)
    links.search(article=made[1])
    drain(LinkSearch, links.perform)
    return Link.objects.get()


def test_a_pair_shows_its_reasons_in_the_words_and_is_accepted_by_one_key(
    enter: Enter, live_server: LiveServer, pair: Link
) -> None:
    proposal = pair.proposal
    assert proposal is not None
    page = enter("minjun")
    page.keyboard.press("d")
    page.wait_for_url(f"**{reverse('desk:link', args=[pair.public_id])}")
    for side, text in (("a", URGED), ("b", BANNED)):
        quote = page.locator(f".side-{side} blockquote mark")
        marked = quote.locator(".ground").all_text_contents()
        assert any(words.startswith("R7") for words in marked)
        page.evaluate("document.querySelectorAll('mark sup').forEach((sup) => sup.remove())")
        assert quote.text_content() == text
    expect(page.locator(".reasons li")).to_have_count(len(proposal.reasons))
    levels = page.locator(".facet-table .strength").evaluate_all(
        "rows => rows.map((row) => row.getAttribute('aria-label'))"
    )
    assert ["2" in levels[0], "9" in levels[1]] == [True, True]
    page.keyboard.press("a")
    expect(page.locator(".choice.chosen")).to_have_count(1)
    decision = Decision.objects.get()
    assert (decision.relation, decision.proposal) == (proposal.relation, proposal)
    page.keyboard.press("u")
    expect(page.locator(".choice.chosen")).to_have_count(0)
    assert Link.objects.get().decision is None
