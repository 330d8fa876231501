"""The second look proposes what two languages have in common where they share no name."""

from __future__ import annotations

import uuid

import pytest
from pytest_django import Settings

from claims.articles.models import Article
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.index import vectors
from claims.index.vectors_models import Vector, VectorFilling
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links import second_look
from claims.links import services as links
from claims.links.models import Finder, LinkSearch, Proposal, SecondLook
from claims.links.proposing import LINKER
from claims.tasks import FOLLOWERS, drain_queue, follow_all, settle, tick
from claims.work.following import follow
from claims.work.models import WorkState
from claims.work.services import claim as take
from claims.work.services import demand
from tests.factories import Newsroom, article, claim, claims_of, content_of
from tests.workers import Workshop

KOREAN = "경찰은 은행을 해킹한 대학생을 체포했다."
ENGLISH = "Police arrested a university student who hacked a bank."
UNLIKE = "The ferry to the outer islands was late again because of thick fog."


def told(statement: str, language: str) -> Claim:
    """The one claim of an article in which somebody tells this."""
    return claims_of(article(statement), statement, language=language)[0]


def searched(of: Claim) -> int:
    """How many proposals the first search makes for a claim's article."""
    return performed(LinkSearch, of)


def looked(of: Claim) -> int | None:
    """How many proposals the second look makes for a claim's article."""
    return performed(SecondLook, of)


def performed(model: type, of: Claim) -> int:
    demand(model, article=of.article, defaults={})
    row = take(model)
    assert row is not None
    (links if model is LinkSearch else second_look).perform(row)
    row.refresh_from_db()
    assert row.state == WorkState.DONE
    made: int = row.proposals_made
    return made


def test_it_proposes_across_languages_what_the_first_search_cannot_find(db: None) -> None:
    theirs = told(ENGLISH, "en")
    told(UNLIKE, "en")
    assert looked(theirs) == 0  # there is nothing yet
    mine = told(KOREAN, "ko")
    assert searched(mine) == 0
    assert looked(mine) == 1
    proposal = Proposal.objects.select_related("link").get()
    assert {proposal.link.a, proposal.link.b} == {mine, theirs}
    assert (proposal.found_by, proposal.relation) == (Finder.VECTORS, "corroborates")


def test_it_finds_the_korean_partner_of_an_english_claim_too(db: None) -> None:
    theirs = told(KOREAN, "ko")
    assert looked(theirs) == 0
    assert looked(told(ENGLISH, "en")) == 1


def test_looking_again_proposes_nothing_twice(db: None) -> None:
    theirs, mine = told(ENGLISH, "en"), told(KOREAN, "ko")
    assert looked(theirs) == 0
    assert looked(mine) == 1
    assert looked(mine) == 0
    assert looked(theirs) == 0


def test_a_search_by_terms_does_not_go_back_on_what_was_seen_by_likeness(
    newsroom: Newsroom,
) -> None:
    told("경찰은 은행을 해킹한 대학생 두 명을 체포했다.", "ko")
    mine = told(KOREAN, "ko")
    assert searched(mine) == 1
    seen = Proposal.objects.get()
    seen.pk, seen.public_id, seen._state.adding = None, uuid.uuid4(), True
    seen.found_by, seen.relation, seen.ground = Finder.VECTORS, "qualifies", bytes(32)
    seen.save()
    assert searched(mine) == 0, "neither claim was edited"
    extraction.edit_claim(
        claim=mine, by=newsroom.minjun, expected_version=1, statement=f"어제 {KOREAN}"
    )
    assert searched(mine) == 1


def test_likeness_brings_together_what_one_language_says_in_other_words(db: None) -> None:
    theirs = told("은행 전산망에 침입한 대학생이 경찰에 붙잡혔다.", "ko")
    assert looked(theirs) == 0
    assert looked(told(KOREAN, "ko")) == 1
    assert Proposal.objects.get().found_by == Finder.VECTORS


def test_it_follows_the_first_search_and_ends_there(db: None) -> None:
    kept = told(KOREAN, "ko").article
    for finder in (Finder.TERMS, Finder.VECTORS, Finder.PERSON):
        ledger.append("links.proposed", subject=kept, by=LINKER, found_by=finder.value)
    SecondLook.objects.update(state=WorkState.DONE)
    ledger.append("links.proposed", subject=kept, by=LINKER, found_by=Finder.TERMS.value)
    follow("second-looks", second_look.follow)
    assert SecondLook.objects.waiting().get().article_id == kept.pk
    row = take(SecondLook)
    assert row is not None
    second_look.perform(row)
    follow_all()
    assert not SecondLook.objects.waiting().exists()


def test_its_proposals_are_on_the_record(db: None) -> None:
    theirs, mine = told(ENGLISH, "en"), told(KOREAN, "ko")
    looked(theirs)
    looked(mine)
    entry = Entry.objects.filter(kind="links.proposed").latest("seq")
    assert content_of(entry)["found_by"] == "vectors"
    assert content_of(entry)["proposals"] == [str(Proposal.objects.get().public_id)]


def test_an_edited_claim_is_found_by_its_new_words_alone(newsroom: Newsroom) -> None:
    theirs, mine = told(UNLIKE, "en"), told(KOREAN, "ko")
    assert (looked(theirs), looked(mine)) == (0, 0)
    extraction.edit_claim(claim=theirs, by=newsroom.minjun, expected_version=1, statement=ENGLISH)
    assert looked(mine) == 0  # its vector is of the old words
    assert looked(theirs) == 1
    assert looked(mine) == 0  # proposed already


def test_words_that_were_edited_away_bring_nothing_together(newsroom: Newsroom) -> None:
    theirs = told(ENGLISH, "en")
    assert looked(theirs) == 0
    extraction.edit_claim(claim=theirs, by=newsroom.minjun, expected_version=1, statement=UNLIKE)
    mine = told(KOREAN, "ko")
    assert looked(mine) == 0
    assert looked(theirs) == 0


def test_a_retired_claim_is_no_partner_and_keeps_no_vector(newsroom: Newsroom) -> None:
    theirs = told(ENGLISH, "en")
    assert looked(theirs) == 0
    extraction.retire(claim=theirs, by=newsroom.minjun, because="다른 주장과 같다")
    mine = told(KOREAN, "ko")
    assert looked(mine) == 0
    follow_all()
    assert list(Vector.objects.values_list("key", flat=True)) == [mine.pk]


def test_a_claim_that_left_its_text_is_no_partner(db: None) -> None:
    theirs = told(ENGLISH, "en")
    assert looked(theirs) == 0
    claims_of(theirs.article)  # a newer reading finds nothing
    assert looked(told(KOREAN, "ko")) == 0


def test_turned_off_nothing_is_due_encoded_or_proposed(db: None, settings: Settings) -> None:
    settings.LINKS_SECOND_LOOK = False
    told(ENGLISH, "en")
    mine = told(KOREAN, "ko")
    demand(LinkSearch, article=mine.article, defaults={})
    settle()
    assert not SecondLook.objects.exists()
    demand(SecondLook, article=mine.article, defaults={})  # was due when it was turned off
    settle()
    look = mine.article.second_looks.get()
    assert (look.state, look.proposals_made) == (WorkState.DONE, None)
    assert not Vector.objects.exists()
    assert not Proposal.objects.exists()


def test_older_claims_get_their_vectors_a_few_at_a_time_oldest_first(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_look, "FILLED_A_TICK", 2)
    keys = [told(f"{number}번 배는 안개 때문에 늦었다.", "ko").pk for number in range(5)]
    assert second_look.behind()
    for known in (2, 4, 5):
        drain_queue("vectors")
        assert sorted(Vector.objects.values_list("key", flat=True)) == keys[:known]
    assert not second_look.behind()
    assert second_look.fill() == 0
    later = told(KOREAN, "ko")
    assert second_look.behind()
    assert second_look.fill() == 1
    assert Vector.objects.filter(key=later.pk).exists()


def test_filling_passes_over_what_is_retired_and_what_has_its_vector(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    retired, mine = told(UNLIKE, "en"), told(KOREAN, "ko")
    extraction.retire(claim=retired, by=newsroom.minjun, because="다른 주장과 같다")
    looked(mine)
    monkeypatch.setattr(vectors, "_store", None)  # nothing is encoded
    assert second_look.fill() == 2
    assert VectorFilling.objects.get().after == mine.pk
    assert not second_look.behind()


def test_a_claim_filled_in_later_is_found_by_the_next_second_look(db: None) -> None:
    theirs = told(ENGLISH, "en")
    second_look.fill()
    mine = told(KOREAN, "ko")
    assert looked(mine) == 1
    assert theirs.pk in {Proposal.objects.get().link.a_id, Proposal.objects.get().link.b_id}


def test_the_tick_wakes_a_worker_for_older_claims(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr("claims.tasks.wake", woken.append)
    claim()
    tick()
    assert "vectors" in woken
    second_look.fill()
    woken.clear()
    tick()
    assert "vectors" not in woken
    claim()
    settings.LINKS_SECOND_LOOK = False
    tick()
    assert "vectors" not in woken


def test_every_step_of_the_flow_leads_to_the_second_look(db: None) -> None:
    article(ENGLISH)
    article(KOREAN)
    settle()
    assert Article.objects.count() == SecondLook.objects.filter(state=WorkState.DONE).count() == 2
    assert Proposal.objects.get().found_by == Finder.VECTORS
    assert "second-looks" in FOLLOWERS


def test_a_worker_killed_in_its_second_look_leaves_it_due_and_it_is_done_once(
    workshop: Workshop,
) -> None:
    theirs = told(ENGLISH, "en")
    vectors.put([vectors.Stated(theirs.pk, "en", ENGLISH)])
    mine = told(KOREAN, "ko")
    lines = [f"{number}번 등대의 불은 {number}일 동안 꺼졌다." for number in range(1, 1500)]
    kept = article("\n\n".join(lines))
    claims_of(kept, *lines)
    VectorFilling.objects.create(pk=1, after=10**9)  # only the second look makes vectors
    demand(SecondLook, article=kept, defaults={})
    demand(SecondLook, article=mine.article, defaults={})
    doomed = workshop.start()
    workshop.until(kept.second_looks.filter(claim_token__isnull=False).exists)
    workshop.kill(doomed)
    assert kept.second_looks.get().state == WorkState.WAITING

    workshop.start()
    workshop.until(lambda: not SecondLook.objects.waiting().exists())

    assert kept.second_looks.get().state == WorkState.DONE
    seen = {
        str(one.subject_id): content_of(one)["proposals"]
        for one in Entry.objects.filter(kind="links.proposed").select_related("body")
        if content_of(one)["proposals"]
    }
    assert seen == {str(mine.article.public_id): [str(Proposal.objects.get().public_id)]}
    assert Proposal.objects.get().found_by == Finder.VECTORS
