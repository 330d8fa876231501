"""Verdicts in the admin, to look at: they are written, reviewed and approved on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.people.admin import ReadOnly, ReadOnlyRows, id_of
from claims.verdicts.models import (
    Appearance,
    Approval,
    EvidenceLine,
    Question,
    Reply,
    Revision,
    RevisionText,
    Verdict,
)

OF_VERDICT = id_of("verdict", _("verdict"))


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
    list_display = ("__str__", "stage", "rating", "matter", "assignee", "created_at")
    list_filter = ("stage", "current__rating__scale", "created_at")
    search_fields = ("=public_id", "current__texts__statement", "current__texts__summary")
    fields = ("public_id", "stage", "matter", "assignee", "current", "published", "created_at")
    readonly_fields = ("public_id", "stage", "current", "published", "created_at")
    inlines = (Revisions, Appearances)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        rows = super().get_queryset(request)
        return rows.select_related("current__rating", "matter", "assignee").prefetch_related(
            "current__texts"
        )

    @admin.display(description=_("rating"), ordering="current__rating__position")
    def rating(self, verdict: Verdict) -> str:
        return verdict.current.rating.label() if verdict.current else ""


class Texts(ReadOnlyRows):
    model = RevisionText
    fields = ("language", "statement", "summary", "reasoning", "translator")


class Evidence(ReadOnlyRows):
    model = EvidenceLine
    fields = ("position", "stance", "weight", "note", "version", "link", "document", "snapshot")


class Questions(ReadOnlyRows):
    model = Question
    fields = ("position", "question", "answer", "source_url")


class Replies(ReadOnlyRows):
    model = Reply
    fields = ("position", "asked", "asked_on", "answer", "answered_on")


class Approvals(ReadOnlyRows):
    model = Approval
    fields = ("by", "at", "note")


@admin.register(Revision)
class RevisionsOfVerdicts(ReadOnly):
    list_display = (
        OF_VERDICT,
        "number",
        "rating",
        "author",
        "made_at",
        "correction",
    )
    list_filter = ("correction", "language", "made_at")
    list_select_related = ("verdict", "rating", "author")
    search_fields = ("=verdict__public_id", "texts__statement")
    inlines = (Texts, Evidence, Questions, Replies, Approvals)


@admin.register(RevisionText)
class RevisionTexts(ReadOnly):
    list_display = ("statement", "language", "revision", "translator")
    list_filter = ("language",)
    list_select_related = ("revision", "translator")
    search_fields = ("statement", "summary")


@admin.register(EvidenceLine)
class EvidenceLines(ReadOnly):
    list_display = ("revision", "position", "stance", "weight", "note")
    list_filter = ("stance", "weight")
    list_select_related = ("revision",)
    search_fields = ("note",)


@admin.register(Question)
class QuestionsOfRevisions(ReadOnly):
    list_display = ("question", "revision", "position", "answer", "source_url")
    list_select_related = ("revision",)
    search_fields = ("question", "answer", "=revision__verdict__public_id")


@admin.register(Reply)
class RightsOfReply(ReadOnly):
    list_display = ("asked", "asked_on", "answered_on", "revision")
    list_filter = ("asked_on",)
    list_select_related = ("revision",)
    search_fields = ("asked", "answer", "=revision__verdict__public_id")


@admin.register(Appearance)
class AppearancesOfClaims(ReadOnly):
    list_display = ("claim", OF_VERDICT, "added_by", "added_at", "removed_at")
    list_select_related = ("claim__current", "verdict", "added_by")
    search_fields = ("claim__current__statement", "=verdict__public_id")


@admin.register(Approval)
class ApprovalsOfRevisions(ReadOnly):
    list_display = ("revision", "by", "at", "note")
    list_filter = ("at",)
    list_select_related = ("revision", "by")
    search_fields = ("=revision__verdict__public_id", "note")
