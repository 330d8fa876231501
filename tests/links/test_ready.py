"""What is kept ready of a claim is what its rows say, whatever happened since it was kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from claims.articles.models import Article
from claims.extraction import indexing
from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.index.models import Payload
from claims.links import packed
from claims.links.candidates import features, of_claims
from claims.links.features import Features
from claims.links.ready import heads, known
from claims.reference import services as reference
from claims.reference.models import Entity, Source
from claims.text.findings import (
    Direction,
    DirectiveStatus,
    FoundClaim,
    FoundDirective,
    FoundTime,
    FoundVoice,
    Grain,
    Strength,
    VoiceKind,
)
from tests.factories import Newsroom, article, entity, found, mention, quantity, store

pytestmark = pytest.mark.django_db

ORDERED = "가람시는 5월 2일 나루소프트에 모래 3만 톤을 사지 말라고 명령했다고 다온일보가 전했다."
HALVED = "나루소프트의 모래 구매는 그 뒤 절반인 50%로 줄었다."
TEXT = f"{ORDERED} {HALVED}"
DAY = dt.date(2025, 5, 2)


class World:
    """Two articles that say the same, and who and what they name."""

    def __init__(self) -> None:
        self.city, self.firm = entity("가람시", "government"), entity("나루소프트")
        self.paper, self.other = entity("다온일보", "outlet"), entity("가람특별시", "government")
        self.people = Newsroom()
        self.articles = [article(f"{TEXT} {ending}") for ending in ("끝.", "속보.")]
        for kept in self.articles:
            self.read(kept, ORDERED, HALVED)
        self.claims = list(Claim.objects.order_by("pk"))

    def read(self, kept: Article, *quotes: str) -> None:
        text = kept.latest_snapshot.text
        store(kept.latest_snapshot, [self.found(text, quote) for quote in quotes])

    def found(self, text: str, quote: str) -> FoundClaim:
        names = [(name, row) for name, row in self.names() if name in quote]
        if quote == HALVED:
            half = quantity(text, "50%", Decimal(50), "%")
            return found(
                text, quote, mentions=[mention(text, *one) for one in names], quantities=[half]
            )
        start, day = text.index("다온일보"), text.index("5월 2일")
        said = text.index("명령했다")
        return found(
            text,
            quote,
            mentions=[mention(text, *one) for one in names],
            quantities=[quantity(text, "3만 톤", Decimal(30_000), "톤")],
            times=[FoundTime(DAY, DAY, Grain.DAY, day, day + 5, "5월 2일")],
            about=FoundTime(DAY, DAY, Grain.DAY, day, day + 5, "5월 2일"),
            attribution=[
                FoundVoice(
                    "다온일보",
                    VoiceKind.OUTLET,
                    start,
                    start + 4,
                    key=str(self.paper.pk),
                    verb="전하",
                )
            ],
            directive=FoundDirective(
                strength=Strength.ORDER,
                direction=Direction.RESTRICTIVE,
                status=DirectiveStatus.UNKNOWN,
                start=said,
                end=said + 4,
                original="명령했다",
                issuer="가람시",
                addressee="나루소프트",
                object="모래",
                act="사지 말라",
            ),
        )

    def names(self) -> list[tuple[str, Entity]]:
        return [("가람시", self.city), ("나루소프트", self.firm)]

    def do(self, step: str) -> None:
        first, second = self.articles
        match step:
            case "edit":
                claim = Claim.objects.get(pk=self.claims[1].pk)
                if claim.retired_at is None and claim.current is not None:
                    extraction.edit_claim(
                        claim=claim,
                        by=self.people.minjun,
                        expected_version=claim.current.number,
                        statement=f"{claim.current.statement.rstrip('.')}, 고쳤다.",
                    )
            case "retire":
                claim = Claim.objects.get(pk=self.claims[3].pk)
                if claim.retired_at is None:
                    extraction.retire(claim=claim, by=self.people.minjun, because="두 번 적혔다")
            case "lose":
                self.read(first, HALVED)
            case "find":
                self.read(first, ORDERED, HALVED)
            case "date":
                Article.objects.filter(pk=first.pk).update(published_on=DAY, published_grain="day")
            case "outlet":
                source, _made = Source.objects.get_or_create(entity=self.paper)
                Article.objects.filter(pk=first.pk).update(outlet="다온", source=source)
            case "copy":  # they were found to be copies when they came in
                Article.objects.filter(pk=second.pk).update(copy_of=None)
            case "kind":
                Entity.objects.filter(pk=self.firm.pk).update(kind="organisation")
            case "merge":
                self.city.refresh_from_db()
                if self.city.merged_into is None:
                    reference.merge_entities(
                        winner=self.other, loser=self.city, by=self.people.jiho
                    )
            case "split":
                self.city.refresh_from_db()
                if self.city.merged_into is not None:
                    reference.split_entity(entity=self.city, by=self.people.jiho)
            case "spoil":
                Payload.objects.filter(pk=self.claims[0].pk).update(data=b"made by other code")
            case "refill":
                indexing.update(Claim.objects.all())


STEPS = "edit retire lose find date outlet copy kind merge split refill spoil".split()


def of_rows(keys: Collection[int]) -> dict[int, tuple[int | None, Features]]:
    return {claim.pk: (claim.current_id, features(claim)) for claim in of_claims(keys)}


def of_payloads(keys: Collection[int]) -> dict[int, tuple[int, Features]]:
    return {key: (one.current_id, one.features) for key, one in known(keys).items()}


def test_what_is_kept_says_what_the_rows_say() -> None:
    world = World()
    keys = [claim.pk for claim in world.claims]

    @settings(max_examples=12)
    @given(st.lists(st.sampled_from(STEPS), max_size=5))
    def check(steps: list[str]) -> None:
        with transaction.atomic():
            for step in steps:
                world.do(step)
            rows = of_rows(keys)
            assert of_payloads(keys) == rows
            assert set(Payload.objects.values_list("key", flat=True)) == rows.keys()
            assert heads(keys).keys() <= rows.keys()
            transaction.set_rollback(True)

    check()


def test_what_changed_is_kept_anew_and_what_did_not_is_read_without_its_rows(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Every change that a payload cannot follow: the first look reads rows, the next none."""
    world = World()
    keys = {claim.pk for claim in world.claims}

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert known(keys).keys() == keys
        return len(captured)

    ready = queries()
    assert ready == 2
    for step in ("date", "outlet", "copy", "kind", "merge", "split", "spoil"):
        with django_capture_on_commit_callbacks(execute=True):
            world.do(step)
            assert queries() > ready, step
        assert queries() == ready, step
        assert heads(keys).keys() == keys


def test_nothing_is_kept_of_what_was_rolled_back() -> None:
    world = World()
    before = dict(Payload.objects.values_list("key", "data"))
    with transaction.atomic():
        world.do("edit")
        world.do("retire")
        assert dict(Payload.objects.values_list("key", "data")) != before
        transaction.set_rollback(True)
    assert dict(Payload.objects.values_list("key", "data")) == before


def test_a_rebuild_keeps_what_was_stored_before_there_were_payloads() -> None:
    world = World()
    before = dict(Payload.objects.values_list("key", "data"))
    Payload.objects.all().delete()
    indexing.rebuild_index(lambda _read: None)
    assert dict(Payload.objects.values_list("key", "data")) == before
    assert len(before) == len(world.claims)


def test_what_other_code_made_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    [one, *_others] = of_claims([world.claims[0].pk])
    data = packed.pack(features(one), packed.Made(1, 2, {3: ("a", "company")}))
    assert packed.unpack(data) == (features(one), packed.Made(1, 2, {3: ("a", "company")}))
    monkeypatch.setattr(packed, "form", lambda: b"another!")
    assert packed.unpack(data) is None
    assert packed.read_head(data) is None
