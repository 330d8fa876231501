"""Entities, sources and rating scales, to read."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin

from claims.people.rules import Act
from claims.reference.models import Entity, EntityKind, Rating, RatingScale, Source
from factcheck.api.filters import Filters
from factcheck.api.views import ApiViewSet


class Wording(serializers.Serializer[Any]):
    """The same in Korean and English; either may be empty."""

    ko = serializers.CharField()
    en = serializers.CharField()


class EntityRef(serializers.Serializer[Entity]):
    """An entity by its id and its preferred name in the language of the request."""

    id = serializers.UUIDField(source="public_id")
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class EntityNameShape(serializers.Serializer[Any]):
    language = serializers.CharField()
    text = serializers.CharField()
    preferred = serializers.BooleanField()


class EntityShape(EntityRef):
    kind = serializers.ChoiceField(choices=EntityKind.choices)
    wikidata_id = serializers.CharField()
    note = serializers.CharField()
    names = EntityNameShape(many=True)
    merged_into = serializers.UUIDField(
        source="merged_into.public_id", default=None, allow_null=True
    )


class SourceRef(serializers.Serializer[Source]):
    id = serializers.UUIDField(source="public_id")
    label = serializers.CharField(source="entity.label")  # type: ignore[assignment]


class SourceShape(SourceRef):
    entity = EntityRef()
    owner = EntityRef(allow_null=True)
    is_wire = serializers.BooleanField()
    country = serializers.CharField()
    time_zone = serializers.CharField()
    domains = serializers.ListField(child=serializers.CharField(), source="domains.all")


class ScaleLabel(Wording):
    ko = serializers.CharField(source="name_ko")
    en = serializers.CharField(source="name_en")


class RatingLabel(Wording):
    ko = serializers.CharField(source="label_ko")
    en = serializers.CharField(source="label_en")


class RatingShape(serializers.Serializer[Rating]):
    key = serializers.CharField()
    position = serializers.IntegerField()
    number = serializers.IntegerField(allow_null=True, help_text="missing off the line")
    label = RatingLabel(source="*")  # type: ignore[assignment]


class ScaleShape(serializers.Serializer[RatingScale]):
    key = serializers.CharField()
    name = ScaleLabel(source="*")
    ratings = RatingShape(many=True)


class EntityFilter(Filters):
    kind = filters.ChoiceFilter(choices=EntityKind.choices)
    q = filters.CharFilter(method="by_name", label="part of a name", max_length=120)

    def by_name(self, rows: QuerySet[Entity], _name: str, value: str) -> QuerySet[Entity]:
        return rows.filter(
            pk__in=Entity.objects.filter(
                Q(names__text__icontains=value) | Q(slug__icontains=value)
            ).values("pk")
        )


class Entities(ListModelMixin, RetrieveModelMixin, ApiViewSet[Entity]):
    """Who and what claims speak of. A merged entity stays readable and names its successor."""

    acts: ClassVar = {"list": Act.SEE_DESK, "retrieve": Act.SEE_DESK}
    queryset = Entity.objects.select_related("merged_into").prefetch_related("names")
    serializer_class = EntityShape
    filterset_class = EntityFilter


class SourceFilter(Filters):
    domain = filters.CharFilter(field_name="domains__domain", max_length=253)
    is_wire = filters.BooleanFilter()


class Sources(ListModelMixin, RetrieveModelMixin, ApiViewSet[Source]):
    """Those who publish or say things."""

    acts: ClassVar = {"list": Act.SEE_DESK, "retrieve": Act.SEE_DESK}
    queryset = Source.objects.select_related("entity", "owner").prefetch_related(
        "entity__names", "owner__names", "domains"
    )
    serializer_class = SourceShape
    filterset_class = SourceFilter


class Scales(ListModelMixin, RetrieveModelMixin, ApiViewSet[RatingScale]):
    """The scales that verdicts are given on; few, so all at once."""

    acts: ClassVar = {"list": Act.SEE_DESK, "retrieve": Act.SEE_DESK}
    queryset = RatingScale.objects.prefetch_related("ratings").order_by("key")
    serializer_class = ScaleShape
    pagination_class = None
    lookup_field = "key"
    lookup_url_kwarg = "key"
    lookup_value_converter = "slug"
