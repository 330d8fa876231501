"""What a verdict rests on besides articles: kept whole, told apart by its bytes, never run."""

from __future__ import annotations

import hashlib
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles import services as articles
from claims.articles.archiving import write_warc
from claims.articles.exhibits import keep_exhibit
from claims.articles.models import Document, DocumentKind, Look
from claims.errors import Duplicate
from claims.extraction import services as extraction
from claims.extraction.models import Run
from claims.ledger.models import Entry
from tests.factories import Newsroom, article, content_of

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
TABLE = "<table><tr><th>구</th><th>쉼터</th></tr><tr><td>강변구</td><td>31</td></tr></table>"


def test_names_of_files_kept_before_are_known_from_the_ledger(newsroom: Newsroom) -> None:
    kept = keep_exhibit(by=newsroom.minjun, raw=PDF, filename="회의록\u202e.pdf")
    Document.objects.filter(pk=kept.pk).update(file_name="")
    import_module("claims.migrations.0013_names_and_merges").names(apps, None)
    assert Document.objects.get(pk=kept.pk).file_name == "회의록.pdf"


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


def serve(site: HTTPServer, body: bytes, kind: str) -> None:
    site.clear()
    site.expect_request("/report").respond_with_data(body, content_type=kind)


def test_a_file_is_kept_whole_and_hashed_though_it_is_no_text(newsroom: Newsroom) -> None:
    kept = keep_exhibit(by=newsroom.minjun, raw=PDF, filename="회의록.pdf")
    assert (kept.kind, kept.added_by, kept.address) == (
        DocumentKind.EXHIBIT,
        newsroom.minjun,
        None,
    )
    assert kept.file_name == "회의록.pdf"
    seen = kept.latest_snapshot
    assert (seen.text, seen.blocks, seen.size) == ("", [], len(PDF))
    assert bytes(seen.sha256) == bytes(kept.fingerprint) == hashlib.sha256(PDF).digest()
    with seen.raw.open("rb") as raw:
        assert raw.read() == PDF
    entry = Entry.objects.about(kept).get()
    assert (entry.kind, content_of(entry)["file"]) == ("exhibit.kept", "회의록.pdf")
    packed = BytesIO()
    write_warc([seen], packed)
    assert packed.getvalue()


def test_an_exhibit_is_not_read_for_claims(newsroom: Newsroom) -> None:
    kept = keep_exhibit(by=newsroom.minjun, raw=TABLE.encode(), content_type="text/html")
    assert "강변구" in kept.latest_snapshot.text
    extraction.follow(Entry.objects.about(kept).get())
    assert not Run.objects.exists()


def test_the_same_bytes_are_one_exhibit_and_an_article_stays_an_article(
    newsroom: Newsroom,
) -> None:
    address = "https://news.example/bridge/7"
    kept, other = keep_exhibit(by=newsroom.minjun, raw=PDF), article(url=address)
    for given, existing in (({"raw": PDF}, kept), ({"url": address}, other)):
        with pytest.raises(Duplicate) as known:
            keep_exhibit(by=newsroom.seoyeon, **given)
        assert known.value.existing.pk == existing.pk
    assert keep_exhibit(by=newsroom.seoyeon, raw=PDF + b"\n") != kept
    assert Document.objects.filter(kind=DocumentKind.EXHIBIT).count() == 2


def test_an_article_is_not_taken_in_where_an_exhibit_is_kept(newsroom: Newsroom) -> None:
    address = "https://city.example/report.pdf"
    kept = keep_exhibit(by=newsroom.minjun, raw=PDF, url=address)
    with pytest.raises(Duplicate) as known:
        articles.take_in_url(url=address, by=newsroom.minjun)
    assert known.value.existing == kept


@pytest.mark.parametrize(
    "given", [{}, {"raw": b""}, {"raw": b" \n"}, {"url": "file:///etc/passwd"}]
)
def test_nothing_is_no_exhibit(newsroom: Newsroom, given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        keep_exhibit(by=newsroom.minjun, **given)  # type: ignore[arg-type]
    assert not Document.objects.exists()


def test_a_stranger_keeps_nothing(newsroom: Newsroom) -> None:
    with pytest.raises(PermissionDenied):
        keep_exhibit(by=newsroom.stranger, raw=PDF)


def test_a_file_at_an_address_is_looked_at_again_by_its_bytes(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    serve(site, PDF, "application/pdf")
    kept = keep_exhibit(by=newsroom.minjun, url=site.url_for("/report"))
    assert kept.looks.get().snapshot == kept.latest_snapshot

    def look() -> str:
        return articles.look_again(document=kept, by=newsroom.minjun).outcome

    assert look() == Look.Outcome.UNCHANGED
    serve(site, PDF + b"% revised\n", "application/pdf")
    assert look() == Look.Outcome.CHANGED
    assert kept.latest_snapshot.number == 2
    serve(site, TABLE.encode(), "text/html; charset=utf-8")  # the file became a page
    assert look() == Look.Outcome.CHANGED
    serve(site, TABLE.encode() + b"<!-- 3 visitors -->", "text/html; charset=utf-8")
    assert look() == Look.Outcome.UNCHANGED, "its text is the same"
    assert kept.snapshots.count() == 3
