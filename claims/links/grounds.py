"""What a proposal rests on, as a digest: the same ground is not proposed again.

Two versions of a claim that differ in nothing the comparison looks at are one ground, wherever
they stand in the text and however worthy of checking somebody holds them to be. A statement
reworded, a facet read otherwise, two names that a merge made one or a corrected date are another.
What both name counts as shared, whatever it is called: a merge that renames it changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import orjson

from claims.links.features import Features, Order, When
from claims.links.rules import Comparison

_NO_LETTER = re.compile(r"\W+")


def ground(a: Features, b: Features, outcome: Comparison) -> bytes:
    """SHA-256 of the compared facets of both claims and of the relation found, in their order.

    Confidence and reasons are left out: a better calibration is no new ground.
    """
    shared = frozenset(name.key for name in a.names) & {name.key for name in b.names}
    content = [_compared(a, shared), _compared(b, shared), outcome.relation, outcome.later]
    return hashlib.sha256(orjson.dumps([*content, len(shared)])).digest()


def ground_by_slugs(a: Features, b: Features, outcome: Comparison) -> bytes:
    """The ground as it was digested until 2026-11-22, with the slugs of what both name: many kept
    proposals have it, and must not all be on another ground for that."""
    content = [_compared(a), _compared(b), outcome.relation, outcome.later]
    return hashlib.sha256(orjson.dumps(content)).digest()


def _compared(claim: Features, shared: Collection[str] = ()) -> dict[str, Any]:
    """``voices`` tell how independent two claims are and not how they relate, so not here."""
    return {
        "language": claim.language,
        "letters": _NO_LETTER.sub("", claim.statement.casefold()),
        "kind": claim.kind,
        "polarity": claim.polarity,
        "hedge": claim.hedge,
        "names": sorted(name.key for name in claim.names if name.key not in shared),
        "numbers": sorted(
            [_digits(one.value), _digits(one.high), one.unit, one.comparator]
            for one in claim.numbers
        ),
        "times": sorted(map(_days, claim.times)),
        "when": _days(claim.when) if claim.when else None,
        "order": _order(claim.order) if claim.order else None,
    }


def _digits(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _days(time: When) -> list[str]:
    return [time.first.isoformat(), time.last.isoformat()]


def _order(order: Order) -> list[str]:
    return [
        order.strength,
        order.direction,
        order.status,
        order.issuer,
        order.addressee,
        order.object,
        order.act,
    ]
