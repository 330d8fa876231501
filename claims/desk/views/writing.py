"""The editor of a verdict: its first draft and its further revisions."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, form_page, page, posted
from claims.desk.forms.verdicts import (
    STANCES,
    EvidenceRow,
    WriteVerdict,
    key_of,
    rows_given,
    rows_offered,
)
from claims.desk.refusals import add_to_form
from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim
from claims.links.models import Link, Matter
from claims.people.rules import Act
from claims.publication.rendering import safe_html
from claims.verdicts import services
from claims.verdicts.models import Verdict


@form_page(Act.DRAFT_VERDICT)
def verdict_add(request: DeskRequest) -> HttpResponse:
    """``?claim=`` (several) are the claims that make the statement, ``?matter=`` its question."""
    given = request.POST if request.method == "POST" else request.GET
    claims = _claims(given.getlist("claim"))
    matter = _matter(given.get("matter", ""))
    form = WriteVerdict(posted(request), initial=_first_words(claims))
    rows = rows_given(request.POST) if request.method == "POST" else _offered(claims)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft(
                by=request.user,
                rating=form.cleaned_data["rating"],
                wordings=form.wordings(request.user),
                claims=claims,
                evidence=[row.as_evidence() for row in rows if row.stance],
                matter=matter,
            )
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("desk:verdict", made.public_id)
    return _editor(request, form, rows, claims=claims, matter=matter)


@form_page(Act.DRAFT_VERDICT)
def verdict_revise(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = get_object_or_404(
        Verdict.objects.for_display().select_related("current__verdict"), public_id=public_id
    )
    claims = list(
        Claim.objects.filter(appearances__verdict=shown, appearances__removed_at=None).for_display()
    )
    form = WriteVerdict(posted(request), revision=shown.current)
    rows = rows_given(request.POST) if request.method == "POST" else _offered(claims, shown)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.revise(
                verdict=shown,
                by=request.user,
                expected_revision=data["expected_revision"] or 0,
                rating=data["rating"],
                wordings=form.wordings(request.user),
                evidence=[row.as_evidence() for row in rows if row.stance],
                correction=data.get("correction", ""),
                public_note=data.get("public_note", ""),
            )
        except LostUpdate as lost:
            add_to_form(form, lost)
            return _editor(request, form, rows, claims=claims, verdict=shown, lost=lost, status=409)
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("The revision is kept. It goes through review again."))
            return redirect("desk:verdict", shown.public_id)
    return _editor(request, form, rows, claims=claims, verdict=shown)


@page(Act.DRAFT_VERDICT, methods=("POST",))
def verdict_preview(request: DeskRequest) -> HttpResponse:
    """The reasoning as the public page will show it."""
    name = request.POST.get("preview", "")
    markdown = request.POST.get(f"reasoning_{name}", "") if name in ("ko", "en") else ""
    return render(
        request,
        "desk/verdicts/_preview.html",
        {"html": mark_safe(safe_html(markdown)), "language": name},  # noqa: S308  cleaned by nh3
    )


@page(Act.DRAFT_VERDICT)
def verdict_part(request: DeskRequest) -> HttpResponse:
    """One more claim or line of evidence for an editor that is open."""
    claims = _claims([request.GET.get("claim", "")])
    version = claims[0].current if claims else None
    if version is None:
        return HttpResponse(status=404)
    if request.GET.get("as") == "claim":
        return render(request, "desk/verdicts/_chosen.html", {"claim": claims[0]})
    row = EvidenceRow(key_of(version, None), version)
    return render(request, "desk/verdicts/_evidence_row.html", {"row": row, "stances": STANCES})


def _editor(
    request: DeskRequest,
    form: WriteVerdict,
    rows: list[EvidenceRow],
    *,
    claims: list[Claim],
    verdict: Verdict | None = None,
    matter: Matter | None = None,
    lost: LostUpdate | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "desk/verdicts/editor.html",
        {
            "form": form,
            "rows": rows,
            "claims": claims,
            "verdict": verdict,
            "matter": matter,
            "stances": STANCES,
            "lost": lost,
        },
        status=status if status != 200 else 400 if form.errors else 200,
    )


def _offered(claims: list[Claim], verdict: Verdict | None = None) -> list[EvidenceRow]:
    """What the editor opens with. A constant number of queries."""
    keys = [claim.pk for claim in claims]
    links = list(
        Link.objects.decided().touching(keys).for_display() if keys else Link.objects.none()
    )
    lines = (
        verdict.current.evidence.select_related(
            "version__claim__article__source__entity", "link"
        ).prefetch_related("version__claim__article__source__entity__names", "link__decisions")
        if verdict is not None and verdict.current is not None
        else []
    )
    return rows_offered(claims, links, lines)


def _claims(wanted: list[str]) -> list[Claim]:
    keys: list[uuid.UUID] = []
    for text in wanted:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    found = Claim.objects.standing().filter(public_id__in=keys).for_display()
    return sorted(found, key=lambda claim: keys.index(claim.public_id))


def _matter(wanted: str) -> Matter | None:
    try:
        return Matter.objects.filter(public_id=uuid.UUID(wanted)).first()
    except ValueError:
        return None


def _first_words(claims: list[Claim]) -> dict[str, str]:
    """The first claim's statement to begin with, in its own language."""
    version = claims[0].current if claims else None
    if version is None:
        return {}
    return {"language": version.language, f"statement_{version.language}": version.statement}
