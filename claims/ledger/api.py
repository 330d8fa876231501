"""The record of what happened, to read and to verify."""

from __future__ import annotations

from typing import Any, ClassVar

from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin

from claims.ledger.models import Entry
from claims.people.rules import Act
from factcheck.api.fields import HexDigest
from factcheck.api.filters import Filters
from factcheck.api.pagination import BySequence
from factcheck.api.views import ApiViewSet


class Subject(serializers.Serializer[Entry]):
    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")


class EntryShape(serializers.Serializer[Entry]):
    """A chained header and its body; ``content`` is null once the body was erased."""

    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    subject = Subject(source="*")
    digest = HexDigest()
    previous = HexDigest()
    hash = HexDigest()
    content = serializers.JSONField(source="body.content", allow_null=True)


class EntryFilter(Filters):
    subject = filters.UUIDFilter(field_name="subject_id", label="id of what changed")
    subject_kind = filters.CharFilter(max_length=40)
    kind = filters.CharFilter(max_length=60)


class Ledger(ListModelMixin, ApiViewSet[Entry]):
    """Every change of state, newest first; of one subject with ``subject``."""

    acts: ClassVar[dict[str, Any]] = {"list": Act.SEE_DESK}
    queryset = Entry.objects.select_related("body")
    serializer_class = EntryShape
    filterset_class = EntryFilter
    pagination_class = BySequence
