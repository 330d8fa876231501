"""Publish and withdraw; and what the world reads, without a key."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.people.rules import Act
from claims.publication import history, services
from claims.publication.models import Publication
from claims.publication.shapes import DocumentShape, PublicationShape
from claims.reference.models import LANGUAGE_CHOICES
from claims.verdicts.models import RevisionText, Verdict
from claims.verdicts.shapes import Note
from factcheck.api.fields import Revised
from factcheck.api.filters import Filters
from factcheck.api.pagination import LARGEST
from factcheck.api.views import ApiView, ApiViewSet

PAGE = 50
FRESH_SECONDS = 60


class Publishing(ApiViewSet[Any]):
    """The two acts that the world sees. With a session, sign in freshly; a key needs its scope."""

    acts: ClassVar = {
        "publish": Act.PUBLISH_VERDICT,
        "withdraw": Act.WITHDRAW_VERDICT,
        "publications": Act.SEE_DESK,
    }
    queryset = Verdict.objects.all()
    serializer_class = PublicationShape
    pagination_class = None

    @extend_schema(request=Revised, responses={201: PublicationShape})
    def publish(self, request: Request, id: str) -> Response:
        """Publish the approved revision."""
        expected = self.expected(self.read(Revised))
        self.require_fresh_sign_in()
        publication = services.publish(
            verdict=self.get_object(), by=self.person, expected_revision=expected
        )
        return Response(self.shape(publication, PublicationShape), status=201)

    @extend_schema(request=Note, responses={201: PublicationShape})
    def withdraw(self, request: Request, id: str) -> Response:
        """Withdraw what is published, with a note to the public. Its address stays."""
        given = self.read(Note)
        expected = self.expected(given)
        self.require_fresh_sign_in()
        publication = services.withdraw(
            verdict=self.get_object(), by=self.person, expected_revision=expected, **given
        )
        return Response(self.shape(publication, PublicationShape), status=201)

    @extend_schema(responses=PublicationShape(many=True), filters=False)
    def publications(self, request: Request, id: str) -> Response:
        """Every public state of the verdict, oldest first."""
        rows = self.get_object().publications.select_related("by", "revision", "verdict")
        return Response(self.shapes(rows.order_by("number"), PublicationShape))


class PublicationFilter(Filters):
    q = filters.CharFilter(method="by_words", label="words of a statement", max_length=200)
    language = filters.ChoiceFilter(choices=LANGUAGE_CHOICES, method="by_language")
    since = filters.IsoDateTimeFilter(field_name="published_at", lookup_expr="gte")

    def by_words(
        self, rows: QuerySet[Publication], _name: str, value: str
    ) -> QuerySet[Publication]:
        texts = RevisionText.objects.filter(revision=OuterRef("revision"))
        for word in value.split():
            texts = texts.filter(Q(statement__icontains=word) | Q(summary__icontains=word))
        return rows.filter(Exists(texts))

    def by_language(
        self, rows: QuerySet[Publication], _name: str, value: str
    ) -> QuerySet[Publication]:
        texts = RevisionText.objects.filter(revision=OuterRef("revision"), language=value)
        return rows.filter(Exists(texts))


class PublicPage(serializers.Serializer[Any]):
    next = serializers.CharField(allow_null=True, help_text="the ``after`` of the next page")
    results = DocumentShape(many=True)


class PageSize(serializers.Serializer[Any]):
    page_size = serializers.IntegerField(min_value=1, max_value=LARGEST, default=PAGE)
    after = serializers.RegexField(
        r"^[0-9a-f-]{36}\.\d{1,9}$",
        required=False,
        error_messages={"invalid": gettext_lazy("Give the ``next`` of the page before.")},
    )


class PublicView(ApiView):
    """Read by anybody, from any page of the web, without a key."""

    authentication_classes: Any = []
    acts: ClassVar = {"get": None, "options": None}
    http_method_names: ClassVar[Any] = ["get", "head", "options"]  # type: ignore[misc]

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Let a page of another origin ask with If-None-Match."""
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Headers": "If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
        return response

    def answer(self, request: Request, body: bytes, tag: str) -> HttpResponse:
        """The bytes, or 304 for whoever has them."""
        headers = {"ETag": f'"{tag}"', "Cache-Control": f"public, max-age={FRESH_SECONDS}"}
        known = [part.strip().removeprefix("W/") for part in _if_none_match(request)]
        if f'"{tag}"' in known or "*" in known:
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(body, content_type="application/json", headers=headers)


class Publications(PublicView):
    """The public state of every verdict that was ever published, newest first.

    A withdrawn one stays in the list with ``stage`` ``withdrawn``, so that whoever copied it
    learns of it. Documents are rendered once, at publication, and joined here as bytes.
    """

    @extend_schema(
        operation_id="publications_list",
        parameters=[
            PageSize,
            OpenApiParameter("q", str),
            OpenApiParameter("language", str, enum=["ko", "en"]),
            OpenApiParameter("since", {"type": "string", "format": "date-time"}),
        ],
        responses={200: PublicPage, 304: OpenApiResponse(description="Not modified.")},
    )
    def get(self, request: Request) -> HttpResponse:
        page = PageSize(data={k: request.query_params[k] for k in request.query_params})
        page.is_valid(raise_exception=True)
        size: int = page.validated_data["page_size"]
        wanted = PublicationFilter(request.query_params, queryset=Publication.objects.current())
        if not wanted.is_valid():
            raise serializers.ValidationError(wanted.errors)
        rows = _after(wanted.qs, page.validated_data.get("after"))
        found = list(
            rows.values_list("verdict__public_id", "number", "etag", "document")[: size + 1]
        )
        more = len(found) > size
        found = found[:size]
        tag = hashlib.sha256("".join(row[2] for row in found).encode() + bytes([more]))
        last = f"{found[-1][0]}.{found[-1][1]}" if more else None
        documents = b",".join(row[3].encode() for row in found)
        body = b'{"next":%b,"results":[%b]}' % (orjson.dumps(last), documents)
        return self.answer(request, body, tag.hexdigest()[:32])


class PublicationDetail(PublicView):
    """One verdict as the world sees it now; withdrawn ones say so and keep their history."""

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "on",
                str,
                description="what was said at the end of a day (2026-03-01), or at a time"
                " (2026-03-01T09:00:00+09:00), in the newsroom's zone unless it names another;"
                " 404 `nothing_said_then` before the first publication",
            )
        ],
        responses={200: DocumentShape, 304: OpenApiResponse(description="Not modified.")},
    )
    def get(self, request: Request, id: UUID) -> HttpResponse:
        on = request.query_params.get("on", "")
        if on:
            return self._said(request, id, on)
        row = (
            Publication.objects.filter(verdict__public_id=id)
            .order_by("-number")
            .values_list("document", "etag")
            .first()
        )
        if row is None:
            raise NotFound(_("There is no publication of this verdict."))
        return self.answer(request, row[0].encode(), row[1])

    def _said(self, request: Request, id: UUID, on: str) -> HttpResponse:
        then = history.said(id, history.moment(on))
        if then is None:
            raise NotFound(_("There is no publication of this verdict."))
        if then.publication is None:
            first = localtime(then.first.published_at).isoformat(timespec="seconds")
            raise NotFound(
                _("Nothing was said then: the verdict was first published at %(first)s.")
                % {"first": first},
                code="nothing_said_then",
            )
        return self.answer(request, then.publication.document.encode(), then.publication.etag)


class PublicationVersion(PublicView):
    """One public state of a verdict, by its number: the bytes as they were served then."""

    @extend_schema(
        operation_id="publications_version",
        responses={200: DocumentShape, 304: OpenApiResponse(description="Not modified.")},
    )
    def get(self, request: Request, id: UUID, number: int) -> HttpResponse:
        row = (
            Publication.objects.filter(verdict__public_id=id, number=number)
            .values_list("document", "etag")
            .first()
        )
        if row is None:
            raise NotFound(_("There is no publication of this number."))
        return self.answer(request, row[0].encode(), row[1])


def _after(rows: QuerySet[Publication], cursor: str | None) -> QuerySet[Publication]:
    """The rows after a public cursor: the verdict's id and the publication's number."""
    if cursor is None:
        return rows
    verdict, _dot, number = cursor.partition(".")
    try:
        place = Publication.objects.only("pk").get(
            verdict__public_id=UUID(verdict), number=int(number)
        )
    except (ValueError, Publication.DoesNotExist):
        raise NotFound(_("There is no such page.")) from None
    return rows.filter(pk__lt=place.pk)


def _if_none_match(request: Request) -> list[str]:
    return request.headers.get("If-None-Match", "").split(",")
