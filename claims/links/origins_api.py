"""Origins, the claims that rest on them, and what stands behind and against a claim."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import F, Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles.api import ArticleRef
from claims.extraction.api import ClaimRef
from claims.extraction.models import Claim
from claims.links import naming
from claims.links.api import NameClaim
from claims.links.models import ClaimOrigin, Medium, Origin
from claims.links.standing import Report, Side, Tally, tallies_of
from claims.links.tallies import CountedSo
from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.reference.api import EntityRef
from claims.reference.models import Entity
from factcheck.api.fields import Command, PublicId, Text
from factcheck.api.pagination import InOrder
from factcheck.api.views import ApiViewSet


class OriginShape(serializers.Serializer[Origin]):
    id = serializers.UUIDField(source="public_id")
    description = serializers.CharField()
    reporter = EntityRef(allow_null=True)
    reported_on = serializers.DateField(allow_null=True)
    medium = serializers.ChoiceField(choices=Medium.choices)
    article = ArticleRef(allow_null=True, help_text="the original itself, where it is kept here")
    merged_into = serializers.UUIDField(
        source="merged_into.public_id", default=None, allow_null=True
    )
    created_by = PersonRef(allow_null=True, help_text="null: resolved by the machine")
    created_at = serializers.DateTimeField()


class RestsOn(serializers.Serializer[ClaimOrigin]):
    claim = ClaimRef()
    origin = serializers.UUIDField(
        source="origin.public_id", help_text="another id where that one was merged into this"
    )
    by = PersonRef(allow_null=True, help_text="null: found by the machine")
    at = serializers.DateTimeField()


BECAUSE = serializers.ListField(
    child=serializers.ChoiceField(choices=[(why.value, why.value) for why in CountedSo]),
    help_text="why origins are not counted each as one: a claim or a text rests on several,"
    " an article here is one of them and cites another,"
    " or a person decided that claims share their origin or are independent",
)


class ReportShape(serializers.Serializer[Report]):
    """One independent origin, and the claims that rest on it."""

    origins = OriginShape(many=True, help_text="more than one where they are known to be shared")
    claims = ClaimRef(many=True)
    because = BECAUSE


class SideShape(serializers.Serializer[Side]):
    side = serializers.CharField(
        source="name", help_text="supports, contradicts, qualifies or supersedes"
    )
    articles = serializers.IntegerField()
    origins = ReportShape(source="reports", many=True, help_text="independent of each other")
    unknown = ClaimRef(many=True, help_text="claims of which it is not known what they rest on")


class TallyShape(serializers.Serializer[Tally]):
    """What is said on each side of a claim; the claim itself is among those that support it."""

    decided = SideShape(many=True, help_text="by the links that people decided")
    proposed = SideShape(many=True, help_text="by the proposals that wait for a person")
    circle = ArticleRef(
        many=True, help_text="articles that cite each other, the first again at the end"
    )
    circular = ClaimRef(many=True, help_text="claims whose chain comes back to where it began")


class NameOrigin(Command):
    """The same reporter, day and description is the same origin."""

    claim = PublicId(Claim.objects.all())
    description = Text(max_length=300)
    reporter = PublicId(Entity.objects.all(), required=False)
    reported_on = serializers.DateField(required=False)
    medium = serializers.ChoiceField(choices=Medium.choices, required=False)


class MergeOrigin(Command):
    into = PublicId(Origin.objects.all())


class Origins(ListModelMixin, RetrieveModelMixin, ApiViewSet[Origin]):
    """Original reports and statements, and the claims that rest on them."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "listed_claims": Act.SEE_DESK,
        "create": Act.DECIDE_LINK,
        "claims": Act.DECIDE_LINK,
        "take_away": Act.DECIDE_LINK,
        "merge": Act.DECIDE_LINK,
        "split": Act.DECIDE_LINK,
    }
    queryset = Origin.objects.select_related(
        "created_by", "reporter", "article", "merged_into"
    ).prefetch_related("reporter__names")
    serializer_class = OriginShape

    def _detail(self, origin: Origin, status: int = 200) -> Response:
        full = self.get_queryset().get(pk=origin.pk)
        return Response(self.shape(full, OriginShape), status=status)

    @extend_schema(request=NameOrigin, responses={201: OriginShape})
    def create(self, request: Request) -> Response:
        """Say which original report a claim rests on."""
        named = naming.name_origin(by=self.person, **self.read(NameOrigin))
        return self._detail(named.origin, status=201)

    @extend_schema(request=NameClaim, responses={201: OriginShape})
    @action(detail=True, methods=["post"], pagination_class=InOrder)
    def claims(self, request: Request, id: str) -> Response:
        """Say that another claim rests on this origin, too."""
        origin = self.get_object()
        naming.rest_on(origin=origin, by=self.person, **self.read(NameClaim))
        return self._detail(origin, status=201)

    @extend_schema(responses=RestsOn(many=True))
    @claims.mapping.get
    def listed_claims(self, request: Request, id: str) -> Response:
        """The claims that rest on this origin, and on those that were merged into it; the oldest
        first."""
        origin = self.get_object()
        present = ClaimOrigin.objects.filter(
            Q(origin=origin) | Q(origin__merged_into=origin), removed_at=None
        )
        rows = present.annotate(public_id=F("claim__public_id")).select_related(
            "origin", "claim__current", "claim__article", "by"
        )
        return self.listed(rows, RestsOn)

    @extend_schema(responses={204: None})
    @action(detail=True, methods=["delete"], url_path="claims/<uuid:claim>")
    def take_away(self, request: Request, id: str, claim: str) -> Response:
        """Say that a claim does not rest on this origin; the machine does not find it again."""
        resting = self.named(Claim.objects.all(), claim)
        naming.take_away(origin=self.get_object(), claim=resting, by=self.person)
        return Response(status=204)

    @extend_schema(request=MergeOrigin, responses=OriginShape)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, id: str) -> Response:
        """Say that this origin is another one; the answer is the one that stays."""
        survivor = naming.merge(origin=self.get_object(), by=self.person, **self.read(MergeOrigin))
        return self._detail(survivor)

    @extend_schema(request=None, responses=OriginShape)
    @action(detail=True, methods=["post"])
    def split(self, request: Request, id: str) -> Response:
        """Take a merge back."""
        return self._detail(naming.split(origin=self.get_object(), by=self.person))


class ClaimTally(ApiViewSet[Claim]):
    """How many articles and how many independent origins stand on each side of a claim."""

    acts: ClassVar = {"retrieve": Act.SEE_DESK}

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.filter(current__isnull=False)

    @extend_schema(responses=TallyShape)
    def retrieve(self, request: Request, id: str) -> Response:
        """The articles and original reports behind a claim and against it."""
        claim = self.get_object()
        tally = tallies_of([claim])[claim.pk]
        return Response(TallyShape(tally, context=self.get_serializer_context()).data)
