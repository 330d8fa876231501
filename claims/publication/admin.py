"""What was published, to look at."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.people.admin import ReadOnly, id_of
from claims.publication.models import Publication


@admin.register(Publication)
class Publications(ReadOnly):
    list_display = (id_of("verdict", _("verdict")), "number", "kind", "published_at", "by", "note")
    list_filter = ("kind", "published_at")
    list_select_related = ("verdict", "by")
    search_fields = ("=verdict__public_id", "revision__texts__statement", "note")
    date_hierarchy = "published_at"
