"""Notices of one's own, watching, and webhooks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.notices import services, webhooks
from claims.notices.models import Delivery, Endpoint, Notice, Preference
from claims.notices.rules import EVENTS
from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.rechecks.models import Severity
from claims.reference.models import LANGUAGE_CHOICES
from claims.verdicts.models import Verdict
from claims.work.models import WorkState
from factcheck.api.fields import Command, Text
from factcheck.api.filters import Filters
from factcheck.api.views import ApiView, ApiViewSet


class NoticeShape(serializers.Serializer[Notice]):
    id = serializers.UUIDField(source="public_id")
    verdict = serializers.UUIDField(source="verdict.public_id")
    finding = serializers.UUIDField(source="finding.public_id", default=None, allow_null=True)
    kind = serializers.CharField(help_text="of the finding, else what happened to the verdict")
    severity = serializers.ChoiceField(choices=Severity.choices)
    told_at = serializers.DateTimeField(source="made_at")
    read_at = serializers.DateTimeField(allow_null=True)


class ReadAll(serializers.Serializer[Any]):
    read = serializers.IntegerField(help_text="notices that were not read before")


class PreferenceShape(serializers.Serializer[Preference]):
    mail = serializers.ChoiceField(choices=Preference.Mail.choices)
    language = serializers.ChoiceField(choices=LANGUAGE_CHOICES)


class Prefer(Command):
    mail = serializers.ChoiceField(choices=Preference.Mail.choices)
    language = serializers.ChoiceField(choices=LANGUAGE_CHOICES)


class WatchShape(serializers.Serializer[Any]):
    verdict = serializers.UUIDField()
    watched = serializers.BooleanField()


class NoticeFilter(Filters):
    verdict = filters.UUIDFilter(field_name="verdict__public_id")
    severity = filters.ChoiceFilter(choices=Severity.choices)
    unread = filters.BooleanFilter(field_name="read_at", lookup_expr="isnull")


class Notices(ListModelMixin, ApiViewSet[Notice]):
    """What the caller is told, newest first."""

    acts: ClassVar = {"list": Act.SEE_DESK, "read_one": Act.WATCH, "read_all": Act.WATCH}
    serializer_class = NoticeShape
    filterset_class = NoticeFilter

    def get_queryset(self) -> QuerySet[Notice]:
        if getattr(self, "swagger_fake_view", False):
            return Notice.objects.none()
        return Notice.objects.filter(user=self.person).select_related("verdict", "finding")

    @extend_schema(request=None, responses=NoticeShape)
    @action(detail=True, methods=["post"], url_path="read")
    def read_one(self, request: Request, id: str) -> Response:
        """Take note of one."""
        notice = self.get_object()
        services.read(notice=notice, by=self.person)
        return Response(self.shape(self.get_queryset().get(pk=notice.pk), NoticeShape))

    @extend_schema(request=None, responses=ReadAll)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """Take note of all."""
        return Response({"read": services.read_all(by=self.person)})


class Preferences(ApiView):
    """How the caller is told."""

    acts: ClassVar = {"get": Act.SEE_DESK, "patch": Act.WATCH}

    @extend_schema(responses=PreferenceShape)
    def get(self, request: Request) -> Response:
        chosen = Preference.objects.filter(user=self.person).first()
        return Response(PreferenceShape(chosen or Preference(user=self.person)).data)

    @extend_schema(request=Prefer, responses=PreferenceShape)
    def patch(self, request: Request) -> Response:
        """Choose how one is told from now on."""
        chosen = services.prefer(by=self.person, **self.read(Prefer))
        return Response(PreferenceShape(chosen).data)


class Watching(ApiViewSet[Verdict]):
    """Whether the caller hears of what happens to a verdict."""

    acts: ClassVar = {"watch": Act.WATCH, "unwatch": Act.WATCH}
    queryset = Verdict.objects.all()
    serializer_class = WatchShape

    @extend_schema(request=None, responses=WatchShape)
    def watch(self, request: Request, id: str) -> Response:
        """Hear of it from now on."""
        verdict = self.get_object()
        services.watch(verdict=verdict, by=self.person)
        return Response({"verdict": str(verdict.public_id), "watched": True})

    @extend_schema(request=None, responses=WatchShape)
    def unwatch(self, request: Request, id: str) -> Response:
        """Hear of it no more."""
        verdict = self.get_object()
        services.unwatch(verdict=verdict, by=self.person)
        return Response({"verdict": str(verdict.public_id), "watched": False})


# --- webhooks -----------------------------------------------------------------------------


class EndpointShape(serializers.Serializer[Endpoint]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.ChoiceField(choices=EVENTS))
    generation = serializers.IntegerField(help_text="of the secret; counts the rotations")
    rotated_at = serializers.DateTimeField(allow_null=True)
    disabled_at = serializers.DateTimeField(allow_null=True)
    disabled_why = serializers.CharField()
    added_by = PersonRef()
    added_at = serializers.DateTimeField()


class EndpointWithSecret(EndpointShape):
    secret = serializers.CharField(help_text="whsec_…, shown this once")


class DeliveryShape(serializers.Serializer[Delivery]):
    id = serializers.UUIDField(source="public_id")
    event = serializers.CharField(source="body.type")
    state = serializers.ChoiceField(choices=WorkState.choices)
    status = serializers.IntegerField(allow_null=True, help_text="of the last answer")
    attempts = serializers.IntegerField()
    last_error = serializers.CharField()
    due_at = serializers.DateTimeField(source="next_attempt_at")
    made_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class AddEndpoint(Command):
    url = Text(max_length=2000)
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=EVENTS), min_length=1, max_length=len(EVENTS)
    )


class DisableEndpoint(Command):
    reason = Text(required=False, allow_blank=True, max_length=300)


class Webhooks(ListModelMixin, RetrieveModelMixin, ApiViewSet[Endpoint]):
    """Addresses that are sent events, signed by Standard Webhooks."""

    acts: ClassVar = {
        "list": Act.KEEP_WEBHOOKS,
        "retrieve": Act.KEEP_WEBHOOKS,
        "create": Act.KEEP_WEBHOOKS,
        "rotate": Act.KEEP_WEBHOOKS,
        "disable": Act.KEEP_WEBHOOKS,
        "enable": Act.KEEP_WEBHOOKS,
        "test": Act.KEEP_WEBHOOKS,
    }
    queryset = Endpoint.objects.select_related("added_by")
    serializer_class = EndpointShape

    @extend_schema(request=AddEndpoint, responses={201: EndpointWithSecret})
    def create(self, request: Request) -> Response:
        """Send events to an address. The answer holds its secret, this once."""
        self.require_fresh_sign_in()
        endpoint, secret = webhooks.add_endpoint(by=self.person, **self.read(AddEndpoint))
        address = request.build_absolute_uri(
            reverse("api:webhook-detail", args=[endpoint.public_id])
        )
        return self._with_secret(endpoint, secret, status=201, headers={"Location": address})

    @extend_schema(request=None, responses=EndpointWithSecret)
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, id: str) -> Response:
        """Make a new secret; the one before signs as well for 24 hours."""
        self.require_fresh_sign_in()
        endpoint = self.get_object()
        secret = webhooks.rotate(endpoint=endpoint, by=self.person)
        return self._with_secret(endpoint, secret)

    @extend_schema(request=DisableEndpoint, responses=EndpointShape)
    @action(detail=True, methods=["post"])
    def disable(self, request: Request, id: str) -> Response:
        """Send nothing more."""
        self.require_fresh_sign_in()
        endpoint = self.get_object()
        webhooks.disable(endpoint=endpoint, by=self.person, **self.read(DisableEndpoint))
        return self._plain(endpoint)

    @extend_schema(request=None, responses=EndpointShape)
    @action(detail=True, methods=["post"])
    def enable(self, request: Request, id: str) -> Response:
        """Send what happens from now on."""
        self.require_fresh_sign_in()
        endpoint = self.get_object()
        webhooks.enable(endpoint=endpoint, by=self.person)
        return self._plain(endpoint)

    @extend_schema(request=None, responses={202: DeliveryShape})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, id: str) -> Response:
        """Send an event that tells of nothing."""
        self.require_fresh_sign_in()
        delivery = webhooks.send_test(endpoint=self.get_object(), by=self.person)
        return Response(self.shape(delivery, DeliveryShape), status=202)

    def _plain(self, endpoint: Endpoint) -> Response:
        return Response(self.shape(self.get_queryset().get(pk=endpoint.pk), EndpointShape))

    def _with_secret(self, endpoint: Endpoint, secret: str, **answer: Any) -> Response:
        row: Any = self.get_queryset().get(pk=endpoint.pk)
        row.secret = secret
        response = Response(self.shape(row, EndpointWithSecret), **answer)
        response["Cache-Control"] = "no-store"
        return response


class DeliveryFilter(Filters):
    state = filters.ChoiceFilter(choices=WorkState.choices)


class Deliveries(ListModelMixin, ApiViewSet[Delivery]):
    """What was sent to one address, newest first; what was taken is kept for 30 days."""

    acts: ClassVar = {"list": Act.KEEP_WEBHOOKS}
    serializer_class = DeliveryShape
    filterset_class = DeliveryFilter

    def get_queryset(self) -> QuerySet[Delivery]:
        if getattr(self, "swagger_fake_view", False):
            return Delivery.objects.none()
        endpoint = get_object_or_404(Endpoint, public_id=self.kwargs["id"])
        return Delivery.objects.filter(endpoint=endpoint)
