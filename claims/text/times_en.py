"""English times by rules of ours: calendar dates, weekdays, parts of a year, "last week"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from claims.text import calendar
from claims.text.findings import FoundTime, Grain

_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()
)
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAYS = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_M = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_Y = r"(?P<year>(?:19|20)\d\d)"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY_NAME = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_N = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"


class _Ground(NamedTuple):
    """What relative expressions are resolved against."""

    published: dt.date | None
    previous: dt.date | None


_Outcome = tuple[calendar.Interval, Grain, str] | None
_Rule = Callable[[re.Match[str], _Ground], _Outcome]


def find(
    text: str,
    start: int,
    end: int,
    *,
    published: dt.date | None,
    previous: FoundTime | None,
) -> list[FoundTime]:
    """English times of ``text[start:end]`` in order, not overlapping."""
    matches = sorted(
        ((match, rule) for pattern, rule in _RULES for match in pattern.finditer(text, start, end)),
        key=lambda pair: (pair[0].start(), -pair[0].end()),
    )
    found: list[FoundTime] = []
    for match, rule in matches:
        if found and match.start() < found[-1].end:
            continue
        days = [time for time in found if time.grain is Grain.DAY]
        nearest = days[-1] if days else previous
        ground = _Ground(published, nearest.last if nearest else None)
        try:
            outcome = rule(match, ground)
        except (ValueError, OverflowError):  # a day outside the calendar
            continue
        if outcome:
            (first, last), grain, anchor = outcome
            found.append(
                FoundTime(first, last, grain, match.start(), match.end(), match.group(), anchor)
            )
    return found


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS[match["month"][:3].lower()]


def _dated(match: re.Match[str], ground: _Ground) -> _Outcome:
    groups = match.groupdict()
    month, day = _month_number(match), int(match["day"])
    final = int(groups.get("last_day") or day)
    year, anchor = _year(groups.get("year"), month, ground.published)
    if year is None:
        return None
    return (dt.date(year, month, day), dt.date(year, month, final)), Grain.DAY, anchor


def _year(stated: str | None, month: int, published: dt.date | None) -> tuple[int | None, str]:
    if stated:
        return int(stated), ""
    if published is None:
        return None, ""
    return _nearest_year(month, published)


def _nearest_year(month: int, published: dt.date) -> tuple[int, str]:
    """A month without a year is this year's, unless that is more than half a year ahead."""
    return published.year - (month - published.month > 6), "published"


def _month_of_year(match: re.Match[str], ground: _Ground) -> _Outcome:
    month = _month_number(match)
    stated = match.groupdict().get("year")
    if stated:
        return calendar.month(int(stated), month), Grain.MONTH, ""
    if ground.published is None:
        return None
    year = ground.published.year
    before = (match.groupdict().get("before") or "").lower()
    if before == "next":
        year += month <= ground.published.month
    elif before == "last":
        year -= month >= ground.published.month
    else:
        year, _ = _nearest_year(month, ground.published)
    return calendar.month(year, month), Grain.MONTH, "published"


def _iso(match: re.Match[str], ground: _Ground) -> _Outcome:
    day = dt.date.fromisoformat(match.group())
    return (day, day), Grain.DAY, ""


def _whole_year(match: re.Match[str], ground: _Ground) -> _Outcome:
    return calendar.year(int(match["year"])), Grain.YEAR, ""


def _part_of_year(match: re.Match[str], ground: _Ground) -> _Outcome:
    part = {"early": "early", "mid": "middle", "late": "late", "end": "late", "beginning": "early"}
    word = match["part"].lower().removeprefix("the ").removesuffix(" of").rstrip("-")
    name = match["of"].lower()
    if name.isdigit():
        return calendar.part_of_year(int(name), part[word]), Grain.QUARTER, ""
    if ground.published is None:
        return None
    year = ground.published.year + {"last": -1, "next": 1}.get(name.split()[0], 0)
    return calendar.part_of_year(year, part[word]), Grain.QUARTER, "published"


def _quarter(match: re.Match[str], ground: _Ground) -> _Outcome:
    groups = match.groupdict()
    number = int(groups.get("number") or 0) or _QUARTERS[(groups.get("word") or "").lower()]
    anchor = ""
    if groups.get("year"):
        year = int(match["year"])
    elif ground.published:
        year, anchor = ground.published.year, "published"
        if calendar.quarter(year, number)[0] > ground.published:
            year -= 1
    else:
        return None
    return calendar.quarter(year, number), Grain.QUARTER, anchor


def _half(match: re.Match[str], ground: _Ground) -> _Outcome:
    first = match["word"].lower() == "first"
    stated = match.groupdict().get("year")
    if not stated and ground.published is None:
        return None
    year = int(stated) if stated else ground.published.year if ground.published else 0
    interval = calendar.months(year, 1, 6) if first else calendar.months(year, 7, 12)
    return interval, Grain.HALF, "" if stated else "published"


def _weekday(match: re.Match[str], ground: _Ground) -> _Outcome:
    day = ground.published
    if day is None:
        return None
    number = _DAYS[match["weekday"].lower()]
    before = (match.groupdict().get("before") or "").lower()
    if before == "next":
        day += dt.timedelta(days=(number - day.weekday() - 1) % 7 + 1)
    elif before == "last":
        day -= dt.timedelta(days=(day.weekday() - number - 1) % 7 + 1)
    else:
        day -= dt.timedelta(days=(day.weekday() - number) % 7)
    return (day, day), Grain.DAY, "published"


def _named_day(match: re.Match[str], ground: _Ground) -> _Outcome:
    if ground.published is None:
        return None
    word = match.group().lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    day = ground.published + dt.timedelta(days=shift)
    return (day, day), Grain.DAY, "published"


def _neighbour(match: re.Match[str], ground: _Ground) -> _Outcome:
    base = ground.previous or ground.published
    if base is None:
        return None
    word = match.group().lower()
    shift = 0 if "same" in word else 1 if "next" in word or "following" in word else -1
    day = base + dt.timedelta(days=shift)
    return (day, day), Grain.DAY, "previous" if ground.previous else "published"


def _period(match: re.Match[str], ground: _Ground) -> _Outcome:
    day = ground.published
    if day is None:
        return None
    shift = {"last": -1, "next": 1}.get(match["before"].lower(), 0)
    unit = match["unit"].lower()
    if unit == "week":
        return calendar.week(day + dt.timedelta(weeks=shift)), Grain.WEEK, "published"
    if unit == "month":
        return calendar.month(day.year, day.month + shift), Grain.MONTH, "published"
    if unit == "quarter":
        number = (day.month - 1) // 3 + 1 + shift
        return calendar.months(day.year, 3 * number - 2, 3 * number), Grain.QUARTER, "published"
    return calendar.year(day.year + shift), Grain.YEAR, "published"


def _ago(match: re.Match[str], ground: _Ground) -> _Outcome:
    day = ground.published
    if day is None:
        return None
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _COUNTS[word]
    unit = match["unit"].lower()
    if unit == "year":
        return calendar.year(day.year - count), Grain.YEAR, "published"
    if unit == "month":
        day = calendar.months_before(day, count)
        return (day, day), Grain.MONTH, "published"
    day -= dt.timedelta(days=count * (7 if unit == "week" else 1))
    return (day, day), Grain.WEEK if unit == "week" else Grain.DAY, "published"


_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (re.compile(r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"), _iso),
    (re.compile(rf"\b{_M}\s{_D}(?:\s?[–-]\s?(?P<last_day>3[01]|[12]?\d))?(?:,?\s{_Y})?\b"), _dated),
    (re.compile(rf"\b{_D}\s(?:of\s)?{_M}(?:,?\s{_Y})?(?!\w)"), _dated),
    (re.compile(rf"\b{_M}(?:\sof)?,?\s{_Y}\b"), _month_of_year),
    (
        re.compile(
            r"(?i:\b(?:in|since|by|until|during|through|from|(?P<before>last|this|next)|early|late"
            rf"|mid)[\s-]){_M}(?!\w|\s\d)"
        ),
        _month_of_year,
    ),
    (
        re.compile(
            r"\b(?i:(?P<part>early|late|mid-?|the end of|end of|the beginning of))[\s]?"
            r"(?P<of>(?:19|20)\d\d|(?:last|this|next|the)\syear)\b"
        ),
        _part_of_year,
    ),
    (re.compile(rf"\bQ(?P<number>[1-4])(?:\s(?:of\s)?{_Y})?\b"), _quarter),
    (
        re.compile(
            rf"\b(?P<word>first|second|third|fourth)[\s-]quarter(?:\s(?:of\s|in\s)?{_Y})?\b", re.I
        ),
        _quarter,
    ),
    (
        re.compile(rf"\b(?P<word>first|second)\shalf(?:\sof\s(?:{_Y}|this year))?\b", re.I),
        _half,
    ),
    (
        re.compile(
            rf"(?i:\b(?:in|since|by|until|during|through|from|for|of|before|after|between)\s){_Y}"
            r"(?![\d-]|,\d)\b"
        ),
        _whole_year,
    ),
    (re.compile(rf"\b(?:(?i:(?P<before>last|next|this))\s)?{_DAY_NAME}\b"), _weekday),
    (re.compile(r"\b(?:yesterday|today|tomorrow)\b", re.I), _named_day),
    (
        re.compile(
            r"\b(?:the\ssame\sday|that\sday|the\s(?:previous|next|following)\sday|a\sday\searlier"
            r"|the\sday\sbefore)\b",
            re.I,
        ),
        _neighbour,
    ),
    (
        re.compile(r"\b(?P<before>last|this|next)\s(?P<unit>week|month|quarter|year)\b", re.I),
        _period,
    ),
    (re.compile(rf"\b{_N}\s(?P<unit>day|week|month|year)s?\s(?:ago|earlier)\b", re.I), _ago),
)
