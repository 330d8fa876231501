"""The record in the admin: to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.ledger.models import Checkpoint, Entry, EntryBody
from claims.people.admin import ReadOnly, ReadOnlyRows


class Bodies(ReadOnlyRows):
    model = EntryBody
    fields = ("actor", "content")
    readonly_fields = ("actor", "content")


@admin.register(Entry)
class Entries(ReadOnly):
    list_display = ("seq", "at", "kind", "subject_kind", "subject_id", "actor")
    list_filter = ("subject_kind", "kind", "at")
    list_select_related = ("body__actor",)
    search_fields = ("=subject_id", "=seq")
    date_hierarchy = "at"
    fields = ("seq", "at", "kind", "subject_kind", "subject_id", "shown_hash", "shown_previous")
    readonly_fields = ("shown_hash", "shown_previous")
    inlines = (Bodies,)
    show_full_result_count = False

    @admin.display(description=_("by"))
    def actor(self, entry: Entry) -> Any:
        return entry.body.actor or (entry.body.content or {}).get("by", "")

    @admin.display(description=_("hash"))
    def shown_hash(self, entry: Entry) -> str:
        return bytes(entry.hash).hex()

    @admin.display(description=_("hash of the entry before"))
    def shown_previous(self, entry: Entry) -> str:
        return bytes(entry.previous).hex()


@admin.register(EntryBody)
class EntryBodies(ReadOnly):
    list_display = ("entry", "actor")
    list_select_related = ("entry", "actor")
    fields = ("entry", "actor", "content")


@admin.register(Checkpoint)
class Checkpoints(ReadOnly):
    list_display = ("day", "seq", "shown_hash")
    fields = ("day", "seq", "shown_hash", "shown_key", "made_at")
    readonly_fields = ("shown_hash", "shown_key")

    @admin.display(description=_("hash"))
    def shown_hash(self, checkpoint: Checkpoint) -> str:
        return bytes(checkpoint.hash).hex()

    @admin.display(description=_("key"))
    def shown_key(self, checkpoint: Checkpoint) -> str:
        return bytes(checkpoint.key).hex()
