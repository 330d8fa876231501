"""Which claims of an article the newest reading lost, why, and which it brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.articles.models import Article
from claims.desk import wording
from claims.extraction.models import AnchorState, Claim, Run
from claims.extraction.rules import Loss, why_lost
from claims.text.findings import Block
from claims.work.models import WorkState


@dataclass(frozen=True, slots=True)
class LostClaim:
    """A lost claim with the words it last stood on; ``block`` where these are no body."""

    claim: Claim
    quote: str
    why: Loss
    block: Block | None

    @property
    def words(self) -> str:
        """Why, for a person."""
        kind = wording.BLOCKS[self.block.kind] if self.block else ""
        return str(wording.LOSSES[self.why]) % {"kind": kind}


def losses_of(article: Article, claims: Iterable[Claim]) -> list[LostClaim]:
    """The lost ones of ``claims``, all of one article. Two queries where there are any."""
    lost = [claim for claim in claims if claim.is_lost]
    if not lost:
        return []
    newest = article.latest_snapshot
    blocks = newest.typed_blocks
    found = []
    for claim in lost:
        anchors = list(claim.current.anchors.all()) if claim.current else []
        if not anchors:
            continue
        last = max(anchors, key=lambda anchor: anchor.snapshot_id)
        here = last if last.snapshot_id == newest.pk else None
        why, block = why_lost(
            blocks,
            here.start if here else None,
            here.end if here else None,
            altered=here is not None and here.state == AnchorState.ALTERED,
        )
        found.append(LostClaim(claim, last.quote, why, block))
    return found


def new_in(article: Article, claims: Sequence[Claim]) -> set[int]:
    """The claims (by key) that the newest reading brought, unless it was the first. One query."""
    runs = Run.objects.filter(snapshot__document=article, state=WorkState.DONE)
    last = list(runs.order_by("-pk").values_list("pk", flat=True)[:2])
    if len(last) < 2:
        return set()
    return {
        claim.pk
        for claim in claims
        if claim.current and claim.current.number == 1 and claim.current.run_id == last[0]
    }
