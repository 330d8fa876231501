"""The index has each claim as it stands in its text, in its current words, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import tasks
from claims.extraction import indexing
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.index import services as index
from claims.index.models import Filling, Generation, Waiting
from claims.links.candidates import candidates, of_article
from claims.reference import services as reference
from claims.reference.models import Entity
from tests.factories import (
    Newsroom,
    article,
    claims_of,
    entity,
    found,
    mention,
    quantity,
    store,
)

TEXT = "다리는 삼월에 열렸다. 터널은 사월에 닫혔다."
BRIDGE, TUNNEL = "다리는 삼월에 열렸다.", "터널은 사월에 닫혔다."


def having(*terms: str) -> list[int]:
    return sorted(hit.key for hit in index.search({0: terms})[0])


def naming(text: str, *entities: tuple[str, Entity]) -> Claim:
    """The one claim of an article that says ``text`` and names these."""
    kept = article(text)
    names = [mention(text, name, known) for name, known in entities]
    store(kept.latest_snapshot, [found(text, text, mentions=names)])
    return Claim.objects.get(article=kept)


def partners(of: Claim) -> list[int]:
    return candidates(of_article(of.article_id))[of.pk]


def test_a_stored_claim_is_found_by_its_words_names_and_numbers(db: None) -> None:
    nvidia = entity("엔비디아")
    text = "엔비디아의 매출은 15% 늘었다."
    kept = article(text)
    said = found(
        text,
        text,
        mentions=[mention(text, "엔비디아", nvidia)],
        quantities=[quantity(text, "15%", Decimal(15), "%")],
    )
    store(kept.latest_snapshot, [said])
    [made] = Claim.objects.filter(article=kept)
    for term in ("매출", f"@{nvidia.slug}", "#15 %"):
        assert having(term) == [made.pk]


def test_an_edited_claim_is_found_by_its_new_words_only(newsroom: Newsroom) -> None:
    bridge, _tunnel = claims_of(article(TEXT), BRIDGE, TUNNEL)
    index.merge_tail()
    extraction.edit_claim(
        claim=bridge, by=newsroom.minjun, expected_version=1, statement="부두는 삼월에 열렸다."
    )
    assert having("다리") == []
    assert having("부두") == [bridge.pk]


def test_a_retired_claim_is_found_no_more(newsroom: Newsroom) -> None:
    bridge, tunnel = claims_of(article(TEXT), BRIDGE, TUNNEL)
    index.merge_tail()
    extraction.retire(claim=bridge, by=newsroom.minjun, because="두 번 적혔다")
    assert having("다리", "터널") == [tunnel.pk]


def test_a_lost_claim_is_found_again_when_it_is_read_again(db: None) -> None:
    kept = article(TEXT)
    bridge, tunnel = claims_of(kept, BRIDGE, TUNNEL)
    index.merge_tail()
    store(kept.latest_snapshot, [found(TEXT, TUNNEL)])
    assert having("다리", "터널") == [tunnel.pk]
    index.merge_tail()
    store(kept.latest_snapshot, [found(TEXT, BRIDGE), found(TEXT, TUNNEL)])
    assert having("다리", "터널") == [bridge.pk, tunnel.pk]


def test_a_reading_that_finds_the_same_writes_nothing(db: None) -> None:
    kept = article(TEXT)
    claims_of(kept, BRIDGE, TUNNEL)
    index.merge_tail()
    claims_of(kept, BRIDGE, TUNNEL)
    assert not Waiting.objects.exists()


def test_a_reading_that_is_rolled_back_is_not_in_the_index(db: None) -> None:
    kept = article(TEXT)
    with transaction.atomic():
        claims_of(kept, BRIDGE)
        assert having("다리")
        transaction.set_rollback(True)
    assert having("다리") == []


def test_partners_are_found_whichever_key_of_a_merged_entity_they_carry(
    newsroom: Newsroom,
) -> None:
    old, new = entity("가람테크"), entity("나루소프트")
    by_old = naming("가람테크 얘기다.", ("가람테크", old))
    by_new = naming("나루소프트 소식이다.", ("나루소프트", new))
    assert (partners(by_old), partners(by_new)) == ([], [])
    reference.merge_entities(winner=new, loser=old, by=newsroom.jiho)
    assert (partners(by_old), partners(by_new)) == ([by_new.pk], [by_old.pk])
    old.refresh_from_db()
    reference.split_entity(entity=old, by=newsroom.jiho)
    assert (partners(by_old), partners(by_new)) == ([], [])


def test_a_claim_is_no_candidate_for_its_own_article(db: None) -> None:
    kept = article("다리는 삼월에 열렸다. 다리는 삼월에 다시 열렸다.")
    first, _second = claims_of(kept, "다리는 삼월에 열렸다.", "다리는 삼월에 다시 열렸다.")
    other, *_rest = claims_of(article(TEXT), BRIDGE)
    assert partners(first) == [other.pk]


def test_candidates_of_many_claims_take_as_many_queries_as_of_one(db: None) -> None:
    """Beside the index's own statements, which its tests count: the article's claims."""

    def queries(own: Sequence[Claim]) -> int:
        with CaptureQueriesContext(connection) as captured:
            candidates(own)
        return len(captured)

    claims_of(article("길은 삼월에 열렸다. 섬은 오월에 열렸다."), "길은 삼월에 열렸다.")
    sentences = [f"제{n}부두는 삼월에 열렸다." for n in range(40)]
    kept = article(" ".join(sentences))
    claims_of(kept, *sentences)
    own = of_article(kept.pk)
    assert len(own) == 40
    assert queries(own) == queries(own[:1]) == 1


def test_claims_from_before_the_index_are_put_into_it_step_by_step(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(indexing, "update", lambda _claims: None)
        old = claims_of(article(TEXT), BRIDGE, TUNNEL)
    assert having("다리") == []
    monkeypatch.setattr(indexing, "CLAIMS_A_STEP", 1)
    Filling.objects.create()
    tasks.settle()
    assert having("다리", "터널") == sorted(claim.pk for claim in old)
    filling = Filling.objects.get()
    assert (filling.state, filling.after) == ("done", old[-1].pk)


def test_a_rebuilt_index_has_the_claims_as_they_stand(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CLAIMS_A_BATCH", 2)
    kept = article(TEXT)
    bridge, tunnel = claims_of(kept, BRIDGE, TUNNEL)
    other, gone = claims_of(article(f"{TEXT} 속보다."), BRIDGE, TUNNEL)
    extraction.retire(claim=gone, by=newsroom.minjun, because="두 번 적혔다")
    store(kept.latest_snapshot, [found(TEXT, BRIDGE)])
    told: list[int] = []
    assert indexing.rebuild_index(told.append) == 2
    assert told[-1] == 2
    assert having("다리") == [bridge.pk, other.pk]
    assert having("터널") == []
    assert Generation.objects.get(state="live").documents == 2
    assert tunnel.pk not in having("삼월", "사월")


@pytest.mark.django_db(transaction=True)
def test_a_worker_merges_what_the_tick_finds_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(tasks, "wake", woken.append)
    claims_of(article(TEXT), BRIDGE)
    tasks.tick()
    assert "index" in woken
    tasks.drain_queue("index")
    assert not Waiting.objects.exists()
    woken.clear()
    tasks.tick()
    assert "index" not in woken
    assert having("다리")
