"""Matters: the questions, and the claims under each by time."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, form_page, page, posted
from claims.desk.forms.claims import OpenMatter
from claims.desk.paging import page_of
from claims.desk.refusals import add_to_form
from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.links import matters as services
from claims.links.models import Matter
from claims.people.rules import Act
from claims.verdicts.models import Verdict


@page(Act.SEE_DESK)
def matters(request: DeskRequest) -> HttpResponse:
    rows = Matter.objects.annotate(
        claims=Count("members", filter=Q(members__removed_at=None), distinct=True),
        findings=Count("verdicts", distinct=True),
    ).order_by("-pk")
    return render(request, "desk/matters/list.html", {"page": page_of(request, rows)})


@form_page(Act.KEEP_MATTER)
def matter_add(request: DeskRequest) -> HttpResponse:
    form = OpenMatter(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_matter(by=request.user, **form.cleaned_data)
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            return redirect("desk:matter", made.public_id)
    return render(
        request, "desk/matters/add.html", {"form": form}, status=400 if form.errors else 200
    )


@page(Act.SEE_DESK)
def matter(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _matter(public_id)
    claims = list(
        Claim.objects.filter(memberships__matter=shown, memberships__removed_at=None).for_display()
    )
    return render(
        request,
        "desk/matters/matter.html",
        {
            "matter": shown,
            "claims": sorted(claims, key=when),
            "verdicts": Verdict.objects.for_display().filter(matter=shown),
        },
    )


@action(Act.KEEP_MATTER)
def matter_place(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.place(matter=_matter(public_id), claim=_claim(request), by=request.user)
    return redirect("desk:matter", public_id)


@action(Act.KEEP_MATTER)
def claim_place(request: DeskRequest) -> HttpResponse:
    """From a claim's page: put it under the question that was chosen there."""
    chosen = _matter(_uuid(request, "matter"))
    services.place(matter=chosen, claim=_claim(request), by=request.user)
    return redirect("desk:matter", chosen.public_id)


@action(Act.KEEP_MATTER)
def matter_remove(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.remove(matter=_matter(public_id), claim=_claim(request), by=request.user)
    return redirect("desk:matter", public_id)


def when(claim: Claim) -> tuple[str, str, int]:
    """The time a claim is about, else the day it was published; undated ones last."""
    about = claim.current.about_first if claim.current else None
    published = claim.article.published_on
    first = about or published
    return (
        first.isoformat() if first else "9999",
        published.isoformat() if published else "9999",
        claim.pk,
    )


def _matter(public_id: uuid.UUID) -> Matter:
    return get_object_or_404(Matter, public_id=public_id)


def _claim(request: DeskRequest) -> Claim:
    return get_object_or_404(Claim, public_id=_uuid(request, "claim"))


def _uuid(request: DeskRequest, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise ValidationError(_("Choose one from the list.")) from None
