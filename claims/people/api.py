"""Who the caller is and what they may do."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.people.models import ApiKey, User
from claims.people.rules import Act, Role, Scope, scopes_allow
from factcheck.api.views import ApiView


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
