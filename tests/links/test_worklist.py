"""The stored order of what to look at next: kept by the verbs, read by one index."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.articles.models import Article
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.links import naming
from claims.links import services as links
from claims.links.models import Finder, Link
from claims.links.proposing import place_again
from claims.links.worklist import NEEDED, stakes_of
from tests.factories import Newsroom, claim, found, store
from tests.links.test_proposals import propose, said_of


def listed() -> list[Link]:
    return list(Link.objects.to_decide().most_consequential_first())


def carriers() -> list[int]:
    rows = Link.objects.select_related(*NEEDED).prefetch_related("proposals").order_by("pk")
    found = stakes_of(list(rows))
    return [found[link.pk].carriers for link in rows]


def pair(worth: int, relation: str) -> tuple[Claim, Claim]:
    made = claim(check_worthiness=worth), claim(check_worthiness=0)
    propose(said_of(made, relation, f"{worth} {relation}"))
    return made


def test_the_order_is_by_worth_relation_and_reach(db: None) -> None:
    central, minor = pair(3, "contradicts"), pair(1, "contradicts")
    repeated, later = pair(3, "repeats"), pair(3, "supersedes")
    assert [link.a for link in listed()] == [central[0], minor[0], later[0], repeated[0]]
    # The minor contradiction is taken up by three more papers.
    for _paper in range(3):
        propose(said_of((minor[0], claim(check_worthiness=0)), "repeats", "more"))
    assert listed()[0].a == minor[0]


def test_reach_counts_articles_their_copies_and_reports_that_are_not_kept(
    newsroom: Newsroom,
) -> None:
    first, second = pair(2, "contradicts")
    assert carriers() == [2]
    naming.name_origin(claim=first, by=newsroom.minjun, description="시청의 공고문")
    assert carriers() == [3]
    copy = claim()
    Article.objects.filter(pk=copy.article_id).update(copy_of=second.article_id)
    assert carriers() == [4]
    [before] = listed()
    propose(said_of((first, claim()), "corroborates", "one"))
    assert carriers() == [5, 5]
    assert before.consequence is not None
    assert (Link.objects.get(pk=before.pk).consequence or 0) > before.consequence


def test_a_pair_of_a_retired_claim_is_not_listed(newsroom: Newsroom) -> None:
    first, _second = pair(2, "contradicts")
    extraction.retire(claim=first, by=newsroom.minjun, because="둘이다")
    assert listed() == []


def test_a_pair_of_a_lost_claim_is_not_listed_until_it_is_found_again(db: None) -> None:
    first, _second = pair(2, "contradicts")
    snapshot = first.article.latest_snapshot
    store(snapshot, [])
    place_again(snapshot.document_id)
    assert listed() == []
    store(snapshot, [found(snapshot.text, snapshot.text)])
    place_again(snapshot.document_id)
    assert [link.a for link in listed()] == [first]


def test_stakes_of_many_pairs_take_as_many_queries_as_of_one(newsroom: Newsroom) -> None:
    counts = []
    for size in (1, 5):
        for _number in range(size):
            pair(2, "qualifies")
        rows = list(Link.objects.select_related(*NEEDED).prefetch_related("proposals"))
        with CaptureQueriesContext(connection) as captured:
            assert len(stakes_of(rows)) == len(rows)
        counts.append(len(captured))
    assert counts[0] == counts[1] == 3


def test_what_is_next_is_read_by_its_own_index(db: None) -> None:
    pair(2, "contradicts")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    plan = Link.objects.to_decide().most_consequential_first()[:30].explain()
    assert "link_to_look_at_next" in plan
    assert "Sort" not in plan


def test_a_link_by_hand_is_listed_as_a_persons(newsroom: Newsroom) -> None:
    text = "강변 도서관이 11월부터 밤 10시까지 문을 연다."
    made = links.link(first=claim(text), second=claim(text[:-1]), by=newsroom.minjun)
    assert made.proposal is not None
    assert (made.proposal.found_by, made.proposal.relation) == (Finder.PERSON, "repeats")
    assert listed() == [made]
