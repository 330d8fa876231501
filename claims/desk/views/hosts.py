"""Hosts: how politely each is asked, and which are left alone."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims.articles import host_rules
from claims.desk.access import DeskRequest, action, back, page
from claims.desk.forms.watching import Pause, Politeness, for_host
from claims.desk.paging import page_of
from claims.desk.watching import host_rows
from claims.people.rules import Act


@page(Act.SEE_DESK)
def hosts(request: DeskRequest) -> HttpResponse:
    host = request.GET.get("host", "").strip().lower()[:253]
    shown = page_of(request, host_rows(host))
    return render(
        request,
        "desk/hosts.html",
        {
            "host": host,
            "page": shown,
            "rows": [(row, *for_host(f"host-{n}")) for n, row in enumerate(shown)],
            "usual": settings.SECONDS_BETWEEN_REQUESTS,
        },
    )


@action(Act.KEEP_FEED)
def host_pause(request: DeskRequest) -> HttpResponse:
    form = Pause(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors)
    host_rules.pause_host(
        host=request.POST.get("host", ""),
        by=request.user,
        until=form.until,
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("The host is left alone."))
    return redirect(back(request))


@action(Act.KEEP_FEED)
def host_resume(request: DeskRequest) -> HttpResponse:
    host_rules.resume_host(host=request.POST.get("host", ""), by=request.user)
    messages.success(request, _("The host is asked again."))
    return redirect(back(request))


@action(Act.KEEP_FEED)
def host_politeness(request: DeskRequest) -> HttpResponse:
    form = Politeness(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors)
    host_rules.set_politeness(
        host=request.POST.get("host", ""), by=request.user, **form.cleaned_data
    )
    messages.success(request, _("Changed."))
    return redirect(back(request))
