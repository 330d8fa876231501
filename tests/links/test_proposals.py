"""Proposals are made once, of claims that speak of one thing, and in few queries."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.candidates import candidates, features, of_article
from claims.links.models import Link, LinkSearch, Proposal
from claims.links.rules import COMPARER, Comparison, compare
from claims.reference.models import Entity
from claims.work.services import claim as take
from claims.work.services import demand
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
        (h20.slug, "product", "H20")
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
