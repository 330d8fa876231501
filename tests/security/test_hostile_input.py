"""What no honest sender sends: halves of characters, NUL bytes, endless numbers and addresses."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims.articles import fetching
from claims.articles import services as articles
from claims.articles.models import Article, Document
from claims.ledger.models import Entry
from claims.verdicts.models import Stage
from tests.factories import SETUP, Newsroom, content_of, draft

pytestmark = pytest.mark.django_db

SENTENCE = "나루시는 다리 보수에 7억 원을 들였다고 밝혔다."
LONG_ADDRESS = "https://paper.example/" + "글" * 300  # 2,700 characters once percent-encoded


@pytest.fixture
def desk(newsroom: Newsroom) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(newsroom.seoyeon)
    return client


@pytest.mark.parametrize("escaped", [r"\ud800", r"\udfff", r"\u0000"])
def test_what_a_page_escapes_in_its_data_and_no_column_takes_is_dropped(escaped: str) -> None:
    data = (
        f'{{"@type": "NewsArticle", "headline": "다리{escaped} 보수", "author": "한{escaped}결",'
        f' "publisher": {{"name": "나루{escaped}일보"}}}}'
    )
    page = f'<script type="application/ld+json">{data}</script><p>{SENTENCE}</p><p>끝.</p>'
    kept = articles.take_in(raw=page.encode(), by=SETUP, content_type="text/html")
    assert (kept.title, kept.byline, kept.outlet) == ("다리 보수", "한결", "나루일보")


def test_a_content_type_with_a_nul_byte_is_kept_without_it() -> None:
    kept = articles.take_in(raw=SENTENCE.encode(), by=SETUP, content_type="text/pl\0ain")
    assert kept.latest_snapshot.content_type == "text/plain"


def test_a_file_name_that_is_no_text_is_kept_as_far_as_it_is(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/river-\xff.txt"))
    file.write_text(SENTENCE, encoding="utf-8")
    call_command("ingest", str(file))
    assert content_of(Entry.objects.get(kind="article.added"))["file"] == "river-?.txt"


def test_a_file_without_an_end_is_refused_as_too_large(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ARTICLE_MAX_BYTES = 1_000_000
    with pytest.raises(CommandError) as refused:
        call_command("ingest", "/dev/zero")
    assert refused.value.returncode == 2
    assert "1 MB" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", [LONG_ADDRESS, "https://paper.example/a?utm_source=" + "a" * 2000], ids=["path", "given"]
)
def test_an_address_longer_than_is_kept_is_refused_and_nothing_is_written(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        articles.take_in(raw=SENTENCE.encode(), by=SETUP, url=url)
    assert refused.value.code == "invalid_address"
    with pytest.raises(ValidationError):
        articles.take_in_url(url=url, by=SETUP)
    assert not Document.objects.exists()


def test_a_page_that_names_too_long_an_address_keeps_the_one_it_was_fetched_from() -> None:
    page = f'<link rel="canonical" href="{LONG_ADDRESS}"><p>{SENTENCE}</p><p>끝.</p>'
    kept = articles.take_in(
        raw=page.encode(), by=SETUP, content_type="text/html", url="https://paper.example/1"
    )
    assert kept.address is not None
    assert kept.address.url == "https://paper.example/1"


def test_no_redirect_leads_to_an_address_longer_than_is_kept() -> None:
    with pytest.raises(fetching.Refused):
        fetching.fetch(LONG_ADDRESS)


def test_a_raw_copy_whose_writer_was_killed_is_written_again() -> None:
    raw = SENTENCE.encode()
    digest = hashlib.sha256(raw).hexdigest()
    default_storage.save(f"snapshots/{digest[:2]}/{digest}", ContentFile(raw[:10]))
    kept = articles.take_in(raw=raw, by=SETUP)
    with kept.latest_snapshot.raw.open("rb") as copy:
        assert copy.read() == raw


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("desk:search", {"q": "다리\0"}),
        ("desk:claim-options", {"q": "\0"}),
        ("desk:articles", {"q": "\0"}),
    ],
)
def test_a_question_with_a_nul_byte_is_a_bad_request(
    desk: Client, name: str, query: dict[str, str]
) -> None:
    assert desk.get(reverse(name), query).status_code == 400


def test_a_form_with_a_nul_byte_is_a_bad_request(desk: Client) -> None:
    response = desk.post(reverse("desk:article-add"), {"text": SENTENCE, "url": "\0"})
    assert response.status_code == 400
    assert not Article.objects.exists()


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "x", ""])
def test_a_revision_that_cannot_be_one_is_an_outdated_one(
    desk: Client, newsroom: Newsroom, number: str
) -> None:
    verdict = draft(newsroom)
    for act in ("submit", "send-back", "approve"):
        response = desk.post(
            reverse(f"desk:verdict-{act}", args=[verdict.public_id]),
            {"expected_revision": number, "note": "Once more."},
        )
        assert response.status_code == 302
    verdict.refresh_from_db()
    assert verdict.stage == Stage.DRAFT


def test_the_demonstration_serves_its_own_pages_only(settings: Settings) -> None:
    settings.DEMO_PAGES = True
    client = Client(raise_request_exception=False)
    for file in ("a" * 3000, "..%2fnewsroom.json", "%00", "none.html"):
        assert client.get(f"/demo/pages/{file}").status_code == 404
