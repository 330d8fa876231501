"""How two claims relate, said with reasons: first whether they compare, then what one says of the
other.

Similarity finds partners but cannot label them (entailing and contradicting partners are equally
similar), so the label comes from what can be named: opposite words, numbers that cannot both be
right, a directive's strength, how far a plan has come, a later state. Every step is a rule over
facets; nothing is learned but the confidence (``calibration.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.links import quantity_rules
from claims.links.calibration import confidence
from claims.links.comparability import (
    Reason,
    actors,
    apart,
    countries,
    days_between,
    groups,
    issuing_states,
    mark_of,
    objects,
    other_period,
    period,
    published_gap,
    same_object,
)
from claims.links.features import Features, Mark, Number
from claims.links.independence import independence

__all__ = [
    "COMPARER",
    "NOT_COMPARABLE",
    "Comparison",
    "Reason",
    "compare",
    "days_between",
    "independence",
    "overlap",
]

COMPARER = "facets 1"
NOT_COMPARABLE = "not_comparable"
ANOTHER_TIME_DAYS = 20
"""Directives further apart than this are two states and not two reports of one."""

SAME_SENTENCE = 0.85
"""Share of common words from which two claims are one sentence, copied or lightly edited."""

_SMALL_EDIT = 0.5
"""Weight of words (a noun weighs 1) that an editor may change in a copy."""

_GROUND = 0.30
_GROUND_ACROSS = 0.26
_SURE_GROUND = 0.75
_ALIKE = 0.68
"""Cosine from which two texts of two languages speak of one matter more often than not."""
_LEAST_EVIDENCE = 1.8
_OTHER_DIRECTIVE = 0.42
_DIRECTIVE_GROUND = 0.15
"""Two directives on one product need share little else."""
_STILL_COUNTING = 60
"""Days within which a toll is still being counted."""
_NARROW = frozenset(
    f"people.{group}"
    for group in ("age", "sex", "size", "owner", "origin", "job", "school", "bank", "area")
)
_SAME_NUMBERS = 25
"""Days between publications from which a changed number is that of another time."""
_ONE_EVENT = 300
_GROWN = Decimal("1.05")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Comparison:
    """``relation`` is one of ``repeats``, ``corroborates``, ``contradicts``, ``qualifies``,
    ``supersedes`` and ``not_comparable``; ``later`` is ``a`` or ``b`` for supersedes, else empty;
    ``independence`` is ``independent``, ``shared_origin`` or ``unknown``; ``confidence`` is the
    probability, 0 to 1, that the relation is right."""

    relation: str
    later: str
    independence: str
    confidence: float
    reasons: Sequence[Reason]


@dataclass(slots=True)
class _Pair:
    """Two claims and what is computed of both once."""

    a: Features
    b: Features
    ground: float
    evidence: float
    words: float
    agreeing: Sequence[quantity_rules.Pair]
    clashing: Sequence[quantity_rules.Pair]
    gap: int | None
    reasons: list[Reason]
    alike: float

    @property
    def across(self) -> bool:
        return self.a.language != self.b.language

    @property
    def later(self) -> str:
        """The side published later, by at least a day."""
        if not self.gap:
            return ""
        return "b" if self.gap > 0 else "a"


Found = tuple[str, str, list[Reason]]


def compare(a: Features, b: Features, *, similarity: float | None = None) -> Comparison:
    """How ``a`` and ``b`` relate. ``similarity`` is the cosine of their vectors where it is known:
    it can make up for words in another language, and never says which relation holds."""
    pair = _pair(a, b, similarity)
    relation, later, why = _relation(pair)
    reasons = [*pair.reasons, *why]
    return Comparison(
        relation,
        later,
        independence(a, b, relation),
        confidence(
            relation,
            {reason.code for reason in why},
            ground=pair.ground,
            evidence=pair.evidence,
            agreeing=bool(pair.agreeing),
            one_object=same_object(a, b),
        ),
        reasons,
    )


def _pair(a: Features, b: Features, similarity: float | None) -> _Pair:
    agreeing, clashing = (
        quantity_rules.aligned(a.numbers, b.numbers) if a.numbers and b.numbers else ([], [])
    )
    words = overlap(a.lemmas, b.lemmas) if a.language == b.language else 0.0
    ground, evidence, reasons = _ground(a, b, agreeing, words)
    if similarity is not None and a.language != b.language:
        ground = max(ground, min(1.0, ground / 2 + max(0.0, similarity - 0.3)))
    return _Pair(
        a,
        b,
        ground,
        evidence,
        words,
        agreeing,
        clashing,
        published_gap(a, b),
        reasons,
        similarity or 0.0,
    )


def _ground(
    a: Features, b: Features, agreeing: Sequence[quantity_rules.Pair], words: float
) -> tuple[float, float, list[Reason]]:
    """How much of what the two are about is the same, 0 to 1, and the weight of what is shared,
    which for two short claims may be little, with the reasons."""
    small, large = (a.terms, b.terms) if len(a.terms) <= len(b.terms) else (b.terms, a.terms)
    shared = [term for term in small if term in large]
    weight = sum(min(small[term], large[term]) for term in shared)
    if not shared and not agreeing:
        return 0.0, 0.0, []
    bonus = sum(_rarity(x) for x, _y in agreeing[:3])
    if a.language == b.language:
        total_a, total_b = a.weight, b.weight
    else:
        total_a = a.known + _ACROSS_WORDS * (a.weight - a.known)
        total_b = b.known + _ACROSS_WORDS * (b.weight - b.known)
    weight, total_a, total_b = weight + bonus, total_a + bonus, total_b + bonus
    least = min(total_a, total_b)
    if not least:
        return 0.0, 0.0, []
    ground = weight / (total_a + total_b) + min(1.0, weight / least) / 2
    reasons = list(_shared(a, b, frozenset(shared)))
    reasons += [
        Reason("same_number", "number", _rarity(x), x.span, y.span, [x.original, y.original])
        for x, y in agreeing[:3]
    ]
    if words >= 0.2:
        reasons.append(Reason("same_words", "words", words, values=[f"{words:.0%}"]))
    return min(1.0, ground), weight, reasons


_ACROSS_WORDS = 0.25


def _rarity(number: Number) -> float:
    """A number of many digits is rarely the same by chance."""
    digits = len(number.value.normalize().as_tuple().digits)
    return 0.5 if digits < 2 else 1.0 if digits < 3 else 1.5


def _shared(a: Features, b: Features, shared: frozenset[str]) -> Iterator[Reason]:
    others = {name.key: name for name in b.names}
    for name in a.names:
        other = others.get(name.key)
        if other is not None and f"n:{name.key}" in shared:
            weight = a.terms[f"n:{name.key}"]
            yield Reason("same_name", "object", weight, name.span, other.span, [name.label])
    marks: dict[str, Mark] = {}
    for mark in b.marks:
        marks.setdefault(f"c:{mark.kind}:{mark.code}", mark)
    seen: set[str] = set()
    for mark in a.marks:
        term = f"c:{mark.kind}:{mark.code}"
        if term in shared and mark.kind in ("measure", "thing") and mark.words not in seen:
            seen.add(mark.words)
            yield Reason(
                "same_matter",
                "object",
                a.terms[term],
                mark.span,
                marks[term].span,
                [mark.words, marks[term].words],
            )


# --- the decision


def _relation(pair: _Pair) -> Found:
    if pair.ground < _DIRECTIVE_GROUND:
        return NOT_COMPARABLE, "", [Reason("other_subject", "object", 1.0)]
    court = _court(pair)
    if court is not None and pair.ground >= _GROUND:
        return court
    kept_apart = _kept_apart(pair)
    rival = _rival(pair, kept_apart)
    if rival is not None:
        return rival
    if kept_apart:
        return NOT_COMPARABLE, "", kept_apart
    if _same_sentence(pair):
        return "repeats", "", [Reason("same_sentence", "words", 1.0, values=[f"{pair.words:.0%}"])]
    if same_object(pair.a, pair.b) and pair.ground >= _DIRECTIVE_GROUND:
        found = _directives(pair)
        if found is not None:
            return found
    if pair.ground < (_GROUND_ACROSS if pair.across else _GROUND):
        return NOT_COMPARABLE, "", [Reason("other_subject", "object", 1.0)]
    opposed = pair.ground >= 0.5 and bool(_opposition(pair)[0])
    if (
        not opposed
        and _other_subject(pair)
        and pair.ground < (0.5 if pair.agreeing else _SURE_GROUND)
    ):
        return NOT_COMPARABLE, "", [Reason("other_subject", "object", 1.0)]
    for rule in (
        _numbers,
        _directives,
        _denied,
        _opposed,
        _moved,
        _stages,
        _changed,
        _scope,
    ):
        found = rule(pair)
        if found is not None:
            return found
    one_matter = _same_act(pair) or pair.alike >= _ALIKE
    if pair.ground < (0.42 if one_matter else _SURE_GROUND) and not pair.agreeing:
        return NOT_COMPARABLE, "", [Reason("little_in_common", "object", 0.5)]
    if pair.evidence < _LEAST_EVIDENCE and pair.alike < _ALIKE:
        return NOT_COMPARABLE, "", [Reason("little_in_common", "object", 0.5)]
    if _opposition(pair)[0]:  # of something else, or one of the rules would have said so
        return NOT_COMPARABLE, "", [Reason("little_in_common", "object", 0.5)]
    return "corroborates", "", [Reason("nothing_against", "words", 0.3)]


def _one_matter(pair: _Pair) -> bool:
    """Whether both tell of one act, or have so much in common that it hardly is another."""
    if pair.evidence < _LEAST_EVIDENCE and pair.ground < _SURE_GROUND:
        return False
    return (
        pair.words >= 0.5
        or pair.ground >= 0.7
        or pair.alike >= _ALIKE
        or (pair.ground >= 0.45 and _same_act(pair))
    )


def _same_act(pair: _Pair) -> bool:
    """Whether both tell of one act or event."""
    a, b = pair.a, pair.b
    if a.order and b.order:
        return True
    return any(
        term in b.terms
        for term in a.terms
        if term.startswith(("c:act.", "c:sole", "c:stage", "c:court")) or term.endswith("다")
    )


def _kept_apart(pair: _Pair) -> list[Reason]:
    """The facets that exclude each other, so that the two claims say nothing of each other."""
    a, b = pair.a, pair.b
    reasons = [*objects(a, b), *actors(a, b)]
    numeric = bool(pair.clashing) or (bool(a.numbers) and bool(b.numbers))
    measures_a, measures_b = a.kinds.get("measure", _NONE), b.kinds.get("measure", _NONE)
    if numeric and apart(measures_a, measures_b) and not pair.agreeing:
        reasons.append(_of_marks("other_measure", "measure", a, b, "measure", "measure"))
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
        reasons += _far_apart(pair)
        reasons += _other_place(pair)
    if pair.clashing and ("part" in a.kinds) != ("part" in b.kinds):
        side = a if "part" in a.kinds else b
        mark = mark_of(side, "part")
        span_a, span_b = (mark.span, None) if side is a else (None, mark.span)
        words = [mark.words.strip()]
        reasons.append(Reason("part_and_whole", "scope", 1.0, span_a, span_b, words))
    if pair.clashing and _people(a) != _people(b) and not [*groups(a, b, "people.")]:
        values = sorted(_people(a) ^ _people(b))
        reasons.append(Reason("part_and_whole", "scope", 1.0, values=values))
    both_orders = a.order is not None and b.order is not None
    if countries(a) and countries(b) and not countries(a) & countries(b):
        values = sorted(countries(a) | countries(b))
        reasons.append(Reason("other_place", "scope", 1.0, values=values))
    for kind, one, other in (*groups(a, b, "people."), *groups(a, b, "ordinal.")):
        if kind == "people.origin" and both_orders:
            continue  # to favour what is made at home is to shun what is not
        reasons.append(
            Reason("other_group", "scope", 1.0, one.span, other.span, [one.words, other.words])
        )
    if (pair.clashing or _opposition(pair)[0]) and not pair.across:
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


def _is_series(pair: _Pair) -> bool:
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
            words = [one.rpartition(":")[2], other.rpartition(":")[2]]
            yield Reason("other_qualifier", "object", 1.0, values=words)
            return


def _other_subject(pair: _Pair) -> bool:
    """Whether each claim speaks of something that the other does not name. Two languages name
    things too differently to say so."""
    a, b = pair.a, pair.b
    of_a, of_b = a.subjects, b.subjects
    if pair.across or not of_a or not of_b or of_a & of_b:
        return False
    return not any(term in b.terms for term in of_a) and not any(term in a.terms for term in of_b)


def _of_marks(
    code: str, facet: str, a: Features, b: Features, kind_a: str, kind_b: str, weight: float = 1.0
) -> Reason:
    one, other = mark_of(a, kind_a), mark_of(b, kind_b)
    return Reason(code, facet, weight, one.span, other.span, [one.words, other.words])


def _expected_and_realised(pair: _Pair) -> Iterator[Reason]:
    """One claim says what is expected, the other what came of it."""
    a, b = pair.a, pair.b
    if not pair.clashing:
        return
    expected_a, expected_b = _foreseen(a), _foreseen(b)
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


def _far_apart(pair: _Pair) -> Iterator[Reason]:
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
    if _foreseen(a) and _foreseen(b) and said_a and said_b and not said_a & said_b:
        yield Reason("other_forecaster", "actor", 1.0, values=sorted(said_a | said_b))


def _foreseen(features: Features) -> bool:
    return "expected" in features.kinds.get("basis.reality", _NONE)


def groups_conflict(a: Features, b: Features, kind: str) -> bool:
    return apart(a.kinds.get(kind, _NONE), b.kinds.get(kind, _NONE))


def _other_place(pair: _Pair) -> Iterator[Reason]:
    """Numbers of two places, or of a place and the whole country."""
    a, b = pair.a, pair.b
    if not pair.clashing:
        return
    places_a, places_b = _places(a), _places(b)
    whole_a, whole_b = _is_whole(a), _is_whole(b)
    if places_a and places_b and not places_a & places_b:
        yield Reason("other_place", "scope", 1.0, values=sorted(places_a | places_b))
    elif (places_a - places_b and whole_b and not whole_a) or (
        places_b - places_a and whole_a and not whole_b
    ):
        yield Reason("part_and_whole", "scope", 1.0, values=sorted(places_a | places_b))
    elif whole_a != whole_b and _people(a) != _people(b):
        yield Reason("part_and_whole", "scope", 1.0)


def _places(features: Features) -> frozenset[str]:
    return features.kinds.get("place", _NONE)


def _is_whole(features: Features) -> bool:
    return "all" in features.kinds.get("scope", _NONE)


def _people(features: Features) -> set[str]:
    return {kind for kind in features.kinds if kind in _NARROW}


def _same_sentence(pair: _Pair) -> bool:
    a, b = pair.a, pair.b
    return (
        pair.words >= SAME_SENTENCE
        and not pair.clashing
        and all(x.value == y.value and x.high == y.high for x, y in pair.agreeing)
        and _manner(a) == _manner(b)
        and not _opposition(pair)[0]
        and _left_over(a, b) <= _SMALL_EDIT
        and _left_over(b, a) <= _SMALL_EDIT
    )


def _left_over(a: Features, b: Features) -> float:
    """The weight of what ``a`` is about and ``b`` is not."""
    return sum(weight for term, weight in a.terms.items() if term not in b.terms)


def _manner(claim: Features) -> tuple[object, ...]:
    """What two equal sets of words may still differ in."""
    strength = claim.order.strength if claim.order else None
    kinds = claim.kinds
    return (
        claim.polarity,
        strength,
        frozenset(kind for kind in kinds if kind.startswith(("sure.", "people.", "stage."))),
        kinds.get("place"),
        kinds.get("scope"),
        kinds.get("court.1") or kinds.get("court.2") or kinds.get("court.3"),
    )


def _rival(pair: _Pair, kept_apart: Sequence[Reason]) -> Found | None:
    """One deed that one alone can have done, given to two; or two who change places."""
    a, b = pair.a, pair.b
    codes = {reason.code for reason in kept_apart}
    if _speak_of_each_other(pair):
        return "contradicts", "", [Reason("changed_places", "actor", 1.0)]
    if codes <= {"other_actor", "other_place"}:
        sole = a.kinds.get("sole", _NONE) & b.kinds.get("sole", _NONE)
        if not codes and _changed_places(pair):
            why = Reason("changed_places", "actor", 1.0)
            if a.kinds.get("act.win+", _NONE) & b.kinds.get("act.win+", _NONE):
                return "contradicts", "", [why]
            return None if pair.ground >= _SURE_GROUND else (NOT_COMPARABLE, "", [why])
        if not codes and not (sole and _other_doer(pair)):
            return None
        if sole and pair.ground >= 0.35 and not pair.clashing:
            why = Reason("rival_actor", "actor", 1.0)
            if kept_apart:
                why = replace(kept_apart[0], code="rival_actor", facet="actor")
            if pair.later and abs(pair.gap or 0) > 7:
                return "supersedes", pair.later, [why]
            return "contradicts", "", [why]
    return None


def _speak_of_each_other(pair: _Pair) -> bool:
    """Whether two parties say the same, each of the other."""
    a, b = pair.a, pair.b
    if pair.words < 0.5 or pair.clashing or not a.voices or not b.voices:
        return False
    one, other = a.voices[-1].name, b.voices[-1].name
    return one != other and one in b.statement and other in a.statement


def _other_doer(pair: _Pair) -> bool:
    """Whether of the subjects of each claim one is not named by the other: 신작은 갑이 펴낸다,
    신작은 을이 펴낸다."""
    a, b = pair.a, pair.b
    if pair.across:
        return False
    of_a, of_b = a.subjects - b.terms.keys(), b.subjects - a.terms.keys()
    return bool(of_a) and bool(of_b)


def _changed_places(pair: _Pair) -> bool:
    """Whether who does and who suffers it are the other way round."""
    a, b = pair.a, pair.b
    if not a.subjects or not b.subjects or a.subjects & b.subjects:
        return False
    return all(term in b.terms for term in a.subjects) and all(
        term in a.terms for term in b.subjects
    )


def _court(pair: _Pair) -> Found | None:
    """A higher instance judged after a lower one."""
    one, other = _instance(pair.a), _instance(pair.b)
    if one and other and one[0] != other[0]:
        later = "a" if one[0] > other[0] else "b"
        why = Reason(
            "higher_court", "time", 1.0, one[1].span, other[1].span, [one[1].words, other[1].words]
        )
        return "supersedes", later, [why]
    return None


def _instance(features: Features) -> tuple[int, Mark] | None:
    found = [mark for mark in features.marks if mark.kind.startswith("court.")]
    if not found:
        return None
    mark = max(found, key=lambda one: one.kind)
    return int(mark.kind[-1]), mark


def _negative(features: Features) -> bool:
    denied = "deny" in features.kinds.get("act.truth-", _NONE)
    return features.polarity == "negative" or denied


def _opposition(pair: _Pair) -> tuple[list[Reason], bool]:
    """What one affirms and the other denies, and whether it is by a plain denial."""
    a, b = pair.a, pair.b
    turned = _negative(a) != _negative(b)
    found, agreed = [], 0
    for axis in _axes(a) & _axes(b):
        sign_a, sign_b = _sign(a, axis), _sign(b, axis)
        if not sign_a or not sign_b:
            continue
        if (sign_a != sign_b) != turned:
            found.append(_of_axis(a, b, axis, sign_a, sign_b))
        else:
            agreed += 1
    if turned and not found and not agreed:
        return [Reason("opposite", "polarity", 1.0)], True
    if agreed:
        return [], turned
    return found, turned


def _axes(features: Features) -> set[str]:
    return {kind[4:-1] for kind in features.kinds if kind.startswith("act.")}


def _sign(features: Features, axis: str) -> str:
    signs = [sign for sign in "+-0" if f"act.{axis}{sign}" in features.kinds]
    return signs[0] if len(signs) == 1 else ""


def _of_axis(a: Features, b: Features, axis: str, sign_a: str, sign_b: str) -> Reason:
    return _of_marks(
        "opposite_acts", "polarity", a, b, f"act.{axis}{sign_a}", f"act.{axis}{sign_b}"
    )


def _denied(pair: _Pair) -> Found | None:
    """A plain denial of the same."""
    reasons, denied = _opposition(pair)
    if not reasons or not denied or pair.ground < 0.4 or not _one_matter(pair):
        return None
    if pair.alike < _ALIKE and not _same_predication(pair):
        return None
    late = pair.b if pair.later == "b" else pair.a
    if pair.later and (abs(pair.gap or 0) >= 7 or not _negative(late)):
        return "supersedes", pair.later, reasons
    return "contradicts", "", reasons


def _same_predication(pair: _Pair) -> bool:
    """Whether the two share more than the names of what they are about: only what one affirms of
    a thing can the other deny of it."""
    a, b = pair.a, pair.b
    labels = {f"w:{word}" for name in a.names for word in name.label.lower().split()}
    return bool(pair.agreeing) or any(
        term in b.terms
        for term in a.terms.keys() - a.subjects - labels
        if not term.startswith(("n:", "c:place", "c:common"))
    )


def _opposed(pair: _Pair) -> Found | None:
    """Opposite acts: at one time they contradict, later the later one supersedes."""
    reasons, denied = _opposition(pair)
    if not reasons or denied:
        return None
    if pair.later:
        return "supersedes", pair.later, reasons
    if pair.ground < 0.38:
        return None
    return "contradicts", "", reasons


def _numbers(pair: _Pair) -> Found | None:
    """Numbers of one thing that cannot both be right."""
    grown = _grown(pair)
    if grown is not None:
        return grown
    if not pair.clashing:
        return None
    counts = [x for x, _y in pair.agreeing if not quantity_rules.is_span(x)]
    if counts and not any(x.measure and x.measure == y.measure for x, y in pair.clashing):
        return None
    x, y = pair.clashing[0]
    why = Reason("other_number", "number", 1.0, x.span, y.span, [x.original, y.original])
    a, b = pair.a, pair.b
    if pair.later:
        side = b if pair.later == "b" else a
        if "change" in side.kinds or groups_conflict(a, b, "basis.edition"):
            return "supersedes", pair.later, [replace(why, code="revised_number")]
    if pair.ground < (0.45 if x.measure and x.measure == y.measure else 0.57):
        return NOT_COMPARABLE, "", [replace(why, code="number_of_something_else")]
    return "contradicts", "", [why]


def _grown(pair: _Pair) -> Found | None:
    """A count that grows while it is counted, a day or more later: a toll, people evacuated."""
    a, b = pair.a, pair.b
    if not pair.later or not a.kinds.get("toll", _NONE) & b.kinds.get("toll", _NONE):
        return None
    if abs(pair.gap or 0) > _STILL_COUNTING:
        return None
    for x, y in (*pair.clashing, *pair.agreeing):
        earlier, latter = (x, y) if pair.later == "b" else (y, x)
        if x.unit in ("%", "clock", "score") or latter.value <= earlier.value:
            continue
        if latter.value >= earlier.value * _GROWN:
            values = [x.original, y.original]
            why = Reason("grown_number", "number", 1.0, x.span, y.span, values)
            return "supersedes", pair.later, [why]
    return None


def _directives(pair: _Pair) -> Found | None:
    """Two directives: two states in time, or two wordings of one."""
    first, second = pair.a.order, pair.b.order
    if first is None or second is None:
        return None
    a, b = pair.a, pair.b
    if pair.ground < _OTHER_DIRECTIVE and not same_object(a, b):
        return None
    aims = {first.direction, second.direction}
    states_a, states_b = issuing_states(a), issuing_states(b)
    one_state = bool(states_a & states_b) or not (states_a or states_b)
    if len(aims) > 1 and not _same_product(a, b) and ("promotive" in aims or not one_state):
        why = Reason("other_direction", "act", 1.0, first.span, second.span)
        return NOT_COMPARABLE, "", [why]
    one, other = period(a), period(b)
    gap = days_between(one, other) if one and other else abs(pair.gap or 0)
    same = (first.level, first.direction) == (second.level, second.direction)
    spans = first.span, second.span
    if gap and gap > ANOTHER_TIME_DAYS and not same:
        later = pair.later
        if one and other:
            later = "a" if one.first > other.last else "b"
        if later:
            values = [first.strength, second.strength, str(gap)]
            return "supersedes", later, [Reason("later_state", "time", 1.0, *spans, values)]
    if not same:
        if aims == {"restrictive", "permissive"}:
            why = Reason("permitted_and_restricted", "strength", 1.0, *spans)
            if pair.later:
                return "supersedes", pair.later, [why]
            sure = pair.ground >= 0.5 and issuing_states(a) == issuing_states(b)
            return ("contradicts" if sure else "qualifies"), "", [why]
        values = [first.strength, second.strength]
        return "qualifies", "", [Reason("other_strength", "strength", 1.0, *spans, values)]
    if same_object(a, b) and not _opposition(pair)[0] and not pair.clashing:
        return "corroborates", "", [Reason("same_strength", "strength", 1.0, *spans)]
    return None


def _same_product(a: Features, b: Features) -> bool:
    return bool(a.kinds.get("product", _NONE) & b.kinds.get("product", _NONE))


def _moved(pair: _Pair) -> Found | None:
    """One event on two days: at one time of reporting they contradict, later it was moved."""
    a, b = pair.a, pair.b
    if not other_period(a, b) or pair.ground < 0.45 or not _same_act(pair):
        return None
    one, other = period(a), period(b)
    if one is None or other is None:
        return None
    values = [one.original, other.original]
    why = Reason("other_day", "time", 1.0, one.span, other.span, values)
    if pair.later:
        return "supersedes", pair.later, [why]
    return "contradicts", "", [why]


_CHANGES = (
    "act.keep-", "act.begin-", "act.date", "act.allow", "act.truth+", "act.custody", "act.trace+",
    "act.life+", "act.agree", "act.begin+", "change", "stage.7", "act.staff-", "act.list",
    "act.way",
)  # fmt: skip


def _changed(pair: _Pair) -> Found | None:
    """The later claim tells of a turn (withdrawn, lifted, found, extended) that the earlier one
    does not know."""
    if not pair.later or pair.ground < 0.5 or pair.evidence < _LEAST_EVIDENCE:
        return None
    late, early = (pair.b, pair.a) if pair.later == "b" else (pair.a, pair.b)
    for mark in late.marks:
        if mark.kind.startswith(_CHANGES) and mark.code not in early.kinds.get(mark.kind, _NONE):
            side_a, side_b = (mark.span, None) if pair.later == "a" else (None, mark.span)
            why = Reason("later_turn", "time", 1.0, side_a, side_b, [mark.words])
            return "supersedes", pair.later, [why]
    return None


def _stages(pair: _Pair) -> Found | None:
    """One plan considered, decided or carried out; one thing possible or certain."""
    a, b = pair.a, pair.b
    if _same_reporter(a, b):
        return None
    for prefix, code in (("stage.", "other_stage"), ("sure.", "other_certainty")):
        one, other = _step(a, prefix), _step(b, prefix)
        if one is None and other is None:
            continue
        level_a, mark_a = one or (_DONE if other and other[0] == 1 else 0, None)
        level_b, mark_b = other or (_DONE if one and one[0] == 1 else 0, None)
        if not level_a or not level_b or abs(level_a - level_b) < 2:
            continue
        if not _one_matter(pair):
            return None
        why = Reason(
            code,
            "certainty",
            1.0,
            mark_a.span if mark_a else None,
            mark_b.span if mark_b else None,
            [mark.words for mark in (mark_a, mark_b) if mark],
        )
        ahead = "a" if level_a > level_b else "b"
        if pair.later == ahead:
            return "supersedes", ahead, [why]
        return "qualifies", "", [why]
    foreseen = _foreseen(a) and _foreseen(b)
    hedged = (a.hedge == "speculative") != (b.hedge == "speculative")
    if hedged and not foreseen and _one_matter(pair):
        why = Reason("other_certainty", "certainty", 0.7, values=[a.hedge, b.hedge])
        return "qualifies", "", [why]
    return None


def _same_reporter(a: Features, b: Features) -> bool:
    """Whether both only pass on what one outlet reported, or one what the other did."""
    outlets_a = {voice.who for voice in a.voices if voice.kind == "outlet"} | {a.outlet}
    outlets_b = {voice.who for voice in b.voices if voice.kind == "outlet"} | {b.outlet}
    return any(who for who in outlets_a & outlets_b) and bool(a.voices or b.voices)


_DONE = 5


def _step(features: Features, prefix: str) -> tuple[int, Mark] | None:
    found = [mark for mark in features.marks if mark.kind.startswith(prefix)]
    if not found:
        return None
    mark = max(found, key=lambda one: one.kind)
    return int(mark.kind[-1]), mark


def _scope(pair: _Pair) -> Found | None:
    """All and some, a part and the whole."""
    a, b = pair.a, pair.b
    scope_a, scope_b = a.kinds.get("scope", _NONE), b.kinds.get("scope", _NONE)
    if scope_a == scope_b and _people(a) == _people(b):
        return None
    narrow = {"only", "some"}
    differs = ("all" in scope_a) != ("all" in scope_b) or bool(scope_a & narrow) != bool(
        scope_b & narrow
    )
    grouped = _people(a) ^ _people(b)
    if not differs and not grouped:
        return None
    if (not differs and pair.agreeing) or not _one_matter(pair):
        return None
    values = sorted(scope_a | scope_b)
    why = Reason("other_scope", "scope", 1.0, values=values)
    if pair.later and abs(pair.gap or 0) > ANOTHER_TIME_DAYS:
        return "supersedes", pair.later, [why]
    return "qualifies", "", [why]


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared lemmas over the geometric mean of both counts (cosine of sets), 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))
