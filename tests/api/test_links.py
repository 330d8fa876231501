from __future__ import annotations

from typing import Any
from uuid import uuid4

from rest_framework.test import APIClient

from claims.extraction.services import edit_claim, retire
from claims.ledger.models import Entry
from claims.links.models import Decision, Link
from tests.api import world as worlds
from tests.api.asking import API, answered, each_page, refused
from tests.api.world import World


def test_two_claims_are_linked_by_hand_once(reviewer: APIClient, world: World) -> None:
    body = {"first": str(world.accepted.public_id), "second": str(world.refused.public_id)}
    link = answered(reviewer.post(f"{API}/links", body), 201)
    again = answered(reviewer.post(f"{API}/links", body), 201)
    assert again["id"] == link["id"]
    assert link["a"]["id"] == str(world.refused.public_id)
    assert (link["proposal"]["found_by"], link["decision"]) == ("person", None)
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


def test_reasons_are_told_in_both_languages(reviewer: APIClient, world: World) -> None:
    reason = {"code": "same_name", "facet": "object", "weight": 2.0, "a": [0, 3], "b": [4, 7]}
    said: dict[str, Any] = {
        "reasons": [reason | {"values": ["H20", "H20"]}],
        "folded": [str(uuid4())],
    }
    link = worlds.proposed(world.refused, world.accepted, **said)
    [proposal] = answered(reviewer.get(f"{API}/links/{link.public_id}"))["proposals"]
    [told] = proposal["reasons"]
    assert (told["a"], told["b"], told["facet"]) == ([0, 3], [4, 7], "object")
    assert "H20" in told["sentence"]["ko"]
    assert told["sentence"]["ko"] != told["sentence"]["en"]
    assert (proposal["folded"], proposal["found_by"]) == (said["folded"], "terms")


def test_a_proposal_is_accepted_as_it_was_seen(reviewer: APIClient, world: World) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    other = worlds.proposed(world.refused, worlds.claim(world.weekly, "협상은 끝났다."))
    url = f"{API}/links/{link.public_id}"
    seen = answered(reviewer.get(url))["proposal"]["id"]
    body = {"proposal": seen, "expected_revision": 0}
    refused(reviewer.post(f"{API}/links/{other.public_id}/accept", body), 400)
    refused(reviewer.post(f"{url}/accept", {"proposal": seen}), 428)
    worlds.propose(link, ground=b"two", comparer="newer", relation="qualifies")
    refused(reviewer.post(f"{url}/accept", body), 409, "newer_proposal")
    body["proposal"] = answered(reviewer.get(url))["proposal"]["id"]
    decided = answered(reviewer.post(f"{url}/accept", body), 201)
    assert decided["decision"]["relation"] == "qualifies"
    assert decided["decision"]["proposal"] == body["proposal"]
    assert decided["consequence"] is None


def test_who_names_what_was_seen_decides_on_nothing_else(reviewer: APIClient, world: World) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    url = f"{API}/links/{link.public_id}"
    edit_claim(claim=world.accepted, by=world.editor, expected_version=1, hedge="hearsay")
    body = {"relation": "repeats", "expected_revision": 0, "version_a": 1}
    refused(reviewer.post(f"{url}/decisions", body), 400)
    for verb in ("decisions", "dismiss"):
        given = {name: body[name] for name in body if verb == "decisions" or name != "relation"}
        problem = refused(
            reviewer.post(f"{url}/{verb}", given | {"version_b": 1}), 409, "claim_changed"
        )
        assert str(world.editor) in problem["detail"]
    given = {"expected_revision": 0, "version_a": 1, "version_b": 2, "rationale": "다른 협상이다."}
    dismissed = answered(reviewer.post(f"{url}/dismiss", given), 201)
    assert dismissed["decision"]["relation"] == "not_comparable"
    assert not dismissed["ground_changed"]
    worlds.propose(link, ground=b"two")
    assert answered(reviewer.get(url))["ground_changed"]


def test_a_decision_names_the_proposal_that_was_seen(reviewer: APIClient, world: World) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    url, seen = f"{API}/links/{link.public_id}", link.proposal
    assert seen is not None
    new = worlds.propose(link, relation="qualifies", ground=b"meanwhile")
    for old in (str(seen.public_id), None):
        body = {"expected_revision": 0, "proposal": old}
        refused(reviewer.post(f"{url}/dismiss", body), 409, "newer_proposal")
        decided = body | {"relation": "repeats"}
        refused(reviewer.post(f"{url}/decisions", decided), 409, "newer_proposal")
    other = worlds.proposed(world.refused, worlds.claim(world.weekly, "협상이 끝났다.")).proposal
    assert other is not None
    strange = {"expected_revision": 0, "proposal": str(other.public_id)}
    refused(reviewer.post(f"{url}/dismiss", strange), 400)
    body = {"expected_revision": 0, "proposal": str(new.public_id)}
    accepted = body | {"independence": "shared_origin"}
    decision = answered(reviewer.post(f"{url}/accept", accepted), 201)["decision"]
    assert (decision["proposal"], decision["independence"]) == (body["proposal"], "shared_origin")
    body["expected_revision"] = 1
    dismissed = answered(reviewer.post(f"{url}/dismiss", body), 201)["decision"]
    assert (dismissed["proposal"], dismissed["relation"]) == (body["proposal"], "not_comparable")


def test_a_revision_that_never_was_is_refused(reviewer: APIClient, world: World) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    url = f"{API}/links/{link.public_id}"
    for verb, body in (("decisions", {"relation": "repeats"}), ("undo", {})):
        wrong = body | {"expected_revision": 3}
        problem = refused(reviewer.post(f"{url}/{verb}", wrong), 409, "changed_meanwhile")
        assert problem["current_revision"] == 0


def test_what_to_look_at_next_comes_in_order_with_its_stakes(
    contributor: APIClient, world: World
) -> None:
    claims = [worlds.claim(world.weekly, f"{n}척이 떠났다.") for n in range(4)]
    made = [
        worlds.proposed(world.refused, claim, consequence=worth, relation=relation)
        for claim, worth, relation in zip(
            claims,
            (0.2, 0.8, 0.8, 0.5),
            ("repeats", "contradicts", "contradicts", "qualifies"),
            strict=True,
        )
    ]
    order = [str(made[n].public_id) for n in (1, 2, 3, 0)]

    def listed(**query: Any) -> list[str]:
        found: list[str] = []
        answer = answered(contributor.get(f"{API}/links/next", query))
        while True:
            found += [row["id"] for row in answer["results"]]
            if answer["next"] is None:
                return found
            answer = answered(contributor.get(answer["next"]))

    assert listed() == listed(page_size=1) == listed(page_size=3) == order
    assert listed(relation="qualifies") == [order[2]]
    assert listed(sure=91) == listed(languages="en-en") == listed(found_by="vectors") == []
    assert listed(claim=claims[0].public_id) == [order[3]]
    first = answered(contributor.get(f"{API}/links/next"))["results"][0]
    assert (first["stakes"]["check_worthiness"], first["stakes"]["worth"]) == (3, 1.0)
    assert first["stakes"]["carriers"] == 2
    refused(contributor.get(f"{API}/links/next", {"cursor": "x"}), 404)


def test_two_claims_are_compared_without_a_trace(contributor: APIClient, world: World) -> None:
    body = {"first": str(world.accepted.public_id), "second": str(world.refused.public_id)}
    before = Entry.objects.count()
    found = answered(contributor.post(f"{API}/links/compare", body))
    assert [found["a"]["id"], found["b"]["id"]] == [body["second"], body["first"]]
    assert 0 <= found["confidence"] <= 1
    assert all(reason["sentence"]["en"] for reason in found["reasons"])
    assert (Link.objects.count(), Entry.objects.count()) == (0, before)
    refused(contributor.post(f"{API}/links/compare", body | {"first": body["second"]}), 400)
    retire(claim=world.refused, by=world.editor, because="둘이다")
    refused(contributor.post(f"{API}/links/compare", body), 409, "not_in_text")


def test_a_matter_is_a_question_with_claims_under_it(reviewer: APIClient, world: World) -> None:
    for question in ("", "?" * 301, "?" + " " * 300):
        refused(reviewer.post(f"{API}/matters", {"question_ko": question}), 400)
    body = {"question_ko": "노조는 인상안을 받았나?"}
    matter = answered(reviewer.post(f"{API}/matters", body), 201)
    assert matter["question"] == {"ko": "노조는 인상안을 받았나?", "en": ""}
    url = f"{API}/matters/{matter['id']}"
    claim = str(world.refused.public_id)
    for _twice in range(2):
        answered(reviewer.post(f"{url}/members", {"claim": claim}), 201)
        [placed] = answered(reviewer.get(f"{url}/members"))["results"]
        assert placed["claim"]["id"] == claim
    assert reviewer.delete(f"{url}/members/{claim}").status_code == 204
    refused(reviewer.delete(f"{url}/members/{claim}"), 409, "not_a_member")
    refused(reviewer.delete(f"{url}/members/{world.daily.public_id}"), 404)
    assert reviewer.get(f"{url}/members").json()["results"] == []
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
    answered(reviewer.post(f"{url}/claims", {"claim": str(world.accepted.public_id)}), 201)
    rows = each_page(reviewer, f"{url}/claims")
    assert [row["claim"]["id"] for row in rows] == [
        str(world.refused.public_id),
        str(world.accepted.public_id),
    ]
    assert [row["id"] for row in reviewer.get(f"{API}/origins").json()["results"]] == [origin["id"]]


def test_origins_are_merged_split_and_taken_away(reviewer: APIClient, world: World) -> None:
    claim = str(world.refused.public_id)
    one, other = (
        answered(reviewer.post(f"{API}/origins", {"claim": claim, "description": text}), 201)["id"]
        for text in ("3면 기사", "노조의 공고문")
    )
    merged = answered(reviewer.post(f"{API}/origins/{other}/merge", {"into": one}))
    assert merged["id"] == one
    assert reviewer.get(f"{API}/origins/{other}").json()["merged_into"] == one
    refused(reviewer.post(f"{API}/origins/{other}/merge", {"into": one}), 409, "merged")
    rows = answered(reviewer.get(f"{API}/origins/{one}/claims"))["results"]
    assert [(row["claim"]["id"], row["origin"]) for row in rows] == [(claim, one), (claim, other)]
    tally = answered(reviewer.get(f"{API}/claims/{claim}/origins"))
    (supports,) = tally["decided"]
    assert (supports["side"], supports["articles"]) == ("supports", 1)
    assert [[row["id"] for row in each["origins"]] for each in supports["origins"]] == [[one]]
    assert answered(reviewer.post(f"{API}/origins/{other}/split"))["merged_into"] is None
    refused(reviewer.post(f"{API}/origins/{other}/split"), 409, "not_merged")
    assert reviewer.delete(f"{API}/origins/{other}/claims/{claim}").status_code == 204
    refused(reviewer.delete(f"{API}/origins/{other}/claims/{claim}"), 409, "not_resting")
    assert reviewer.get(f"{API}/origins/{other}/claims").json()["results"] == []


def test_the_sides_of_a_claim_are_counted(reviewer: APIClient, world: World) -> None:
    worlds.decided(world)
    tally = answered(reviewer.get(f"{API}/claims/{world.refused.public_id}/origins"))
    assert [(side["side"], side["articles"]) for side in tally["decided"]] == [
        ("supports", 1),
        ("contradicts", 1),
    ]
    assert [row["id"] for row in tally["decided"][0]["unknown"]] == [str(world.refused.public_id)]
    assert (tally["proposed"], tally["circle"], tally["circular"]) == ([], [], [])
