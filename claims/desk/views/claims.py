"""One claim with everything that hangs on it, and finding claims."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from claims.desk import search
from claims.desk.access import DeskRequest, action, form_page, page, posted
from claims.desk.forms.claims import EditClaim
from claims.desk.losses import losses_of
from claims.desk.paging import page_of
from claims.errors import Conflict, add_to_form
from claims.extraction import services
from claims.extraction.models import Anchor, Claim, ClaimVersion
from claims.ledger.models import Entry
from claims.links import naming
from claims.links.forms import NameOrigin
from claims.links.models import Link, Matter, Origin
from claims.links.standing import origin_of, origins_of, tallies_of
from claims.people.rules import Act
from claims.verdicts.models import Verdict


@page(Act.SEE_DESK)
def claim(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _claim(public_id)
    origins = origins_of([shown.pk])[shown.pk]
    tally = tallies_of([shown])[shown.pk]
    mergeable = {
        origin.pk: origin
        for side in (*tally.decided, *tally.proposed)
        for report in side.reports
        for origin in report.origins
        if origin.pk not in {origin_of(row).pk for row in origins}
    }
    return render(
        request,
        "desk/claims/claim.html",
        {
            "claim": shown,
            "version": _current(shown),
            "loss": next(iter(losses_of(shown.article, [shown])), None),
            "versions": shown.versions.select_related("author", "run").order_by("-number"),
            "anchors": Anchor.objects.filter(version__claim=shown)
            .select_related("snapshot__document", "version")
            .defer("snapshot__text", "snapshot__blocks")
            .order_by("-version__number", "-snapshot__number"),
            "links": page_of(request, Link.objects.of_claim(shown).for_display(), name="links"),
            "verdicts": Verdict.objects.for_display().filter(
                appearances__claim=shown, appearances__removed_at=None
            ),
            "matters": Matter.objects.filter(
                members__claim=shown, members__removed_at=None, merged_into=None
            ),
            "origins": origins,
            "tally": tally,
            "mergeable": list(mergeable.values()),
            "successions": shown.successions.select_related("successor__current"),
            "other_matters": Matter.objects.filter(merged_into=None).exclude(
                members__in=shown.memberships.filter(removed_at=None)
            )[:100],
            "origin_form": NameOrigin(),
            "entries": Entry.objects.about(shown).select_related("body__actor")[:30],
        },
    )


@form_page(Act.EDIT_CLAIM)
def claim_edit(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _claim(public_id)
    form = EditClaim(posted(request), version=_current(shown))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            services.edit_claim(
                claim=shown,
                by=request.user,
                expected_version=given.pop("expected_version"),
                **{name: given[name] for name in form.changed_data if name in given},
            )
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("Kept as a new version."))
            return redirect("desk:claim", public_id)
    return render(
        request,
        "desk/claims/edit.html",
        {"claim": shown, "form": form},
        status=400 if form.errors else 200,
    )


@action(Act.EDIT_CLAIM)
def claim_retire(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.retire(
        claim=_claim(public_id), by=request.user, because=request.POST.get("because", "")
    )
    messages.success(request, _("The claim is retired; what was decided about it stays."))
    return redirect("desk:claim", public_id)


@action(Act.DECIDE_LINK)
def claim_origin(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    form = NameOrigin(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    naming.name_origin(claim=_claim(public_id), by=request.user, **form.cleaned_data)
    messages.success(request, _("The origin is named."))
    return redirect("desk:claim", public_id)


@action(Act.DECIDE_LINK)
def claim_origin_away(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    naming.take_away(claim=_claim(public_id), origin=_origin(request, "origin"), by=request.user)
    messages.success(request, _("The claim does not count as resting on it any more."))
    return redirect("desk:claim", public_id)


@action(Act.DECIDE_LINK)
def claim_origin_merge(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    naming.merge(origin=_origin(request, "origin"), into=_origin(request, "into"), by=request.user)
    messages.success(request, _("Both count as one origin now."))
    return redirect("desk:claim", public_id)


@action(Act.DECIDE_LINK)
def claim_origin_split(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    naming.split(origin=_origin(request, "origin"), by=request.user)
    messages.success(request, _("They count as two origins again."))
    return redirect("desk:claim", public_id)


def _origin(request: DeskRequest, field: str) -> Origin:
    """The origin that a form names; 404 for anything else."""
    try:
        key = uuid.UUID(request.POST.get(field, ""))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Origin, public_id=key)


@page(Act.SEE_DESK)
def claim_options(request: DeskRequest) -> HttpResponse:
    """Claims to choose from, for a picker; see ``parts/picker.html``."""
    words = search.words_of(request.GET.get("q", ""))
    found = search.claims(words).for_display().order_by("-pk")[:8] if words else []
    return render(
        request,
        "desk/claims/_options.html",
        {
            "claims": list(found),
            "asked": bool(words),
            "as": request.GET.get("as", ""),
            "target": request.GET.get("target", ""),
            "name": request.GET.get("name", ""),
        },
    )


def _claim(public_id: uuid.UUID) -> Claim:
    return get_object_or_404(
        Claim.objects.filter(current__isnull=False).for_display(), public_id=public_id
    )


def _current(shown: Claim) -> ClaimVersion:
    if shown.current is None:
        raise Http404
    return shown.current
