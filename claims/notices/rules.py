"""Who is told of what, how, and when: pure decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

FILED = "finding.filed"
EVENTS = (
    "verdict.published",
    "verdict.corrected",
    "verdict.withdrawn",
    "recheck.finished",
    FILED,
)
"""What an endpoint may ask for; named as in the ledger, but for the last, which has no entry."""

TEST_EVENT = "webhook.test"

SEVERITY_OF = {
    "verdict.published": "note",
    "verdict.corrected": "notice",
    "verdict.withdrawn": "serious",
    "verdict.assigned": "notice",
    "recheck.finished": "notice",
}
"""How grave a notice is that tells of no finding."""

OLD_SECRET_SIGNS = dt.timedelta(hours=24)
"""How long the secret before the newest still signs, so that receivers can change theirs."""

DELIVERIES_KEPT = dt.timedelta(days=30)
"""After that a delivery that was made is forgotten."""


def told(
    *, assignee: int | None, author: int | None, watchers: Iterable[int], actor: int | None
) -> set[int]:
    """The people (keys) who hear of what happened to a verdict.

    Whoever looks after it, else who wrote what is public, and its watchers; not who did it.
    """
    responsible = assignee if assignee is not None else author
    return ({responsible} if responsible is not None else set()).union(watchers) - {actor}


def is_mailed(preference: str, severities: Collection[str]) -> bool:
    """Whether what is told at once, of these severities, is worth a mail of its own."""
    if preference == "each":
        return bool(severities)
    return preference == "serious" and "serious" in severities


def is_digested(preference: str) -> bool:
    """Whether what was not mailed waits for the daily digest."""
    return preference != "off"


def digest_day(now: dt.datetime, *, hour: int) -> dt.date | None:
    """The local day whose digest may be made at ``now`` (local time), or None before ``hour``."""
    return now.date() if now.hour >= hour else None


def generations(current: int, *, rotated_at: dt.datetime | None, now: dt.datetime) -> list[int]:
    """The generations of an endpoint's secret that sign at ``now``, newest first."""
    if rotated_at is not None and current > 1 and now - rotated_at < OLD_SECRET_SIGNS:
        return [current, current - 1]
    return [current]
