"""People decide on what they saw, link by hand, keep questions; every decision is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import translation

from claims.errors import Conflict, LostUpdate
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import matters, naming
from claims.links import services as links
from claims.links.models import Decision, Link, Matter, MatterMember, Proposal
from claims.links.worklist import settle
from claims.people.models import Machine
from tests.factories import Newsroom, article, claim, claims_of, content_of, entity


@pytest.fixture
def pair(db: None) -> Link:
    first, second = claim(), claim()
    return Link.objects.create(a=first, b=second)


def proposed(link: Link, relation: str = "contradicts", ground: bytes = b"one") -> Proposal:
    """A proposal for the pair as it stands now, in the list."""
    a, b = (Claim.objects.select_related("current").get(pk=key) for key in (link.a_id, link.b_id))
    assert a.current is not None
    assert b.current is not None
    made = Proposal.objects.create(
        link=link,
        version_a=a.current,
        version_b=b.current,
        relation=relation,
        independence="unknown",
        confidence=0.8,
        comparer="by hand",
        ground=ground,
    )
    settle([link.pk])
    return made


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
    said: dict[str, Any] = {
        "relation": "repeats",
        "independence": "shared_origin",
        "rationale": "같은 글이다.",
    }
    first = links.decide(link=pair, by=newsroom.minjun, expected_revision=0, **said)
    again = links.decide(link=pair, by=newsroom.seoyeon, expected_revision=1, **said)
    assert again == first
    assert Entry.objects.about(pair).count() == 1


def test_deciding_the_same_of_an_edited_claim_is_a_decision_on_its_new_words(
    newsroom: Newsroom, pair: Link
) -> None:
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")
    new = extraction.edit_claim(
        claim=pair.a, by=newsroom.minjun, expected_version=1, statement="다리가 다시 열렸다."
    )
    again = links.decide(link=pair, by=newsroom.seoyeon, expected_revision=1, relation="repeats")
    assert (again.number, again.version_a, again.by) == (2, new, newsroom.seoyeon)


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


def test_who_comes_late_is_told_who_decided_what(newsroom: Newsroom, pair: Link) -> None:
    links.decide(link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats")
    with translation.override("en"), pytest.raises(LostUpdate, match="Minjun decided “repeats”"):
        links.decide(link=pair, by=newsroom.seoyeon, expected_revision=0, relation="contradicts")
    links.undo(link=pair, by=newsroom.minjun, expected_revision=1)
    with translation.override("en"), pytest.raises(LostUpdate, match="Minjun took the decision"):
        links.decide(link=pair, by=newsroom.seoyeon, expected_revision=1, relation="contradicts")


def test_the_newest_proposal_is_accepted_as_it_stands(newsroom: Newsroom, pair: Link) -> None:
    old = proposed(pair)
    extraction.edit_claim(claim=pair.a, by=newsroom.minjun, expected_version=1, hedge="hearsay")
    with translation.override("en"), pytest.raises(Conflict, match="hedge, by Minjun") as edited:
        links.accept(proposal=old, by=newsroom.minjun, expected_revision=0)
    assert edited.value.code == "claim_changed"
    new = proposed(pair, relation="qualifies", ground=b"two")
    with pytest.raises(Conflict) as outdated:
        links.accept(proposal=old, by=newsroom.minjun, expected_revision=0)
    assert outdated.value.code == "newer_proposal"
    decision = links.accept(
        proposal=new, by=newsroom.minjun, expected_revision=0, rationale=" 정도가 다르다. "
    )
    assert (decision.relation, decision.proposal, decision.rationale) == (
        "qualifies",
        new,
        "정도가 다르다.",
    )
    assert (decision.version_a, decision.version_b) == (new.version_a, new.version_b)
    with pytest.raises(LostUpdate):
        links.accept(proposal=new, by=newsroom.seoyeon, expected_revision=0)
    with pytest.raises(PermissionDenied):
        links.accept(proposal=new, by=newsroom.hana, expected_revision=1)


def test_a_decision_on_a_claim_that_was_edited_meanwhile_is_refused(
    newsroom: Newsroom, pair: Link
) -> None:
    seen = links.Seen(1, 1)
    extraction.edit_claim(
        claim=pair.b, by=newsroom.seoyeon, expected_version=1, statement="다리는 아직 닫혀 있다."
    )
    with translation.override("en"), pytest.raises(Conflict, match="statement, by Seoyeon"):
        links.decide(
            link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats", seen=seen
        )
    with pytest.raises(Conflict):
        links.dismiss(link=pair, by=newsroom.minjun, expected_revision=0, seen=seen)
    assert not Decision.objects.exists()
    dismissed = links.dismiss(
        link=pair,
        by=newsroom.minjun,
        expected_revision=0,
        seen=links.Seen(1, 2),
        rationale="다른 다리다.",
    )
    assert (dismissed.relation, dismissed.version_b.number) == ("not_comparable", 2)


def test_a_decision_takes_a_pair_off_the_list_and_undoing_puts_it_back(
    newsroom: Newsroom, pair: Link
) -> None:
    proposal = proposed(pair)
    before = Link.objects.to_decide().get().consequence
    decision = links.decide(
        link=pair, by=newsroom.minjun, expected_revision=0, relation="corroborates"
    )
    assert decision.proposal == proposal
    assert not Link.objects.to_decide().exists()
    links.undo(link=pair, by=newsroom.minjun, expected_revision=1)
    assert Link.objects.to_decide().get().consequence == before


def test_a_decision_answers_the_proposal_that_was_seen(newsroom: Newsroom, pair: Link) -> None:
    by, old = newsroom.minjun, proposed(pair, "corroborates")
    new = proposed(pair, "contradicts", ground=b"two")
    for unseen in (old, None):
        with pytest.raises(Conflict) as outdated:
            links.dismiss(link=pair, by=by, expected_revision=0, proposal=unseen)
        assert outdated.value.code == "newer_proposal"
        with pytest.raises(Conflict):
            links.decide(link=pair, by=by, expected_revision=0, relation="repeats", proposal=unseen)
    assert Link.objects.to_decide().get() == pair
    dismissed = links.dismiss(link=pair, by=by, expected_revision=0, proposal=new)
    assert dismissed.proposal == new
    assert not Link.objects.to_decide().exists()


def test_a_pair_that_was_not_proposed_is_decided_as_such(newsroom: Newsroom, pair: Link) -> None:
    decision = links.decide(
        link=pair, by=newsroom.minjun, expected_revision=0, relation="repeats", proposal=None
    )
    assert decision.proposal is None


def test_what_is_accepted_keeps_the_independence_that_was_chosen(
    newsroom: Newsroom, pair: Link
) -> None:
    proposal, by = proposed(pair), newsroom.minjun
    with pytest.raises(ValidationError):
        links.accept(proposal=proposal, by=by, expected_revision=0, independence="perhaps")
    kept = links.accept(proposal=proposal, by=by, expected_revision=0, independence="shared_origin")
    assert (kept.relation, kept.independence) == ("contradicts", "shared_origin")
    again = links.accept(proposal=proposal, by=by, expected_revision=1)
    assert again.independence == proposal.independence == "unknown"


def test_a_revision_that_never_was_is_told_where_nothing_is_decided(
    newsroom: Newsroom, pair: Link
) -> None:
    proposal = proposed(pair)
    attempts: list[Callable[[], object]] = [
        lambda: links.decide(
            link=pair, by=newsroom.minjun, expected_revision=4, relation="repeats"
        ),
        lambda: links.accept(proposal=proposal, by=newsroom.minjun, expected_revision=4),
        lambda: links.undo(link=pair, by=newsroom.minjun, expected_revision=4),
    ]
    for attempt in attempts:
        with translation.override("en"), pytest.raises(LostUpdate, match="Nobody has") as lost:
            attempt()
        assert lost.value.current == 0


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
    newsroom: Newsroom, pair: Link, said: dict[str, Any]
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
        "TRUNCATE claims_proposal CASCADE",
        "DELETE FROM claims_link",
        "UPDATE claims_link SET a_id = 0",
    ],
)
def test_the_database_keeps_proposals_and_decisions(
    newsroom: Newsroom, pair: Link, sql: str
) -> None:
    proposed(pair)
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
    one = naming.name_origin(claim=first, **said)  # type: ignore[arg-type]
    other = naming.name_origin(claim=second, **said)  # type: ignore[arg-type]
    assert one.origin == other.origin
    assert naming.name_origin(claim=first, **said) == one  # type: ignore[arg-type]
    assert one.version == first.current
    for description in ("  ", "긴" * 301):
        with pytest.raises(ValidationError):
            naming.name_origin(claim=first, by=newsroom.minjun, description=description)


def test_a_retired_claim_is_put_under_nothing(newsroom: Newsroom) -> None:
    matter = matters.open_matter(by=newsroom.minjun, question_en="When will the bridge open?")
    [gone] = claims_of(article("다리는 봄에 열린다."), "다리는 봄에 열린다.")
    extraction.retire(claim=gone, by=newsroom.minjun, because="둘이다")
    gone.refresh_from_db()
    with pytest.raises(Conflict):
        matters.place(matter=matter, claim=gone, by=newsroom.minjun)
    with pytest.raises(Conflict):
        naming.name_origin(claim=gone, by=newsroom.minjun, description="1면")
