from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from rest_framework.test import APIClient

from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.api.world import World


def test_a_claim_shows_what_it_says_where_and_who_says_so(
    contributor: APIClient, world: World
) -> None:
    response = contributor.get(f"{API}/claims/{world.refused.public_id}")
    claim = answered(response)
    version = claim["version"]
    assert response["ETag"] == '"1"'
    assert version["anchors"][0]["quote"] == "조선소 노조"
    assert version["attributions"][0]["name"] == "회사"
    assert version["quantities"][0] | {"start": None, "end": None} == {
        "original": "7%",
        "start": None,
        "end": None,
        "value": "7",
        "value_high": None,
        "unit": "%",
        "comparator": "exact",
    }
    assert version["times"][0]["first"] == "2025-11-03"
    assert version["mentions"][0]["entity"]["label"] == "해송조선"
    assert version["directive"]["level"] == 7
    assert version["author"] is None
    assert claim["article"]["id"] == str(world.daily.public_id)


def test_names_come_in_the_language_asked_for(contributor: APIClient, world: World) -> None:
    url = f"{API}/claims/{world.refused.public_id}"
    claim = contributor.get(url, headers={"Accept-Language": "en"}).json()
    assert claim["version"]["mentions"][0]["entity"]["label"] == "Haesong Yard"


def test_every_id_is_a_public_one(contributor: APIClient, world: World) -> None:
    link = worlds.proposed(world.refused, world.accepted)
    pages = ["claims", "articles", "links", "entities", "sources", f"links/{link.public_id}"]
    for page in pages:
        shown = list(ids_in(answered(contributor.get(f"{API}/{page}"))))
        assert shown
        assert all(UUID(value).version == 7 for value in shown)


def ids_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for name, value in content.items():
            if name in ("id", "pk") or (name.endswith("_id") and name != "wikidata_id"):
                yield value
            yield from ids_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from ids_in(value)


def test_a_page_of_claims_is_reached_without_a_database_key(
    contributor: APIClient, world: World
) -> None:
    page = contributor.get(f"{API}/claims", {"page_size": 1}).json()
    [cursor] = parse_qs(urlsplit(page["next"]).query)["cursor"]
    [position] = parse_qs(b64decode(cursor).decode())["p"]
    assert position == str(world.accepted.public_id)


def test_an_edit_is_a_new_version_beside_the_old_one(reviewer: APIClient, world: World) -> None:
    url = f"{API}/claims/{world.refused.public_id}"
    refused(reviewer.patch(url, {"kind": "event"}), 428, "precondition_required")
    response = reviewer.patch(url, {"kind": "event"}, headers={"If-Match": '"1"'})
    claim = answered(response)
    assert response["ETag"] == '"2"'
    assert [row["kind"] for row in claim["versions"]] == ["quantity", "event"]
    assert claim["version"]["author"]["id"] == str(world.reviewer.public_id)
    late = reviewer.patch(url, {"kind": "state", "expected_version": 1})
    assert refused(late, 409, "changed_meanwhile")["current_revision"] == 2


def test_an_edit_with_impossible_values_names_each(reviewer: APIClient, world: World) -> None:
    url = f"{API}/claims/{world.refused.public_id}"
    body = {"kind": "rumour", "check_worthiness": 4, "statement": "", "expected_version": 1}
    assert set(refused(reviewer.patch(url, body), 400)["errors"]) == {
        "kind",
        "check_worthiness",
        "statement",
    }


def test_a_retired_claim_names_what_takes_its_place(reviewer: APIClient, world: World) -> None:
    successor = worlds.claim(world.daily, "노조가 인상안을 거부했다.")
    url = f"{API}/claims/{world.refused.public_id}"
    body = {"because": "두 주장이었다", "successors": [str(successor.public_id)]}
    claim = answered(reviewer.post(f"{url}/retire", body))
    assert claim["successors"] == [str(successor.public_id)]
    assert claim["retired_because"] == "두 주장이었다"
    refused(reviewer.post(f"{url}/retire", body), 409, "retired")
    after = reviewer.get(f"{API}/claims/{successor.public_id}").json()
    assert after["predecessors"] == [str(world.refused.public_id)]


def test_a_successor_that_is_not_there_is_named(reviewer: APIClient, world: World) -> None:
    url = f"{API}/claims/{world.refused.public_id}/retire"
    impossible: list[Any] = [str(world.daily.public_id), "x", 5, None, {}]
    for successor in impossible:
        problem = refused(reviewer.post(url, {"because": "왜냐면", "successors": [successor]}), 400)
        assert set(problem["errors"]) == {"successors"}


def test_claims_are_filtered(contributor: APIClient, world: World) -> None:
    def ids(**query: Any) -> list[str]:
        rows = answered(contributor.get(f"{API}/claims", query))["results"]
        return [row["id"] for row in rows]

    refused_id, accepted_id = str(world.refused.public_id), str(world.accepted.public_id)
    assert ids() == [accepted_id, refused_id]
    assert ids(article=world.daily.public_id) == [refused_id]
    assert ids(entity=world.yard.public_id) == [accepted_id, refused_id]
    assert ids(entity=world.source.public_id) == []
    assert ids(kind="event") == []
    assert ids(kind=["event", "quantity"]) == [accepted_id, refused_id]
    assert ids(min_check_worthiness=3, q="거부") == [refused_id]
    for wrong in ("0.5", "1.0", "1e0", "four", "4", "-1", "٣"):
        problem = refused(contributor.get(f"{API}/claims", {"min_check_worthiness": wrong}), 400)
        assert set(problem["errors"]) == {"min_check_worthiness"}
    assert set(refused(contributor.get(f"{API}/claims", {"q": " " * 201}), 400)["errors"]) == {"q"}
    assert ids(retired="true") == []
    assert ids(retired="false") == [accepted_id, refused_id]
