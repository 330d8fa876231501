"""The generations of the index, with what they take and what waits; and claims from before it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from claims.index.models import Filling, Generation, Waiting
from claims.index.postings import TABLES
from claims.people.admin import ReadOnly
from claims.work.admin import DueWorkAdmin


@admin.register(Generation)
class Generations(ReadOnly):
    list_display = (
        "__str__",
        "documents",
        "emptied",
        "waiting",
        "started_at",
        "live_since",
        "retired_at",
    )
    fields = (*list_display[1:], "size_of_all")
    readonly_fields = ("waiting", "size_of_all")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Generation]:
        rows: QuerySet[Generation] = super().get_queryset(request)
        own = Waiting.objects.filter(generation=OuterRef("pk")).order_by().values("generation")
        number = Subquery(own.annotate(n=Count("*")).values("n"), output_field=IntegerField())
        return rows.annotate(waiting_keys=Coalesce(number, 0))

    @admin.display(description=_("not merged yet"), ordering="waiting_keys")
    def waiting(self, row: Any) -> int:
        return int(row.waiting_keys)

    @admin.display(description=_("size of all generations"))
    def size_of_all(self, row: Generation) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) name",
                [list(TABLES)],
            )
            return str(filesizeformat(cursor.fetchone()[0]))


@admin.register(Filling)
class Fillings(DueWorkAdmin):
    queue = "index-filling"
    list_display = ("__str__", "after", "state", "next_attempt_at", "attempts", "finished_at")
