"""When failed work is tried again."""

from __future__ import annotations

import datetime as dt

_FIRST_SECONDS = 5
_LONGEST_SECONDS = 6 * 3600


def next_delay(attempts: int) -> dt.timedelta:
    """5 s after the first failure, four times longer after each further one, at most 6 hours."""
    return dt.timedelta(seconds=min(_FIRST_SECONDS * 4 ** (max(attempts, 1) - 1), _LONGEST_SECONDS))
