"""The reference data is kept by verbs, and what was merged stays readable."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from claims.errors import Conflict
from claims.ledger.models import Entry
from claims.reference import services as reference
from claims.reference.models import Entity, Source
from claims.reference.queries import directive_vocabulary, gazetteer
from claims.reference.services import Name
from tests.factories import Newsroom, entity

TEXT = "한들전자는 새 공장을 열었다."


def keys(text: str = TEXT) -> list[str]:
    return [found.key for found in gazetteer().find(text, 0, len(text))]


def test_the_gazetteer_holds_every_name_of_every_entity(newsroom: Newsroom) -> None:
    maker = entity("한들전자")
    names = [reference.Name("ko", "한들전자", preferred=True), reference.Name("en", "Handeul")]
    reference.name_entity(entity=maker, names=names, by=newsroom.jiho)
    assert keys() == [str(maker.pk)]
    assert keys("Handeul opened a plant.") == [str(maker.pk)]
    assert keys("아무 이름도 없다.") == []


def test_the_names_of_a_merged_entity_stand_for_its_successor(newsroom: Newsroom) -> None:
    winner, loser = entity("한들"), entity("한들전자")
    reference.merge_entities(winner=winner, loser=loser, by=newsroom.jiho)
    assert keys() == [str(winner.pk)]
    loser.refresh_from_db()
    assert (loser.merged_into, loser.names.get().text) == (winner, "한들전자")
    for one, other in ((winner, loser), (loser, winner)):
        with pytest.raises(Conflict):
            reference.merge_entities(winner=one, loser=other, by=newsroom.jiho)
    reference.split_entity(entity=loser, by=newsroom.jiho)
    assert keys() == [str(loser.pk)]
    assert [entry.kind for entry in Entry.objects.about(loser)] == ["entity.split", "entity.merged"]


def test_a_merge_of_what_was_merged_into_it_goes_along(newsroom: Newsroom) -> None:
    first, second, third = entity("하나"), entity("둘"), entity("한들전자")
    reference.merge_entities(winner=second, loser=third, by=newsroom.jiho)
    reference.merge_entities(winner=first, loser=second, by=newsroom.jiho)
    assert keys() == [str(first.pk)]


def test_an_entity_is_not_merged_into_itself(newsroom: Newsroom) -> None:
    known = entity("한들전자")
    with pytest.raises(ValidationError):
        reference.merge_entities(winner=known, loser=known, by=newsroom.jiho)


def test_naming_replaces_the_names_and_saying_the_same_writes_nothing(newsroom: Newsroom) -> None:
    known = entity("한들전자")
    names = [Name("ko", "한들", preferred=True), Name("en", "Handeul", preferred=True)]
    for _ in range(2):
        reference.name_entity(entity=known, names=names, by=newsroom.jiho)
    assert {(name.language, name.text) for name in known.names.all()} == {
        ("ko", "한들"),
        ("en", "Handeul"),
    }
    assert Entry.objects.about(known).count() == 1
    assert (known.label("ko"), known.label("en")) == ("한들", "Handeul")


@pytest.mark.parametrize(
    "names",
    [
        [Name("ko", "")],
        [Name("ko", "한들"), Name("ko", " 한들 ")],
        [Name("ko", "한들", preferred=True), Name("ko", "들", preferred=True)],
        [Name("fr", "Handeul")],
    ],
)
def test_names_that_cannot_be_are_refused_and_the_old_ones_stay(
    newsroom: Newsroom, names: list[Name]
) -> None:
    known = entity("한들전자")
    with pytest.raises(ValidationError):
        reference.name_entity(entity=known, names=names, by=newsroom.jiho)
    assert known.names.get().text == "한들전자"


def test_a_source_has_the_hosts_it_is_given(newsroom: Newsroom) -> None:
    source = Source(entity=entity("강변일보", "outlet"), country="KR")
    reference.save_source(source=source, by=newsroom.jiho)
    reference.set_domains(
        source=source, domains=["www.River.example", "m.river.example"], by=newsroom.jiho
    )
    reference.set_domains(source=source, domains=["river.example"], by=newsroom.jiho)
    assert [row.domain for row in source.domains.all()] == ["river.example"]
    with pytest.raises(ValidationError):
        reference.set_domains(source=source, domains=["no host"], by=newsroom.jiho)
    other = Source.objects.create(entity=entity("들판신문", "outlet"))
    with pytest.raises(ValidationError):
        reference.set_domains(source=other, domains=["river.example"], by=newsroom.jiho)


def test_only_curators_keep_the_reference_data(newsroom: Newsroom) -> None:
    known, other = entity("한들전자"), entity("한들")
    for by in (newsroom.minjun, newsroom.seoyeon, newsroom.hana, newsroom.stranger):
        for attempt in (
            lambda by=by: reference.save_entity(entity=known, by=by),
            lambda by=by: reference.name_entity(entity=known, names=[], by=by),
            lambda by=by: reference.merge_entities(winner=known, loser=other, by=by),
        ):
            with pytest.raises(PermissionDenied):
                attempt()


def test_preparing_twice_keeps_what_curators_changed(newsroom: Newsroom) -> None:
    call_command("prepare", verbosity=0)
    before = dict(Entity.objects.values_list("slug", "public_id"))
    assert len(before) >= 300
    changed = Entity.objects.filter(source=None).earliest("pk")
    reference.name_entity(
        entity=changed, names=[Name("ko", "고친 이름", preferred=True)], by=newsroom.jiho
    )
    call_command("prepare", verbosity=0)
    assert dict(Entity.objects.values_list("slug", "public_id")) == before
    assert changed.names.get().text == "고친 이름"
    assert len(directive_vocabulary()) > 20
