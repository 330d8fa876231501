"""When an article was published, as far as its page says so.

A wrong date is worse than none: relative times in the text resolve against it. So a date
counts only where a page marks it as its own publication; the day a page was updated, a
photograph was taken or a comment was written is something else. Dates in addresses are kept
apart by their code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from claims.text.findings import Grain

SEOUL = ZoneInfo("Asia/Seoul")
_YEARS = range(1980, 2101)


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """When a page says it was published.

    ``on`` is the day in the outlet's own zone, or the first day of a month (``grain`` is
    month, day, minute or second). ``at`` is the instant, where the page gives a time of day
    and its offset is stated or known. ``code`` names the kind of evidence, stable for rules:
    ``json-ld``, ``meta``, ``time``, ``text``, ``text+address``, ``address``. ``weak`` marks
    evidence that is not a statement of publication: a person decides.
    """

    on: dt.date
    grain: Grain
    evidence: str
    code: str
    at: dt.datetime | None = None
    weak: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august"
        "|sep sept september|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_CLOCK = (
    r"(?:[\sT,·|]{0,3}(?:\(?[월화수목금토일](?:요일)?\)?)?[\s,]{0,3}(?P<half>오전|오후|AM|PM)?\s{0,2}"
    r"(?P<hour>\d{1,2})(?::|시\s?)(?P<minute>\d{2})분?(?::(?P<second>\d{2}))?(?:\.\d{1,6})?"
    r"\s{0,2}(?P<after>[AaPp]\.?[Mm]\.?)?\s{0,2}"
    r"(?P<zone>Z|(?:UTC|GMT)(?:[+-]\d{1,2})?|KST|[+-]\d{2}:?\d{2})?)?"
)
_SHAPES = tuple(
    re.compile(shape + _CLOCK)
    for shape in (
        r"(?<!\d)(?P<year>\d{4})\s?[-./년]\s?(?P<month>\d{1,2})\s?[-./월]"
        r"\s?(?P<day>\d{1,2})[일.]?(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH},?\s(?P<year>\d{{4}})",
    )
)
_HOURS_FROM_UTC = re.compile(r"(?:Z|UTC|GMT)([+-]\d{1,2})?")
_PACKED = re.compile(r"\d{12}(\d{2})?")
_MONTH_ONLY = re.compile(r"(\d{4})[-./년]\s?(\d{1,2})월?")


def read(value: str, *, code: str, evidence: str, zone: dt.tzinfo | None) -> PublishedDate | None:
    """The first date in ``value``, or None.

    ``zone`` is the outlet's zone where it is known: a time without an offset is read in it,
    and an instant given in UTC counts on the day it was there.
    """
    value = value.strip()[:200]
    found = _packed(value, zone) or _iso(value, zone) or _worded(value, zone) or _mail(value, zone)
    if found is None and (month := _MONTH_ONLY.fullmatch(value)):
        first = _day(int(month[1]), int(month[2]), 1)
        found = (first, None, Grain.MONTH) if first else None
    if found is None:
        return None
    on, at, grain = found
    return PublishedDate(on=on, grain=grain, evidence=evidence, code=code, at=at)


_Found = tuple[dt.date, dt.datetime | None, Grain]


def _instant(moment: dt.datetime, zone: dt.tzinfo | None, grain: Grain) -> _Found | None:
    if moment.year not in _YEARS:
        return None
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    if moment.tzinfo is None:
        return moment.date(), None, Grain.DAY
    here = moment.astimezone(zone) if zone else moment
    return here.date(), here, grain


def _packed(value: str, zone: dt.tzinfo | None) -> _Found | None:
    match = _PACKED.fullmatch(value)
    if not match:
        return None
    grain = Grain.SECOND if match[1] else Grain.MINUTE
    try:
        moment = dt.datetime.strptime(value, "%Y%m%d%H%M%S" if match[1] else "%Y%m%d%H%M")
    except ValueError:
        return None
    return _instant(moment, zone, grain)


def _iso(value: str, zone: dt.tzinfo | None) -> _Found | None:
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    if len(value) <= len("2025-08-14"):
        return (moment.date(), None, Grain.DAY) if moment.year in _YEARS else None
    return _instant(moment, zone, Grain.SECOND if value.count(":") >= 2 else Grain.MINUTE)


def _mail(value: str, zone: dt.tzinfo | None) -> _Found | None:
    try:
        return _instant(parsedate_to_datetime(value), zone, Grain.SECOND)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _worded(value: str, zone: dt.tzinfo | None) -> _Found | None:
    for shape in _SHAPES:
        for match in shape.finditer(value):
            parts = match.groupdict()
            month = parts.get("month") or _MONTHS.get((parts.get("name") or "").lower())
            on = _day(int(parts["year"]), int(month or 0), int(parts["day"]))
            if on is None:
                continue
            return _timed(on, parts, zone) or (on, None, Grain.DAY)
    return None


def _timed(on: dt.date, parts: dict[str, str | None], zone: dt.tzinfo | None) -> _Found | None:
    if parts["hour"] is None:
        return None
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    half = (parts["half"] or parts["after"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith(("오후", "p")) else 0)
    offset = parts["zone"] or ""
    try:
        moment = dt.datetime.combine(on, dt.time(hour, minute, second))
        if offset == "KST":
            moment = moment.replace(tzinfo=SEOUL)
        elif hours := _HOURS_FROM_UTC.fullmatch(offset):
            apart = dt.timedelta(hours=int(hours[1] or 0))
            moment = moment.replace(tzinfo=dt.timezone(apart))
        elif offset:
            moment = dt.datetime.fromisoformat(f"{moment.isoformat()}{offset}")
    except ValueError:
        return None
    return _instant(moment, zone, Grain.SECOND if parts["second"] else Grain.MINUTE)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if year not in _YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_PUBLISHING = (
    r"(?:작성(?:일시|일자|일|시간)?|등록(?:일시|일자|일)?|(?:기사\s?)?입력(?:일시|일|시간)?"
    r"|승인(?:일)?|송고(?:시간)?|게재(?:일)?|발행(?:일)?|보도(?:일시)"
    r"|[Pp]ublished(?: on)?|[Pp]osted(?: on)?|PUBLISHED|POSTED)"
)
_LABELLED = re.compile(_PUBLISHING + r"\s{0,2}[:：|]?\s{0,2}(?P<rest>.{4,40})", re.DOTALL)
_LABEL_AFTER = re.compile(r"(?P<rest>.{8,40}?)\s?(?:송고|입력|게재|등록|작성)")
_AT_ONCE = re.compile(r"\d{4}|[A-Z][a-z]{2}|\d{1,2}(?:st|nd|rd|th)?\s[A-Z]")
_PARTIAL = re.compile(
    _PUBLISHING + r"\s{0,2}[:：|]?\s{0,2}(?P<month>\d{1,2})[-./월]\s?(?P<day>\d{1,2})(?![\d.:-])"
)
_NOT_PUBLISHING = re.compile(r"수정|업데이트|갱신|[Uu]pdated|[Mm]odified|[ⓒ©]")


def read_stamps(
    before: Iterable[str], after: Iterable[str], zone: dt.tzinfo | None
) -> PublishedDate | None:
    """The publication date in the imprint: lines before the text and lines after it.

    A date with a word of publishing counts in both places; a date alone only before the text,
    because after it other articles begin.
    """
    before = list(before)
    for line in [*before, *after]:
        for match in _LABELLED.finditer(line[:400]):
            rest = _NOT_PUBLISHING.split(match["rest"])[0]
            if _AT_ONCE.match(rest) and (stamp := _stamp(rest, match[0], zone)):
                return stamp
        if (sent := _LABEL_AFTER.fullmatch(line)) and (stamp := _stamp(sent["rest"], line, zone)):
            return stamp
    for line in before:
        first = _NOT_PUBLISHING.split(line[:100])[0]
        if 6 <= len(first) <= 60 and (stamp := _stamp(first, line, zone)):
            return stamp
    return None


def _stamp(value: str, shown: str, zone: dt.tzinfo | None) -> PublishedDate | None:
    return read(value, code="text", evidence=f"text: {shown[:40].strip()}", zone=zone)


_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/.-]?(?P<month>0[1-9]|1[0-2])[/.-]?"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|\d{6})"
)


def in_address(address: str, *, code: str) -> PublishedDate | None:
    """The day in the path of an address, as ``/2025/08/14/`` or ``/202508/14/``."""
    match = _IN_ADDRESS.search(address[:1000])
    if not match:
        return None
    on = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if on is None:
        return None
    what = "image" if code == "image" else "page"
    evidence = f"{what} address …{match[0]}…"
    return PublishedDate(on=on, grain=Grain.DAY, evidence=evidence, code=code, weak=True)


def completed_by_address(
    lines: Iterable[str], dated: Iterable[PublishedDate]
) -> PublishedDate | None:
    """A stamp without a year (``작성일 12-10``) and the one address that gives the year.

    The two agree when the address is of that day or of the day before it.
    """
    candidates = list(dated)
    for line in lines:
        match = _PARTIAL.search(line[:400])
        if not match:
            continue
        month, day = int(match["month"]), int(match["day"])
        years = set()
        for candidate in candidates:
            for near in (candidate.on, candidate.on + dt.timedelta(days=1)):
                if (near.month, near.day) == (month, day):
                    years.add((near, candidate.evidence))
        if len({near for near, _ in years}) == 1:
            on, evidence = min(years)
            stamp = f"text: {match[0][:40]}, year from {evidence}"
            return PublishedDate(on=on, grain=Grain.DAY, evidence=stamp, code="text+address")
    return None
