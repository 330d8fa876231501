"""Reference data in the admin, changed by curators through the verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import Conflict
from claims.people.admin import ByTheRules, Form, ReadOnly, TabularRows, curates
from claims.people.rules import Act
from claims.reference import services
from claims.reference.models import (
    DirectiveTerm,
    Entity,
    EntityName,
    Rating,
    RatingScale,
    Source,
    SourceDomain,
)


class CuratedRows(TabularRows):
    """Rows that are edited with the row they belong to, for whoever may change that."""

    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)


class Curated(ByTheRules):
    changed_by = Act.CURATE_REFERENCE

    def rows_kept(self, formset: Any) -> list[dict[str, Any]]:
        """What stands in an inline's forms, without the empty and the crossed out.

        The verb writes them, so the formset reports no rows of its own.
        """
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        return [
            form.cleaned_data
            for form in formset.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]


class Names(CuratedRows):
    model = EntityName


@admin.register(Entity)
class Entities(Curated):
    ordering = ("slug",)
    list_display = ("__str__", "slug", "kind", "wikidata_id", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    search_fields = ("slug", "names__text", "wikidata_id")
    readonly_fields = ("public_id", "merged_into")
    fields = ("slug", "kind", "wikidata_id", "note", "public_id", "merged_into")
    inlines = (Names,)
    actions = ("merge", "split")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        rows: QuerySet[Entity] = super().get_queryset(request)
        return rows.select_related("merged_into").prefetch_related("names", "merged_into__names")

    def save_model(self, request: HttpRequest, obj: Entity, form: Any, change: bool) -> None:
        services.save_entity(entity=obj, by=request.user)  # type: ignore[arg-type]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        names = [
            services.Name(row["language"], row["text"], row["preferred"])
            for row in self.rows_kept(formset)
        ]
        services.name_entity(entity=form.instance, names=names, by=request.user)  # type: ignore[arg-type]

    @admin.action(
        description=gettext_lazy("Merge two entities into the one added first"),
        permissions=["change"],
    )
    def merge(self, request: HttpRequest, rows: QuerySet[Entity]) -> None:
        chosen = list(rows.order_by("pk")[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Choose exactly two entities."), messages.ERROR)
            return
        winner, loser = chosen
        try:
            services.merge_entities(winner=winner, loser=loser, by=request.user)  # type: ignore[arg-type]
        except Conflict as refusal:
            self.message_user(request, refusal.message, messages.ERROR)
            return
        said = _("%(loser)s now stands for %(winner)s.") % {"loser": loser, "winner": winner}
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(
        description=gettext_lazy("Take the merge of the chosen entities back"),
        permissions=["change"],
    )
    def split(self, request: HttpRequest, rows: QuerySet[Entity]) -> None:
        for entity in rows:
            try:
                services.split_entity(entity=entity, by=request.user)  # type: ignore[arg-type]
            except Conflict as refusal:
                self.message_user(request, f"{entity}: {refusal.message}", messages.ERROR)


@admin.register(EntityName)
class EntityNames(ReadOnly):
    """All names at once, to search; they are edited with their entity."""

    list_display = ("text", "language", "preferred", "entity")
    list_filter = ("language", "preferred")
    list_select_related = ("entity",)
    search_fields = ("text", "entity__slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[EntityName]:
        return super().get_queryset(request).prefetch_related("entity__names")


class Domains(CuratedRows):
    model = SourceDomain


@admin.register(Source)
class Sources(Curated):
    ordering = ("entity__slug",)
    list_display = ("__str__", "owner", "is_wire", "country", "time_zone")
    list_filter = ("is_wire", "country")
    search_fields = ("entity__slug", "entity__names__text", "domains__domain")
    autocomplete_fields = ("entity", "owner")
    readonly_fields = ("public_id",)
    inlines = (Domains,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows: QuerySet[Source] = super().get_queryset(request)
        return rows.select_related("entity", "owner").prefetch_related(
            "entity__names", "owner__names"
        )

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        services.save_source(source=obj, by=request.user)  # type: ignore[arg-type]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        domains = [row["domain"] for row in self.rows_kept(formset)]
        services.set_domains(source=form.instance, domains=domains, by=request.user)  # type: ignore[arg-type]


@admin.register(SourceDomain)
class SourceDomains(ReadOnly):
    list_display = ("domain", "source")
    list_select_related = ("source__entity",)
    search_fields = ("domain", "source__entity__names__text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceDomain]:
        return super().get_queryset(request).prefetch_related("source__entity__names")


@admin.register(RatingScale)
class RatingScales(Curated):
    list_display = ("key", "name_ko", "name_en")
    search_fields = ("key", "name_ko", "name_en")

    def save_model(self, request: HttpRequest, obj: RatingScale, form: Any, change: bool) -> None:
        services.save_rating_scale(scale=obj, by=request.user)  # type: ignore[arg-type]


@admin.register(Rating)
class Ratings(Curated):
    list_display = ("__str__", "scale", "key", "position", "number", "label_ko", "label_en")
    list_filter = ("scale",)
    list_select_related = ("scale",)
    search_fields = ("key", "label_ko", "label_en")

    def save_model(self, request: HttpRequest, obj: Rating, form: Any, change: bool) -> None:
        services.save_rating(rating=obj, by=request.user)  # type: ignore[arg-type]


class TermForm(Form):
    class Meta:
        model = DirectiveTerm
        fields = ("language", "term", "strength", "direction")


@admin.register(DirectiveTerm)
class DirectiveTerms(Curated):
    """The words by which reports name directives; a removed one stays in what was read."""

    list_display = ("term", "language", "strength", "direction")
    list_filter = ("language", "strength", "direction")
    search_fields = ("term",)
    form = TermForm
    actions = ("remove",)

    def save_model(self, request: HttpRequest, obj: DirectiveTerm, form: Any, change: bool) -> None:
        services.save_directive_term(term=obj, by=request.user)  # type: ignore[arg-type]

    @admin.action(
        description=gettext_lazy("Take the chosen words out of the vocabulary"),
        permissions=["change"],
    )
    def remove(self, request: HttpRequest, rows: QuerySet[DirectiveTerm]) -> None:
        for term in rows:
            services.remove_directive_term(term=term, by=request.user)  # type: ignore[arg-type]
