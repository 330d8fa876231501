"""What one is told, and how one wants to be told."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, back, form_page, number, page, posted
from claims.desk.forms.notices import Preferences
from claims.desk.paging import page_of
from claims.errors import add_to_form
from claims.notices import services
from claims.notices.models import Notice, Preference
from claims.people.rules import Act
from claims.verdicts.models import Verdict


@page(Act.WATCH)
def notices(request: DeskRequest) -> HttpResponse:
    mine = Notice.objects.filter(user=request.user)
    only_unread = request.GET.get("show") != "all"
    listed = page_of(request, (mine.unread() if only_unread else mine).for_display())
    return render(
        request,
        "desk/notices/list.html",
        {
            "page": listed,
            "only_unread": only_unread,
            "newest": listed[0].pk if len(listed) else 0,
        },
    )


@action(Act.WATCH)
def notice_read(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take note of one, and go on to its verdict."""
    notice = get_object_or_404(
        Notice.objects.select_related("verdict"), public_id=public_id, user=request.user
    )
    services.read(notice=notice, by=request.user)
    if request.POST.get("back"):
        return redirect(back(request))
    return redirect("desk:verdict", notice.verdict.public_id)


@action(Act.WATCH)
def notices_read(request: DeskRequest) -> HttpResponse:
    """Take note of all that the page showed; what came since stays unread."""
    services.read_all(by=request.user, up_to=number(request.POST.get("up_to")) or None)
    return redirect("desk:notices")


@form_page(Act.WATCH)
def notice_preferences(request: DeskRequest) -> HttpResponse:
    chosen = Preference.objects.filter(user=request.user).first() or Preference(
        user=request.user, language=(get_language() or settings.LANGUAGE_CODE)[:2]
    )
    form = Preferences(posted(request), initial={"mail": chosen.mail, "language": chosen.language})
    if request.method == "POST" and form.is_valid():
        try:
            services.prefer(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("Changed."))
            return redirect("desk:notices")
    return render(
        request,
        "desk/notices/preferences.html",
        {
            "form": form,
            "hour": settings.DIGEST_HOUR,
            "folder": getattr(settings, "EMAIL_FILE_PATH", None),
        },
        status=400 if form.errors else 200,
    )


@action(Act.WATCH)
def verdict_watch(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.watch(verdict=_verdict(public_id), by=request.user)
    messages.success(request, _("You are told of what happens to it."))
    return redirect(back(request))


@action(Act.WATCH)
def verdict_unwatch(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.unwatch(verdict=_verdict(public_id), by=request.user)
    messages.success(request, _("You do not watch it any more."))
    return redirect(back(request))


def _verdict(public_id: uuid.UUID) -> Verdict:
    return get_object_or_404(Verdict, public_id=public_id)
