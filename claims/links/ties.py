"""What the links of a matter's claims say of it: whom they suggest, and where members disagree.

Pure rules over ties: pairs that speak of one thing, as a person decided or, where nobody did, as
the machine proposes. Nothing here adds a claim to a matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

DISAGREEING = ("contradicts", "qualifies")
"""The relations in which two claims do not say the same, the sharper first."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link (by key) of two claims (by key). ``confidence`` is the machine's, 1 if decided."""

    link: int
    a: int
    b: int
    relation: str
    decided: bool
    confidence: float

    @property
    def ends(self) -> tuple[int, int]:
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Because:
    """The member that a suggested claim is tied to."""

    member: int
    tie: Tie


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim that is tied to members, by the surest tie first."""

    claim: int
    because: tuple[Because, ...]


def suggestions(
    ties: Iterable[Tie], members: Collection[int], refused: Collection[int]
) -> list[Suggestion]:
    """Claims outside that are tied to a member and were not refused.

    A tie that a person decided goes before any proposal, a surer one before a less sure one;
    between equals the claim with more ties, then the older claim.
    """
    inside, out = set(members), set(refused)
    found: dict[int, list[Because]] = defaultdict(list)
    for tie in ties:
        for claim, member in (tie.ends, tie.ends[::-1]):
            if member in inside and claim not in inside and claim not in out:
                found[claim].append(Because(member, tie))
    ranked = [
        Suggestion(claim, tuple(sorted(because, key=lambda each: _surest(each.tie))))
        for claim, because in found.items()
    ]
    ranked.sort(key=lambda row: (_surest(row.because[0].tie)[:2], -len(row.because), row.claim))
    return ranked


def disagreements(ties: Iterable[Tie], members: Collection[int]) -> list[Tie]:
    """Pairs of members that contradict or qualify each other: contradictions first, and among
    each what a person decided before what the machine proposes, the surer first."""
    inside = set(members)
    found = [tie for tie in ties if tie.relation in DISAGREEING and inside.issuperset(tie.ends)]
    return sorted(found, key=lambda tie: (DISAGREEING.index(tie.relation), *_surest(tie)))


def _surest(tie: Tie) -> tuple[bool, float, int]:
    return not tie.decided, -tie.confidence, tie.link
