"""API keys, and the permission that a view's declared act asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, MethodNotAllowed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from claims.people import services as people
from claims.people.models import ApiKey, User
from claims.people.rules import Act, scopes_allow

if TYPE_CHECKING:  # the settings name this module, and views read the settings
    from rest_framework.views import APIView


class ApiKeyAuthentication(BaseAuthentication):
    """``Authorization: Bearer fc_…``"""

    keyword = b"bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != self.keyword:
            return None
        key = people.key_for(secret.decode("latin-1").strip(), now=timezone.now())
        if key is None:
            raise AuthenticationFailed(_("This API key is unknown, expired or revoked."))
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="factcheck"'


class MayUseApi(BasePermission):
    """Views declare ``acts``: a map from action (or HTTP method) to the act it needs.

    ``None`` there means public. Verbs check the person's role once more; only here is the
    scope of the key known. An action that declares nothing is refused.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        method = (request.method or "").lower()
        if method not in view.http_method_names or not hasattr(view, method):
            raise MethodNotAllowed(request.method or "")
        acts: Mapping[str, Act | None] = getattr(view, "acts", {})
        action = getattr(view, "action", None) or ("get" if method == "head" else method)
        if action not in acts:
            return False
        act = acts[action]
        if act is None:
            return True
        if not request.user or not request.user.is_authenticated:
            return False
        if not request.user.may(act):
            self.message = _("Your role does not allow this (%(act)s).") % {"act": act.value}
            return False
        if isinstance(request.auth, ApiKey) and not scopes_allow(
            frozenset(request.auth.scopes), act
        ):
            self.message = _("No scope of this key allows this (%(act)s).") % {"act": act.value}
            return False
        return True
