"""What one body told, as two kept articles in two languages tell it, is one kept origin."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.links.candidates import of_article
from claims.links.models import Origin
from claims.links.resolving import resolve
from claims.links.standing import origin_of, origins_of
from claims.text.findings import Block, BlockClass
from claims.text.names import Gazetteer
from claims.text.reader import read
from tests.factories import article, store

KOREAN = (
    "노을제약은 15일 입장문에서 시럽 21만병을 회수한다고 밝혔다. 노을제약은 환불도 약속했다."
    " 물빛환자모임은 15일 회견을 열고 어린이 340명이 아프다고 주장했다."
)
ENGLISH = (
    "Noeul Pharmaceutical said in a statement on Monday that it would recall 210,000 bottles of"
    " syrup. A patients' group told a news conference on Monday that 340 children were ill."
)


def _place(claim: Claim) -> int:
    assert claim.current is not None
    return min(anchor.start or 0 for anchor in claim.current.anchors.all())


def origins_in(text: str, day: dt.date) -> list[Origin]:
    """The origins of the claims of a new article, in order, once resolved."""
    made = article(text)
    Article.objects.filter(pk=made.pk).update(published_on=day, published_grain="day")
    reading = read(
        text,
        [Block(0, len(text), BlockClass.BODY)],
        published=day,
        gazetteer=Gazetteer([]),
        vocabulary=[],
    )
    store(made.latest_snapshot, reading.claims, reading.language)
    claims = of_article(made.pk)
    with transaction.atomic():
        resolve(claims)
    claims.sort(key=_place)
    found = origins_of([claim.pk for claim in claims])
    return [origin_of(row) for claim in claims for row in found[claim.pk]]


@pytest.mark.django_db
def test_two_languages_one_statement() -> None:
    korean = origins_in(KOREAN, dt.date(2025, 9, 16))
    english = origins_in(ENGLISH, dt.date(2025, 9, 17))
    assert english == [korean[0], korean[-1]]
    assert korean[0] != korean[-1]
