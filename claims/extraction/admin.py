"""Claims and the runs that read them, to look at; runs that stopped are tried again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import Conflict
from claims.extraction import aliases, services
from claims.extraction.models import (
    AliasSighting,
    AliasSuggestion,
    Anchor,
    Attribution,
    Claim,
    ClaimQuerySet,
    ClaimSuccession,
    ClaimVersion,
    Directive,
    Mention,
    Quantity,
    Run,
    SuggestionState,
    Time,
)
from claims.people.admin import ByTheRules, ReadOnly, ReadOnlyRows, id_of, may
from claims.people.rules import Act
from claims.work.admin import DueWorkAdmin


@admin.register(Run)
class Runs(DueWorkAdmin):
    queue = "extraction"
    list_display = ("__str__", "state", "next_attempt_at", "attempts", "claims_found", "note")
    list_select_related = ("snapshot",)
    list_filter = ("state", "extractor", "version", "next_attempt_at")
    search_fields = ("=snapshot__public_id", "=snapshot__document__public_id", "last_error")


class Versions(ReadOnlyRows):
    model = ClaimVersion
    fk_name = "claim"
    fields = ("number", "statement", "kind", "hedge", "check_worthiness", "author", "made_at")


class Lost(admin.SimpleListFilter):
    """Whether the newest reading of its article found a claim."""

    title = gettext_lazy("in the text")
    parameter_name = "lost"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("no", gettext_lazy("in the text")), ("yes", gettext_lazy("lost"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Claim]:
        rows: ClaimQuerySet = queryset
        return {"no": rows.in_text, "yes": rows.lost}.get(self.value() or "", rows.all)()


class RetireForm(ActionForm):
    because = forms.CharField(label=gettext_lazy("because"), max_length=200, required=False)


@admin.register(Claim)
class Claims(ReadOnly):
    list_display = ("__str__", "article", "kind", "check_worthiness", "retired_at")
    list_filter = (
        "current__kind",
        "current__check_worthiness",
        Lost,
        ("retired_at", admin.EmptyFieldListFilter),
        "created_at",
    )
    search_fields = ("current__statement", "=public_id", "=article__public_id")
    fields = ("public_id", "article", "created_at", "last_run", "retired_at", "retired_because")
    readonly_fields = ("public_id", "created_at", "last_run", "retired_at", "retired_because")
    inlines = (Versions,)
    action_form = RetireForm
    actions = ("retire",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).select_related("current", "article")

    def has_retire_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.EDIT_CLAIM)

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, claim: Claim) -> str:
        return claim.current.get_kind_display() if claim.current else ""

    @admin.display(
        description=gettext_lazy("check-worthiness"), ordering="current__check_worthiness"
    )
    def check_worthiness(self, claim: Claim) -> int | None:
        return claim.current.check_worthiness if claim.current else None

    @admin.action(
        description=gettext_lazy("Retire the chosen claims, saying why"), permissions=["retire"]
    )
    def retire(self, request: HttpRequest, rows: QuerySet[Claim]) -> None:
        because = request.POST.get("because", "")[:200]
        retired = 0
        for claim in rows:
            try:
                services.retire(claim=claim, by=request.user, because=because)  # type: ignore[arg-type]
                retired += 1
            except Conflict as refusal:
                self.message_user(request, f"{claim}: {refusal.message}", messages.ERROR)
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), messages.ERROR)
                return
        if retired:
            self.message_user(request, _("%(n)d retired.") % {"n": retired}, messages.SUCCESS)


@admin.register(ClaimSuccession)
class ClaimSuccessions(ReadOnly):
    list_display = ("claim", "successor")
    list_select_related = ("claim__current", "successor__current")


class Anchors(ReadOnlyRows):
    model = Anchor
    fields = ("snapshot", "state", "start", "end", "quote")


class Attributions(ReadOnlyRows):
    model = Attribution
    fields = ("position", "voice", "name", "verb", "entity", "original")


class Quantities(ReadOnlyRows):
    model = Quantity
    fields = ("value", "value_high", "unit", "comparator", "original")


class Times(ReadOnlyRows):
    model = Time
    fields = ("first", "last", "grain", "anchor", "original")


class Mentions(ReadOnlyRows):
    model = Mention
    fields = ("entity", "original", "start", "end")


class Directives(ReadOnlyRows):
    model = Directive
    fields = ("strength", "direction", "status", "issuer", "addressee", "object", "act")


@admin.register(ClaimVersion)
class ClaimVersions(ReadOnly):
    list_display = (
        "statement",
        id_of("claim", gettext_lazy("claim")),
        "number",
        "kind",
        "hedge",
        "author",
        "made_at",
    )
    list_filter = ("kind", "hedge", "polarity", "check_worthiness", "language", "made_at")
    list_select_related = ("claim", "author")
    search_fields = ("statement", "=claim__public_id")
    inlines = (Anchors, Attributions, Quantities, Times, Mentions, Directives)


class Facets(ReadOnly):
    """One sort of facet over all versions, to search."""

    list_select_related = ("version",)
    search_fields: ClassVar[Any] = ("original", "version__statement")


@admin.register(Anchor)
class AnchorsOfVersions(ReadOnly):
    list_display = ("version", "snapshot", "state", "start", "end")
    list_filter = ("state",)
    list_select_related = ("version", "snapshot")
    search_fields = ("quote", "=snapshot__public_id")


@admin.register(Attribution)
class AttributionsOfVersions(Facets):
    list_display = ("name", "voice", "verb", "position", "version")
    list_filter = ("voice",)
    search_fields = ("name", "verb", "version__statement")


@admin.register(Quantity)
class QuantitiesOfVersions(Facets):
    list_display = ("original", "value", "value_high", "unit", "comparator", "version")
    list_filter = ("comparator", "unit")


@admin.register(Time)
class TimesOfVersions(Facets):
    list_display = ("original", "first", "last", "grain", "anchor", "version")
    list_filter = ("grain", "anchor")


@admin.register(Mention)
class MentionsOfVersions(Facets):
    list_display = ("original", "entity", "version")
    search_fields = ("original", "entity__slug", "entity__names__text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        rows: QuerySet[Mention] = super().get_queryset(request)
        return rows.select_related("entity", "version").prefetch_related("entity__names")


@admin.register(Directive)
class DirectivesOfVersions(Facets):
    list_display = ("object", "strength", "direction", "status", "issuer", "version")
    list_filter = ("strength", "direction", "status")
    search_fields = ("object", "issuer", "addressee", "act", "version__statement")


class Sightings(ReadOnlyRows):
    model = AliasSighting
    fields = ("printed", "snapshot", "start", "end")
    readonly_fields = ("printed",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AliasSighting]:
        rows: QuerySet[AliasSighting] = super().get_queryset(request)
        return rows.select_related("snapshot")

    @admin.display(description=gettext_lazy("as printed"))
    def printed(self, sighting: AliasSighting) -> str:
        text = sighting.snapshot.text
        before, after = max(0, sighting.start - 40), sighting.end + 40
        return " ".join(text[before:after].split())


@admin.register(AliasSuggestion)
class AliasSuggestions(ByTheRules):
    """Pairs of names to give to an entity, or to dismiss. Saving one accepts it."""

    changed_by = Act.CURATE_REFERENCE
    list_display = ("korean", "latin", "entity", "seen", "state", "decided_by", "decided_at")
    list_filter = ("state", ("entity", admin.EmptyFieldListFilter), "created_at")
    search_fields = ("korean", "latin")
    autocomplete_fields = ("entity",)
    fields = ("korean", "latin", "entity", "state", "decided_by", "decided_at")
    readonly_fields = ("korean", "latin", "state", "decided_by", "decided_at")
    inlines = (Sightings,)
    actions = ("accept", "dismiss")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AliasSuggestion]:
        rows: QuerySet[AliasSuggestion] = super().get_queryset(request)
        return (
            rows.annotate(times_seen=Count("sightings"))
            .select_related("entity", "decided_by")
            .prefetch_related("entity__names")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # they come from reading

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_open = obj is None or obj.state == SuggestionState.OPEN
        return is_open and super().has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("seen"), ordering="times_seen")
    def seen(self, suggestion: Any) -> int:
        times: int = suggestion.times_seen
        return times

    def save_model(
        self, request: HttpRequest, obj: AliasSuggestion, form: Any, change: bool
    ) -> None:
        entity = form.cleaned_data["entity"]
        aliases.accept(suggestion=obj, by=request.user, entity=entity)  # type: ignore[arg-type]

    @admin.action(
        description=gettext_lazy("Give the names to the entity that is named"),
        permissions=["change"],
    )
    def accept(self, request: HttpRequest, rows: QuerySet[AliasSuggestion]) -> None:
        self._decide(request, rows, aliases.accept)

    @admin.action(
        description=gettext_lazy("Dismiss: these are not names of one thing"),
        permissions=["change"],
    )
    def dismiss(self, request: HttpRequest, rows: QuerySet[AliasSuggestion]) -> None:
        self._decide(request, rows, aliases.dismiss)

    def _decide(
        self,
        request: HttpRequest,
        rows: QuerySet[AliasSuggestion],
        verb: Callable[..., AliasSuggestion],
    ) -> None:
        for row in rows:
            try:
                verb(suggestion=row, by=request.user)
            except Conflict as refusal:
                self.message_user(request, f"{row}: {refusal.message}", messages.ERROR)
            except ValidationError as refusal:
                said = " ".join(refusal.messages)
                self.message_user(request, f"{row}: {said}", messages.ERROR)


@admin.register(AliasSighting)
class AliasSightings(ReadOnly):
    list_display = ("suggestion", "snapshot", "start", "end")
    list_select_related = ("suggestion", "snapshot")
    search_fields = ("suggestion__korean", "suggestion__latin", "=snapshot__public_id")
