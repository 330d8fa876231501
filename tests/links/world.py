"""Claims as the comparison sees them: one in the middle, and what is said otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from claims.links.rules import Comparison, Features, Name, Number, Order, compare

H20 = Name(1, "product", "H20")
H200 = Name(2, "product", "H200")
NVIDIA = Name(3, "company", "엔비디아")
CHINA = Name(4, "place", "중국")
CAC = Name(5, "agency", "인터넷정보판공실")
CHINESE_GOVERNMENT = Name(6, "government", "중국 정부")
US_GOVERNMENT = Name(7, "government", "미국 정부")

SEPTEMBER_24 = (dt.date(2024, 9, 10), dt.date(2024, 9, 10))
FEBRUARY_25 = (dt.date(2025, 2, 28), dt.date(2025, 2, 28))  # 200 days before
SEPTEMBER_25 = (dt.date(2025, 9, 16), dt.date(2025, 9, 16))
GUIDANCE = Order(2, "guidance", "restrictive")
SUSPEND = Order(6, "suspend", "restrictive")
BAN = Order(9, "ban", "restrictive")
PERMIT = Order(0, "none", "permissive")

WORDS = frozenset("중국 기업 칩 구매 당국 지시 요구".split())
OTHER_WORDS = frozenset("공장 전력 가격 오르다".split())

BASE = Features(
    language="ko",
    polarity="affirmative",
    hedge="asserted",
    lemmas=WORDS,
    names=(H20, NVIDIA),
    about=SEPTEMBER_25,
)


def said(**changes: object) -> Features:
    return replace(BASE, **changes)  # type: ignore[arg-type]


def number(
    value: str, comparator: str = "exact", high: str | None = None, unit: str = "%"
) -> Number:
    return Number(Decimal(value), Decimal(high) if high else None, unit, comparator, value)


def related(a: Features, b: Features) -> Comparison:
    outcome = compare(a, b)
    assert outcome is not None
    return outcome
