"""Whether two claims speak of the same thing at all, facet by facet.

Likeness is only the ground; what keeps a pair apart are facets that exclude each other: another
product, actor, measure, basis, group, place or time. Each finding is a ``Reason`` with the spans
that it rests on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.links import concepts
from claims.links.features import Features, Mark, Span, When

_NEAR_PUBLICATION = 3
"""A day this near to publication is when it was said, as often as when it happened."""
_SAME_QUARTER = 120
"""Days between two publications within which a quarter without a year is the same one."""

# Which state a body or a place belongs to, by the slug of the delivered reference data.
_STATE_PREFIX = re.compile(r"(us|cn|kr|jp|uk|eu|ru|kp|tw|de)-")
_STATES = {
    "united-states": "us", "washington-dc": "us", "donald-trump": "us", "joe-biden": "us",
    "china": "cn", "beijing": "cn", "cac": "cn", "miit": "cn", "mofcom": "cn", "ndrc": "cn",
    "samr": "cn", "pboc": "cn", "csrc": "cn", "xi-jinping": "cn", "pla": "cn", "cpc": "cn",
    "south-korea": "kr", "japan": "jp", "tokyo": "jp", "united-kingdom": "uk", "london": "uk",
    "european-union": "eu", "brussels": "eu", "ecb": "eu", "russia": "ru", "moscow": "ru",
    "kremlin": "ru", "north-korea": "kp", "pyongyang": "kp", "taiwan": "tw", "taipei": "tw",
    "germany": "de", "berlin": "de",
}  # fmt: skip
NONE: frozenset[str] = frozenset()
Said = tuple[str, Span | None]
"""Words of a claim with their place in its text; None where they do not stand there."""
_NARROW = frozenset(
    f"people.{group}"
    for group in ("age", "sex", "size", "owner", "origin", "job", "school", "bank", "area")
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a stable code, the facet it is about, its weight (for the relation, or against it where
    negative), the spans it rests on, and the values named. A side without a span is given that of
    its whole claim (``rests_on``)."""

    code: str
    facet: str
    weight: float
    a: Span | None = None
    b: Span | None = None
    values: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "facet": self.facet,
            "weight": round(self.weight, 3),
            "a": list(self.a) if self.a else None,
            "b": list(self.b) if self.b else None,
            "values": list(self.values),
        }


def rests_on(reason: Reason, a: Features, b: Features) -> Reason:
    """The reason with the spans of both claims: where it rests on no words of one of them, but on
    all that it says or on what it does not say, that of the whole."""
    if reason.a is not None and reason.b is not None:
        return reason
    spans = reason.a or a.span, reason.b or b.span
    return Reason(reason.code, reason.facet, reason.weight, *spans, reason.values)


def kin(one: str, other: str) -> bool:
    """Whether two slugs name the same thing, or one the family that the other belongs to: Ascend
    and Ascend 910B, HBM and HBM3E; but H20 and H200 are two products."""
    if one == other:
        return True
    short, long = sorted((one.removesuffix("-group"), other.removesuffix("-group")), key=len)
    if not long.startswith(short):
        return False
    rest = long[len(short) :]
    return (
        not rest
        or rest[0] == "-"
        or (short[-1].isalpha() and rest[0].isdigit() and "-" not in short)
    )


def apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both name something, and nothing that is the same or of one family."""
    return bool(a) and bool(b) and not a & b and not any(kin(x, y) for x in a for y in b)


def objects(a: Features, b: Features) -> Iterator[Reason]:
    """Products that are not the same."""
    if apart(a.kinds.get("product", NONE), b.kinds.get("product", NONE)):
        yield of_words("other_product", "object", _of_kind(a, "product"), _of_kind(b, "product"))


def actors(a: Features, b: Features) -> Iterator[Reason]:
    """Companies, people, bodies and states that are not the same. The companies in a directive may
    be whom it is meant for or whose product it is about, so that one object is enough."""
    one_object = same_object(a, b)
    for kind in ("company", "person", "organisation", "body", "titled"):
        if kind == "company" and one_object:
            continue
        if apart(a.kinds.get(kind, NONE), b.kinds.get(kind, NONE)):
            yield of_words("other_actor", "actor", _of_kind(a, kind), _of_kind(b, kind))
    states_a, states_b = issuing_states(a), issuing_states(b)
    if states_a and states_b and not states_a & states_b:
        yield of_words("other_issuer", "actor", _issuer(a), _issuer(b))


def same_object(a: Features, b: Features) -> bool:
    """Whether two directives are on one product, or one of them on its maker's products at large:
    a generic "Nvidia chips" overlaps the H20."""
    return any(kin(one, other) for one in a.on for other in b.on)


def addressees(features: Features) -> frozenset[str]:
    """Whom a directive is meant for, as far as they are named: of its companies at large nobody."""
    order = features.order
    if order is None or not order.addressee:
        return NONE
    named = {name.key for name in features.names if name.label and name.label in order.addressee}
    bodies = {body for body in features.kinds.get("body", NONE) if body in order.addressee}
    return frozenset(named or bodies)


def countries(features: Features) -> frozenset[str]:
    """The countries a claim names, by their codes, without the one that acts."""
    places = features.kinds.get("place", frozenset())
    own = {state.upper() for state in issuing_states(features)}
    return frozenset(place for place in places if len(place) == 2 and place not in own)


def issuing_states(features: Features) -> frozenset[str]:
    """The states in whose name a directive is given."""
    order = features.order
    if order is None or not order.issuer:
        return frozenset()
    named = features.issuing | {
        state
        for name in features.names
        if name.label in order.issuer and (state := state_of(name.key))
    }
    if named:
        return named
    # A body that is not known acts for the one country that is named.
    places = {code for code in features.kinds.get("place", ()) if len(code) == 2}
    return frozenset(place.lower() for place in places) if len(places) == 1 else frozenset()


def state_of(slug: str) -> str:
    """The state that a body or a place belongs to, or nothing."""
    prefix = _STATE_PREFIX.match(slug)
    return prefix[1] if prefix else _STATES.get(slug, "")


def groups(a: Features, b: Features, prefix: str) -> Iterator[tuple[str, Mark, Mark]]:
    """The groups of concepts (``basis.``, ``people.``) of which each claim names another."""
    for kind, codes in a.kinds.items():
        if kind.startswith(prefix):
            others = b.kinds.get(kind)
            if others and not codes & others:
                yield kind, mark_of(a, kind), mark_of(b, kind)


def mark_of(features: Features, kind: str) -> Mark:
    return next(mark for mark in features.marks if mark.kind == kind)


def period(features: Features) -> When | None:
    """The time a claim states that it is about; None where that is only the day of the news."""
    for one in features.periods:
        if features.published is None or one.grain not in _DAYS:
            return one
        if abs((one.first - features.published).days) > _NEAR_PUBLICATION:
            return one
    return None


_DAYS = frozenset({"second", "minute", "hour", "day"})
_YEAR = re.compile(r"\d{4}|년|해|작년|올해|내년|last|this|next|year", re.I)


def other_period(a: Features, b: Features) -> bool:
    """Whether both state a time, and not the same."""
    one, other = period(a), period(b)
    if one is None or other is None:
        return False
    if one.first <= other.last and other.first <= one.last:
        return False
    gap = published_gap(a, b)
    if one.grain == other.grain and one.grain in ("quarter", "half", "month"):
        unsaid = not (_YEAR.search(one.original) and _YEAR.search(other.original))
        same = (one.first.month, one.last.month) == (other.first.month, other.last.month)
        if same and unsaid and gap is not None and abs(gap) <= _SAME_QUARTER:
            return False
    return True


def published_gap(a: Features, b: Features) -> int | None:
    """Days from the publication of ``a`` to that of ``b``; None where one is unknown."""
    if a.published is None or b.published is None:
        return None
    return (b.published - a.published).days


def days_between(a: When | None, b: When | None) -> int | None:
    """Days between two closed intervals; 0 where they meet, None where one is unknown."""
    if a is None or b is None:
        return None
    return max((a.first - b.last).days, (b.first - a.last).days, 0)


def day_of(features: Features) -> dt.date | None:
    """The day a claim holds for, as far as it is known: its own period's last, else that of
    publication."""
    own = period(features)
    return own.last if own is not None else features.published


def _of_kind(features: Features, kind: str) -> Said:
    """The first that a claim names of a kind, else a word of it that stands for one."""
    codes = features.kinds[kind]
    named = ((name.label, name.span) for name in features.names if name.key in codes)
    word = min(codes)
    return next(named, (word, features.place(word)))


def _issuer(features: Features) -> Said | None:
    order = features.order
    return (order.issuer, features.place(order.issuer)) if order else None


def of_marks(
    code: str, facet: str, a: Features, b: Features, kind_a: str, kind_b: str, weight: float = 1.0
) -> Reason:
    one, other = mark_of(a, kind_a), mark_of(b, kind_b)
    return Reason(code, facet, weight, one.span, other.span, [one.words, other.words])


def said_as(features: Features, term: str) -> Said:
    """The words that a term of a claim stands for, as it says them, with their place."""
    kind, _colon, key = term.partition(":")
    if kind == "n":
        named = (name for name in features.names if name.key == key)
        return next(((name.label, name.span) for name in named), (key, None))
    if kind == "c":
        meant = (mark for mark in features.marks if f"{mark.kind}:{mark.code}" == key)
        return next(((mark.words.strip(), mark.span) for mark in meant), (key, None))
    if features.language == "en":
        words = concepts.english_words(features.statement)
        written = (features.statement[first:last] for own, first, last in words if own == key)
        key = next(written, key)
    return key, features.place(key)


def named_as(features: Features, *kinds: str) -> Said | None:
    """The first concept of these kinds, or of groups that begin so, as a claim says it."""
    found = (mark for mark in features.marks if mark.kind.startswith(kinds))
    return next(((mark.words.strip(), mark.span) for mark in found), None)


def of_words(code: str, facet: str, one: Said | None, other: Said | None) -> Reason:
    """A reason that rests on these words of one claim or of both."""
    said = [words for words, _span in filter(None, (one, other))]
    return Reason(code, facet, 1.0, one[1] if one else None, other[1] if other else None, said)


def foreseen(features: Features) -> bool:
    return "expected" in features.kinds.get("basis.reality", NONE)


def groups_conflict(a: Features, b: Features, kind: str) -> bool:
    return apart(a.kinds.get(kind, NONE), b.kinds.get(kind, NONE))


def people(features: Features) -> set[str]:
    return {kind for kind in features.kinds if kind in _NARROW}
