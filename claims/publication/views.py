"""What the world sees: the list of verdicts and the page of each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import orjson
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.publication.models import Publication
from claims.reference.models import Rating

PER_PAGE = 20


@require_safe
def verdicts(request: HttpRequest) -> HttpResponse:
    """Newest first; withdrawn ones stay listed and say so."""
    page = Paginator(Publication.objects.current().with_recheck_flag(), PER_PAGE).get_page(
        request.GET.get("page")
    )
    language = page_language()
    rows = [_read(publication, language) for publication in page]
    return render(request, "public/list.html", {"page": page, "rows": rows})


@require_safe
def verdict(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    publication = get_object_or_404(
        Publication.objects.current().with_recheck_flag(), verdict__public_id=public_id
    )
    language = page_language()
    document = _read(publication, language)
    return render(
        request,
        "public/verdict.html",
        {
            "document": document,
            "scale": Rating.objects.filter(scale__key=document["rating"]["scale"]),
        },
    )


@require_safe
def verdict_slug(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """An address with words in it leads to the one that never changes."""
    return redirect("public:verdict", public_id, permanent=True)


verdicts.act = verdict.act = verdict_slug.act = None  # type: ignore[attr-defined]


def page_language() -> str:
    return (get_language() or "ko")[:2]


def _read(publication: Publication, language: str) -> dict[str, Any]:
    """The served document, with its texts in ``language`` or else in the one it was written in."""
    document: dict[str, Any] = orjson.loads(publication.document)
    written = document["language"]

    def text(name: str) -> str:
        texts: Mapping[str, str] = document[name]
        return texts.get(language) or texts.get(written) or ""

    shown = language if language in document["statement"] else written
    return document | {
        "under_recheck": publication.under_recheck,
        "shown_in": shown,
        "statement": text("statement"),
        "summary": text("summary"),
        "reasoning": text("reasoning_html"),
        "published_at": parse_datetime(document["published_at"]),
        "first_published": parse_datetime(document["first_published"]),
        "history": [
            step | {"published_at": parse_datetime(step["published_at"])}
            for step in reversed(document["history"])
        ],
        "claims": [_dated(claim) for claim in document["claims"]],
        "evidence": [
            line
            | {
                "claim": _dated(line["claim"]) if line.get("claim") else None,
                "claims": [_dated(claim) for claim in line.get("claims", [])],
            }
            for line in document["evidence"]
        ],
    }


def _dated(claim: Mapping[str, Any]) -> dict[str, Any]:
    day = claim.get("published_on")
    published: dt.date | None = parse_date(day) if day else None
    return dict(claim) | {"published_on": published}
