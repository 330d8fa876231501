"""Matters: the list, one question with what is known of it, and what people do to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, form_page, page, posted
from claims.desk.matters import MERGE_CHOICES, matching, page_data
from claims.desk.paging import page_of
from claims.desk.splitting import chosen_in, is_looking, picking
from claims.errors import Conflict, LostUpdate, add_to_form
from claims.extraction.models import Claim
from claims.links import matters as services
from claims.links.forms import EditMatter, OpenMatter
from claims.links.models import Matter
from claims.people.rules import Act


@page(Act.SEE_DESK)
def matters(request: DeskRequest) -> HttpResponse:
    """``?q=`` are words of the question, ``?state=merged`` those that another took over."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    rows = matching(text).filter(merged_into__isnull=state != "merged")
    return render(
        request,
        "desk/matters/list.html",
        {"page": page_of(request, rows), "q": text, "state": state},
    )


@form_page(Act.KEEP_MATTER)
def matter_add(request: DeskRequest) -> HttpResponse:
    form = OpenMatter(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_matter(by=request.user, **form.cleaned_data)
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            return redirect("desk:matter", made.public_id)
    return render(
        request, "desk/matters/add.html", {"form": form}, status=400 if form.errors else 200
    )


@page(Act.SEE_DESK)
def matter(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _matter(public_id)
    keeps = request.user.may(Act.KEEP_MATTER) and shown.merged_into is None
    return render(request, "desk/matters/matter.html", page_data(shown, request) | {"keeps": keeps})


@form_page(Act.KEEP_MATTER)
def matter_edit(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _matter(public_id)
    form = EditMatter(posted(request), initial=EditMatter.as_seen(shown))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_otherwise(matter=shown, by=request.user, **form.cleaned_data)
        except LostUpdate as lost:
            # What was typed, by somebody who now sees what the question has become.
            shown = _matter(public_id)
            seen = request.POST.copy()
            seen["expected_revision"] = str(lost.current)
            form = EditMatter(seen, initial=EditMatter.as_seen(shown))
            add_to_form(form, lost)
            status = 409
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:matter", public_id)
    if form.errors and status == 200:
        status = 400
    return render(request, "desk/matters/edit.html", {"matter": shown, "form": form}, status=status)


@action(Act.KEEP_MATTER)
def matter_place(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.place(matter=_matter(public_id), claim=_claim(request), by=request.user)
    return redirect("desk:matter", public_id)


@action(Act.KEEP_MATTER)
def claim_place(request: DeskRequest) -> HttpResponse:
    """From a claim's page: put it under the question that was chosen there."""
    chosen = _matter(_uuid(request.POST.get("matter", "")))
    services.place(matter=chosen, claim=_claim(request), by=request.user)
    return redirect("desk:matter", chosen.public_id)


@action(Act.KEEP_MATTER)
def matter_remove(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.remove(matter=_matter(public_id), claim=_claim(request), by=request.user)
    messages.success(request, _("The claim is no longer under this question."))
    return redirect("desk:matter", public_id)


@action(Act.KEEP_MATTER)
def matter_refuse(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.refuse(matter=_matter(public_id), claim=_claim(request), by=request.user)
    messages.success(request, _("This claim is not suggested here again."))
    return redirect("desk:matter", public_id)


@action(Act.KEEP_MATTER)
def matter_allow(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the refusal of a suggestion back."""
    services.take_back_refusal(matter=_matter(public_id), claim=_claim(request), by=request.user)
    messages.success(request, _("This claim may be suggested here again."))
    return redirect("desk:matter", public_id)


@form_page(Act.KEEP_MATTER)
def matter_merge(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose the question that takes this one's claims over; ``?q=`` are words of it."""
    shown = _matter(public_id)
    refused = ""
    if request.method == "POST":
        try:
            winner = _matter(_uuid(request.POST.get("into", "")))
            services.merge(winner=winner, loser=shown, by=request.user)
        except Conflict as refusal:
            refused = refusal.message
        except ValidationError as refusal:
            refused = " ".join(refusal.messages)
        else:
            messages.success(request, _("Merged. The other question stays readable."))
            return redirect("desk:matter", winner.public_id)
    text = request.GET.get("q", "").strip()
    others = matching(text).filter(merged_into=None).exclude(pk=shown.pk)
    return render(
        request,
        "desk/matters/merge.html",
        {
            "matter": shown,
            "others": others[:MERGE_CHOICES],
            "q": text,
            "members": shown.members.filter(removed_at=None).count(),
            "refused": refused,
        },
        status=409 if refused else 200,
    )


@form_page(Act.KEEP_MATTER)
def matter_split(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose claims for a new question, over as many pages as there are. ``?of=`` names a matter
    that was merged into this one: its question and its claims are chosen already, so that the merge
    can be taken back."""
    shown = _matter(public_id)
    before = _merged_before(shown, request.GET.get("of", ""))
    if is_looking(request.POST):
        form = OpenMatter(initial=request.POST.dict())
    else:
        form = OpenMatter(posted(request), initial=_question_of(before))
    chosen = chosen_in(request.POST) if request.method == "POST" else _held(before)
    if form.is_bound and form.is_valid():
        try:
            made = services.split(
                matter=shown,
                claims=_claims(chosen),
                of=before,
                by=request.user,
                **form.cleaned_data,
            )
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("Split off. The chosen claims are under this question."))
            return redirect("desk:matter", made.public_id)
    return render(
        request,
        "desk/matters/split.html",
        {
            "matter": shown,
            "form": form,
            "before": before,
            "picking": picking(shown, request.POST, chosen),
        },
        status=400 if form.errors else 200,
    )


def _merged_before(shown: Matter, wanted: str) -> Matter | None:
    try:
        return shown.merged.filter(public_id=uuid.UUID(wanted)).first()
    except ValueError:
        return None


def _question_of(before: Matter | None) -> dict[str, str]:
    if before is None:
        return {}
    return {"question_ko": before.question_ko, "question_en": before.question_en}


def _held(before: Matter | None) -> set[str]:
    if before is None:
        return set()
    held = before.members.filter(removed_at=None)
    return {str(key) for key in held.values_list("claim__public_id", flat=True)}


def _claims(named: Iterable[str]) -> list[Claim]:
    keys = {_uuid(text) for text in named}
    found = list(Claim.objects.filter(public_id__in=keys))
    if len(found) != len(keys):
        raise ValidationError(_("Choose one from the list."))
    return found


def _matter(public_id: uuid.UUID) -> Matter:
    return get_object_or_404(
        Matter.objects.select_related("merged_into", "split_from", "created_by"),
        public_id=public_id,
    )


def _claim(request: DeskRequest) -> Claim:
    return get_object_or_404(Claim, public_id=_uuid(request.POST.get("claim", "")))


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValidationError(_("Choose one from the list.")) from None
