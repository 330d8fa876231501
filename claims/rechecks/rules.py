"""When a verdict is looked at again, and how a re-check ends: pure decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

SOONEST = dt.timedelta(days=1)
RECENT = dt.timedelta(days=30)


def next_look(
    *, published: dt.datetime, now: dt.datetime, hedged: bool, predictive: bool, disputed: bool
) -> dt.datetime:
    """A day after publication for what is hedged, predictive or disputed, a week for the rest;
    once the verdict is older than 30 days, four times less often.
    """
    every = SOONEST if hedged or predictive or disputed else 7 * SOONEST
    if now - published > RECENT:
        every *= 4
    return now + every


def outcome(*, severities: Collection[str], looked: bool) -> str:
    """``needs_person`` for anything above a note; else whether the sources could be looked at.

    ``looked`` is whether at least one source with an address answered, or none has one and the
    kept text was read again.
    """
    if set(severities) - {"note"}:
        return "needs_person"
    return "stands" if looked else "could_not_look"
