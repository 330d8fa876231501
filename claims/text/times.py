"""Stated times as intervals of dates, each with the ground it was resolved on.

A relative expression is resolved against the day of publication or the date last named; where
that is unknown the expression is left out, never guessed. A date without a year is the nearest
one that is not after publication, unless the text points forward (오는, next).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from claims.text import times_en, times_ko
from claims.text.findings import FoundTime, Grain
from claims.text.stated import Ground


def find(
    text: str,
    start: int,
    end: int,
    language: str,
    *,
    published: dt.date | None,
    previous: FoundTime | None,
) -> list[FoundTime]:
    """The times of ``text[start:end]`` in order; ``previous`` is the date last named before it."""
    if language == "ko":
        return times_ko.find(text, start, end, Ground(published), previous)
    if language == "en":
        return times_en.find(text, start, end, Ground(published), previous)
    return []


def last_named(
    times: Sequence[FoundTime], previous: FoundTime | None, published: dt.date | None = None
) -> FoundTime | None:
    """The day that a following "that day" would mean: the last single day named that was not to
    come when the text was published."""
    days = [
        time
        for time in times
        if time.grain is Grain.DAY
        and time.first == time.last
        and not (published and time.first > published)
    ]
    return days[-1] if days else previous
