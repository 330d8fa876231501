"""Which article repeats the text of an earlier one: a syndicated report, a reprint."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from claims.articles.blocks import PERSON
from claims.articles.models import Article, Snapshot
from claims.errors import LostUpdate
from claims.ledger import services as ledger
from claims.people.models import Actor, Machine, require_person
from claims.people.rules import Act
from claims.text.findings import Block, BlockClass
from claims.text.resemblance import LEAST_SHARED, contained, shingles, sketch

LEAST_CONTAINED = 0.8
"""The share of an article's words that stand in the earlier one, from which it is its copy."""
MOST_CANDIDATES = 100
"""Texts that are compared word by word: the most alike of those that share a boilerplate."""
BY_WORDS = "text"
"""What the evidence of a copy begins with, before the share: ``text 0.97``."""

FINDER = Machine("copies")
_LOCK = 0x636F7079  # "copy"; taken before any row and before the ledger's


def mark(article: Article, snapshot: Snapshot) -> None:
    """Find what ``article`` repeats, and what repeats it, in the transaction that keeps it.

    The earlier of two, by publication where both dates are known and differ, else by when they
    were taken in, is the original. What a person said about a copy stays.
    """
    with connection.cursor() as cursor:  # two copies that come at once see each other
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    own = shingles(_body(snapshot.text, snapshot.typed_blocks))
    article.sketch = sketch(own)
    article.save(update_fields=["sketch"])
    first: tuple[Article, float] | None = None
    later: list[tuple[Article, float]] = []
    for other, words in _candidates(article):
        if _comes_before(other, article):
            share = contained(own, words)
            if share >= LEAST_CONTAINED and (first is None or _comes_before(other, first[0])):
                first = other, share
        elif (share := contained(words, own)) >= LEAST_CONTAINED:
            later.append((other, share))
    if first is not None:
        other, share = first
        _state(article, other.copy_of or other, evidence=f"{BY_WORDS} {share:.2f}")
    original = article.copy_of or article
    marked = []
    for other, share in later:
        if other.pk == original.pk or other.copy_evidence == PERSON:
            continue
        if other.copy_of is None or _comes_before(original, other.copy_of):
            _state(other, original, evidence=f"{BY_WORDS} {share:.2f}")
            marked.append(other)
    for other in marked:
        ledger.append("article.copy_marked", subject=other, by=FINDER, of=_id(original))


def state_copy(
    *, article: Article, of: Article | None, by: Actor, expected_revision: int
) -> Article:
    """Say which article this one repeats, or that it is no copy. The finder leaves it so.

    Raises ``LostUpdate`` when the article was corrected since ``expected_revision``, and
    ``ValidationError`` when ``of`` is the article itself or one of its copies.
    """
    require_person(by, Act.CORRECT_ARTICLE)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        row = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
        if row.revision != expected_revision:
            raise LostUpdate(
                _("The article was corrected by somebody else meanwhile."), current=row.revision
            )
        original = Article.objects.get(pk=of.pk) if of else None
        original = original.copy_of or original if original else None
        if original is not None and original.pk == row.pk:
            raise ValidationError(
                {"of": _("An article is not a copy of itself or of one of its copies.")}
            )
        before = _id(row.copy_of)
        if before == _id(original) and row.copy_evidence == PERSON:
            return row
        row.revision += 1
        row.save(update_fields=["revision"])
        _state(row, original, evidence=PERSON)
        ledger.append("article.copy_stated", subject=row, by=by, before=before, after=_id(original))
    return row


def _candidates(article: Article) -> Iterable[tuple[Article, frozenset[int]]]:
    """The articles whose sketches overlap most and enough, each with the shingles of its
    newest text; a few queries, however many there are."""
    own = set(article.sketch)
    sketches = Article.objects.filter(sketch__overlap=article.sketch).exclude(pk=article.pk)
    shared = {
        pk: len(own.intersection(other)) for pk, other in sketches.values_list("pk", "sketch")
    }
    alike = sorted(
        (pk for pk, number in shared.items() if number >= LEAST_SHARED),
        key=lambda pk: (-shared[pk], pk),
    )[:MOST_CANDIDATES]
    others = Article.objects.select_related("copy_of").in_bulk(alike)
    newest = (
        Snapshot.objects.filter(document__in=alike)
        .order_by("document", "-number")
        .distinct("document")
        .prefetch_related("classifications")
    )
    for kept in newest.iterator(chunk_size=50):
        yield others[kept.document_id], shingles(_body(kept.text, kept.typed_blocks))


def _comes_before(a: Article, b: Article) -> bool:
    if a.published_at and b.published_at and a.published_at != b.published_at:
        return a.published_at < b.published_at
    if a.published_on and b.published_on and a.published_on != b.published_on:
        return a.published_on < b.published_on
    return a.pk < b.pk


def _state(article: Article, original: Article | None, *, evidence: str) -> None:
    """Point the article, and what was said to be copies of it, to the original."""
    article.copy_of = original
    article.copy_evidence = evidence
    article.save(update_fields=["copy_of", "copy_evidence"])
    if original is not None:
        Article.objects.filter(copy_of=article).update(copy_of=original)


def _body(text: str, blocks: Iterable[Block]) -> str:
    return "\n".join(text[b.start : b.end] for b in blocks if b.kind is BlockClass.BODY)


def _id(article: Article | None) -> str | None:
    return str(article.public_id) if article else None
