"""Re-checks and findings, to look at; a re-check that stopped is tried again."""

from __future__ import annotations

from django.contrib import admin

from claims.people.admin import ReadOnly, ReadOnlyRows
from claims.rechecks.models import Finding, Recheck
from claims.work.admin import DueWorkAdmin


class FindingRows(ReadOnlyRows):
    model = Finding
    fields = ("kind", "severity", "key", "filed_at", "resolved_at", "resolution")
    readonly_fields = ("filed_at", "resolved_at")


@admin.register(Recheck)
class Rechecks(DueWorkAdmin):
    queue = "rechecks"
    list_display = ("public_id", "cause", "state", "step", "outcome", "next_attempt_at", "attempts")
    list_filter = ("state", "outcome", "cause", "next_attempt_at")
    search_fields = ("=public_id", "=verdict__public_id", "reason", "last_error")
    inlines = (FindingRows,)


@admin.register(Finding)
class Findings(ReadOnly):
    list_display = ("public_id", "kind", "severity", "filed_at", "resolved_at", "resolved_by")
    list_filter = ("kind", "severity", ("resolved_at", admin.EmptyFieldListFilter), "filed_at")
    list_select_related = ("resolved_by",)
    search_fields = ("=public_id", "=verdict__public_id", "key", "resolution")
