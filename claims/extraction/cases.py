"""Third-party cases of numbers, units and dates, answered by the language modules.

A case is one JSON object: ``{id, lang, model, input, context, results}`` in the manner of the
Recognizers-Text specifications. It is exact when the values found are those expected, as
multisets: the words they stand in never decide. For dates the reading towards the past or the one
towards the future counts. A model without a rule here is not scored.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from claims.text import quantities, times, units
from claims.text.findings import FoundQuantity, FoundTime, Grain

_SECONDS = {
    "초": 1,
    "분": 60,
    "시간": 3_600,
    "일": 86_400,
    "주": 604_800,
    "개월": 2_592_000,
    "년": 31_536_000,
}
_CODE = re.compile(r"[A-Z]{3}")
_AGES = frozenset({"살", "세"})
_DEGREES = frozenset({"도", "°F"})
_UNMEASURED = {"", "%", "%p", "bp", "배", *_AGES, *_DEGREES, *_SECONDS, *units.COUNTERS}

# The currencies that the cases tell apart; another name is not compared.
_CURRENCIES = {
    "dollar": "USD",
    "united states dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "british pound": "GBP",
    "won": "KRW",
    "korean won": "KRW",
    "south korean won": "KRW",
    "yen": "JPY",
    "japanese yen": "JPY",
    "yuan": "CNY",
    "chinese yuan": "CNY",
    "renminbi": "CNY",
    "hong kong dollar": "HKD",
    "canadian dollar": "CAD",
    "rupee": "INR",
    "indian rupee": "INR",
    "russian ruble": "RUB",
    "swiss franc": "CHF",
}

Value = Any
"""A number, an amount with its currency, a day, or the two ends of a period."""


def expected(case: Mapping[str, Any]) -> list[list[Value]] | None:
    """The lists of values that count as right, or None where the case is not scored."""
    model, results = case["model"], case["results"] or []
    try:
        match model:
            case "CurrencyModel":
                return [[_amount(result["Resolution"]) for result in results]]
            case "DateParser" | "HolidayParser":
                return [[reading["date"] for reading in side] for side in _sides(results)]
            case "DatePeriodParser":
                return [
                    [(reading.get("startDate"), reading.get("endDate")) for reading in side]
                    for side in _sides(results)
                ]
            case "DurationParser":
                return [[_rounded(reading["duration"]) for reading in _sides(results)[0]]]
            case "DimensionModel" | "TemperatureModel" | "AgeModel":
                return [[_rounded(result["Resolution"]["value"]) for result in results]]
        if model.startswith(("NumberModel", "PercentModel")):
            return [[_rounded(result["Resolution"]["value"]) for result in results]]
    except (KeyError, TypeError):
        return None  # the case says nothing that can be compared
    return None


def answer(case: Mapping[str, Any]) -> list[Value]:
    """What the reader finds in the input of a scored case."""
    text, language, model = case["input"], case["lang"], case["model"]
    if model in ("DateParser", "HolidayParser", "DatePeriodParser"):
        stated = times.find(
            text, 0, len(text), language, published=_reference_day(case), previous=None
        )
        if model == "DatePeriodParser":
            return [_period(time) for time in stated if _is_period(time)]
        return [time.first.isoformat() for time in stated if not _is_period(time)]
    if model.startswith("NumberModel"):
        found = quantities.numerals(text, 0, len(text), language)
        return [_rounded(one.value) for one in found]
    measured = quantities.find(text, 0, len(text), language)
    if model == "CurrencyModel":
        return [(_rounded(one.value), one.unit) for one in measured if _CODE.fullmatch(one.unit)]
    if model == "DurationParser":
        return [
            _rounded(one.value * _SECONDS[one.unit]) for one in measured if one.unit in _SECONDS
        ]
    return [_rounded(one.value) for one in measured if _is_asked_for(one, model)]


def is_exact(case: Mapping[str, Any], found: list[Value]) -> bool:
    """Whether the values found are one of the lists expected."""
    options = expected(case) or []
    if case["model"] == "CurrencyModel":
        return any(_same_amounts(wanted, found) for wanted in options)
    return any(Counter(wanted) == Counter(found) for wanted in options)


def _reference_day(case: Mapping[str, Any]) -> dt.date | None:
    moment = (case["context"] or {}).get("ReferenceDateTime")
    return dt.datetime.fromisoformat(moment).date() if moment else None


def _is_asked_for(quantity: FoundQuantity, model: str) -> bool:
    unit = quantity.unit
    match model:
        case "AgeModel":
            return unit in _AGES
        case "TemperatureModel":
            return unit in _DEGREES
        case "DimensionModel":
            return unit not in _UNMEASURED and not _CODE.fullmatch(unit)
        case _:  # the PercentModel, whatever its mode
            return unit == "%"


def _sides(results: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [
        [result["Value"][side] for result in results]
        for side in ("PastResolution", "FutureResolution")
    ]


def _rounded(value: Decimal | str) -> float | str:
    try:
        return round(float(re.sub(r"[,%\s]", "", str(value))), 6)
    except ValueError:
        return str(value)


def _amount(resolution: Mapping[str, str]) -> tuple[float | str, str]:
    name = (resolution["unit"] or "").strip().lower()
    code = name.upper() if len(name) == 3 else ""
    return _rounded(resolution["value"]), _CURRENCIES.get(name, code)


def _same_amounts(wanted: list[Value], found: list[Value]) -> bool:
    if len(wanted) != len(found):
        return False
    return all(
        any(value == own and code in ("", unit) for own, unit in found) for value, code in wanted
    )


def _is_period(time: FoundTime) -> bool:
    """Two weeks ago is one day for the cases, however roughly it is meant."""
    return time.first != time.last


def _period(time: FoundTime) -> tuple[str, str]:
    """The ends as the cases write them: one week, month or year ends where the next begins;
    several end where the last begins."""
    after = time.last + dt.timedelta(days=1)
    last = _beginning(time.last, time.grain)
    end = last if last > time.first else after
    return time.first.isoformat(), end.isoformat()


def _beginning(day: dt.date, grain: Grain) -> dt.date:
    """The first day of the unit of ``grain`` that ``day`` is in."""
    match grain:
        case Grain.WEEK:
            return day - dt.timedelta(days=day.weekday())
        case Grain.MONTH:
            return day.replace(day=1)
        case Grain.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Grain.HALF:
            return day.replace(month=1 if day.month < 7 else 7, day=1)
        case Grain.YEAR:
            return day.replace(month=1, day=1)
        case _:
            return day
