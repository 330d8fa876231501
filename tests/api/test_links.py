from __future__ import annotations

from typing import Any

from rest_framework.test import APIClient

from claims.ledger.models import Entry
from claims.links.models import Decision
from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.api.world import World


def test_two_claims_are_linked_by_hand_once(reviewer: APIClient, world: World) -> None:
    body = {"first": str(world.accepted.public_id), "second": str(world.refused.public_id)}
    link = answered(reviewer.post(f"{API}/links", body), 201)
    again = answered(reviewer.post(f"{API}/links", body), 201)
    assert again["id"] == link["id"]
    assert link["a"]["id"] == str(world.refused.public_id)
    assert (link["proposal"], link["decision"]) == (None, None)
    body["second"] = body["first"]
    refused(reviewer.post(f"{API}/links", body), 400)


def test_a_decision_names_the_revision_its_maker_saw(reviewer: APIClient, world: World) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    url = f"{API}/links/{link.public_id}"
    assert reviewer.get(url)["ETag"] == '"0"'
    refused(reviewer.post(f"{url}/decisions", {"relation": "contradicts"}), 428)
    body = {"relation": "contradicts", "rationale": "거부와 수락은 함께 참일 수 없다."}
    response = reviewer.post(f"{url}/decisions", body, headers={"If-Match": '"0"'})
    decided = answered(response, 201)
    assert decided["decision"]["relation"] == "contradicts"
    assert decided["decision"]["by"]["id"] == str(world.reviewer.public_id)
    assert decided["proposal"]["relation"] == "contradicts"
    assert response["ETag"] == '"1"'


def test_of_two_decisions_the_second_is_refused(
    reviewer: APIClient, editor: APIClient, world: World
) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    url = f"{API}/links/{link.public_id}/decisions"
    first = {"relation": "contradicts", "expected_revision": 0}
    second = {"relation": "repeats", "expected_revision": 0}
    assert reviewer.post(url, first).status_code == 201
    problem = refused(editor.post(url, second), 409, "changed_meanwhile")
    assert problem["current_revision"] == 1
    assert [row.relation for row in Decision.objects.all()] == ["contradicts"]


def test_supersedes_says_which_is_later_and_nothing_else_does(
    reviewer: APIClient, world: World
) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    url = f"{API}/links/{link.public_id}/decisions"
    body = {"relation": "supersedes", "expected_revision": 0}
    refused(reviewer.post(url, body), 400)
    refused(reviewer.post(url, body | {"relation": "repeats", "later": "a"}), 400)
    assert answered(reviewer.post(url, body | {"later": "b"}), 201)["decision"]["later"] == "b"


def test_an_undone_decision_stays_in_the_history(reviewer: APIClient, world: World) -> None:
    link = worlds.decided(world)
    url = f"{API}/links/{link.public_id}"
    refused(reviewer.post(f"{url}/undo", {}), 428)
    undone = answered(reviewer.post(f"{url}/undo", {"expected_revision": 1}))
    assert undone["decision"] is None
    assert [row["relation"] for row in undone["decisions"]] == ["contradicts", ""]
    refused(reviewer.post(f"{url}/undo", {"expected_revision": 2}), 409, "undecided")


def test_a_pair_whose_decision_was_taken_back_waits_again(
    reviewer: APIClient, world: World
) -> None:
    link = worlds.decided(world)

    def listed(state: str) -> list[str]:
        rows = answered(reviewer.get(f"{API}/links", {"state": state}))["results"]
        return [row["id"] for row in rows]

    assert (listed("undecided"), listed("decided")) == ([], [str(link.public_id)])
    answered(reviewer.post(f"{API}/links/{link.public_id}/undo", {"expected_revision": 1}))
    assert (listed("undecided"), listed("decided")) == ([str(link.public_id)], [])


def test_links_are_filtered(contributor: APIClient, world: World) -> None:
    third = worlds.claim(world.weekly, "협상은 끝났다.")
    decided, open_one = worlds.decided(world), worlds.proposed(world.refused, third)

    def ids(**query: Any) -> set[str]:
        rows = answered(contributor.get(f"{API}/links", query))["results"]
        return {row["id"] for row in rows}

    both = {str(decided.public_id), str(open_one.public_id)}
    assert ids() == both
    assert ids(state="undecided") == {str(open_one.public_id)}
    assert ids(state="decided") == {str(decided.public_id)}
    assert ids(claim=third.public_id) == {str(open_one.public_id)}
    assert ids(article=world.daily.public_id) == both
    assert ids(relation="contradicts") == both
    assert ids(relation="repeats") == set()


def test_a_matter_is_a_question_with_claims_under_it(reviewer: APIClient, world: World) -> None:
    for question in ("", "?" * 301, "?" + " " * 300):
        refused(reviewer.post(f"{API}/matters", {"question_ko": question}), 400)
    body = {"question_ko": "노조는 인상안을 받았나?"}
    matter = answered(reviewer.post(f"{API}/matters", body), 201)
    assert matter["question"] == {"ko": "노조는 인상안을 받았나?", "en": ""}
    url = f"{API}/matters/{matter['id']}"
    claim = str(world.refused.public_id)
    for _twice in range(2):
        placed = answered(reviewer.post(f"{url}/members", {"claim": claim}), 201)
        assert [row["claim"]["id"] for row in placed["members"]] == [claim]
    assert reviewer.delete(f"{url}/members/{claim}").status_code == 204
    refused(reviewer.delete(f"{url}/members/{claim}"), 409, "not_a_member")
    refused(reviewer.delete(f"{url}/members/{world.daily.public_id}"), 404)
    assert reviewer.get(url).json()["members"] == []
    kinds = Entry.objects.filter(subject_kind="matter").values_list("kind", flat=True)
    assert list(kinds) == ["matter.claim_removed", "matter.claim_placed", "matter.opened"]


def test_claims_of_one_origin_are_gathered_under_it(reviewer: APIClient, world: World) -> None:
    body = {
        "claim": str(world.refused.public_id),
        "description": "해송조선의 11월 3일 공시",
        "reporter": str(world.yard.public_id),
        "reported_on": "2025-11-03",
    }
    origin = answered(reviewer.post(f"{API}/origins", body), 201)
    url = f"{API}/origins/{origin['id']}"
    both = reviewer.post(f"{url}/claims", {"claim": str(world.accepted.public_id)})
    assert [row["claim"]["id"] for row in answered(both, 201)["claims"]] == [
        str(world.refused.public_id),
        str(world.accepted.public_id),
    ]
    assert [row["id"] for row in reviewer.get(f"{API}/origins").json()["results"]] == [origin["id"]]
