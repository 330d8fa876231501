"""Watching re-checks, queues and hosts from a program."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles import host_rules
from claims.desk import watching
from claims.people.rules import Act
from claims.rechecks.models import SHOWN_OF_ONE, Recheck, RecheckCause, Severity
from claims.work.watching import Queue, Watched, condition
from factcheck.api.fields import Command, Number, Text
from factcheck.api.filters import Filters
from factcheck.api.pagination import AsListed
from factcheck.api.views import ApiView, ApiViewSet

LONGEST_HOST = 253  # characters


class CauseShape(serializers.Serializer[RecheckCause]):
    kind = serializers.CharField()
    severity = serializers.ChoiceField(choices=Severity.choices)
    count = serializers.IntegerField()
    at = serializers.DateTimeField(help_text="first seen")


class WatchedShape(serializers.Serializer[watching.RecheckRow]):
    """A re-check and how it stands now."""

    id = serializers.UUIDField(source="recheck.public_id")
    verdict = serializers.UUIDField(source="recheck.verdict.public_id")
    standing = serializers.ChoiceField(choices=Watched.choices)
    cause = serializers.ChoiceField(source="recheck.cause", choices=Recheck.Cause.choices)
    reason = serializers.CharField(source="recheck.reason")
    causes = CauseShape(
        source="recheck.gravest_causes", many=True, help_text=f"the gravest {SHOWN_OF_ONE}"
    )
    causes_in_all = serializers.IntegerField(source="recheck.causes_in_all")
    severity = serializers.ChoiceField(source="recheck.severity", choices=Severity.choices)
    step = serializers.ChoiceField(source="recheck.step", choices=Recheck.Step.choices)
    outcome = serializers.CharField(source="recheck.outcome", help_text="empty until it is done")
    due_at = serializers.DateTimeField(source="recheck.next_attempt_at")
    attempts = serializers.IntegerField(source="recheck.attempts")
    last_error = serializers.CharField(source="recheck.last_error")
    finished_at = serializers.DateTimeField(source="recheck.finished_at", allow_null=True)
    hosts = serializers.ListField(child=serializers.CharField())


class WatchedFilter(Filters):
    standing = filters.ChoiceFilter(choices=Watched.choices, method="stands")
    cause = filters.ChoiceFilter(choices=Recheck.Cause.choices)
    severity = filters.ChoiceFilter(choices=Severity.choices)
    verdict = filters.UUIDFilter(field_name="verdict__public_id")
    host = filters.CharFilter(method="asks", max_length=LONGEST_HOST)

    def stands(self, rows: QuerySet[Recheck], _name: str, value: str) -> QuerySet[Recheck]:
        return rows.filter(condition(value, now=timezone.now()))

    def asks(self, rows: QuerySet[Recheck], _name: str, value: str) -> QuerySet[Recheck]:
        return rows.filter(watching.asking(value.lower()))


class WatchedRechecks(ListModelMixin, ApiViewSet[Recheck]):
    """Re-checks with how they stand, why they are made and which hosts they ask."""

    acts: ClassVar = {"list": Act.SEE_DESK, "run": Act.REQUEST_RECHECK}
    queryset = Recheck.objects.select_related("verdict").with_causes()
    serializer_class = WatchedShape  # type: ignore[assignment]  # of rows with how they stand
    filterset_class = WatchedFilter

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        rows: Any = watching.recheck_rows(page or [])
        return self.get_paginated_response(WatchedShape(rows, many=True).data)

    @extend_schema(request=None, responses=WatchedShape)
    @action(detail=True, methods=["post"])
    def run(self, request: Request, id: str) -> Response:
        """Do it now, whether it waits or has stopped."""
        recheck = self.get_object()
        watching.run_now(recheck, by=self.person)
        [row] = watching.recheck_rows([self.get_queryset().get(pk=recheck.pk)])
        return Response(WatchedShape(row).data)


class QueueShape(serializers.Serializer[Queue]):
    name = serializers.CharField()
    due = serializers.IntegerField()
    overdue = serializers.IntegerField()
    running = serializers.IntegerField()
    stopped = serializers.IntegerField()
    oldest = serializers.DateTimeField(allow_null=True, help_text="due since then")


class QueuesShape(serializers.Serializer[Any]):
    results = QueueShape(many=True)


class Queues(ApiView):
    """How much of each sort of background work is due, running and stopped."""

    acts: ClassVar = {"get": Act.SEE_DESK}

    @extend_schema(responses=QueuesShape)
    def get(self, request: Request) -> Response:
        standing = watching.queues(now=timezone.now())
        shown = [{"name": name} | dataclasses.asdict(each) for name, each in standing.items()]
        return Response(QueuesShape({"results": shown}).data)


# --- hosts --------------------------------------------------------------------------------


class HostShape(serializers.Serializer[watching.HostRow]):
    host = serializers.CharField()
    seconds_between = serializers.FloatField(
        source="rule.seconds_between",
        default=None,
        allow_null=True,
        help_text="between two requests; null: as for every host",
    )
    paused_until = serializers.DateTimeField(
        source="rule.paused_until", default=None, allow_null=True
    )
    reason = serializers.CharField(source="rule.reason", default="")
    due = serializers.IntegerField(help_text="re-checks due now that ask it")


class NamedHost(Command):
    host = Text(max_length=LONGEST_HOST)


class PauseHost(NamedHost):
    until = serializers.DateTimeField()
    reason = Text(max_length=300)


class AskHost(NamedHost):
    seconds_between = Number(min_value=0, max_value=host_rules.MOST_SECONDS, allow_null=True)


class Hosts(ApiViewSet[Any]):
    """How politely hosts are asked. A host is named in the body, since it has no id."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "pause": Act.KEEP_FEED,
        "resume": Act.KEEP_FEED,
        "politeness": Act.KEEP_FEED,
    }
    serializer_class = HostShape
    pagination_class = AsListed

    @extend_schema(
        parameters=[OpenApiParameter("host", str, description="only this one")],
        responses=HostShape(many=True),
        filters=False,
    )
    def list(self, request: Request) -> Response:
        """The hosts with a rule, and those that re-checks due now ask: the paused ones first, then
        those with the most re-checks."""
        host = request.query_params.get("host", "").strip().lower()
        return self.listed(watching.host_rows(host[:LONGEST_HOST]), HostShape)

    @extend_schema(request=PauseHost, responses=HostShape)
    @action(detail=False, methods=["post"])
    def pause(self, request: Request) -> Response:
        """Ask nothing of a host until then."""
        rule = host_rules.pause_host(by=self.person, **self.read(PauseHost))
        return self._shown(rule.host)

    @extend_schema(request=NamedHost, responses=HostShape)
    @action(detail=False, methods=["post"])
    def resume(self, request: Request) -> Response:
        """Ask a paused host again."""
        rule = host_rules.resume_host(by=self.person, **self.read(NamedHost))
        return self._shown(rule.host)

    @extend_schema(request=AskHost, responses=HostShape)
    @action(detail=False, methods=["post"])
    def politeness(self, request: Request) -> Response:
        """Leave so many seconds between two requests."""
        rule = host_rules.set_politeness(by=self.person, **self.read(AskHost))
        return self._shown(rule.host)

    def _shown(self, host: str) -> Response:
        [row] = watching.host_rows(host)
        return Response(HostShape(row).data)
