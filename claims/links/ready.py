"""Features of stored claims, made once: kept beside the index with a put, read for every search.

What a payload rests on beside its version is looked up when it is read, in one query for the
entities and one for the articles; where that says otherwise than when it was made (an entity was
merged, an article dated), where other code made it and where there is none, the features are made
from the rows, and the payload is made anew after the transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from claims.articles.models import Article
from claims.extraction import indexing
from claims.extraction.models import Claim
from claims.index import payloads
from claims.links import packed
from claims.links.candidates import features, named_entities, of_claims, survivor
from claims.links.features import Features
from claims.links.packed import HEAD_MOST, Head, Made
from claims.links.promising import promising
from claims.reference.models import Entity

_REFILLED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Known:
    """A claim that stands in its text, and what the comparison knows of its current version."""

    pk: int
    current_id: int
    features: Features


def keep(keys: Collection[int], **_signal: Any) -> None:
    """Keep the features of those of these claims that stand in their text, and of no others.

    A receiver of ``indexing.indexed``: in the transaction that puts them into the index, which has
    locked them. A constant number of queries, about 1 ms a claim.
    """
    rows = {claim.pk: packed.pack(features(claim), _made(claim)) for claim in of_claims(keys)}
    payloads.put(rows)
    payloads.drop([key for key in keys if key not in rows])


def known(keys: Collection[int]) -> dict[int, Known]:
    """Those of these claims that stand in their text, by key. Three queries, about 60 µs a claim,
    and as ``candidates.of_claims`` for claims of which nothing valid is kept."""
    found = {key: packed.unpack(data) for key, data in payloads.read(keys).items()}
    kept = {key: one for key, one in found.items() if one is not None}
    names = _names({key for _features, made in kept.values() for key in made.entities})
    articles = _articles({made.article for _features, made in kept.values()})
    ready = {
        key: Known(key, made.version, own)
        for key, (own, made) in kept.items()
        if articles.get(made.article) == (own.published, own.outlet, own.article)
        and all(names.get(entity) == said for entity, said in made.entities.items())
    }
    missing = [key for key in keys if key not in ready]
    for claim in of_claims(missing) if missing else ():
        ready[claim.pk] = Known(claim.pk, _made(claim).version, features(claim))
    again = [key for key in missing if key in ready]
    if again:
        transaction.on_commit(partial(_refill, again), robust=True)
    return ready


def worth_comparing(
    pairs: Sequence[tuple[int, int]], *, sure: float = 0.0
) -> list[tuple[int, int]]:
    """Those of these pairs of claims that may compare, with this confidence at least, in their
    order (``promising``). Two queries."""
    return promising(pairs, heads({key for pair in pairs for key in pair}), sure=sure)


def heads(keys: Collection[int]) -> dict[int, Head]:
    """The heads of these claims, of those of which something valid is kept. Two queries."""
    stored = payloads.beginnings(keys, HEAD_MOST)
    found = {key: head for key, data in stored.items() if (head := packed.read_head(data))}
    names = _names({entity for head in found.values() for entity, _stamp in head.entities})
    stamps = {entity: packed.stamp(*said) for entity, said in names.items()}
    return {key: head for key, head in found.items() if _is_valid(head, stamps)}


def _is_valid(head: Head, stamps: Mapping[int, int]) -> bool:
    return all(stamps.get(key) == stamp for key, stamp in head.entities)


def _made(claim: Claim) -> Made:
    if claim.current_id is None:
        raise ValueError(f"claim {claim.pk} has no version")
    entities = {entity.pk: (survivor(entity).slug, entity.kind) for entity in named_entities(claim)}
    return Made(claim.current_id, claim.article_id, entities)


def _names(entities: Collection[int]) -> dict[int, tuple[str, str]]:
    """The slug and kind that each of these goes by now, of a merged one the survivor's slug."""
    rows = Entity.objects.filter(pk__in=entities)
    found = rows.values_list("pk", "slug", "merged_into__slug", "kind")
    return {key: (survivor or slug, kind) for key, slug, survivor, kind in found}


def _articles(keys: Collection[int]) -> dict[int, tuple[object, str, str]]:
    """The day, the outlet and the text of each of these articles, as in ``Features``."""
    found = Article.objects.filter(pk__in=keys).values_list(
        "pk",
        "published_on",
        "outlet",
        "source__entity__slug",
        "source__entity__merged_into__slug",
        "copy_of",
    )
    return {
        key: (published, survivor or slug or outlet, str(copied or key))
        for key, published, outlet, slug, survivor, copied in found
    }


def _refill(keys: Iterable[int]) -> None:
    """Keep anew what was missing or outdated; safe at any time."""
    left = list(keys)
    for start in range(0, len(left), _REFILLED_AT_ONCE):
        some = left[start : start + _REFILLED_AT_ONCE]
        indexing.update(Claim.objects.filter(pk__in=some))
