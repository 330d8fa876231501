"""Whether two claims are one sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from claims.links.features import Features
from claims.links.relations.pair import Pair, left_over
from claims.links.relations.polarity import opposition
from claims.links.relations.roles import swapped
from claims.text.features import lemmas

SAME_SENTENCE = 0.85
"""Share of common words from which two claims are one sentence, copied or lightly edited."""

_SMALL_EDIT = 0.5
"""Weight of words (a noun weighs 1) that an editor may change in a copy."""


# Words that no lemma keeps and that turn what is said: 사고 전과 사고 후, A씨와 B씨.
_SMALL_KO = re.compile(r"(?<![가-힣A-Za-z])(?:이?전|이?후|[A-Z])(?=[에의까부씨사군양시\s]|$)")
_SMALL_EN = re.compile(
    r"\b(?:before|after|until|since|with|without|for|against|from|to|over|under|than|only|[B-HJ-Z])\b"
)


def same_sentence(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    return (
        pair.words >= SAME_SENTENCE
        and not swapped(a.statement, b.statement, a.language)
        and not pair.clashing
        and all(x.value == y.value and x.high == y.high for x, y in pair.agreeing)
        and _manner(a) == _manner(b)
        and _one_time(a, b)
        and _in_order(a, b)
        and not opposition(pair)[0]
        and left_over(a, b) <= _SMALL_EDIT
        and left_over(b, a) <= _SMALL_EDIT
    )


def _one_time(a: Features, b: Features) -> bool:
    """Whether they state the same times; those of a text without a day may be unknown."""
    one, other = ({(time.first, time.last) for time in claim.times} for claim in (a, b))
    return not one or not other or one == other


def _in_order(a: Features, b: Features) -> bool:
    """Whether what is told apart by small words and, in English, by their order is the same: before
    and after, A and B, who sued whom."""
    small = _SMALL_KO if a.language == "ko" else _SMALL_EN
    if sorted(small.findall(a.statement)) != sorted(small.findall(b.statement)):
        return False
    if a.language != "en":
        return True
    one, other = lemmas(a.statement, "en"), lemmas(b.statement, "en")
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_SENTENCE


def _manner(claim: Features) -> tuple[object, ...]:
    """What two equal sets of words may still differ in."""
    strength = claim.order.strength if claim.order else None
    kinds = claim.kinds
    return (
        claim.polarity,
        claim.hedge,
        strength,
        frozenset(kind for kind in kinds if kind.startswith(("sure.", "people.", "stage."))),
        kinds.get("place"),
        kinds.get("scope"),
        kinds.get("court.1") or kinds.get("court.2") or kinds.get("court.3"),
    )
