"""What to look at next: consequence = worth × disagreement × reach.

``worth`` is the check-worthiness of the better of the two claims: a pair is worth a look as soon
as one of its claims is. ``disagreement`` is how much hangs on the relation, by how sure the
machine is of it: two claims that cannot both be right need a person first, two reports of one
thing least of all. ``reach`` grows with the publications that carry either claim.

The numbers are an order of urgency chosen by hand, not measurements; what they promise is the
order of the relations and that each factor only ever raises the rank.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

WORTHIEST = 3
"""The highest check-worthiness (0 to 3)."""

_WEIGHTS = {
    "contradicts": 1.0,
    "qualifies": 0.5,
    "supersedes": 0.45,
    "corroborates": 0.3,
    "repeats": 0.15,
}
_STEP = 0.05
"""What each step between two strengths adds to "qualifies": guidance against a ban (seven steps)
comes close to a contradiction, and no gap (nine steps at most) reaches it."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """Why a pair stands where it does in the list. ``gap`` counts the steps between the strengths
    of two directives that are qualified, ``carriers`` the publications that carry the claims."""

    check_worthiness: int
    relation: str
    confidence: float
    gap: int
    carriers: int

    @property
    def worth(self) -> float:
        """0.25 (not checkable) to 1 (central)."""
        return (1 + self.check_worthiness) / (1 + WORTHIEST)

    @property
    def disagreement(self) -> float:
        """0 (not comparable) to 1 (a sure contradiction)."""
        weight = _WEIGHTS.get(self.relation, 0.0)
        if self.relation == "qualifies":
            weight += _STEP * self.gap
        return weight * self.confidence

    @property
    def reach(self) -> float:
        """1 for the two articles of the pair, one more for each time that they double."""
        return math.log2(max(self.carriers, 2))

    @property
    def consequence(self) -> float:
        return self.worth * self.disagreement * self.reach


def waits(
    relation: str,
    later: str,
    confidence: float,
    *,
    proposed_from: float,
    decided: tuple[str, str] | None = None,
) -> bool:
    """Whether a person should look at a proposal.

    ``decided`` is the relation and later side in force, of a decision made before this proposal:
    then only a proposal that says something else is worth another look. One that the decision
    answers does not wait at all and is not asked about here.
    """
    if relation == "not_comparable" or confidence < proposed_from:
        return False
    return decided is None or decided != (relation, later)
