"""A second look for partners by likeness of meaning, apart from the search by shared terms.

It finds what two languages, or two newsrooms, say in words that are not the same, and compares
again with their likeness known what the first search compared without. It runs after that in its
own time and under its own budget (``claims.index.vectors``), and likeness only brings pairs
together: the same rules say how the two relate, and whether at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.index import vectors
from claims.index.vectors import Hit, Stated
from claims.index.vectors_models import VectorFilling
from claims.ledger.models import Entry
from claims.links.models import Finder, SecondLook
from claims.links.proposing import Pair, consider
from claims.text.reader import SUPPORTED
from claims.work.services import demand, finish, wake_on_commit

NEAREST = 50
"""Most claims in each language that one claim is compared with."""

ALIKE_FROM = 0.25
"""Least cosine of a pair that is compared. Of the linked claims of ten annotated stories two in
three have more, of all others within a story one in six."""

FILLED_A_TICK = 500
"""Claims stored before that are given vectors in one step: about two seconds of a worker."""


def follow(entry: Entry) -> None:
    """The first search is followed by the second look; a retired claim loses its vector."""
    if entry.kind == "claim.retired":
        claims = Claim.objects.filter(public_id=entry.subject_id)
        vectors.drop(list(claims.values_list("pk", flat=True)))
    elif entry.kind == "links.proposed" and settings.LINKS_SECOND_LOOK:
        said = entry.body.content or {}
        article = Article.objects.filter(public_id=entry.subject_id).first()
        if article is not None and said.get("found_by") != Finder.VECTORS:
            demand(SecondLook, article=article, defaults={})
            wake_on_commit("second-looks")


def perform(look: SecondLook) -> None:
    """Give the article's claims their vectors and compare them with what is most alike.

    What was due when the second look was turned off ends without one.
    """
    if not settings.LINKS_SECOND_LOOK:
        finish(look)
        return
    article = Article.objects.get(pk=look.article_id)
    pairs = _pairs(article)
    with transaction.atomic():
        finish(look)
        new = consider(pairs, article=article, found_by=Finder.VECTORS)
        SecondLook.objects.filter(pk=look.pk).update(proposals_made=len(new))


def behind() -> bool:
    """Whether claims were stored that have not been passed by ``fill``; one short query."""
    if not settings.LINKS_SECOND_LOOK:
        return False
    after = VectorFilling.objects.values_list("after", flat=True).first() or 0
    return Claim.objects.filter(pk__gt=after).exists()


def fill() -> int:
    """Give vectors to the oldest claims that this has not passed yet; return how many it passed.

    New claims get theirs in their article's second look; this brings those that were stored
    before there were vectors, or while the second look was turned off.
    """
    if not behind():
        return 0
    VectorFilling.objects.get_or_create(pk=1)
    with transaction.atomic():
        row = VectorFilling.objects.select_for_update(skip_locked=True).first()
        if row is None:  # another worker is at it
            return 0
        keys = list(
            Claim.objects.filter(pk__gt=row.after)
            .order_by("pk")
            .values_list("pk", flat=True)[:FILLED_A_TICK]
        )
        if keys:
            vectors.put(_stated(Claim.objects.filter(pk__in=keys)))
            row.after = keys[-1]
            row.save(update_fields=["after"])
        return len(keys)


def _pairs(article: Article) -> list[Pair]:
    """The article's claims with those of other articles that are most alike in meaning."""
    stated = _stated(Claim.objects.filter(article=article))
    vectors.put(stated)
    own = {one.key for one in stated}
    found = [
        Pair(key, hit.key, hit.similarity)
        for language in sorted(SUPPORTED)
        for key, hits in vectors.like(own, within=language, count=NEAREST + len(own)).items()
        for hit in _others(hits, own)
    ]
    elsewhere = Claim.objects.exclude(article=article)
    present = _present(elsewhere.filter(pk__in={pair.other for pair in found}))
    return [pair for pair in found if pair.other in present]


def _others(hits: Iterable[Hit], own: Collection[int]) -> list[Hit]:
    """The nearest claims of other articles, those that are alike enough."""
    others = [hit for hit in hits if hit.key not in own and hit.similarity >= ALIKE_FROM]
    return others[:NEAREST]


def _present(claims: QuerySet[Claim]) -> set[int]:
    """Those in their text whose vector is of what they say now: an edited claim is found again
    by its own second look."""
    return vectors.up_to_date(_stated(claims))


def _stated(claims: QuerySet[Claim]) -> list[Stated]:
    rows: Iterable[Sequence[object]] = (
        claims.filter(pk__in=Claim.objects.in_text(), current__isnull=False)
        .values_list("pk", "current__language", "current__statement")
        .order_by("pk")
    )
    return [Stated(*row) for row in rows]  # type: ignore[arg-type]
