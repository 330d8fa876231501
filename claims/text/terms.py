"""The terms by which claims are found: what two of them may share, each a short string.

A lemma stands for itself. What is named, counted and dated is marked by its first letter and is the
same in every language, so that a Korean claim and an English one share it: ``@h20``,
``#8E+9 USD``, ``~2025-09-16``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from itertools import chain, islice

from claims.text.calendar import Interval, half, quarter

MOST = 256
"""Most terms of one claim; what has more is no claim any more and is known by the first ones."""

_ANY_NUMBER = Context(prec=28, traps=[])
_SHORTEST_QUARTER = dt.timedelta(days=89)


def terms(
    lemmas: Iterable[str],
    entities: Iterable[str],
    quantities: Iterable[tuple[Decimal, Decimal | None, str]],
    times: Iterable[Interval],
) -> tuple[str, ...]:
    """Each term once: entities by their slugs, quantities as lower bound, upper bound (or None)
    and unit, times as closed intervals of dates.

    A number of one or two digits among the lemmas is left out: without its unit it tells nothing
    apart, and with it it is a quantity.
    """
    said = chain(
        (f"@{slug}" for slug in entities),
        (term for quantity in quantities for term in _numbers(*quantity)),
        (term for time in times for term in _dates(*time)),
        (lemma for lemma in lemmas if not (len(lemma) < 3 and lemma.isdigit())),
    )
    return tuple(islice(dict.fromkeys(said), MOST))


def _numbers(low: Decimal, high: Decimal | None, unit: str) -> Iterator[str]:
    """Both ends of a range are terms, so that either finds it."""
    for value in (low, high):
        if value is not None:
            yield f"#{value.normalize(_ANY_NUMBER)} {unit}"


def _dates(first: dt.date, last: dt.date) -> Iterator[str]:
    """An interval by its grain, and what a coarser telling of the same time shares with it.

    A day, a quarter and a half have terms of their own. What is shorter than a quarter has the
    months of its two ends, and what is longer their years.
    """
    number = (first.month + 2) // 3
    if first == last:
        yield f"~{first}"
    elif (first, last) == quarter(first.year, number):
        yield f"~{first.year}q{number}"
    elif (first, last) == half(first.year, (number + 1) // 2):
        yield f"~{first.year}h{(number + 1) // 2}"
    is_short = last - first < _SHORTEST_QUARTER
    for day in (first, last):
        yield f"~{day.year}-{day.month:02}" if is_short else f"~{day.year}"
