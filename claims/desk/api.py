"""One search over everything the desk keeps."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles.api import ArticleRef
from claims.desk import search
from claims.extraction.api import ClaimRef
from claims.people.rules import Act
from claims.reference.api import EntityRef
from claims.verdicts.models import Stage, Verdict
from factcheck.api.fields import Command
from factcheck.api.views import ApiView


class Query(Command):
    q = serializers.CharField(max_length=200)


class VerdictRef(serializers.Serializer[Verdict]):
    id = serializers.UUIDField(source="public_id")
    statement = serializers.CharField(source="__str__")
    stage = serializers.ChoiceField(choices=Stage.choices)


class FoundShape(serializers.Serializer[search.Found]):
    """At most twenty of each, newest first; the lists of each kind take ``q`` and go further."""

    claims = ClaimRef(many=True)
    articles = ArticleRef(many=True)
    verdicts = VerdictRef(many=True)
    entities = EntityRef(many=True)


class Search(ApiView):
    """What has all the words of ``q``."""

    acts: ClassVar[dict[str, Any]] = {"get": Act.SEE_DESK}

    @extend_schema(parameters=[Query], responses=FoundShape)
    def get(self, request: Request) -> Response:
        query = Query(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        found = search.everything(query.validated_data["q"])
        return Response(FoundShape(found).data)
