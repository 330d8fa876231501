"""Verdicts on the desk's side: draft, revise, review, approve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links.api import NameClaim
from claims.people.rules import Act
from claims.verdicts import services
from claims.verdicts.models import Appearance, EvidenceLine, Revision, Stage, Verdict
from claims.verdicts.shapes import (
    Approve,
    Assign,
    Draft,
    Note,
    Revise,
    VerdictDetail,
    VerdictShape,
)
from factcheck.api.fields import Revised
from factcheck.api.filters import Filters
from factcheck.api.views import ApiViewSet, revision_tag


class VerdictFilter(Filters):
    stage = filters.MultipleChoiceFilter(choices=Stage.choices)
    matter = filters.UUIDFilter(field_name="matter__public_id")
    assignee = filters.UUIDFilter(field_name="assignee__public_id")
    claim = filters.UUIDFilter(method="by_claim", label="id of a claim that is attached")

    def by_claim(self, rows: QuerySet[Verdict], _name: str, value: UUID) -> QuerySet[Verdict]:
        standing = Appearance.objects.filter(claim__public_id=value, removed_at=None)
        return rows.filter(pk__in=standing.values("verdict"))


class Verdicts(ListModelMixin, RetrieveModelMixin, ApiViewSet[Verdict]):
    """The newsroom's findings. ``expected_revision`` is the number of the current revision."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "create": Act.DRAFT_VERDICT,
        "revisions": Act.DRAFT_VERDICT,
        "appearances": Act.DRAFT_VERDICT,
        "remove_appearance": Act.DRAFT_VERDICT,
        "submit": Act.DRAFT_VERDICT,
        "send_back": Act.DRAFT_VERDICT,
        "assign": Act.DRAFT_VERDICT,
        "approve": Act.APPROVE_VERDICT,
    }
    serializer_class = VerdictShape
    filterset_class = VerdictFilter

    def get_queryset(self) -> QuerySet[Verdict]:
        rows = Verdict.objects.select_related(
            "current__rating__scale", "current__author", "published", "matter", "assignee"
        ).prefetch_related("current__texts__translator")
        if self.action == "list":
            return rows
        lines = EvidenceLine.objects.select_related(
            "version__claim__current", "version__claim__article", "link", "document", "snapshot"
        )
        revisions = (
            Revision.objects.select_related("rating__scale", "author", "approval__by")
            .prefetch_related(
                "texts__translator",
                "questions",
                "replies",
                Prefetch("evidence", queryset=lines),
            )
            .order_by("number")
        )
        present = Appearance.objects.filter(removed_at=None).select_related(
            "claim__current", "claim__article", "version", "added_by"
        )
        return rows.select_related("current__approval__by").prefetch_related(
            Prefetch("current__evidence", queryset=lines),
            "current__questions",
            "current__replies",
            Prefetch("revisions", queryset=revisions),
            Prefetch("appearances", queryset=present, to_attr="present"),
        )

    def _shown(self, read: Callable[[], Verdict], status: int = 200) -> Response:
        """The verdict, read after the position of the ledger that is given with it."""
        as_of = ledger.position()
        verdict = read()
        number = verdict.current.number if verdict.current else 0
        context = {**self.get_serializer_context(), "as_of": as_of}
        return Response(
            VerdictDetail(verdict, context=context).data,
            status=status,
            headers=revision_tag(number),
        )

    def _detail(self, verdict: Verdict, status: int = 200) -> Response:
        return self._shown(lambda: self.get_queryset().get(pk=verdict.pk), status)

    @extend_schema(responses=VerdictDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """All revisions, evidence and appearances; the ETag is the current revision's number."""
        return self._shown(self.get_object)

    @extend_schema(request=Draft, responses={201: VerdictDetail})
    def create(self, request: Request) -> Response:
        """Begin a verdict on the statement that the claims make."""
        return self._detail(services.draft(by=self.person, **self.read(Draft)), status=201)

    @extend_schema(request=Revise, responses={201: VerdictDetail})
    @action(detail=True, methods=["post"])
    def revisions(self, request: Request, id: str) -> Response:
        """Write the next revision, which goes the whole way again."""
        given = self.read(Revise)
        expected = self.expected(given)
        verdict = self.get_object()
        services.revise(verdict=verdict, by=self.person, expected_revision=expected, **given)
        return self._detail(verdict, status=201)

    @extend_schema(request=NameClaim, responses={201: VerdictDetail})
    @action(detail=True, methods=["post"])
    def appearances(self, request: Request, id: str) -> Response:
        """Say that a claim makes the reviewed statement. Doing so twice changes nothing."""
        verdict = self.get_object()
        services.attach(verdict=verdict, by=self.person, **self.read(NameClaim))
        return self._detail(verdict, status=201)

    @extend_schema(responses={204: None})
    @action(detail=True, methods=["delete"], url_path="appearances/<uuid:claim>")
    def remove_appearance(self, request: Request, id: str, claim: str) -> Response:
        """Take an appearance back; the last one stays."""
        attached = self.named(Claim.objects.all(), claim)
        services.detach(verdict=self.get_object(), claim=attached, by=self.person)
        return Response(status=204)

    @extend_schema(request=Assign, responses=VerdictDetail)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, id: str) -> Response:
        """Say who looks after the verdict: findings go to them."""
        verdict = self.get_object()
        services.assign(verdict=verdict, by=self.person, **self.read(Assign))
        return self._detail(verdict)

    @extend_schema(request=Revised, responses=VerdictDetail)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, id: str) -> Response:
        """Hand the draft in for review."""
        expected = self.expected(self.read(Revised))
        verdict = self.get_object()
        services.submit(verdict=verdict, by=self.person, expected_revision=expected)
        return self._detail(verdict)

    @extend_schema(request=Note, responses=VerdictDetail)
    @action(detail=True, methods=["post"], url_path="send-back")
    def send_back(self, request: Request, id: str) -> Response:
        """Give a revision back to its author with a note."""
        given = self.read(Note)
        expected = self.expected(given)
        verdict = self.get_object()
        services.send_back(verdict=verdict, by=self.person, expected_revision=expected, **given)
        return self._detail(verdict)

    @extend_schema(request=Approve, responses=VerdictDetail)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, id: str) -> Response:
        """Approve exactly what was read: the revision, with the words that it names as they were
        then. Nobody approves their own."""
        given = self.read(Approve)
        expected = self.expected(given)
        verdict = self.get_object()
        services.approve(verdict=verdict, by=self.person, expected_revision=expected, **given)
        return self._detail(verdict)
