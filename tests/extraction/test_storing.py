"""Claims keep their ids, versions their words, anchors their places, whatever is read again."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.articles.models import Article, Snapshot
from claims.errors import Conflict, LostUpdate
from claims.extraction import services as extraction
from claims.extraction.models import Anchor, AnchorState, Claim, ClaimVersion, Mention
from claims.ledger.models import Entry
from claims.people.models import Machine
from claims.text import findings
from tests.factories import (
    Newsroom,
    article,
    claim,
    claims_of,
    content_of,
    entity,
    found,
    mention,
    quantity,
    store,
)

TITLE = "강가의 다리, 다시 열린다"
BRIDGE = "시는 강가의 다리를 이달 말까지 다시 열겠다고 밝혔다."
BRIDGE_LATER = "시는 강가의 다리를 다음 달 말까지 다시 열겠다고 밝혔다."
BUDGET = "공사에는 12억 원이 들었다."
SCHOOL = "가까운 초등학교는 다음 주에 문을 연다."


def text_of(*sentences: str) -> str:
    return "\n\n".join((TITLE, *sentences))


@pytest.fixture
def kept(db: None) -> Article:
    return article(text_of(BRIDGE, BUDGET))


def changed(kept: Article, *sentences: str) -> Snapshot:
    """The article as its page says later."""
    latest, text = kept.latest_snapshot, text_of(*sentences)
    return Snapshot.objects.create(
        document=kept,
        number=latest.number + 1,
        sha256=hashlib.sha256(text.encode()).digest(),
        raw="elsewhere",
        size=len(text.encode()),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).digest(),
        blocks=[[0, len(text), "body", ""]],
        cleaner="by hand",
    )


def read(snapshot: Snapshot, *quotes: str) -> dict[str, Claim]:
    """Read these quotes in a snapshot; the claims that now stand, by what they state."""
    store(snapshot, [found(snapshot.text, quote) for quote in quotes])
    standing = Claim.objects.filter(article=snapshot.document_id).select_related("current")
    return {row.current.statement: row for row in standing if row.current}


def states(claim: Claim) -> list[tuple[int, int, str]]:
    """(version, snapshot, state) of every anchor of a claim."""
    anchors = Anchor.objects.filter(version__claim=claim).order_by("version", "snapshot__number")
    return [(a.version.number, a.snapshot.number, a.state) for a in anchors]


def assert_every_anchor_holds() -> None:
    for anchor in Anchor.objects.exclude(state=AnchorState.LOST).select_related("snapshot"):
        assert anchor.snapshot.text[anchor.start : anchor.end] == anchor.quote


def test_reading_the_same_text_again_changes_nothing(kept: Article) -> None:
    first = read(kept.latest_snapshot, BRIDGE, BUDGET)
    outcome = store(
        kept.latest_snapshot, [found(kept.latest_snapshot.text, q) for q in (BRIDGE, BUDGET)]
    )
    assert (outcome.new, outcome.changed, outcome.lost) == (0, 0, 0)
    assert {row.public_id for row in first.values()} == set(
        Claim.objects.values_list("public_id", flat=True)
    )
    assert ClaimVersion.objects.count() == Anchor.objects.count() == 2
    assert_every_anchor_holds()


def test_a_better_reading_of_the_same_text_is_a_new_version(kept: Article) -> None:
    snapshot = kept.latest_snapshot
    known = read(snapshot, BRIDGE, BUDGET)[BUDGET]
    better = found(
        snapshot.text,
        BUDGET,
        kind=findings.Kind.QUANTITY,
        quantities=[quantity(snapshot.text, "12억 원", Decimal(1_200_000_000), "KRW")],
    )
    outcome = store(snapshot, [found(snapshot.text, BRIDGE), better])
    assert (outcome.new, outcome.changed, outcome.lost) == (0, 1, 0)
    known.refresh_from_db()
    assert known.current is not None
    assert (known.current.number, known.current.kind) == (2, "quantity")
    assert known.current.quantities.get().value == 1_200_000_000
    assert states(known) == [(1, 1, "exact"), (2, 1, "exact")]


@pytest.mark.parametrize(
    "better",
    [
        {
            "about": findings.FoundTime(
                dt.date(2025, 9, 1), dt.date(2025, 9, 1), findings.Grain.DAY, 0, 1, "x"
            )
        },
        {"hedge": findings.Hedge.HEARSAY},
        {"polarity": findings.Polarity.NEGATIVE},
        {"check_worthiness": 0},
        {"statement": "공사비는 12억 원이다."},
        {"attribution": [findings.FoundVoice("시", findings.VoiceKind.NAMED, 0, 1)]},
        {
            "directive": findings.FoundDirective(
                findings.Strength.ORDER,
                findings.Direction.RESTRICTIVE,
                findings.DirectiveStatus.ISSUED,
                0,
                1,
                "x",
                issuer="시",
            )
        },
    ],
    ids=lambda better: next(iter(better)),
)
def test_whatever_else_a_reading_says_makes_a_version(
    kept: Article, better: dict[str, object]
) -> None:
    snapshot = kept.latest_snapshot
    read(snapshot, BUDGET)
    assert store(snapshot, [found(snapshot.text, BUDGET, **better)]).changed == 1
    assert store(snapshot, [found(snapshot.text, BUDGET, **better)]).changed == 0


def test_an_edited_sentence_keeps_the_claim_and_its_old_words(kept: Article) -> None:
    before = read(kept.latest_snapshot, BRIDGE, BUDGET)
    after = read(changed(kept, BRIDGE_LATER, SCHOOL, BUDGET), BRIDGE_LATER, SCHOOL, BUDGET)
    assert after[BRIDGE_LATER].public_id == before[BRIDGE].public_id
    assert after[BUDGET].public_id == before[BUDGET].public_id
    assert after[SCHOOL].public_id not in {row.public_id for row in before.values()}
    assert states(before[BRIDGE]) == [(1, 1, "exact"), (1, 2, "altered"), (2, 2, "exact")]
    assert states(before[BUDGET]) == [(1, 1, "exact"), (1, 2, "exact")]
    altered = Anchor.objects.get(state=AnchorState.ALTERED)
    assert (altered.version.statement, altered.quote) == (BRIDGE, BRIDGE_LATER)
    assert_every_anchor_holds()


def test_a_deleted_sentence_is_lost_and_found_again_when_it_returns(kept: Article) -> None:
    lost = read(kept.latest_snapshot, BRIDGE, BUDGET)[BUDGET]
    read(changed(kept, BRIDGE), BRIDGE)
    assert states(lost) == [(1, 1, "exact"), (1, 2, "lost")]
    gone = Anchor.objects.get(state=AnchorState.LOST)
    assert (gone.start, gone.end, gone.quote) == (None, None, BUDGET)
    lost.refresh_from_db()
    assert lost.retired_at is None
    again = read(changed(kept, BRIDGE, BUDGET), BRIDGE, BUDGET)
    assert again[BUDGET] == lost
    assert states(lost)[-1] == (1, 3, "exact")
    assert_every_anchor_holds()


def test_words_that_still_stand_are_anchored_though_nobody_reads_them_as_a_claim(
    kept: Article,
) -> None:
    quiet = read(kept.latest_snapshot, BRIDGE, BUDGET)[BUDGET]
    read(changed(kept, SCHOOL, BRIDGE, BUDGET), BRIDGE)
    assert states(quiet) == [(1, 1, "exact"), (1, 2, "exact")]
    assert_every_anchor_holds()


def test_what_a_person_said_stays_current_when_the_page_is_read_again(
    newsroom: Newsroom, kept: Article
) -> None:
    known = read(kept.latest_snapshot, BRIDGE, BUDGET)[BRIDGE]
    said = extraction.edit_claim(
        claim=known, by=newsroom.minjun, expected_version=1, statement="시는 다리를 연다고 했다."
    )
    assert (said.number, said.author, said.run) == (2, newsroom.minjun, None)
    read(changed(kept, BRIDGE_LATER, BUDGET), BRIDGE_LATER, BUDGET)
    known.refresh_from_db()
    assert known.current == said
    assert [version.statement for version in known.versions.order_by("number")] == [
        BRIDGE,
        said.statement,
        BRIDGE_LATER,
    ]
    assert (2, 2, "altered") in states(known)
    assert_every_anchor_holds()


def test_an_edit_carries_the_facets_over_and_is_on_record(newsroom: Newsroom) -> None:
    nvidia = entity("엔비디아")
    text = "엔비디아는 칩 30개를 팔았다."
    kept = article(text)
    store(
        kept.latest_snapshot,
        [
            found(
                text,
                text,
                mentions=[mention(text, "엔비디아", nvidia)],
                quantities=[quantity(text, "30개", Decimal(30), "개")],
                attribution=[findings.FoundVoice("회사", findings.VoiceKind.NAMED, 0, 2)],
                times=[],
                directive=findings.FoundDirective(
                    findings.Strength.URGE,
                    findings.Direction.PROMOTIVE,
                    findings.DirectiveStatus.ISSUED,
                    0,
                    2,
                    "팔았다",
                ),
            )
        ],
    )
    known = Claim.objects.get()
    version = extraction.edit_claim(
        claim=known,
        by=newsroom.minjun,
        expected_version=1,
        statement="엔비디아가 칩을 팔았다.",
        hedge="reported",
        check_worthiness=3,
    )
    assert version.mentions.get().entity == nvidia
    assert version.quantities.get().original == "30개"
    assert version.attributions.get().name == "회사"
    assert version.directive.strength == "urge"
    assert "팔다" in version.lemmas
    assert "개" not in version.lemmas
    assert Mention.objects.count() == 2
    entry = Entry.objects.about(known).first()
    assert entry is not None
    assert entry.kind == "claim.edited"
    assert content_of(entry)["before"]["statement"] == text
    assert content_of(entry)["after"]["check_worthiness"] == 3


def test_an_edit_that_says_the_same_writes_nothing(newsroom: Newsroom) -> None:
    known = claim()
    assert known.current is not None
    entries = Entry.objects.count()
    same = extraction.edit_claim(
        claim=known, by=newsroom.minjun, expected_version=1, statement=known.current.statement
    )
    assert same == known.current
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    "said",
    [
        {"statement": "  "},
        {"kind": "rumour"},
        {"hedge": "maybe"},
        {"polarity": "both"},
        {"check_worthiness": 4},
        {"check_worthiness": -1},
    ],
    ids=str,
)
def test_an_edit_outside_the_lists_is_refused(newsroom: Newsroom, said: dict[str, object]) -> None:
    known = claim()
    with pytest.raises(ValidationError):
        extraction.edit_claim(claim=known, by=newsroom.minjun, expected_version=1, **said)  # type: ignore[arg-type]
    assert known.versions.count() == 1


def test_an_edit_of_what_was_edited_meanwhile_is_refused(newsroom: Newsroom) -> None:
    known = claim()
    extraction.edit_claim(claim=known, by=newsroom.minjun, expected_version=1, kind="state")
    with pytest.raises(LostUpdate) as lost:
        extraction.edit_claim(claim=known, by=newsroom.seoyeon, expected_version=1, kind="opinion")
    assert lost.value.current == 2


def test_only_people_of_the_desk_edit_and_retire(newsroom: Newsroom) -> None:
    known = claim()
    for by in (newsroom.hana, newsroom.jiho, newsroom.stranger, Machine("reader")):
        with pytest.raises(PermissionDenied):
            extraction.edit_claim(claim=known, by=by, expected_version=1, kind="state")
    with pytest.raises(PermissionDenied):
        extraction.retire(claim=known, by=newsroom.hana, because="둘이다")


def test_a_retired_claim_names_its_successors_and_keeps_everything(
    newsroom: Newsroom, kept: Article
) -> None:
    whole, part = claims_of(kept, BRIDGE, BUDGET)
    elsewhere = claim()
    with pytest.raises(ValidationError):
        extraction.retire(claim=whole, by=newsroom.minjun, because="둘이다", successors=[elsewhere])
    with pytest.raises(ValidationError):
        extraction.retire(claim=whole, by=newsroom.minjun, because="둘이다", successors=[whole])
    with pytest.raises(ValidationError):
        extraction.retire(claim=whole, by=newsroom.minjun, because=" ")
    extraction.retire(claim=whole, by=newsroom.minjun, because="둘이다", successors=[part])
    whole.refresh_from_db()
    assert [row.successor for row in whole.successions.all()] == [part]
    assert whole.current is not None
    assert whole not in Claim.objects.standing()
    for again in (
        lambda: extraction.retire(claim=whole, by=newsroom.minjun, because="또"),
        lambda: extraction.edit_claim(
            claim=whole, by=newsroom.minjun, expected_version=1, kind="state"
        ),
    ):
        with pytest.raises(Conflict):
            again()


def test_a_retired_claim_does_not_come_back_when_its_words_are_read_again(
    newsroom: Newsroom, kept: Article
) -> None:
    whole, _part = claims_of(kept, BRIDGE, BUDGET)
    extraction.retire(claim=whole, by=newsroom.minjun, because="확인할 것이 없다")
    store(kept.latest_snapshot, [found(kept.latest_snapshot.text, q) for q in (BRIDGE, BUDGET)])
    whole.refresh_from_db()
    assert whole.retired_at is not None
    assert Claim.objects.standing().filter(article=kept).count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_claimversion SET statement = 'other'",
        "DELETE FROM claims_claimversion",
        "TRUNCATE claims_claimversion CASCADE",
        "UPDATE claims_anchor SET quote = 'other'",
        "DELETE FROM claims_anchor",
        "UPDATE claims_snapshot SET text = 'other'",
        "DELETE FROM claims_snapshot",
        "TRUNCATE claims_snapshot CASCADE",
        "UPDATE claims_mention SET original = 'other'",
        "DELETE FROM claims_claim",
        "UPDATE claims_claim SET article_id = 0",
        "UPDATE claims_document SET fingerprint = sha256('other')",
        "DELETE FROM claims_document",
    ],
)
def test_the_database_keeps_what_was_read_as_it_was(db: None, sql: str) -> None:
    text = "엔비디아는 칩을 팔았다."
    kept = article(text)
    store(
        kept.latest_snapshot,
        [found(text, text, mentions=[mention(text, "엔비디아", entity("엔비디아"))])],
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"Cannot|never removed"), transaction.atomic():
            cursor.execute(sql)


@pytest.mark.parametrize("again", [False, True])
def test_storing_forty_claims_takes_as_many_queries_as_ten(db: None, again: bool) -> None:
    counts = []
    for size in (10, 40):
        quotes = [f"{size}명 가운데 {number}번째 사람이 다리를 건넜다." for number in range(size)]
        kept = article(text_of(*quotes))
        snapshot = kept.latest_snapshot
        people = entity(f"사람 {size}", "person")
        claims = [
            found(snapshot.text, quote, mentions=[mention(snapshot.text, "사람", people)])
            for quote in quotes
        ]
        store(snapshot, claims)
        if again:
            snapshot = changed(kept, *quotes, SCHOOL)
        with CaptureQueriesContext(connection) as captured:
            store(snapshot, claims)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] < 25
