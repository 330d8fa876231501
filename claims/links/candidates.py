"""Which stored claims may speak of the same thing, and what is known of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from django.db.models import F, Prefetch

from claims.extraction.models import (
    Anchor,
    Attribution,
    Claim,
    ClaimQuerySet,
    ClaimVersion,
    Directive,
    Mention,
    Quantity,
)
from claims.links.features import Features, Name, Number, Order, Voice, When, assemble
from claims.reference.models import Entity
from claims.text.findings import Strength

CANDIDATES = 50
"""Most candidates compared for one claim."""

LOOKED_AT = 20_000
"""Most mentions or quantities looked at for one article, newest first."""


def of_article(article: int) -> list[Claim]:
    """The claims of an article that stand in its text, ready for ``features``."""
    return list(_with_features().filter(article=article))


def of_claims(keys: Iterable[int]) -> list[Claim]:
    """Those of these claims that stand in their text, ready for ``features``."""
    return list(_with_features().filter(pk__in=list(keys)))


def _with_features() -> ClaimQuerySet:
    """A constant number of queries."""
    return (
        Claim.objects.in_text()
        .filter(current__isnull=False)
        .select_related("current__directive", "article__source__entity__merged_into")
        .prefetch_related(
            "current__quantities",
            "current__times",
            "current__anchors",
            Prefetch(
                "current__attributions",
                Attribution.objects.select_related("entity__merged_into"),
            ),
            Prefetch("current__mentions", Mention.objects.select_related("entity__merged_into")),
        )
    )


def candidates(claims: Collection[Claim]) -> dict[int, list[int]]:
    """For each claim (by key) the keys of up to 50 claims of other articles that share names or
    numbers with it, most in common first. Two queries for all of them."""
    article = {claim.article_id for claim in claims}
    by_entity: dict[int, set[int]] = defaultdict(set)
    by_number: dict[tuple[Decimal, str], set[int]] = defaultdict(set)
    for claim in claims:
        if claim.current is None:
            continue
        for mention in claim.current.mentions.all():
            by_entity[mention.entity_id].add(claim.pk)
        for quantity in claim.current.quantities.all():
            by_number[(quantity.value, quantity.unit)].add(claim.pk)
    in_force = {
        "version__claim__current": F("version"),
        "version__claim__retired_at": None,
    }
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    mentions = (
        Mention.objects.filter(entity__in=by_entity, **in_force)
        .exclude(version__claim__article__in=article)
        .order_by("-pk")
        .values_list("version__claim", "entity", "entity__kind")[:LOOKED_AT]
    )
    for partner, entity, kind in dict.fromkeys(mentions):  # a name counts once a claim
        for key in by_entity[entity]:
            shared[key][partner] += 3 if kind == "product" else 1
    numbers = (
        Quantity.objects.filter(value__in={value for value, _unit in by_number}, **in_force)
        .exclude(version__claim__article__in=article)
        .order_by("-pk")
        .values_list("version__claim", "value", "unit")[:LOOKED_AT]
    )
    for partner, value, unit in dict.fromkeys(numbers):
        for key in by_number.get((value, unit), ()):
            shared[key][partner] += 2
    return {
        key: [partner for partner, _points in counter.most_common(CANDIDATES)]
        for key, counter in shared.items()
    }


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
    place = _place(version)
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
    return entity.merged_into.slug if entity.merged_into else entity.slug


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


def _place(version: ClaimVersion) -> Anchor | None:
    """Where the version stands in the snapshot that its facets' spans count in."""
    return min(version.anchors.all(), key=lambda place: place.snapshot_id, default=None)


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return (start, end) if start is not None and end is not None else None


def _current(claim: Claim) -> ClaimVersion:
    if claim.current is None:
        raise ValueError(f"claim {claim.pk} has no version")
    return claim.current
