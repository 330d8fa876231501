"""Taking articles in: what is refused, what is known already, and what a second look brings."""

from __future__ import annotations

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import connections
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles import corrections
from claims.articles import services as articles
from claims.articles.models import Article, Document, DocumentAddress, Look, Snapshot
from claims.errors import Duplicate, LostUpdate
from claims.ledger.models import Entry
from claims.people.models import Machine
from claims.reference.models import Source, SourceDomain
from tests.factories import SETUP, Newsroom, article, content_of, entity

TEXT = "강가의 다리가 다시 열렸다.\n\n시는 공사에 12억 원을 들였다고 밝혔다."
PAGE = """<!doctype html><html lang="ko"><head><meta charset="{charset}">
<title>다리, 다시 열리다 - 강변일보</title>
<meta property="og:title" content="다리, 다시 열리다">
<meta property="og:site_name" content="강변일보">
<meta property="article:published_time" content="2025-09-18T07:30:00+09:00">
</head><body><article><h1>다리, 다시 열리다</h1>
<p>{sentence}</p><p>시는 공사에 12억 원을 들였다고 밝혔다. 주민 이백 명이 모였다.</p>
</article></body></html>"""
OPEN = "강가의 다리가 이달 다시 열렸다고 시가 밝혔다."
LATE = "강가의 다리가 다음 달 다시 열린다고 시가 밝혔다."


def page(sentence: str = OPEN, charset: str = "utf-8") -> bytes:
    return PAGE.format(sentence=sentence, charset=charset).encode(charset)


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    """A paper's web site, which the fetcher is allowed to reach."""
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


def serve(site: HTTPServer, body: bytes = b"", status: int = 200, **headers: str) -> None:
    site.clear()
    site.expect_request("/news/1").respond_with_data(
        body,
        status=status,
        content_type="text/html",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@pytest.fixture
def fetched(db: None, site: HTTPServer) -> Article:
    serve(site, page(), ETag='"one"')
    return articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)


# --- what comes in ------------------------------------------------------------------------


def test_a_text_is_kept_with_its_bytes_and_its_entry(newsroom: Newsroom) -> None:
    kept = articles.take_in(raw=TEXT.encode(), by=newsroom.hana, filename="다리.txt")
    snapshot = kept.latest_snapshot
    assert (snapshot.number, snapshot.text) == (1, TEXT)
    assert kept.added_by == newsroom.hana
    with default_storage.open(str(snapshot.raw.name)) as raw:
        assert raw.read() == TEXT.encode()
    assert snapshot.typed_blocks[0].start == 0
    entry = Entry.objects.about(kept).get()
    assert (entry.kind, content_of(entry)["file"]) == ("article.added", "다리.txt")
    assert content_of(entry)["sha256"] == bytes(snapshot.sha256).hex()


@pytest.mark.parametrize("charset", ["euc-kr", "cp949", "utf-8", "utf-16"])
def test_a_korean_page_is_read_right_in_its_charset(db: None, charset: str) -> None:
    raw = PAGE.format(sentence=OPEN, charset=charset).encode(charset)
    kept = articles.take_in(raw=raw, by=SETUP, content_type="text/html")
    assert OPEN in kept.latest_snapshot.text
    assert kept.title == "다리, 다시 열리다"


def test_a_page_that_states_no_charset_is_read_right_too(db: None) -> None:
    raw = "<html><body><p>강가의 다리가 다시 열렸다고 시가 밝혔다.</p></body></html>".encode(
        "euc-kr"
    )
    assert "다리가 다시 열렸다" in articles.take_in(raw=raw, by=SETUP).latest_snapshot.text


def test_what_a_page_says_of_itself_is_kept_with_its_evidence(db: None) -> None:
    kept = articles.take_in(raw=page(), by=SETUP, content_type="text/html")
    assert (kept.title, kept.outlet, kept.language) == ("다리, 다시 열리다", "강변일보", "ko")
    assert kept.published_on == dt.date(2025, 9, 18)
    assert kept.published_at == dt.datetime(2025, 9, 18, 7, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    assert kept.title_evidence
    assert kept.published_evidence


def test_the_source_is_known_by_the_host_or_by_the_outlets_name(db: None) -> None:
    paper = Source.objects.create(entity=entity("강변일보", "outlet"))
    SourceDomain.objects.create(source=paper, domain="river.example")
    by_host = article(url="https://www.river.example/news/2")
    by_desk = article(url="https://sports.river.example/news/3")
    by_name = articles.take_in(raw=page(), by=SETUP, content_type="text/html")
    elsewhere = article(url="https://notriver.example/news/4")
    assert [a.source for a in (by_host, by_desk, by_name, elsewhere)] == [paper] * 3 + [None]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n\t ",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"PK\x03\x04" + bytes(200),
        b"<html><head><title></title></head><body><div><br><img src=x></div></body></html>",
        b"<!-- nothing --><script>var a = 1</script>",
        "가".encode() * 3_400_000,
    ],
    ids="empty blank png zip markup-only script-only over-10-MB".split(),
)
def test_what_is_no_article_is_refused_with_a_reason_and_nothing_is_written(
    db: None, raw: bytes
) -> None:
    with pytest.raises(ValidationError) as refused:
        articles.take_in(raw=raw, by=SETUP)
    assert refused.value.messages[0]
    assert not Document.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "url", ["river.example", "ftp://river.example/a", "javascript:alert(1)", "http://", "다리"]
)
def test_what_is_no_address_is_refused(db: None, url: str) -> None:
    with pytest.raises(ValidationError):
        articles.take_in(raw=TEXT.encode(), by=SETUP, url=url)
    with pytest.raises(ValidationError):
        articles.take_in_url(url=url, by=SETUP)
    assert not Document.objects.exists()


def test_a_private_address_is_not_fetched(db: None, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(page())
    for url in (httpserver.url_for("/"), "http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/"):
        with pytest.raises(ValidationError):
            articles.take_in_url(url=url, by=SETUP)
    assert httpserver.log == []


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_address_that_answers_with_an_error_gives_no_article(
    db: None, site: HTTPServer, status: int
) -> None:
    serve(site, page(), status=status)
    with pytest.raises(ValidationError, match=str(status)):
        articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)
    assert not Document.objects.exists()


def test_only_people_with_a_role_bring_articles_in(newsroom: Newsroom) -> None:
    with pytest.raises(PermissionDenied):
        articles.take_in(raw=TEXT.encode(), by=newsroom.stranger)
    with pytest.raises(PermissionDenied):
        articles.take_in_url(url="https://river.example/", by=newsroom.stranger)


# --- what is known ------------------------------------------------------------------------


def test_the_same_text_is_one_article_however_it_comes(db: None) -> None:
    kept = article(TEXT)
    for raw in (TEXT, TEXT + "\n\n", TEXT.replace("\n\n", "\n \n\n"), "\ufeff" + TEXT):
        with pytest.raises(Duplicate) as known:
            articles.take_in(raw=raw.encode(), by=SETUP)
        assert known.value.existing == kept
    assert Article.objects.count() == Snapshot.objects.count() == 1


def test_the_same_address_is_one_article_however_it_is_written(db: None) -> None:
    kept = article(url="https://river.example/news/1?utm_source=mail")
    for url in ("https://river.example/news/1", "HTTPS://River.example:443/news/1#top"):
        with pytest.raises(Duplicate) as known:
            article(url=url)
        assert known.value.existing == kept
    assert Article.objects.count() == 1


def test_a_known_text_that_had_no_address_keeps_the_first_that_is_named(db: None) -> None:
    kept = article(TEXT)
    for url in ("https://river.example/1", "https://river.example/2"):
        with pytest.raises(Duplicate):
            article(TEXT, url=url)
    assert [address.url for address in kept.addresses.all()] == ["https://river.example/1"]
    assert [entry.kind for entry in Entry.objects.about(kept)] == [
        "document.address_stated",
        "article.added",
    ]


def test_a_contributor_does_not_say_where_a_known_text_is_looked_at(newsroom: Newsroom) -> None:
    kept = article(TEXT)
    for by, addresses in ((newsroom.hana, 0), (newsroom.minjun, 1)):
        with pytest.raises(Duplicate):
            article(TEXT, url="https://river.example/1", by=by)
        assert kept.addresses.count() == addresses


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["text", "address"])
def test_of_two_who_bring_the_same_at_once_one_wins_and_the_other_is_told(what: str) -> None:
    start = threading.Barrier(4)
    outcomes: list[object] = []

    def bring(number: int) -> None:
        start.wait()
        text = TEXT if what == "text" else f"{TEXT} 그 {number}번째 글."
        url = "" if what == "text" else "https://river.example/news/1"
        try:
            outcomes.append(articles.take_in(raw=text.encode(), by=SETUP, url=url).pk)
        except Duplicate as known:
            outcomes.append(("known", known.existing.pk))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [kept] = Article.objects.values_list("pk", flat=True)
    assert outcomes.count(kept) == 1
    assert outcomes.count(("known", kept)) == 3
    assert Snapshot.objects.count() == 1
    assert Entry.objects.filter(kind="article.added").count() == 1


# --- looking again ------------------------------------------------------------------------


def look(document: Document) -> Look:
    return articles.look_again(document=document, by=Machine("rechecks"))


def test_an_address_is_fetched_and_kept(fetched: Article, site: HTTPServer) -> None:
    address = fetched.addresses.get()
    assert (address.url, address.stated_by) == (site.url_for("/news/1"), "fetch")
    assert fetched.looks.get().etag == '"one"'
    with pytest.raises(Duplicate):
        articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)


def test_an_unchanged_page_is_no_new_snapshot(fetched: Article, site: HTTPServer) -> None:
    serve(site, status=304)
    first = look(fetched)
    assert site.log[-1][0].headers["If-None-Match"] == '"one"'
    assert (first.outcome, first.status, first.etag) == ("unchanged", 304, '"one"')
    serve(site, page().replace(b"<article>", b"<article><!-- another advert -->"), ETag='"two"')
    second = look(fetched)
    assert (second.outcome, second.status, second.etag) == ("unchanged", 200, '"two"')
    assert fetched.snapshots.count() == 1
    assert Entry.objects.about(fetched).count() == 1


def test_a_changed_page_is_a_new_snapshot_and_the_old_one_stays(
    fetched: Article, site: HTTPServer
) -> None:
    serve(site, page(LATE), ETag='"two"')
    seen = look(fetched)
    assert seen.outcome == "changed"
    assert seen.snapshot == fetched.latest_snapshot
    assert [OPEN in s.text for s in fetched.snapshots.order_by("number")] == [True, False]
    assert LATE in fetched.latest_snapshot.text
    entry = Entry.objects.about(fetched).first()
    assert entry is not None
    assert (entry.kind, content_of(entry)["number"]) == ("snapshot.taken", 2)
    serve(site, page(LATE))
    assert look(fetched).outcome == "unchanged"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_on_record_once(
    fetched: Article, site: HTTPServer, status: int
) -> None:
    serve(site, status=status)
    assert [look(fetched).outcome for _ in range(2)] == ["gone", "gone"]
    assert [entry.kind for entry in Entry.objects.about(fetched)] == [
        "document.gone",
        "article.added",
    ]
    assert fetched.snapshots.count() == 1


def test_what_could_not_be_looked_at_is_an_outcome_and_no_error(
    fetched: Article, site: HTTPServer, settings: Settings
) -> None:
    serve(site, status=500)
    failed = look(fetched)
    assert (failed.outcome, failed.status) == ("failed", 500)
    serve(site, b"\x89PNG\r\n\x1a\n" + bytes(500))
    assert look(fetched).outcome == "failed"
    settings.ALLOWED_PRIVATE_ORIGINS = []
    refused = look(fetched)
    assert (refused.outcome, refused.status) == ("failed", None)
    assert refused.message
    assert fetched.snapshots.count() == 1
    assert Entry.objects.about(fetched).count() == 1


def test_a_document_without_an_address_is_not_looked_at(db: None) -> None:
    with pytest.raises(ValidationError):
        look(article())


# --- corrections --------------------------------------------------------------------------


def test_a_correction_changes_what_is_given_and_says_that_a_person_did(newsroom: Newsroom) -> None:
    kept = articles.take_in(raw=page(), by=SETUP, content_type="text/html")
    paper = Source.objects.create(entity=entity("강변일보", "outlet"))
    after = corrections.correct(
        article=kept, by=newsroom.minjun, expected_revision=0, title=" 다리 열려 ", source=paper
    )
    assert (after.title, after.title_evidence, after.source) == ("다리 열려", "person", paper)
    assert (after.outlet, after.published_on) == ("강변일보", dt.date(2025, 9, 18))
    assert after.revision == 1
    entry = Entry.objects.about(kept).first()
    assert entry is not None
    assert content_of(entry)["before"]["title"] == "다리, 다시 열리다"
    assert content_of(entry)["after"]["source"] == "강변일보"


def test_a_correction_of_the_same_day_keeps_the_hour_and_of_another_does_not(
    newsroom: Newsroom,
) -> None:
    kept = articles.take_in(raw=page(), by=SETUP, content_type="text/html")
    hour = kept.published_at
    assert hour is not None
    same = corrections.correct(
        article=kept, by=newsroom.minjun, expected_revision=0, published_on=dt.date(2025, 9, 18)
    )
    assert same.published_at == hour
    other = corrections.correct(
        article=kept, by=newsroom.minjun, expected_revision=1, published_on=dt.date(2025, 9, 17)
    )
    assert (other.published_on, other.published_at) == (dt.date(2025, 9, 17), None)


def test_a_correction_of_what_was_corrected_meanwhile_is_refused(newsroom: Newsroom) -> None:
    kept = article()
    corrections.correct(article=kept, by=newsroom.minjun, expected_revision=0, title="하나")
    with pytest.raises(LostUpdate) as lost:
        corrections.correct(article=kept, by=newsroom.jiho, expected_revision=0, title="둘")
    assert lost.value.current == 1
    same = corrections.correct(article=kept, by=newsroom.jiho, expected_revision=1, title="하나")
    assert same.revision == 1


@pytest.mark.parametrize(
    "said",
    [
        {"title": "긴" * 501},
        {"outlet": "긴" * 201},
        {"published_on": dt.date(2025, 9, 18), "published_grain": "moment"},
        {"published_on": dt.date(2025, 9, 18), "published_grain": ""},
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused(
    newsroom: Newsroom, said: dict[str, object]
) -> None:
    kept = article()
    with pytest.raises(ValidationError):
        corrections.correct(article=kept, by=newsroom.minjun, expected_revision=0, **said)  # type: ignore[arg-type]
    kept.refresh_from_db()
    assert (kept.revision, kept.published_on) == (0, None)


def test_contributors_correct_nothing(newsroom: Newsroom) -> None:
    kept = article()
    with pytest.raises(PermissionDenied):
        corrections.correct(article=kept, by=newsroom.hana, expected_revision=0, title="하나")
    assert DocumentAddress.objects.count() == 0
