"""Verdicts: the list, the page of one, and the steps from draft to published."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, number, page, reconfirmed
from claims.desk.paging import page_of
from claims.desk.verdicts import page_data, revision_changes, stage_counts
from claims.extraction.models import Claim
from claims.people.rules import Act
from claims.publication import services as publication
from claims.rechecks import services as rechecks
from claims.text import diffs
from claims.verdicts import services
from claims.verdicts.models import Stage, Verdict


@page(Act.SEE_DESK)
def verdicts(request: DeskRequest) -> HttpResponse:
    stage = request.GET.get("stage", "")
    rows = Verdict.objects.for_display()
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    shown = page_of(request, rows)
    return render(
        request,
        "desk/verdicts/list.html",
        {"page": shown, "stage": stage, "stages": stage_counts()},
    )


@page(Act.SEE_DESK)
def verdict(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _verdict(public_id)
    return render(request, "desk/verdicts/verdict.html", page_data(shown, request.user))


@page(Act.SEE_DESK)
def verdict_changes(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Two revisions side by side; ``old`` and ``new`` are their numbers."""
    shown = _verdict(public_id)
    revisions = list(
        shown.revisions.select_related("rating__scale", "author")
        .prefetch_related("texts")
        .order_by("-number")
    )
    by_number = {revision.number: revision for revision in revisions}
    new = by_number.get(number(request.GET.get("new")), revisions[0])
    old = by_number.get(number(request.GET.get("old")), revisions[min(1, len(revisions) - 1)])
    return render(
        request,
        "desk/verdicts/changes.html",
        {
            "verdict": shown,
            "revisions": revisions,
            "old": old,
            "new": new,
            "parts": [
                (label, diffs.compare(before, after))
                for label, before, after in revision_changes(old, new)
            ],
        },
    )


@action(Act.DRAFT_VERDICT)
def verdict_submit(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _verdict(public_id)
    services.submit(verdict=shown, by=request.user, expected_revision=_expected(request))
    messages.success(request, _("Handed in. Another person can approve it now."))
    return redirect("desk:verdict", public_id)


@action(Act.DRAFT_VERDICT)
def verdict_send_back(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.send_back(
        verdict=_verdict(public_id),
        by=request.user,
        expected_revision=_expected(request),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("Sent back to its author."))
    return redirect("desk:verdict", public_id)


@action(Act.APPROVE_VERDICT)
def verdict_approve(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.approve(
        verdict=_verdict(public_id),
        by=request.user,
        expected_revision=_expected(request),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("Approved. It can be published now."))
    return redirect("desk:verdict", public_id)


@action(Act.PUBLISH_VERDICT)
@reconfirmed
def verdict_publish(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    publication.publish(
        verdict=_verdict(public_id), by=request.user, expected_revision=_expected(request)
    )
    messages.success(request, _("Published."))
    return redirect("desk:verdict", public_id)


@action(Act.WITHDRAW_VERDICT)
@reconfirmed
def verdict_withdraw(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    publication.withdraw(
        verdict=_verdict(public_id),
        by=request.user,
        expected_revision=_expected(request),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("Withdrawn. The public page says so."))
    return redirect("desk:verdict", public_id)


@action(Act.DRAFT_VERDICT)
def verdict_attach(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.attach(verdict=_verdict(public_id), claim=_claim(request), by=request.user)
    return redirect("desk:verdict", public_id)


@action(Act.DRAFT_VERDICT)
def verdict_detach(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.detach(verdict=_verdict(public_id), claim=_claim(request), by=request.user)
    return redirect("desk:verdict", public_id)


@action(Act.REQUEST_RECHECK)
def verdict_recheck(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    rechecks.request(
        verdict=_verdict(public_id), by=request.user, reason=request.POST.get("reason", "")
    )
    messages.success(request, _("It is being looked at again. Findings will show here."))
    return redirect("desk:verdict", public_id)


def _verdict(public_id: uuid.UUID) -> Verdict:
    return get_object_or_404(
        Verdict.objects.for_display().select_related("matter"), public_id=public_id
    )


def _claim(request: DeskRequest) -> Claim:
    try:
        wanted = uuid.UUID(request.POST.get("claim", ""))
    except ValueError:
        raise ValidationError(_("Choose a claim.")) from None
    return get_object_or_404(Claim, public_id=wanted)


def _expected(request: DeskRequest) -> int:
    """The revision the person saw; a form without one is refused by the verb as outdated."""
    return number(request.POST.get("expected_revision"))
