"""One matter told to different degrees: how far it has come, how certain, of how much."""

from __future__ import annotations

from claims.links.comparability import NONE, Reason, foreseen, people
from claims.links.features import Features, Mark
from claims.links.relations.directives import ANOTHER_TIME_DAYS
from claims.links.relations.pair import Found, Pair, one_matter

_DONE = 5


def stages(pair: Pair) -> Found | None:
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
        if not one_matter(pair):
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
    both_foreseen = foreseen(a) and foreseen(b)
    hedged = (a.hedge == "speculative") != (b.hedge == "speculative")
    if hedged and not both_foreseen and one_matter(pair):
        why = Reason("other_certainty", "certainty", 0.7, values=[a.hedge, b.hedge])
        return "qualifies", "", [why]
    return None


def _same_reporter(a: Features, b: Features) -> bool:
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


def scope(pair: Pair) -> Found | None:
    """All and some, a part and the whole."""
    a, b = pair.a, pair.b
    scope_a, scope_b = a.kinds.get("scope", NONE), b.kinds.get("scope", NONE)
    if scope_a == scope_b and people(a) == people(b):
        return None
    narrow = {"only", "some"}
    differs = ("all" in scope_a) != ("all" in scope_b) or bool(scope_a & narrow) != bool(
        scope_b & narrow
    )
    grouped = people(a) ^ people(b)
    if not differs and not grouped:
        return None
    if (not differs and pair.agreeing) or not one_matter(pair):
        return None
    values = sorted(scope_a | scope_b)
    why = Reason("other_scope", "scope", 1.0, values=values)
    if pair.later and abs(pair.gap or 0) > ANOTHER_TIME_DAYS:
        return "supersedes", pair.later, [why]
    return "qualifies", "", [why]
