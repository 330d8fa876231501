"""What copies say, too, is proposed once and named, and comes forward when that no longer holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.articles.copying import state_copy
from claims.articles.models import Article
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links import worklist
from claims.links.candidates import candidates, of_article
from claims.links.copies import copies_of, said_in_copies
from claims.links.models import Link, LinkSearch
from claims.links.standing import Side, tallies_of
from claims.links.worklist import free
from claims.people.models import Machine
from claims.reference.models import Entity
from claims.work.services import drain
from tests.api.asking import API
from tests.api.world import program
from tests.factories import Newsroom, article, claims_of, entity, store
from tests.links.test_proposals import naming, search, waiting


@dataclass
class Told:
    """A text, its copy, and what another article says of the same."""

    newsroom: Newsroom
    original: Claim
    copy: Claim
    mine: Claim
    names: tuple[tuple[str, Entity], ...]

    @property
    def shown(self) -> Claim:
        """Of the first two the one that the proposal shows."""
        [link] = waiting()
        return self.original if self.original in (link.a, link.b) else self.copy

    def other(self, shown: Claim) -> Claim:
        return self.copy if shown == self.original else self.original


PERCENT = "엔비디아는 H20 매출의 15%를"


def copied(text: str, *names: tuple[str, object], of: Claim) -> Claim:
    """A claim of a copy of the other's article."""
    made = naming(text, *names, percent=15)  # type: ignore[arg-type]
    Article.objects.filter(pk=made.article_id).update(copy_of=of.article_id)
    return Claim.objects.select_related("current", "article").get(pk=made.pk)


@pytest.fixture
def told(newsroom: Newsroom) -> Told:
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    original = naming(f"{PERCENT} 정부에 낸다.", *names, percent=15)
    copy = copied(f"{PERCENT} 정부에 낸다!", *names, of=original)
    mine = naming(f"{PERCENT} 낸다고 했다.", *names, percent=15)
    return Told(newsroom, original, copy, mine, names)


# --- named --------------------------------------------------------------------------------


def articles(side: Side) -> set[int]:
    claims = [*side.unknown, *(claim for report in side.reports for claim in report.claims)]
    return {claim.article_id for claim in claims}


def test_a_copy_that_comes_after_the_proposal_is_named_with_what_stands_for_it(
    newsroom: Newsroom,
) -> None:
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    original = naming(f"{PERCENT} 정부에 낸다.", *names, percent=15)
    mine = naming(f"{PERCENT} 낸다고 했다.", *names, percent=15)
    search(mine)
    copy = copied(f"{PERCENT} 정부에 낸다!", *names, of=original)
    assert search(copy).proposals_made == 0
    [link] = waiting()
    assert copies_of(link) == ([copy], [])
    address = reverse("desk:claim", args=[copy.public_id])
    page = Client()
    page.force_login(newsroom.minjun)
    assert address in page.get(reverse("desk:link", args=[link.public_id])).content.decode()
    answer = program(newsroom.minjun).get(f"{API}/links/{link.public_id}").json()
    assert [each["id"] for each in answer["in_copies"]["a"]] == [str(copy.public_id)]
    assert answer["in_copies"]["b"] == []
    (proposed,) = tallies_of([mine])[mine.pk].proposed
    assert (proposed.articles, articles(proposed)) == (2, {original.article_id, copy.article_id})
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="corroborates")
    for claim in (original, copy, mine):
        tally = tallies_of([claim])[claim.pk]
        (supports,) = tally.decided
        assert articles(supports) == {each.article_id for each in (original, copy, mine)}
        assert (supports.articles, len(supports.reports), tally.proposed) == (3, 2, [])


def test_what_is_linked_otherwise_itself_is_not_on_the_side_of_what_it_copies(told: Told) -> None:
    for claim, relation in ((told.original, "contradicts"), (told.copy, "not_comparable")):
        link = links.link(first=claim, second=told.mine, by=told.newsroom.minjun)
        links.decide(link=link, by=told.newsroom.minjun, expected_revision=0, relation=relation)
    assert copies_of(link) == ([], [])
    _itself, contradicts = tallies_of([told.mine])[told.mine.pk].decided
    assert (contradicts.name, articles(contradicts)) == ("contradicts", {told.original.article_id})


def test_what_a_copy_says_otherwise_is_not_named(told: Told) -> None:
    assert said_in_copies([told.original.pk])[told.original.pk] == [told.copy.pk]
    say_otherwise(told, told.copy)
    assert said_in_copies([told.original.pk])[told.original.pk] == []
    extraction.retire(claim=told.original, by=told.newsroom.minjun, because="둘이다")
    assert said_in_copies([told.original.pk])[told.original.pk] == []


# --- coming forward -----------------------------------------------------------------------


def retire(told: Told, claim: Claim) -> None:
    extraction.retire(claim=claim, by=told.newsroom.minjun, because="둘이다")


def say_otherwise(told: Told, claim: Claim) -> None:
    extraction.edit_claim(
        claim=claim,
        by=told.newsroom.minjun,
        expected_version=1,
        statement="시의회는 다리를 봄에 다시 열기로 했다.",
    )


def lose(told: Told, claim: Claim) -> None:
    """By a new reading that does not find it."""
    store(claim.article.latest_snapshot, [])
    ledger.append("extraction.finished", subject=claim.article, by=Machine("reader"))


def part(told: Told, claim: Claim) -> None:
    article = told.copy.article
    revision = Article.objects.get(pk=article.pk).revision
    state_copy(article=article, of=None, by=told.newsroom.minjun, expected_revision=revision)


@pytest.mark.parametrize("happens", [retire, say_otherwise, lose, part])
def test_what_was_folded_is_proposed_at_once_when_what_stood_for_it_does_not_any_more(
    told: Told, happens: Callable[[Told, Claim], None]
) -> None:
    search(told.mine)
    shown = told.shown
    happens(told, shown)
    links.follow(Entry.objects.latest("seq"))
    drain(LinkSearch, links.perform)
    assert (
        Link.objects.filter(
            a__in=(told.other(shown), told.mine), b__in=(told.other(shown), told.mine)
        )
        .to_decide()
        .exists()
    )


def test_what_no_copy_says_is_looked_for_in_its_own_article_alone(told: Told) -> None:
    Article.objects.update(copy_of=None)
    search(told.mine)
    say_otherwise(told, told.original)
    links.follow(Entry.objects.latest("seq"))
    assert [row.article for row in LinkSearch.objects.waiting()] == [told.original.article]


# --- marked after both were proposed --------------------------------------------------------


@pytest.fixture
def twice(newsroom: Newsroom) -> Told:
    """What two articles say is proposed with what a third says, and with each other."""
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    original = naming(f"{PERCENT} 정부에 낸다.", *names, percent=15)
    copy = naming(f"{PERCENT} 정부에 낸다!", *names, percent=15)
    mine = naming(f"{PERCENT} 낸다고 했다.", *names, percent=15)
    search(mine)
    search(copy)
    made = Told(newsroom, original, copy, mine, names)
    assert pairs() == [{original, copy}, {original, mine}, {copy, mine}]
    return made


def pairs() -> list[set[Claim]]:
    return sorted(
        ({link.a, link.b} for link in waiting()), key=lambda pair: sorted(c.pk for c in pair)
    )


def between(first: Claim, second: Claim) -> Link:
    return Link.objects.get(a__in=(first, second), b__in=(first, second))


def mark(told: Told, of: Claim | None, article: Claim | None = None) -> None:
    """Say what the copy, or another article, is a copy of, and do what follows from it."""
    row = Article.objects.get(pk=(article or told.copy).article_id)
    state_copy(
        article=row,
        of=of.article if of else None,
        by=told.newsroom.minjun,
        expected_revision=row.revision,
    )
    followed()


def followed() -> None:
    links.follow(Entry.objects.latest("seq"))
    drain(LinkSearch, links.perform)


def decided(told: Told, first: Claim, second: Claim, relation: str) -> Link:
    link = between(first, second)
    links.decide(link=link, by=told.newsroom.minjun, expected_revision=0, relation=relation)
    return link


def test_of_pairs_that_a_mark_makes_double_that_of_the_original_waits(twice: Told) -> None:
    mark(twice, twice.original)
    assert pairs() == [{twice.original, twice.mine}]
    assert copies_of(between(twice.original, twice.mine)) == ([twice.copy], [])
    (proposed,) = tallies_of([twice.mine])[twice.mine.pk].proposed
    assert articles(proposed) == {twice.original.article_id, twice.copy.article_id}
    mark(twice, None)
    assert len(pairs()) == 3


def test_the_original_comes_first_also_where_it_came_last(twice: Told) -> None:
    mark(twice, twice.copy, twice.original)
    assert pairs() == [{twice.copy, twice.mine}]


@pytest.mark.parametrize("relation", ["not_comparable", "corroborates"])
@pytest.mark.parametrize("which", ["original", "copy"])
def test_what_was_decided_is_not_asked_again_for_a_copy(
    twice: Told, which: str, relation: str
) -> None:
    shown: Claim = getattr(twice, which)
    link = decided(twice, shown, twice.mine, relation)
    mark(twice, twice.original)
    assert pairs() == []
    tally = tallies_of([twice.mine])[twice.mine.pk]
    both = {twice.original.article_id, twice.copy.article_id}
    counted = both if relation == "corroborates" else set()
    assert tally.proposed == []
    assert articles(tally.decided[0]) == {twice.mine.article_id} | counted
    links.undo(link=link, by=twice.newsroom.minjun, expected_revision=1)
    assert pairs() == [{twice.original, twice.mine}]


def test_a_pair_decided_later_leaves_the_list_with_what_it_stands_for(twice: Told) -> None:
    mark(twice, twice.original)
    decided(twice, twice.copy, twice.mine, "not_comparable")
    assert pairs() == []


def test_two_that_were_decided_keep_what_was_decided_of_each(twice: Told) -> None:
    decided(twice, twice.original, twice.mine, "contradicts")
    decided(twice, twice.copy, twice.mine, "not_comparable")
    mark(twice, twice.original)
    assert pairs() == []
    _itself, contradicts = tallies_of([twice.mine])[twice.mine.pk].decided
    assert articles(contradicts) == {twice.original.article_id}


@pytest.mark.parametrize("happens", [retire, say_otherwise, lose])
def test_what_left_the_list_comes_back_when_what_stood_for_it_does_not_any_more(
    twice: Told, happens: Callable[[Told, Claim], None]
) -> None:
    mark(twice, twice.original)
    happens(twice, twice.original)
    followed()
    assert {twice.copy, twice.mine} in pairs()


def test_a_copy_that_says_something_else_is_asked_for_itself(twice: Told) -> None:
    mark(twice, twice.original)
    say_otherwise(twice, twice.copy)
    followed()
    assert pairs() == [{twice.original, twice.mine}, {twice.copy, twice.mine}]
    assert copies_of(between(twice.original, twice.mine)) == ([], [])


def test_what_a_person_puts_side_by_side_waits_and_stands_for_the_others(twice: Told) -> None:
    mark(twice, twice.original)
    late = copied(f"{PERCENT} 정부에 낸다!!", *twice.names, of=twice.original)
    by_hand = links.link(first=late, second=twice.mine, by=twice.newsroom.minjun)
    assert waiting() == [by_hand]
    within = links.link(first=late, second=twice.original, by=twice.newsroom.minjun)
    assert set(waiting()) == {by_hand, within}


def test_a_pair_that_somebody_holds_stands_for_nothing(
    twice: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be leaving the list at this moment: both wait rather than neither."""
    held = between(twice.original, twice.mine)
    Article.objects.filter(pk=twice.copy.article_id).update(copy_of=twice.original.article)
    monkeypatch.setattr(worklist, "free", lambda rows: free(rows.exclude(pk=held.pk)))
    worklist.settle([between(twice.copy, twice.mine).pk])
    assert {twice.copy, twice.mine} in pairs()
    monkeypatch.undo()
    worklist.settle([between(twice.copy, twice.mine).pk])
    assert {twice.copy, twice.mine} not in pairs()


def test_many_doubles_take_as_many_queries_as_one(twice: Told) -> None:
    counts = []
    for more in (0, 3):
        for n in range(2, 2 + more):
            search(naming(f"{PERCENT} 정부에 낸다{'!' * n}", *twice.names, percent=15))
        doubles = Link.objects.touching([twice.mine.pk])
        assert doubles.to_decide().count() == 2 + more
        others = Article.objects.exclude(pk__in=(twice.original.article_id, twice.mine.article_id))
        others.update(copy_of=twice.original.article)
        with CaptureQueriesContext(connection) as captured:
            worklist.settle(doubles.values_list("pk", flat=True))
        counts.append(len(captured))
        assert list(doubles.to_decide()) == [between(twice.original, twice.mine)]
        Article.objects.update(copy_of=None)
        worklist.settle(doubles.values_list("pk", flat=True))
    assert counts[0] == counts[1]


# --- crowds -------------------------------------------------------------------------------


def partners(mine: Claim) -> list[int]:
    return candidates(of_article(mine.article_id))[mine.pk]


def test_a_text_that_many_print_leaves_a_place_for_what_others_say(newsroom: Newsroom) -> None:
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    original = naming(f"{PERCENT} 정부에 낸다.", *names, percent=15)
    copies = []
    for number in range(55):
        made = article(f"{PERCENT} 정부에 낸다.\n\n이것은 {number}번째 신문이다.")
        Article.objects.filter(pk=made.pk).update(copy_of=original.article_id)
        copies += claims_of(made, f"{PERCENT} 정부에 낸다.")
    text = "엔비디아는 H20 매출 15%를 재무부가 받을 세금 대신 내기로 합의했다고 알렸다."
    other = naming(text, *names, percent=15)
    mine = naming(f"{PERCENT} 정부에 낸다 한다.", *names, percent=15)
    found = partners(mine)
    assert {original.pk, other.pk} <= set(found)
    assert len(set(found) & {copy.pk for copy in copies}) <= 3


def test_a_copy_that_says_otherwise_is_found_among_those_that_do_not(newsroom: Newsroom) -> None:
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    original = naming(f"{PERCENT} 정부에 낸다.", *names, percent=15)
    for _copy in range(3):
        copied(f"{PERCENT} 정부에 낸다{'!' * (_copy + 1)}", *names, of=original)
    otherwise = naming("엔비디아는 H20 매출의 25%를 정부에 낸다.", *names, percent=25)
    Article.objects.filter(pk=otherwise.article_id).update(copy_of=original.article_id)
    assert otherwise.pk in partners(naming(f"{PERCENT} 정부에 낸다 한다.", *names, percent=15))
