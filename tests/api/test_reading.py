"""Re-checks and findings, reference data, the ledger, the search, and who is asking."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from claims.people.rules import Scope
from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.api.world import World


def test_a_recheck_is_asked_for_and_listed(reviewer: APIClient, world: World) -> None:
    verdict = worlds.published(world).verdict
    url = f"{API}/verdicts/{verdict.public_id}/rechecks"
    made = answered(reviewer.post(url, {"reason": "제보가 있었다"}), 201)
    assert (made["cause"], made["state"], made["findings"]) == ("person", "waiting", [])
    listed = answered(reviewer.get(f"{API}/rechecks", {"verdict": str(verdict.public_id)}))
    assert made["id"] in [row["id"] for row in listed["results"]]


def test_a_draft_is_not_rechecked(reviewer: APIClient, world: World) -> None:
    url = f"{API}/verdicts/{worlds.drafted(world).public_id}/rechecks"
    refused(reviewer.post(url, {}), 409, "not_published")


def test_a_finding_is_resolved_once(reviewer: APIClient, world: World) -> None:
    finding = worlds.found(worlds.published(world).verdict)
    url = f"{API}/findings/{finding.public_id}"
    [row] = answered(reviewer.get(f"{API}/findings", {"open": "true"}))["results"]
    assert row["detail"] == {"before": "7%", "after": "5%"}
    refused(reviewer.post(f"{url}/resolve", {}), 400)
    resolved = answered(reviewer.post(f"{url}/resolve", {"resolution": "고쳐 썼다"}))
    assert resolved["resolved_by"]["id"] == str(world.reviewer.public_id)
    refused(reviewer.post(f"{url}/resolve", {"resolution": "다시"}), 409, "resolved_already")
    assert answered(reviewer.get(f"{API}/findings", {"open": "true"}))["results"] == []


def test_entities_sources_and_scales_are_read(contributor: APIClient, world: World) -> None:
    found = answered(contributor.get(f"{API}/entities", {"q": "해송"}))["results"]
    assert [row["slug"] for row in found] == ["haesong-yard"]
    assert {row["text"] for row in found[0]["names"]} == {"해송조선", "Haesong Yard"}
    outlets = answered(contributor.get(f"{API}/entities", {"kind": "outlet"}))["results"]
    assert [row["slug"] for row in outlets] == ["daily-pado"]
    [source] = answered(contributor.get(f"{API}/sources", {"domain": "pado.example"}))["results"]
    assert source["domains"] == ["pado.example"]
    answered(contributor.get(f"{API}/sources/{source['id']}"))
    scale = answered(contributor.get(f"{API}/scales/two-steps"))
    assert [row["key"] for row in scale["ratings"]] == ["right", "wrong"]
    refused(contributor.get(f"{API}/scales/three-steps"), 404)


def test_the_ledger_tells_the_history_of_one_subject(contributor: APIClient, world: World) -> None:
    verdict = worlds.approved(world)
    rows = answered(contributor.get(f"{API}/ledger", {"subject": str(verdict.public_id)}))
    kinds = [row["kind"] for row in rows["results"]]
    assert kinds == ["verdict.approved", "verdict.submitted", "verdict.drafted"]
    newest = rows["results"][0]
    assert newest["subject"] == {"kind": "verdict", "id": str(verdict.public_id)}
    assert newest["content"]["by"] == f"user:{world.editor.public_id}"
    assert len(newest["hash"]) == 64


def test_the_whole_ledger_is_paged_by_its_own_numbers(contributor: APIClient, world: World) -> None:
    worlds.approved(world)
    numbers, address = [], f"{API}/ledger?page_size=2"
    while address:
        page = answered(contributor.get(address))
        numbers += [row["seq"] for row in page["results"]]
        address = page["next"]
    assert numbers == list(range(numbers[0], 0, -1))


def test_one_search_finds_all_sorts(contributor: APIClient, world: World) -> None:
    verdict = worlds.drafted(world)
    found = answered(contributor.get(f"{API}/search", {"q": "노조 거부"}))
    assert [row["id"] for row in found["claims"]] == [str(world.refused.public_id)]
    assert [row["id"] for row in found["verdicts"]] == [str(verdict.public_id)]
    named = answered(contributor.get(f"{API}/search", {"q": "해송"}))
    assert [row["slug"] for row in named["entities"]] == ["haesong-yard"]


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "a" * 201}, {"q": "\x00"}, {"w": "a"}])
def test_a_search_for_nothing_is_refused(contributor: APIClient, query: dict[str, str]) -> None:
    refused(contributor.get(f"{API}/search", query), 400)


def test_me_says_what_this_key_may_do(world: World, anyone: APIClient) -> None:
    client = worlds.program(world.editor, [Scope.LINKS])
    me = answered(client.get(f"{API}/me"))
    assert (me["username"], me["roles"]) == ("editor", ["editor"])
    assert sorted(me["acts"]) == ["decide_link", "keep_matter"]
    assert me["key"]["scopes"] == ["links"]
    refused(anyone.get(f"{API}/me"), 401)
    anyone.force_login(world.editor)
    assert answered(anyone.get(f"{API}/me"))["key"] is None
