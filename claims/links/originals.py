"""Original reports and statements, and when two that articles name are one.

Within one article the same reporter is one report (``origins.py``). Between articles that would be
rash: an agency reports hundreds of times a day. Two articles name one report where the reporter is
the same, the days can be the same, and something they cite it for is of one subject.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.links import reporters
from claims.links.facets import Features, Number

Days = tuple[dt.date, dt.date]

RECENT = dt.timedelta(days=3)
"""How long before an article a report came out that it names without a day.

Of 32 reports and statements that are dated in sixteen articles read by hand, 24 are at most three
days older than the article, and 28 a week.
"""

ZONES = dt.timedelta(days=1)
"""What the days of one report differ by when one paper counts in Seoul and one in New York."""

FLASHBACK = dt.timedelta(days=31)
"""How long before an article a report came out that it calls an earlier one without a day."""

ALIKE, NEARLY_ALIKE, SURELY_ALIKE = 0.2, 0.35, 0.5
"""Least cosine of what two claims speak of, where both state the day of their report, where one
does not and their articles are of one matter, and where nothing else is known.

Of the pairs in one language that are judged to share their origin in the open half of the table of
pairs, 95 of 100 reach 0.48. Of 56 pairs of reports of one reporter in sixteen articles read by
hand, nearly all of different reports, half reach 0.23 and four 0.5.
"""

ONE_MATTER = 0.27
"""Least cosine of all that two articles speak of, by the roots of its weights, for them to be of
one matter.

Of the articles of ten annotated stories (``tests/links/stories``), 55 of 60 pairs of one story
reach it and 8 of 720 of two stories.
"""

_DAYS_OF_ONE = dt.timedelta(days=6)
"""How long a stated time may be and still tell one statement of a body from another: a month holds
many."""

_NUMBER, _DIGIT = 1.5, 0.5
"""Weights of a number in what a claim speaks of: of two digits or more that of a company."""


_STATEMENTS = frozenset({"unknown", "speech", "document", "data", "interview"})
_HANGUL = re.compile(r"[가-힣]")


@dataclass(slots=True)
class Original:
    """An original report or statement, as one article tells of it.

    ``key`` is the reporter's slug or plain name, and ``reporters`` that and the body that a person
    speaks for.
    ``stated`` are the days the article gives for it and ``days`` those it can be of; both closed,
    None where unknown. ``article`` is set where the article is its own origin, ``unsourced`` where
    it says so in its own voice and names nobody, not even people who are not to be named.
    ``can_be`` is what the reporter is where no gazetteer knows it, the same in either language,
    ``about`` what the claims that rest on it speak of: the terms of each, and ``contexts`` what the
    articles speak of that name it. ``told_in`` is the text it was resolved from, where that is
    known.
    """

    reporters: frozenset[str]
    name: str
    key: str
    medium: str
    days: Days | None
    stated: Days | None = None
    article: str = ""
    occasion: str = ""
    unsourced: bool = False
    can_be: frozenset[str] = frozenset()
    about: list[Mapping[str, float]] = field(default_factory=list)
    contexts: list[Mapping[str, float]] = field(default_factory=list)
    told_in: str = ""


def spoken_of(claim: Features) -> dict[str, float]:
    """What a claim speaks of: its terms and its numbers, which are the same in every language."""
    return dict(claim.terms) | {
        f"#{one.value.normalize()} {one.high}": _NUMBER if _is_long(one) else _DIGIT
        for one in claim.numbers
    }


def _is_long(number: Number) -> bool:
    return len(number.value.normalize().as_tuple().digits) > 1


def context_of(about: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """What a whole article speaks of, by what its claims speak of: said often counts less than
    said of many things."""
    total: dict[str, float] = {}
    for one in about:
        for term, weight in one.items():
            total[term] = total.get(term, 0.0) + weight
    return {term: math.sqrt(weight) for term, weight in total.items()}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Of two weightings of terms, 0 to 1."""
    shared = sum(weight * b[term] for term, weight in a.items() if term in b)
    if not shared:
        return 0.0
    norms = sum(one * one for one in a.values()) * sum(one * one for one in b.values())
    return shared / math.sqrt(norms)


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of what is said in one language or in two: in two the words of either say nothing
    of the other, and how a word sounds only where both have it."""
    if _korean(a) == _korean(b):
        return cosine(a, b)
    return cosine(_neutral(a, b), _neutral(b, a))


def _korean(of: Mapping[str, float]) -> bool:
    return any(term.startswith("w:") and _HANGUL.search(term) for term in of)


def _neutral(of: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {
        term: weight
        for term, weight in of.items()
        if term in other or not term.startswith(("w:", "s:", "o:s:"))
    }


def same_report(a: Original, b: Original) -> bool:
    """Whether two articles name one original report."""
    return sameness(a, b) > 0


def sameness(a: Original, b: Original) -> float:
    """How surely two articles name one original report: 0 where they do not, 2 at most. Never on
    the reporter alone: the days must meet, and the subject must be the same, the more surely the
    less is stated."""
    if a.article and b.article:
        return 2.0 if a.article == b.article else 0.0
    reporter = same_reporter(a, b)
    if a.days is None or b.days is None or reporter is False or not meet(a.days, b.days):
        return 0.0
    matter = of_one_matter(a, b)
    both_stated = a.stated is not None and b.stated is not None
    if reporter is None and not (matter and both_stated):
        return 0.0
    alike = max((likeness(one, other) for one in a.about for other in b.about), default=0.0)
    least = ALIKE if both_stated else NEARLY_ALIKE if matter else SURELY_ALIKE
    if both_stated and not _overlap(a.days, b.days):
        # A body may speak every day; what an outlet ran is dated in two zones.
        if not (a.medium == b.medium == "report" or _in_two(a, b)):
            return 0.0
        least = NEARLY_ALIKE
    elif both_stated and matter and reporter and _is_day(a) and _is_day(b) and _speak_as_one(a, b):
        return 1.0 + alike
    if alike < least:
        return 0.0
    return alike + (0.5 if both_stated else 0.0)


def gather(originals: Iterable[Original]) -> list[int]:
    """Which of them are one report: a number for each, equal for the same. An original joins those
    before it that it is most surely the same as, and with it all that is said of them. What one
    article tells apart stays apart."""
    groups: list[list[Original]] = []
    seen: dict[int, int] = {}
    labels = []
    for one in originals:
        label = seen.get(id(one))
        if label is None:
            sure, label = max(
                (
                    (max(sameness(one, other) for other in group), -number)
                    for number, group in enumerate(groups)
                    if all(one.told_in != other.told_in or not one.told_in for other in group)
                ),
                default=(0.0, 0),
            )
            label = -label if sure else len(groups)
            if label == len(groups):
                groups.append([])
            groups[label].append(one)
            seen[id(one)] = label
        labels.append(label)
    return labels


def _speak_as_one(a: Original, b: Original) -> bool:
    """Whether the same speaks in both: who leads a body may speak on an occasion of his own."""
    return a.key == b.key or _in_two(a, b)


def may_be_one(a: Original, b: Original) -> bool:
    """Whether two originals can be one report as far as their reporters and days tell."""
    if a.days is None or b.days is None or not meet(a.days, b.days):
        return False
    return same_reporter(a, b) is not False


def looks_back(one: Original) -> bool:
    """Whether it is an earlier report of no stated day."""
    return one.stated is None and one.days is not None and one.days[1] - one.days[0] > RECENT


def media_like(medium: str) -> frozenset[str]:
    """The media as which another article may tell of one report: what a body told at a briefing
    and in a document is a statement, an outlet's report a report."""
    return _STATEMENTS if medium in _STATEMENTS else frozenset({medium})


def same_reporter(a: Original, b: Original) -> bool | None:
    """Whether two reporters are one: None where they can only be, as far as their sort tells."""
    if a.reporters & b.reporters:
        return True
    if not _in_two(a, b):
        return reporters.short_for(a.name, b.name)
    return reporters.alike(a.can_be, b.can_be)


def of_one_matter(a: Original, b: Original) -> bool:
    """Whether articles that name the two are of one matter."""
    return any(likeness(one, other) >= ONE_MATTER for one in a.contexts for other in b.contexts)


def _is_day(one: Original) -> bool:
    return one.stated is not None and one.stated[1] - one.stated[0] <= _DAYS_OF_ONE


def _in_two(a: Original, b: Original) -> bool:
    return (_HANGUL.search(a.name) is None) != (_HANGUL.search(b.name) is None)


def meet(a: Days, b: Days) -> bool:
    return a[0] - b[1] <= ZONES and b[0] - a[1] <= ZONES


def _overlap(a: Days, b: Days) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def earlier(day: dt.date, by: dt.timedelta) -> dt.date:
    """So long before a day, the first day that there is at most."""
    return day - min(by, day - dt.date.min)


def later(day: dt.date, by: dt.timedelta) -> dt.date:
    """So long after a day, the last day that there is at most."""
    return day + min(by, dt.date.max - day)
