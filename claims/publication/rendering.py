"""The public document of a verdict, rendered once when it is published."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import nh3
from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt

from claims.extraction.models import ClaimVersion
from claims.publication.models import Publication
from claims.reference.models import Rating
from claims.verdicts.models import CorrectionClass, EvidenceLine, Revision, Verdict

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
# Pictures are not among them: an <img> would tell a third party who reads the page.
_TAGS = {
    *("a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


def safe_html(markdown: str) -> str:
    """Markdown as HTML that holds nothing but text, structure and links."""
    return nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


def public_document(
    verdict: Verdict,
    revision: Revision,
    *,
    kind: str,
    number: int,
    at: dt.datetime,
    note: str,
    earlier: Iterable[Publication],
) -> dict[str, Any]:
    """What the world gets to read, as JSON data; ``earlier`` is oldest first."""
    texts = list(revision.texts.all())
    history = [
        _step(row.kind, row.number, row.published_at, row.revision, row.note) for row in earlier
    ]
    history.append(_step(kind, number, at, revision, note))
    return {
        "id": str(verdict.public_id),
        "url": settings.PUBLIC_URL + reverse("public:verdict", args=[verdict.public_id]),
        "stage": "published",
        "kind": kind,
        "language": revision.language,
        "statement": {text.language: text.statement for text in texts},
        "rating": _rating(revision.rating)
        | {
            "scale": revision.rating.scale.key,
            "number": revision.rating.number,
        },
        "summary": {text.language: text.summary for text in texts},
        "reasoning_html": {text.language: safe_html(text.reasoning) for text in texts},
        "claims": [
            _claim(appearance.version, revision.language)
            for appearance in verdict.appearances.all()
            if appearance.removed_at is None
        ],
        "evidence": [_evidence(line, revision.language) for line in revision.evidence.all()],
        "questions": [
            {"question": row.question, "answer": row.answer, "source_url": row.source_url}
            for row in revision.questions.all()
        ],
        "replies": [
            {
                "asked": row.asked,
                "asked_on": row.asked_on.isoformat(),
                "answer": row.answer,
                "answered_on": row.answered_on.isoformat() if row.answered_on else None,
            }
            for row in revision.replies.all()
        ],
        "first_published": history[0]["published_at"],
        "published_at": history[-1]["published_at"],
        "note": note,
        "history": history,
        "publisher": settings.PUBLISHER,
    }


def withdrawn_document(
    last: Publication, *, number: int, at: dt.datetime, note: str
) -> dict[str, Any]:
    """The document of the last publication, marked as withdrawn with its public note."""
    document: dict[str, Any] = json.loads(last.document)
    kind = Publication.Kind.WITHDRAWN
    step = _step(kind, number, at, last.revision, note)
    return document | {
        "stage": "withdrawn",
        "kind": kind.value,
        "published_at": step["published_at"],
        "note": note,
        "history": [*document["history"], step],
    }


def _rating(rating: Rating) -> dict[str, Any]:
    return {"key": rating.key, "label": {"ko": rating.label_ko, "en": rating.label_en}}


def _step(kind: str, number: int, at: dt.datetime, revision: Revision, note: str) -> dict[str, Any]:
    return {
        "number": number,
        "kind": kind,
        "published_at": _time(at),
        "revision": revision.number,
        "rating": _rating(revision.rating),
        # Of a revision that is withdrawn, its own class told of an earlier publication.
        "correction": CorrectionClass.WITHDRAWN.value
        if kind == Publication.Kind.WITHDRAWN
        else revision.correction,
        "note": note,
    }


def _claim(version: ClaimVersion, language: str) -> dict[str, Any]:
    """A claim as the world gets it; its outlet is named in ``language``, whoever publishes."""
    article = version.claim.article
    anchor = min(version.anchors.all(), key=lambda row: row.snapshot_id, default=None)
    address = article.address
    return {
        "id": str(version.claim.public_id),
        "statement": version.statement,
        "quote": anchor.quote if anchor else "",
        "language": version.language,
        "title": article.title,
        "outlet": article.source.entity.label(language) if article.source else article.outlet,
        "url": address.url if address else "",
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "attribution": [step.name for step in version.attributions.all()],
    }


def _evidence(line: EvidenceLine, language: str) -> dict[str, Any]:
    made: dict[str, Any] = {"stance": line.stance, "weight": line.weight, "note": line.note}
    if line.version is not None:
        made |= {"claim": _claim(line.version, language)}
    if line.link is not None:
        decision = line.link.decision
        made |= {
            "relation": decision.relation if decision else "",
            "claims": [_claim(version, language) for version in decision.versions]
            if decision
            else [],
        }
    if line.document is not None:
        address = line.document.address
        made |= {"url": address.url if address else ""}
    if line.snapshot is not None:
        made |= {
            "snapshot": {
                "taken_at": _time(line.snapshot.taken_at),
                "sha256": bytes(line.snapshot.sha256).hex(),
            }
        }
    return made


def _time(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
