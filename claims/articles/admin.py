"""Articles in the admin: corrected by the verb; what was kept of them, to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.articles import corrections
from claims.articles.models import (
    Article,
    Classification,
    Document,
    DocumentAddress,
    HostRule,
    Look,
    Retraction,
    Snapshot,
)
from claims.people.admin import ByTheRules, Form, ReadOnly, ReadOnlyRows
from claims.people.rules import Act


class Addresses(ReadOnlyRows):
    model = DocumentAddress
    fields = ("url", "canonical", "stated_by", "stated_at")
    readonly_fields = ("stated_at",)


class Snapshots(ReadOnlyRows):
    model = Snapshot
    fk_name = "document"
    fields = ("number", "taken_at", "url", "size", "charset", "cleaner")


class Looks(ReadOnlyRows):
    model = Look
    fk_name = "document"
    fields = ("at", "outcome", "status", "message", "snapshot")


class Classifications(ReadOnlyRows):
    model = Classification
    fields = ("number", "made_by", "made_at")
    readonly_fields = ("made_at",)


class Correction(Form):
    """Names the revision it was opened on, so that a later correction is not overwritten."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ("title", "byline", "outlet", "source", "published_on", "published_grain")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected_revision"].initial = self.instance.revision


@admin.register(Article)
class Articles(ByTheRules):
    changed_by = Act.CORRECT_ARTICLE
    list_display = ("__str__", "source", "outlet", "language", "published_on", "added_at")
    list_filter = ("language", "published_grain", "published_on")
    list_select_related = ("source__entity",)
    search_fields = ("title", "outlet", "byline", "addresses__url", "=public_id")
    date_hierarchy = "published_on"
    autocomplete_fields = ("source",)
    form = Correction
    readonly_fields = (
        "public_id",
        "language",
        "title_evidence",
        "byline_evidence",
        "outlet_evidence",
        "published_at",
        "published_evidence",
        "added_by",
        "added_at",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("title", "title_evidence"),
                    ("byline", "byline_evidence"),
                    ("outlet", "outlet_evidence"),
                    "source",
                    ("published_on", "published_grain", "published_evidence"),
                    "expected_revision",
                )
            },
        ),
        (_("kept"), {"fields": ("public_id", "language", "published_at", "added_by", "added_at")}),
    )
    inlines = (Addresses, Snapshots, Looks)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # articles come in through the desk, the command and the API

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        changed = {name for name in form.changed_data if name != "expected_revision"}
        if changed & {"published_on", "published_grain"}:
            changed |= {"published_on", "published_grain"}
        corrections.correct(
            article=obj,
            by=request.user,  # type: ignore[arg-type]
            expected_revision=form.cleaned_data["expected_revision"],
            **{name: form.cleaned_data[name] for name in changed},
        )


@admin.register(Document)
class Documents(ReadOnly):
    list_display = ("public_id", "kind", "added_by", "added_at")
    list_filter = ("kind", "added_at")
    list_select_related = ("added_by",)
    search_fields = ("=public_id", "addresses__url")
    fields = ("public_id", "kind", "added_by", "added_at")
    readonly_fields = ("public_id", "added_at")
    inlines = (Addresses, Snapshots, Looks)


@admin.register(DocumentAddress)
class DocumentAddresses(ReadOnly):
    list_display = ("url", "document", "canonical", "stated_by", "stated_at")
    list_filter = ("canonical", "stated_by")
    list_select_related = ("document",)
    search_fields = ("url",)


@admin.register(Snapshot)
class SnapshotsOfDocuments(ReadOnly):
    list_display = ("public_id", "document", "number", "taken_at", "size", "charset", "cleaner")
    list_filter = ("taken_at", "charset", "cleaner")
    list_select_related = ("document",)
    search_fields = ("=public_id", "=document__public_id", "url")
    fields = (
        *("public_id", "document", "number", "taken_at", "url", "size", "content_type"),
        *("charset", "cleaner", "headers", "text"),
    )
    readonly_fields = ("public_id",)
    inlines = (Classifications,)

    def get_queryset(self, request: HttpRequest) -> Any:
        match = request.resolver_match
        rows = super().get_queryset(request)
        listed = match is not None and (match.url_name or "").endswith("_changelist")
        return rows.defer("text", "blocks", "headers") if listed else rows


@admin.register(Classification)
class ClassificationsOfSnapshots(ReadOnly):
    list_display = ("snapshot", "number", "made_by", "made_at")
    list_filter = ("made_at", ("made_by", admin.EmptyFieldListFilter))
    list_select_related = ("snapshot", "made_by")
    search_fields = ("=snapshot__public_id", "=snapshot__document__public_id")
    fields = ("snapshot", "number", "blocks", "made_by", "made_at")
    readonly_fields = ("made_at",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("snapshot__text", "snapshot__blocks")


@admin.register(Look)
class LooksAtDocuments(ReadOnly):
    list_display = ("document", "at", "outcome", "status", "message")
    list_filter = ("outcome", "at")
    list_select_related = ("document",)
    search_fields = ("=document__public_id", "message")


@admin.register(HostRule)
class HostRules(ReadOnly):
    """Paused, resumed and asked more politely at the desk."""

    list_display = ("host", "seconds_between", "paused_until", "reason")
    list_filter = ("paused_until",)
    search_fields = ("host", "reason")


@admin.register(Retraction)
class Retractions(ReadOnly):
    list_display = ("title", "url", "document", "is_trusted", "stated_at", "seen_at")
    list_filter = ("is_trusted", "seen_at")
    list_select_related = ("document",)
    search_fields = ("=document__public_id", "url", "title")
