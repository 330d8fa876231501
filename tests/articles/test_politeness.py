"""A host is asked one thing at a time, rests in between, and is left alone while paused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisAway

from claims.articles.models import HostRule
from claims.articles.politeness import turn

PAGE = "https://River.example/news/1"


@pytest.fixture(autouse=True)
def hosts(db: None, settings: Settings) -> Iterator[None]:
    settings.SECONDS_BETWEEN_REQUESTS = 5.0
    cache.clear()
    yield
    cache.clear()


def test_who_comes_while_a_host_is_asked_waits_and_others_do_not() -> None:
    with turn(PAGE) as first, turn("https://river.example/other") as second:
        assert (first.wait, 0 < second.wait <= 5) == (0, True)
        with turn("https://field.example/") as elsewhere:
            assert elsewhere.wait == 0
    with turn(PAGE) as after:
        assert 0 < after.wait <= 5


def test_what_a_killed_worker_held_is_free_when_its_work_is_taken_over(settings: Settings) -> None:
    with turn(PAGE):
        left: int = cache._cache.get_client().pttl(cache.make_key("hosts:asked:river.example"))  # type: ignore[attr-defined]
    assert 0 < left <= settings.LEASE_SECONDS * 1000


def test_a_host_that_asks_for_it_is_left_alone_for_longer() -> None:
    with turn(PAGE) as asked:
        asked.rest = 60
    with turn(PAGE) as after:
        assert 50 < after.wait <= 60


@pytest.mark.parametrize(("seconds", "waits"), [(0, False), (30, True), (120, True), (None, True)])
def test_a_rule_says_how_long_a_host_rests(seconds: float | None, waits: bool) -> None:
    HostRule.objects.create(host="river.example", seconds_between=seconds)
    with turn(PAGE):
        pass
    with turn(PAGE) as after:
        assert (bool(after.wait), after.is_paused) == (waits, False)
        assert after.wait <= (seconds or 5)


def test_a_paused_host_is_not_asked_until_then() -> None:
    rule = HostRule.objects.create(
        host="river.example", paused_until=timezone.now() + dt.timedelta(days=2)
    )
    with turn(PAGE) as paused:
        assert paused.wait == 600  # and then it is asked again whether it is paused
        assert paused.is_paused
    rule.paused_until = timezone.now()
    rule.save()
    with turn(PAGE) as over:
        assert over.wait == 0


def test_without_redis_nothing_is_held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: object, **_named: object) -> None:
        raise RedisAway("away")

    for name in ("add", "get", "set", "delete"):
        monkeypatch.setattr(cache, name, away)
    for _turn in range(2):
        with turn(PAGE) as asked:
            assert asked.wait == 0
