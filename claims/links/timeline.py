"""The claims of a matter by time: who told whom to do what about which thing, and how strongly.

Pure rules. A claim stands at the time it is about; one that states none stands at the day its
article was published and is marked so, because a report is no earlier than what it reports but may
be much later. Directives of one side about one object are a lane; the same strength said of the
same period is one step of it, however many articles say so. What is denied ("did not ban") is a
step of its own and never counts as the ban. Steps are not joined by a line: that a guidance of
2024 became the ban of 2025 is for a person to say.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What a claim's place in time rests on."""

    ABOUT = "about"
    PUBLISHED = "published"
    UNKNOWN = "unknown"


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    LONGER = "longer"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """A side, an addressee or an object. ``key`` tells parties apart; empty where none is said."""

    key: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Directed:
    """A directive as the timeline sees it: ``level`` 1 (encouragement) to 9 (ban), 0 a permission;
    ``denied`` where the claim says that it was not given."""

    side: Party
    addressee: Party
    object: Party
    strength: str
    level: int
    direction: str
    status: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One claim in time: a closed interval of days, both None where the time is unknown."""

    claim: int
    basis: Basis
    first: dt.date | None
    last: dt.date | None
    published: dt.date | None = None
    directed: Directed | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar month, quarter or year, or a longer stretch; what has no time is in one without
    days. ``key`` is ``2024-09``, ``2024-Q3``, ``2024``, ``2024/2026`` or ``unknown``."""

    key: str
    span: Span
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Step:
    """What claims say alike: one side, object, strength and direction in one period.

    ``tentative`` where every claim speaks of what is discussed or expected only.
    """

    side: Party
    object: Party
    strength: str
    level: int
    direction: str
    denied: bool
    tentative: bool
    addressees: tuple[Party, ...]
    statuses: tuple[str, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One period: its steps, the weakest first, and the claims that are no directives."""

    period: Period
    steps: tuple[Step, ...]
    others: tuple[Moment, ...]

    @property
    def size(self) -> int:
        return sum(len(step.claims) for step in self.steps) + len(self.others)


@dataclass(frozen=True, slots=True)
class Lane:
    """What one side says about one object: a cell of steps for each period in order."""

    side: Party
    object: Party
    cells: tuple[tuple[Step, ...], ...]

    @property
    def size(self) -> int:
        return sum(len(step.claims) for cell in self.cells for step in cell)


_MONTH = 31  # days
TENTATIVE = frozenset({"under_discussion", "expected"})


def placed(
    about: tuple[dt.date, dt.date] | None, published: dt.date | None
) -> tuple[Basis, dt.date | None, dt.date | None]:
    """Where in time a claim stands, and on what that rests."""
    if about is not None:
        return Basis.ABOUT, *about
    if published is not None:
        return Basis.PUBLISHED, published, published
    return Basis.UNKNOWN, None, None


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """By time, then by publication, then as they came in; what has no time comes last."""
    return sorted(moments, key=_order)


def period_of(moment: Moment) -> Period:
    """The shortest calendar period that holds the whole interval. Of two months that an interval
    no longer than a month lies in, the one with more of its days, or else the later."""
    first, last = moment.first, moment.last
    if first is None or last is None:
        return Period("unknown", Span.UNKNOWN, None, None)
    if (last - first).days < _MONTH:
        middle = first + (last - first + dt.timedelta(days=1)) / 2
        first = last = middle
    if first.year != last.year:
        key = f"{first.year}/{last.year}"
        return Period(key, Span.LONGER, dt.date(first.year, 1, 1), dt.date(last.year, 12, 31))
    year = first.year
    if first.month == last.month:
        return _months(f"{year}-{first.month:02}", Span.MONTH, year, first.month, first.month)
    quarter = (first.month - 1) // 3
    if quarter == (last.month - 1) // 3:
        start = 3 * quarter + 1
        return _months(f"{year}-Q{quarter + 1}", Span.QUARTER, year, start, start + 2)
    return _months(str(year), Span.YEAR, year, 1, 12)


def chapters(moments: Iterable[Moment]) -> list[Chapter]:
    """The periods in order, a longer one before those that begin with it."""
    found: dict[Period, list[Moment]] = defaultdict(list)
    for moment in in_order(moments):
        found[period_of(moment)].append(moment)
    return [
        Chapter(
            period,
            tuple(_steps(row for row in found[period] if row.directed)),
            tuple(row for row in found[period] if not row.directed),
        )
        for period in sorted(found, key=_period_order)
    ]


def lanes(found: Sequence[Chapter]) -> list[Lane]:
    """The directives of the chapters as a table: a row for each side and object, the sides and
    their objects in the order they first come up; columns as in ``columns``."""
    wanted = columns(found)
    place = {chapter.period: index for index, chapter in enumerate(wanted)}
    rows: dict[tuple[str, str], list[list[Step]]] = {}
    parties: dict[tuple[str, str], tuple[Party, Party]] = {}
    sides: dict[str, int] = {}
    for chapter in wanted:
        for step in chapter.steps:
            key = (step.side.key, step.object.key)
            sides.setdefault(step.side.key, len(sides))
            parties.setdefault(key, (step.side, step.object))
            cells = rows.setdefault(key, [[] for _column in wanted])
            cells[place[chapter.period]].append(step)
    order = sorted(rows, key=lambda key: sides[key[0]])
    return [Lane(*parties[key], tuple(tuple(cell) for cell in rows[key])) for key in order]


def columns(found: Iterable[Chapter]) -> list[Chapter]:
    """The chapters that have directives."""
    return [chapter for chapter in found if chapter.steps]


def _steps(moments: Iterable[Moment]) -> list[Step]:
    alike: dict[tuple[object, ...], list[Moment]] = defaultdict(list)
    for moment in moments:
        if said := moment.directed:
            key = (said.side.key, said.object.key, said.strength, said.direction, said.denied)
            alike[key].append(moment)
    steps = [_step(rows) for rows in alike.values()]
    return sorted(steps, key=lambda step: step.level)


def _step(rows: Sequence[Moment]) -> Step:
    said = [row.directed for row in rows if row.directed]
    first = said[0]
    return Step(
        side=first.side,
        object=first.object,
        strength=first.strength,
        level=first.level,
        direction=first.direction,
        denied=first.denied,
        tentative=all(each.status in TENTATIVE for each in said),
        addressees=_distinct(said, lambda each: each.addressee),
        statuses=tuple(dict.fromkeys(each.status for each in said)),
        claims=tuple(row.claim for row in rows),
    )


def _distinct(said: Iterable[Directed], party: Callable[[Directed], Party]) -> tuple[Party, ...]:
    found = {one.key: one for each in said if (one := party(each)).key}
    return tuple(found.values())


def _months(key: str, span: Span, year: int, first: int, last: int) -> Period:
    end = calendar.monthrange(year, last)[1]
    return Period(key, span, dt.date(year, first, 1), dt.date(year, last, end))


def _order(moment: Moment) -> tuple[dt.date, dt.date, dt.date, int]:
    return (
        moment.first or dt.date.max,
        moment.last or dt.date.max,
        moment.published or dt.date.max,
        moment.claim,
    )


def _period_order(period: Period) -> tuple[dt.date, int]:
    first, last = period.first or dt.date.max, period.last or dt.date.max
    return first, -last.toordinal()
