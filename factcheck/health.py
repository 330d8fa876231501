"""Whether this process reaches its servers, for load balancers and the compose file."""

from __future__ import annotations

import structlog
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

logger = structlog.get_logger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database and Redis answer, else 503; it names no host and no error."""
    parts = {"database": _database_answers(), "redis": _redis_answers()}
    body = {name: "ok" if answers else "unreachable" for name, answers in parts.items()}
    return JsonResponse(body, status=200 if all(parts.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.warning("health: database does not answer", exc_info=True)
        return False
    return True


def _redis_answers() -> bool:
    try:
        cache.get("healthz")
    except (RedisError, OSError):
        logger.warning("health: redis does not answer", exc_info=True)
        return False
    return True
