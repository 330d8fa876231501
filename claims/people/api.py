"""Who the caller is and what they may do."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.people import services
from claims.people.models import ApiKey, Interest, InterestStatement, User
from claims.people.rules import Act, Role, Scope, scopes_allow
from factcheck.api.fields import Command, PublicId, Text
from factcheck.api.filters import Filters
from factcheck.api.views import ApiView, ApiViewSet

# Entities are of a later stage; here they are only pointed to.
ENTITIES = Interest._meta.get_field("entity").related_model._default_manager.all()


class PersonRef(serializers.Serializer[User]):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField(source="__str__")


class KeyShape(serializers.Serializer[ApiKey]):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=list(Scope)))
    expires_at = serializers.DateTimeField()


class MeShape(PersonRef):
    username = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(choices=list(Role)))
    acts = serializers.ListField(
        child=serializers.ChoiceField(choices=list(Act)),
        help_text="what this caller may do, by role and, with a key, by scope",
    )
    key = KeyShape(allow_null=True)


class Me(ApiView):
    """Who asks, in which roles, with which key. For any key, whatever its scopes."""

    acts: ClassVar = {"get": None}

    @extend_schema(responses=MeShape)
    def get(self, request: Request) -> Response:
        person = self.person
        key = request.auth if isinstance(request.auth, ApiKey) else None
        scopes = frozenset(key.scopes) if key else None
        allowed = [
            act for act in Act if person.may(act) and (scopes is None or scopes_allow(scopes, act))
        ]
        content: dict[str, Any] = PersonRef(person).data | {
            "username": person.username,
            "roles": sorted(person.roles),
            "acts": allowed,
            "key": KeyShape(key).data if key else None,
        }
        return Response(content)


class StatementShape(serializers.Serializer[InterestStatement]):
    id = serializers.UUIDField(source="public_id")
    user = PersonRef()
    text = serializers.CharField(help_text="empty for somebody who declares none")
    entities = serializers.SerializerMethodField(help_text="ids of those the person is tied to")
    made_on = serializers.DateField()
    valid_until = serializers.DateField(help_text="the last day, in the newsroom's zone")

    def get_entities(self, statement: InterestStatement) -> list[UUID]:
        return [interest.entity.public_id for interest in statement.interests.all()]


class DeclareInterests(Command):
    """An empty statement declares that there are no interests."""

    text = Text(required=False, allow_blank=True, max_length=20_000, default="")
    entities = serializers.ListField(
        child=PublicId(ENTITIES), required=False, max_length=100, default=list
    )
    valid_until = serializers.DateField(help_text="at most 366 days ahead")


class StatementFilter(Filters):
    user = filters.UUIDFilter(field_name="user__public_id")


class InterestStatements(ListModelMixin, ApiViewSet[InterestStatement]):
    """What people declare about conflicts of interest, newest first. The newest counts."""

    acts: ClassVar = {
        "list": Act.SEE_INTERESTS,
        "own": Act.SEE_DESK,
        "declare": Act.DECLARE_INTERESTS,
    }
    queryset = InterestStatement.objects.select_related("user").prefetch_related(
        "interests__entity"
    )
    serializer_class = StatementShape
    filterset_class = StatementFilter

    @extend_schema(responses=StatementShape(many=True), filters=False)
    def own(self, request: Request) -> Response:
        """One's own statements, newest first."""
        rows = self.get_queryset().filter(user=self.person)
        return Response(self.shapes(rows, StatementShape))

    @extend_schema(request=DeclareInterests, responses={201: StatementShape})
    def declare(self, request: Request) -> Response:
        """State one's interests anew. Submitting, approving and publishing ask for it."""
        made = services.declare_interests(by=self.person, **self.read(DeclareInterests))
        return Response(self.shape(made, StatementShape), status=201)
