"""Korean times: korean-datetime for plain dates, rules of ours for what it does not know.

Ours are the parts of a year (작년 말, 올해 초), the days an article counts from another day
(전날, 같은 날, 이날, 이튿날), open intervals (올해 들어, 올해 말까지, 최근 몇 달) and the quarter
that a month ends (7월까지의 분기).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from korean_datetime import Cycle, Kind, ParseOptions, TemporalExpression, parse_all

from claims.text import calendar
from claims.text.findings import FoundTime, Grain
from claims.text.morphology import readable

_PAST = ParseOptions(cycle=Cycle.PAST)
_COMING = ParseOptions(cycle=Cycle.FUTURE)
# A day or month without a year is a coming one where the sentence plans or foretells.
_BARE_DATE = re.compile(r"(?:\d{1,2}월)?\s?(?:\d{1,2}일)?")
# 연다, 오른다: a syllable that ends in ㄴ before 다 is the present tense.
_PRESENT = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 4)
_PLANNED = re.compile(
    r"(?:(?:예정|계획|방침|목표|전망|[을할될릴갈]\s것)(?:이다|입니다)"
    rf"|[{_PRESENT}]다|[합됩옵엽]니다)[.\s]*$"
)
_GRAINS = {"half_year": Grain.HALF} | {grain.value: grain for grain in Grain}

# The parser tries every rule at every letter, so it is shown only the surroundings of words that
# can belong to a date: this much before and after, and never more than the longest stretch.
_SEED = re.compile(
    r"\d|어제|그제|그저께|오늘|내일|모레|글피|작년|올해|올\s|내년|금년|이달|내달|지난|이번|다음|오는|다가오는|분기"
    r"|반기|요일|[한두세석네넉]\s?(?:달|해|주)|설날|추석|절(?=$|[^가-힣]|에|인|부터|까지)|성탄"
)
_BEFORE, _AFTER, _LONGEST = 12, 28, 1_500

# Any absolute expression names a year of four digits.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?년|[.\-/]\s?\d)")
_MAY_HOLD_TIME = re.compile(r"[년월일주날해달]|분기|반기|그저께|어제|오늘|내일|모레|\d[.\-/]\d")
_TRAILING_ZONE = re.compile(r"\s?\((?:현지|한국|미국|미 동부|동부)\s?(?:시간|시각)\)")
_HANGUL = re.compile(r"[가-힣]")
_AMOUNT = re.compile(r"(?:간|동안|째|\s?만에|\s?더|\s?연속)(?![가-힣])|간의|치(?![가-힣])|짜리")
_FALSE = re.compile(r"현재|지금|아침|점심|저녁|밤|새벽|낮|오전|오후|당시|요즘|최근|주말|평일")

_RELATIVE_YEAR = {
    "재작년": -2, "지난해": -1, "작년": -1, "전년": -1, "올해": 0, "금년": 0, "올": 0, "내년": 1,
    "이듬해": 1, "내후년": 2,
}  # fmt: skip
_PART = {"초": "early", "초반": "early", "중반": "middle", "중순": "middle", "말": "late"}
_PART |= {"하반": "late", "연말": "late", "연초": "early"}
_COUNT = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6}

_PART_OF_YEAR = re.compile(
    r"(?<![가-힣\d])(?:(?P<word>재작년|지난해|작년|올해|금년|내년|내후년|올)|(?P<year>(?:19|20)\d\d)년)"
    r"\s?(?P<part>초반|초|중반|말)(?P<until>까지)?(?=$|[^가-힣]|에|께|쯤|부터|까지|의|로|이|도|만|기준)"
)
_BARE_PART = re.compile(
    r"(?<![가-힣])(?P<part>연말|연초)(?P<until>까지)?(?=$|[^가-힣]|에|께|부터|까지|의)"
)
_SO_FAR = re.compile(
    r"(?<![가-힣])(?P<word>올해|올|이달|이번\s달|이번\s주)\s?(?:들어|들어서)(?![가-힣])"
)
_LAST_DAY = re.compile(
    r"(?<![가-힣])(?:전날|하루\s전|전일)(?=$|[^가-힣]|에|의|은|는|부터|까지|보다|밤|오후|오전|도)"
)
_SAME_DAY = re.compile(
    r"(?<![가-힣])(?:같은\s날|이날|당일|이\s날)(?=$|[^가-힣]|에|의|은|는|부터|까지|도|만|오전|오후)"
)
_NEXT_DAY = re.compile(r"(?<![가-힣])(?:이튿날|다음\s?날)(?=$|[^가-힣]|에|의|은|는|부터|까지|도)")
_RECENT = re.compile(
    r"(?<![가-힣])(?:최근|지난)\s(?P<count>몇|수|한두|두세|\d{1,2})\s?(?P<unit>달|개월|주|년|일)"
    r"\s?(?:간|동안|새|사이)(?![가-힣])"
)
_QUARTER_TO_MONTH = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])월까지의?\s(?:\d{1,2}개월\s)?분기")
_MONTHS = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)년\s?)?(?P<first>1[0-2]|[1-9])월?\s?[~∼〜–-]\s?"
    r"(?P<last>1[0-2]|[1-9])월(?!\s?\d)"
)
_AGO = re.compile(
    r"(?<![가-힣\d.,])(?P<count>\d{1,3}|한|두|세|석|네|넉|다섯|여섯)\s?"
    r"(?P<unit>년|해|달|개월)\s?(?P<side>전|앞서)(?=$|[^가-힣]|에|의|인|보다|부터|과|만)"
)


class _Ground(NamedTuple):
    """What relative expressions are resolved against."""

    published: dt.date | None
    previous: dt.date | None


_Rule = Callable[[re.Match[str], _Ground], tuple[calendar.Interval, Grain, str] | None]


def find(
    text: str,
    start: int,
    end: int,
    *,
    published: dt.date | None,
    previous: FoundTime | None,
) -> list[FoundTime]:
    """Korean times of ``text[start:end]`` in order, not overlapping."""
    if not _MAY_HOLD_TIME.search(text, start, end):
        return []
    found = _parsed(text, start, end, published)
    special = _by_rules(text, start, end, found, published, previous)
    kept = [time for time in found if not any(_overlap(time, other) for other in special)]
    return sorted(kept + special, key=lambda time: time.start)


def _by_rules(
    text: str,
    start: int,
    end: int,
    parsed: list[FoundTime],
    published: dt.date | None,
    previous: FoundTime | None,
) -> list[FoundTime]:
    matches = sorted(
        ((match, rule) for pattern, rule in _RULES for match in pattern.finditer(text, start, end)),
        key=lambda pair: (pair[0].start(), -pair[0].end()),
    )
    found: list[FoundTime] = []
    for match, rule in matches:
        if found and match.start() < found[-1].end:
            continue
        days = [
            time
            for time in [*parsed, *found]
            if time.end <= match.start() and time.grain is Grain.DAY
        ]
        nearest = max(days, key=lambda time: time.start, default=None)
        if rule is _last_day and nearest is None:
            # Without a date in its own sentence 전날 counts from the day of the report.
            ground = _Ground(published, None if published else _day(previous))
        else:
            ground = _Ground(published, _day(nearest) or _day(previous))
        outcome = _safely(rule, match, ground)
        if outcome:
            (first, last), grain, anchor = outcome
            found.append(
                FoundTime(first, last, grain, match.start(), match.end(), match.group(), anchor)
            )
    return found


def _safely(
    rule: _Rule, match: re.Match[str], ground: _Ground
) -> tuple[calendar.Interval, Grain, str] | None:
    try:
        return rule(match, ground)
    except (ValueError, OverflowError):  # a day outside the calendar
        return None


def _day(time: FoundTime | None) -> dt.date | None:
    return time.last if time else None


def _overlap(one: FoundTime, other: FoundTime) -> bool:
    return one.start < other.end and other.start < one.end


def _parsed(text: str, start: int, end: int, published: dt.date | None) -> list[FoundTime]:
    now = dt.datetime.combine(published or dt.date(2000, 1, 1), dt.time(12))
    planned = _PLANNED.search(text, max(start, end - 16), end) is not None
    found: list[FoundTime] = []
    for first, last in _surroundings(text, start, end):
        window = readable(text[first:last])
        if window.isspace():
            continue
        try:
            expressions = parse_all(window, now, _PAST)
            if any(_BARE_DATE.fullmatch(one.text) for one in expressions) and planned:
                coming = parse_all(window, now, _COMING)
                expressions = _coming_where_bare(expressions, coming)
        except (ValueError, OverflowError):  # a day outside the calendar
            continue
        for expression in expressions:
            time = _accepted(text, first, end, expression, published)
            if time:
                found.append(time)
    return found


def _surroundings(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches that may hold a date, each from the beginning of a word, in order."""
    found: list[tuple[int, int]] = []
    for seed in _SEED.finditer(text, start, end):
        first = max(start, seed.start() - _BEFORE)
        space = text.find(" ", first, seed.start())
        first = first if first == start else space + 1 if space >= 0 else first
        last = min(end, seed.end() + _AFTER)
        if found and first <= found[-1][1] and last - found[-1][0] <= _LONGEST:
            found[-1] = (found[-1][0], last)
        else:
            found.append((max(first, found[-1][1]) if found else first, last))
    return found


def _coming_where_bare(
    past: list[TemporalExpression], coming: list[TemporalExpression]
) -> list[TemporalExpression]:
    later = {one.span: one for one in coming}
    return [later.get(one.span, one) if _BARE_DATE.fullmatch(one.text) else one for one in past]


def _accepted(
    text: str, offset: int, end: int, expression: TemporalExpression, published: dt.date | None
) -> FoundTime | None:
    first, last = offset + expression.span[0], offset + expression.span[1]
    words = text[first:last]
    if expression.kind not in {Kind.DATE, Kind.DATETIME} or _FALSE.fullmatch(words):
        return None
    if first and _HANGUL.match(text[first - 1]) and _HANGUL.match(words):
        return None
    absolute = _YEAR.search(words) is not None
    if published is None and not absolute:
        return None
    if words.startswith("내 주") or (_AMOUNT.match(text, last) and not words.startswith("지난")):
        return None
    closing = expression.end - dt.timedelta(microseconds=1)
    final = max(closing.date(), expression.start.date())
    zone = _TRAILING_ZONE.match(text, last, end)
    last = zone.end() if zone else last
    grain = _GRAINS.get(expression.grain.value, Grain.DAY)
    return FoundTime(
        expression.start.date(),
        final,
        grain,
        first,
        last,
        text[first:last],
        "" if absolute else "published",
    )


def _part_of_year(
    match: re.Match[str], ground: _Ground
) -> tuple[calendar.Interval, Grain, str] | None:
    groups = match.groupdict()
    part = _PART[match["part"]]
    anchor = ""
    if groups.get("year"):
        number = int(match["year"])
    elif ground.published:
        number = ground.published.year + _RELATIVE_YEAR.get(groups.get("word") or "", 0)
        anchor = "published"
    else:
        return None
    first, last = calendar.part_of_year(number, part)
    if match["until"] and ground.published and ground.published < last:
        first = ground.published
    return (first, last), Grain.QUARTER, anchor


def _so_far(match: re.Match[str], ground: _Ground) -> tuple[calendar.Interval, Grain, str] | None:
    if not ground.published:
        return None
    day = ground.published
    if match["word"].startswith("올"):
        return (day.replace(month=1, day=1), day), Grain.YEAR, "published"
    if match["word"].endswith("주"):
        return (calendar.week(day)[0], day), Grain.WEEK, "published"
    return (day.replace(day=1), day), Grain.MONTH, "published"


def _last_day(match: re.Match[str], ground: _Ground) -> tuple[calendar.Interval, Grain, str] | None:
    return _beside(ground, -1)


def _same_day(match: re.Match[str], ground: _Ground) -> tuple[calendar.Interval, Grain, str] | None:
    return _beside(ground, 0)


def _next_day(match: re.Match[str], ground: _Ground) -> tuple[calendar.Interval, Grain, str] | None:
    return _beside(ground, 1) if ground.previous else None


def _beside(ground: _Ground, days: int) -> tuple[calendar.Interval, Grain, str] | None:
    base = ground.previous or ground.published
    if base is None:
        return None
    day = base + dt.timedelta(days=days)
    return (day, day), Grain.DAY, "previous" if ground.previous else "published"


def _recent(match: re.Match[str], ground: _Ground) -> tuple[calendar.Interval, Grain, str] | None:
    if not ground.published:
        return None
    count = int(match["count"]) if match["count"].isdigit() else 3
    unit, last = match["unit"], ground.published
    if unit in {"달", "개월"}:
        return (calendar.months_before(last, count), last), Grain.MONTH, "published"
    if unit == "년":
        return (calendar.months_before(last, 12 * count), last), Grain.YEAR, "published"
    days = count * (7 if unit == "주" else 1)
    grain = Grain.WEEK if unit == "주" else Grain.DAY
    return (last - dt.timedelta(days=days), last), grain, "published"


def _quarter_to_month(
    match: re.Match[str], ground: _Ground
) -> tuple[calendar.Interval, Grain, str] | None:
    if not ground.published:
        return None
    number, year = int(match["month"]), ground.published.year
    if number > ground.published.month:
        year -= 1
    return calendar.months(year, number - 2, number), Grain.QUARTER, "published"


def _month_span(
    match: re.Match[str], ground: _Ground
) -> tuple[calendar.Interval, Grain, str] | None:
    first, last = int(match["first"]), int(match["last"])
    if match["year"]:
        return calendar.months(int(match["year"]), first, last), Grain.MONTH, ""
    if not ground.published or first > last:
        return None
    year = ground.published.year - (1 if first > ground.published.month else 0)
    return calendar.months(year, first, last), Grain.MONTH, "published"


def _ago(match: re.Match[str], ground: _Ground) -> tuple[calendar.Interval, Grain, str] | None:
    if not ground.published:
        return None
    count = int(match["count"]) if match["count"].isdigit() else _COUNT[match["count"]]
    if match["unit"] in {"년", "해"}:
        return calendar.year(ground.published.year - count), Grain.YEAR, "published"
    day = calendar.months_before(ground.published, count)
    return (day, day), Grain.MONTH, "published"


_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (_PART_OF_YEAR, _part_of_year),
    (_BARE_PART, _part_of_year),
    (_SO_FAR, _so_far),
    (_LAST_DAY, _last_day),
    (_SAME_DAY, _same_day),
    (_NEXT_DAY, _next_day),
    (_RECENT, _recent),
    (_QUARTER_TO_MONTH, _quarter_to_month),
    (_MONTHS, _month_span),
    (_AGO, _ago),
)
