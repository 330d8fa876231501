"""How often one caller may ask: per key, per signed-in user, per address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from claims.people.models import ApiKey

if TYPE_CHECKING:  # the settings name this module, and views read the settings
    from rest_framework.views import APIView

logger = structlog.get_logger(__name__)


class PerCaller(SimpleRateThrottle):
    scope = "caller"

    def allow_request(self, request: Request, view: APIView) -> bool:
        known = bool(request.user and request.user.is_authenticated)
        self.scope = "caller" if known else "anonymous"
        self.rate = self.get_rate()
        self.num_requests, self.duration = self.parse_rate(self.rate)
        try:
            return super().allow_request(request, view)
        except RedisError:
            # Counting is a courtesy among known callers: without the counter, work goes on.
            logger.warning("throttle has no counter", exc_info=True)
            return True

    def get_cache_key(self, request: Request, view: APIView) -> str:
        if isinstance(request.auth, ApiKey):
            ident = f"key-{request.auth.pk}"
        elif request.user and request.user.is_authenticated:
            ident = f"user-{request.user.pk}"
        else:
            ident = self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}
