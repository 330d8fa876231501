"""The links and origins of readings kept in memory, in the format of the gold sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from claims.extraction.predictions import claim_id
from claims.extraction.preview import Preview
from claims.index.vectors_encoding import encode
from claims.links.features import Features, of_found
from claims.links.frames import Told
from claims.links.originals import gather
from claims.links.origins import resolve
from claims.links.pairing import Kept, links
from claims.links.second_look import ALIKE_FROM, NEAREST
from claims.text.reader import SUPPORTED


def with_links(
    documents: Iterable[dict[str, Any]],
    read: Mapping[str, Preview],
    *,
    proposed_from: float,
    most: int,
) -> dict[str, Any]:
    """The whole prediction file: ``documents`` as ``extraction.predictions`` makes them, each of
    their claims with its origin where somebody is cited for it, and the links between them.

    ``read`` are the readings by file; ``proposed_from`` and ``most`` are as in ``pairing.rank``.
    """
    told = {file: _told(file, seen) for file, seen in read.items()}
    named = _origins(told)
    predicted = []
    for made in documents:
        with_origins = [
            claim | ({"origin": named[claim["id"]]} if claim["id"] in named else {})
            for claim in made["claims"]
        ]
        predicted.append(made | {"claims": with_origins})
    claims = {key: one.claim for each in told.values() for key, one in each.items()}
    kept = links(claims, proposed_from=proposed_from, most=most, alike=alike(claims))
    return {"documents": predicted, "links": [_link(pair) for pair in kept]}


def _told(file: str, seen: Preview) -> dict[str, Told]:
    """What a file says, by the ids of its claims in the predictions."""
    published = seen.published_on or seen.given
    return {
        claim_id(file, number): Told(
            of_found(found, seen.reading.language, published, seen.outlet, file),
            found.quote,
            found.start,
        )
        for number, found in enumerate(seen.reading.claims, start=1)
    }


def _origins(told: Mapping[str, Mapping[str, Told]]) -> dict[str, str]:
    """Equal strings for claims that rest on one original report. What an article says in its own
    voice has none: the gold sets know only reports that are named."""
    found = [
        (key, original)
        for file, claims in told.items()
        for key, original in zip(claims, resolve(list(claims.values()), article=file), strict=True)
        if not original.unsourced
    ]
    labels = gather(original for _key, original in found)
    names: dict[int, str] = {}
    for (_key, original), label in zip(found, labels, strict=True):
        names.setdefault(label, f"{label} {original.name or original.article}")
    return {key: names[label] for (key, _original), label in zip(found, labels, strict=True)}


def alike(claims: Mapping[str, Features]) -> dict[tuple[str, str], float]:
    """The pairs of claims of two texts that mean much the same, with the cosines of their vectors,
    as the second look finds them for each claim in each language."""
    keys = list(claims)
    rows = encode([claims[key].statement for key in keys])
    cosines = rows @ rows.T
    texts = np.array([claims[key].article for key in keys])
    languages = np.array([claims[key].language for key in keys])
    found: dict[tuple[str, str], float] = {}
    for place, key in enumerate(keys):
        elsewhere = (texts != texts[place]) & (cosines[place] >= ALIKE_FROM)
        for language in SUPPORTED:
            others = np.flatnonzero(elsewhere & (languages == language))
            nearest = others[np.argsort(-cosines[place, others], kind="stable")][:NEAREST]
            found |= {(key, keys[other]): float(cosines[place, other]) for other in nearest}
    return found


def _link(pair: Kept[str]) -> dict[str, Any]:
    """Of two states ``a`` is the later."""
    a, b = (pair.b, pair.a) if pair.outcome.later == "b" else (pair.a, pair.b)
    return {
        "a": a,
        "b": b,
        "relation": pair.outcome.relation,
        "score": pair.outcome.confidence,
    }
