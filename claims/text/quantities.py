"""Numbers that measure something: money, shares, counts, lengths of time, ranges and bounds.

A number inside a product code (H20, 910B), a date, a rank (3위) or a list number is not a
quantity, and neither is an amount without a number (수십억 달러, hundreds of people). Every pattern
is anchored at a digit or a number word and looks a bounded distance, so the cost is linear in the
text.
"""

from __future__ import annotations

from claims.text import numerals_en, numerals_ko, quantities_en, quantities_ko
from claims.text.findings import FoundQuantity


def find(text: str, start: int, end: int, language: str) -> list[FoundQuantity]:
    """The quantities of ``text[start:end]`` in order, not overlapping; none for other languages."""
    if language == "ko":
        return quantities_ko.find(text, start, end)
    if language == "en":
        return quantities_en.find(text, start, end)
    return []


def numerals(text: str, start: int, end: int, language: str) -> list[FoundQuantity]:
    """Every numeral of ``text[start:end]`` as a bare number, whatever it counts, in order.

    Codes (H20, 180ml), months and days of a date are left out; none for other languages.
    """
    if language not in ("ko", "en"):
        return []
    found = (numerals_ko if language == "ko" else numerals_en).standing(text, start, end)
    return [
        FoundQuantity(one.value, "", one.start, one.end, text[one.start : one.end]) for one in found
    ]
