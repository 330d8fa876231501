"""Which stored claims may speak of the same thing, and what is known of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Prefetch, Q

from claims.extraction.models import (
    Anchor,
    Attribution,
    Claim,
    ClaimQuerySet,
    ClaimVersion,
    Directive,
    Mention,
    Quantity,
    Time,
)
from claims.index import services as index
from claims.links.features import Features, Name, Number, Order, Voice, When, assemble
from claims.reference.models import Entity
from claims.text.findings import Strength
from claims.text.terms import terms

CANDIDATES = 50
"""Most candidates compared for one claim."""
_COPIES = 3
"""Most copies that say one thing among the candidates of a claim where they are full: a dispatch
that sixty papers print would leave no place for what anybody else says."""


def of_article(article: int) -> list[Claim]:
    """The claims of an article that stand in its text, ready for ``features``."""
    return list(_with_features().filter(article=article))


def of_claims(keys: Iterable[int], *, articles: Iterable[int] = ()) -> list[Claim]:
    """Those of these claims, and of all that these articles make, that stand in their text, ready
    for ``features``."""
    wanted = Q(pk__in=list(keys)) | Q(article__in=list(articles))
    return list(_with_features().filter(wanted))


def _with_features() -> ClaimQuerySet:
    """A constant number of queries."""
    return (
        Claim.objects.in_text()
        .filter(current__isnull=False)
        .select_related("current__directive", "article__source__entity__merged_into")
        .prefetch_related(
            "current__anchors",
            # In the order they were read: of a name the place of its first mention counts.
            Prefetch("current__quantities", Quantity.objects.order_by("pk")),
            Prefetch("current__times", Time.objects.order_by("pk")),
            Prefetch(
                "current__attributions",
                Attribution.objects.select_related("entity__merged_into"),
            ),
            Prefetch(
                "current__mentions",
                Mention.objects.select_related("entity__merged_into").order_by("pk"),
            ),
        )
    )


def candidates(claims: Collection[Claim]) -> dict[int, list[int]]:
    """For each of these claims, ready for ``features``, the keys of up to 50 claims of other
    articles that are most like it in their rare terms, best first. Where copies that say the same
    fill them, the first few are kept and what else is like it is looked for again. Four queries
    for all of them, six where copies crowd others out."""
    names = _all_keys({mention.entity for claim in claims for mention in _mentions(claim)})
    queries = {
        claim.pk: terms(
            version.lemmas,
            (slug for mention in _mentions(claim) for slug in names[_root(mention.entity)]),
            ((row.value, row.value_high, row.unit) for row in version.quantities.all()),
            ((row.first, row.last) for row in version.times.all()),
        )
        for claim in claims
        for version in (_current(claim),)
    }
    articles = {claim.article_id for claim in claims}
    own = set(Claim.objects.filter(article__in=articles).values_list("pk", flat=True))
    hits = index.search(queries, limit=CANDIDATES, exclude=own)
    found = {key: [hit.key for hit in some] for key, some in hits.items()}
    crowded = {key for key, some in found.items() if len(some) == CANDIDATES}
    copied = _copied({key for one in crowded for key in found[one]}) if crowded else {}
    left = {key: _without_crowds(some, copied) for key, some in found.items() if key in crowded}
    crowded = {key for key, some in left.items() if len(some) < CANDIDATES}
    if crowded:
        said = {copied[key] for one in crowded for key in set(found[one]).difference(left[one])}
        again = {key: queries[key] for key in crowded}
        beside = own | _saying(said)
        for key, some in index.search(again, limit=CANDIDATES, exclude=beside).items():
            more = (hit.key for hit in some)
            left[key] = list(dict.fromkeys((*left[key], *more)))[:CANDIDATES]
    return found | left


class _Copied(NamedTuple):
    """What a copy says: the text it is of, by the key of the original, and its statement."""

    text: int
    statement: str


def _copied(keys: Collection[int]) -> dict[int, _Copied]:
    """Those of these claims that copies print. One query."""
    rows = Claim.objects.filter(pk__in=keys, article__copy_of__isnull=False)
    found = rows.values_list("pk", "article__copy_of", "current__statement")
    return {key: _Copied(text, said) for key, text, said in found if text and said}


def _saying(said: Collection[_Copied]) -> set[int]:
    """The claims of all copies that say one of these. One query."""
    rows = Claim.objects.filter(
        article__copy_of__in={one.text for one in said},
        current__statement__in={one.statement for one in said},
    )
    return set(rows.values_list("pk", flat=True))


def _without_crowds(hits: Sequence[int], copied: Mapping[int, _Copied]) -> list[int]:
    """The hits, without those that say what the first few copies of the same text say."""
    told: Counter[_Copied] = Counter()
    left = []
    for key in hits:
        if same := copied.get(key):
            told[same] += 1
            if told[same] > _COPIES:
                continue
        left.append(key)
    return left


def named_entities(claim: Claim) -> Iterator[Entity]:
    """All that the features of a claim, loaded for them, take names from; no query."""
    version = _current(claim)
    yield from (mention.entity for mention in version.mentions.all())
    yield from (step.entity for step in version.attributions.all() if step.entity)


def survivor(entity: Entity) -> Entity:
    """What a merged entity goes by; else itself."""
    return entity.merged_into or entity


def _mentions(claim: Claim) -> Iterable[Mention]:
    return _current(claim).mentions.all()


def _root(entity: Entity) -> int:
    return entity.merged_into_id or entity.pk


def _all_keys(entities: Iterable[Entity]) -> defaultdict[int, list[str]]:
    """By entity, of a merged one the survivor, all slugs that claims may know it by: its own and
    those of all that were merged into it. One query."""
    roots = {_root(entity) for entity in entities}
    rows = Entity.objects.filter(Q(pk__in=roots) | Q(merged_into__in=roots)).order_by("pk")
    found: defaultdict[int, list[str]] = defaultdict(list)
    for entity in rows:
        found[_root(entity)].append(entity.slug)
    return found


def features(claim: Claim) -> Features:
    """What the comparison needs of a claim loaded by ``with_features``; no query."""
    version, article = _current(claim), claim.article
    names: dict[str, Name] = {}
    for mention in version.mentions.all():
        slug = _slug(mention.entity)
        span = _span(mention.start, mention.end)
        names.setdefault(slug, Name(slug, mention.entity.kind, mention.original or slug, span))
    directive = getattr(version, "directive", None)
    times = tuple(
        When(row.first, row.last, row.grain, row.original, _span(row.start, row.end))
        for row in version.times.all()
    )
    place = read_at(claim)
    return assemble(
        statement=version.statement,
        quote=place.quote if place else "",
        start=(place.start if place else None) or 0,
        language=version.language,
        kind=version.kind,
        polarity=version.polarity,
        hedge=version.hedge,
        lemmas=version.lemmas,
        names=tuple(names.values()),
        numbers=tuple(
            Number(
                row.value,
                row.value_high,
                row.unit,
                row.comparator,
                row.original,
                _span(row.start, row.end),
            )
            for row in version.quantities.all()
        ),
        order=_order(directive) if directive is not None else None,
        times=times,
        about=_about(version, times),
        published=article.published_on,
        voices=tuple(
            Voice(
                step.name,
                step.voice,
                _slug(step.entity) if step.entity else "",
                step.verb,
                _span(step.start, step.end),
            )
            for step in sorted(version.attributions.all(), key=lambda step: step.position)
        ),
        outlet=_slug(article.source.entity) if article.source else article.outlet,
        article=str(article.copy_of_id or article.pk),
    )


def _slug(entity: Entity) -> str:
    """The key of an entity, of a merged one the survivor's."""
    return survivor(entity).slug


def _order(row: Directive) -> Order:
    return Order(
        Strength(row.strength).level,
        row.strength,
        row.direction,
        row.status,
        row.issuer,
        row.addressee,
        row.object,
        row.act,
        _span(row.start, row.end),
    )


def _about(version: ClaimVersion, times: Sequence[When]) -> When | None:
    first, last = version.about_first, version.about_last
    if first is None or last is None:
        return None
    stated = (time for time in times if (time.first, time.last) == (first, last))
    return next(stated, When(first, last, version.about_grain))


def read_at(claim: Claim) -> Anchor | None:
    """Where the version in force stands in the snapshot that its facets' spans count in."""
    return min(_current(claim).anchors.all(), key=lambda place: place.snapshot_id, default=None)


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return (start, end) if start is not None and end is not None else None


def _current(claim: Claim) -> ClaimVersion:
    if claim.current is None:
        raise ValueError(f"claim {claim.pk} has no version")
    return claim.current
