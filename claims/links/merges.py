"""What a merge of two questions brought to the one that stayed, as the ledger recorded it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.ledger.models import Entry
from claims.links.models import Matter


@dataclass(frozen=True, slots=True)
class Brought:
    """Public ids of claims: those that were not under the winner before, those whose refusal there
    the merge took back, and those that are refused there since because the loser refused them."""

    claims: frozenset[str]
    allowed: frozenset[str]
    refused: frozenset[str]


def brought_by(loser: Matter, winner: Matter) -> Brought | None:
    """What came to the winner with this loser alone, whether it was merged straight into it or into
    one that was merged into it later; None where the record was erased. Two queries a step."""
    steps = list(_steps(loser, winner))
    if None in steps:
        return None
    said = [step for step in steps if step is not None]
    return Brought(
        claims=frozenset.intersection(*(frozenset(step["claims"]) for step in said)),
        allowed=frozenset(said[-1].get("allowed", ())),
        refused=frozenset.intersection(*(frozenset(step.get("refused", ())) for step in said)),
    )


def _steps(loser: Matter, winner: Matter) -> Iterator[dict[str, Any] | None]:
    """What each merge from the loser to the winner took over, in their order."""
    while loser.pk != winner.pk:
        merged = Entry.objects.about(loser).filter(kind="matter.merged").select_related("body")
        into = (merged.get().body.content or {}).get("into")
        if into is None:
            yield None
            return
        next_one = Matter.objects.get(public_id=into)
        took = Entry.objects.about(next_one).select_related("body")
        kind = took.filter(kind="matter.took_over")
        found = kind.filter(body__content__out_of=str(loser.public_id)).first()
        yield found.body.content if found else None
        loser = next_one
