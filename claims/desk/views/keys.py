"""API keys for oneself: made, shown once, taken back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, form_page, posted, reconfirmed
from claims.desk.forms.keys import NewKey
from claims.errors import add_to_form
from claims.people import services
from claims.people.models import ApiKey
from claims.people.rules import Act


@form_page(Act.SEE_DESK)
@reconfirmed
def keys(request: DeskRequest) -> HttpResponse:
    form = NewKey(posted(request))
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _key, secret = services.issue_key(
                user=request.user,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                expires_at=form.expires_at,
                by=request.user,
            )
        except ValidationError as refusal:
            add_to_form(form, refusal)
        else:
            form = NewKey()
    response = render(
        request,
        "desk/keys.html",
        {
            "form": form,
            "secret": secret,
            "keys": ApiKey.objects.filter(user=request.user).order_by("revoked_at", "-pk"),
            "now": timezone.now(),
        },
        status=400 if form.errors else 200,
    )
    response["Cache-Control"] = "no-store"
    return response


@action(Act.SEE_DESK)
def key_revoke(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.revoke_key(
        key=get_object_or_404(ApiKey, public_id=public_id, user=request.user), by=request.user
    )
    messages.success(request, _("The key is revoked."))
    return redirect("desk:keys")
