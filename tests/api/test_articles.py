from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.articles.models import Article, Snapshot
from tests.api.asking import API, answered, refused
from tests.api.world import DAILY, World

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
