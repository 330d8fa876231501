"""One deed that two claims give to different parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.links.comparability import NONE, Reason
from claims.links.relations.pair import NOT_COMPARABLE, SURE_GROUND, Found, Pair


def rival(pair: Pair, kept_apart: Sequence[Reason]) -> Found | None:
    """One deed that one alone can have done, given to two; or two who change places."""
    a, b = pair.a, pair.b
    codes = {reason.code for reason in kept_apart}
    if _speak_of_each_other(pair):
        return "contradicts", "", [Reason("changed_places", "actor", 1.0)]
    if codes <= {"other_actor", "other_place"}:
        sole = a.kinds.get("sole", NONE) & b.kinds.get("sole", NONE)
        if not codes and _changed_places(pair):
            why = Reason("changed_places", "actor", 1.0)
            if a.kinds.get("act.win+", NONE) & b.kinds.get("act.win+", NONE):
                return "contradicts", "", [why]
            return None if pair.ground >= SURE_GROUND else (NOT_COMPARABLE, "", [why])
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


def _speak_of_each_other(pair: Pair) -> bool:
    """Whether two parties say the same, each of the other."""
    a, b = pair.a, pair.b
    if pair.words < 0.5 or pair.clashing or not a.voices or not b.voices:
        return False
    one, other = a.voices[-1].name, b.voices[-1].name
    return one != other and one in b.statement and other in a.statement


def _other_doer(pair: Pair) -> bool:
    """Whether of the subjects of each claim one is not named by the other: 신작은 갑이 펴낸다,
    신작은 을이 펴낸다."""
    a, b = pair.a, pair.b
    if pair.across:
        return False
    of_a, of_b = a.subjects - b.terms.keys(), b.subjects - a.terms.keys()
    return bool(of_a) and bool(of_b)


def _changed_places(pair: Pair) -> bool:
    """Whether who does and who suffers it are the other way round."""
    a, b = pair.a, pair.b
    if not a.subjects or not b.subjects or a.subjects & b.subjects:
        return False
    return all(term in b.terms for term in a.subjects) and all(
        term in a.terms for term in b.subjects
    )
