"""What the views of every stage share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated, PermissionDenied, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from claims.people.models import ApiKey, User
from claims.people.rules import Act
from factcheck.api.errors import PreconditionRequired, TooLarge
from factcheck.api.fields import Command
from factcheck.api.parsers import JsonBody
from factcheck.api.schema import Schema

M = TypeVar("M", bound=Model)
N = TypeVar("N", bound=Model)
_REVISION_TAG = re.compile(r'"(\d{1,9})"')


class ApiView(APIView):
    """A view that declares its acts, reads bounded bodies and answers in problem JSON."""

    acts: ClassVar[Mapping[str, Act | None]] = {}
    max_body: ClassVar[int] = 1_000_000  # bytes
    http_method_names: ClassVar[list[str]] = ["get", "post", "patch", "delete", "head"]  # type: ignore[misc]
    parser_classes: Sequence[type[BaseParser]] = [JsonBody]
    schema = Schema()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # A body without a length is read as empty by Django, so the header bounds every body.
        if int(request.META.get("CONTENT_LENGTH") or 0) > self.max_body:
            raise TooLarge

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    @property
    def person(self) -> User:
        """Who asks. Raises ``NotAuthenticated`` where a public view needs somebody after all."""
        if not self.request.user.is_authenticated:
            raise NotAuthenticated
        return self.request.user

    def read(self, command: type[Command]) -> dict[str, Any]:
        """The valid content of the request's body, or a ``ValidationError``."""
        body = command(data=self.request.data, context={"request": self.request, "view": self})
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)

    def expected(self, content: dict[str, Any], field: str = "expected_revision") -> int:
        """Take out of ``content`` (or out of If-Match) the revision that the sender saw."""
        tag = self.request.headers.get("If-Match", "")
        given: int | None = content.pop(field, None)
        if tag:
            match = _REVISION_TAG.fullmatch(tag.strip())
            if match is None:
                raise ValidationError(
                    {"If-Match": [_('Give the ETag that was shown, such as "3".')]}
                )
            if given is not None and given != int(match[1]):
                raise ValidationError({field: [_("This contradicts the If-Match header.")]})
            return int(match[1])
        if given is None:
            raise PreconditionRequired
        return given

    def require_fresh_sign_in(self) -> None:
        """For what is hard to take back: a session must have given its password recently.

        A key needs its own scope for it instead, which ``acts`` asks for.
        """
        if isinstance(self.request.auth, ApiKey):
            return
        try:
            _after_fresh_sign_in(self.request._request)
        except ReauthenticationRequired:
            raise PermissionDenied(
                _("Sign in once more to do this: your sign-in is too long ago."),
                code="reauthentication_required",
            ) from None


class ApiViewSet(ApiView, GenericViewSet[M]):
    """Rows are found by their public id; anything that is not a UUID is no address at all."""

    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter = "uuid"

    def named(self, rows: QuerySet[N], public_id: object) -> N:
        """A second row that the address names, or a 404."""
        return get_object_or_404(rows, public_id=public_id)

    def shape(self, row: Model, serializer: type[serializers.Serializer[Any]]) -> Any:
        """One row as data, in the request's context."""
        return serializer(row, context=self.get_serializer_context()).data

    def listed(
        self,
        rows: QuerySet[Any] | Sequence[object],
        serializer: type[serializers.Serializer[Any]],
        **context: object,
    ) -> Response:
        """The page of rows that is asked for, as the view's pagination has it."""
        page = self.paginate_queryset(rows)
        shown = serializer(page, many=True, context={**self.get_serializer_context(), **context})
        return self.get_paginated_response(shown.data)

    def shapes(
        self, rows: QuerySet[N] | Sequence[object], serializer: type[serializers.Serializer[Any]]
    ) -> Any:
        """A short list of rows as data, all at once."""
        return serializer(rows, many=True, context=self.get_serializer_context()).data


def revision_tag(revision: int) -> dict[str, str]:
    """The ETag header that If-Match gives back: the revision, whatever else may change."""
    return {"ETag": f'"{revision}"'}


@reauthentication_required  # type: ignore[untyped-decorator]
def _after_fresh_sign_in(request: HttpRequest) -> None:
    """Nothing: the decorator is the question."""
