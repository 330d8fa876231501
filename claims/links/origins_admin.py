"""Origins in the admin: named for claims, taken away, merged and split by the verbs."""

from __future__ import annotations

from operator import attrgetter

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.links import forms, naming
from claims.links.admin import a_claim
from claims.links.models import ClaimOrigin, Origin
from claims.people.admin import ReadOnly, ReadOnlyRows, may
from claims.people.models import User
from claims.people.object_tools import Tool, WithTools, each, looked_up, refuse_history
from claims.people.rules import Act


class OfOrigin(Tool):
    act = Act.DECIDE_LINK
    row: Origin

    @classmethod
    def fits(cls, row: Origin) -> bool:
        return row.merged_into_id is None


class NameOrigin(forms.NameOrigin, OfOrigin):
    label = _("Name the origin")
    hint = _(
        "The original report or statement that a claim rests on. What the machine found of the"
        " claim does not count while it is named by a person."
    )
    done = _("The origin is named.")
    field_order = ("claim", "description", "reporter")

    claim = a_claim(ClaimOrigin)
    reporter = looked_up(Origin, "reporter", required=False)

    def use(self, by: User) -> Origin:
        return naming.name_origin(by=by, **self.cleaned_data).origin


class RestOn(OfOrigin):
    name = "rest"
    label = _("Another claim rests on it")
    done = _("The claim rests on this origin.")

    claim = a_claim(ClaimOrigin)

    def use(self, by: User) -> Origin:
        return naming.rest_on(origin=self.row, by=by, **self.cleaned_data).origin


class Merge(OfOrigin):
    name = "merge"
    label = _("It is the same as another origin")
    hint = _("Both count as one. This one stays readable and is found under the other.")
    done = _("Both count as one origin now.")

    into = looked_up(Origin, "merged_into", label=_("The other origin"))

    def use(self, by: User) -> Origin:
        return naming.merge(origin=self.row, by=by, **self.cleaned_data)


class TakeMergeBack(OfOrigin):
    name = "take-merge-back"
    label = _("Take the merge back")
    hint = _("It stands for itself again, with the claims that rest on it.")
    done = _("They count as two origins again.")

    @classmethod
    def fits(cls, row: Origin) -> bool:
        return row.merged_into_id is not None

    def use(self, by: User) -> Origin:
        return naming.split(origin=self.row, by=by)


class Claims(ReadOnlyRows):
    model = ClaimOrigin
    fields = ("claim", "by", "at", "removed_at", "removed_by")
    readonly_fields = ("removed_at", "removed_by")


@admin.register(Origin)
class Origins(WithTools):
    list_display = ("description", "reporter", "reported_on", "medium", "merged_into", "created_by")
    list_filter = ("medium", "reported_on", "created_at")
    fields = (
        ("reporter", "reported_on", "medium"),
        "description",
        "article",
        "merged_into",
        ("key", "public_id"),
        ("created_by", "created_at"),
    )
    search_fields = ("description", "reporter__slug", "reporter__names__text")
    inlines = (Claims,)
    told = ["description", "reporter", "reported_on", "medium", "article", "merged_into"]
    tools = (RestOn, Merge, TakeMergeBack)
    lists = {ClaimOrigin: "origin"}
    adding = NameOrigin

    def get_queryset(self, request: HttpRequest) -> QuerySet[Origin]:
        rows = super().get_queryset(request)
        return rows.select_related(
            "reporter", "created_by", "article", "merged_into"
        ).prefetch_related("reporter__names")


@admin.register(ClaimOrigin)
class ClaimOrigins(ReadOnly):
    list_display = ("claim", "origin", "by", "at", "removed_at", "removed_by")
    list_filter = (("removed_at", admin.EmptyFieldListFilter), "at")
    list_select_related = ("claim__current", "origin", "by", "removed_by")
    search_fields = ("claim__current__statement", "origin__description")
    actions = ("take_away",)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.DECIDE_LINK)

    @admin.action(
        description=_("The chosen claims do not rest on these origins"), permissions=["decide"]
    )
    def take_away(self, request: HttpRequest, rows: QuerySet[ClaimOrigin]) -> None:
        def verb(row: ClaimOrigin) -> None:
            refuse_history(row.removed_at)
            naming.take_away(claim=row.claim, origin=row.origin, by=request.user)  # type: ignore[arg-type]

        if done := each(self, request, rows, verb, attrgetter("claim")):
            said = ngettext("%(n)d claim was taken away.", "%(n)d claims were taken away.", done)
            self.message_user(request, said % {"n": done}, messages.SUCCESS)
