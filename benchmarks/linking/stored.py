"""Claims of the made-up store as rows, so that a candidate can be read as the workbench reads it.

Only the claims that the measured searches find are stored: a row is found by its key, and what that
costs hardly depends on how many others there are. The statement is a made-up sentence, the facets
are those that the claim's index terms name.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from claims.articles.models import Article, DocumentKind, Snapshot
from claims.extraction.models import (
    Anchor,
    AnchorState,
    Claim,
    ClaimVersion,
    Mention,
    Quantity,
    Run,
    Time,
)
from claims.links import ready
from claims.reference.models import Entity
from claims.text.sentences import detect
from claims.work.models import WorkState

_AN_ARTICLE = 5  # claims: the candidates of a search come from many articles


def store(rows: Mapping[int, Sequence[str]], sentences: Iterator[str]) -> None:
    """Store a claim of its own for each key; about 3 ms each."""
    entities = dict(Entity.objects.values_list("slug", "pk"))
    keys = list(rows)
    for start in range(0, len(keys), _AN_ARTICLE):
        some = keys[start : start + _AN_ARTICLE]
        with transaction.atomic():
            _store_article({key: rows[key] for key in some}, sentences, entities)


def _store_article(
    rows: Mapping[int, Sequence[str]], sentences: Iterator[str], entities: Mapping[str, int]
) -> None:
    said = dict(zip(rows, sentences, strict=False))
    text = "\n".join(said.values())
    digest = hashlib.sha256(f"{min(rows)} {text}".encode()).digest()
    language = detect(text)
    day = dt.date(2025, 10, 1)
    article = Article.objects.create(
        kind=DocumentKind.ARTICLE,
        fingerprint=digest,
        language=language,
        published_on=day,
        published_grain="day",
    )
    snapshot = Snapshot.objects.create(
        document=article,
        number=1,
        sha256=digest,
        size=len(text),
        text=text,
        text_sha256=digest,
        blocks=[],
        cleaner="benchmark",
    )
    run = Run.objects.create(
        snapshot=snapshot,
        extractor="benchmark",
        version="1",
        state=WorkState.DONE,
        started_at=timezone.now(),
    )
    claims = Claim.objects.bulk_create(Claim(pk=key, article=article, last_run=run) for key in rows)
    versions = ClaimVersion.objects.bulk_create(
        ClaimVersion(
            claim=claim,
            number=1,
            run=run,
            language=language,
            statement=said[claim.pk],
            kind="event",
            hedge="asserted",
            polarity="affirmative",
            check_worthiness=2,
            lemmas=[term for term in rows[claim.pk] if term[0] not in "@#~"],
            digest=digest,
        )
        for claim in claims
    )
    for claim, version in zip(claims, versions, strict=True):
        claim.current = version
    Claim.objects.bulk_update(claims, ["current"])
    ends = list(itertools.accumulate(len(sentence) + 1 for sentence in said.values()))
    Anchor.objects.bulk_create(
        Anchor(
            version=version,
            snapshot=snapshot,
            state=AnchorState.EXACT,
            start=end - len(version.statement) - 1,
            end=end - 1,
            quote=version.statement,
        )
        for version, end in zip(versions, ends, strict=True)
    )
    _store_facets(versions, rows, entities)


def _store_facets(
    versions: Sequence[ClaimVersion],
    rows: Mapping[int, Sequence[str]],
    entities: Mapping[str, int],
) -> None:
    mentions, quantities, times = [], [], []
    for version in versions:
        for term in rows[version.claim_id]:
            rest = term[1:]
            if term[0] == "@" and rest in entities:
                mentions.append(
                    Mention(
                        version=version, entity_id=entities[rest], original=rest, start=0, end=1
                    )
                )
            elif term[0] == "#":
                value, _, unit = rest.partition(" ")
                quantities.append(
                    Quantity(
                        version=version,
                        value=Decimal(value),
                        unit=unit,
                        comparator="exact",
                        original=rest,
                        start=0,
                        end=1,
                    )
                )
            elif term[0] == "~" and len(rest) == len("2025-01-01"):
                day = dt.date.fromisoformat(rest)
                times.append(
                    Time(
                        version=version,
                        first=day,
                        last=day,
                        grain="day",
                        original=rest,
                        start=0,
                        end=1,
                    )
                )
    Mention.objects.bulk_create(mentions)
    Quantity.objects.bulk_create(quantities)
    Time.objects.bulk_create(times)
    ready.keep([version.claim_id for version in versions])
