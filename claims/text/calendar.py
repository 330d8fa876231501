"""Intervals of the calendar, as closed pairs of dates.

A year, month or day outside the calendar raises ``ValueError`` or ``OverflowError``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Literal

Interval = tuple[dt.date, dt.date]
Part = Literal["early", "middle", "late"]

Holiday = Callable[[int], dt.date]
"""The day of a holiday in a year."""

ONE_DAY = dt.timedelta(days=1)


def year(number: int) -> Interval:
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def decade(number: int) -> Interval:
    """The ten years of a decade by its first year: 1990."""
    return dt.date(number, 1, 1), dt.date(number + 9, 12, 31)


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


def half(in_year: int, number: int) -> Interval:
    return months(in_year, 6 * number - 5, 6 * number)


def season(in_year: int, number: int) -> Interval:
    """Spring is 1 and March to May, winter 4 and December to February of the next year."""
    return months(in_year, 3 * number, 3 * number + 2)


def week(day: dt.date) -> Interval:
    """Monday to Sunday of the week that holds ``day``."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def week_of_year(in_year: int, number: int) -> Interval:
    """The ISO week; -1 is the last of the year."""
    if number < 0:
        return week(dt.date(in_year, 12, 28))
    monday = dt.date.fromisocalendar(in_year, number, 1)
    return monday, monday + dt.timedelta(days=6)


def week_of_month(in_year: int, number: int, nth: int) -> Interval:
    """The nth week of a month, by the ISO rule that a week belongs where its Thursday is."""
    return week(weekday_of_month(in_year, number, 3, nth))


def weekday_of_month(in_year: int, number: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday (Monday is 0) of a month; -1 is the last."""
    first, last = month(in_year, number)
    if nth < 0:
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if day > last:
        raise ValueError("the month has no such weekday")
    return day


def part_of_decade(number: int, part: Part) -> Interval:
    """``early`` is the years 0 to 3, ``middle`` 4 to 6, ``late`` 7 to 9."""
    first, last = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}[part]
    return dt.date(number + first, 1, 1), dt.date(number + last, 12, 31)


def part_of_year(in_year: int, part: Part) -> Interval:
    """``early`` is January to April, ``middle`` May to August, ``late`` October to December."""
    first, last = {"early": (1, 4), "middle": (5, 8), "late": (10, 12)}[part]
    return months(in_year, first, last)


def part_of_month(of: Interval, part: Part) -> Interval:
    """``early`` ends on the 10th, ``middle`` on the 20th: the Korean 순, a third of a month."""
    first, last = {"early": (1, 10), "middle": (11, 20), "late": (21, of[1].day)}[part]
    return of[0].replace(day=first), of[0].replace(day=last)


def part_of_week(of: Interval, part: Part) -> Interval:
    """``early`` is Monday to Wednesday, ``middle`` Tuesday to Thursday, ``late`` from Thursday."""
    first, last = {"early": (0, 2), "middle": (1, 3), "late": (3, 6)}[part]
    return of[0] + dt.timedelta(days=first), of[0] + dt.timedelta(days=last)


def part_of_months(of: Interval, part: Part) -> Interval:
    """The first, middle or last third of a quarter, a season or a half, in whole months."""
    third = ((of[1].year - of[0].year) * 12 + of[1].month - of[0].month + 1) // 3
    skipped = {"early": 0, "middle": third, "late": 2 * third}[part]
    first = of[0].month + skipped
    return months(of[0].year, first, first + third - 1)


def fixed(in_month: int, day: int) -> Holiday:
    """A holiday on the same day every year."""
    return lambda in_year: dt.date(in_year, in_month, day)


def moving(in_month: int, weekday: int, nth: int, later: int = 0) -> Holiday:
    """A holiday on the nth weekday (Monday is 0) of a month, or ``later`` days after it."""
    return lambda in_year: weekday_of_month(in_year, in_month, weekday, nth) + later * ONE_DAY


def months_after(day: dt.date, count: int) -> dt.date:
    """The same day of the month, or the month's last, ``count`` months after (or before)."""
    first, last = month(day.year, day.month + count)
    return first.replace(day=min(day.day, last.day))


def workdays_after(day: dt.date, count: int) -> dt.date:
    """The day ``count`` days of Monday to Friday after (or before); holidays are not known."""
    weeks, rest = divmod(abs(count), 5)
    step = ONE_DAY if count > 0 else -ONE_DAY
    day += step * 7 * weeks
    while rest:
        day += step
        rest -= day.weekday() < 5
    return day
