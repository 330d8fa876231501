"""A reading in the neutral format that gold sets of annotated articles are scored in.

One object a document: what the body, the sentences and the claims are, each claim with its
verbatim quote and facets. A scorer finds quotes by their words, so offsets, which are those of
the canonical text and not of the file, are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from claims.text.findings import (
    Block,
    BlockClass,
    FoundClaim,
    FoundQuantity,
    FoundVoice,
    Reading,
    VoiceKind,
)


def document(
    file: str, text: str, blocks: Sequence[Block], published: str, reading: Reading
) -> dict[str, Any]:
    """The prediction for one file; ``published`` is an ISO date, or empty where unknown."""
    ids = {sentence: f"{file}#s{n}" for n, sentence in enumerate(reading.sentences, start=1)}
    made: dict[str, Any] = {
        "file": file,
        "language": reading.language,
        "body": "\n".join(
            text[block.start : block.end] for block in blocks if block.kind is BlockClass.BODY
        ),
        "sentences": [
            {"id": key, "text": text[sentence.start : sentence.end]}
            for sentence, key in ids.items()
        ],
        "claims": [
            {"id": claim_id(file, n), "sentence": ids[found.sentence]} | _claim(found)
            for n, found in enumerate(reading.claims, start=1)
        ],
    }
    if published:
        made["published"] = published
    return made


def claim_id(file: str, number: int) -> str:
    """What a prediction calls the claim of this number, from 1, in a file's reading."""
    return f"{file}#c{number}"


def _claim(found: FoundClaim) -> dict[str, Any]:
    directive = found.directive
    made: dict[str, Any] = {
        "quote": found.quote,
        "restatement": found.statement,
        "type": found.kind.value,
        "hedge": found.hedge.value,
        "polarity": found.polarity.value,
        "checkworthiness": found.check_worthiness,
        "reasons": list(found.reasons),
        "attribution": [voice.name for voice in found.attribution],
        "quantities": [one for quantity in found.quantities for one in _bounds(quantity)],
        "dates": [
            {"start": time.first.isoformat(), "end": time.last.isoformat(), "text": time.original}
            for time in found.times
        ],
        "directive": directive
        and {
            "strength": directive.strength.value,
            "direction": directive.direction.value,
            "status": directive.status.value,
            "issuer": directive.issuer,
            "addressee": directive.addressee,
            "object": directive.object,
            "act": directive.act,
        },
    }
    reporter = first_reporter(found.attribution)
    if reporter:
        made["first_reporter"] = reporter
    return made


def first_reporter(voices: Sequence[FoundVoice]) -> str:
    """The innermost outlet of a chain: who had it first, as far as the text says."""
    outlets = [voice.name for voice in voices if voice.kind is VoiceKind.OUTLET]
    return outlets[-1] if outlets else ""


def _bounds(quantity: FoundQuantity) -> list[dict[str, Any]]:
    """A range gives both its ends."""
    ends = (quantity.value, quantity.value_high)
    return [
        {"value": number(end), "unit": quantity.unit, "text": quantity.original}
        for end in ends
        if end is not None
    ]


def number(value: Decimal) -> int | float:
    """The value as JSON writes it, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
