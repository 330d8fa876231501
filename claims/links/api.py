"""Links and the decisions about them; origins."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.extraction.api import FACETS, ClaimRef, ClaimShape
from claims.extraction.models import Claim
from claims.links import matters, services
from claims.links.models import (
    ClaimOrigin,
    Decision,
    Independence,
    Link,
    Origin,
    Proposal,
    Relation,
    Side,
)
from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.reference.api import EntityRef
from claims.reference.models import Entity
from factcheck.api.fields import Command, PublicId, Revised, Text
from factcheck.api.filters import Filters
from factcheck.api.views import ApiViewSet, revision_tag


class ProposalShape(serializers.Serializer[Proposal]):
    """What the machine thinks of the pair, and why."""

    relation = serializers.ChoiceField(choices=Relation.choices)
    later = serializers.CharField(help_text="a or b, for supersedes")
    independence = serializers.ChoiceField(choices=Independence.choices)
    confidence = serializers.FloatField()
    reasons = serializers.JSONField()
    comparer = serializers.CharField()
    made_at = serializers.DateTimeField()
    version_a = serializers.IntegerField(source="version_a.number")
    version_b = serializers.IntegerField(source="version_b.number")


class DecisionShape(serializers.Serializer[Decision]):
    """What a person decided, on the versions they saw."""

    number = serializers.IntegerField()
    relation = serializers.CharField(help_text="empty: the decision before was taken back")
    later = serializers.CharField()
    independence = serializers.ChoiceField(choices=Independence.choices)
    rationale = serializers.CharField()
    by = PersonRef()
    at = serializers.DateTimeField()
    version_a = serializers.IntegerField(source="version_a.number")
    version_b = serializers.IntegerField(source="version_b.number")


class LinkShape(serializers.Serializer[Link]):
    id = serializers.UUIDField(source="public_id")
    revision = serializers.IntegerField(help_text="counts the decisions; also the ETag")
    a = ClaimRef()
    b = ClaimRef()
    proposal = ProposalShape(allow_null=True)
    decision = DecisionShape(allow_null=True)
    created_at = serializers.DateTimeField()


class LinkDetail(LinkShape):
    a = ClaimShape()  # type: ignore[assignment]
    b = ClaimShape()  # type: ignore[assignment]
    proposals = ProposalShape(many=True, help_text="newest first")
    decisions = DecisionShape(many=True, help_text="oldest first")


class MakeLink(Command):
    first = PublicId(Claim.objects.all())
    second = PublicId(Claim.objects.all())


class Decide(Revised):
    relation = serializers.ChoiceField(choices=Relation.choices)
    later = serializers.ChoiceField(
        choices=Side.choices, required=False, help_text="for supersedes only: the later state"
    )
    independence = serializers.ChoiceField(choices=Independence.choices, required=False)
    rationale = Text(required=False, allow_blank=True, max_length=4000)


class Undo(Revised):
    rationale = Text(required=False, allow_blank=True, max_length=4000)


class LinkFilter(Filters):
    state = filters.ChoiceFilter(
        choices=[("undecided", "undecided"), ("decided", "decided")], method="by_state"
    )
    relation = filters.ChoiceFilter(
        choices=Relation.choices, method="by_relation", label="decided or, undecided, proposed"
    )
    claim = filters.UUIDFilter(method="by_claim", label="id of either claim")
    article = filters.UUIDFilter(method="by_article", label="id of either claim's article")

    def by_state(self, rows: QuerySet[Link], _name: str, value: str) -> QuerySet[Link]:
        asked = Link.objects.undecided() if value == "undecided" else Link.objects.decided()
        return rows.filter(pk__in=asked.values("pk"))

    def by_relation(self, rows: QuerySet[Link], _name: str, value: str) -> QuerySet[Link]:
        return rows.filter(
            Q(pk__in=Decision.objects.in_force().filter(relation=value).values("link"))
            | Q(pk__in=Link.objects.undecided().filter(proposals__relation=value).values("pk"))
        )

    def by_claim(self, rows: QuerySet[Link], _name: str, value: UUID) -> QuerySet[Link]:
        return rows.filter(Q(a__public_id=value) | Q(b__public_id=value))

    def by_article(self, rows: QuerySet[Link], _name: str, value: UUID) -> QuerySet[Link]:
        return rows.filter(Q(a__article__public_id=value) | Q(b__article__public_id=value))


class Links(ListModelMixin, RetrieveModelMixin, ApiViewSet[Link]):
    """Pairs of claims, with what the machine proposes and what a person decided."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "create": Act.DECIDE_LINK,
        "decisions": Act.DECIDE_LINK,
        "undo": Act.DECIDE_LINK,
    }
    serializer_class = LinkShape
    filterset_class = LinkFilter

    def get_queryset(self) -> QuerySet[Link]:
        rows = Link.objects.select_related(
            "a__article", "b__article", "a__current", "b__current"
        ).prefetch_related(
            Prefetch(
                "proposals", queryset=Proposal.objects.select_related("version_a", "version_b")
            ),
            Prefetch(
                "decisions",
                queryset=Decision.objects.select_related("by", "version_a", "version_b"),
            ),
        )
        if self.action == "list":
            return rows
        return rows.select_related(
            "a__current__directive",
            "b__current__directive",
            "a__current__author",
            "b__current__author",
        ).prefetch_related(
            *(
                f"{side}__current__{facet}"
                for side in "ab"
                for facet in (*FACETS, "anchors__snapshot")
            )
        )

    def _detail(self, link: Link, status: int = 200) -> Response:
        full = self.get_queryset().get(pk=link.pk)
        return Response(
            self.shape(full, LinkDetail), status=status, headers=revision_tag(full.revision)
        )

    @extend_schema(responses=LinkDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Both claims with their facets, every proposal, every decision."""
        link = self.get_object()
        return Response(self.shape(link, LinkDetail), headers=revision_tag(link.revision))

    @extend_schema(request=MakeLink, responses={201: LinkDetail})
    def create(self, request: Request) -> Response:
        """Put two claims side by side by hand. The same pair twice is one link."""
        return self._detail(services.link(by=self.person, **self.read(MakeLink)), status=201)

    @extend_schema(request=Decide, responses={201: LinkDetail})
    @action(detail=True, methods=["post"])
    def decisions(self, request: Request, id: str) -> Response:
        """Decide how the two claims relate. Say which revision of the link was seen."""
        given = self.read(Decide)
        expected = self.expected(given)
        link = self.get_object()
        services.decide(link=link, by=self.person, expected_revision=expected, **given)
        return self._detail(link, status=201)

    @extend_schema(request=Undo, responses=LinkDetail)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, id: str) -> Response:
        """Take the decision in force back; it stays in the history."""
        given = self.read(Undo)
        expected = self.expected(given)
        link = self.get_object()
        services.undo(link=link, by=self.person, expected_revision=expected, **given)
        return self._detail(link)


class NameClaim(Command):
    claim = PublicId(Claim.objects.all())


class OriginShape(serializers.Serializer[Origin]):
    id = serializers.UUIDField(source="public_id")
    description = serializers.CharField()
    reporter = EntityRef(allow_null=True)
    reported_on = serializers.DateField(allow_null=True)
    created_by = PersonRef()
    created_at = serializers.DateTimeField()


class RestsOn(serializers.Serializer[ClaimOrigin]):
    claim = ClaimRef()
    by = PersonRef()
    at = serializers.DateTimeField()


class OriginDetail(OriginShape):
    claims = RestsOn(source="present", many=True)


class NameOrigin(Command):
    """The same reporter, day and description is the same origin."""

    claim = PublicId(Claim.objects.all())
    description = Text(max_length=300)
    reporter = PublicId(Entity.objects.all(), required=False)
    reported_on = serializers.DateField(required=False)


class Origins(ListModelMixin, RetrieveModelMixin, ApiViewSet[Origin]):
    """Original reports and statements, and the claims that rest on them."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "create": Act.DECIDE_LINK,
        "claims": Act.DECIDE_LINK,
    }
    serializer_class = OriginShape

    def get_queryset(self) -> QuerySet[Origin]:
        rows = Origin.objects.select_related("created_by", "reporter").prefetch_related(
            "reporter__names"
        )
        if self.action == "list":
            return rows
        present = ClaimOrigin.objects.filter(removed_at=None).select_related(
            "claim__current", "claim__article", "by"
        )
        return rows.prefetch_related(
            Prefetch("claims", queryset=present.order_by("pk"), to_attr="present")
        )

    def _detail(self, origin: Origin, status: int = 200) -> Response:
        full = self.get_queryset().get(pk=origin.pk)
        return Response(self.shape(full, OriginDetail), status=status)

    @extend_schema(responses=OriginDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.shape(self.get_object(), OriginDetail))

    @extend_schema(request=NameOrigin, responses={201: OriginDetail})
    def create(self, request: Request) -> Response:
        """Say which original report a claim rests on."""
        named = matters.name_origin(by=self.person, **self.read(NameOrigin))
        return self._detail(named.origin, status=201)

    @extend_schema(request=NameClaim, responses={201: OriginDetail})
    @action(detail=True, methods=["post"])
    def claims(self, request: Request, id: str) -> Response:
        """Say that another claim rests on this origin, too."""
        origin = self.get_object()
        matters.name_origin(
            by=self.person,
            description=origin.description,
            reporter=origin.reporter,
            reported_on=origin.reported_on,
            **self.read(NameClaim),
        )
        return self._detail(origin, status=201)
