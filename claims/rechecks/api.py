"""Re-checks and what they found."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.rechecks import services
from claims.rechecks.models import GRAVEST_FIRST, SHOWN_OF_ONE, Finding, Recheck, Severity
from claims.verdicts.models import Verdict
from claims.work.models import WorkState
from factcheck.api.fields import Command, Text
from factcheck.api.filters import Filters
from factcheck.api.views import ApiViewSet


class FindingShape(serializers.Serializer[Finding]):
    """Something a re-check saw; ``detail`` is data whose members depend on the kind."""

    id = serializers.UUIDField(source="public_id")
    verdict = serializers.UUIDField(source="verdict.public_id")
    recheck = serializers.UUIDField(source="recheck.public_id")
    kind = serializers.ChoiceField(choices=Finding.Kind.choices)
    severity = serializers.ChoiceField(choices=Severity.choices)
    document = serializers.UUIDField(source="document.public_id", default=None, allow_null=True)
    claim = serializers.UUIDField(source="claim.public_id", default=None, allow_null=True)
    link = serializers.UUIDField(source="link.public_id", default=None, allow_null=True)
    detail = serializers.JSONField()
    filed_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = PersonRef(allow_null=True)
    resolution = serializers.CharField()


class RecheckShape(serializers.Serializer[Recheck]):
    id = serializers.UUIDField(source="public_id")
    verdict = serializers.UUIDField(source="verdict.public_id")
    cause = serializers.ChoiceField(choices=Recheck.Cause.choices)
    reason = serializers.CharField()
    step = serializers.ChoiceField(choices=Recheck.Step.choices)
    state = serializers.ChoiceField(choices=WorkState.choices)
    outcome = serializers.CharField(help_text="empty until it is done")
    due_at = serializers.DateTimeField(source="next_attempt_at")
    attempts = serializers.IntegerField()
    last_error = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    findings = FindingShape(
        source="gravest_findings", many=True, help_text=f"the gravest {SHOWN_OF_ONE}"
    )
    findings_in_all = serializers.IntegerField()


class RequestRecheck(Command):
    reason = Text(required=False, allow_blank=True, max_length=300)


class Resolve(Command):
    resolution = Text(max_length=4000)


def _findings() -> QuerySet[Finding]:
    return Finding.objects.select_related(
        "verdict", "recheck", "document", "claim", "link", "resolved_by"
    )


class RecheckFilter(Filters):
    verdict = filters.UUIDFilter(field_name="verdict__public_id")
    state = filters.ChoiceFilter(choices=WorkState.choices)
    outcome = filters.ChoiceFilter(choices=Recheck.Outcome.choices)


class Rechecks(ListModelMixin, RetrieveModelMixin, ApiViewSet[Recheck]):
    """Lookings-again, with their findings."""

    acts: ClassVar = {"list": Act.SEE_DESK, "retrieve": Act.SEE_DESK}
    queryset = (
        Recheck.objects.select_related("verdict")
        .with_number_of_findings()
        .prefetch_related(
            Prefetch(
                "findings",
                _findings().order_by(GRAVEST_FIRST, "-pk")[:SHOWN_OF_ONE],
                to_attr="gravest_findings",
            )
        )
    )
    serializer_class = RecheckShape
    filterset_class = RecheckFilter


class VerdictRechecks(ApiViewSet[Any]):
    """Look again at one verdict."""

    acts: ClassVar = {"create": Act.REQUEST_RECHECK}
    queryset = Verdict.objects.all()
    serializer_class = RecheckShape

    @extend_schema(request=RequestRecheck, responses={201: RecheckShape})
    def create(self, request: Request, id: str) -> Response:
        """Ask for a re-check now. One that waits already is brought forward."""
        recheck = services.request(
            verdict=self.get_object(), by=self.person, **self.read(RequestRecheck)
        )
        row = Rechecks.queryset.get(pk=recheck.pk)
        return Response(self.shape(row, RecheckShape), status=201)


class FindingFilter(Filters):
    verdict = filters.UUIDFilter(field_name="verdict__public_id")
    kind = filters.ChoiceFilter(choices=Finding.Kind.choices)
    severity = filters.ChoiceFilter(choices=Severity.choices)
    open = filters.BooleanFilter(field_name="resolved_at", lookup_expr="isnull")


class Findings(ListModelMixin, RetrieveModelMixin, ApiViewSet[Finding]):
    """What re-checks found, and how it was resolved."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "resolve": Act.RESOLVE_FINDING,
    }
    queryset = _findings()
    serializer_class = FindingShape
    filterset_class = FindingFilter

    @extend_schema(request=Resolve, responses=FindingShape)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, id: str) -> Response:
        """Say what was done about it."""
        finding = self.get_object()
        services.resolve(finding=finding, by=self.person, **self.read(Resolve))
        return Response(self.shape(_findings().get(pk=finding.pk), FindingShape))
