"""Feeds: what is subscribed to, how the polls went, and what they brought."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from claims.desk.access import DeskRequest, action, form_page, page, posted
from claims.desk.forms.feeds import ChangeFeed, Subscribe
from claims.desk.paging import page_of
from claims.errors import Conflict, Duplicate, add_to_form
from claims.feeds import services
from claims.feeds.models import Feed
from claims.people.rules import Act
from claims.work.models import WorkState


@page(Act.SEE_DESK)
def feeds(request: DeskRequest) -> HttpResponse:
    rows = Feed.objects.for_display().order_by("-pk")
    return render(request, "desk/feeds/list.html", {"page": page_of(request, rows)})


@form_page(Act.KEEP_FEED)
def feed_add(request: DeskRequest) -> HttpResponse:
    form = Subscribe(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.subscribe(by=request.user, **form.cleaned_data)
        except Duplicate as known:
            messages.info(request, known.message)
            return redirect("desk:feed", known.existing.public_id)  # type: ignore[attr-defined]
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _subscribed(made))
            return redirect("desk:feed", made.public_id)
    return render(
        request, "desk/feeds/add.html", {"form": form}, status=400 if form.errors else 200
    )


@page(Act.SEE_DESK)
def feed(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = get_object_or_404(Feed.objects.for_display(), public_id=public_id)
    state = request.GET.get("state", "")
    entries = shown.entries.for_display()
    if state in WorkState.values:
        entries = entries.filter(state=state)
    return render(
        request,
        "desk/feeds/feed.html",
        {
            "feed": shown,
            "page": page_of(request, entries),
            "state": state,
            "states": WorkState.choices,
            "polls": shown.polls.exclude(state=WorkState.WAITING)[:10],
        },
    )


@form_page(Act.KEEP_FEED)
def feed_change(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _feed(public_id)
    form = ChangeFeed(posted(request), feed=shown)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.change(
                feed=shown,
                by=request.user,
                expected_revision=given["expected_revision"],
                **{name: given[name] for name in form.changed_data if name != "expected_revision"},
            )
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("Changed."))
            return redirect("desk:feed", shown.public_id)
    return render(
        request,
        "desk/feeds/change.html",
        {"feed": shown, "form": form},
        status=400 if form.errors else 200,
    )


@action(Act.KEEP_FEED)
def feed_pause(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.pause(feed=_feed(public_id), by=request.user)
    messages.success(request, _("The feed is paused."))
    return redirect("desk:feed", public_id)


@action(Act.KEEP_FEED)
def feed_resume(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.resume(feed=_feed(public_id), by=request.user)
    messages.success(request, _("The feed is polled again."))
    return redirect("desk:feed", public_id)


@action(Act.KEEP_FEED)
def feed_poll(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    services.poll_now(feed=_feed(public_id), by=request.user)
    messages.success(request, _("The feed is polled now."))
    return redirect("desk:feed", public_id)


def _subscribed(made: Feed) -> str:
    if made.tells_of_retractions:
        return _("Subscribed. What the feed names is marked where it is kept here.")
    return _("Subscribed. What the feed names is taken in now.")


def _feed(public_id: uuid.UUID) -> Feed:
    return get_object_or_404(Feed.objects.select_related("source"), public_id=public_id)
