"""Which stored claims may speak of the same thing, and what is known of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal

from django.db.models import F, Prefetch

from claims.extraction.models import Claim, ClaimVersion, Mention, Quantity
from claims.links.rules import Features, Name, Number, Order

CANDIDATES = 50
"""Most candidates compared for one claim."""

LOOKED_AT = 20_000
"""Most mentions or quantities looked at for one article, newest first."""


def with_features(versions: Iterable[int]) -> list[Claim]:
    """The claims in their text whose current version is among ``versions``, ready for
    ``features``: a constant number of queries."""
    return list(
        Claim.objects.in_text()
        .filter(current__in=list(versions))
        .select_related("current__directive", "article")
        .prefetch_related(
            "current__quantities",
            "current__attributions",
            Prefetch(
                "current__mentions",
                Mention.objects.select_related("entity").prefetch_related("entity__names"),
            ),
        )
    )


def candidates(claims: Collection[Claim]) -> dict[int, list[int]]:
    """For each claim (by key) the current versions of up to 50 claims of other articles that
    share names or numbers with it, most in common first. Two queries for all of them."""
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
        .values_list("version", "entity", "entity__kind")[:LOOKED_AT]
    )
    for version, entity, kind in dict.fromkeys(mentions):  # a name counts once a claim
        for key in by_entity[entity]:
            shared[key][version] += 3 if kind == "product" else 1
    numbers = (
        Quantity.objects.filter(value__in={value for value, _unit in by_number}, **in_force)
        .exclude(version__claim__article__in=article)
        .order_by("-pk")
        .values_list("version", "value", "unit")[:LOOKED_AT]
    )
    for version, value, unit in dict.fromkeys(numbers):
        for key in by_number.get((value, unit), ()):
            shared[key][version] += 2
    return {
        key: [version for version, _points in counter.most_common(CANDIDATES)]
        for key, counter in shared.items()
    }


def features(claim: Claim) -> Features:
    """What the comparison needs of a claim loaded by ``with_features``; no query."""
    version = _current(claim)
    names: dict[int, Name] = {}
    for mention in version.mentions.all():
        names.setdefault(
            mention.entity_id,
            Name(
                mention.entity_id,
                mention.entity.kind,
                mention.original or mention.entity.slug,
                _span(mention.start, mention.end),
            ),
        )
    directive = getattr(version, "directive", None)
    order = None
    if directive is not None:
        order = Order(
            directive.level,
            directive.strength,
            directive.direction,
            _span(directive.start, directive.end),
            directive.issuer,
        )
    about = (
        (version.about_first, version.about_last)
        if version.about_first and version.about_last
        else None
    )
    return Features(
        language=version.language,
        polarity=version.polarity,
        hedge=version.hedge,
        lemmas=frozenset(version.lemmas),
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
        order=order,
        about=about,
        published=claim.article.published_on,
        reporters=tuple(
            str(step.entity_id)
            for step in version.attributions.all()
            if step.entity_id is not None and step.voice == "outlet"
        ),
        outlet=str(claim.article.source_id or claim.article.outlet),
        article=str(claim.article.copy_of_id or claim.article_id),
    )


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return (start, end) if start is not None and end is not None else None


def _current(claim: Claim) -> ClaimVersion:
    if claim.current is None:
        raise ValueError(f"claim {claim.pk} has no version")
    return claim.current
