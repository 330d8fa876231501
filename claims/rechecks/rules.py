"""When a verdict is looked at again, how grave what happened is, and how a re-check ends.

Pure decisions. No number here comes from a norm: they are the newsroom's to change in the policies,
and these are what it begins with.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

import orjson

DAY = dt.timedelta(days=1)
FIRST_BACKOFF = dt.timedelta(hours=2)
LONGEST_BACKOFF = dt.timedelta(days=3)
AGAINST = frozenset({"contradicts", "supersedes"})
"""Relations that speak against a claim: the other says otherwise, or tells of a later state."""
WITH_CONFIDENCE = 0.5
"""Least confidence of a proposal that gives reason to look again. Of proposals from here on
about half are what an annotator would have linked (see ``LINKS_PROPOSED_FROM``)."""
GRAVITY = {"note": 0, "notice": 1, "serious": 2}


class Policy(Protocol):
    """What a policy says; ``rating_id`` None and ``kind`` "" stand for any."""

    @property
    def kind(self) -> str: ...
    @property
    def rating_id(self) -> int | None: ...
    @property
    def every_days(self) -> int: ...
    @property
    def sooner_days(self) -> int: ...
    @property
    def recent_days(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What the date of the next look depends on.

    ``dates`` are the last days of the times that the claims name.
    """

    rating: int
    published: dt.datetime
    kinds: frozenset[str] = frozenset()
    is_hedged: bool = False
    is_disputed: bool = False
    dates: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class _Initial:
    kind: str = ""
    rating_id: int | None = None
    every_days: int = 28
    sooner_days: int = 7
    recent_days: int = 30


INITIAL = _Initial()
"""What counts where there is no policy."""


def policy_of(policies: Iterable[Policy], *, kinds: Collection[str], rating: int) -> Policy:
    """The most exact policy: for kind and rating, for the rating, for the kind, for all. Of two as
    exact, because the claims are of several kinds, the one that looks more often.
    """
    fitting = [p for p in policies if p.rating_id in (None, rating) and p.kind in ("", *kinds)]
    return min(
        fitting,
        key=lambda p: (-exactness(p), p.sooner_days, p.every_days),
        default=INITIAL,
    )


def exactness(policy: Policy) -> int:
    """3 for kind and rating, 2 for a rating, 1 for a kind, 0 for all."""
    return 2 * (policy.rating_id is not None) + (policy.kind != "")


def next_look(
    policies: Iterable[Policy], standing: Standing, *, now: dt.datetime, zone: dt.tzinfo
) -> dt.datetime:
    """By the policy, sooner for what is recent, disputed, predictive or hedged; or when a date that
    a claim names is over, whichever is first. ``zone`` is where the dates are days of.
    """
    policy = policy_of(policies, kinds=standing.kinds, rating=standing.rating)
    is_recent = now - standing.published <= policy.recent_days * DAY
    soon = is_recent or standing.is_hedged or standing.is_disputed or "prediction" in standing.kinds
    due = now + (policy.sooner_days if soon else policy.every_days) * DAY
    ends = (over(date, zone) for date in standing.dates)
    return min([due, *(end for end in ends if end > now)])


def over(date: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The moment at which a day is over; the last day of the calendar never is."""
    if date == dt.date.max:
        return dt.datetime.max.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(date + DAY, dt.time(), zone).astimezone(dt.UTC)


def backoff(failures: int) -> dt.timedelta:
    """How long to wait after so many re-checks in a row that could not look: two hours, doubled
    with each further one, at most three days."""
    wait: dt.timedelta = FIRST_BACKOFF * 2 ** min(max(failures, 1) - 1, 16)
    return min(wait, LONGEST_BACKOFF)


def gravest(severities: Iterable[str]) -> str:
    return max(severities, key=GRAVITY.__getitem__, default="note")


def is_graver(severity: str, than: str) -> bool:
    return GRAVITY[severity] > GRAVITY[than]


def outcome(*, severities: Collection[str], looked: bool) -> str:
    """``needs_person`` for anything above a note; else whether the sources could be looked at.

    ``looked`` is whether at least one source with an address answered, or none has one and the
    kept text was read again.
    """
    if set(severities) - {"note"}:
        return "needs_person"
    return "stands" if looked else "could_not_look"


def digest(value: object) -> str:
    """Sixteen hexadecimal digits that stand for a JSON value: enough to name a cause by."""
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
