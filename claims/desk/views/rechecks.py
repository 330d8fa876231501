"""Re-checks: what is due, running, stopped and done, and the findings that wait."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, back, page
from claims.desk.forms.watching import Filter
from claims.desk.paging import page_of
from claims.desk.watching import filtered, queues, recheck_rows, run_now, shown
from claims.extraction.models import Run
from claims.feeds.models import FeedEntry
from claims.links.models import LinkSearch
from claims.notices.models import Delivery
from claims.people.rules import Act
from claims.rechecks import services
from claims.rechecks.models import Finding, Recheck
from claims.work.models import DueWork
from claims.work.services import retry, wake
from claims.work.watching import Watched

_FINDINGS_SHOWN = 10


@page(Act.SEE_DESK)
def rechecks(request: DeskRequest) -> HttpResponse:
    form = Filter(request.GET)
    chosen = form.chosen
    listed = page_of(request, shown(filtered(**chosen)))
    standing = queues(now=timezone.now())
    return render(
        request,
        "desk/rechecks/list.html",
        {
            "page": listed,
            "rows": recheck_rows(listed),
            "form": form,
            "chosen": chosen,
            "states": Watched.choices,
            "queue": standing.pop("rechecks"),
            "queues": standing,
            "findings": page_of(
                request,
                Finding.objects.open().for_display(),
                per_page=_FINDINGS_SHOWN,
                name="findings",
            ),
        },
    )


WORK: dict[str, tuple[type[DueWork], str]] = {
    "feed-entry": (FeedEntry, "feed-entries"),
    "reading": (Run, "extraction"),
    "links": (LinkSearch, "links"),
    "recheck": (Recheck, "rechecks"),
    "delivery": (Delivery, "deliveries"),
}


@action(Act.REQUEST_RECHECK)
def work_retry(request: DeskRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    """Do now what waits, or what stopped after too many attempts."""
    if kind not in WORK:
        raise Http404
    model, queue = WORK[kind]
    retry(get_object_or_404(model, public_id=public_id), by=request.user)
    wake(queue)
    messages.success(request, _("It is tried again now."))
    return redirect(back(request))


@action(Act.REQUEST_RECHECK)
def recheck_run(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    rows = Recheck.objects.select_related("verdict")
    run_now(get_object_or_404(rows, public_id=public_id), by=request.user)
    messages.success(request, _("The verdict is looked at again now."))
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
