"""How often one caller may ask: per key, per signed-in user, per address."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from claims.people.models import ApiKey


class PerCaller(SimpleRateThrottle):
    scope = "caller"

    def allow_request(self, request: Request, view: APIView) -> bool:
        known = bool(request.user and request.user.is_authenticated)
        self.scope = "caller" if known else "anonymous"
        self.rate = self.get_rate()
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: APIView) -> str:
        if isinstance(request.auth, ApiKey):
            ident = f"key-{request.auth.pk}"
        elif request.user and request.user.is_authenticated:
            ident = f"user-{request.user.pk}"
        else:
            ident = self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}
