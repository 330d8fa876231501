"""Questions in the admin: opened, reworded, filled, merged and split by the verbs."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import FilteredSelectMultiple, RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.links import matters
from claims.links.admin import a_claim
from claims.links.forms import EditMatter, OpenMatter
from claims.links.models import Matter, MatterMember, MatterRefusal
from claims.people.admin import ReadOnly, ReadOnlyRows, may
from claims.people.models import User
from claims.people.object_tools import Tool, WithTools, each, looked_up, refuse_history
from claims.people.rules import Act


class OfMatter(Tool):
    act = Act.KEEP_MATTER
    row: Matter

    @classmethod
    def fits(cls, row: Matter) -> bool:
        return row.merged_into_id is None


class Open(OpenMatter, OfMatter):
    label = _("Open a question")
    hint = _("Write it in at least one language.")
    done = _("The question is open.")

    def use(self, by: User) -> Matter:
        return matters.open_matter(by=by, **self.cleaned_data)


class Reword(EditMatter, OfMatter):
    name = "reword"
    label = _("Reword the question")
    hint = _("The claims under it stay; the old wording is kept in the history.")
    done = _("Saved.")

    def use(self, by: User) -> Matter:
        return matters.ask_otherwise(matter=self.row, by=by, **self.cleaned_data)


class Place(OfMatter):
    name = "place"
    label = _("Put a claim under this question")
    done = _("The claim is under this question.")

    claim = a_claim(MatterMember)

    def use(self, by: User) -> Matter:
        return matters.place(matter=self.row, by=by, **self.cleaned_data).matter


class Refuse(OfMatter):
    name = "refuse"
    label = _("Refuse a claim")
    hint = _("A claim that does not belong under the question is not suggested there again.")
    done = _("This claim is not suggested here again.")

    claim = a_claim(MatterRefusal)

    def use(self, by: User) -> Matter:
        return matters.refuse(matter=self.row, by=by, **self.cleaned_data).matter


class Merge(OfMatter):
    name = "merge"
    label = _("Merge into another question")
    hint = _(
        "The other question takes over the claims and the refusals of this one, which stays"
        " readable and points there."
    )
    done = _("Merged. The other question stays readable.")

    winner = looked_up(Matter, "merged_into", label=_("The other question"))

    def use(self, by: User) -> Matter:
        return matters.merge(loser=self.row, by=by, **self.cleaned_data)


class SplitOff(OpenMatter, OfMatter):
    name = "split"
    label = _("Split claims off")
    hint = _("The chosen claims move under a new question, which points to this one.")
    done = _("Split off. The chosen claims are under this question.")
    field_order = ("claims",)

    claims = forms.ModelMultipleChoiceField(
        Claim.objects.none(),
        label=_("Which claims move?"),
        widget=RelatedFieldWidgetWrapper(  # which keeps the label in its place
            FilteredSelectMultiple(_("claims"), is_stacked=True),
            MatterMember._meta.get_field("claim").remote_field,
            admin.site,
            can_add_related=False,
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, row: Matter) -> None:
        super().__init__(data, row=row)
        self.fields["claims"].queryset = under(row)  # type: ignore[attr-defined]

    def use(self, by: User) -> Matter:
        return matters.split(matter=self.row, by=by, **self.cleaned_data)


class TakeMergeBack(OpenMatter, OfMatter):
    """What the merge brought is split off again, under what the loser asked."""

    name = "take-merge-back"
    label = _("Take the merge back")
    hint = _(
        "The claims of this question that are still under the other one move under a new question;"
        " what was under both stays there too."
    )
    done = _("Split off. The chosen claims are under this question.")

    @staticmethod
    def as_seen(row: Matter) -> dict[str, Any]:
        return {"question_ko": row.question_ko, "question_en": row.question_en}

    @classmethod
    def fits(cls, row: Matter) -> bool:
        return row.merged_into_id is not None

    def use(self, by: User) -> Matter:
        winner = self.row.merged_into
        if winner is None:
            raise Conflict(gettext("This matter was not merged into another."), code="not_merged")
        claims = list(under(winner).filter(pk__in=under(self.row).values("pk")))
        return matters.split(matter=winner, claims=claims, of=self.row, by=by, **self.cleaned_data)


def under(matter: Matter) -> QuerySet[Claim]:
    """The claims under a question, in the order in which they came."""
    rows = Claim.objects.filter(memberships__matter=matter, memberships__removed_at=None)
    return rows.select_related("current").order_by("memberships__pk")


class Members(ReadOnlyRows):
    model = MatterMember
    fields = ("claim", "added_by", "added_at", "removed_at")
    readonly_fields = ("added_at", "removed_at")


class Refusals(ReadOnlyRows):
    model = MatterRefusal
    fields = ("claim", "by", "at", "taken_back_at")
    readonly_fields = ("at", "taken_back_at")


@admin.register(Matter)
class Matters(WithTools):
    list_display = (
        "__str__",
        "question_ko",
        "question_en",
        "merged_into",
        "split_from",
        "revision",
        "created_by",
        "created_at",
    )
    list_filter = (("merged_into", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("created_by", "merged_into", "split_from")
    search_fields = ("question_ko", "question_en", "=public_id")
    fields = (
        "public_id",
        "question_ko",
        "question_en",
        "revision",
        "merged_into",
        "split_from",
        "created_by",
        "created_at",
    )
    readonly_fields = ("public_id", "revision", "merged_into", "split_from", "created_at")
    inlines = (Members, Refusals)
    told = ["question_ko", "question_en", "merged_into"]
    tools = (Reword, Place, Refuse, SplitOff, Merge, TakeMergeBack)
    lists = {MatterMember: "matter", MatterRefusal: "matter"}
    adding = Open


class Kept(ReadOnly):
    """Claims beside questions; actions are for those who keep questions."""

    def has_keep_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.KEEP_MATTER)


@admin.register(MatterMember)
class MatterMembers(Kept):
    list_display = ("claim", "matter", "added_by", "added_at", "removed_at")
    list_filter = (("removed_at", admin.EmptyFieldListFilter), "added_at")
    list_select_related = ("matter", "claim__current", "added_by")
    search_fields = ("matter__question_ko", "matter__question_en", "claim__current__statement")
    actions = ("remove",)

    @admin.action(
        description=_("Take the chosen claims from under their questions"), permissions=["keep"]
    )
    def remove(self, request: HttpRequest, rows: QuerySet[MatterMember]) -> None:
        def verb(row: MatterMember) -> None:
            refuse_history(row.removed_at)
            matters.remove(matter=row.matter, claim=row.claim, by=request.user)  # type: ignore[arg-type]

        if done := each(self, request, rows, verb, attrgetter("claim")):
            said = ngettext("%(n)d claim was taken away.", "%(n)d claims were taken away.", done)
            self.message_user(request, said % {"n": done}, messages.SUCCESS)


@admin.register(MatterRefusal)
class MatterRefusals(Kept):
    list_display = ("claim", "matter", "by", "at", "taken_back_at")
    list_filter = (("taken_back_at", admin.EmptyFieldListFilter), "at")
    list_select_related = ("matter", "claim__current", "by")
    search_fields = ("matter__question_ko", "matter__question_en", "claim__current__statement")
    actions = ("take_back",)

    @admin.action(description=_("Let the chosen claims be suggested again"), permissions=["keep"])
    def take_back(self, request: HttpRequest, rows: QuerySet[MatterRefusal]) -> None:
        def verb(row: MatterRefusal) -> None:
            refuse_history(row.taken_back_at)
            matters.take_back_refusal(matter=row.matter, claim=row.claim, by=request.user)  # type: ignore[arg-type]

        if done := each(self, request, rows, verb, attrgetter("claim")):
            said = ngettext(
                "%(n)d claim may be suggested again.", "%(n)d claims may be suggested again.", done
            )
            self.message_user(request, said % {"n": done}, messages.SUCCESS)
