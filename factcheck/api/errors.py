"""Every error of the API as RFC 9457 problem JSON.

``title`` is the name of the status, ``code`` the stable word a program switches on, ``detail``
the sentence for a person in the language they asked for. ``errors`` names the fields at fault.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims.errors import Conflict, Duplicate, LostUpdate

CONTENT_TYPE = "application/problem+json"
API_PREFIX = "/api/"


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = gettext_lazy("The request is larger than this endpoint takes.")


class PreconditionRequired(exceptions.APIException):
    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_code = "precondition_required"
    default_detail = gettext_lazy(
        "Say which revision you saw: an If-Match header or the field of the expected revision."
    )


def problem(code: int, kind: str, detail: str, **members: Any) -> dict[str, Any]:
    """The members of a problem document."""
    title = HTTPStatus(code).phrase
    return {
        "type": "about:blank",
        "title": title,
        "status": int(code),
        "code": kind,
        "detail": detail,
    } | members


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. Returns None for what is a fault of ours (a 500)."""
    headers: dict[str, str] = {}
    match error:
        case Duplicate():
            existing = str(error.existing.public_id)  # type: ignore[attr-defined]
            body = problem(409, error.code, error.message, existing=existing)
        case LostUpdate():
            by_header = "If-Match" in context["request"].headers
            body = problem(
                412 if by_header else 409,
                error.code,
                error.message,
                current_revision=error.current,
            )
        case Conflict():
            body = problem(409, error.code, error.message)
        case DjangoValidationError():
            kind = getattr(error, "code", None) or "invalid"
            body = problem(400, kind, " ".join(error.messages))
            if hasattr(error, "error_dict"):
                body["errors"] = error.message_dict
        case DjangoPermissionDenied():
            detail = str(error) or _("You may not do this.")
            body = problem(403, "permission_denied", detail)
        case Http404():
            body = problem(404, "not_found", _("There is nothing at this address."))
        case exceptions.ValidationError():
            body = problem(400, "invalid", _("The request is not valid."), errors=error.detail)
        case exceptions.APIException():
            kind = error.get_codes()
            kind = kind if isinstance(kind, str) else error.default_code
            body = problem(error.status_code, kind, str(error.detail))
            if getattr(error, "auth_header", None):
                headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
            if getattr(error, "wait", None):
                headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
        case _:
            return None
    set_rollback()
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def plain_problem(code: int, kind: str, detail: str) -> HttpResponse:
    """A problem from outside DRF, such as an address that no view has."""
    return HttpResponse(
        orjson.dumps(problem(code, kind, detail)), status=code, content_type=CONTENT_TYPE
    )


@csrf_exempt  # there is nothing here to forge, and the answer is a problem for POST, too
def no_such_endpoint(request: HttpRequest) -> HttpResponse:
    """The view of every address under /api/ that nothing else answers."""
    return plain_problem(404, "not_found", _("There is nothing at this address."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith(API_PREFIX):
        return plain_problem(400, "bad_request", _("The request could not be read."))
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=413)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith(API_PREFIX):
        return plain_problem(403, "permission_denied", _("You may not do this."))
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith(API_PREFIX):
        return no_such_endpoint(request)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    if request.path.startswith(API_PREFIX):
        return plain_problem(500, "server_error", _("Something went wrong on our side."))
    return defaults.server_error(request)
