"""Claims that the newest reading of their article did not find, and those it finds again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.articles import corrections
from claims.articles.models import Article
from claims.extraction import services as extraction
from claims.extraction import storing
from claims.extraction.models import Anchor, Claim, Run
from claims.extraction.rules import Known, Loss, Read, match, why_lost
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.models import LinkSearch, Proposal
from claims.text.findings import Block, BlockClass, Reading
from claims.work import services as work
from claims.work.following import follow
from claims.work.models import WorkState
from tests.factories import (
    Newsroom,
    article,
    claims_of,
    content_of,
    entity,
    found,
    mention,
    quantity,
    store,
)

BRIDGE = "시는 강가의 다리를 다시 열었다."
BUDGET = "엔비디아는 공사에 12억 원을 들였다."
TEXT = f"다리 소식\n\n{BRIDGE}\n\n{BUDGET}"


@pytest.fixture
def kept(db: None) -> Article:
    return article(TEXT)


def by_block(text: str, blocks: Sequence[Block], **_given: object) -> Reading:
    """A reader that takes every sentence that is a body block for a claim."""
    claims = [
        replace(found(text, quote), start=block.start, end=block.end)
        for block in blocks
        if block.kind is BlockClass.BODY and (quote := text[block.start : block.end])[-1] == "."
    ]
    return Reading("ko", True, claims=claims)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "read", by_block)


def read_on() -> None:
    """What a worker does after something happened."""
    follow("extraction", extraction.follow)
    work.drain(Run, extraction.perform)
    assert not Run.objects.exclude(last_error="").exists()


def classify(kept: Article, newsroom: Newsroom, words: str, kind: BlockClass) -> None:
    snapshot = kept.latest_snapshot
    kept.refresh_from_db()
    corrections.classify(
        snapshot=snapshot,
        by=newsroom.minjun,
        expected_revision=kept.revision,
        blocks=[
            Block(b.start, b.end, kind if snapshot.text[b.start : b.end] == words else b.kind)
            for b in snapshot.typed_blocks
        ],
    )


def claim_at(quote: str) -> Claim:
    return Claim.objects.get(versions__anchors__quote=quote, versions__number=1)


# --- which claims are lost ----------------------------------------------------------------


def test_a_claim_is_lost_while_the_newest_reading_does_not_find_it(kept: Article) -> None:
    bridge, budget = claims_of(kept, BRIDGE, BUDGET)
    assert not Claim.objects.lost().exists()
    claims_of(kept, BRIDGE)
    assert list(Claim.objects.lost()) == [budget]
    assert list(Claim.objects.in_text()) == [bridge]
    assert [c.is_lost for c in Claim.objects.order_by("pk")] == [False, True]
    assert [c.is_lost for c in Claim.objects.with_lost().order_by("pk")] == [False, True]
    claims_of(kept, BRIDGE, BUDGET)
    assert not Claim.objects.lost().exists()


def test_what_a_person_retired_is_not_lost(newsroom: Newsroom, kept: Article) -> None:
    _bridge, budget = claims_of(kept, BRIDGE, BUDGET)
    extraction.retire(claim=budget, by=newsroom.minjun, because="둘이다")
    claims_of(kept, BRIDGE)
    assert not Claim.objects.lost().exists()
    assert not Claim.objects.with_lost().get(pk=budget.pk).is_lost
    assert budget not in Claim.objects.in_text()


def test_a_reading_that_waits_or_failed_loses_nothing(kept: Article) -> None:
    claims_of(kept, BRIDGE, BUDGET)
    snapshot = kept.latest_snapshot
    for state in (WorkState.STOPPED, WorkState.WAITING):
        Run.objects.create(snapshot=snapshot, extractor="by hand", version="2", state=state)
    assert not Claim.objects.lost().exists()


def test_a_late_reading_of_older_date_neither_loses_nor_finds(kept: Article) -> None:
    snapshot = kept.latest_snapshot
    late = Run.objects.create(snapshot=snapshot, extractor="by hand", version="1", state="stopped")
    bridge, budget = claims_of(kept, BRIDGE, BUDGET)
    claims_of(kept, BRIDGE)
    reading = by_block(snapshot.text, snapshot.typed_blocks)
    outcome = storing.store(late, kept, snapshot, reading)
    assert (outcome.new, outcome.lost) == (0, 0)
    assert list(Claim.objects.lost()) == [budget]
    bridge.refresh_from_db()
    assert bridge.last_run_id != late.pk


def test_only_what_the_reading_before_had_found_counts_as_lost(kept: Article) -> None:
    snapshot = kept.latest_snapshot
    whole = [found(snapshot.text, quote) for quote in (BRIDGE, BUDGET)]
    assert store(snapshot, whole).lost == 0
    assert store(snapshot, whole[:1]).lost == 1
    assert store(snapshot, whole[:1]).lost == 0
    assert store(snapshot, []).lost == 1
    assert store(snapshot, whole).lost == 0


# --- after a correction -------------------------------------------------------------------


@pytest.mark.usefixtures("reader")
def test_a_claim_from_before_runs_were_noted_can_be_lost_too(kept: Article) -> None:
    bridge, budget = claims_of(kept, BRIDGE, BUDGET)
    Claim.objects.update(last_run=None)
    upgrade = import_module("claims.migrations.0003_claims_from_before_last_run")
    upgrade.found_by_the_newest(apps, None)
    assert set(Claim.objects.in_text()) == {bridge, budget}
    claims_of(kept, BUDGET)
    assert list(Claim.objects.lost()) == [bridge]


def test_a_corrected_class_loses_a_claim_and_brings_it_back_as_it_was(
    newsroom: Newsroom, kept: Article
) -> None:
    read_on()
    bridge, budget = claim_at(BRIDGE), claim_at(BUDGET)
    said = extraction.edit_claim(
        claim=budget, by=newsroom.minjun, expected_version=1, statement="공사비는 12억 원이었다."
    )
    decided = links.decide(
        link=links.link(first=bridge, second=budget, by=newsroom.minjun),
        by=newsroom.minjun,
        expected_revision=0,
        relation="qualifies",
    )
    classify(kept, newsroom, BUDGET, BlockClass.CAPTION)
    read_on()
    assert list(Claim.objects.lost()) == [budget]
    finished = Entry.objects.about(kept).filter(kind="extraction.finished").latest("seq")
    assert content_of(finished)["lost"] == 1
    assert content_of(finished)["new"] == content_of(finished)["changed"] == 0
    decided.link.refresh_from_db()
    assert decided.link.decision == decided

    classify(kept, newsroom, BUDGET, BlockClass.BODY)
    read_on()
    assert not Claim.objects.lost().exists()
    assert Claim.objects.count() == 2
    budget.refresh_from_db()
    assert budget.current == said
    assert [version.number for version in budget.versions.order_by("number")] == [1, 2]


@pytest.mark.usefixtures("reader")
def test_a_claim_cut_out_of_a_glued_block_keeps_its_id(newsroom: Newsroom) -> None:
    heading = "다리 소식"
    glued = article(f"{heading} {BRIDGE}\n\n{BUDGET}")
    read_on()
    known = claim_at(f"{heading} {BRIDGE}")
    snapshot, cut = glued.latest_snapshot, len(heading)
    first, *rest = snapshot.typed_blocks
    corrections.classify(
        snapshot=snapshot,
        by=newsroom.minjun,
        expected_revision=0,
        blocks=[
            Block(first.start, cut, BlockClass.SUBHEADING),
            Block(cut, first.end, BlockClass.BODY),
            *rest,
        ],
    )
    read_on()
    known.refresh_from_db()
    assert known.current is not None
    assert (known.current.number, known.current.statement) == (2, BRIDGE)
    assert not Claim.objects.lost().exists()
    for anchor in Anchor.objects.select_related("snapshot"):
        assert anchor.snapshot.text[anchor.start : anchor.end] == anchor.quote


@pytest.mark.usefixtures("reader")
def test_equal_words_at_two_places_keep_their_own_claims(newsroom: Newsroom) -> None:
    twice = article(f"{BRIDGE}\n\n{BUDGET}\n\n{BRIDGE}")
    read_on()
    second = Claim.objects.get(versions__anchors__start=twice.latest_snapshot.text.rindex(BRIDGE))
    snapshot = twice.latest_snapshot
    first, *rest = snapshot.typed_blocks
    corrections.classify(
        snapshot=snapshot,
        by=newsroom.minjun,
        expected_revision=0,
        blocks=[Block(first.start, first.end, BlockClass.SUMMARY), *rest],
    )
    read_on()
    assert second in Claim.objects.in_text()
    assert Claim.objects.lost().count() == 1


@pytest.mark.usefixtures("reader")
def test_a_claim_read_from_equal_words_elsewhere_stands_there(newsroom: Newsroom) -> None:
    twice = article(f"{BRIDGE}\n\n{BUDGET}\n\n{BRIDGE}")
    snapshot = twice.latest_snapshot
    first, middle, last = snapshot.typed_blocks
    spans = {"first": first, "last": last}
    for revision, body in enumerate(("first", "last")):
        corrections.classify(
            snapshot=snapshot,
            by=newsroom.minjun,
            expected_revision=revision,
            blocks=sorted(
                [middle]
                + [
                    Block(b.start, b.end, BlockClass.BODY if name == body else BlockClass.SUMMARY)
                    for name, b in spans.items()
                ],
                key=lambda block: block.start,
            ),
        )
        read_on()
    known = claim_at(BRIDGE)
    assert known.current is not None
    assert known.current.anchors.get(snapshot=snapshot).start == last.start


@pytest.mark.usefixtures("reader")
def test_a_reading_that_was_overtaken_while_it_ran_is_not_stored(
    newsroom: Newsroom, kept: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def overtaken(text: str, blocks: list[Block], **given: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            classify(kept, newsroom, BUDGET, BlockClass.CAPTION)
            follow("extraction", extraction.follow)
        return by_block(text, blocks, **given)

    monkeypatch.setattr(extraction, "read", overtaken)
    read_on()
    assert len(calls) == 2
    assert [c.current.statement for c in Claim.objects.all() if c.current] == [BRIDGE]
    assert not Claim.objects.lost().exists()


# --- links --------------------------------------------------------------------------------


def test_a_lost_claim_gets_no_new_proposals_and_keeps_its_old_ones(db: None) -> None:
    nvidia = entity("엔비디아")
    texts = [f"{place} 엔비디아는 공사에 12억 원을 들였다." for place in ("강가의", "바닷가의")]
    kept = [article(f"{text}\n\n{BRIDGE} {number}") for number, text in enumerate(texts)]

    def read(which: int, *, with_claim: bool = True) -> None:
        snapshot = kept[which].latest_snapshot
        claim = found(
            snapshot.text,
            texts[which],
            mentions=[mention(snapshot.text, "엔비디아", nvidia)],
            quantities=[quantity(snapshot.text, "12억 원", Decimal(12 * 10**8), "KRW")],
        )
        store(snapshot, [claim] if with_claim else [])

    def search(which: int) -> None:
        work.demand(LinkSearch, article=kept[which], defaults={})
        work.drain(LinkSearch, links.perform)

    read(0)
    read(1)
    read(1, with_claim=False)
    for which in (0, 1):
        search(which)
        assert not Proposal.objects.exists()
    read(1)
    search(0)
    assert Proposal.objects.count() == 1
    read(1, with_claim=False)
    search(1)
    assert Proposal.objects.count() == 1


# --- rules --------------------------------------------------------------------------------


def test_equal_quotes_are_matched_by_their_place_before_their_order() -> None:
    known = [Known(1, BRIDGE, start=0), Known(2, BRIDGE, start=500)]
    assert match(known, [Read(BRIDGE, 500)]) == [2]
    assert match(known, [Read(BRIDGE, 500), Read(BRIDGE, 0)]) == [2, 1]
    assert match(known, [Read(BRIDGE, 7), Read(BRIDGE, 600)]) == [1, 2]


BLOCKS = [
    Block(0, 10, BlockClass.BODY),
    Block(12, 20, BlockClass.CAPTION, "person"),
    Block(22, 40, BlockClass.BODY),
]


@pytest.mark.parametrize(
    ("start", "end", "altered", "why", "block"),
    [
        (None, None, False, Loss.GONE, None),
        (0, 5, False, Loss.NOT_READ, None),
        (0, 5, True, Loss.ALTERED, None),
        (12, 20, False, Loss.NOT_BODY, BLOCKS[1]),
        (12, 20, True, Loss.NOT_BODY, BLOCKS[1]),
        (5, 30, False, Loss.NOT_BODY, BLOCKS[1]),
        (5, 12, False, Loss.NOT_READ, None),
    ],
    ids=str,
)
def test_why_a_claim_is_lost(
    start: int | None, end: int | None, altered: bool, why: Loss, block: Block | None
) -> None:
    assert why_lost(BLOCKS, start, end, altered=altered) == (why, block)


def test_knowing_what_is_lost_takes_one_query_for_any_number(kept: Article) -> None:
    claims_of(kept, BRIDGE, BUDGET)
    claims_of(kept, BRIDGE)
    with CaptureQueriesContext(connection) as captured:
        assert sorted(c.is_lost for c in Claim.objects.with_lost()) == [False, True]
    assert len(captured) == 1
