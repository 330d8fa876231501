"""What keeps two claims apart, so that neither says anything of the other."""

from __future__ import annotations

from collections.abc import Iterator

from claims.links.comparability import (
    NONE,
    Reason,
    actors,
    apart,
    countries,
    foreseen,
    groups,
    groups_conflict,
    mark_of,
    named_as,
    objects,
    of_marks,
    of_words,
    other_period,
    people,
    period,
    said_as,
)
from claims.links.features import Features, When
from claims.links.relations.pair import Pair

_SAME_NUMBERS = 25
"""Days between publications from which a changed number is that of another time."""

_ONE_EVENT = 300
_WORLD = "world"
"""The place that all others are a part of, as ``concepts.txt`` calls it."""


def kept_apart(pair: Pair, *, opposed: bool) -> list[Reason]:
    """The facets that exclude each other, so that the two claims may say nothing of each other.
    ``opposed``: whether one denies what the other affirms (``polarity.opposition``)."""
    a, b = pair.a, pair.b
    reasons = [*objects(a, b), *actors(a, b)]
    if _other_subject(pair):
        subjects = said_as(a, min(a.subjects)), said_as(b, min(b.subjects))
        reasons.append(of_words("other_subject", "object", *subjects))
    numeric = bool(pair.clashing) or (bool(a.numbers) and bool(b.numbers))
    measures_a, measures_b = a.kinds.get("measure", NONE), b.kinds.get("measure", NONE)
    if numeric and apart(measures_a, measures_b) and not pair.agreeing:
        reasons.append(of_marks("other_measure", "measure", a, b, "measure", "measure"))
    if numeric:
        for kind, one, other in groups(a, b, "basis."):
            if kind == "basis.edition" and pair.later:
                continue
            if pair.agreeing and not pair.clashing:
                continue
            reasons.append(
                Reason("other_basis", "basis", 1.0, one.span, other.span, [one.words, other.words])
            )
        reasons += _expected_and_realised(pair)
        reasons += _compared_with(a, b)
        reasons += _far_apart(pair)
        reasons += _other_place(pair)
    if pair.clashing and ("part" in a.kinds) != ("part" in b.kinds):
        side = a if "part" in a.kinds else b
        mark = mark_of(side, "part")
        span_a, span_b = (mark.span, None) if side is a else (None, mark.span)
        words = [mark.words.strip()]
        reasons.append(Reason("part_and_whole", "scope", 1.0, span_a, span_b, words))
    if pair.clashing and people(a) != people(b) and not [*groups(a, b, "people.")]:
        reasons.append(_of_kinds("part_and_whole", a, b, *sorted(people(a) ^ people(b))))
    both_orders = a.order is not None and b.order is not None
    if countries(a) and countries(b) and not countries(a) & countries(b):
        reasons.append(_of_kinds("other_place", a, b, "place"))
    for kind, one, other in (*groups(a, b, "people."), *groups(a, b, "ordinal.")):
        if kind == "people.origin" and both_orders:
            continue  # to favour what is made at home is to shun what is not
        reasons.append(
            Reason("other_group", "scope", 1.0, one.span, other.span, [one.words, other.words])
        )
    if (pair.clashing or opposed) and not pair.across:
        reasons += _substituted(a, b)
    if other_period(a, b) and not (a.order and b.order) and _is_series(pair):
        first, second = period(a), period(b)
        reasons.append(
            Reason(
                "other_time",
                "time",
                1.0,
                first.span if first else None,
                second.span if second else None,
                [f"{first.first}/{first.last}", f"{second.first}/{second.last}"]
                if first and second
                else [],
            )
        )
    return reasons


def _of_kinds(code: str, a: Features, b: Features, *kinds: str) -> Reason:
    return of_words(code, "scope", named_as(a, *kinds), named_as(b, *kinds))


def _is_series(pair: Pair) -> bool:
    """Whether the two are states of something that is measured or happens again and again, so that
    each has its own time; else one event is told of on two days."""
    a, b = pair.a, pair.b
    if a.numbers and b.numbers and (a.kinds.get("measure") or b.kinds.get("measure")):
        return True
    return abs(pair.gap or 0) > _ONE_EVENT and not pair.ground >= 0.6


def _substituted(a: Features, b: Features) -> Iterator[Reason]:
    """Another word before one and the same noun: the ruling party's candidate and the
    opposition's."""
    for head, one in a.slots.items():
        other = b.slots.get(head)
        if other is None or one == other or one in b.terms or other in a.terms:
            continue
        if head in a.terms and head in b.terms:
            yield of_words("other_qualifier", "object", said_as(a, one), said_as(b, other))
            return


def _other_subject(pair: Pair) -> bool:
    """Whether each claim speaks of something that the other does not name. Two languages name
    things too differently to say so."""
    a, b = pair.a, pair.b
    of_a, of_b = a.subjects, b.subjects
    if pair.across or not of_a or not of_b or of_a & of_b:
        return False
    return not any(term in b.terms for term in of_a) and not any(term in a.terms for term in of_b)


def _expected_and_realised(pair: Pair) -> Iterator[Reason]:
    """One claim says what is expected, the other what came of it."""
    a, b = pair.a, pair.b
    if not pair.clashing:
        return
    expected_a, expected_b = foreseen(a), foreseen(b)
    if expected_a == expected_b or groups_conflict(a, b, "basis.reality"):
        return
    side = a if expected_a else b
    mark = next(mark for mark in side.marks if mark.code == "expected")
    yield Reason(
        "other_basis",
        "basis",
        1.0,
        mark.span if expected_a else None,
        mark.span if expected_b else None,
        [mark.words],
    )


def _compared_with(a: Features, b: Features) -> Iterator[Reason]:
    """Changes from two different times: from August a year ago, from July."""
    one, other = _base(a), _base(b)
    if one and other and (one.last < other.first or other.last < one.first):
        values = [one.original, other.original]
        yield Reason("other_basis", "basis", 1.0, one.span, other.span, values)


def _base(features: Features) -> When | None:
    """The time that a claim compares with."""
    return next((time for time in features.times if time not in features.periods), None)


def _far_apart(pair: Pair) -> Iterator[Reason]:
    """Other numbers of another time: published weeks apart, without naming one period; or two
    forecasters."""
    a, b = pair.a, pair.b
    if not pair.clashing:
        return
    one, other = period(a), period(b)
    same = one is not None and other is not None and not other_period(a, b)
    if pair.gap and abs(pair.gap) > _SAME_NUMBERS and not same:
        yield Reason("far_in_time", "time", 1.0, values=[str(abs(pair.gap))])
    said_a, said_b = ({v.who for v in side.voices if v.key} for side in (a, b))
    if foreseen(a) and foreseen(b) and said_a and said_b and not said_a & said_b:
        one_said, other_said = (next(v for v in side.voices if v.key) for side in (a, b))
        values = [one_said.name, other_said.name]
        yield Reason("other_forecaster", "actor", 1.0, one_said.span, other_said.span, values)


def _other_place(pair: Pair) -> Iterator[Reason]:
    """Numbers of two places, or of a place and the whole country."""
    a, b = pair.a, pair.b
    if not pair.clashing:
        return
    places_a, places_b = _places(a), _places(b)
    whole_a, whole_b = _is_whole(a), _is_whole(b)
    if places_a and places_b and (_WORLD in places_a) != (_WORLD in places_b):
        yield _of_kinds("part_and_whole", a, b, "place")
    elif places_a and places_b and not places_a & places_b:
        yield _of_kinds("other_place", a, b, "place")
    elif (places_a - places_b and whole_b and not whole_a) or (
        places_b - places_a and whole_a and not whole_b
    ):
        yield _of_kinds("part_and_whole", a, b, "place", "scope")
    elif whole_a != whole_b and people(a) != people(b):
        yield _of_kinds("part_and_whole", a, b, "people.", "scope")


def _places(features: Features) -> frozenset[str]:
    return features.kinds.get("place", NONE)


def _is_whole(features: Features) -> bool:
    return "all" in features.kinds.get("scope", NONE)
