"""Exhibits: keep what is no article as evidence, and look at it again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles import services
from claims.articles.api import LookShape, SnapshotRef, TakeInFile, too_large
from claims.articles.exhibits import keep_exhibit
from claims.articles.models import Document, DocumentKind, Look, Snapshot
from claims.people.rules import Act
from factcheck.api.fields import Command, Text
from factcheck.api.filters import Filters
from factcheck.api.parsers import JsonBody
from factcheck.api.views import ApiViewSet


class ExhibitShape(serializers.Serializer[Document]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.CharField(source="address.url", default=None, allow_null=True)
    file_name = serializers.CharField(help_text="empty where it did not come as a file")
    added_at = serializers.DateTimeField()


class ExhibitDetail(ExhibitShape):
    snapshots = SnapshotRef(many=True)
    looks = LookShape(source="recent_looks", many=True, help_text="at most the last ten")


class KeepExhibit(Command):
    url = Text(max_length=2000, help_text="an address to fetch")


class ExhibitFilter(Filters):
    url = filters.CharFilter(field_name="addresses__url", max_length=2000)


class Exhibits(ListModelMixin, RetrieveModelMixin, ApiViewSet[Document]):
    """External documents that verdicts rest on: pages of figures, PDFs, pictures."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "create": Act.ADD_ARTICLE,
        "look": Act.ADD_ARTICLE,
    }
    queryset = Document.objects.filter(kind=DocumentKind.EXHIBIT).prefetch_related("addresses")
    serializer_class = ExhibitShape
    filterset_class = ExhibitFilter
    max_body = 2 * settings.ARTICLE_MAX_BYTES

    def get_queryset(self) -> QuerySet[Document]:
        rows = super().get_queryset()
        if self.action == "list":
            return rows.order_by("-pk")
        snapshots = Snapshot.objects.defer("text", "blocks", "headers").order_by("number")
        looks = Look.objects.select_related("snapshot").order_by("-pk")[:10]
        return rows.prefetch_related(
            Prefetch("snapshots", queryset=snapshots),
            Prefetch("looks", queryset=looks, to_attr="recent_looks"),
        )

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        if self.action_map.get((request.method or "").lower()) == "create":
            self.parser_classes = [JsonBody, MultiPartParser]
        return super().initialize_request(request, *args, **kwargs)

    @extend_schema(responses=ExhibitDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.shape(self.get_object(), ExhibitDetail))

    @extend_schema(
        request={"application/json": KeepExhibit, "multipart/form-data": TakeInFile},
        responses={201: ExhibitDetail},
    )
    def create(self, request: Request) -> Response:
        """Keep a document whole. 409 names it when it is known."""
        given: dict[str, Any]
        if (request.content_type or "").startswith("multipart/"):
            given = self.read(TakeInFile)
            upload = given.pop("file")
            if upload.size > settings.ARTICLE_MAX_BYTES:
                raise too_large()
            given |= {
                "raw": upload.read(),
                "content_type": upload.content_type or "",
                "filename": upload.name,
            }
        else:
            given = self.read(KeepExhibit)
        kept = keep_exhibit(by=self.person, **given)
        made = self.get_queryset().get(pk=kept.pk)
        address = reverse("api:exhibit-detail", args=[made.public_id])
        headers = {"Location": request.build_absolute_uri(address)}
        return Response(self.shape(made, ExhibitDetail), status=201, headers=headers)

    @extend_schema(request=None, responses={200: LookShape})
    @action(detail=True, methods=["post"])
    def look(self, request: Request, id: str) -> Response:
        """Look at the exhibit's address now. What could not be fetched is an outcome."""
        look = services.look_again(document=self.get_object(), by=self.person)
        return Response(self.shape(look, LookShape))
