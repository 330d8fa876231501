from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.articles.models import Article, Snapshot
from claims.extraction.models import Claim
from tests.api.asking import API, answered, refused
from tests.api.world import DAILY, World
from tests.factories import store

TEXT = "항만공사는 2025년 12월 1일 새 부두를 열었다고 밝혔다. 첫 배는 이튿날 들어왔다."


def test_a_text_becomes_an_article_with_an_address(contributor: APIClient) -> None:
    response = contributor.post(f"{API}/articles", {"text": TEXT, "url": "https://port.example/a"})
    article = answered(response, 201)
    assert response["Location"].endswith(f"{API}/articles/{article['id']}")
    assert article["url"] == "https://port.example/a"
    assert article["revision"] == 0
    assert len(article["snapshots"]) == 1


def test_html_becomes_an_article_with_its_title(contributor: APIClient) -> None:
    page = f"<html><head><title>새 부두</title></head><body><p>{TEXT}</p></body></html>"
    article = answered(contributor.post(f"{API}/articles", {"html": page}), 201)
    assert article["title"] == "새 부두"


def test_a_file_in_an_old_encoding_is_read_right(contributor: APIClient) -> None:
    upload = SimpleUploadedFile("a.txt", TEXT.encode("euc-kr"), content_type="text/plain")
    response = contributor.post(f"{API}/articles", {"file": upload}, format="multipart")
    article = answered(response, 201)
    snapshot = contributor.get(f"{API}/snapshots/{article['snapshots'][0]['id']}").json()
    assert "항만공사" in snapshot["text"]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "invalid", "non_field_errors"),
        ({"text": "가", "html": "<p>가</p>"}, "invalid", "non_field_errors"),
        ({"txt": TEXT}, "invalid", "txt"),
        ({"text": 7e400}, "parse_error", None),
        ({"text": ["가"]}, "invalid", "text"),
        ({"text": "가\x00나"}, "invalid", "text"),
        ({"url": "not an address"}, "invalid_address", None),
        ({"url": "http://169.254.169.254/"}, "not_fetched", None),
        ({"text": "   "}, "empty", None),
        ({"html": "<div><br></div>"}, "markuponly", None),
    ],
)
def test_what_is_no_article_is_refused_and_nothing_is_kept(
    contributor: APIClient, world: World, body: dict[str, object], code: str, field: str | None
) -> None:
    before = Article.objects.count()
    if "text" in body and body["text"] == 7e400:
        response = contributor.generic(
            "POST", f"{API}/articles", '{"text": NaN}', content_type="application/json"
        )
    else:
        response = contributor.post(f"{API}/articles", body)
    problem = refused(response, 400, code)
    if field:
        assert field in problem["errors"]
    assert Article.objects.count() == before


def test_a_known_text_is_a_conflict_that_names_the_article(
    contributor: APIClient, world: World
) -> None:
    response = contributor.post(f"{API}/articles", {"text": DAILY})
    problem = refused(response, 409, "duplicate")
    assert problem["existing"] == str(world.daily.public_id)


def test_more_than_ten_megabytes_are_refused(contributor: APIClient) -> None:
    upload = SimpleUploadedFile("big.txt", b"a" * 10_000_001, content_type="text/plain")
    problem = refused(
        contributor.post(f"{API}/articles", {"file": upload}, format="multipart"), 413, "too_large"
    )
    assert "10 MB" in problem["detail"]
    body = '{"text": "' + "a" * 10_000_001 + '"}'
    refused(
        contributor.generic("POST", f"{API}/articles", body, content_type="application/json"), 413
    )
    refused(
        contributor.generic(
            "POST",
            f"{API}/articles",
            "",
            content_type="application/json",
            CONTENT_LENGTH="30000000",
        ),
        413,
    )


def test_a_correction_names_the_revision_it_was_made_on(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    tag = reviewer.get(url)["ETag"]
    assert tag == '"0"'
    refused(reviewer.patch(url, {"title": "노조"}), 428, "precondition_required")
    response = reviewer.patch(url, {"title": "노조"}, headers={"If-Match": tag})
    assert answered(response)["title"] == "노조"
    assert response["ETag"] == '"1"'


def test_of_two_corrections_the_second_is_refused(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    assert reviewer.patch(url, {"title": "하나", "expected_revision": 0}).status_code == 200
    late = reviewer.patch(url, {"title": "둘", "expected_revision": 0})
    assert refused(late, 409, "changed_meanwhile")["current_revision"] == 1
    late = reviewer.patch(url, {"title": "둘"}, headers={"If-Match": '"0"'})
    assert refused(late, 412, "changed_meanwhile")["current_revision"] == 1
    assert reviewer.get(url).json()["title"] == "하나"


@pytest.mark.parametrize("header", ["*", '"x"', "0", 'W/"0"', '"0", "1"'])
def test_an_if_match_that_names_no_revision_is_refused(
    reviewer: APIClient, world: World, header: str
) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    refused(reviewer.patch(url, {"title": "하나"}, headers={"If-Match": header}), 400)


def test_a_precision_without_a_date_is_refused(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    body = {"published_grain": "day", "expected_revision": 0}
    assert "published_on" in refused(reviewer.patch(url, body), 400)["errors"]


def test_the_list_is_paged_newest_first_and_filtered(contributor: APIClient, world: World) -> None:
    first = contributor.get(f"{API}/articles", {"page_size": 1}).json()
    assert [row["id"] for row in first["results"]] == [str(world.weekly.public_id)]
    second = contributor.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == [str(world.daily.public_id)]
    assert second["next"] is None
    by_source = contributor.get(f"{API}/articles", {"source": str(world.source.public_id)}).json()
    assert [row["id"] for row in by_source["results"]] == [str(world.daily.public_id)]


def test_an_article_without_an_address_cannot_be_looked_at(
    contributor: APIClient, world: World
) -> None:
    refused(contributor.post(f"{API}/articles/{world.weekly.public_id}/look"), 400)


def test_the_raw_bytes_come_as_a_sandboxed_download(contributor: APIClient, world: World) -> None:
    snapshot = world.daily.latest_snapshot
    response = contributor.get(f"{API}/snapshots/{snapshot.public_id}/raw")
    assert b"".join(response) == DAILY.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_claims_of_an_article_come_in_its_order(contributor: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    [claim] = answered(contributor.get(f"{url}/claims"))["results"]
    assert claim["id"] == str(world.refused.public_id)
    [snapshot] = answered(contributor.get(f"{url}/snapshots"))
    assert snapshot["id"] == str(Snapshot.objects.get(document=world.daily).public_id)
    [run] = answered(contributor.get(f"{url}/runs"))
    assert run["state"] == "done"


def classed(article: dict[str, Any], **kinds: str) -> list[dict[str, Any]]:
    """The blocks an article shows, as they are given back, some with another class."""
    blocks = [{key: block[key] for key in ("start", "end", "kind")} for block in article["blocks"]]
    return [block | {"kind": kinds.get(f"at_{block['start']}", block["kind"])} for block in blocks]


def test_blocks_are_shown_and_classed_by_a_person(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    response = reviewer.get(url)
    shown = answered(response)
    [block] = shown["blocks"]
    assert (block["start"], block["end"], block["kind"]) == (0, len(DAILY), "body")
    body = {
        "snapshot": shown["snapshots"][-1]["id"],
        "blocks": [
            {"start": 0, "end": 30, "kind": "summary"},
            {"start": 30, "end": len(DAILY), "kind": "body"},
        ],
    }
    response = reviewer.post(f"{url}/blocks", body, headers={"If-Match": response["ETag"]})
    blocks = answered(response)["blocks"]
    assert [(b["kind"], b["evidence"]) for b in blocks] == [
        ("summary", "person"),
        ("body", "person"),
    ]
    assert response["ETag"] == '"1"'
    snapshot = answered(reviewer.get(f"{API}/snapshots/{body['snapshot']}"))
    assert snapshot["blocks"] == blocks


def test_blocks_somebody_changed_meanwhile_are_refused(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    shown = reviewer.get(url).json()
    body = {"snapshot": shown["snapshots"][-1]["id"], "blocks": classed(shown, at_0="summary")}
    refused(reviewer.post(f"{url}/blocks", body), 428, "precondition_required")
    answered(reviewer.post(f"{url}/blocks", body | {"expected_revision": 0}))
    late = body | {"blocks": classed(shown, at_0="caption")}
    refused(reviewer.post(f"{url}/blocks", late | {"expected_revision": 0}), 409)
    refused(reviewer.post(f"{url}/blocks", late, headers={"If-Match": '"0"'}), 412)


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [{"start": 0, "end": 3, "kind": "body"}],
        [{"start": 0, "end": 1_000_000, "kind": "body"}],
        [{"start": 0, "end": 30, "kind": "body"}, {"start": 20, "end": 43, "kind": "body"}],
        [{"start": 0, "end": 43, "kind": "advert"}],
        [{"start": "0", "end": 43, "kind": "body"}],
        [{"start": -1, "end": 43, "kind": "body"}],
        [{"start": 0, "end": 43, "kind": "body", "evidence": "person"}],
        [7],
        "body",
    ],
    ids=str,
)
def test_blocks_that_do_not_fit_are_a_problem_of_the_blocks(
    reviewer: APIClient, world: World, blocks: object
) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    body = {
        "snapshot": str(world.daily.latest_snapshot.public_id),
        "blocks": blocks,
        "expected_revision": 0,
    }
    assert "blocks" in refused(reviewer.post(f"{url}/blocks", body), 400)["errors"]
    assert reviewer.get(url).json()["revision"] == 0


def test_the_snapshot_of_another_article_is_refused(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    body = {
        "snapshot": str(world.weekly.latest_snapshot.public_id),
        "blocks": [{"start": 0, "end": 43, "kind": "body"}],
        "expected_revision": 0,
    }
    assert "snapshot" in refused(reviewer.post(f"{url}/blocks", body), 400)["errors"]


def test_a_contributor_classes_no_blocks(contributor: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    shown = contributor.get(url).json()
    body = {
        "snapshot": shown["snapshots"][-1]["id"],
        "blocks": classed(shown, at_0="summary"),
        "expected_revision": 0,
    }
    refused(contributor.post(f"{url}/blocks", body), 403)


def test_source_and_date_may_be_unknown_again(reviewer: APIClient, world: World) -> None:
    url = f"{API}/articles/{world.daily.public_id}"
    given = {"published_on": "2025-11-03", "published_grain": "month", "title": "노조"}
    dated = answered(reviewer.patch(url, given | {"expected_revision": 0}))
    assert (dated["published_on"], dated["published_grain"]) == ("2025-11-03", "month")
    assert dated["source"] is not None
    unknown = {"published_on": None, "source": None, "title": ""}
    after = answered(reviewer.patch(url, unknown | {"expected_revision": 1}))
    assert (after["published_on"], after["published_grain"], after["source"]) == (None, "", None)
    assert (after["title"], after["title_evidence"]) == ("", "person")
    assert after["published_evidence"] == "person"
    bare = {"published_on": None, "published_grain": "day", "expected_revision": 2}
    assert "published_on" in refused(reviewer.patch(url, bare), 400)["errors"]


def test_a_claim_says_whether_it_is_lost(contributor: APIClient, world: World) -> None:
    mine = f"{API}/articles/{world.daily.public_id}/claims"
    assert [row["lost"] for row in contributor.get(mine).json()["results"]] == [False]
    store(world.daily.latest_snapshot, [])
    [claim] = Claim.objects.filter(article=world.daily)
    claim.last_run = claim.article.latest_snapshot.runs.earliest("pk")
    claim.save(update_fields=["last_run"])
    assert [row["lost"] for row in contributor.get(mine).json()["results"]] == [True]
    assert contributor.get(f"{API}/claims/{claim.public_id}").json()["lost"] is True
    for wanted, ids in ((True, [claim]), (False, [world.accepted])):
        rows = contributor.get(f"{API}/claims", {"lost": str(wanted).lower()}).json()["results"]
        assert [row["id"] for row in rows] == [str(each.public_id) for each in ids]
