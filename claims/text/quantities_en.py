"""English quantities: money with scales ($5.5 billion), percentages, counts, ranges and bounds."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.text.findings import Comparator, FoundQuantity
from claims.text.units import (
    CURRENCY_SIGNS,
    ENGLISH_CURRENCIES,
    ENGLISH_MEASURES,
    ISO_CURRENCIES,
)

_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "mn": 10**6,
    "m": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
}
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

_DIGITS = r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,10})?|\d{1,30}(?:\.\d{1,10})?"
_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|trillion|(?:k|mn|m|bn|b|tn)(?![A-Za-z])"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>{_SIGNS}|(?:{'|'.join(sorted(ISO_CURRENCIES))})\s?)\s?)?"
    rf"(?:(?P<digits>{_DIGITS})|(?P<word>(?i:{'|'.join(_WORDS)}))(?![\w-]))"
    rf"(?:[\s-]?(?P<scale>(?i:{_SCALE})))?"
)
_RANGE = re.compile(r"\s?[–~-]\s?|\s(?:to|and)\s")
_UNIT = re.compile(
    r"[\s-]{0,2}(?P<unit>"
    + "|".join(
        re.escape(unit)
        for unit in sorted({**ENGLISH_MEASURES, **ENGLISH_CURRENCIES}, key=len, reverse=True)
    )
    + r")(?![A-Za-z])"
)
_COUNTED = re.compile(
    r"\s(?:(?!(?:of|in|on|at|and|or|to|the|a)\s)[A-Za-z0-9-]{1,20}\s){0,2}(?P<noun>[a-z]{2,20}s)(?![A-Za-z])"
)
_NOT_COUNTED = frozenset("is was as has its this us does his always times hours versus".split())
_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,7}\.?,?\s$|(?<!\d)\d{1,2},\s$"
)
_AGO = re.compile(r"\s(?:ago|earlier|later|before|after|from now|old)\b")
_BEFORE = re.compile(
    r"\b(?:(?P<more_than>more than|over|exceeding|above|upwards of|in excess of)"
    r"|(?P<at_least>at least|no less than|no fewer than|a minimum of)"
    r"|(?P<less_than>less than|fewer than|under|below)"
    r"|(?P<at_most>at most|up to|as much as|as many as|no more than|a maximum of)"
    r"|(?P<about>about|around|roughly|approximately|nearly|almost|some|close to|an estimated))\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\sor\s(?:(?P<at_least>more|higher)|(?P<at_most>less|fewer|lower))\b")
_LOOK_BACK = 20


def find(text: str, start: int, end: int) -> list[FoundQuantity]:
    """English quantities of ``text[start:end]`` in order."""
    found = []
    position = start
    while match := _NUMBER.search(text, position, end):
        quantity = _quantity(text, match, start, end)
        if quantity:
            found.append(quantity)
        position = max(quantity.end if quantity else match.end(), match.end())
    return found


def _value(match: re.Match[str]) -> Decimal:
    digits = match["digits"]
    value = Decimal(digits.replace(",", "")) if digits else Decimal(_WORDS[match["word"].lower()])
    value *= _SCALES.get((match["scale"] or "").lower(), 1)
    return value.to_integral_value() if value == value.to_integral_value() else value


def _quantity(text: str, match: re.Match[str], start: int, end: int) -> FoundQuantity | None:
    if text[match.end() : match.end() + 1].isalnum():
        return None
    if match.start() and text[match.start() - 1] == "-":
        return None
    high: re.Match[str] | None = None
    joint = _RANGE.match(text, match.end(), end)
    if joint:
        high = _NUMBER.match(text, joint.end(), end)
        between = text[max(start, match.start() - 8) : match.start()].lower().endswith("between ")
        if high and joint.group().strip() == "and" and not between:
            high = None
    final = high or match
    unit, close = _unit(text, final, end)
    sign = (match["sign"] or (high["sign"] if high else None) or "").strip()
    if sign:
        unit = CURRENCY_SIGNS.get(sign, sign)
    elif unit is None or (
        _MONTH.search(text, max(start, match.start() - 12), match.start()) and not match["scale"]
    ):
        return None
    if _AGO.match(text, close, end) and unit in {"일", "주", "개월", "년", "시간", "분"}:
        return None
    low_value, high_value = _value(match), _value(high) if high else None
    if high and high["scale"] and not match["scale"]:
        low_value *= _SCALES[high["scale"].lower()]
    first, last, comparator = _bounds(text, match.start(), close, start, end)
    return FoundQuantity(
        low_value, unit or "", first, last, text[first:last], high_value, comparator
    )


def _unit(text: str, number: re.Match[str], end: int) -> tuple[str | None, int]:
    named = _UNIT.match(text, number.end(), end)
    if named:
        word = named["unit"]
        return ENGLISH_CURRENCIES.get(word) or ENGLISH_MEASURES[word], named.end()
    counted = _COUNTED.match(text, number.end(), end)
    plain_year = number["digits"] and re.fullmatch(r"(?:19|20)\d\d", number["digits"])
    if counted and counted["noun"] not in _NOT_COUNTED and not plain_year:
        return counted["noun"], number.end()
    return None, number.end()


def _bounds(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int, Comparator]:
    before = _BEFORE.search(text, max(start, first - _LOOK_BACK), first)
    if before and before.lastgroup:
        return before.start(), last, Comparator(before.lastgroup)
    after = _AFTER.match(text, last, end)
    if after and after.lastgroup:
        return first, after.end(), Comparator(after.lastgroup)
    return first, last, Comparator.EXACT
