"""From the parts of dates to stated times: the same steps for every language.

A language finds the parts and says what may stand together (``Grammar``); here parts become
expressions, neighbours become spans, and each is resolved. One pass, linear in the length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from claims.text import calendar
from claims.text.findings import FoundTime, Grain
from claims.text.stated import Ground, Resolved, Stated, resolve

_COARSENESS = list(Grain)
_LONGEST_JOIN = 12
_OPEN_UNITS: dict[str, Callable[[int], Stated]] = {
    "day": lambda number: Stated(day=number),
    "month": lambda number: Stated(month=number),
    "quarter": lambda number: Stated(quarter=number),
    "year": lambda number: Stated(year=number),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a date in the text.

    ``stated`` None is a part that takes its neighbours with it (a fiscal year). ``number`` is the
    first number of a span whose unit follows (the 3 of 3~5월). A part that does not ``begins``
    counts only behind another one; ``until`` makes what stands before it a span (Aug. 11-12).
    """

    start: int
    end: int
    stated: Stated | None
    begins: bool = True
    number: int | None = None
    until: bool = False


@dataclass(slots=True)
class Expression:
    """The parts that make one date, or with ``until`` a span of two.

    ``number`` waits for the unit behind it; ``shares`` says that what stands behind both belongs
    to both (4 to 22 January); ``refused`` is no time after all.
    """

    start: int
    end: int
    stated: Stated
    until: Stated | None = None
    number: int | None = None
    refused: bool = False
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """How two dates make a span: what stands before, between and behind them."""

    between: re.Pattern[str]
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """What one language knows of dates.

    ``gap`` may stand between the parts of one date, ``also`` between dates of one list, ``tail``
    belongs to the date before it. ``tense`` tells whether the words around an expression plan (1),
    look back (-1) or do neither (0).
    """

    parts: Callable[[str, int, int], Iterable[Part]]
    may_follow: Callable[[Stated, Stated], bool]
    gap: re.Pattern[str]
    joins: Sequence[Join]
    also: re.Pattern[str]
    tail: re.Pattern[str]
    tense: Callable[[str, Expression, int, int], int]


def find(
    grammar: Grammar, text: str, start: int, end: int, ground: Ground, previous: FoundTime | None
) -> list[FoundTime]:
    """The times of ``text[start:end]`` in order, not overlapping."""
    found: list[FoundTime] = []
    before: Expression | None = None
    for expression in _joined(grammar, text, _expressions(grammar, text, start, end), start, end):
        if expression.refused or expression.number is not None:
            before = None
            continue
        if before and _is_also(grammar, text, before, expression):
            expression.stated = expression.stated.under(before.until or before.stated)
        before = expression
        tense = grammar.tense(text, expression, start, end)
        resolved = _resolve(expression, _grounded(ground, found, previous), tense)
        if resolved:
            (first, last), grain, anchor = resolved
            tail = grammar.tail.match(text, expression.end, end)
            stop = tail.end() if tail else expression.end
            words = text[expression.start : stop]
            found.append(FoundTime(first, last, grain, expression.start, stop, words, anchor))
    return found


def _expressions(grammar: Grammar, text: str, start: int, end: int) -> list[Expression]:
    found: list[Expression] = []
    for part in grammar.parts(text, start, end):
        last = found[-1] if found else None
        if (
            last
            and grammar.gap.fullmatch(text, last.end, part.start)
            and _extended(grammar, last, part)
        ):
            continue
        if part.stated is None:
            found.append(Expression(part.start, part.end, Stated(), refused=True))
        elif part.begins:
            found.append(Expression(part.start, part.end, part.stated, number=part.number))
    return found


def _extended(grammar: Grammar, last: Expression, part: Part) -> bool:
    """Whether the part belongs to the expression, which then holds it."""
    if part.stated is None or last.refused:
        last.refused, last.end = True, part.end
        return True
    if last.number is not None:
        return _opened(last, last.number, part, part.stated)
    if part.number is not None:
        if last.until is not None:
            return False
        last.number, last.end = part.number, part.end
        return True
    if part.until:
        if last.until is not None or "day" not in last.stated.said():
            return False
        last.until, last.end = part.stated.under(last.stated), part.end
        return True
    latest = last.until or last.stated
    both = latest.merged(part.stated) if grammar.may_follow(latest, part.stated) else None
    if both is None:
        return False
    if last.until is None:
        last.stated = both
    else:
        last.until = both
    last.end = part.end
    return True


def _opened(last: Expression, number: int, part: Part, stated: Stated) -> bool:
    """3~5월: the unit of the first number is that of the second, the finest if it has several."""
    unit = next((unit for unit in _OPEN_UNITS if unit in stated.said()), None)
    first = last.stated.merged(_OPEN_UNITS[unit](number)) if unit else None
    until = stated if unit == "year" else last.stated.merged(stated)
    if first is None or until is None:
        return False
    last.stated, last.until, last.number, last.shares = first, until, None, True
    last.end = part.end
    return True


def _joined(
    grammar: Grammar, text: str, expressions: Sequence[Expression], start: int, end: int
) -> list[Expression]:
    found: list[Expression] = []
    for each in expressions:
        span = _span(grammar, text, found[-1], each, start, end) if found else None
        if span:
            found[-1] = span
        else:
            found.append(each)
    return found


def _span(
    grammar: Grammar, text: str, one: Expression, other: Expression, start: int, end: int
) -> Expression | None:
    if any(each.refused or each.until or each.number is not None for each in (one, other)):
        return None
    if other.start - one.end > _LONGEST_JOIN:
        return None
    for join in grammar.joins:
        if not join.between.fullmatch(text, one.end, other.start):
            continue
        first, last = one.start, other.end
        if join.before:
            lead = join.before.search(text, max(start, first - _LONGEST_JOIN), first)
            if not lead:
                continue
        if join.behind:
            closing = join.behind.match(text, last, end)
            if not closing:
                continue
            last = closing.end()
        return Expression(first, last, one.stated, other.stated)
    return None


def _is_also(grammar: Grammar, text: str, one: Expression, other: Expression) -> bool:
    return other.start - one.end <= 6 and bool(grammar.also.fullmatch(text, one.end, other.start))


def _grounded(ground: Ground, found: Sequence[FoundTime], previous: FoundTime | None) -> Ground:
    days = [time for time in found[-8:] if time.grain is Grain.DAY and time.first == time.last]
    own = days[-1].last if days else None
    named = own or (previous.last if previous else None)
    return replace(ground, day=named, own=own, period=found[-1] if found else None)


def _resolve(expression: Expression, ground: Ground, tense: int) -> Resolved | None:
    if expression.until is not None:
        try:
            first = expression.stated
            if expression.shares or "year" in expression.until.said():
                first = first.under(expression.until)
            return _resolve_span(first, expression.until, ground, tense)
        except (ValueError, OverflowError):  # a day outside the calendar
            return None
    resolved = resolve(expression.stated, ground, tense=tense)
    counted = expression.stated.named or expression.stated.own
    if resolved and counted and tense < 0 and ground.published:
        # Told as past, it cannot lie after publication: it counts from a day not known here.
        return resolved if resolved[0][0] <= ground.published else None
    return resolved


def _resolve_span(first: Stated, until: Stated, ground: Ground, tense: int) -> Resolved | None:
    whole = until.under(first)
    begin = resolve(first, ground, tense=tense)
    finish = resolve(whole, ground, tense=tense)
    if begin is None or finish is None:
        return None
    (start, _), (_, stop) = begin[0], finish[0]
    if stop < start and not until.said() & {"year", "years"}:
        stop = calendar.months_after(stop, 12)
    elif stop < start and not first.said() & {"year", "years"}:
        start = calendar.months_after(start, -12)
    if stop < start:
        return None
    grain = min(begin[1], finish[1], key=_COARSENESS.index)
    return (start, stop), grain, begin[2] or finish[2]
