"""A later claim that tells of a turn: a higher court, another day, something withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from claims.links.comparability import NONE, Reason, other_period, period
from claims.links.features import Features, Mark
from claims.links.relations.directives import ANOTHER_TIME_DAYS, state_gap
from claims.links.relations.pair import Pair

_TURNS = (
    "act.keep-", "act.begin-", "act.date", "act.allow", "act.truth+", "act.custody", "act.trace+",
    "act.life+", "act.agree", "act.begin+", "change", "stage.7", "act.staff-", "act.list",
    "act.way",
)  # fmt: skip


def turns(pair: Pair) -> Iterator[Reason]:
    """What sets the two apart in time."""
    yield from _higher_court(pair)
    yield from _other_day(pair)
    yield from _later_turn(pair)


def later(pair: Pair) -> str:
    """The side that tells of the later state: of a higher court, of a directive of a later time,
    else the one published later; empty where neither is known to."""
    one, other = _instance(pair.a), _instance(pair.b)
    if one and other and one[0] != other[0]:
        return "a" if one[0] > other[0] else "b"
    if pair.a.order and pair.b.order and state_gap(pair) > ANOTHER_TIME_DAYS:
        first, second = period(pair.a), period(pair.b)
        if first and second:
            return "a" if first.first > second.last else "b"
    return pair.later


def _higher_court(pair: Pair) -> Iterator[Reason]:
    one, other = _instance(pair.a), _instance(pair.b)
    if one and other and one[0] != other[0]:
        words = [one[1].words, other[1].words]
        yield Reason("higher_court", "time", 1.0, one[1].span, other[1].span, words)


def _instance(features: Features) -> tuple[int, Mark] | None:
    found = [mark for mark in features.marks if mark.kind.startswith("court.")]
    if not found:
        return None
    mark = max(found, key=lambda one: one.kind)
    return int(mark.kind[-1]), mark


def _other_day(pair: Pair) -> Iterator[Reason]:
    """One event on two days, or two states of what happens again and again."""
    one, other = period(pair.a), period(pair.b)
    if one and other and other_period(pair.a, pair.b):
        yield Reason("other_day", "time", 1.0, one.span, other.span, [one.original, other.original])


def _later_turn(pair: Pair) -> Iterator[Reason]:
    """The later claim tells of a turn (withdrawn, lifted, found, extended) that the earlier one
    does not know."""
    if not pair.later:
        return
    known = pair.early.kinds
    for mark in pair.late.marks:
        if mark.kind.startswith(_TURNS) and mark.code not in known.get(mark.kind, NONE):
            span_a, span_b = (mark.span, None) if pair.later == "a" else (None, mark.span)
            yield Reason("later_turn", "time", 1.0, span_a, span_b, [mark.words])
            return
