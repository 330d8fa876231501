from __future__ import annotations

import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import OperationalError, connection
from django.test import Client
from redis.exceptions import ConnectionError as RedisUnreachable


@pytest.mark.django_db
def test_a_whole_installation_is_well() -> None:
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "redis": "ok"})
    assert "no-store" in response["Cache-Control"]


def fails(error: Exception) -> object:
    def call(*_args: object, **_kwargs: object) -> None:
        raise error

    return call


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "redis"])
def test_a_server_that_does_not_answer_is_told_without_its_secrets(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "postgresql://somebody:password@db.internal"
    if part == "database":
        monkeypatch.setattr(connection, "cursor", fails(OperationalError(secret)))
    else:
        monkeypatch.setattr(RedisCache, "get", fails(RedisUnreachable(secret)))
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json()[part] == "unreachable"
    assert "internal" not in response.content.decode()


@pytest.mark.django_db
def test_the_public_reads_on_while_redis_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The throttle's counter is in Redis; a reader does not pay for its absence."""
    monkeypatch.setattr(RedisCache, "get", fails(RedisUnreachable("gone")))
    assert Client().get("/api/v1/publications").status_code == 200
