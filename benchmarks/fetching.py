"""The peer of a re-check: a Celery task that only fetches, in the application's own workers."""

from __future__ import annotations

from benchmarks.origin import ETAG
from factcheck.celery import app


@app.task(name="benchmarks.fetch_only")
def fetch_only(url: str) -> None:
    from django.conf import settings

    from claims.articles.fetching import fetch

    allowed = frozenset(settings.ALLOWED_PRIVATE_ORIGINS)
    if not fetch(url, allowed_origins=allowed, etag=ETAG).not_modified:
        raise ValueError(url)
