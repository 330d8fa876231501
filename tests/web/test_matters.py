"""A matter in a browser: wide tables, folds and suggestions, by mouse and by key."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from claims.links import matters
from claims.links.models import Matter
from claims.text.findings import Direction, DirectiveStatus, Strength
from tests.factories import Newsroom
from tests.links.test_dossier import body, linked, ordered
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wide(staffed: Newsroom) -> Matter:
    """Orders of two sides about two things over fourteen months, and one claim that a link
    suggests."""
    sides = [body("harbour-board", "항만청", "agency"), body("city-hall", "시청", "agency")]
    ships = [body("ferry", "여객선", "product"), body("barge", "바지선", "product")]
    matter = matters.open_matter(
        by=staffed.minjun,
        question_ko="항만청은 여객선과 바지선의 운항을 언제부터 어디까지 막았는가?",
        question_en="From when and how far did the harbour board stop ferries and barges?",
    )
    strengths = [each for each in Strength if each is not Strength.NONE]
    for number in range(14):
        side, ship = sides[number % 2], ships[number // 2 % 2]
        claim = ordered(
            f"{side.label('ko')}은 {ship.label('ko')} 운항을 두고 {number}번째 지시를 냈다.",
            published=f"{2024 + number // 12}-{number % 12 + 1:02}-15",
            names=((side.label("ko"), side), (ship.label("ko"), ship)),
            issuer=side.label("ko"),
            object=ship.label("ko"),
            strength=strengths[number % len(strengths)],
            direction=Direction.RESTRICTIVE,
            status=DirectiveStatus.UNDER_DISCUSSION if number % 3 else DirectiveStatus.ISSUED,
        )
        matters.place(matter=matter, claim=claim, by=staffed.minjun)
    linked(claim, ordered("항만청은 여객선을 다시 띄웠다.", published="2025-03-01"))
    return matter


def at(live_server: LiveServer, matter: Matter, name: str = "") -> str:
    return live_server.url + reverse(f"desk:matter{name}", args=[matter.public_id])


@pytest.mark.parametrize("width", [390, 1440])
def test_a_wide_matter_scrolls_in_its_table_alone(
    width: int, enter: Enter, live_server: LiveServer, wide: Matter
) -> None:
    page = enter("minjun")
    page.set_viewport_size({"width": width, "height": 844})
    for language in ("ko", "en"):
        page.context.add_cookies(
            [{"name": "django_language", "value": language, "url": live_server.url}]
        )
        for name in ("", "-edit", "-merge", "-split"):
            page.goto(at(live_server, wide, name))
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{name} is {over} px too wide at {width} in {language}"
            assert not page.locator("[style], script:not([src])").count()
    page.goto(at(live_server, wide))
    table = page.locator(".lanes-scroll")
    assert table.evaluate("e => e.scrollWidth > e.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    for _while_it_glides in range(100):
        if table.evaluate("e => e.scrollLeft") > 0:
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail("the arrow key does not scroll the table")
    assert page.locator(".lanes tbody th").count() == 4


def test_a_suggestion_is_placed_and_a_chapter_folds_by_key(
    enter: Enter, live_server: LiveServer, wide: Matter
) -> None:
    page = enter("minjun")
    page.goto(at(live_server, wide))
    suggestion = page.locator(".suggestions li")
    expect(suggestion).to_have_count(1)
    suggestion.get_by_role("button").first.press("Enter")
    expect(suggestion).to_have_count(0)
    assert wide.members.filter(removed_at=None).count() == 15
    chapter = page.locator("details.chapter").first
    expect(chapter).to_have_attribute("open", "")
    chapter.locator("summary").first.press("Enter")
    expect(chapter).not_to_have_attribute("open", "")
    page.locator(".lanes thead a").first.press("Enter")
    assert page.url.endswith("#t-2024-01")
