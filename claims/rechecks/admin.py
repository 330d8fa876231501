"""Re-checks and findings, to look at; a re-check that stopped is tried again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.people.admin import ByTheRules, Form, ReadOnly, ReadOnlyRows
from claims.people.rules import Act
from claims.rechecks import policies
from claims.rechecks.models import Finding, Ground, Policy, Recheck, RecheckCause
from claims.work.admin import DueWorkAdmin


class FindingRows(ReadOnlyRows):
    model = Finding
    fields = ("kind", "severity", "key", "filed_at", "resolved_at", "resolution")
    readonly_fields = ("filed_at", "resolved_at")


class PolicyForm(Form):
    class Meta:
        model = Policy
        fields = ("kind", "rating", "every_days", "sooner_days", "recent_days")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "every_days" in said and "sooner_days" in said:
            policies.check_days(every_days=said["every_days"], sooner_days=said["sooner_days"])
        return said


@admin.register(Policy)
class Policies(ByTheRules):
    """How often verdicts are looked at again; without any policy, what the rules begin with."""

    changed_by = Act.CURATE_REFERENCE
    form = PolicyForm
    list_display = ("__str__", "every_days", "sooner_days", "recent_days")
    list_select_related = ("rating__scale",)
    list_filter = ("kind", "rating__scale")
    actions = ("remove",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Policy | None = None
    ) -> tuple[str, ...]:
        return ("kind", "rating") if obj else ()

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        policies.save_policy(policy=obj, by=request.user)  # type: ignore[arg-type]

    @admin.action(
        description=gettext_lazy("Do without the chosen policies"), permissions=["change"]
    )
    def remove(self, request: HttpRequest, rows: QuerySet[Policy]) -> None:
        for policy in rows:
            policies.remove_policy(policy=policy, by=request.user)  # type: ignore[arg-type]


@admin.register(Recheck)
class Rechecks(DueWorkAdmin):
    queue = "rechecks"
    list_display = ("public_id", "cause", "state", "step", "outcome", "next_attempt_at", "attempts")
    list_filter = ("state", "outcome", "cause", "next_attempt_at")
    search_fields = ("=public_id", "=verdict__public_id", "reason", "last_error")
    inlines = (FindingRows,)


@admin.register(Finding)
class Findings(ReadOnly):
    list_display = ("public_id", "kind", "severity", "filed_at", "resolved_at", "resolved_by")
    list_filter = ("kind", "severity", ("resolved_at", admin.EmptyFieldListFilter), "filed_at")
    list_select_related = ("resolved_by",)
    search_fields = ("=public_id", "=verdict__public_id", "key", "resolution")


@admin.register(Ground)
class Grounds(ReadOnly):
    list_display = ("verdict", "document", "claim")
    list_select_related = ("verdict__current", "document", "claim__current")
    search_fields = ("=verdict__public_id", "=document__public_id")
    raw_id_fields = ("verdict", "document", "claim")


@admin.register(RecheckCause)
class Causes(ReadOnly):
    list_display = ("kind", "severity", "count", "at", "recheck")
    list_filter = ("severity", "kind", "at")
    list_select_related = ("recheck",)
    search_fields = ("=recheck__public_id", "key")
