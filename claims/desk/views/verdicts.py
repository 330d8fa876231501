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
from claims.desk.saying import changes, readable, said
from claims.desk.verdicts import ONLY, flagged_of, narrowed, page_data, stage_counts
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.people.models import User
from claims.people.rules import Act
from claims.publication import services as publication
from claims.rechecks import services as rechecks
from claims.verdicts import services
from claims.verdicts.models import Stage, Verdict


@page(Act.SEE_DESK)
def verdicts(request: DeskRequest) -> HttpResponse:
    """``?stage=`` and ``?only=`` (under re-check, mine, for my approval) narrow the list."""
    stage, only = request.GET.get("stage", ""), request.GET.get("only", "")
    rows = narrowed(Verdict.objects.for_display(), only, request.user)
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    shown = page_of(request, rows.select_related("assignee"))
    return render(
        request,
        "desk/verdicts/list.html",
        {
            "page": shown,
            "flagged": flagged_of(shown),
            "stage": stage,
            "stages": stage_counts(),
            "only": only if only in ONLY else "",
        },
    )


@page(Act.SEE_DESK)
def verdict(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    as_of = ledger.position()  # before anything is read: what comes later, nobody sees here
    shown = _verdict(public_id)
    return render(
        request, "desk/verdicts/verdict.html", page_data(shown, request) | {"as_of": as_of}
    )


@page(Act.SEE_DESK)
def verdict_changes(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Two revisions side by side; ``old`` and ``new`` are their numbers."""
    shown = _verdict(public_id)
    revisions = list(shown.revisions.select_related("author").order_by("-number"))
    numbers = {revision.number for revision in revisions}
    newest, before = revisions[0].number, revisions[min(1, len(revisions) - 1)].number
    wanted = [number(request.GET.get(name)) for name in ("old", "new")]
    old, new = (
        each if each in numbers else default
        for each, default in zip(wanted, (before, newest), strict=True)
    )
    pair = {row.number: row for row in readable(shown.revisions.filter(number__in=[old, new]))}
    return render(
        request,
        "desk/verdicts/changes.html",
        {
            "verdict": shown,
            "revisions": revisions,
            "old": old,
            "new": new,
            "changes": changes(said(pair[old]), said(pair[new])),
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
        as_of=number(request.POST.get("as_of")),
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


@action(Act.DRAFT_VERDICT)
def verdict_assign(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give it to somebody, or take it oneself where nobody is named."""
    to = _person(request)
    services.assign(verdict=_verdict(public_id), to=to, by=request.user)
    messages.success(request, _("Findings of this verdict go to %(who)s now.") % {"who": to})
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
        Verdict.objects.for_display().select_related("matter", "assignee"), public_id=public_id
    )


def _claim(request: DeskRequest) -> Claim:
    try:
        wanted = uuid.UUID(request.POST.get("claim", ""))
    except ValueError:
        raise ValidationError(_("Choose a claim.")) from None
    return get_object_or_404(Claim, public_id=wanted)


def _person(request: DeskRequest) -> User:
    wanted = request.POST.get("to", "")
    if not wanted:
        return request.user
    try:
        return get_object_or_404(User, public_id=uuid.UUID(wanted))
    except ValueError:
        raise ValidationError(_("Choose somebody who may write verdicts.")) from None


def _expected(request: DeskRequest) -> int:
    """The revision the person saw; a form without one is refused by the verb as outdated."""
    return number(request.POST.get("expected_revision"))
