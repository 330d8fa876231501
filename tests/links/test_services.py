"""Proposals are made once, people decide on what they saw, and every decision is kept."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from claims.errors import Conflict, LostUpdate
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import matters
from claims.links import services as links
from claims.links.candidates import candidates, features, with_features
from claims.links.models import Decision, Link, LinkSearch, Matter, MatterMember, Proposal
from claims.links.rules import COMPARER, Comparison, compare
from claims.people.models import Machine
from claims.reference.models import Entity
from claims.work.services import claim as take
from claims.work.services import demand
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


@pytest.fixture
def pair(db: None) -> Link:
    first, second = claim(), claim()
    return Link.objects.create(a=first, b=second)


def naming(text: str, *entities: tuple[str, Entity], percent: int | None = None) -> Claim:
    """The one claim of an article that says ``text``, with names and a share in per cent."""
    kept = article(text)
    quantities = (
        [quantity(text, f"{percent}%", Decimal(percent), "%")] if percent is not None else []
    )
    names = [mention(text, name, known) for name, known in entities]
    store(kept.latest_snapshot, [found(text, text, mentions=names, quantities=quantities)])
    return Claim.objects.select_related("current", "article").get(article=kept)


def search(of: Claim) -> LinkSearch:
    """Look for links of a claim's article, as a worker does."""
    demand(LinkSearch, article=of.article, defaults={})
    row = take(LinkSearch)
    assert row is not None
    links.perform(row)
    row.refresh_from_db()
    return row


# --- proposals ----------------------------------------------------------------------------


def test_a_search_proposes_the_partner_and_nothing_that_speaks_of_something_else(
    newsroom: Newsroom,
) -> None:
    h20, nvidia, bridge = entity("H20", "product"), entity("엔비디아"), entity("다리", "place")
    first = naming(
        "엔비디아는 H20 매출의 15%를 내기로 했다.", ("엔비디아", nvidia), ("H20", h20), percent=15
    )
    naming("다리는 봄에 다시 열린다.", ("다리", bridge))
    second = naming(
        "H20 매출의 15%를 엔비디아가 정부에 낸다.", ("H20", h20), ("엔비디아", nvidia), percent=15
    )
    done = search(second)
    assert (done.state, done.proposals_made) == ("done", 1)
    proposal = Proposal.objects.select_related("link").get()
    assert (proposal.link.a, proposal.link.b) == (first, second)
    assert (proposal.version_a, proposal.version_b) == (first.current, second.current)
    assert proposal.relation == "corroborates"
    assert 0.5 <= proposal.confidence <= 1
    assert {reason["code"] for reason in proposal.reasons} >= {"same_name", "same_number"}
    entry = Entry.objects.about(second.article).first()
    assert entry is not None
    assert (entry.kind, content_of(entry)["proposals"]) == (
        "links.proposed",
        [str(proposal.public_id)],
    )


def test_searching_again_from_either_side_proposes_nothing_twice(newsroom: Newsroom) -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    first = naming(
        "엔비디아는 H20 매출의 15%를 낸다.", ("엔비디아", nvidia), ("H20", h20), percent=15
    )
    second = naming(
        "엔비디아는 H20 매출의 15%를 낸다고 했다.", ("엔비디아", nvidia), ("H20", h20), percent=15
    )
    assert search(second).proposals_made == 1
    assert search(second).proposals_made == 0
    assert search(first).proposals_made == 0
    assert Proposal.objects.count() == Link.objects.count() == 1


def test_an_edited_claim_is_proposed_anew_and_the_old_proposal_stays(newsroom: Newsroom) -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    first = naming(
        "엔비디아는 H20 매출의 15%를 낸다.", ("엔비디아", nvidia), ("H20", h20), percent=15
    )
    second = naming(
        "엔비디아는 H20 매출의 15%를 낸다고 했다.", ("엔비디아", nvidia), ("H20", h20), percent=15
    )
    search(second)
    extraction.edit_claim(claim=first, by=newsroom.minjun, expected_version=1, hedge="speculative")
    assert search(first).proposals_made == 1
    link = Link.objects.get()
    assert link.proposals.count() == 2
    assert link.proposal is not None
    assert link.proposal.relation == "qualifies"
    assert second.pk


def test_a_retired_claim_and_an_old_version_are_no_partners(newsroom: Newsroom) -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    names = ("엔비디아", nvidia), ("H20", h20)
    first = naming("엔비디아는 H20 매출의 15%를 낸다.", *names, percent=15)
    second = naming("엔비디아는 H20 매출의 15%를 낸다고 했다.", *names, percent=15)
    extraction.retire(claim=first, by=newsroom.minjun, because="둘이다")
    assert search(second).proposals_made == 0


def test_claims_of_one_article_are_not_proposed_to_each_other(db: None) -> None:
    h20 = entity("H20", "product")
    text = "정부는 H20 수출을 허가했다. 정부는 H20 수출을 허가했다고 밝혔다."
    kept = article(text)
    one, two = text[:18], text[19:]
    store(
        kept.latest_snapshot,
        [
            found(text, one, mentions=[mention(text, "H20", h20)]),
            found(text, two, mentions=[mention(text, "H20", h20)]),
        ],
    )
    assert search(Claim.objects.all()[0]).proposals_made == 0


def test_the_pair_is_the_same_whichever_side_proposes(db: None) -> None:
    a, b = claim(), claim()
    outcome = Comparison("supersedes", "b", "unknown", 0.8, [])
    assert len(links.propose([(a, b, outcome)])) == 1
    assert links.propose([(a, b, outcome)]) == []
    assert Link.objects.get().proposal == Proposal.objects.get(later="b", comparer=COMPARER)


def test_a_name_said_three_times_counts_once_for_a_candidate(db: None) -> None:
    nvidia, h20 = entity("엔비디아"), entity("H20", "product")
    text = "엔비디아, 엔비디아, 엔비디아."
    loud = article(text)
    store(
        loud.latest_snapshot, [found(text, text, mentions=[mention(text, "엔비디아", nvidia)] * 5)]
    )
    both = naming("엔비디아의 H20이다.", ("엔비디아", nvidia), ("H20", h20))
    mine = naming("H20은 엔비디아가 만든다.", ("엔비디아", nvidia), ("H20", h20))
    assert mine.current_id is not None
    order = candidates(with_features([mine.current_id]))[mine.pk]
    assert order[0] == both.current_id


def test_features_carry_what_the_version_says(db: None) -> None:
    h20 = entity("H20", "product")
    made = naming("H20 매출의 15%를 낸다.", ("H20", h20), percent=15)
    assert made.current_id is not None
    [loaded] = with_features([made.current_id])
    said = features(loaded)
    assert [(name.key, name.kind, name.label) for name in said.names] == [
        (h20.pk, "product", "H20")
    ]
    assert [(n.value, n.unit, n.comparator) for n in said.numbers] == [(Decimal(15), "%", "exact")]
    assert said.lemmas
    assert compare(said, said) is not None


def test_a_search_over_many_claims_takes_as_many_queries_as_over_few(db: None) -> None:
    h20 = entity("H20", "product")
    counts = []
    for size in (4, 16):
        made = []
        for side in range(2):
            quotes = [
                f"{size}-{side} 표의 {n}번 항목은 H20 매출의 {n + 1}%이다." for n in range(size)
            ]
            kept = article("\n\n".join(quotes))
            text = kept.latest_snapshot.text
            store(
                kept.latest_snapshot,
                [
                    found(
                        text,
                        quote,
                        mentions=[mention(text, "H20", h20)],
                        quantities=[quantity(text, f"{n + 1}%", Decimal(n + 1), "%")],
                    )
                    for n, quote in enumerate(quotes)
                ],
            )
            made.append(kept)
        demand(LinkSearch, article=made[1], defaults={})
        row = take(LinkSearch)
        assert row is not None
        with CaptureQueriesContext(connection) as captured:
            links.perform(row)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# --- decisions ----------------------------------------------------------------------------


def test_a_decision_names_the_versions_and_is_on_record(newsroom: Newsroom, pair: Link) -> None:
    decision = links.decide(
        link=pair,
        by=newsroom.minjun,
        expected_revision=0,
        relation="supersedes",
        later="b",
        independence="independent",
        rationale=" 한 달 뒤의 일이다. ",
    )
    assert (decision.number, decision.relation, decision.later) == (1, "supersedes", "b")
    assert decision.rationale == "한 달 뒤의 일이다."
    assert (decision.version_a_id, decision.version_b_id) == (pair.a.current_id, pair.b.current_id)
    pair.refresh_from_db()
    assert pair.decision == decision
    entry = Entry.objects.about(pair).get()
    assert (entry.kind, entry.body.actor) == ("link.decided", newsroom.minjun)
    assert (content_of(entry)["before"], content_of(entry)["after"]) == ("", "supersedes")


def test_deciding_the_same_again_changes_nothing(newsroom: Newsroom, pair: Link) -> None:
    said = {"relation": "repeats", "independence": "shared_origin", "rationale": "같은 글이다."}
    first = links.decide(link=pair, by=newsroom.minjun, expected_revision=0, **said)
    again = links.decide(link=pair, by=newsroom.seoyeon, expected_revision=1, **said)
    assert again == first
    assert Entry.objects.about(pair).count() == 1


def test_another_decision_keeps_the_first(newsroom: Newsroom, pair: Link) -> None:
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")
    links.decide(link=pair, by=newsroom.seoyeon, expected_revision=1, relation="qualifies")
    assert [(d.number, d.relation, d.by) for d in pair.decisions.order_by("number")] == [
        (1, "repeats", newsroom.minjun),
        (2, "qualifies", newsroom.seoyeon),
    ]


def test_undoing_leaves_no_decision_in_force_and_all_in_the_history(
    newsroom: Newsroom, pair: Link
) -> None:
    with pytest.raises(Conflict):
        links.undo(link=pair, by=newsroom.minjun, expected_revision=0)
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")
    links.undo(link=pair, by=newsroom.minjun, expected_revision=1, rationale="너무 빨랐다")
    pair = Link.objects.get()
    assert pair.decision is None
    assert pair.revision == 2
    assert [entry.kind for entry in Entry.objects.about(pair)] == ["link.undone", "link.decided"]
    with pytest.raises(Conflict):
        links.undo(link=pair, by=newsroom.minjun, expected_revision=2)
    again = links.decide(link=pair, by=newsroom.minjun, expected_revision=2, relation="repeats")
    assert again.number == 3


def test_a_decision_on_what_was_decided_meanwhile_is_refused(
    newsroom: Newsroom, pair: Link
) -> None:
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")
    with pytest.raises(LostUpdate) as lost:
        links.decide(link=pair, by=newsroom.seoyeon, expected_revision=0, relation="contradicts")
    assert lost.value.current == 1
    with pytest.raises(LostUpdate):
        links.undo(link=pair, by=newsroom.seoyeon, expected_revision=0)
    assert pair.decisions.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"relation": "resembles"},
        {"relation": ""},
        {"relation": "supersedes"},
        {"relation": "supersedes", "later": "c"},
        {"relation": "repeats", "later": "a"},
        {"relation": "repeats", "later": "c"},
        {"relation": "repeats", "independence": "perhaps"},
    ],
    ids=str,
)
def test_what_is_no_decision_is_refused(
    newsroom: Newsroom, pair: Link, said: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        links.decide(link=pair, by=newsroom.minjun, expected_revision=0, **said)
    assert not Decision.objects.exists()


def test_only_people_of_the_desk_decide(newsroom: Newsroom, pair: Link) -> None:
    for by in (newsroom.hana, newsroom.jiho, newsroom.stranger, Machine("links")):
        with pytest.raises(PermissionDenied):
            links.decide(link=pair, by=by, expected_revision=0, relation="repeats")
        with pytest.raises(PermissionDenied):
            links.undo(link=pair, by=by, expected_revision=0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told() -> None:
    newsroom = Newsroom()
    pair = Link.objects.create(a=claim(), b=claim())
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def decide(by: object, relation: str) -> None:
        start.wait()
        try:
            links.decide(link=pair, by=by, expected_revision=0, relation=relation)  # type: ignore[arg-type]
            outcomes.append("won")
        except LostUpdate as lost:
            outcomes.append(f"lost to {lost.current}")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=decide, args=(newsroom.minjun, "repeats")),
        threading.Thread(target=decide, args=(newsroom.seoyeon, "contradicts")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["lost to 1", "won"]
    assert Decision.objects.count() == 1
    assert Entry.objects.filter(kind="link.decided").count() == 1


# --- by hand ------------------------------------------------------------------------------


def test_a_link_by_hand_is_one_whatever_the_order(newsroom: Newsroom) -> None:
    first, second = claim(), claim()
    made = links.link(first=second, second=first, by=newsroom.minjun)
    assert (made.a, made.b) == (first, second)
    assert links.link(first=first, second=second, by=newsroom.seoyeon) == made
    assert Entry.objects.about(made).count() == 1
    with pytest.raises(ValidationError):
        links.link(first=first, second=first, by=newsroom.minjun)
    with pytest.raises(PermissionDenied):
        links.link(first=first, second=second, by=newsroom.hana)


def test_a_retired_claim_is_neither_linked_nor_decided_on(newsroom: Newsroom, pair: Link) -> None:
    extraction.retire(claim=pair.a, by=newsroom.minjun, because="둘이다")
    pair.a.refresh_from_db()
    with pytest.raises(Conflict):
        links.link(first=pair.a, second=claim(), by=newsroom.minjun)
    with pytest.raises(Conflict):
        links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO claims_link (public_id, a_id, b_id, revision, created_at)"
        " SELECT gen_random_uuid(), b_id, a_id, 0, now() FROM claims_link",
        "INSERT INTO claims_link (public_id, a_id, b_id, revision, created_at)"
        " SELECT gen_random_uuid(), a_id, a_id, 0, now() FROM claims_link",
        "INSERT INTO claims_link (public_id, a_id, b_id, revision, created_at)"
        " SELECT gen_random_uuid(), a_id, b_id, 0, now() FROM claims_link",
    ],
    ids=["out of order", "with itself", "twice"],
)
def test_the_database_keeps_a_pair_one_row_in_order(pair: Link, sql: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_decision SET relation = 'contradicts'",
        "DELETE FROM claims_decision",
        "TRUNCATE claims_decision",
        "UPDATE claims_proposal SET confidence = 1",
        "DELETE FROM claims_proposal",
        "TRUNCATE claims_proposal",
        "DELETE FROM claims_link",
        "UPDATE claims_link SET a_id = 0",
    ],
)
def test_the_database_keeps_proposals_and_decisions(
    newsroom: Newsroom, pair: Link, sql: str
) -> None:
    links.propose([(pair.a, pair.b, Comparison("repeats", "", "unknown", 0.6, []))])
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"Cannot|never removed"), transaction.atomic():
            cursor.execute(sql)


# --- matters and origins ------------------------------------------------------------------


def test_a_question_gathers_claims_that_a_person_puts_there(newsroom: Newsroom) -> None:
    matter = matters.open_matter(by=newsroom.minjun, question_ko=" 다리는 언제 열리나? ")
    assert (matter.question_ko, str(matter)) == ("다리는 언제 열리나?",) * 2
    known = claim()
    member = matters.place(matter=matter, claim=known, by=newsroom.minjun)
    assert matters.place(matter=matter, claim=known, by=newsroom.seoyeon) == member
    matters.remove(matter=matter, claim=known, by=newsroom.minjun)
    with pytest.raises(Conflict):
        matters.remove(matter=matter, claim=known, by=newsroom.minjun)
    assert matters.place(matter=matter, claim=known, by=newsroom.minjun) != member
    assert MatterMember.objects.count() == 2
    assert [entry.kind for entry in Entry.objects.about(matter)] == [
        "matter.claim_placed",
        "matter.claim_removed",
        "matter.claim_placed",
        "matter.opened",
    ]


@pytest.mark.parametrize("question", ["", "   ", "긴" * 301])
def test_a_question_asks_something_short_enough(newsroom: Newsroom, question: str) -> None:
    with pytest.raises(ValidationError):
        matters.open_matter(by=newsroom.minjun, question_ko=question)
    assert not Matter.objects.exists()


def test_contributors_keep_no_questions(newsroom: Newsroom) -> None:
    with pytest.raises(PermissionDenied):
        matters.open_matter(by=newsroom.hana, question_ko="다리는 언제 열리나?")


def test_two_claims_that_rest_on_one_report_name_one_origin(newsroom: Newsroom) -> None:
    paper = entity("강변일보", "outlet")
    first, second = claim(), claim()
    said = {"by": newsroom.minjun, "description": "강변일보 1면", "reporter": paper}
    one = matters.name_origin(claim=first, **said)  # type: ignore[arg-type]
    other = matters.name_origin(claim=second, **said)  # type: ignore[arg-type]
    assert one.origin == other.origin
    assert matters.name_origin(claim=first, **said) == one  # type: ignore[arg-type]
    assert one.version == first.current
    for description in ("  ", "긴" * 301):
        with pytest.raises(ValidationError):
            matters.name_origin(claim=first, by=newsroom.minjun, description=description)


def test_a_retired_claim_is_put_under_nothing(newsroom: Newsroom) -> None:
    matter = matters.open_matter(by=newsroom.minjun, question_en="When will the bridge open?")
    [gone] = claims_of(article("다리는 봄에 열린다."), "다리는 봄에 열린다.")
    extraction.retire(claim=gone, by=newsroom.minjun, because="둘이다")
    gone.refresh_from_db()
    with pytest.raises(Conflict):
        matters.place(matter=matter, claim=gone, by=newsroom.minjun)
    with pytest.raises(Conflict):
        matters.name_origin(claim=gone, by=newsroom.minjun, description="1면")
