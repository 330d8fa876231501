"""Feeds in the admin: kept by the verbs; their polls and entries to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.feeds import services
from claims.feeds.models import Feed, FeedEntry, Poll
from claims.people.admin import ByTheRules, Form
from claims.people.rules import Act
from claims.work.admin import DueWorkAdmin


class Subscription(Form):
    """Names the revision it was opened on, so that a later change is not overwritten."""

    url = forms.URLField(label=_("address"), max_length=2000, assume_scheme="https")
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Feed
        fields = ("url", "title", "purpose", "source", "minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected_revision"].initial = self.instance.revision
        self.fields["purpose"].disabled = self.instance.pk is not None  # it stays


@admin.register(Feed)
class Feeds(ByTheRules):
    changed_by = Act.KEEP_FEED
    list_display = ("__str__", "url", "source", "minutes", "paused_at", "added_at")
    list_filter = ("purpose", ("paused_at", admin.EmptyFieldListFilter), "added_at")
    search_fields = ("title", "url", "=public_id")
    autocomplete_fields = ("source",)
    form = Subscription
    readonly_fields = ("public_id", "paused_at", "added_by", "added_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        rows: QuerySet[Feed] = super().get_queryset(request)
        return rows.select_related("source__entity").prefetch_related("source__entity__names")

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in ("url", "title", "source", "minutes")}
        if change:
            services.change(
                feed=obj,
                by=request.user,  # type: ignore[arg-type]
                expected_revision=form.cleaned_data["expected_revision"],
                **given,
            )
        else:
            given["purpose"] = form.cleaned_data["purpose"]
            obj.pk = services.subscribe(by=request.user, **given).pk  # type: ignore[arg-type]


@admin.register(Poll)
class Polls(DueWorkAdmin):
    queue = "feeds"
    list_display = ("feed", "state", "outcome", "status", "new", "message", "next_attempt_at")
    list_filter = ("state", "outcome", "next_attempt_at")
    list_select_related = ("feed",)
    search_fields = ("=public_id", "feed__title", "feed__url", "message", "last_error")


@admin.register(FeedEntry)
class FeedEntries(DueWorkAdmin):
    queue = "feed-entries"
    list_display = ("__str__", "feed", "state", "was_known", "message", "published_at", "seen_at")
    list_filter = ("state", "was_known", "seen_at")
    list_select_related = ("feed",)
    search_fields = ("=public_id", "title", "url", "message", "last_error")
