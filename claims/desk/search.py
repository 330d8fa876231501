"""Finding claims, articles, verdicts and entities by words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.articles.models import Article, ArticleQuerySet
from claims.extraction.models import Claim, ClaimQuerySet, ClaimVersion
from claims.reference.models import Entity, EntityName, Source
from claims.verdicts.models import RevisionText, Verdict, VerdictQuerySet

SHOWN = 20
_LONGEST = 200  # characters of a query that are used


@dataclass(frozen=True, slots=True)
class Found:
    """At most ``SHOWN`` of each, newest first."""

    claims: Sequence[Claim]
    articles: Sequence[Article]
    verdicts: Sequence[Verdict]
    entities: Sequence[Entity]

    @property
    def nothing(self) -> bool:
        return not (self.claims or self.articles or self.verdicts or self.entities)


def everything(text: str) -> Found:
    """What has all the words of ``text``. A constant number of queries."""
    words = words_of(text)
    if not words:
        return Found([], [], [], [])
    return Found(
        claims=list(claims(words).for_display().order_by("-pk")[:SHOWN]),
        articles=list(articles(words).with_source()[:SHOWN]),
        verdicts=list(verdicts(words).for_display()[:SHOWN]),
        entities=list(entities(words)[:SHOWN]),
    )


def words_of(text: str) -> list[str]:
    return text[:_LONGEST].split()[:8]


def claims(words: Sequence[str]) -> ClaimQuerySet:
    """Standing claims whose current statement has every word."""
    said = ClaimVersion.objects.filter(pk=OuterRef("current"))
    for word in words:
        said = said.filter(statement__icontains=word)
    return Claim.objects.standing().filter(Exists(said))


def articles(words: Sequence[str]) -> ArticleQuerySet:
    """Articles with every word in the title, the outlet or the byline."""
    found = Article.objects.all()
    for word in words:
        found = found.filter(
            Q(title__icontains=word) | Q(outlet__icontains=word) | Q(byline__icontains=word)
        )
    return found


def verdicts(words: Sequence[str]) -> VerdictQuerySet:
    """Verdicts whose current statement or summary has every word, in one language."""
    said = RevisionText.objects.filter(revision=OuterRef("current"))
    for word in words:
        said = said.filter(Q(statement__icontains=word) | Q(summary__icontains=word))
    return Verdict.objects.filter(Exists(said))


def entities(words: Sequence[str]) -> Any:
    """Entities one of whose names has every word."""
    named = EntityName.objects.filter(entity=OuterRef("pk"))
    for word in words:
        named = named.filter(text__icontains=word)
    return (
        Entity.objects.filter(Exists(named), merged_into=None)
        .prefetch_related("names")
        .order_by("slug")
    )


def articles_matching(
    *,
    text: str = "",
    source: Source | None = None,
    language: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> ArticleQuerySet:
    found = articles(words_of(text))
    if source is not None:
        found = found.filter(source=source)
    if language:
        found = found.filter(language=language)
    if since is not None:
        found = found.filter(published_on__gte=since)
    if until is not None:
        found = found.filter(published_on__lte=until)
    return found
