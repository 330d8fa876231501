"""Proposals are made once, of claims that speak of one thing, and in few queries."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims.articles.models import Article
from claims.extraction import indexing
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.index import services as index
from claims.index.models import Filling
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.candidates import candidates, features, of_article
from claims.links.models import Finder, Link, LinkSearch, Proposal
from claims.links.proposing import Compared, Pair, consider, is_worth_showing, keep
from claims.links.rules import Comparison, compare
from claims.links.worklist import ground_changed
from claims.reference.models import Entity
from claims.reference.services import merge_entities, split_entity
from claims.work.models import WorkState
from claims.work.services import claim as take
from claims.work.services import demand, drain, retry
from tests.factories import (
    Newsroom,
    article,
    claim,
    content_of,
    entity,
    found,
    mention,
    quantity,
    store,
)


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
    assert proposal.relation in ("corroborates", "repeats")
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
    assert link.proposal.version_a == fresh(first).current
    assert link.proposal.version_b == second.current


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


def test_a_name_said_three_times_counts_once_for_a_candidate(db: None) -> None:
    nvidia, h20 = entity("엔비디아"), entity("H20", "product")
    text = "엔비디아, 엔비디아, 엔비디아."
    loud = article(text)
    store(
        loud.latest_snapshot, [found(text, text, mentions=[mention(text, "엔비디아", nvidia)] * 5)]
    )
    both = naming("엔비디아의 H20이다.", ("엔비디아", nvidia), ("H20", h20))
    mine = naming("H20은 엔비디아가 만든다.", ("엔비디아", nvidia), ("H20", h20))
    order = candidates(of_article(mine.article_id))[mine.pk]
    assert order[0] == both.pk


def test_features_carry_what_the_version_says(db: None) -> None:
    h20 = entity("H20", "product")
    made = naming("H20 매출의 15%를 낸다.", ("H20", h20), percent=15)
    [loaded] = of_article(made.article_id)
    said = features(loaded)
    assert [(name.key, name.kind, name.label) for name in said.names] == [
        (h20.slug, "product", "H20")
    ]
    assert [(n.value, n.unit, n.comparator) for n in said.numbers] == [(Decimal(15), "%", "exact")]
    assert said.lemmas
    assert compare(said, said) is not None


# --- grounds ------------------------------------------------------------------------------


def said_of(pair: tuple[Claim, Claim], relation: str, ground: str, sure: float = 0.8) -> Compared:
    """What a comparison might have said of the pair on some ground."""
    a, b = sorted(pair, key=lambda claim: claim.pk)
    later = "b" if relation == "supersedes" else ""
    outcome = Comparison(relation, later, "unknown", sure, [])
    return Compared(a, b, outcome, ground.encode().ljust(32, b"."), a.pk)


def propose(*compared: Compared, found_by: Finder = Finder.TERMS) -> list[Proposal]:
    """Keep what was said, as the end of a search does; all that is worth showing is chosen."""
    chosen = {one.key: () for one in compared if is_worth_showing(one.outcome)}
    with transaction.atomic():
        return keep(compared, folded=chosen, found_by=found_by)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.select_related("current", "article").get(pk=claim.pk)


def waiting() -> list[Link]:
    return list(Link.objects.to_decide().most_consequential_first())


def test_the_same_ground_is_proposed_once_whoever_finds_it(newsroom: Newsroom) -> None:
    pair = claim(), claim()
    first = said_of(pair, "contradicts", "one")
    assert len(propose(first)) == 1
    assert propose(first) == propose(first, found_by=Finder.VECTORS) == []
    [link] = waiting()
    links.dismiss(link=link, by=newsroom.minjun, expected_revision=0, rationale="다른 다리다.")
    assert propose(first) == []
    assert waiting() == []


@pytest.mark.parametrize(
    ("decided", "proposed", "waits"),
    [
        # What a person dismissed comes back when its ground changed and it can be compared now.
        ("not_comparable", "contradicts", True),
        ("not_comparable", "corroborates", True),
        ("not_comparable", "not_comparable", False),
        # What a person decided comes back only when the machine would say something else now.
        ("contradicts", "contradicts", False),
        ("contradicts", "qualifies", True),
        ("corroborates", "not_comparable", False),
    ],
)
def test_a_changed_ground_is_proposed_anew_after_a_decision(
    newsroom: Newsroom, decided: str, proposed: str, waits: bool
) -> None:
    pair = claim(), claim()
    propose(said_of(pair, "repeats", "one"))
    [link] = waiting()
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation=decided)
    assert waiting() == []
    edited = extraction.edit_claim(
        claim=pair[0], by=newsroom.minjun, expected_version=1, hedge="speculative"
    )
    pair = fresh(pair[0]), pair[1]
    [new] = propose(said_of(pair, proposed, "two"))
    assert new.version_a == edited
    assert (waiting() == [link]) is waits
    kept = Link.objects.get()
    assert kept.decision is not None
    assert kept.decision.relation == decided
    assert ground_changed(kept)
    assert kept.proposals.count() == 2


def test_what_was_decided_stays_decided_when_a_change_is_taken_back(newsroom: Newsroom) -> None:
    pair = claim(), claim()
    propose(said_of(pair, "contradicts", "one"))
    [link] = waiting()
    links.dismiss(link=link, by=newsroom.minjun, expected_revision=0)
    for number, ground in ((1, "two"), (2, "one")):
        statement = f"강가의 다리 {number}이 열렸다."
        extraction.edit_claim(
            claim=pair[0], by=newsroom.minjun, expected_version=number, statement=statement
        )
        pair = fresh(pair[0]), pair[1]
        propose(said_of(pair, "contradicts", ground))
        assert (waiting() == [link]) is (ground == "two")


def test_a_pair_that_is_not_comparable_any_more_leaves_the_list_and_stays_on_record(
    newsroom: Newsroom,
) -> None:
    pair = claim(), claim()
    propose(said_of(pair, "contradicts", "one"))
    extraction.edit_claim(claim=pair[0], by=newsroom.minjun, expected_version=1, kind="state")
    pair = fresh(pair[0]), pair[1]
    propose(said_of(pair, "not_comparable", "two"))
    assert waiting() == []
    link = Link.objects.get()
    assert [one.relation for one in link.proposals.order_by("pk")] == [
        "contradicts",
        "not_comparable",
    ]
    assert link.consequence is None


def test_a_new_pair_of_nothing_in_common_makes_no_link(db: None) -> None:
    assert propose(said_of((claim(), claim()), "not_comparable", "one")) == []
    assert propose(said_of((claim(), claim()), "contradicts", "one", sure=0.1)) == []
    assert not Link.objects.exists()


def test_a_search_by_words_does_not_close_what_only_vectors_see(db: None) -> None:
    pair = claim(), claim()
    propose(said_of(pair, "corroborates", "one"), found_by=Finder.VECTORS)
    assert propose(said_of(pair, "not_comparable", "two")) == []
    assert len(waiting()) == 1
    assert len(propose(said_of(pair, "not_comparable", "two"), found_by=Finder.VECTORS)) == 1
    assert waiting() == []


def test_what_was_compared_in_an_old_version_is_left_to_the_next_search(
    newsroom: Newsroom,
) -> None:
    pair = claim(), claim()
    slow = said_of(pair, "contradicts", "one")
    extraction.edit_claim(claim=pair[0], by=newsroom.minjun, expected_version=1, hedge="hearsay")
    assert propose(slow) == []
    extraction.retire(claim=pair[1], by=newsroom.minjun, because="둘이다")
    assert propose(said_of((fresh(pair[0]), pair[1]), "contradicts", "two")) == []


def test_two_names_that_become_one_are_a_new_ground_for_the_same_versions(
    newsroom: Newsroom,
) -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    state, state_too = entity("미국 정부", "agency"), entity("정부", "agency")
    names = ("엔비디아", nvidia), ("H20", h20)
    first = naming(
        "엔비디아는 H20 매출의 15%를 미국 정부에 낸다.", *names, ("미국 정부", state), percent=15
    )
    second = naming(
        "엔비디아는 H20 매출의 15%를 정부에 낸다고 했다.", *names, ("정부", state_too), percent=15
    )
    search(second)
    link = Link.objects.get()
    links.dismiss(link=link, by=newsroom.minjun, expected_revision=0)
    merge_entities(winner=state, loser=state_too, by=newsroom.jiho)
    links.follow(Entry.objects.get(kind="entity.merged"))
    drain(LinkSearch, links.perform)
    kept = Link.objects.get()
    assert [(p.version_a, p.version_b) for p in kept.proposals.all()] == [
        (first.current, second.current)
    ] * 2
    assert ground_changed(kept)
    assert waiting() == [kept]
    # The merge is taken back, and the ground is again what it was before it.
    split_entity(entity=state_too, by=newsroom.jiho)
    links.follow(Entry.objects.get(kind="entity.split"))
    drain(LinkSearch, links.perform)
    grounds = [bytes(one.ground) for one in kept.proposals.order_by("pk")]
    assert grounds[0] != grounds[1]
    assert grounds[2] == grounds[0]


def test_a_new_name_of_what_both_name_brings_no_dismissed_pair_back(newsroom: Newsroom) -> None:
    h20, nvidia, nvidia_too = entity("H20", "product"), entity("엔비디아"), entity("NVIDIA Corp")
    names = ("엔비디아", nvidia), ("H20", h20)
    naming("엔비디아는 H20 매출의 15%를 낸다.", *names, percent=15)
    search(naming("엔비디아는 H20 매출의 15%를 낸다고 했다.", *names, percent=15))
    links.dismiss(link=Link.objects.get(), by=newsroom.minjun, expected_revision=0)
    merge_entities(winner=nvidia_too, loser=nvidia, by=newsroom.jiho)
    links.follow(Entry.objects.get(kind="entity.merged"))
    drain(LinkSearch, links.perform)
    (kept,) = Link.objects.all()
    assert (kept.proposals.count(), ground_changed(kept), waiting()) == (1, False, [])


def test_what_was_dismissed_on_a_ground_digested_otherwise_stays_dismissed(
    newsroom: Newsroom,
) -> None:
    pair = claim(), claim()
    known = said_of(pair, "contradicts", "by slugs")
    propose(known)
    links.dismiss(link=Link.objects.get(), by=newsroom.minjun, expected_revision=0)
    now = replace(said_of(pair, "contradicts", "now"), ground_before=lambda: known.ground)
    assert propose(now) == []
    assert waiting() == []
    assert len(propose(replace(now, ground_before=lambda: bytes(32)))) == 1
    assert len(waiting()) == 1


def test_what_comes_back_to_a_ground_digested_otherwise_is_still_dismissed(
    newsroom: Newsroom,
) -> None:
    pair = claim(), claim()
    known = said_of(pair, "contradicts", "by slugs")
    propose(known)
    links.dismiss(link=Link.objects.get(), by=newsroom.minjun, expected_revision=0)
    assert len(propose(said_of(pair, "not_comparable", "another"))) == 1
    now = replace(said_of(pair, "contradicts", "now"), ground_before=lambda: known.ground)
    assert len(propose(now)) == 1
    assert waiting() == []


def test_what_was_merged_before_is_looked_for_again_when_the_middle_is_taken_back(
    newsroom: Newsroom,
) -> None:
    plain, chip, board = entity("H20", "product"), entity("H20 칩", "product"), entity("H20 보드")
    claim = naming("엔비디아는 H20을 판다.", ("H20", plain))
    merge_entities(winner=chip, loser=plain, by=newsroom.jiho)
    merge_entities(winner=board, loser=chip, by=newsroom.jiho)
    split_entity(entity=chip, by=newsroom.jiho)
    links.follow(Entry.objects.get(kind="entity.split"))
    assert [row.article for row in LinkSearch.objects.all()] == [claim.article]


@pytest.mark.parametrize("stops", [False, True])
def test_what_was_searched_while_the_index_was_filled_is_searched_again_at_its_end(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, stops: bool
) -> None:
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    old = naming("엔비디아는 H20 매출의 15%를 정부에 낸다.", *names, percent=15)
    search(old)
    index.put({old.pk: ()})
    filling = Filling.objects.create()
    if stops:
        with monkeypatch.context() as broken:
            broken.setattr("claims.work.services.next_delay", lambda _attempts: dt.timedelta())
            broken.setattr(indexing, "update", lambda _claims: 1 / 0)
            drain(Filling, indexing.perform)
        filling.refresh_from_db()
        assert filling.state == WorkState.STOPPED
    new = naming("엔비디아는 H20 매출의 15%를 낸다고 했다.", *names, percent=15)
    assert search(new).proposals_made == 0
    late = naming("엔비디아는 H20 매출의 15%를 낸다고 한다.", *names, percent=15)
    demand(LinkSearch, article=late.article, defaults={})
    begun = take(LinkSearch)
    assert begun is not None
    if stops:
        retry(filling, by=newsroom.minjun)
    drain(Filling, indexing.perform)
    links.perform(begun)
    assert {row.article for row in LinkSearch.objects.waiting()} == {new.article, late.article}
    drain(LinkSearch, links.perform)
    assert not LinkSearch.objects.waiting().exists()
    assert {frozenset({link.a, link.b}) for link in Link.objects.touching([old.pk])} == {
        frozenset({old, new}),
        frozenset({old, late}),
    }


def test_a_filling_of_which_the_searches_are_not_demanded_has_not_ended(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = Filling.objects.create()
    search(claim())
    with monkeypatch.context() as broken:
        broken.setattr(links, "demand", lambda *_args, **_named: 1 / 0)
        drain(Filling, indexing.perform)
    filling.refresh_from_db()
    assert (filling.state, filling.last_error) == (
        WorkState.WAITING,
        "ZeroDivisionError: division by zero",
    )


def test_copies_of_an_article_are_folded_into_one_proposal(db: None) -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    names = ("엔비디아", nvidia), ("H20", h20)
    original = naming("엔비디아는 H20 매출의 15%를 정부에 낸다.", *names, percent=15)
    copy = naming("엔비디아는 H20 매출의 15%를 정부에 낸다!", *names, percent=15)
    Article.objects.filter(pk=copy.article_id).update(copy_of=original.article_id)
    mine = naming("엔비디아는 H20 매출의 15%를 미국에 낸다고 했다.", *names, percent=15)
    assert search(mine).proposals_made == 1
    proposal = Proposal.objects.select_related("link").get()
    folded = {original, copy} - {proposal.link.a, proposal.link.b}
    assert proposal.folded == [str(one.public_id) for one in folded]
    assert search(copy).proposals_made == search(original).proposals_made == 0
    assert Link.objects.count() == 1


def test_at_most_so_many_pairs_are_proposed_for_one_claim(db: None, settings: Settings) -> None:
    settings.LINKS_A_CLAIM = 2
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    for n in range(4):
        naming(
            f"엔비디아는 H20 매출의 15%를 {n}번 냈다.",
            ("엔비디아", nvidia),
            ("H20", h20),
            percent=15,
        )
    mine = naming(
        "엔비디아는 H20 매출의 15%를 냈다.", ("엔비디아", nvidia), ("H20", h20), percent=15
    )
    assert search(mine).proposals_made == 2


@pytest.mark.django_db(transaction=True)
def test_two_articles_that_find_each_other_at_once_make_one_proposal() -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    names = ("엔비디아", nvidia), ("H20", h20)
    first = naming("엔비디아는 H20 매출의 15%를 낸다.", *names, percent=15)
    second = naming("엔비디아는 H20 매출의 15%를 낸다고 했다.", *names, percent=15)
    start = threading.Barrier(2)
    failures: list[BaseException] = []

    def look(of: Claim, other: Claim) -> None:
        try:
            start.wait(timeout=30)
            with transaction.atomic():
                consider([Pair(of.pk, other.pk)], article=of.article, found_by=Finder.TERMS)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=look, args=pair) for pair in ((first, second), (second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (Link.objects.count(), Proposal.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_decision_and_a_search_of_the_pair_do_not_wait_for_each_other_in_a_ring() -> None:
    """The search has found origins, which it has put on record, when it comes to the link."""
    newsroom = Newsroom()
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    names = ("엔비디아", nvidia), ("H20", h20)
    naming("엔비디아는 H20 매출의 15%를 낸다.", *names, percent=15)
    second = naming("엔비디아는 H20 매출의 15%를 낸다고 했다.", *names, percent=15)
    search(second)
    link = Link.objects.get()
    first = link.a if link.b == second else link.b  # not searched yet: its origins are new
    failures: list[BaseException] = []

    def look() -> None:
        try:
            search(first)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    looking = threading.Thread(target=look)
    with transaction.atomic():
        Link.objects.select_for_update(no_key=True).get(pk=link.pk)
        looking.start()
        while looking.is_alive() and not _somebody_waits():
            pass
        links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="repeats")
    looking.join()
    assert failures == []
    assert Entry.objects.filter(kind="link.decided").count() == 1


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_a_link_by_hand_carries_what_the_machine_says_of_it(newsroom: Newsroom) -> None:
    made = links.link(first=claim(), second=claim(), by=newsroom.minjun)
    assert made.proposal is not None
    assert (made.proposal.found_by, bool(made.proposal.ground)) == ("person", True)


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
            Article.objects.update(copy_of=None)  # much the same words: no copies are measured here
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
