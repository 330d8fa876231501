"""Fields and serializers that every stage's API uses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, extend_schema_field
from rest_framework import serializers
from rest_framework.settings import api_settings


class PublicId(serializers.UUIDField):
    """A public id in a request, read as the row it names; one query."""

    default_error_messages = {"does_not_exist": _("There is nothing with this id.")}

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        self.queryset = queryset
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        row = self.queryset.filter(public_id=super().to_internal_value(data)).first()
        if row is None:
            self.fail("does_not_exist")
        return row


class Text(serializers.CharField):
    """A JSON string; a number or a truth value is not turned into one. The space around it is
    taken off, but counts towards ``max_length``, as the schema says."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON number without a fraction; a string of digits is not turned into one."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Number(serializers.FloatField):
    """A JSON number; neither a truth value nor a string is turned into one."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.STR)
class HexDigest(serializers.Field[Any, Any, str, Any]):
    """A digest in the database's bytes, shown in lowercase hexadecimal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: bytes | memoryview) -> str:
        return bytes(value).hex()


class Command(serializers.Serializer[Any]):
    """The body of a request. A field it does not know is refused, so that a misspelt one is not
    silently left out."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = set(data) - set(self.fields)
            if unknown:
                known = ", ".join(self.fields) or "-"
                message = _("Unknown field. Known here: %(known)s") % {"known": known}
                raise serializers.ValidationError({str(name): [message] for name in unknown})
        else:
            raise serializers.ValidationError(
                {api_settings.NON_FIELD_ERRORS_KEY: [_("Give a JSON object.")]}, code="invalid"
            )
        return super().to_internal_value(data)


class CommandSchema(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    target_class = Command
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema = auto_schema._map_serializer(  # type: ignore[no-untyped-call]
            self.target, direction, bypass_extensions=True
        )
        return {**schema, "additionalProperties": False}

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str | None:
        return None


class Seen(Command):
    """A request about a row as its sender saw it, said in a field or in ``If-Match``."""


class Revised(Seen):
    """``expected_revision`` is the revision that was seen; ``If-Match`` says the same."""

    expected_revision = Whole(
        min_value=0, max_value=2**31 - 1, required=False, help_text="instead of If-Match"
    )


class Problem(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField(help_text="the name of the status")
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="stable, for programs")
    detail = serializers.CharField(help_text="a sentence for a person")
    errors = serializers.DictField(  # type: ignore[assignment]
        required=False, help_text="messages by field"
    )
    current_revision = serializers.IntegerField(required=False)
    existing = serializers.UUIDField(required=False, help_text="what is there already")
