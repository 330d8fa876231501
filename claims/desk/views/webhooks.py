"""Webhooks: where events are sent, with what success, and their secrets, shown once."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, form_page, page, posted, reconfirmed
from claims.desk.forms.notices import NewEndpoint
from claims.desk.paging import page_of
from claims.errors import Conflict, add_to_form
from claims.notices import webhooks as services
from claims.notices.models import Endpoint
from claims.people.rules import Act
from claims.work.watching import standing


@form_page(Act.KEEP_WEBHOOKS)
@reconfirmed
def webhooks(request: DeskRequest) -> HttpResponse:
    form, secret = NewEndpoint(posted(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            _endpoint, secret = services.add_endpoint(by=request.user, **form.cleaned_data)
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            form = NewEndpoint()
    return _kept_nowhere(
        render(
            request,
            "desk/webhooks/list.html",
            {
                "form": form,
                "secret": secret,
                "endpoints": Endpoint.objects.select_related("added_by"),
            },
            status=400 if form.errors else 200,
        )
    )


@page(Act.KEEP_WEBHOOKS)
def webhook(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    return _shown(request, _endpoint(public_id))


@action(Act.KEEP_WEBHOOKS)
@reconfirmed
def webhook_rotate(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    secret = services.rotate(endpoint=_endpoint(public_id), by=request.user)
    return _shown(request, _endpoint(public_id), secret=secret)


@action(Act.KEEP_WEBHOOKS)
@reconfirmed
def webhook_disable(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.disable(
        endpoint=_endpoint(public_id), by=request.user, reason=request.POST.get("reason", "")
    )
    messages.success(request, _("The webhook is disabled."))
    return redirect("desk:webhook", public_id)


@action(Act.KEEP_WEBHOOKS)
@reconfirmed
def webhook_enable(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.enable(endpoint=_endpoint(public_id), by=request.user)
    messages.success(request, _("The webhook is sent events again."))
    return redirect("desk:webhook", public_id)


@action(Act.KEEP_WEBHOOKS)
@reconfirmed
def webhook_test(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.send_test(endpoint=_endpoint(public_id), by=request.user)
    messages.success(request, _("A test event is on its way."))
    return redirect("desk:webhook", public_id)


def _shown(request: DeskRequest, endpoint: Endpoint, *, secret: str = "") -> HttpResponse:
    deliveries = page_of(request, endpoint.deliveries.order_by("-pk"))
    now = timezone.now()
    return _kept_nowhere(
        render(
            request,
            "desk/webhooks/webhook.html",
            {
                "endpoint": endpoint,
                "secret": secret,
                "page": deliveries,
                "rows": [(each, standing(each, now=now)) for each in deliveries],
            },
        )
    )


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """No copy of a page that may show a secret."""
    response["Cache-Control"] = "no-store"
    return response


def _endpoint(public_id: uuid.UUID) -> Endpoint:
    return get_object_or_404(Endpoint.objects.select_related("added_by"), public_id=public_id)
