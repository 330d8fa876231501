"""Correcting what a page was understood to be, and what a later text of it takes over."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles import corrections
from claims.articles import services as articles
from claims.articles.models import Article, Classification
from claims.errors import LostUpdate
from claims.extraction import services as extraction
from claims.extraction.models import Run
from claims.ledger.models import Entry
from claims.people.models import Machine
from claims.reference.models import Source
from claims.text.findings import Block, BlockClass
from claims.work.following import follow
from tests.factories import Newsroom, article, content_of, entity

HEADING = "강가의 다리 다시 열려"
BRIDGE = "시는 강가의 다리를 다시 열었다고 밝혔다."
CREDIT = "사진은 시청이 찍었다."
TEXT = "\n\n".join((HEADING, BRIDGE, CREDIT))


@pytest.fixture
def kept(db: None) -> Article:
    return article(TEXT)


def blocks_of(kept: Article) -> dict[str, Block]:
    snapshot = kept.latest_snapshot
    return {snapshot.text[b.start : b.end]: b for b in snapshot.typed_blocks}


def classed(kept: Article, **kinds: BlockClass) -> list[Block]:
    """The newest blocks, with other classes for those that begin with these words."""
    return [
        next((Block(b.start, b.end, k) for start, k in kinds.items() if words.startswith(start)), b)
        for words, b in blocks_of(kept).items()
    ]


def classify(kept: Article, by: object, revision: int = 0, **kinds: BlockClass) -> Article:
    return corrections.classify(
        snapshot=kept.latest_snapshot,
        by=by,  # type: ignore[arg-type]
        expected_revision=revision,
        blocks=classed(kept, **kinds),
    )


# --- blocks -------------------------------------------------------------------------------


def test_a_person_says_what_a_block_is_and_the_article_is_to_be_read_again(
    newsroom: Newsroom, kept: Article
) -> None:
    follow("extraction", extraction.follow)
    Run.objects.update(state="done")
    was = blocks_of(kept)[CREDIT]
    after = classify(kept, newsroom.minjun, 사진은=BlockClass.CREDIT)
    assert after.revision == 1
    blocks = blocks_of(kept)
    assert (blocks[CREDIT].kind, blocks[CREDIT].evidence) == (BlockClass.CREDIT, "person")
    assert blocks[BRIDGE].evidence != "person"
    made = Classification.objects.get()
    assert (made.number, made.made_by) == (1, newsroom.minjun)
    entry = Entry.objects.about(kept).first()
    assert entry is not None
    assert entry.kind == "article.classified"
    span = [was.start, was.end]
    content = content_of(entry)
    assert content["before"] == {"blocks": [[*span, was.kind.value]]}
    assert content["after"] == {"blocks": [[*span, "credit"]]}
    assert BRIDGE not in str(content)
    follow("extraction", extraction.follow)
    assert Run.objects.filter(state="waiting", snapshot=kept.latest_snapshot).count() == 1


def test_the_snapshot_keeps_what_the_cleaning_saw(newsroom: Newsroom, kept: Article) -> None:
    before = kept.latest_snapshot.blocks
    classify(kept, newsroom.minjun, 사진은=BlockClass.CREDIT)
    classify(kept, newsroom.minjun, 1, 사진은=BlockClass.CAPTION)
    assert kept.latest_snapshot.blocks == before
    assert blocks_of(kept)[CREDIT].kind is BlockClass.CAPTION
    assert [row.number for row in Classification.objects.order_by("number")] == [1, 2]


def test_a_heading_glued_to_a_sentence_is_cut_off_and_may_be_joined_again(
    newsroom: Newsroom,
) -> None:
    glued = article(f"{HEADING} {BRIDGE}")
    snapshot = glued.latest_snapshot
    cut = len(HEADING)
    corrections.classify(
        snapshot=snapshot,
        by=newsroom.minjun,
        expected_revision=0,
        blocks=[
            Block(0, cut, BlockClass.SUBHEADING),
            Block(cut, len(snapshot.text), BlockClass.BODY),
        ],
    )
    assert list(blocks_of(glued)) == [HEADING, BRIDGE]
    corrections.classify(
        snapshot=snapshot,
        by=newsroom.minjun,
        expected_revision=1,
        blocks=[Block(0, len(snapshot.text), BlockClass.BODY)],
    )
    assert list(blocks_of(glued)) == [f"{HEADING} {BRIDGE}"]


def test_the_same_blocks_again_change_nothing(newsroom: Newsroom, kept: Article) -> None:
    entries = Entry.objects.count()
    assert classify(kept, newsroom.minjun).revision == 0
    assert not Classification.objects.exists()
    assert Entry.objects.count() == entries


def test_a_block_said_to_be_the_title_titles_the_article_unless_a_person_did(
    newsroom: Newsroom, kept: Article
) -> None:
    after = classify(kept, newsroom.minjun, 시는=BlockClass.TITLE)
    assert (after.title, after.title_evidence) == (BRIDGE, "person")
    entry = Entry.objects.about(kept).first()
    assert entry is not None
    assert content_of(entry)["before"]["title"] == kept.title
    assert content_of(entry)["after"]["title"] == BRIDGE
    after = classify(kept, newsroom.minjun, 1, 사진은=BlockClass.TITLE)
    assert after.title == BRIDGE


@pytest.mark.parametrize("start", [-1, 3, 10_000])
def test_blocks_that_do_not_fit_are_refused_and_nothing_is_written(
    newsroom: Newsroom, kept: Article, start: int
) -> None:
    with pytest.raises(ValidationError):
        corrections.classify(
            snapshot=kept.latest_snapshot,
            by=newsroom.minjun,
            expected_revision=0,
            blocks=[Block(start, start + 5, BlockClass.BODY)],
        )
    assert not Classification.objects.exists()


def test_blocks_of_what_changed_meanwhile_are_refused(newsroom: Newsroom, kept: Article) -> None:
    classify(kept, newsroom.minjun, 사진은=BlockClass.CREDIT)
    with pytest.raises(LostUpdate) as lost:
        classify(kept, newsroom.jiho, 0, 사진은=BlockClass.CAPTION)
    assert lost.value.current == 1


def test_only_people_who_correct_articles_class_blocks(newsroom: Newsroom, kept: Article) -> None:
    for by in (newsroom.hana, newsroom.stranger, Machine("cleaner")):
        with pytest.raises(PermissionDenied):
            classify(kept, by, 사진은=BlockClass.CREDIT)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_class_blocks_at_once_one_wins_and_the_other_is_told() -> None:
    newsroom = Newsroom()
    kept = article(TEXT)
    blocks = classed(kept, 사진은=BlockClass.CREDIT)
    snapshot, outcomes, both = kept.latest_snapshot, [], threading.Barrier(2)

    def correct() -> None:
        both.wait()
        try:
            corrections.classify(
                snapshot=snapshot, by=newsroom.minjun, expected_revision=0, blocks=blocks
            )
            outcomes.append("kept")
        except LostUpdate:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=correct) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "told"]
    assert Classification.objects.count() == 1


# --- later texts of the page --------------------------------------------------------------

PAGE = (
    '<!doctype html><html lang="ko"><head><title>다리</title></head><body><article><h1>다리</h1>{}'
    "</article></body></html>"
)


def serve(site: HTTPServer, *paragraphs: str) -> str:
    body = PAGE.format("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    site.clear()
    site.expect_request("/1").respond_with_data(body, content_type="text/html; charset=utf-8")
    return site.url_for("/1")


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


def test_what_a_person_said_of_a_block_holds_for_later_texts_of_the_page(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    aside = "둘레길 안내판은 시민이 그렸다."
    kept = articles.take_in_url(url=serve(site, BRIDGE, aside), by=newsroom.hana)
    first = kept.latest_snapshot
    classify(kept, newsroom.minjun, 둘레길=BlockClass.CAPTION)
    for number, later in enumerate(("공사는 두 달 걸렸다.", "공사는 석 달 걸렸다."), start=2):
        serve(site, later, BRIDGE, aside)
        articles.look_again(document=kept, by=newsroom.hana)
        assert kept.latest_snapshot.number == number
        block = blocks_of(kept)[aside]
        assert (block.kind, block.evidence) == (BlockClass.CAPTION, "person")
        taken = Classification.objects.get(snapshot=kept.latest_snapshot)
        assert (taken.number, taken.made_by) == (1, None)
    with pytest.raises(LostUpdate):
        corrections.classify(
            snapshot=first, by=newsroom.minjun, expected_revision=1, blocks=first.cleaned_blocks
        )


def test_nothing_is_taken_over_where_nobody_said_anything(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    kept = articles.take_in_url(url=serve(site, BRIDGE), by=newsroom.hana)
    serve(site, BRIDGE, "공사는 두 달 걸렸다.")
    articles.look_again(document=kept, by=newsroom.hana)
    assert not Classification.objects.exists()


# --- back to unknown ----------------------------------------------------------------------


def test_whatever_a_page_was_understood_to_say_may_be_unknown(newsroom: Newsroom) -> None:
    kept = article(TEXT)
    paper = Source.objects.create(entity=entity("강변일보", "outlet"))
    corrections.correct(
        article=kept,
        by=newsroom.minjun,
        expected_revision=0,
        title="다리",
        outlet="강변일보",
        byline="김이박",
        source=paper,
        published_on=dt.date(2025, 9, 18),
        published_grain="month",
    )
    after = corrections.correct(
        article=kept,
        by=newsroom.minjun,
        expected_revision=1,
        title="",
        outlet="",
        byline="",
        source=None,
        published_on=None,
    )
    after.refresh_from_db()
    assert (after.title, after.outlet, after.byline, after.source) == ("", "", "", None)
    assert (after.published_on, after.published_at, after.published_grain) == (None, None, "")
    for field in ("title", "outlet", "byline", "published"):
        assert getattr(after, f"{field}_evidence") == "person"
    entry = Entry.objects.about(kept).first()
    assert entry is not None
    assert content_of(entry)["after"]["published_on"] is None
    assert content_of(entry)["before"]["published_grain"] == "month"


def test_the_precision_of_a_date_is_corrected_by_itself(newsroom: Newsroom) -> None:
    kept = article(TEXT)
    day = dt.date(2025, 9, 18)
    corrections.correct(article=kept, by=newsroom.minjun, expected_revision=0, published_on=day)
    after = corrections.correct(
        article=kept, by=newsroom.minjun, expected_revision=1, published_grain="month"
    )
    assert (after.published_on, after.published_grain) == (day, "month")
