"""What people may do to a matter: word it anew, fill it, merge it, split it; nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from claims.errors import Conflict, LostUpdate
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import matters
from claims.links.models import Matter, MatterMember, MatterRefusal
from claims.people.models import User
from tests.factories import Newsroom, claim, content_of, draft

BRIDGE = "다리는 언제 열리나?"
FERRY = "배는 언제 뜨나?"


def asked(newsroom: Newsroom, *claims: Claim, question: str = BRIDGE) -> Matter:
    matter = matters.open_matter(by=newsroom.minjun, question_ko=question)
    for each in claims:
        matters.place(matter=matter, claim=each, by=newsroom.minjun)
    return matter


def under(matter: Matter) -> set[int]:
    return set(matter.members.filter(removed_at=None).values_list("claim", flat=True))


def keys(*claims: Claim) -> set[int]:
    return {each.pk for each in claims}


def kinds(matter: Matter) -> list[str]:
    """What the ledger says of it, oldest first."""
    return [entry.kind for entry in Entry.objects.about(matter).order_by("seq")]


# --- the question -------------------------------------------------------------------------


def test_a_question_is_worded_anew_on_the_revision_that_was_seen(newsroom: Newsroom) -> None:
    matter = asked(newsroom)
    changed = matters.ask_otherwise(
        matter=matter, by=newsroom.seoyeon, expected_revision=0, question_en=" When does it open? "
    )
    assert (changed.question_ko, changed.question_en) == (BRIDGE, "When does it open?")
    assert changed.revision == 1
    entry = Entry.objects.about(matter).get(kind="matter.question_changed")
    assert content_of(entry)["before"] == {"ko": BRIDGE, "en": ""}
    assert content_of(entry)["after"] == {"ko": BRIDGE, "en": "When does it open?"}
    with pytest.raises(LostUpdate) as lost:
        matters.ask_otherwise(
            matter=matter, by=newsroom.minjun, expected_revision=0, question_ko=FERRY
        )
    assert lost.value.current == 1


def test_the_same_words_again_change_nothing(newsroom: Newsroom) -> None:
    matter = asked(newsroom)
    same = matters.ask_otherwise(
        matter=matter, by=newsroom.minjun, expected_revision=0, question_ko=f"  {BRIDGE} "
    )
    assert same.revision == 0
    assert kinds(matter) == ["matter.opened"]


@pytest.mark.parametrize(
    "said",
    [
        {"question_ko": ""},
        {"question_ko": "  ", "question_en": ""},
        {"question_ko": "긴" * 301},
        {"question_en": "x" * 301},
    ],
    ids=["none left", "blank", "too long", "too long in English"],
)
def test_a_question_is_not_worded_away(newsroom: Newsroom, said: dict[str, str]) -> None:
    matter = asked(newsroom)
    with pytest.raises(ValidationError):
        matters.ask_otherwise(matter=matter, by=newsroom.minjun, expected_revision=0, **said)
    matter.refresh_from_db()
    assert (matter.question_ko, matter.question_en, matter.revision) == (BRIDGE, "", 0)


def test_three_hundred_characters_are_a_question(newsroom: Newsroom) -> None:
    matter = asked(newsroom)
    longest = matters.ask_otherwise(
        matter=matter, by=newsroom.minjun, expected_revision=0, question_ko="긴" * 300
    )
    assert len(longest.question_ko) == 300


# --- members and refusals -----------------------------------------------------------------


def test_a_refused_claim_is_refused_once_until_that_is_taken_back(newsroom: Newsroom) -> None:
    matter, other = asked(newsroom), claim()
    first = matters.refuse(matter=matter, claim=other, by=newsroom.minjun)
    assert matters.refuse(matter=matter, claim=other, by=newsroom.seoyeon) == first
    matters.take_back_refusal(matter=matter, claim=other, by=newsroom.seoyeon)
    with pytest.raises(Conflict) as refused:
        matters.take_back_refusal(matter=matter, claim=other, by=newsroom.seoyeon)
    assert refused.value.code == "not_refused"
    assert matters.refuse(matter=matter, claim=other, by=newsroom.minjun) != first
    assert kinds(matter)[1:] == [
        "matter.claim_refused",
        "matter.refusal_taken_back",
        "matter.claim_refused",
    ]


def test_placing_a_refused_claim_takes_the_refusal_back(newsroom: Newsroom) -> None:
    matter, other = asked(newsroom), claim()
    matters.refuse(matter=matter, claim=other, by=newsroom.minjun)
    matters.place(matter=matter, claim=other, by=newsroom.seoyeon)
    assert not MatterRefusal.objects.filter(taken_back_at=None).exists()
    with pytest.raises(Conflict) as refused:
        matters.refuse(matter=matter, claim=other, by=newsroom.minjun)
    assert refused.value.code == "already_a_member"


def test_a_claim_that_was_retired_meanwhile_is_not_placed(newsroom: Newsroom) -> None:
    matter, seen = asked(newsroom), claim()
    extraction.retire(claim=Claim.objects.get(pk=seen.pk), by=newsroom.minjun, because="둘이다")
    with pytest.raises(Conflict) as refused:
        matters.place(matter=matter, claim=seen, by=newsroom.minjun)
    assert refused.value.code == "retired"


# --- merging ------------------------------------------------------------------------------


def test_the_winner_takes_the_claims_over_and_the_loser_stays_as_it_was(
    newsroom: Newsroom,
) -> None:
    mine, both, theirs = claim(), claim(), claim()
    winner = asked(newsroom, mine, both)
    loser = asked(newsroom, both, theirs, question=FERRY)
    verdict = draft(newsroom, theirs, matter=loser)
    matters.merge(winner=winner, loser=loser, by=newsroom.seoyeon)
    loser.refresh_from_db()
    verdict.refresh_from_db()
    assert loser.merged_into == winner
    assert under(winner) == keys(mine, both, theirs)
    assert under(loser) == keys(both, theirs)
    assert verdict.matter == loser
    assert content_of(Entry.objects.about(winner).get(kind="matter.took_over"))["claims"] == [
        str(theirs.public_id)
    ]
    assert kinds(loser)[-1] == "matter.merged"


def test_what_was_merged_before_points_to_the_last_winner(newsroom: Newsroom) -> None:
    first, second, third = (asked(newsroom, claim()) for _each in range(3))
    matters.merge(winner=second, loser=first, by=newsroom.minjun)
    matters.merge(winner=third, loser=second, by=newsroom.minjun)
    first.refresh_from_db()
    assert first.merged_into == third
    assert len(under(third)) == 3


def test_a_merge_carries_refusals_and_keeps_what_either_has(newsroom: Newsroom) -> None:
    mine, theirs, neither = claim(), claim(), claim()
    winner, loser = asked(newsroom, mine), asked(newsroom, theirs)
    for matter, refused in ((winner, theirs), (winner, neither), (loser, mine), (loser, neither)):
        matters.refuse(matter=matter, claim=refused, by=newsroom.minjun)
    alone = claim()
    matters.refuse(matter=loser, claim=alone, by=newsroom.minjun)
    matters.merge(winner=winner, loser=loser, by=newsroom.minjun)
    assert under(winner) == keys(mine, theirs)
    in_force = MatterRefusal.objects.filter(matter=winner, taken_back_at=None)
    assert set(in_force.values_list("claim", flat=True)) == keys(neither, alone)


def test_a_merge_is_undone_by_splitting_the_same_claims_off(newsroom: Newsroom) -> None:
    mine, theirs = claim(), claim()
    winner, loser = asked(newsroom, mine), asked(newsroom, theirs, question=FERRY)
    matters.merge(winner=winner, loser=loser, by=newsroom.minjun)
    again = matters.split(
        matter=winner,
        claims=[Claim.objects.get(pk=key) for key in under(loser)],
        by=newsroom.minjun,
        question_ko=loser.question_ko,
    )
    assert (under(winner), under(again)) == (keys(mine), keys(theirs))
    assert again.split_from == winner


def test_taking_a_merge_back_leaves_what_the_winner_had_and_refused(newsroom: Newsroom) -> None:
    mine, shared, theirs, off, off_there, off_both = (claim() for _each in range(6))
    winner, loser = asked(newsroom, mine, shared), asked(newsroom, shared, theirs, question=FERRY)
    by = newsroom.minjun
    for matter, refused in (
        (winner, theirs),
        (winner, off),
        (winner, off_both),
        (loser, off_both),
        (loser, off_there),
        (loser, mine),
    ):
        matters.refuse(matter=matter, claim=refused, by=by)
    before = under(winner), refusals(winner)
    held = under(loser), refusals(loser)
    matters.merge(winner=winner, loser=loser, by=by)
    again = taken_back(newsroom, loser, winner)
    assert (under(winner), refusals(winner)) == before
    assert (under(again), refusals(again)) == held


def test_a_merge_on_the_way_is_taken_back_and_leaves_what_came_otherwise(
    newsroom: Newsroom,
) -> None:
    mine, middle, theirs, with_middle, with_mine = (claim() for _each in range(5))
    first = asked(newsroom, theirs, with_middle, with_mine)
    second, third = asked(newsroom, middle, with_middle), asked(newsroom, mine, with_mine)
    matters.merge(winner=second, loser=first, by=newsroom.minjun)
    matters.merge(winner=third, loser=second, by=newsroom.minjun)
    again = taken_back(newsroom, first, third)
    assert under(again) == keys(theirs, with_middle, with_mine)
    assert under(third) == keys(mine, with_mine, middle, with_middle)


@pytest.mark.parametrize("first", [0, 1], ids=["the older merge first", "the newer first"])
def test_what_two_merges_brought_stays_until_both_are_taken_back(
    newsroom: Newsroom, first: int
) -> None:
    mine, both = claim(), claim()
    winner, losers = asked(newsroom, mine), [asked(newsroom, both) for _each in range(2)]
    for loser in losers:
        matters.merge(winner=winner, loser=loser, by=newsroom.minjun)
    taken_back(newsroom, losers[first], winner)
    assert under(winner) == keys(mine, both)
    again = taken_back(newsroom, losers[1 - first], winner)
    assert (under(winner), under(again)) == (keys(mine), keys(both))


def test_a_merge_into_an_empty_question_is_taken_back(newsroom: Newsroom) -> None:
    theirs = claim()
    winner, loser = asked(newsroom), asked(newsroom, theirs)
    matters.merge(winner=winner, loser=loser, by=newsroom.minjun)
    again = taken_back(newsroom, loser, winner)
    assert (under(winner), under(again)) == (set(), keys(theirs))


def test_only_a_merge_into_the_same_question_is_taken_back(newsroom: Newsroom) -> None:
    matter, stranger = asked(newsroom, claim(), claim()), asked(newsroom, claim())
    with pytest.raises(ValidationError) as refused:
        taken_back(newsroom, stranger, matter)
    assert "of" in refused.value.message_dict


def refusals(matter: Matter) -> set[int]:
    return set(matter.refusals.filter(taken_back_at=None).values_list("claim", flat=True))


def taken_back(newsroom: Newsroom, loser: Matter, winner: Matter) -> Matter:
    return matters.split(
        matter=winner,
        claims=list(Claim.objects.filter(pk__in=under(loser))),
        by=newsroom.minjun,
        question_ko=FERRY,
        of=loser,
    )


def test_a_matter_is_not_merged_into_itself_nor_twice(newsroom: Newsroom) -> None:
    first, second, third = (asked(newsroom) for _each in range(3))
    with pytest.raises(ValidationError):
        matters.merge(winner=first, loser=first, by=newsroom.minjun)
    matters.merge(winner=first, loser=second, by=newsroom.minjun)
    for winner, loser in ((third, second), (second, third), (first, second)):
        with pytest.raises(Conflict) as refused:
            matters.merge(winner=winner, loser=loser, by=newsroom.minjun)
        assert refused.value.code == "merged_already"


def test_a_merged_matter_takes_no_further_change(newsroom: Newsroom) -> None:
    held, other, refused = claim(), claim(), claim()
    winner, loser = asked(newsroom), asked(newsroom, held, claim())
    matters.refuse(matter=loser, claim=refused, by=newsroom.minjun)
    matters.merge(winner=winner, loser=loser, by=newsroom.minjun)
    seen = kinds(loser)
    by = newsroom.minjun
    attempts: list[Callable[[], object]] = [
        lambda: matters.ask_otherwise(
            matter=loser, by=by, expected_revision=0, question_ko="다른 것?"
        ),
        lambda: matters.place(matter=loser, claim=other, by=by),
        lambda: matters.remove(matter=loser, claim=held, by=by),
        lambda: matters.refuse(matter=loser, claim=other, by=by),
        lambda: matters.take_back_refusal(matter=loser, claim=refused, by=by),
        lambda: matters.split(matter=loser, claims=[held], by=by, question_ko="무엇?"),
    ]
    for attempt in attempts:
        with pytest.raises(Conflict) as told:
            attempt()
        assert told.value.code == "merged_already"
    assert kinds(loser) == seen


# --- splitting ----------------------------------------------------------------------------


def test_chosen_claims_go_to_a_new_question(newsroom: Newsroom) -> None:
    stays, goes = claim(), claim()
    matter = asked(newsroom, stays, goes)
    made = matters.split(matter=matter, claims=[goes, goes], by=newsroom.seoyeon, question_ko=FERRY)
    assert (made.split_from, made.created_by) == (matter, newsroom.seoyeon)
    assert (under(matter), under(made)) == (keys(stays), keys(goes))
    assert MatterMember.objects.filter(matter=matter).count() == 2, "that it was there is kept"
    assert kinds(made) == ["matter.opened"]
    assert kinds(matter)[-1] == "matter.split"


def test_a_split_takes_some_but_not_all_and_no_strangers(newsroom: Newsroom) -> None:
    inside, also, outside, gone = claim(), claim(), claim(), claim()
    matter = asked(newsroom, inside, also, gone)
    matters.remove(matter=matter, claim=gone, by=newsroom.minjun)
    for chosen in ([], [inside, also], [outside], [inside, outside], [gone]):
        with pytest.raises(ValidationError) as refused:
            matters.split(matter=matter, claims=chosen, by=newsroom.minjun, question_ko=FERRY)
        assert "claims" in refused.value.message_dict
    for question in ("", "긴" * 301):
        with pytest.raises(ValidationError):
            matters.split(matter=matter, claims=[inside], by=newsroom.minjun, question_ko=question)
    assert under(matter) == keys(inside, also)
    assert Matter.objects.count() == 1


# --- rights and races ---------------------------------------------------------------------


def test_only_people_of_the_desk_keep_matters(newsroom: Newsroom) -> None:
    held, other = claim(), claim()
    matter, second = asked(newsroom, held, other), asked(newsroom)
    for by in (newsroom.hana, newsroom.jiho, newsroom.stranger):
        attempts: list[Callable[[User], object]] = [
            lambda by: matters.ask_otherwise(
                matter=matter, by=by, expected_revision=0, question_ko="무엇?"
            ),
            lambda by: matters.place(matter=matter, claim=other, by=by),
            lambda by: matters.remove(matter=matter, claim=held, by=by),
            lambda by: matters.refuse(matter=second, claim=held, by=by),
            lambda by: matters.take_back_refusal(matter=matter, claim=held, by=by),
            lambda by: matters.merge(winner=matter, loser=second, by=by),
            lambda by: matters.split(matter=matter, claims=[held], by=by, question_ko="무엇?"),
        ]
        for attempt in attempts:
            with pytest.raises(PermissionDenied):
                attempt(by)


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Let each run in a thread of its own from the same moment; how each ended, sorted."""
    start, ends = threading.Barrier(len(actions)), []

    def run(action: Callable[[], object]) -> None:
        start.wait()
        try:
            action()
            ends.append("done")
        except Conflict as refusal:
            ends.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
def test_two_who_place_the_same_claim_place_it_once() -> None:
    newsroom = Newsroom()
    matter, placed = asked(newsroom), claim()
    ends = at_once(
        *(
            lambda by=by: matters.place(matter=matter, claim=placed, by=by)
            for by in (newsroom.minjun, newsroom.seoyeon)
        )
    )
    assert ends == ["done", "done"]
    assert under(matter) == keys(placed)
    assert kinds(matter) == ["matter.opened", "matter.claim_placed"]


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_both_ways_one_wins() -> None:
    newsroom = Newsroom()
    mine, theirs = claim(), claim()
    first, second = asked(newsroom, mine), asked(newsroom, theirs)
    ends = at_once(
        lambda: matters.merge(winner=first, loser=second, by=newsroom.minjun),
        lambda: matters.merge(winner=second, loser=first, by=newsroom.seoyeon),
    )
    assert ends == ["done", "merged_already"]
    standing = Matter.objects.get(merged_into=None)
    assert under(standing) == keys(mine, theirs)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_split_the_same_claim_off_one_wins() -> None:
    newsroom = Newsroom()
    stays, goes = claim(), claim()
    matter = asked(newsroom, stays, goes)

    def split(by: User) -> None:
        try:
            matters.split(matter=matter, claims=[goes], by=by, question_ko=FERRY)
        except ValidationError:
            raise Conflict("gone", code="gone") from None

    ends = at_once(lambda: split(newsroom.minjun), lambda: split(newsroom.seoyeon))
    assert ends == ["done", "gone"]
    assert under(matter) == keys(stays)
    assert MatterMember.objects.filter(claim=goes, removed_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_placed_while_its_matter_is_merged_is_not_lost() -> None:
    newsroom = Newsroom()
    late = claim()
    winner, loser = asked(newsroom), asked(newsroom, claim())
    ends = at_once(
        lambda: matters.merge(winner=winner, loser=loser, by=newsroom.minjun),
        lambda: matters.place(matter=loser, claim=late, by=newsroom.seoyeon),
    )
    assert ends in (["done", "done"], ["done", "merged_already"])
    assert (late.pk in under(winner)) == (ends == ["done", "done"])


@pytest.mark.django_db(transaction=True)
def test_of_two_wordings_at_once_one_wins() -> None:
    newsroom = Newsroom()
    matter = asked(newsroom)
    ends = at_once(
        *(
            lambda words=words: matters.ask_otherwise(
                matter=matter, by=newsroom.minjun, expected_revision=0, question_ko=words
            )
            for words in ("무엇이 먼저인가?", "무엇이 나중인가?")
        )
    )
    assert ends == ["changed_meanwhile", "done"]
    matter.refresh_from_db()
    assert matter.revision == 1
