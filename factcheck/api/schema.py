"""How views describe themselves in the OpenAPI schema."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from claims.people.rules import GRANTED, Act
from factcheck.api.errors import CONTENT_TYPE
from factcheck.api.fields import Problem, Seen


class EnglishSchema(SchemaGenerator):
    """The schema is one document, whatever language the reader's browser prefers."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> dict[str, Any]:
        with translation.override("en"):
            schema: dict[str, Any] = super().get_schema(  # type: ignore[no-untyped-call]
                request=request, public=public
            )
            return schema


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key of the newsroom; its scopes and its owner's roles both count.",
        }


class Schema(AutoSchema):
    """Adds to every operation its errors, and which role's act and key's scope it needs."""

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)  # type: ignore[arg-type]
        component = self.resolve_serializer(Problem, "response")
        bodies["default"] = {
            "description": "An error.",
            "content": {CONTENT_TYPE: {"schema": component.ref}},
        }
        return bodies

    def get_description(self) -> str:  # type: ignore[override]
        text = super().get_description()
        action = getattr(self.view, "action", None) or self.method.lower()
        act: Act | None = getattr(self.view, "acts", {}).get(action)
        if act is None:
            return text
        scopes = ", ".join(f"`{scope}`" for scope, acts in GRANTED.items() if act in acts)
        return f"{text}\n\nNeeds the act `{act}`; for a key the scope {scopes or 'none grants'}."

    def get_override_parameters(self) -> list[Any]:
        parameters = list(super().get_override_parameters())
        body = self.get_request_serializer() if self.method in ("POST", "PATCH") else None
        if isinstance(body, type) and issubclass(body, Seen):
            described = "The ETag that was seen; needed unless the body says the revision."
            parameters.append(
                OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description=described)
            )
        return parameters

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").partition("/")[0]]
