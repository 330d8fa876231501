"""My interests: what I declared, until when, and declaring anew."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, form_page, page
from claims.desk.forms.interests import Declare, usual_end
from claims.desk.interests import chosen, offered, on_file
from claims.errors import add_to_form
from claims.people import services
from claims.people.models import InterestStatement
from claims.people.rules import Act


@form_page(Act.DECLARE_INTERESTS)
def interests(request: DeskRequest) -> HttpResponse:
    """A statement counts from the moment it is made, in place of the one before."""
    is_posted = request.method == "POST"
    only_looks = "find" in request.POST  # without a script, the search is a button
    present = on_file(request.user)
    if is_posted:
        entities = chosen(request.POST.getlist("entity"))
        form = Declare(initial=request.POST.dict()) if only_looks else Declare(request.POST)
    else:
        entities = (
            [row.entity for row in present.statement.interests.all()] if present.statement else []
        )
        form = Declare(initial={"text": present.statement.text if present.statement else ""})
    if is_posted and not only_looks and form.is_valid():
        try:
            if not form.cleaned_data["text"] and not entities:
                raise ValidationError(
                    _(
                        "Write what your interests are or choose a name, or declare that there is"
                        " nothing to declare."
                    )
                )
            services.declare_interests(by=request.user, entities=entities, **form.cleaned_data)
        except ValidationError as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("Your statement of interests is on file."))
            return redirect("desk:interests")
    q = request.POST.get("q", "")
    return render(
        request,
        "desk/interests/interests.html",
        {
            "form": form,
            "present": present,
            "earlier": InterestStatement.objects.filter(user=request.user)[1:11],
            "until": usual_end(),
            "chosen": entities,
            "offered": offered(q, entities),
            "q": q,
        },
        status=400 if form.errors else 200,
    )


@action(Act.DECLARE_INTERESTS)
def interests_none(request: DeskRequest) -> HttpResponse:
    """Nothing to declare, for as long as is usual."""
    services.declare_interests(by=request.user, text="", entities=[], valid_until=usual_end())
    messages.success(request, _("It is on file that you have nothing to declare."))
    return redirect("desk:interests")


@page(Act.DECLARE_INTERESTS)
def entity_options(request: DeskRequest) -> HttpResponse:
    """What is chosen stays, what has the words is offered besides."""
    entities = chosen(request.GET.getlist("entity"))
    q = request.GET.get("q", "")
    return render(
        request,
        "desk/interests/_entities.html",
        {"chosen": entities, "offered": offered(q, entities), "q": q},
    )
