"""Claims: read with their facets, edit, retire; and how far the reading of an article is."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles.api import ArticleRef
from claims.articles.models import Article
from claims.extraction import services
from claims.extraction.models import (
    Anchor,
    AnchorState,
    Attribution,
    Claim,
    ClaimKind,
    ClaimQuerySet,
    ClaimVersion,
    DirectiveStrength,
    HedgeLevel,
    Mention,
    PolaritySign,
    Run,
)
from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.reference.api import EntityRef
from claims.text.findings import Comparator, Direction, DirectiveStatus
from claims.work.models import WorkState
from factcheck.api.fields import Command, PublicId, Seen, Text, Whole
from factcheck.api.filters import Filters, WholeFilter
from factcheck.api.pagination import InOrder
from factcheck.api.views import ApiViewSet, revision_tag

FACETS = ("attributions__entity__names", "quantities", "times", "mentions__entity__names")


class FacetShape(serializers.Serializer[Any]):
    """With the span in the snapshot the version was read from; none for what a person wrote."""

    original = serializers.CharField()
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)


class AttributionShape(FacetShape):
    voice = serializers.ChoiceField(choices=Attribution.Voice.choices)
    name = serializers.CharField()
    verb = serializers.CharField()
    entity = EntityRef(allow_null=True)


class QuantityShape(FacetShape):
    value = serializers.DecimalField(40, 6, normalize_output=True)
    value_high = serializers.DecimalField(40, 6, normalize_output=True, allow_null=True)
    unit = serializers.CharField(help_text="ISO 4217, % or a counter; values in base units")
    comparator = serializers.ChoiceField(choices=list(Comparator))


class TimeShape(FacetShape):
    first = serializers.DateField()
    last = serializers.DateField()
    grain = serializers.CharField()
    anchor = serializers.CharField()


class MentionShape(FacetShape):
    entity = EntityRef()


class DirectiveShape(FacetShape):
    strength = serializers.ChoiceField(choices=DirectiveStrength.choices)
    level = serializers.IntegerField(help_text="1 (encouragement) to 9 (ban); 0: permission")
    direction = serializers.ChoiceField(choices=list(Direction))
    status = serializers.ChoiceField(choices=list(DirectiveStatus))
    issuer = serializers.CharField()
    addressee = serializers.CharField()
    object = serializers.CharField()
    act = serializers.CharField()


class AnchorShape(serializers.Serializer[Anchor]):
    snapshot = serializers.UUIDField(source="snapshot.public_id")
    state = serializers.ChoiceField(choices=AnchorState.choices)
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    quote = serializers.CharField()


class AboutShape(serializers.Serializer[ClaimVersion]):
    """The closed interval of dates that a claim is about, in the outlet's zone."""

    first = serializers.DateField(source="about_first", allow_null=True)
    last = serializers.DateField(source="about_last", allow_null=True)
    grain = serializers.CharField(source="about_grain")


class VersionShape(serializers.Serializer[ClaimVersion]):
    number = serializers.IntegerField()
    made_at = serializers.DateTimeField()
    author = PersonRef(allow_null=True, help_text="null: read by the machine")
    language = serializers.CharField()
    statement = serializers.CharField()
    kind = serializers.ChoiceField(choices=ClaimKind.choices)
    hedge = serializers.ChoiceField(choices=HedgeLevel.choices)
    polarity = serializers.ChoiceField(choices=PolaritySign.choices)
    check_worthiness = serializers.IntegerField(help_text="0 to 3")
    reasons = serializers.ListField(child=serializers.CharField())
    about = AboutShape(source="*")
    attributions = AttributionShape(many=True, help_text="outermost first")
    quantities = QuantityShape(many=True)
    times = TimeShape(many=True)
    mentions = MentionShape(many=True)
    directive = DirectiveShape(default=None, allow_null=True)
    anchors = AnchorShape(many=True)


class ClaimRef(serializers.Serializer[Claim]):
    id = serializers.UUIDField(source="public_id")
    statement = serializers.CharField(source="__str__")
    article = ArticleRef()


class ClaimShape(serializers.Serializer[Claim]):
    id = serializers.UUIDField(source="public_id")
    article = ArticleRef()
    version = VersionShape(source="current")
    lost = serializers.BooleanField(
        source="is_lost", help_text="the newest reading of the article did not find it"
    )
    created_at = serializers.DateTimeField()
    retired_at = serializers.DateTimeField(allow_null=True)
    retired_because = serializers.CharField()


class ClaimDetail(ClaimShape):
    versions = VersionShape(many=True, help_text="oldest first")
    successors = serializers.SerializerMethodField()
    predecessors = serializers.SerializerMethodField()

    def get_successors(self, claim: Claim) -> list[str]:
        return [str(row.successor.public_id) for row in claim.successions.all()]

    def get_predecessors(self, claim: Claim) -> list[str]:
        return [str(row.claim.public_id) for row in claim.predecessions.all()]


class RunShape(serializers.Serializer[Run]):
    id = serializers.UUIDField(source="public_id")
    snapshot = serializers.UUIDField(source="snapshot.public_id")
    extractor = serializers.CharField()
    version = serializers.CharField()
    state = serializers.ChoiceField(choices=WorkState.choices)
    attempts = serializers.IntegerField()
    last_error = serializers.CharField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    claims_found = serializers.IntegerField(allow_null=True)
    note = serializers.CharField()


class Edit(Seen):
    """``expected_version`` is the number of the version that was seen; If-Match says the same."""

    expected_version = Whole(min_value=1, max_value=2**31 - 1, required=False)
    statement = Text(required=False, max_length=4000)
    kind = serializers.ChoiceField(choices=ClaimKind.choices, required=False)
    hedge = serializers.ChoiceField(choices=HedgeLevel.choices, required=False)
    polarity = serializers.ChoiceField(choices=PolaritySign.choices, required=False)
    check_worthiness = Whole(min_value=0, max_value=3, required=False)


class Retire(Command):
    because = Text(max_length=200)
    successors = serializers.ListField(
        child=PublicId(Claim.objects.all()), required=False, max_length=20
    )


class ClaimFilter(Filters):
    article = filters.UUIDFilter(field_name="article__public_id")
    kind = filters.MultipleChoiceFilter(field_name="current__kind", choices=ClaimKind.choices)
    min_check_worthiness = WholeFilter(
        field_name="current__check_worthiness", lookup_expr="gte", min_value=0, max_value=3
    )
    entity = filters.UUIDFilter(method="naming", label="id of an entity that is named")
    q = filters.CharFilter(field_name="current__statement", lookup_expr="icontains", max_length=200)
    retired = filters.BooleanFilter(
        field_name="retired_at", lookup_expr="isnull", exclude=True, label="also the retired"
    )

    lost = filters.BooleanFilter(method="only_lost", label="only the lost, or all but these")

    def only_lost(self, rows: ClaimQuerySet, _name: str, value: bool) -> QuerySet[Claim]:
        return rows.lost() if value else rows.in_text()

    def naming(self, rows: QuerySet[Claim], _name: str, value: UUID) -> QuerySet[Claim]:
        return rows.filter(
            current__in=Mention.objects.filter(entity__public_id=value).values("version")
        )


class Claims(ListModelMixin, RetrieveModelMixin, ApiViewSet[Claim]):
    """Atomic checkable statements, each of one article. A claim keeps its id for life."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "partial_update": Act.EDIT_CLAIM,
        "retire": Act.EDIT_CLAIM,
    }
    serializer_class = ClaimShape
    filterset_class = ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        rows = for_api(Claim.objects.filter(current__isnull=False))
        if self.action == "list":
            return rows
        versions = ClaimVersion.objects.select_related("author", "directive").prefetch_related(
            *FACETS, "anchors__snapshot"
        )
        return rows.prefetch_related(
            Prefetch("versions", queryset=versions.order_by("number")),
            "successions__successor",
            "predecessions__claim",
        )

    def _detail(self, claim: Claim) -> Response:
        full = self.get_queryset().get(pk=claim.pk)
        number = full.current.number if full.current else 0
        return Response(self.shape(full, ClaimDetail), headers=revision_tag(number))

    @extend_schema(responses=ClaimDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One claim with all its versions; the ETag is the number of the current one."""
        claim = self.get_object()
        number = claim.current.number if claim.current else 0
        return Response(self.shape(claim, ClaimDetail), headers=revision_tag(number))

    @extend_schema(request=Edit, responses=ClaimDetail)
    def partial_update(self, request: Request, id: str) -> Response:
        """Say better what the claim states: a new version, beside the one that was seen."""
        changes = self.read(Edit)
        expected = self.expected(changes, "expected_version")
        claim = self.get_object()
        services.edit_claim(claim=claim, by=self.person, expected_version=expected, **changes)
        return self._detail(claim)

    @extend_schema(request=Retire, responses=ClaimDetail)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, id: str) -> Response:
        """Take the claim out of circulation, naming what takes its place."""
        claim = self.get_object()
        services.retire(claim=claim, by=self.person, **self.read(Retire))
        return self._detail(claim)


class ArticleClaims(ListModelMixin, ApiViewSet[Claim]):
    """The standing claims of one article, in the order in which they were found in it."""

    acts: ClassVar = {"list": Act.SEE_DESK}
    serializer_class = ClaimShape
    pagination_class = InOrder

    def get_queryset(self) -> QuerySet[Claim]:
        if getattr(self, "swagger_fake_view", False):
            return Claim.objects.none()
        article = get_object_or_404(Article, public_id=self.kwargs["id"])
        return for_api(Claim.objects.standing().filter(article=article, current__isnull=False))


class ArticleRuns(ListModelMixin, ApiViewSet[Run]):
    """How far the reading of an article is, newest run first."""

    acts: ClassVar = {"list": Act.SEE_DESK}
    serializer_class = RunShape
    pagination_class = None

    def get_queryset(self) -> QuerySet[Run]:
        if getattr(self, "swagger_fake_view", False):
            return Run.objects.none()
        article = get_object_or_404(Article, public_id=self.kwargs["id"])
        return Run.objects.filter(snapshot__document=article).select_related("snapshot")[:100]


def for_api(rows: ClaimQuerySet) -> QuerySet[Claim]:
    """With all that ``ClaimShape`` shows, in a constant number of queries."""
    return (
        rows.with_lost()
        .select_related("article", "current__directive", "current__author")
        .prefetch_related(*(f"current__{facet}" for facet in FACETS), "current__anchors__snapshot")
    )
