"""Numbers that measure, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.text.findings import Comparator, FoundQuantity
from claims.text.quantities import find


def found(text: str, language: str) -> list[FoundQuantity]:
    quantities = find(text, 0, len(text), language)
    assert all(text[one.start : one.end] == one.original for one in quantities)
    return quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("손실은 80억 달러다", "8000000000", "USD"),
        ("예산 3조2천400억원이 남았다", "3240000000000", "KRW"),
        ("수출 5조 6500억원을 넘었다", "5650000000000", "KRW"),
        ("직원 1천200명을 뽑았다", "1200", "명"),
        ("주민 18만4천 명이 산다", "184000", "명"),
        ("차량 1만2,000대를 팔았다", "12000", "대"),
        ("금리를 0.25%포인트 내렸다", "0.25", "%p"),
        ("실업률은 3.9퍼센트였다", "3.9", "%"),
        ("가격이 두 배로 올랐다", "2", "배"),
        ("백만 달러를 냈다", "1000000", "USD"),
        ("오천원을 받는다", "5000", "KRW"),
        ("200위안을 벌었다", "200", "CNY"),
        ("60일간의 유예를 뒀다", "60", "일"),
        ("백신 9만 회분이 왔다", "90000", "회분"),
        ("$30에 판다", "30", "USD"),
    ],
)
def test_korean_values(text: str, value: str, unit: str) -> None:
    assert [(one.value, one.unit) for one in found(text, "ko")] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("약 30명이 왔다", Comparator.ABOUT),
        ("300여 명이 왔다", Comparator.ABOUT),
        ("30명 이상이 왔다", Comparator.AT_LEAST),
        ("최소 30명이 왔다", Comparator.AT_LEAST),
        ("30명이 넘는 사람이 왔다", Comparator.MORE_THAN),
        ("30명을 초과했다", Comparator.MORE_THAN),
        ("30명 미만이다", Comparator.LESS_THAN),
        ("최대 30명이 온다", Comparator.AT_MOST),
        ("30명 이하만 받는다", Comparator.AT_MOST),
        ("30명이 왔다", Comparator.EXACT),
    ],
)
def test_korean_bounds(text: str, comparator: Comparator) -> None:
    assert [one.comparator for one in found(text, "ko")] == [comparator]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10~20% 올랐다", "10", "20", "%"),
        ("3만∼5만 명이 모였다", "30000", "50000", "명"),
        ("10~20억 원이 든다", "1000000000", "2000000000", "KRW"),
    ],
)
def test_korean_ranges(text: str, low: str, high: str, unit: str) -> None:
    (one,) = found(text, "ko")
    assert (one.value, one.value_high, one.unit) == (Decimal(low), Decimal(high), unit)


def test_a_change_from_one_value_to_another_is_not_a_range() -> None:
    values = [
        (one.value, one.value_high) for one in found("요금을 900원에서 1,000원으로 올린다", "ko")
    ]
    assert values == [(Decimal(900), None), (Decimal(1000), None)]


def test_a_ratio_keeps_both_numbers() -> None:
    assert [one.value for one in found("15종 가운데 4종을 막았다", "ko")] == [15, 4]


@pytest.mark.parametrize(
    "text",
    [
        "H20과 RTX Pro 6000D, 910B를 샀다",
        "5G 통신이다",
        "2025년 9월 18일에 열렸다",
        "제3차 회의가 열렸다",
        "2분기 실적이다",
        "3위를 했다",
        "5대 그룹이 모였다",
        "20대 남성이다",
        "3개월 전 일이다",
        "그 조건 때문이다",
        "제2조각 작품이다",
    ],
)
def test_korean_numbers_that_measure_nothing(text: str) -> None:
    assert found(text, "ko") == []


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "comparator"),
    [
        ("a charge of $5.5 billion", "5500000000", None, "USD", Comparator.EXACT),
        ("worth US$8bn", "8000000000", None, "USD", Comparator.EXACT),
        ("about 15 percent of sales", "15", None, "%", Comparator.ABOUT),
        ("more than 1,200 people", "1200", None, "명", Comparator.MORE_THAN),
        ("at least 3 million H20 chips", "3000000", None, "chips", Comparator.AT_LEAST),
        ("up to two million yuan", "2000000", None, "CNY", Comparator.AT_MOST),
        ("between 10 and 20 percent", "10", "20", "%", Comparator.EXACT),
        ("$5 to $10 billion", "5000000000", "10000000000", "USD", Comparator.EXACT),
        ("90 days", "90", None, "일", Comparator.EXACT),
        ("three companies", "3", None, "companies", Comparator.EXACT),
    ],
)
def test_english(
    text: str, value: str, high: str | None, unit: str, comparator: Comparator
) -> None:
    (one,) = found(text, "en")
    expected_high = Decimal(high) if high else None
    assert (one.value, one.value_high, one.unit) == (Decimal(value), expected_high, unit)
    assert one.comparator is comparator


@pytest.mark.parametrize(
    "text", ["the H20 and RTX Pro 6000D", "on Sept. 17, 2025", "in 2024", "five years ago"]
)
def test_english_numbers_that_measure_nothing(text: str) -> None:
    assert found(text, "en") == []
