"""Whether the numbers of two claims agree: which belong together, and whether both can be right.

Two numbers belong together when they have one unit and do not measure different things. Bounds,
ranges and rounding decide whether both can be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.links.features import Number
from claims.text.unit_kinds import KINDS, is_counter

_INFINITE = Decimal("Infinity")
_ABOUT = Decimal("0.05")
_ROUGH = Decimal("0.1")  # of a number of one digit: about half, around 70 percent
_SPANS = frozenset({"년", "개월", "주", "일", "시간", "분", "초"})
_PEOPLE = frozenset({"", "명", "건", "개", "가구", "곳"})

Pair = tuple[Number, Number]


def aligned(a: Sequence[Number], b: Sequence[Number]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that agree, and the pairs that cannot both be right.

    A number that agrees with any of the other side is no conflict. Lengths of time are compared
    only with each other, and never made a conflict where other numbers agree.
    """
    agreeing = [
        (x, y) for x in a for y in b if (_one_unit(x, y) or _counted(x, y)) and compatible(x, y)
    ]
    settled_a = {id(x) for x, _y in agreeing}
    settled_b = {id(y) for _x, y in agreeing}
    clashing = [
        (x, y)
        for x in a
        if id(x) not in settled_a
        for y in b
        if id(y) not in settled_b and _one_kind(x, y) and _one_measure(x, y)
    ]
    if not clashing:
        clashing = [
            (x, y)
            for x in a
            if id(x) not in settled_a
            for y in b
            if id(y) not in settled_b and _one_unit(x, y) and _one_measure(x, y)
        ]
    if agreeing:
        clashing = [(x, y) for x, y in clashing if x.unit not in _SPANS]
    return agreeing, clashing


def _counted(x: Number, y: Number) -> bool:
    """One number of things, counted by two words: 건 and 명, or by none. Only to agree, and no
    small whole number, which is the same by chance."""
    if x.value != y.value or (x.value == x.value.to_integral_value() and x.value < 10):
        return False
    return is_counter(x.unit) and is_counter(y.unit)


def is_span(number: Number) -> bool:
    """Whether it is a length of time."""
    return number.unit in _SPANS


def _one_kind(x: Number, y: Number) -> bool:
    """Whether both are in one unit, or in units of one kind: kilometres and miles."""
    if x.unit == y.unit:
        return True
    one, other = KINDS.get(x.unit), KINDS.get(y.unit)
    return one is not None and other is not None and one.of == other.of


def _one_unit(x: Number, y: Number) -> bool:
    if _one_kind(x, y):
        return True
    whole = x.value == x.value.to_integral_value() and y.value == y.value.to_integral_value()
    vague = {"", "개"} & {x.unit, y.unit}  # what English counts has no counter of its own
    return whole and bool(vague) and x.unit in _PEOPLE and y.unit in _PEOPLE


def _one_measure(x: Number, y: Number) -> bool:
    return not x.measure or not y.measure or x.measure == y.measure


def compatible(x: Number, y: Number) -> bool:
    """Whether one quantity can be both: ranges that meet, bounds that allow it, "about" 5 %, and
    a number that is the other one rounded."""
    if x.unit == y.unit == "score":
        return {x.value, x.high} == {y.value, y.high}
    if x.unit != y.unit and _one_kind(x, y):
        return compatible(x, _in_unit(y, x.unit)) or compatible(_in_unit(x, y.unit), y)
    low_x, high_x = _bounds(x)
    low_y, high_y = _bounds(y)
    if (low_x == high_y or low_y == high_x) and low_x != low_y and _excludes(x, y):
        return False
    return (low_x <= high_y and low_y <= high_x) or _rounded(x, y) or _rounded(y, x)


def _in_unit(number: Number, unit: str) -> Number:
    """The number in another unit of its kind."""
    size = KINDS[number.unit].size / KINDS[unit].size
    high = None if number.high is None else number.high * size
    return replace(number, value=number.value * size, high=high, unit=unit)


def _excludes(x: Number, y: Number) -> bool:
    """Whether a bound leaves its own number out: fewer than 5,000."""
    return bool({x.comparator, y.comparator} & {"less_than", "more_than"})


def _rounded(x: Number, y: Number) -> bool:
    """Whether ``x`` is ``y`` said with fewer digits, two at least."""
    if x.high is not None or y.high is not None or not x.value or not y.value:
        return False
    if {x.comparator, y.comparator} - {"exact", "about"} or x.unit == "clock":
        return False
    digits = len(x.value.normalize().as_tuple().digits)
    if digits < 2 or len(y.value.normalize().as_tuple().digits) <= digits:
        return False
    step = Decimal(10) ** (y.value.adjusted() - digits + 1)
    return abs(x.value - y.value) < step


def _bounds(number: Number) -> tuple[Decimal, Decimal]:
    low, high = number.value, number.high if number.high is not None else number.value
    match number.comparator:
        case "more_than" | "at_least":
            return low, _INFINITE
        case "less_than" | "at_most":
            return -_INFINITE, high
        case "about":
            rough = len(low.normalize().as_tuple().digits) < 2
            share = _ROUGH if rough else _ABOUT
            return low - abs(low) * share, high + abs(high) * share
        case _:
            return low, high
