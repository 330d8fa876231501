"""How long a server asks to be left alone."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

LONGEST_WAIT = dt.timedelta(days=1)
"""The longest time that an answer can make us wait."""


def asked_to_wait(retry_after: str, *, now: dt.datetime) -> dt.timedelta:
    """The time that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date).

    At most ``LONGEST_WAIT``; nothing for what is neither, or past.
    """
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return min(dt.timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # of numbers that no date has
        return dt.timedelta()
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return min(max(until - now, dt.timedelta()), LONGEST_WAIT)
