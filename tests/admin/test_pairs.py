"""Pairs are decided in the admin by the verbs of the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from claims.extraction import services as extraction
from claims.links.models import Link
from claims.people.models import User
from claims.people.rules import Role
from tests.admin.test_changes import kinds
from tests.admin.tools import add_page, errors, filled, page, use
from tests.api import world as worlds
from tests.api.world import World

# What is typed, and what the decision then says: relation, later side, independence.
DECISIONS = [
    ("accept", {}, ("contradicts", "", "unknown")),
    ("accept", {"independence": "independent"}, ("contradicts", "", "independent")),
    ("decide", {}, ("contradicts", "", "unknown")),
    ("decide", {"relation": "qualifies"}, ("qualifies", "", "unknown")),
    ("decide", {"relation": "supersedes", "later": "b"}, ("supersedes", "b", "unknown")),
    (
        "decide",
        {"relation": "repeats", "independence": "shared_origin"},
        ("repeats", "", "shared_origin"),
    ),
    ("dismiss", {}, ("not_comparable", "", "unknown")),
]


@pytest.mark.parametrize(("tool", "typed", "decided"), DECISIONS)
def test_a_pair_is_decided(
    client: Client,
    keeper: User,
    pair: Link,
    tool: str,
    typed: dict[str, str],
    decided: tuple[str, str, str],
) -> None:
    response = use(client, pair, tool, rationale="회의록을 보았다.", **typed)
    assert response["Location"] == page(pair)
    decision = Link.objects.get(pk=pair.pk).decision
    assert decision is not None
    assert (decision.relation, decision.later, decision.independence) == decided
    assert (decision.by, decision.rationale) == (keeper, "회의록을 보았다.")
    assert decision.proposal == pair.proposal
    assert kinds()[0] == "link.decided"


def test_a_decision_is_taken_back_and_stays_in_the_history(client: Client, pair: Link) -> None:
    use(client, pair, "dismiss")
    use(client, pair, "undo", rationale="섣불렀다.")
    link = Link.objects.get(pk=pair.pk)
    assert link.decision is None
    assert list(link.decisions.values_list("relation", "rationale")) == [
        ("not_comparable", ""),
        ("", "섣불렀다."),
    ]
    late = client.post(page(pair, "undo"), {"expected_revision": link.revision})
    assert late.status_code == 409


def test_the_page_shows_what_is_decided_on(client: Client, world: World, pair: Link) -> None:
    use(client, pair, "decide", relation="supersedes", later="a", rationale="하루 뒤의 기사다.")
    shown = client.get(page(pair, "decide")).content.decode()
    for words in (str(world.refused), str(world.accepted), "90 %", "하루 뒤의 기사다."):
        assert words in shown
    form = client.get(page(pair, "decide")).context["form"]
    assert (form["relation"].value(), form["later"].value()) == ("supersedes", "a")


def test_of_two_people_at_once_one_wins_and_the_other_is_told(
    client: Client, editor: Client, world: World, pair: Link
) -> None:
    address = page(pair, "decide")
    mine = filled(client.get(address), relation="repeats", rationale="같은 문장이다.")
    use(editor, pair, "decide", relation="qualifies")
    late = client.post(address, mine)
    assert late.status_code == 409
    assert "editor" in errors(late)
    assert Link.objects.get(pk=pair.pk).revision == 1
    kept = filled(late)
    assert (kept["relation"], kept["rationale"]) == ("repeats", "같은 문장이다.")
    assert client.post(address, kept).status_code == 302  # who has read what changed may insist
    decision = Link.objects.get(pk=pair.pk).decision
    assert decision is not None
    assert (decision.relation, decision.number) == ("repeats", 2)


def _edited(world: World, pair: Link) -> None:
    extraction.edit_claim(
        claim=world.refused, by=world.reviewer, expected_version=1, statement="노조가 거부했다."
    )


def _proposed_anew(world: World, pair: Link) -> None:
    worlds.propose(pair, relation="qualifies", ground=b"two")


def _retired(world: World, pair: Link) -> None:
    extraction.retire(claim=world.refused, by=world.reviewer, because="두 주장이었다")


@pytest.mark.parametrize("change", [_edited, _proposed_anew, _retired])
def test_what_changed_meanwhile_is_told_before_anything_is_decided(
    client: Client, world: World, pair: Link, change: Any
) -> None:
    pages = [page(pair, tool) for tool in ("accept", "decide", "dismiss")]
    mine = [filled(client.get(address), rationale="어제 읽은 대로다.") for address in pages]
    change(world, pair)
    for address, typed in zip(pages, mine, strict=True):
        late = client.post(address, typed)
        assert late.status_code == 409, address
        assert errors(late)
        assert filled(late)["rationale"] == "어제 읽은 대로다."
    assert Link.objects.get(pk=pair.pk).decision is None


BAD_DECISIONS = [
    ({"relation": "supersedes", "later": ""}, "later"),
    ({"relation": "repeats", "later": "a"}, "later"),
    ({"relation": "agrees"}, "relation"),
    ({"rationale": "길" * 2001}, "rationale"),
    ({"rationale": "\0"}, "rationale"),
    ({"expected_revision": "now"}, "expected_revision"),
    ({"seen_a": ""}, "seen_a"),
    ({"proposal": "0190f3c4-0000-7000-8000-000000000000"}, None),
]


def test_bad_input_decides_nothing_and_stays_in_the_form(client: Client, pair: Link) -> None:
    for typed, field in BAD_DECISIONS:
        response = use(client, pair, "decide", **{"rationale": "그래서다."} | typed)
        assert response.status_code == 400, typed
        assert errors(response, field) in response.content.decode()
        assert filled(response)["rationale"] == typed.get("rationale", "그래서다.")
    assert not pair.decisions.exists()


def test_a_right_that_was_taken_away_meanwhile_costs_nobody_what_they_wrote(
    client: Client, keeper: User, pair: Link
) -> None:
    address = page(pair, "decide")
    mine = filled(client.get(address), rationale="긴 설명이었다.")
    keeper.groups.remove(Group.objects.get(name=Role.REVIEWER))
    response = client.post(address, mine)
    assert response.status_code == 403
    assert "decide_link" in errors(response)
    assert filled(response)["rationale"] == "긴 설명이었다."
    assert not pair.decisions.exists()


def test_two_claims_are_linked_by_hand(client: Client, world: World) -> None:
    both = {"first": world.refused.pk, "second": world.accepted.pk}
    response = client.post(add_page(Link), both)
    link = Link.objects.get()
    assert response["Location"] == page(link)
    assert client.post(add_page(Link), both)["Location"] == page(link)
    twice = client.post(add_page(Link), {"first": world.refused.pk, "second": world.refused.pk})
    assert twice.status_code == 400
    assert filled(twice) == {"first": str(world.refused.pk), "second": str(world.refused.pk)}
    assert Link.objects.count() == 1
