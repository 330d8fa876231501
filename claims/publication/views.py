"""What the world sees: the list of verdicts, the page of each, and what it said before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.publication.differences import differences
from claims.publication.history import Said, moment, said
from claims.publication.models import Publication
from claims.reference.models import Rating

PER_PAGE = 20


@require_safe
def verdicts(request: HttpRequest) -> HttpResponse:
    """Newest first; withdrawn ones stay listed and say so."""
    pages = Paginator(Publication.objects.current().with_recheck_flag(), PER_PAGE)
    # Every verdict here has a first publication; to find the newest of each costs ten times more.
    pages.count = Publication.objects.filter(number=1).count()
    page = pages.get_page(request.GET.get("page"))
    language = page_language()
    rows = [_read(publication, language) for publication in page]
    return render(request, "public/list.html", {"page": page, "rows": rows})


@require_safe
def verdict(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """``?on=`` a date, or a date and time: what the page said then."""
    if request.GET.get("on"):
        return _said_on(request, public_id, request.GET["on"])
    return _page(request, _current(public_id))


@require_safe
def version(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """The page as it was published at this number."""
    current = _current(public_id)
    return _page(request, current, _numbered(public_id, number))


@require_safe
def changes(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """What the publication of this number says otherwise than the one before it."""
    old, new = _numbered(public_id, number - 1), _numbered(public_id, number)
    language = page_language()
    return render(
        request,
        "public/changes.html",
        {
            "document": _read(new, language),
            "old": _read(old, language),
            "correction": "" if new.kind == Publication.Kind.WITHDRAWN else new.revision.correction,
            "parts": differences(old, new),
        },
    )


def _said_on(request: HttpRequest, public_id: uuid.UUID, on: str) -> HttpResponse:
    current = _current(public_id)
    try:
        then = said(public_id, moment(on))
    except ValidationError as refusal:
        return _page(request, current, refusal=" ".join(refusal.messages))
    return _page(request, current, then.publication if then else None, then=then)


def _page(
    request: HttpRequest,
    current: Publication,
    shown: Publication | None = None,
    *,
    then: Said | None = None,
    refusal: str = "",
) -> HttpResponse:
    """The page of a verdict as it is ``current``, or as it was ``shown`` before."""
    language = page_language()
    newest = _read(current, language)
    is_old = shown is not None and shown.pk != current.pk
    document = newest if shown is None or not is_old else _read(shown, language)
    return render(
        request,
        "public/verdict.html",
        {
            "document": document,
            "newest": newest,
            "is_old": is_old,
            "then": then,
            "refusal": refusal,
            "scale": Rating.objects.filter(scale__key=document["rating"]["scale"]),
        },
        status=400 if refusal else 200,
    )


def _current(public_id: uuid.UUID) -> Publication:
    return get_object_or_404(
        Publication.objects.current().with_recheck_flag(), verdict__public_id=public_id
    )


def _numbered(public_id: uuid.UUID, number: int) -> Publication:
    rows = Publication.objects.select_related("revision").prefetch_related("revision__texts")
    return get_object_or_404(rows, verdict__public_id=public_id, number=number)


@require_safe
def verdict_slug(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """An address with words in it leads to the one that never changes."""
    return redirect("public:verdict", public_id, permanent=True)


verdicts.act = verdict.act = verdict_slug.act = None  # type: ignore[attr-defined]
version.act = changes.act = None  # type: ignore[attr-defined]


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
        "number": publication.number,
        "under_recheck": getattr(publication, "under_recheck", False),
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
                "seen_at": parse_datetime(line["snapshot"]["taken_at"])
                if line.get("snapshot")
                else None,
            }
            for line in document["evidence"]
        ],
        "replies": [
            reply
            | {
                "asked_on": parse_date(reply["asked_on"]),
                "answered_on": parse_date(reply["answered_on"] or ""),
            }
            for reply in document.get("replies", [])
        ],
    }


def _dated(claim: Mapping[str, Any]) -> dict[str, Any]:
    day = claim.get("published_on")
    published: dt.date | None = parse_date(day) if day else None
    return dict(claim) | {"published_on": published}
