"""One matter told to different degrees: how far it has come, how certain, of how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.links.comparability import NONE, Reason, foreseen, named_as, of_words, people, said_as
from claims.links.features import Features, Mark, Span
from claims.links.relations.pair import Pair

_DONE = 5
_OPEN = 2
"""Up to here a plan is open, so that a claim that names no stage goes further."""
_RESERVES = re.compile(
    r"지만|으나\s|다만|그러나|하되|되,?\s|반면|제외|뺀|빼고|외에는|아닌|그친다|그쳤|불과|뿐"
    r"|\b(?:but|although|though|however|except|excluding|unless|while|rather than|without"
    r"|provided)\b",
    re.I,
)


def degrees(pair: Pair) -> Iterator[Reason]:
    """By what one claim goes further than the other."""
    found = _levels(pair.a, pair.b)
    yield from _steps(pair, found)
    yield from _way(pair, found)
    yield from _extent(pair)
    yield from _reservation(pair)
    yield from _narrower(pair)


def _way(pair: Pair, found: _Levels | None) -> Iterator[Reason]:
    """Whether the later claim is further on the way than the earlier, or less far."""
    if not pair.later:
        return
    a, b = pair.a, pair.b
    gone = found.b - found.a if found else (a.hedge == "speculative") - (b.hedge == "speculative")
    if gone:
        one, other = found.marks if found else (None, None)
        code = "went_on" if (gone > 0) == (pair.later == "b") else "went_back"
        spans = one.span if one else None, other.span if other else None
        yield Reason(code, "certainty", 1.0, *spans)


class _Levels(NamedTuple):
    """How far each of two claims is on one way, with the words that say so."""

    code: str
    a: int
    b: int
    marks: tuple[Mark | None, Mark | None]


def _levels(a: Features, b: Features) -> _Levels | None:
    """The first way on which the two are two steps apart or more."""
    for prefix, code in (("stage.", "other_stage"), ("sure.", "other_certainty")):
        one, other = _step(a, prefix), _step(b, prefix)
        level_a, mark_a = one or (_DONE if other and other[0] <= _OPEN else 0, None)
        level_b, mark_b = other or (_DONE if one and one[0] <= _OPEN else 0, None)
        if level_a and level_b and abs(level_a - level_b) >= 2:
            return _Levels(code, level_a, level_b, (mark_a, mark_b))
    return None


def _steps(pair: Pair, found: _Levels | None) -> Iterator[Reason]:
    """One plan considered, decided or carried out; one thing possible or certain."""
    a, b = pair.a, pair.b
    if found:
        one, other = ((mark.words, mark.span) if mark else None for mark in found.marks)
        yield of_words(found.code, "certainty", one, other)
        return
    hedged = (a.hedge == "speculative") != (b.hedge == "speculative")
    if hedged and not (foreseen(a) and foreseen(b)):
        yield Reason("other_certainty", "certainty", 1.0, values=[a.hedge, b.hedge])


def one_report(a: Features, b: Features) -> bool:
    """Whether both only pass on what one outlet reported, or one what the other did."""
    outlets_a = {voice.who for voice in a.voices if voice.kind == "outlet"} | {a.outlet}
    outlets_b = {voice.who for voice in b.voices if voice.kind == "outlet"} | {b.outlet}
    return any(who for who in outlets_a & outlets_b) and bool(a.voices or b.voices)


def _step(features: Features, prefix: str) -> tuple[int, Mark] | None:
    found = [mark for mark in features.marks if mark.kind.startswith(prefix)]
    if not found:
        return None
    mark = max(found, key=lambda one: one.kind)
    return int(mark.kind[-1]), mark


def _extent(pair: Pair) -> Iterator[Reason]:
    """All and some, a part and the whole."""
    a, b = pair.a, pair.b
    scope_a, scope_b = a.kinds.get("scope", NONE), b.kinds.get("scope", NONE)
    if scope_a == scope_b and people(a) == people(b):
        return
    narrow = {"only", "some", "most"}
    differs = ("all" in scope_a) != ("all" in scope_b) or bool(scope_a & narrow) != bool(
        scope_b & narrow
    )
    if differs or (people(a) ^ people(b) and not pair.agreeing):
        one, other = (named_as(side, "scope", "people.") for side in (a, b))
        yield of_words("other_scope", "scope", one, other)


def _reservation(pair: Pair) -> Iterator[Reason]:
    """What one claim excepts or adds against itself, and the other does not."""
    one, other = _RESERVES.search(pair.a.statement), _RESERVES.search(pair.b.statement)
    found = one or other
    if found and not (one and other):
        words = found[0].strip(" ,")
        said = words, _reserved(pair.a if one else pair.b)
        yield of_words("reservation", "scope", said if one else None, said if other else None)


def _reserved(features: Features) -> Span | None:
    """Where its quote makes the reservation."""
    found = _RESERVES.search(features.quote)
    return (features.start + found.start(), features.start + found.end()) if found else None


def _narrower(pair: Pair) -> Iterator[Reason]:
    """A word before a noun that the other claim has without one: power chips and chips; or a part
    of what the other speaks of as a whole."""
    a, b = pair.a, pair.b
    if ("part" in a.kinds) != ("part" in b.kinds):
        yield of_words("narrower", "scope", named_as(a, "part"), named_as(b, "part"))
        return
    for one, other in ((a, b), (b, a)):
        for head, word in one.slots.items():
            if head in other.terms and head not in other.slots and word not in other.terms:
                words, narrow = said_as(one, word)
                wide = said_as(other, head)[1]
                spans = (narrow, wide) if one is a else (wide, narrow)
                yield Reason("narrower", "scope", 1.0, *spans, [words])
                return
