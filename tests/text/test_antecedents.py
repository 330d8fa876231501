"""What a claim means and does not say."""

import datetime as dt

import pytest

from claims.reference.delivered import directive_vocabulary, gazetteer
from claims.text.findings import Block, BlockClass, FoundClaim
from claims.text.reader import read

BEFORE = "일본 정부는 23일 국내 기업의 H20 칩 구매를 제한했다."


def claims_of(text: str) -> list[FoundClaim]:
    return list(
        read(
            text,
            [Block(0, len(text), BlockClass.BODY)],
            published=dt.date(2026, 5, 2),
            gazetteer=gazetteer(),
            vocabulary=directive_vocabulary(),
        ).claims
    )


def means(text: str) -> set[str]:
    """The keys of the names that the last claim of a text means without saying them."""
    last = claims_of(text)[-1]
    return {one.key for one in last.mentions if not last.start <= one.start < last.end}


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE} 이듬해에는 이마저도 금지했다.",
        f"{BEFORE} 공공 기관에는 구매를 아예 금지하는 방안을 검토하고 있다.",
    ],
)
def test_a_directive_without_an_object_goes_on_with_the_one_before(text: str) -> None:
    assert "nvidia-h20" in means(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE} 일부 항구에서는 통관 서류를 더 요구했다.",  # an object of its own
        f"{BEFORE} 정부는 국산 칩을 쓰는 곳에 보조금을 지급하기로 했다.",  # promotes another
        f"{BEFORE} {'날씨가 맑았다. ' * 30}이듬해에는 이마저도 금지했다.",  # too far away
    ],
)
def test_a_directive_on_something_else_does_not(text: str) -> None:
    assert "nvidia-h20" not in means(text)


def test_a_subject_that_is_taken_up_brings_its_name() -> None:
    text = "엔비디아는 매출이 늘었다고 밝혔고, 공장을 더 짓기로 했다."
    last = claims_of(text)[-1]
    assert "nvidia" in {one.key for one in last.mentions}
    for one in last.mentions:
        assert text[one.start : one.end] == one.original
