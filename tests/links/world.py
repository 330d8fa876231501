"""Claims as the comparison sees them: one in the middle, and what is said otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from claims.links.features import Features, Name, Number, Order, Voice, When
from claims.links.rules import Comparison, compare

H20 = Name("h20", "product", "H20")
H200 = Name("h200", "product", "H200")
NVIDIA = Name("nvidia", "company", "엔비디아")
CHINA = Name("china", "place", "중국")
CAC = Name("cac", "agency", "인터넷정보판공실")
CHINESE_GOVERNMENT = Name("cn-government", "government", "중국 정부")
US_GOVERNMENT = Name("us-government", "government", "미국 정부")

SEPTEMBER_24 = When(dt.date(2024, 9, 10), dt.date(2024, 9, 10))
FEBRUARY_25 = When(dt.date(2025, 2, 28), dt.date(2025, 2, 28))  # 200 days before
SEPTEMBER_25 = When(dt.date(2025, 9, 16), dt.date(2025, 9, 16))
GUIDANCE = Order(2, "guidance", "restrictive")
SUSPEND = Order(6, "suspend", "restrictive")
BAN = Order(9, "ban", "restrictive")
PERMIT = Order(0, "none", "permissive")

WORDS = frozenset("중국 기업 칩 구매 당국 지시 요구".split())
OTHER_WORDS = frozenset("공장 전력 가격 오르다".split())

BASE = Features(
    language="ko",
    statement="중국 당국은 기업에 칩을 구매하라고 지시했다.",
    kind="event",
    polarity="affirmative",
    hedge="asserted",
    lemmas=WORDS,
    names=(H20, NVIDIA),
    about=SEPTEMBER_25,
)


def said(**changes: object) -> Features:
    return replace(BASE, **changes)  # type: ignore[arg-type]


def outlets(*keys: str) -> tuple[Voice, ...]:
    return tuple(Voice(key, "outlet", key) for key in keys)


def number(
    value: str, comparator: str = "exact", high: str | None = None, unit: str = "%"
) -> Number:
    return Number(Decimal(value), Decimal(high) if high else None, unit, comparator, value)


def related(a: Features, b: Features) -> Comparison:
    return compare(a, b)
