"""Intervals of the calendar, as closed pairs of dates."""

from __future__ import annotations

import calendar
import datetime as dt

Interval = tuple[dt.date, dt.date]


def year(number: int) -> Interval:
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def month(in_year: int, number: int) -> Interval:
    """The month; ``number`` may lie outside 1 to 12 and is carried into the year."""
    in_year, number = in_year + (number - 1) // 12, (number - 1) % 12 + 1
    return (
        dt.date(in_year, number, 1),
        dt.date(in_year, number, calendar.monthrange(in_year, number)[1]),
    )


def months(in_year: int, first: int, last: int) -> Interval:
    return month(in_year, first)[0], month(in_year, last)[1]


def quarter(in_year: int, number: int) -> Interval:
    return months(in_year, 3 * number - 2, 3 * number)


def week(day: dt.date) -> Interval:
    """Monday to Sunday of the week that holds ``day``."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def part_of_year(in_year: int, part: str) -> Interval:
    """``early`` is January to April, ``middle`` May to August, ``late`` October to December."""
    first, last = {"early": (1, 4), "middle": (5, 8), "late": (10, 12)}[part]
    return months(in_year, first, last)


def months_before(day: dt.date, count: int) -> dt.date:
    """The same day of the month, or the month's last, ``count`` months before."""
    first, last = month(day.year, day.month - count)
    return first.replace(day=min(day.day, last.day))
