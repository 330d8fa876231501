"""What a merge of two questions brought to the one that stayed, as the ledger recorded it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.ledger.models import Entry
from claims.links.models import Matter, MatterMember


@dataclass(frozen=True, slots=True)
class Brought:
    """Public ids of claims: those that are under the winner through this merge alone, those whose
    refusal there it took back, and those that are refused there because the loser refused them."""

    claims: frozenset[str]
    allowed: frozenset[str]
    refused: frozenset[str]


def brought_by(loser: Matter, winner: Matter) -> Brought | None:
    """What came to the winner with this loser alone, whether it was merged straight into it or into
    one that was merged into it later; None where the record was erased. Four queries a step."""
    claims, refused, allowed = [], [], frozenset[str]()
    while loser.pk != winner.pk:
        merged = Entry.objects.about(loser).select_related("body").get(kind="matter.merged")
        if merged.body.content is None:
            return None
        into = Matter.objects.get(public_id=merged.body.content["into"])
        found = _merges(into)
        said = found.get(str(loser.public_id))
        if said is None:
            return None
        claims.append(_alone(str(loser.public_id), found, _taken_back(into, winner)))
        refused.append(frozenset(said.get("refused", ())))
        allowed = frozenset(said.get("allowed", ()))
        loser = into
    return Brought(frozenset.intersection(*claims), allowed, frozenset.intersection(*refused))


def _merges(winner: Matter) -> dict[str, Mapping[str, Any]]:
    """What each merge into this question took over, by the public id of the loser, oldest first."""
    rows = Entry.objects.about(winner).filter(kind="matter.took_over").order_by("seq")
    contents = [row.body.content for row in rows.select_related("body")]
    return {said["out_of"]: said for said in contents if said}


def _taken_back(*matters: Matter) -> set[str]:
    """Public ids of those whose merge was taken back by a split of one of these."""
    keys = [matter.public_id for matter in matters]
    rows = Entry.objects.filter(kind="matter.split", subject_kind="matter", subject_id__in=keys)
    contents = [row.body.content or {} for row in rows.select_related("body")]
    return {said["takes_back"] for said in contents if said.get("takes_back")}


def _alone(loser: str, merges: Mapping[str, Mapping[str, Any]], gone: set[str]) -> frozenset[str]:
    """The claims that no other merge brought and that were not there before the first one did."""
    rows = MatterMember.objects.filter(matter__public_id__in=merges, removed_at=None)
    held: defaultdict[str, set[str]] = defaultdict(set)
    for matter, member in rows.values_list("matter__public_id", "claim__public_id"):
        held[str(matter)].add(str(member))
    alone = set()
    for claim in held[loser]:
        bearers = [one for one in merges if claim in held[one]]
        was_new = claim in merges[bearers[0]]["claims"]
        if was_new and not set(bearers) - gone - {loser}:
            alone.add(claim)
    return frozenset(alone)
