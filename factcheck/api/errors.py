"""Every error of the API as RFC 9457 problem JSON."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims.errors import Conflict, Duplicate, LostUpdate

CONTENT_TYPE = "application/problem+json"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. Returns None for what is a fault of ours (a 500)."""
    headers: dict[str, str] = {}
    members: dict[str, Any] = {}
    match error:
        case Duplicate():
            code, kind, detail = status.HTTP_409_CONFLICT, error.code, error.message
            members["existing"] = str(error.existing.public_id)  # type: ignore[attr-defined]
        case LostUpdate():
            code, kind, detail = status.HTTP_409_CONFLICT, error.code, error.message
            members["current_revision"] = error.current
        case Conflict():
            code, kind, detail = status.HTTP_409_CONFLICT, error.code, error.message
        case DjangoValidationError():
            code, kind = status.HTTP_400_BAD_REQUEST, "invalid"
            detail = " ".join(error.messages)
            if hasattr(error, "error_dict"):
                members["errors"] = error.message_dict
        case DjangoPermissionDenied():
            code, kind, detail = (
                status.HTTP_403_FORBIDDEN,
                "permission_denied",
                str(error),
            )
        case Http404():
            code, kind, detail = status.HTTP_404_NOT_FOUND, "not_found", str(error)
        case exceptions.ValidationError():
            code, kind = error.status_code, "invalid"
            detail = "The request is not valid."
            members["errors"] = error.detail
        case exceptions.APIException():
            code, kind, detail = (
                error.status_code,
                error.default_code,
                str(error.detail),
            )
            if getattr(error, "auth_header", None):
                headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
            if getattr(error, "wait", None):
                headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
        case _:
            return None
    set_rollback()
    body = {
        "type": "about:blank",
        "title": kind,
        "status": code,
        "detail": detail,
    } | members
    return Response(body, status=code, headers=headers, content_type=CONTENT_TYPE)
