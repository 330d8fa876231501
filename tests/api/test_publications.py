from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils.timezone import localdate
from rest_framework.test import APIClient

from claims.publication import services
from claims.publication.models import Publication
from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.api.world import World

PUBLIC = f"{API}/publications"


def test_an_approved_verdict_is_published(editor: APIClient, world: World) -> None:
    verdict = worlds.approved(world)
    url = f"{API}/verdicts/{verdict.public_id}"
    refused(editor.post(f"{url}/publish", {}), 428)
    refused(editor.post(f"{url}/publish", {"expected_revision": 2}), 409, "changed_meanwhile")
    made = answered(editor.post(f"{url}/publish", {"expected_revision": 1}), 201)
    assert (made["kind"], made["number"], made["revision"]) == ("published", 1, 1)
    refused(editor.post(f"{url}/publish", {"expected_revision": 1}), 409, "wrong_stage")
    assert [row["number"] for row in editor.get(f"{url}/publications").json()] == [1]


def test_a_session_signs_in_freshly_to_publish(world: World) -> None:
    verdict = worlds.approved(world)
    client = APIClient()
    client.force_login(world.editor)
    url = f"{API}/verdicts/{verdict.public_id}"
    response = client.post(f"{url}/publish", {"expected_revision": 1})
    refused(response, 403, "reauthentication_required")
    assert not Publication.objects.exists()
    client.post(
        "/accounts/reauthenticate/", {"password": "pass-word-of-a-test"}, format="multipart"
    )
    assert client.post(f"{url}/publish", {"expected_revision": 1}).status_code == 201


def test_anybody_reads_the_very_bytes_that_were_published(anyone: APIClient, world: World) -> None:
    publication = worlds.published(world)
    response = anyone.get(f"{PUBLIC}/{publication.verdict.public_id}")
    assert answered(response)["stage"] == "published"
    assert response.content == publication.document.encode()
    assert response["ETag"] == f'"{publication.etag}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"x", "{}"', "*"])
def test_whoever_has_the_bytes_gets_none(anyone: APIClient, world: World, form: str) -> None:
    publication = worlds.published(world)
    known = {"If-None-Match": form.format(publication.etag)}
    response = anyone.get(f"{PUBLIC}/{publication.verdict.public_id}", headers=known)
    assert (response.status_code, response.content) == (304, b"")
    other = {"If-None-Match": '"other"'}
    page = anyone.get(PUBLIC, headers=other)
    assert page.status_code == 200
    again = anyone.get(PUBLIC, headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_drafts_are_not_for_the_world(anyone: APIClient, world: World) -> None:
    verdict = worlds.approved(world)
    refused(anyone.get(f"{PUBLIC}/{verdict.public_id}"), 404)
    refused(anyone.get(f"{PUBLIC}/{verdict.public_id}", {"on": "2026-03-01"}), 404)
    refused(anyone.get(f"{PUBLIC}/{verdict.public_id}/1"), 404)
    assert answered(anyone.get(PUBLIC)) == {"next": None, "results": []}


def test_a_withdrawn_verdict_stays_and_says_so(
    anyone: APIClient, editor: APIClient, world: World
) -> None:
    verdict = worlds.published(world).verdict
    before = anyone.get(PUBLIC)["ETag"]
    url = f"{API}/verdicts/{verdict.public_id}/withdraw"
    body = {"expected_revision": 1}
    refused(editor.post(url, body), 400)
    note = "출처가 기사를 고쳐 다시 살핍니다."
    made = answered(editor.post(url, body | {"note": note}), 201)
    assert made["kind"] == "withdrawn"
    document = answered(anyone.get(f"{PUBLIC}/{verdict.public_id}"))
    assert (document["stage"], document["note"]) == ("withdrawn", note)
    assert [row["kind"] for row in document["history"]] == ["published", "withdrawn"]
    page = anyone.get(PUBLIC)
    assert [row["stage"] for row in answered(page)["results"]] == ["withdrawn"]
    assert page["ETag"] != before


def test_the_pages_hold_every_verdict_once_newest_first(anyone: APIClient, world: World) -> None:
    made = [worlds.published(world, f"노조의 {n}번째 거부가 있었다.") for n in range(5)]
    seen, after = [], None
    while True:
        query = {"page_size": 2} | ({"after": after} if after else {})
        page = answered(anyone.get(PUBLIC, query))
        seen += [row["id"] for row in page["results"]]
        after = page["next"]
        if after is None:
            break
    assert seen == [str(row.verdict.public_id) for row in reversed(made)]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"after": "x"}, 400),
        ({"after": "0" * 36 + ".1"}, 404),
        ({"after": "00000000-0000-0000-0000-000000000000.1"}, 404),
        ({"page_size": 0}, 400),
        ({"page_size": 201}, 400),
        ({"since": "yesterday"}, 400),
        ({"language": "fr"}, 400),
        ({"q": "\x00"}, 400),
    ],
)
def test_a_page_that_does_not_exist(
    anyone: APIClient, db: None, query: dict[str, Any], status: int
) -> None:
    refused(anyone.get(PUBLIC, query), status)


def test_publications_are_filtered(anyone: APIClient, world: World) -> None:
    first = worlds.published(world, "노조는 인상안을 거부했다.")
    second = worlds.published(world, "부두는 12월에 열렸다.")

    def ids(**query: Any) -> list[str]:
        return [row["id"] for row in answered(anyone.get(PUBLIC, query))["results"]]

    assert ids(q="부두 12월") == [str(second.verdict.public_id)]
    assert ids(q="없는 말") == []
    assert len(ids(language="en")) == 2
    assert ids(since=second.published_at.isoformat()) == [str(second.verdict.public_id)]
    assert str(first.verdict.public_id) in ids()


def test_pages_of_other_origins_may_ask_with_an_etag(anyone: APIClient, db: None) -> None:
    response = anyone.options(PUBLIC, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_only_what_is_public_is_shared_with_other_origins(editor: APIClient, world: World) -> None:
    for page in ("me", "claims", "verdicts", "articles"):
        assert "Access-Control-Allow-Origin" not in editor.get(f"{API}/{page}")


def test_a_correction_replaces_what_the_world_reads(anyone: APIClient, world: World) -> None:
    from claims.verdicts import services as verdicts

    verdict = worlds.published(world).verdict
    tag = anyone.get(f"{PUBLIC}/{verdict.public_id}")["ETag"]
    verdicts.revise(
        verdict=verdict,
        by=world.reviewer,
        expected_revision=1,
        rating=world.rating,
        wordings=[verdicts.Wording("ko", "노조는 두 번 거부했다.", "요약.")],
        correction="clarification",
        public_note="횟수를 밝혔다.",
    )
    assert anyone.get(f"{PUBLIC}/{verdict.public_id}")["ETag"] == tag, "public until approved"
    verdicts.submit(verdict=verdict, by=world.reviewer, expected_revision=2)
    verdicts.approve(verdict=verdict, by=world.editor, expected_revision=2)
    services.publish(verdict=verdict, by=world.editor, expected_revision=2)
    response = anyone.get(f"{PUBLIC}/{verdict.public_id}", headers={"If-None-Match": tag})
    assert answered(response)["statement"]["ko"] == "노조는 두 번 거부했다."
    versions = verdict.publications.order_by("number")
    for made in versions:
        shown = anyone.get(f"{PUBLIC}/{verdict.public_id}/{made.number}")
        assert shown.content == made.document.encode()
        assert shown["ETag"] == f'"{made.etag}"'
    for number in (0, 3, 10**12):
        refused(anyone.get(f"{PUBLIC}/{verdict.public_id}/{number}"), 404)
    today = anyone.get(f"{PUBLIC}/{verdict.public_id}", {"on": localdate().isoformat()})
    assert today.content == versions[1].document.encode()
    day_before = (localdate() - dt.timedelta(days=1)).isoformat()
    refused(
        anyone.get(f"{PUBLIC}/{verdict.public_id}", {"on": day_before}), 404, "nothing_said_then"
    )
    for no_day in ("2999-01-01", "2026-02-30", "x"):
        refused(anyone.get(f"{PUBLIC}/{verdict.public_id}", {"on": no_day}), 400)
    assert len(answered(anyone.get(PUBLIC))["results"]) == 1
