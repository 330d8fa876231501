"""What a claim rests on, and how many independent origins stand on each side, at the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.links import naming
from claims.links.models import ClaimOrigin, Origin
from claims.links.standing import origin_of, origins_of
from tests.api import world as worlds
from tests.api.world import World
from tests.desk.conftest import SignIn


@pytest.fixture
def reviewer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.reviewer)


def page(client: Client, world: World, language: str = "ko") -> str:
    url = reverse("desk:claim", args=[world.refused.public_id])
    return client.get(url, headers={"accept-language": language}).content.decode()


def named(world: World, description: str = "조선소 노조의 공고문") -> Origin:
    row = naming.name_origin(claim=world.refused, by=world.reviewer, description=description)
    return row.origin


def test_a_claim_shows_the_articles_and_origins_on_each_side(
    reviewer: Client, world: World
) -> None:
    worlds.decided(world)
    named(world)
    html = page(reviewer, world, "en")
    assert "contradicts it" in html
    assert "조선소 노조의 공고문" in html
    assert html.count("<b>1</b> article<") == 2
    assert "<b>1</b> independent origin<" in html
    assert "the origin of <b>1</b> claim unknown" in html  # the other side names nobody


def test_two_claims_of_one_origin_say_so_where_they_are_compared(
    reviewer: Client, world: World
) -> None:
    link = worlds.decided(world)
    naming.rest_on(claim=world.accepted, origin=named(world), by=world.reviewer)
    html = reviewer.get(reverse("desk:link", args=[link.public_id])).content.decode()
    assert html.count("조선소 노조의 공고문") >= 2


def test_an_article_shows_what_it_rests_on(reviewer: Client, world: World) -> None:
    named(world)
    url = reverse("desk:article", args=[world.daily.public_id])
    assert "조선소 노조의 공고문" in reviewer.get(url).content.decode()


def test_an_origin_is_named_taken_away_merged_and_split(reviewer: Client, world: World) -> None:
    claim = world.refused
    said = {"description": "3면 기사", "reported_on": "2025-11-03", "medium": "report"}
    reviewer.post(reverse("desk:claim-origin", args=[claim.public_id]), said)
    first = Origin.objects.get(description="3면 기사")
    assert first.medium == "report"
    other = named(world, "해송조선의 공시")
    both = {"origin": str(other.public_id), "into": str(first.public_id)}
    reviewer.post(reverse("desk:claim-origin-merge", args=[claim.public_id]), both)
    assert {origin_of(row) for row in origins_of([claim.pk])[claim.pk]} == {first}
    reviewer.post(reverse("desk:claim-origin-split", args=[claim.public_id]), both)
    assert {origin_of(row) for row in origins_of([claim.pk])[claim.pk]} == {first, other}
    away = reverse("desk:claim-origin-away", args=[claim.public_id])
    reviewer.post(away, {"origin": str(other.public_id)})
    assert list(ClaimOrigin.objects.filter(removed_at=None)) == [
        ClaimOrigin.objects.get(origin=first)
    ]


@pytest.mark.parametrize("origin", ["", "x", "0199a2f0-0000-7000-8000-000000000000"])
def test_an_origin_that_is_none_is_not_found(reviewer: Client, world: World, origin: str) -> None:
    url = reverse("desk:claim-origin-away", args=[world.refused.public_id])
    assert reviewer.post(url, {"origin": origin}).status_code == 404


def test_articles_that_cite_each_other_are_a_warning(reviewer: Client, world: World) -> None:
    for claim, cited in ((world.refused, world.weekly), (world.accepted, world.daily)):
        row = naming.name_origin(claim=claim, by=world.reviewer, description=f"보도 {cited.pk}")
        Origin.objects.filter(pk=row.origin.pk).update(article=cited)
    worlds.proposed(world.refused, world.accepted, relation="corroborates")
    assert "Circular reporting" in page(reviewer, world, "en")
    assert "순환 보도" in page(reviewer, world)
