"""Two claims side by side: what they have in common, and by what that shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.links import quantity_rules
from claims.links.comparability import Reason, published_gap
from claims.links.features import Features, Mark, Number

ACROSS_WORDS = 0.25
"""Share of the weight of other words that counts between two languages."""
MOST_NUMBERS = 3
"""Agreeing numbers that add to what two claims share."""
RAREST = 1.5
"""What one of many digits adds."""

NOT_COMPARABLE = "not_comparable"


@dataclass(slots=True)
class Pair:
    """Two claims and what is computed of both once.

    ``ground`` is how much of what they are about is the same and ``evidence`` the weight of it;
    ``words`` the share of common words, of one language; ``agreeing`` and ``clashing`` the numbers
    that go together and that cannot both be right; ``gap`` the days from the publication of ``a``
    to that of ``b``; ``similarity`` the cosine of their vectors, None where it is not known.
    """

    a: Features
    b: Features
    ground: float
    evidence: float
    words: float
    agreeing: Sequence[quantity_rules.Pair]
    clashing: Sequence[quantity_rules.Pair]
    gap: int | None
    reasons: list[Reason]
    similarity: float | None

    @property
    def across(self) -> bool:
        return self.a.language != self.b.language

    @property
    def reach(self) -> float:
        """The common ground with what vectors add to it: texts that are alike may share much that
        they say in other words."""
        if self.similarity is None:
            return self.ground
        return max(self.ground, min(1.0, self.ground / 2 + max(0.0, self.similarity - 0.3)))

    @property
    def later(self) -> str:
        """The side published later, by at least a day."""
        if not self.gap:
            return ""
        return "b" if self.gap > 0 else "a"

    @property
    def late(self) -> Features:
        """The one published later, ``b`` where neither was."""
        return self.a if self.later == "a" else self.b

    @property
    def early(self) -> Features:
        return self.b if self.later == "a" else self.a


def pair_of(a: Features, b: Features, similarity: float | None) -> Pair:
    """Two claims side by side."""
    agreeing, clashing = (
        quantity_rules.aligned(a.numbers, b.numbers) if a.numbers and b.numbers else ([], [])
    )
    words = overlap(a.lemmas, b.lemmas) if a.language == b.language else 0.0
    ground, evidence, reasons = _ground(a, b, agreeing, words)
    gap = published_gap(a, b)
    return Pair(a, b, ground, evidence, words, agreeing, clashing, gap, reasons, similarity)


def _ground(
    a: Features, b: Features, agreeing: Sequence[quantity_rules.Pair], words: float
) -> tuple[float, float, list[Reason]]:
    """How much of what the two are about is the same, 0 to 1, and the weight of what is shared,
    which for two short claims may be little, with the reasons."""
    small, large = (a.terms, b.terms) if len(a.terms) <= len(b.terms) else (b.terms, a.terms)
    one_language = a.language == b.language  # then the words say what they sound like
    shared = [term for term in small if term in large and not (one_language and term[0] == "s")]
    weight = sum(min(small[term], large[term]) for term in shared)
    if not shared and not agreeing:
        return 0.0, 0.0, []
    bonus = sum(_rarity(x) for x, _y in agreeing[:MOST_NUMBERS])
    if one_language:
        total_a, total_b = a.weight, b.weight
    else:
        total_a = a.known + ACROSS_WORDS * (a.weight - a.known)
        total_b = b.known + ACROSS_WORDS * (b.weight - b.known)
    weight, total_a, total_b = weight + bonus, total_a + bonus, total_b + bonus
    least = min(total_a, total_b)
    if not least:
        return 0.0, 0.0, []
    ground = weight / (total_a + total_b) + min(1.0, weight / least) / 2
    reasons = list(_shared(a, b, frozenset(shared)))
    reasons += [
        Reason("same_number", "number", _rarity(x), x.span, y.span, [x.original, y.original])
        for x, y in agreeing[:MOST_NUMBERS]
    ]
    if words >= 0.2:
        reasons.append(Reason("same_words", "words", words, values=[f"{words:.0%}"]))
    return min(1.0, ground), weight, reasons


def _rarity(number: Number) -> float:
    """A number of many digits is rarely the same by chance."""
    digits = len(number.value.normalize().as_tuple().digits)
    return 0.5 if digits < 2 else 1.0 if digits < 3 else RAREST


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


def same_act(pair: Pair) -> bool:
    """Whether both tell of one act or event."""
    a, b = pair.a, pair.b
    if a.order and b.order:
        return True
    return any(
        term in b.terms
        for term in a.terms
        if term.startswith(("c:act.", "c:sole", "c:stage", "c:court")) or term.endswith("다")
    )


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared lemmas over the geometric mean of both counts (cosine of sets), 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))


def left_over(a: Features, b: Features) -> float:
    """The weight of what ``a`` is about and ``b`` is not."""
    return sum(weight for term, weight in a.terms.items() if term not in b.terms)
