"""From reasons to the probability that a relation is right."""

from __future__ import annotations

from collections.abc import Sequence

from claims.links.comparability import Reason


def confidence(relation: str, ground: float, reasons: Sequence[Reason]) -> float:
    """The probability, 0 to 1, that ``relation`` is right."""
    return round(0.3 + 0.6 * ground, 4)
