"""A cited report is followed to the article that it is, where that is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from claims.links.citations import Pair, Telling, cited
from claims.links.originals import Original

FIRST = dt.date(2025, 9, 15)


def report(
    outlet: str, first: int, last: int = 0, *, medium: str = "report", article: str = ""
) -> Original:
    """What an outlet reported on one of these days of the month."""
    days = FIRST.replace(day=first), FIRST.replace(day=last or first)
    return Original(frozenset({outlet}), outlet, outlet, medium, days, article=article)


def telling(claim: int, outlet: str, day: int, *rests: Original) -> Telling:
    """A claim of an article of its own, which rests on itself where it cites nothing."""
    itself = report(outlet, day, article=str(claim))
    return Telling(claim, itself, rests or [itself])


NARU_1 = telling(1, "naru", 17)
NARU_OF_GAON = telling(2, "naru", 18, report("gaon", 15, 18))
NARU_UNDATED = Telling(
    3, Original(frozenset({"naru"}), "naru", "naru", "report", None, article="3"), []
)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([], []),
        ([telling(9, "gaon", 18, report("naru", 15, 18)), NARU_1], [(9, 1)]),
        ([telling(9, "gaon", 18, report("naru", 10, 14)), NARU_1], []),
        ([telling(9, "gaon", 18, report("daon", 15, 18)), NARU_1], []),
        # An outlet in another capacity: what it said of itself is no report of this.
        ([telling(9, "gaon", 18, report("naru", 15, 18, medium="document")), NARU_1], []),
        ([telling(9, "gaon", 18, report("naru", 15, 18)), NARU_UNDATED], []),
        # Which article it is may be known, and it may be kept elsewhere.
        ([telling(9, "daon", 18, report("naru", 17, article="2")), NARU_1, NARU_OF_GAON], [(9, 2)]),
        ([telling(9, "daon", 18, report("naru", 17, article="7")), NARU_1], []),
        # Of two it is the one that cites nobody, so that no circle is made up.
        ([telling(9, "daon", 18, report("naru", 18)), NARU_1, NARU_OF_GAON], [(9, 1)]),
        (
            [telling(9, "gaon", 18, report("naru", 15, 18)), NARU_OF_GAON],
            [(9, 2), (2, 9)],
        ),
        # Before that it is one that says what it is cited for.
        (
            [
                telling(9, "daon", 18, report("naru", 18)),
                replace(NARU_1, says="contradicts"),
                NARU_OF_GAON,
            ],
            [(9, 2)],
        ),
        (
            [
                telling(9, "daon", 18, report("naru", 18)),
                replace(NARU_1, says="contradicts"),
            ],
            [(9, 1)],
        ),
        # What an outlet ran before is another article of its own, never this one.
        ([telling(9, "naru", 18, report("naru", 16, 17)), NARU_1], [(9, 1)]),
        ([telling(9, "naru", 18, report("naru", 18))], []),
    ],
)
def test_whom_a_claim_cites(told: list[Telling], found: list[Pair]) -> None:
    assert cited(told) == found
    assert sorted(cited(told[::-1])) == sorted(found)
