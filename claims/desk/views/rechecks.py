"""Re-checks: what is due, running, stopped and done, and the findings that wait."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, back, page
from claims.desk.paging import page_of
from claims.desk.reading import progress
from claims.extraction.models import Run
from claims.feeds.models import FeedEntry
from claims.links.models import LinkSearch
from claims.people.rules import Act
from claims.rechecks import services
from claims.rechecks.models import Finding, Recheck
from claims.work.models import DueWork, WorkState
from claims.work.services import retry


@page(Act.SEE_DESK)
def rechecks(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    rows = Recheck.objects.for_display()
    if state in WorkState.values:
        rows = rows.filter(state=state)
    order = "next_attempt_at" if state == WorkState.WAITING else "-pk"
    shown = page_of(request, rows.order_by(order))
    now = timezone.now()
    return render(
        request,
        "desk/rechecks/list.html",
        {
            "page": shown,
            "rows": [(recheck, progress(recheck, now=now)) for recheck in shown],
            "state": state,
            "states": WorkState.choices,
            "findings": Finding.objects.open().for_display()[:50],
        },
    )


WORK: dict[str, type[DueWork]] = {
    "feed-entry": FeedEntry,
    "reading": Run,
    "links": LinkSearch,
    "recheck": Recheck,
}


@action(Act.REQUEST_RECHECK)
def work_retry(request: DeskRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    """Let work that stopped after too many attempts be tried again."""
    if kind not in WORK:
        raise Http404
    retry(get_object_or_404(WORK[kind], public_id=public_id), by=request.user)
    messages.success(request, _("It is tried again now."))
    return redirect(back(request))


@action(Act.RESOLVE_FINDING)
def finding_resolve(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.resolve(
        finding=get_object_or_404(Finding, public_id=public_id),
        by=request.user,
        resolution=request.POST.get("resolution", ""),
    )
    messages.success(request, _("The finding is resolved."))
    return redirect(back(request))
