"""Links, matters and origins, to look at; searches that stopped are tried again."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.links.models import (
    ClaimOrigin,
    Decision,
    Link,
    LinkSearch,
    Matter,
    MatterMember,
    MatterRefusal,
    Origin,
    Proposal,
    SecondLook,
)
from claims.people.admin import ReadOnly, ReadOnlyRows
from claims.work.admin import DueWorkAdmin


@admin.register(LinkSearch)
class LinkSearches(DueWorkAdmin):
    queue = "links"
    list_display = ("article", "state", "next_attempt_at", "attempts", "proposals_made")
    list_select_related = ("article",)
    search_fields = ("article__title", "=article__public_id", "last_error")


@admin.register(SecondLook)
class SecondLooks(LinkSearches):
    queue = "second-looks"


class Proposals(ReadOnlyRows):
    model = Proposal
    fields = (
        "relation",
        "later",
        "independence",
        "confidence",
        "found_by",
        "comparer",
        "made_at",
        "reasons",
        "folded",
    )


class Decisions(ReadOnlyRows):
    model = Decision
    fields = ("number", "proposal", "relation", "later", "independence", "rationale", "by", "at")


@admin.register(Link)
class Links(ReadOnly):
    list_display = ("public_id", "a", "b", "decided", "proposed", "consequence", "created_at")
    list_filter = (
        ("consequence", admin.EmptyFieldListFilter),
        "proposals__relation",
        "proposals__found_by",
        "created_at",
    )
    search_fields = (
        "=public_id",
        "a__current__statement",
        "b__current__statement",
        "=a__public_id",
        "=b__public_id",
    )
    fields = ("public_id", "a", "b", "revision", "consequence", "created_at")
    readonly_fields = ("public_id", "revision", "consequence", "created_at")
    inlines = (Proposals, Decisions)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        rows = super().get_queryset(request)
        return rows.select_related("a__current", "b__current").prefetch_related(
            "proposals", "decisions"
        )

    @admin.display(description=_("decided"), empty_value="–")
    def decided(self, link: Link) -> str | None:
        return link.decision.get_relation_display() if link.decision else None

    @admin.display(description=_("proposed"), empty_value="–")
    def proposed(self, link: Link) -> str | None:
        return link.proposal.get_relation_display() if link.proposal else None


@admin.register(Proposal)
class ProposalsMade(ReadOnly):
    list_display = ("link", "relation", "independence", "confidence", "found_by", "made_at")
    list_filter = ("relation", "independence", "found_by", "comparer", "made_at")
    list_select_related = ("link",)
    search_fields = ("=public_id", "=link__public_id")


@admin.register(Decision)
class DecisionsMade(ReadOnly):
    list_display = ("link", "number", "relation", "independence", "by", "at")
    list_filter = ("relation", "independence", "at")
    list_select_related = ("link", "by")
    search_fields = ("=link__public_id", "rationale")


class Claims(ReadOnlyRows):
    model = ClaimOrigin
    fields = ("claim", "by", "at", "removed_at", "removed_by")
    readonly_fields = ("removed_at", "removed_by")


@admin.register(Origin)
class Origins(ReadOnly):
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Origin]:
        rows = super().get_queryset(request)
        return rows.select_related(
            "reporter", "created_by", "article", "merged_into"
        ).prefetch_related("reporter__names")


@admin.register(ClaimOrigin)
class ClaimOrigins(ReadOnly):
    list_display = ("claim", "origin", "by", "at", "removed_at", "removed_by")
    list_select_related = ("claim__current", "origin", "by", "removed_by")
    search_fields = ("claim__current__statement", "origin__description")


class Members(ReadOnlyRows):
    model = MatterMember
    fields = ("claim", "added_by", "added_at", "removed_at")
    readonly_fields = ("added_at", "removed_at")


class Refusals(ReadOnlyRows):
    model = MatterRefusal
    fields = ("claim", "by", "at", "taken_back_at")
    readonly_fields = ("at", "taken_back_at")


@admin.register(Matter)
class Matters(ReadOnly):
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


@admin.register(MatterMember)
class MatterMembers(ReadOnly):
    list_display = ("matter", "claim", "added_by", "added_at", "removed_at")
    list_select_related = ("matter", "claim__current", "added_by")
    search_fields = ("matter__question_ko", "matter__question_en", "claim__current__statement")


@admin.register(MatterRefusal)
class MatterRefusals(ReadOnly):
    list_display = ("matter", "claim", "by", "at", "taken_back_at")
    list_filter = (("taken_back_at", admin.EmptyFieldListFilter), "at")
    list_select_related = ("matter", "claim__current", "by")
    search_fields = ("matter__question_ko", "matter__question_en", "claim__current__statement")
