"""Whether two claims are one sentence."""

from __future__ import annotations

from claims.links.features import Features
from claims.links.relations.pair import Pair, left_over
from claims.links.relations.polarity import opposition
from claims.links.relations.roles import swapped

SAME_SENTENCE = 0.85
"""Share of common words from which two claims are one sentence, copied or lightly edited."""

_SMALL_EDIT = 0.5
"""Weight of words (a noun weighs 1) that an editor may change in a copy."""


def same_sentence(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    return (
        pair.words >= SAME_SENTENCE
        and not swapped(a.statement, b.statement, a.language)
        and not pair.clashing
        and all(x.value == y.value and x.high == y.high for x, y in pair.agreeing)
        and _manner(a) == _manner(b)
        and not opposition(pair)[0]
        and left_over(a, b) <= _SMALL_EDIT
        and left_over(b, a) <= _SMALL_EDIT
    )


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
