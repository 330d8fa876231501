"""Verdicts in the admin, to look at: they are written, reviewed and approved on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.people.admin import ReadOnly, ReadOnlyRows
from claims.verdicts.models import (
    Appearance,
    Approval,
    EvidenceLine,
    Revision,
    RevisionText,
    Verdict,
)


class Revisions(ReadOnlyRows):
    model = Revision
    fk_name = "verdict"
    fields = ("number", "rating", "language", "author", "made_at", "correction", "public_note")


class Appearances(ReadOnlyRows):
    model = Appearance
    fields = ("claim", "added_by", "added_at", "removed_at")
    readonly_fields = ("added_at", "removed_at")


@admin.register(Verdict)
class Verdicts(ReadOnly):
    list_display = ("__str__", "stage", "rating", "matter", "created_at")
    list_filter = ("stage", "current__rating__scale", "created_at")
    search_fields = ("=public_id", "current__texts__statement", "current__texts__summary")
    fields = ("public_id", "stage", "matter", "current", "published", "created_at")
    readonly_fields = ("public_id", "stage", "current", "published", "created_at")
    inlines = (Revisions, Appearances)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        rows = super().get_queryset(request)
        return rows.select_related("current__rating", "matter").prefetch_related("current__texts")

    @admin.display(ordering="current__rating__position")
    def rating(self, verdict: Verdict) -> str:
        return verdict.current.rating.label() if verdict.current else ""


class Texts(ReadOnlyRows):
    model = RevisionText
    fields = ("language", "statement", "summary", "reasoning", "translator")


class Evidence(ReadOnlyRows):
    model = EvidenceLine
    fields = ("position", "stance", "note", "version", "link", "document")


class Approvals(ReadOnlyRows):
    model = Approval
    fields = ("by", "at", "note")


@admin.register(Revision)
class RevisionsOfVerdicts(ReadOnly):
    list_display = ("verdict_id", "number", "rating", "author", "made_at", "correction")
    list_filter = ("correction", "language", "made_at")
    list_select_related = ("rating", "author")
    search_fields = ("=verdict__public_id", "texts__statement")
    inlines = (Texts, Evidence, Approvals)


@admin.register(RevisionText)
class RevisionTexts(ReadOnly):
    list_display = ("statement", "language", "revision", "translator")
    list_filter = ("language",)
    list_select_related = ("revision", "translator")
    search_fields = ("statement", "summary")


@admin.register(EvidenceLine)
class EvidenceLines(ReadOnly):
    list_display = ("revision", "position", "stance", "note")
    list_filter = ("stance",)
    list_select_related = ("revision",)
    search_fields = ("note",)


@admin.register(Appearance)
class AppearancesOfClaims(ReadOnly):
    list_display = ("claim", "verdict_id", "added_by", "added_at", "removed_at")
    list_select_related = ("claim__current", "added_by")
    search_fields = ("claim__current__statement", "=verdict__public_id")


@admin.register(Approval)
class ApprovalsOfRevisions(ReadOnly):
    list_display = ("revision", "by", "at", "note")
    list_filter = ("at",)
    list_select_related = ("revision", "by")
    search_fields = ("=revision__verdict__public_id", "note")
