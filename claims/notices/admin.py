"""The outbox and endpoints, to look at; a delivery that stopped is tried again."""

from __future__ import annotations

from django.contrib import admin

from claims.notices.models import Delivery, Endpoint, Notice, Preference, Watch
from claims.people.admin import ReadOnly
from claims.work.admin import DueWorkAdmin


@admin.register(Delivery)
class Deliveries(DueWorkAdmin):
    queue = "deliveries"
    list_display = ("key", "channel", "state", "status", "attempts", "next_attempt_at", "made_at")
    list_filter = ("state", "channel", "made_at")
    search_fields = ("=public_id", "key", "last_error")


@admin.register(Endpoint)
class Endpoints(ReadOnly):
    """Added, rotated and disabled at the desk, which shows a new secret once."""

    list_display = ("url", "events", "generation", "disabled_at", "disabled_why", "added_by")
    list_filter = (("disabled_at", admin.EmptyFieldListFilter), "added_at")
    list_select_related = ("added_by",)
    search_fields = ("=public_id", "url")


@admin.register(Notice)
class Notices(ReadOnly):
    list_display = ("kind", "severity", "user", "verdict", "made_at", "read_at")
    list_filter = ("severity", ("read_at", admin.EmptyFieldListFilter), "made_at")
    list_select_related = ("user", "verdict__current")
    search_fields = ("=public_id", "=verdict__public_id", "user__username")
    raw_id_fields = ("verdict", "finding")


@admin.register(Watch)
class Watches(ReadOnly):
    list_display = ("user", "verdict", "since")
    list_filter = ("since",)
    list_select_related = ("user", "verdict__current")
    search_fields = ("=verdict__public_id", "user__username")
    raw_id_fields = ("verdict",)


@admin.register(Preference)
class Preferences(ReadOnly):
    list_display = ("user", "mail", "language")
    list_filter = ("mail", "language")
    list_select_related = ("user",)
    search_fields = ("user__username",)
