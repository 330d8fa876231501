"""A date as words state it, and the interval it means; shared by the languages.

The words of a date fill a ``Stated``; what they do not say stays None. ``resolve`` finds the
interval: what is absolute needs no ground, what is relative is counted from the day of
publication or from the time last named, and is None where that is unknown.

Where the year or the month is not said, news means the nearest: a day of the month or a weekday
the last one up to publication, a month of the year this year's unless it is more than half a
year ahead, a day of a month no day of next year that is further ahead than that, a quarter or
half the last one that has begun. A word of direction (지난, 오는, next) or the tense of its verb
overrules that: 1 plans, -1 looks back, 0 is not known, where a bare day is the nearer one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from claims.text import calendar
from claims.text.calendar import Holiday, Interval, Part
from claims.text.findings import FoundTime, Grain

Resolved = tuple[Interval, Grain, str]

_HALF_A_YEAR = dt.timedelta(days=184)
# 29 February comes again after eight years at the latest (1896, 1904).
_LEAP_GAP = 9


@dataclass(frozen=True, slots=True)
class Shift:
    """A counted distance, as in "2 years and 3 days ago"; negative is before."""

    months: int = 0
    days: int = 0
    workdays: int = 0
    grain: Grain = Grain.DAY

    def reversed(self) -> Shift:
        return Shift(-self.months, -self.days, -self.workdays, self.grain)

    def later(self, days: int) -> Shift:
        return replace(self, days=self.days + days)

    def applied(self, day: dt.date) -> dt.date:
        day = calendar.months_after(day, self.months) + dt.timedelta(days=self.days)
        return calendar.workdays_after(day, self.workdays) if self.workdays else day


@dataclass(frozen=True, slots=True)
class Stated:
    """The parts of one date. The plural fields count from the ground: ``months=-1`` is last month.

    ``week`` is the nth week, or with a weekday the nth such weekday, of the month or year; -1 is
    the last. ``side`` is -1 for the last, 0 for this, 1 for the coming and 2 for the next one of
    a named weekday, day, month or season. ``named`` counts from the time last named, ``own`` from
    it only where it stands in the same sentence. A ``stretch`` is the whole way of its shift,
    ``so_far`` and ``rest`` what lies before and after the ground, ``run`` the number of months
    that end with the stated one.
    """

    decade: int | None = None
    year: int | None = None
    years: int | None = None
    season: int | None = None
    half: int | None = None
    quarter: int | None = None
    quarters: int | None = None
    month: int | None = None
    months: int | None = None
    week: int | None = None
    weeks: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekend: bool | None = None
    shift: Shift | None = None
    stretch: bool | None = None
    holiday: Holiday | None = None
    part: Part | None = None
    side: int | None = None
    so_far: bool | None = None
    rest: bool | None = None
    run: int | None = None
    same_period: bool | None = None
    named: bool | None = None
    own: bool | None = None

    def said(self) -> frozenset[str]:
        """The names of the fields that are filled."""
        return frozenset(name for name in _FIELDS if getattr(self, name) is not None)

    def merged(self, other: Stated) -> Stated | None:
        """Both together; None where they contradict each other."""
        both = other.said()
        if both & self.said():
            return None
        return replace(self, **{name: getattr(other, name) for name in both})

    def under(self, other: Stated) -> Stated:
        """With the year and month of ``other`` where this says none: the 5일 of 3월 2일~5일."""
        said = self.said()
        names: list[str] = []
        if said & _DATED and not said & _YEAR and not said & {"weeks", "shift"}:
            names += _YEAR
            if not said & _MONTH and said & {"day", "week"}:
                names += _MONTH
        if said == {"weekday"}:
            names += ["weeks", "side"]
        return replace(self, **{name: getattr(other, name) for name in names})


_FIELDS = tuple(field.name for field in fields(Stated))
_YEAR = frozenset({"year", "years", "named", "own"})
_MONTH = frozenset({"month", "months", "side"})
_DATED = frozenset({"day", "week", "month", "quarter", "half", "season", "holiday"})


@dataclass(frozen=True, slots=True)
class Ground:
    """What relative expressions are counted from.

    ``day`` is the single day last named and ``own`` that of the same sentence; ``period`` is the
    time last named in the sentence, of any length.
    """

    published: dt.date | None
    day: dt.date | None = None
    own: dt.date | None = None
    period: FoundTime | None = None

    def base(self, stated: Stated) -> tuple[dt.date | None, str]:
        """The day to count from and what to call it."""
        day = self.published
        if stated.own:
            return (self.own, "previous") if self.own else (self.published, "published")
        if stated.named:
            day = self.day
            if self.period and stated.said() & {"years", "months", "weeks"}:
                day = self.period.last
            return (day, "previous") if day else (self.published, "published")
        return day, "published"


def resolve(stated: Stated, ground: Ground, *, tense: int) -> Resolved | None:
    """The interval, its grain and its anchor; None where the ground is missing or the calendar
    has no such day."""
    try:
        return _resolved(stated, ground, tense)
    except (ValueError, OverflowError):  # a day outside the calendar
        return None


def _resolved(stated: Stated, ground: Ground, tense: int) -> Resolved | None:
    if stated.same_period:
        return _year_earlier(ground)
    if stated.decade is not None:
        if stated.part is not None:
            return calendar.part_of_decade(stated.decade, stated.part), Grain.YEAR, ""
        return calendar.decade(stated.decade), Grain.YEAR, ""
    base, anchor = ground.base(stated)
    if stated.year is not None:
        return *_run(stated, *_of_year(stated, stated.year)), ""
    if base is None:
        return None
    interval, grain = _from(stated, base, tense)
    if stated.so_far:
        interval = interval[0], max(interval[0], base)
    if stated.rest and base <= interval[1]:
        interval = base, interval[1]
    return *_run(stated, interval, grain), anchor


def _run(stated: Stated, interval: Interval, grain: Grain) -> tuple[Interval, Grain]:
    if stated.run is None:
        return interval, grain
    last = interval[1]
    first = calendar.month(last.year, last.month - stated.run + 1)[0]
    return (first, last), {3: Grain.QUARTER, 6: Grain.HALF, 12: Grain.YEAR}.get(
        stated.run, Grain.MONTH
    )


def _year_earlier(ground: Ground) -> Resolved | None:
    period = ground.period
    if period is None or period.grain is Grain.YEAR:
        return None
    first, last = calendar.months_after(period.first, -12), calendar.months_after(period.last, -12)
    return (first, last), period.grain, "previous"


def _from(stated: Stated, base: dt.date, tense: int) -> tuple[Interval, Grain]:
    """What is counted from a day: the finest part that is said decides."""
    if stated.shift is not None:
        return _shifted(stated, stated.shift, base)
    if stated.weeks is not None:
        return _in_week(stated, calendar.week(base + dt.timedelta(weeks=stated.weeks)))
    if stated.years is not None:
        return _of_year(stated, base.year + stated.years)
    if stated.months is not None:
        month = calendar.month(base.year, base.month + stated.months)[0]
        return _of_month(stated, month.year, month.month)
    if stated.quarters is not None:
        number = (base.month - 1) // 3 + 1 + stated.quarters
        return _part(calendar.quarter(base.year, number), Grain.QUARTER, stated.part)
    if stated.said() & {"month", "season", "half", "quarter", "holiday"}:
        return _without_year(stated, base, tense)
    if stated.day is not None:
        days = _days_of_months(stated.day, base)
        day = _nearest_day(list(days), base, stated, tense)
        return (day, day), Grain.DAY
    if stated.week is not None:
        return _of_month(stated, base.year, base.month)
    if stated.weekend:
        return _in_week(stated, calendar.week(base))
    if stated.weekday is not None:
        day = _nearest_weekday(stated.weekday, base, stated.side, tense)
        return (day, day), Grain.DAY
    raise ValueError("nothing is stated")


def _shifted(stated: Stated, shift: Shift, base: dt.date) -> tuple[Interval, Grain]:
    day = shift.applied(base)
    if stated.weekday is not None:
        return _in_week(stated, calendar.week(day))
    if stated.stretch and day != base:
        way = (base + calendar.ONE_DAY, day) if day > base else (day, base - calendar.ONE_DAY)
        return way, shift.grain
    if shift.grain is Grain.YEAR:
        return calendar.year(day.year), Grain.YEAR
    return (day, day), shift.grain


def _in_week(stated: Stated, week: Interval) -> tuple[Interval, Grain]:
    if stated.weekday is not None:
        day = week[0] + dt.timedelta(days=stated.weekday)
        return (day, day), Grain.DAY
    if stated.weekend:
        return (week[1] - calendar.ONE_DAY, week[1]), Grain.DAY
    if stated.part is not None:
        return calendar.part_of_week(week, stated.part), Grain.DAY
    return week, Grain.WEEK


def _of_year(stated: Stated, year: int) -> tuple[Interval, Grain]:
    if stated.holiday is not None:
        day = stated.holiday(year)
        return (day, day), Grain.DAY
    if stated.month is not None:
        return _of_month(stated, year, stated.month)
    if stated.week is not None:
        return calendar.week_of_year(year, stated.week), Grain.WEEK
    if stated.season is not None:
        return _part(calendar.season(year, stated.season), Grain.QUARTER, stated.part)
    if stated.half is not None:
        return _part(calendar.half(year, stated.half), Grain.HALF, stated.part)
    if stated.quarter is not None:
        return _part(calendar.quarter(year, stated.quarter), Grain.QUARTER, stated.part)
    if stated.day is not None:
        raise ValueError("a day needs a month")
    if stated.part is not None:
        return calendar.part_of_year(year, stated.part), Grain.QUARTER
    return calendar.year(year), Grain.YEAR


def _of_month(stated: Stated, year: int, month: int) -> tuple[Interval, Grain]:
    if stated.day is not None:
        day = dt.date(year, month, stated.day)
        return (day, day), Grain.DAY
    if stated.week is not None and stated.weekday is not None:
        day = calendar.weekday_of_month(year, month, stated.weekday, stated.week)
        return (day, day), Grain.DAY
    if stated.week is not None:
        return calendar.week_of_month(year, month, stated.week), Grain.WEEK
    return _part(calendar.month(year, month), Grain.MONTH, stated.part)


def _part(of: Interval, grain: Grain, part: Part | None) -> tuple[Interval, Grain]:
    if part is None:
        return of, grain
    if grain is Grain.MONTH:
        return calendar.part_of_month(of, part), Grain.WEEK
    return calendar.part_of_months(of, part), Grain.MONTH


def _without_year(stated: Stated, base: dt.date, tense: int) -> tuple[Interval, Grain]:
    """The nearest year in which there is such a day; a weekday beside it must agree if it can."""
    found: dict[dt.date, tuple[Interval, Grain]] = {}
    reach = _LEAP_GAP if stated.day == 29 or stated.week == 5 else 2
    for year in range(base.year - reach, base.year + reach + 1):
        try:
            interval, grain = _of_year(stated, year)
        except (ValueError, OverflowError):  # no 29 February that year, no fifth Friday
            continue
        found[interval[0]] = interval, grain
    if stated.day is not None:
        return found[_nearest_day(list(found), base, stated, tense)]
    last_day = {first: interval[1] for first, (interval, _) in found.items()}
    if stated.side == 0:
        return found[min(first for first in found if first.year == base.year)]
    if stated.side is not None and stated.side > 0:
        return found[min(first for first in found if first > base)]
    if stated.side is not None:
        return found[max(first for first in found if last_day[first] < base)]
    if tense > 0:
        return found[min(first for first in found if last_day[first] >= base)]
    if stated.month is None and stated.holiday is None:
        return found[max(first for first in found if first <= base)]
    this_year = max(first for first in found if first.year <= base.year)
    if this_year - base > (_HALF_A_YEAR if tense == 0 else dt.timedelta()):
        this_year = max(first for first in found if first < this_year)
    return found[this_year]


def _days_of_months(day: int, base: dt.date) -> Iterator[dt.date]:
    for shift in range(-3, 4):
        try:
            month = calendar.month(base.year, base.month + shift)[0]
            yield month.replace(day=day)
        except (ValueError, OverflowError):
            continue


def _nearest_day(days: list[dt.date], base: dt.date, stated: Stated, tense: int) -> dt.date:
    before = sorted((day for day in days if day <= base), reverse=True)
    after = sorted(day for day in days if day >= base)
    onward = tense > 0 if stated.side is None else stated.side > 0
    if stated.month is None and stated.side is None:
        # A bare day is one of the month of the report; a later one is told by its month.
        after = [day for day in after if (day.year, day.month) == (base.year, base.month)]
        if tense == 0 and before and after:
            onward = after[0] - base < base - before[0]
    if onward and stated.month is not None and stated.side is None and before:
        # A day of next year further than half a year ahead would be told with its year.
        onward = after[0].year == base.year or after[0] - base < _HALF_A_YEAR
    order = after + before if onward else before + after
    if stated.month is not None and stated.side is None and tense == 0:
        coming = [day for day in after if day - base < _HALF_A_YEAR and day.year == base.year]
        order = coming[:1] + order
    if stated.weekday is not None:
        near = [*before[:1], *after[:1]]
        order = [day for day in near if day.weekday() == stated.weekday] + order
    if not order:
        raise ValueError("no such day")
    return order[0]


def _nearest_weekday(weekday: int, base: dt.date, side: int | None, tense: int) -> dt.date:
    if side == 0:
        return calendar.week(base)[0] + dt.timedelta(days=weekday)
    if side == 2:
        return calendar.week(base)[0] + dt.timedelta(days=7 + weekday)
    if side == 1:
        return base + dt.timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)
    if side == -1:
        return base - dt.timedelta(days=(base.weekday() - weekday - 1) % 7 + 1)
    if tense > 0:
        return base + dt.timedelta(days=(weekday - base.weekday()) % 7)
    return base - dt.timedelta(days=(base.weekday() - weekday) % 7)
