"""What was published, to look at."""

from __future__ import annotations

from django.contrib import admin

from claims.people.admin import ReadOnly
from claims.publication.models import Publication


@admin.register(Publication)
class Publications(ReadOnly):
    list_display = ("verdict_id", "number", "kind", "published_at", "by", "note")
    list_filter = ("kind", "published_at")
    list_select_related = ("by",)
    search_fields = ("=verdict__public_id", "revision__texts__statement", "note")
    date_hierarchy = "published_at"
