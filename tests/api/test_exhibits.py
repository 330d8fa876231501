from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.api.asking import API, answered, refused
from tests.api.world import World

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 minutes\n%%EOF\n"


def upload(client: APIClient, raw: bytes = PDF) -> dict[str, str]:
    file = SimpleUploadedFile("회의록.pdf", raw, content_type="application/pdf")
    filled_in = {"file": file, "url": ""}
    response = client.post(f"{API}/exhibits", filled_in, format="multipart")
    made: dict[str, str] = answered(response, 201)
    assert response["Location"].endswith(f"/exhibits/{made['id']}")
    return made


def test_an_exhibit_is_kept_listed_and_only_ever_downloaded(
    contributor: APIClient, world: World
) -> None:
    made = upload(contributor)
    assert made["file_name"] == "회의록.pdf"
    [snapshot] = answered(contributor.get(f"{API}/exhibits/{made['id']}"))["snapshots"]
    assert snapshot["size"] == len(PDF)
    assert [row["id"] for row in answered(contributor.get(f"{API}/exhibits"))["results"]] == [
        made["id"]
    ]
    raw = contributor.get(f"{API}/snapshots/{snapshot['id']}/raw")
    assert b"".join(raw) == PDF
    assert raw["Content-Disposition"].startswith("attachment")
    assert raw["Content-Type"] == "application/octet-stream"
    assert raw["Content-Security-Policy"].startswith("sandbox")
    refused(contributor.post(f"{API}/exhibits/{made['id']}/look"), 400, "no_address")
    refused(contributor.get(f"{API}/exhibits/{world.daily.public_id}"), 404)


def test_the_same_exhibit_again_names_the_one_that_is_kept(
    contributor: APIClient, world: World
) -> None:
    made = upload(contributor)
    again = SimpleUploadedFile("사본.pdf", PDF)
    problem = refused(
        contributor.post(f"{API}/exhibits", {"file": again}, format="multipart"), 409, "duplicate"
    )
    assert problem["existing"] == made["id"]
    page = refused(contributor.post(f"{API}/exhibits", {"url": "https://pado.example/1"}), 409)
    assert page["existing"] == str(world.daily.public_id)


def test_what_cannot_be_kept_is_refused(
    contributor: APIClient, world: World, settings: Settings
) -> None:
    refused(contributor.post(f"{API}/exhibits", {}), 400)
    refused(contributor.post(f"{API}/exhibits", {"url": "http://127.0.0.1:1/"}), 400, "not_fetched")
    settings.ARTICLE_MAX_BYTES = 10
    large = SimpleUploadedFile("x.pdf", PDF)
    refused(contributor.post(f"{API}/exhibits", {"file": large}, format="multipart"), 413)
