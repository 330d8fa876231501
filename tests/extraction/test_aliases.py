"""Names that texts give as one: offered to the curator, and decided once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims import tasks
from claims.errors import Conflict
from claims.extraction import aliases
from claims.extraction import services as extraction
from claims.extraction.models import AliasSuggestion
from claims.ledger.models import Entry
from claims.reference.models import EntityName
from tests.factories import Newsroom, article, entity

TEXT = "칩 업체 가람반도체(Garam Semi)와 나루텍(Narutek)은 20일 계약했다고 밝혔다."


@pytest.fixture
def offered(newsroom: Newsroom) -> AliasSuggestion:
    entity("가람반도체")
    article(TEXT)
    tasks.settle()
    return AliasSuggestion.objects.get(latin="Garam Semi")


def test_reading_an_article_offers_its_pairs(offered: AliasSuggestion) -> None:
    assert offered.entity is not None
    assert str(offered.entity) == "가람반도체"
    assert AliasSuggestion.objects.get(latin="Narutek").entity is None
    sighting = offered.sightings.select_related("snapshot").get()
    printed = sighting.snapshot.text[sighting.start : sighting.end]
    assert printed == "가람반도체(Garam Semi)"


def test_the_same_pair_elsewhere_is_one_offer_with_two_sightings(offered: AliasSuggestion) -> None:
    second = article("가람반도체(Garam Semi)는 증설을 미룬다고 21일 밝혔다.")
    tasks.settle()
    assert offered.sightings.count() == 2
    extraction.queue(snapshot=second.latest_snapshot)
    tasks.settle()
    assert offered.sightings.count() == 2


def test_accepting_gives_the_entity_both_names(
    offered: AliasSuggestion, newsroom: Newsroom
) -> None:
    row = aliases.accept(suggestion=offered, by=newsroom.jiho)
    names = EntityName.objects.filter(entity=row.entity)
    assert set(names.values_list("language", "text")) == {
        ("ko", "가람반도체"),
        ("en", "Garam Semi"),
    }
    assert Entry.objects.filter(kind="alias.accepted").count() == 1
    article("가람반도체(Garam Semi)는 값을 올린다고 22일 밝혔다.")
    tasks.settle()
    assert offered.sightings.count() == 1  # known now, and nothing to offer
    with pytest.raises(Conflict):
        aliases.dismiss(suggestion=offered, by=newsroom.jiho)


def test_an_unknown_pair_needs_to_be_told_whose_names_they_are(
    offered: AliasSuggestion, newsroom: Newsroom
) -> None:
    unknown = AliasSuggestion.objects.get(latin="Narutek")
    with pytest.raises(ValidationError):
        aliases.accept(suggestion=unknown, by=newsroom.jiho)
    owner = entity("나루전자")
    aliases.accept(suggestion=unknown, by=newsroom.jiho, entity=owner)
    assert set(owner.names.values_list("text", flat=True)) == {"나루전자", "나루텍", "Narutek"}


def test_what_was_dismissed_is_not_offered_again(
    offered: AliasSuggestion, newsroom: Newsroom
) -> None:
    aliases.dismiss(suggestion=offered, by=newsroom.jiho)
    article("가람반도체(Garam Semi)는 또 값을 올린다고 23일 밝혔다.")
    tasks.settle()
    offered.refresh_from_db()
    assert offered.state == "dismissed"
    assert AliasSuggestion.objects.filter(state="open").count() == 1  # the other pair


def test_only_curators_decide(offered: AliasSuggestion, newsroom: Newsroom) -> None:
    for person in (newsroom.minjun, newsroom.seoyeon, newsroom.hana):
        with pytest.raises(PermissionDenied):
            aliases.accept(suggestion=offered, by=person)
        with pytest.raises(PermissionDenied):
            aliases.dismiss(suggestion=offered, by=person)
