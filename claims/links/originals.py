"""Original reports and statements, and when two that articles name are one.

Within one article the same reporter is one report (``origins.py``). Between articles that would be
rash: an agency reports hundreds of times a day. Two articles name one report where the reporter is
the same, the days can be the same, and something they cite it for is of one subject.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.links.features import Features

Days = tuple[dt.date, dt.date]

RECENT = dt.timedelta(days=3)
"""How long before an article a report came out that it names without a day.

Of 32 reports and statements that are dated in sixteen articles read by hand, 24 are at most three
days older than the article, and 28 a week.
"""

ZONES = dt.timedelta(days=1)
"""What the days of one report differ by when one paper counts in Seoul and one in New York."""

ALIKE, SURELY_ALIKE = 0.2, 0.5
"""Least cosine of what two claims speak of, where both state the day of their report and where one
does not.

Of the pairs in one language that are judged to share their origin in the open half of the table of
pairs, 95 of 100 reach 0.48. Of 56 pairs of reports of one reporter in sixteen articles read by
hand, nearly all of different reports, half reach 0.23 and four 0.5.
"""

_NUMBER = 1.5
"""Weight of a number of two digits or more in what a claim speaks of: that of a company."""


_HANGUL = re.compile(r"[가-힣]")


@dataclass(slots=True)
class Original:
    """An original report or statement, as one article tells of it.

    ``key`` is the reporter's slug or plain name, and ``reporters`` that and the body that a person
    speaks for.
    ``stated`` are the days the article gives for it and ``days`` those it can be of; both closed,
    None where unknown. ``article`` is set where the article is its own origin, ``unsourced`` where
    it says so in its own voice and names nobody, not even people who are not to be named.
    ``can_be`` is what the reporter is where no gazetteer knows it, the same in either language, and
    ``about`` what the claims that rest on it speak of: the terms of each.
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


def spoken_of(claim: Features) -> dict[str, float]:
    """What a claim speaks of: its terms and its numbers, which are the same in every language."""
    return dict(claim.terms) | {
        f"#{one.value.normalize()} {one.high}": _NUMBER
        for one in claim.numbers
        if len(one.value.normalize().as_tuple().digits) > 1
    }


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Of two weightings of terms, 0 to 1."""
    shared = sum(weight * b[term] for term, weight in a.items() if term in b)
    if not shared:
        return 0.0
    norms = sum(one * one for one in a.values()) * sum(one * one for one in b.values())
    return shared / math.sqrt(norms)


def same_report(a: Original, b: Original) -> bool:
    """Whether two articles name one original report. Never on the reporter alone: the days must
    meet, and where one of them is not stated the subject must be surely the same."""
    if a.article and b.article:
        return a.article == b.article
    if a.days is None or b.days is None or not meet(a.days, b.days):
        return False
    both_stated = a.stated is not None and b.stated is not None
    if not a.reporters & b.reporters and not (both_stated and _named_alike(a, b)):
        return False
    least = ALIKE if both_stated else SURELY_ALIKE
    return any(cosine(one, other) >= least for one in a.about for other in b.about)


def _named_alike(a: Original, b: Original) -> bool:
    """Whether two reporters can be one that is named in two languages."""
    in_two = (_HANGUL.search(a.name) is None) != (_HANGUL.search(b.name) is None)
    return in_two and bool(a.can_be & b.can_be)


def meet(a: Days, b: Days) -> bool:
    return a[0] - b[1] <= ZONES and b[0] - a[1] <= ZONES


def earlier(day: dt.date, by: dt.timedelta) -> dt.date:
    """So long before a day, the first day that there is at most."""
    return day - min(by, day - dt.date.min)


def later(day: dt.date, by: dt.timedelta) -> dt.date:
    """So long after a day, the last day that there is at most."""
    return day + min(by, dt.date.max - day)
