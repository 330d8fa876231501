"""Ask each host one thing at a time, and leave it in peace between two requests.

When a host was asked stands in Redis, for all workers together. Without Redis nothing is held up:
then nobody is told to wait.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from claims.articles.fetching import Limits
from claims.articles.models import HostRule

_HELD_SECONDS = Limits().total_seconds
"""As long as a request may take, and no longer than a lease: what a killed worker held is free when
its work is taken over."""
_SHORT_WAIT_SECONDS = 60.0  # what is waited for; a host that is left alone for longer is paused
_LONGEST_WAIT_SECONDS = 600.0  # until it is asked again whether a host is still paused

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Turn:
    """Whether a host may be asked now: ``wait`` is 0, or the seconds until it is worth asking.

    It ``is_paused`` when the wait is not that for a turn: a person paused the host, or it asked to
    be left alone itself. ``rest`` may be set to the seconds that it asked for afterwards.
    """

    wait: float = 0.0
    is_paused: bool = False
    rest: float = 0.0


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def rules_for(urls: Iterable[str]) -> dict[str, HostRule]:
    """The rules of these addresses' hosts, by host. One query."""
    hosts = {host_of(url) for url in urls}
    return {rule.host: rule for rule in HostRule.objects.filter(host__in=hosts)}


def seconds_between(host: str, rules: Mapping[str, HostRule]) -> float:
    """Least seconds between two requests; 0 for a host that is asked as often as one likes."""
    rule = rules.get(host)
    if rule is None or rule.seconds_between is None:
        return float(settings.SECONDS_BETWEEN_REQUESTS)
    return rule.seconds_between


@contextmanager
def turn(
    url: str, rules: Mapping[str, HostRule] | None = None, *, patience: float = 0.0
) -> Iterator[Turn]:
    """Take the host's turn for as long as the block runs, unless somebody else has it or the host
    is paused: then the block is told to wait. What is free within ``patience`` seconds is waited
    for. ``rules`` are those of the host where they are known already."""
    host = host_of(url)
    rules = rules_for([url]) if rules is None else rules
    taken, between = Turn(), seconds_between(host, rules)
    paused = rules[host].paused_until if host in rules else None
    if paused is not None and paused > timezone.now():
        taken.wait = min((paused - timezone.now()).total_seconds(), _LONGEST_WAIT_SECONDS)
        taken.is_paused = taken.wait > _SHORT_WAIT_SECONDS
        yield taken
        return
    taken.wait = _take(host, between, patience)
    taken.is_paused = taken.wait > max(_SHORT_WAIT_SECONDS, between)
    try:
        yield taken
    finally:
        if not taken.wait:
            _give_back(host, max(between, taken.rest), was_taken=bool(between))


def _take(host: str, between: float, patience: float) -> float:
    """Seconds to wait; 0 when the host's turn is taken. One that is asked as often as one likes
    has no turns, and is left alone for as long as it said itself."""
    end = time.monotonic() + patience
    while True:
        try:
            if between and cache.add(_key(host), time.time() + between, _HELD_SECONDS):
                return 0.0
            free_at = float(cache.get(_key(host), 0.0))
        except RedisError:
            logger.warning("hosts are asked without turns", exc_info=True)
            return 0.0
        left = free_at - time.time()
        if left <= 0:  # whoever has the turn is at it still
            left = between
        if not left:
            return 0.0
        # A clock that jumped must not make one wait for longer than a host was ever left alone.
        left = min(left, _LONGEST_WAIT_SECONDS)
        if time.monotonic() + left > end:
            return left
        time.sleep(left)


def _give_back(host: str, seconds: float, *, was_taken: bool) -> None:
    try:
        if seconds:
            cache.set(_key(host), time.time() + seconds, seconds)
        elif was_taken:
            cache.delete(_key(host))
    except RedisError:
        logger.warning("hosts are asked without turns", exc_info=True)


def _key(host: str) -> str:
    return f"hosts:asked:{host}"
