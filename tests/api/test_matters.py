"""Matters by API: the question, its claims, merging, splitting, and what is known of it."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.links.models import Matter
from tests.api import world as worlds
from tests.api.asking import API, answered, each_page, refused
from tests.api.world import World

QUESTION = "노조는 인상안을 받았나?"


def opened(client: APIClient, *claims: Any, question: str = QUESTION) -> str:
    """The address of a new matter with these claims."""
    made = answered(client.post(f"{API}/matters", {"question_ko": question}), 201)
    url = f"{API}/matters/{made['id']}"
    for claim in claims:
        answered(client.post(f"{url}/members", {"claim": str(claim.public_id)}), 201)
    return url


def id_of(url: str) -> str:
    return url.rpartition("/")[2]


def members(client: APIClient, url: str) -> list[str]:
    return [row["claim"]["id"] for row in each_page(client, f"{url}/members")]


def test_a_question_is_reworded_on_the_revision_that_was_seen(reviewer: APIClient) -> None:
    url = opened(reviewer)
    assert reviewer.get(url)["ETag"] == '"0"'
    refused(reviewer.patch(url, {"question_en": "Did they accept?"}), 428)
    response = reviewer.patch(url, {"question_en": "Did they accept?"}, headers={"If-Match": '"0"'})
    changed = answered(response)
    assert changed["question"] == {"ko": QUESTION, "en": "Did they accept?"}
    assert (changed["revision"], response["ETag"]) == (1, '"1"')
    late = reviewer.patch(url, {"question_ko": "누가?", "expected_revision": 0})
    assert refused(late, 409, "changed_meanwhile")["current_revision"] == 1
    for bad in ("?" * 301, "?" + " " * 300):
        refused(reviewer.patch(url, {"question_ko": bad, "expected_revision": 1}), 400)
    both = {"question_ko": "", "question_en": "", "expected_revision": 1}
    refused(reviewer.patch(url, both), 400)


def test_matters_are_filtered(contributor: APIClient, reviewer: APIClient, world: World) -> None:
    first = opened(reviewer, world.refused)
    second = opened(reviewer, world.accepted, question="임금은 오르나?")
    answered(reviewer.post(f"{first}/merge", {"into": id_of(second)}))

    def ids(**query: Any) -> list[str]:
        rows = answered(contributor.get(f"{API}/matters", query))["results"]
        return [row["id"] for row in rows]

    assert ids() == [id_of(second), id_of(first)]
    assert ids(q="임금") == [id_of(second)]
    assert ids(merged="true") == [id_of(first)]
    assert ids(merged="false", claim=str(world.refused.public_id)) == [id_of(second)]
    assert ids(claim=str(world.daily.public_id)) == []
    refused(contributor.get(f"{API}/matters", {"merged": "perhaps"}), 400)


def test_a_merge_moves_claims_and_a_split_takes_it_back(reviewer: APIClient, world: World) -> None:
    mine, theirs = str(world.refused.public_id), str(world.accepted.public_id)
    loser, winner = opened(reviewer, world.refused), opened(reviewer, world.accepted)
    refused(reviewer.post(f"{loser}/merge", {"into": id_of(loser)}), 400)
    merged = answered(reviewer.post(f"{loser}/merge", {"into": id_of(winner)}))
    assert merged["id"] == id_of(winner)
    assert [row["id"] for row in merged["took_over"]] == [id_of(loser)]
    assert members(reviewer, winner) == [mine, theirs]
    left = answered(reviewer.get(loser))
    assert left["merged_into"]["id"] == id_of(winner)
    assert members(reviewer, loser) == [mine]
    for method, path, body in (
        ("post", "/members", {"claim": theirs}),
        ("post", "/refusals", {"claim": theirs}),
        ("post", "/merge", {"into": id_of(winner)}),
        ("post", "/split", {"claims": [mine], "question_ko": "무엇?"}),
        ("patch", "", {"question_ko": "무엇?", "expected_revision": 0}),
        ("delete", f"/members/{mine}", {}),
    ):
        refused(getattr(reviewer, method)(f"{loser}{path}", body), 409, "merged_already")
    assert answered(reviewer.get(f"{loser}/suggestions")) == []
    body = {"claims": [mine], "question_ko": QUESTION}
    problem = refused(reviewer.post(f"{winner}/split", body | {"of": id_of(winner)}), 400)
    assert "of" in problem["errors"]
    split = reviewer.post(f"{winner}/split", body | {"of": id_of(loser)})
    made = answered(split, 201)
    assert made["split_from"]["id"] == id_of(winner)
    assert members(reviewer, f"{API}/matters/{made['id']}") == [mine]
    assert members(reviewer, winner) == [theirs]
    assert [row["id"] for row in answered(reviewer.get(winner))["split_off"]] == [made["id"]]


@pytest.mark.parametrize("chosen", ["none", "all", "stranger", "nobody"])
def test_a_split_takes_some_of_the_claims(reviewer: APIClient, world: World, chosen: str) -> None:
    url = opened(reviewer, world.refused, world.accepted)
    claims = {
        "none": [],
        "all": [str(world.refused.public_id), str(world.accepted.public_id)],
        "stranger": [str(worlds.claim(world.weekly, "협상은 끝났다.").public_id)],
        "nobody": [str(world.daily.public_id)],
    }[chosen]
    problem = refused(
        reviewer.post(f"{url}/split", {"claims": claims, "question_ko": "무엇?"}), 400
    )
    assert "claims" in problem["errors"]
    assert Matter.objects.count() == 1


def test_suggestions_say_why_and_refused_ones_stay_away(reviewer: APIClient, world: World) -> None:
    url = opened(reviewer, world.refused)
    link = worlds.proposed(world.refused, world.accepted)
    [one] = answered(reviewer.get(f"{url}/suggestions"))
    assert one["claim"]["id"] == str(world.accepted.public_id)
    [why] = one["because"]
    assert (why["link"], why["relation"]) == (str(link.public_id), "contradicts")
    assert (why["decided"], why["member"]["id"]) == (False, str(world.refused.public_id))
    body = {"claim": str(world.accepted.public_id)}
    refusal = answered(reviewer.post(f"{url}/refusals", body), 201)
    assert refusal["claim"]["id"] == body["claim"]
    assert answered(reviewer.get(f"{url}/suggestions")) == []
    assert reviewer.delete(f"{url}/refusals/{body['claim']}").status_code == 204
    refused(reviewer.delete(f"{url}/refusals/{body['claim']}"), 409, "not_refused")
    assert len(answered(reviewer.get(f"{url}/suggestions"))) == 1
    member = {"claim": str(world.refused.public_id)}
    refused(reviewer.post(f"{url}/refusals", member), 409, "already_a_member")


def test_what_is_known_of_a_matter(
    contributor: APIClient, reviewer: APIClient, world: World
) -> None:
    url = opened(reviewer, world.refused, world.accepted)
    worlds.decided(world)
    [pair] = answered(contributor.get(f"{url}/disagreements"))["results"]
    assert (pair["relation"], pair["decided"]) == ("contradicts", True)
    assert {pair["a"]["id"], pair["b"]["id"]} == {
        str(world.refused.public_id),
        str(world.accepted.public_id),
    }
    [reason] = pair["reasons"]
    assert (reason["code"], reason["a"], reason["b"]) == ("opposite", [0, 2], None)
    assert all(reason["sentence"].values())
    [chapter] = answered(contributor.get(f"{url}/timeline"))["results"]
    [step] = chapter["steps"]
    assert (step["strength"], step["level"], step["denied"]) == ("order", 7, False)
    assert len(step["claims"]) == 2
    sources = answered(contributor.get(f"{url}/sources"))
    assert (sources["articles"], sources["outlets"], sources["unresolved"]) == (2, 2, 2)
    articles = each_page(contributor, f"{url}/articles")
    assert {row["article"]["id"] for row in articles} == {
        str(world.daily.public_id),
        str(world.weekly.public_id),
    }


def test_what_a_matter_holds_is_paged_and_what_is_listed_is_what_is_counted(
    reviewer: APIClient, world: World
) -> None:
    held = [world.refused, world.accepted, worlds.claim(world.weekly, "부두에는 배가 없었다.")]
    url = opened(reviewer, *held)
    for claim, names in zip(held, (("공시",), ("공시", "공고문"), ("기사",)), strict=True):
        for name in names:
            body = {"claim": str(claim.public_id), "description": name}
            answered(reviewer.post(f"{API}/origins", body), 201)
    worlds.decided(world)
    for path in ("members", "articles", "origins", "timeline", "disagreements"):
        whole = answered(reviewer.get(f"{url}/{path}"))
        assert each_page(reviewer, f"{url}/{path}") == whole["results"]
        refused(reviewer.get(f"{url}/{path}", {"cursor": "nonsense"}), 404)
        refused(reviewer.get(f"{url}/{path}", {"page_size": 0}), 400)
    assert members(reviewer, url) == [str(claim.public_id) for claim in held]
    origins = each_page(reviewer, f"{url}/origins")
    assert answered(reviewer.get(f"{url}/sources"))["independent"] == len(origins) == 2
    assert [
        ([row["description"] for row in one["origins"]], one["claims"], one["because"])
        for one in origins
    ] == [(["공시", "공고문"], 2, ["claim"]), (["기사"], 1, [])]


def test_contributors_change_nothing(
    contributor: APIClient, reviewer: APIClient, world: World
) -> None:
    url, other = opened(reviewer, world.refused), opened(reviewer)
    claim = {"claim": str(world.refused.public_id)}
    for method, path, body in (
        ("patch", "", {"question_ko": "무엇?", "expected_revision": 0}),
        ("post", "/members", claim),
        ("post", "/refusals", claim),
        ("post", "/merge", {"into": id_of(other)}),
        ("post", "/split", {"claims": [claim["claim"]], "question_ko": "무엇?"}),
    ):
        refused(getattr(contributor, method)(f"{url}{path}", body), 403)
