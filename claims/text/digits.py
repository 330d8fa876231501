"""Numerals in digits, as both languages write them: 1,234.5, 1 234 567, 3/4, 1.2e5, 1.1^23, ½."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# At most 30 digits: a longer run is an identifier, not a measure.
PLAIN = r"\d{1,3}(?:,\d{3}){1,9}(?!\d)(?:\.\d{1,10})?|\d{1,30}(?:\.\d{1,10})?"

VULGAR = {
    sign: Decimal(above) / Decimal(below)
    for sign, above, below in (
        ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5),
        ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8),
        ("⅞", 7, 8),
    )
}  # fmt: skip

# Forms that are read as they stand and take no scale word; tried in this order.
_SPECIAL = re.compile(
    r"(?P<base>\d{1,12}(?:\.\d{1,10})?|\.\d{1,10})\^(?P<power>[+-]?\d{1,2})(?![\d.])"
    r"|(?P<mantissa>\d{1,12}(?:\.\d{1,10})?|\.\d{1,10})[eE](?P<exponent>[+-]?\d{1,2})(?![A-Za-z\d])"
    r"|(?:(?P<units>\d{1,6})[ \u00a0]{1,2})?(?<![\d/])(?P<above>\d{1,9})\s?/\s?(?P<below>\d{1,9})"
    r"(?![\d/.])"
    r"|(?P<spaced>\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}(?:\.\d{1,10})?"
    r"|\d{1,3}(?: \d{3}){2,6}(?:\.\d{1,10})?|\d{1,3} 000)(?![\d,])"
    r"|(?P<indian>\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,10})?)(?![\d,])"
    r"|(?P<european>\d{1,3}(?:\.\d{3}){1,6},\d{1,10})(?!\d|[,.]\d)"
    rf"|(?P<wholes>\d{{1,6}})?\s?(?P<vulgar>[{''.join(VULGAR)}])"
    r"|(?P<tiny>\.\d{1,10})"
)
_PLAIN = re.compile(PLAIN)
# An address (192.168.1.2) or a day (5/17/2018), each part a number of its own.
_PARTS = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,3}(?!\.?\d|[A-Za-z])|\d{1,4}/\d{1,4}/\d{1,4}(?![\d/])")
_PART = re.compile(r"\d{1,4}")
_RUN = re.compile(r"[\d.,]{1,64}")


class Numeral(NamedTuple):
    """A number and where it stands. ``special``: digits that take no scale word after them;
    ``spelled``: in words; ``bound``: a form that only stands before a counter; ``fraction``: a
    part of a whole; ``scale``: what its last scale word multiplies by."""

    value: Decimal
    start: int
    end: int
    spelled: bool = False
    special: bool = False
    bound: bool = False
    fraction: bool = False
    scale: int = 1


def at(text: str, position: int, end: int) -> Numeral | None:
    """The numeral in digits that begins at ``position``, or None."""
    match = _SPECIAL.match(text, position, end)
    if match:
        special = _special(match)
        if special is not None:
            return Numeral(whole(special), position, match.end(), special=True,
                           fraction=bool(match["above"] or match["vulgar"]))  # fmt: skip
    match = _PLAIN.match(text, position, end)
    if match is None:
        return None
    if match.end() < end and text[match.end()].isdigit():
        return None
    return Numeral(whole(Decimal(match.group().replace(",", ""))), position, match.end())


def parts(text: str, position: int, end: int) -> list[Numeral]:
    """The numbers of an address or a day in figures that begins at ``position``."""
    written = _PARTS.match(text, position, end)
    if written is None:
        return []
    return [
        Numeral(Decimal(part.group()), part.start(), part.end(), special=True)
        for part in _PART.finditer(text, position, written.end())
    ]


def after(text: str, position: int, end: int) -> int:
    """Where a run of digits that is no number ends."""
    while match := _RUN.match(text, position, end):
        position = match.end()
    return position


def whole(value: Decimal) -> Decimal:
    """The same value, without decimals where it has none."""
    integral = value.to_integral_value()
    return integral if integral == value else value


def _special(match: re.Match[str]) -> Decimal | None:
    if match["base"]:
        base = Decimal(match["base"])
        return None if base == 0 else base ** int(match["power"])
    if match["mantissa"]:
        return Decimal(match["mantissa"]).scaleb(int(match["exponent"]))
    if match["above"]:
        below = Decimal(match["below"])
        if below == 0:
            return None
        return Decimal(match["units"] or 0) + Decimal(match["above"]) / below
    if match["vulgar"]:
        return Decimal(match["wholes"] or 0) + VULGAR[match["vulgar"]]
    if match["european"]:
        return Decimal(match["european"].replace(".", "").replace(",", "."))
    written = match["spaced"] or match["indian"] or match["tiny"]
    return Decimal(re.sub(r"[^\d.]", "", written))


def in_code(text: str, numeral: Numeral, end: int) -> bool:
    """Whether Latin letters touch the digits (H20, 910B, 180ml)."""
    if numeral.spelled:
        return False
    before = text[numeral.start - 1] if numeral.start else " "
    after_it = text[numeral.end] if numeral.end < end else " "
    return (before.isascii() and before.isalpha()) or (after_it.isascii() and after_it.isalpha())


def share(part: Decimal) -> Decimal:
    """A part of a whole in percent, to six decimals: a third is 33.333333 %."""
    return whole(round(part * 100, 6))
