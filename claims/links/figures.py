"""The numbers of a claim as it is compared: what they measure, and those the reader leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.links.facets import Mark, Number, Span
from claims.text import quantities

_SCORE = re.compile(
    r"(?<![\d.,:\-])(\d{1,3})\s?(?:대|:|-|–|to)\s?(\d{1,3})(?![\d.,:%\-]|\s?[조억만])"
)
_CLOCK_KO = re.compile(
    r"(?:(오전|오후|새벽|아침|낮|저녁|밤)\s?)?(?<!\d)(\d{1,2})시(?!간|[장의민도내청대])"
    r"(?:\s?(\d{1,2})분|\s?(반))?"
)
_CLOCK_EN = re.compile(r"(?<![\d.])(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\b", re.I)
_AFTERNOON = frozenset({"오후", "저녁", "밤"})


def measured(number: Number, marks: Sequence[Mark], language: str) -> Number:
    """The number with the measure that stands nearest, in Korean rather before it."""
    best, nearest = "", 1_000
    for mark in marks:
        if mark.kind != "measure":
            continue
        if mark.span is None or number.span is None:
            distance = 500
        elif mark.span[1] <= number.span[0]:
            distance = number.span[0] - mark.span[1]
        else:
            distance = max(mark.span[0] - number.span[1], 0) + (30 if language == "ko" else 5)
        if distance < nearest:
            best, nearest = mark.code, distance
    return replace(number, measure=best) if best else number


def other_numbers(quote: str, start: int, language: str, taken: Sequence[Span]) -> Iterator[Number]:
    """What the reader leaves out: times of day, results of matches, and bare numbers in English
    (the toll rose to 64)."""
    found = [*_clocks(quote, language), *_scores(quote)]
    if language == "en":
        found += [
            (Number(one.value, None, "", "exact", one.original), (one.start, one.end))
            for one in quantities.numerals(quote, 0, len(quote), language)
            if one.original[0].isdigit()
        ]
    busy = list(taken)
    for one, (first, last) in found:
        span = (first + start, last + start)
        if not any(span[0] < end and begin < span[1] for begin, end in busy):
            busy.append(span)
            yield replace(one, span=span)


def _clocks(quote: str, language: str) -> Iterator[tuple[Number, Span]]:
    if language == "ko":
        for match in _CLOCK_KO.finditer(quote):
            hour, minute = int(match[2]), 30 if match[4] else int(match[3] or 0)
            if match[1] in _AFTERNOON and hour < 12 and not (match[1] == "밤" and hour < 5):
                hour += 12
            if hour <= 24 and minute < 60:
                yield _clock(hour, minute, match)
    elif language == "en":
        for match in _CLOCK_EN.finditer(quote):
            hour, minute = int(match[1]) % 12, int(match[2] or 0)
            if minute < 60:
                yield _clock(hour + (12 if match[3] in "pP" else 0), minute, match)


def _clock(hour: int, minute: int, match: re.Match[str]) -> tuple[Number, Span]:
    return Number(Decimal(60 * hour + minute), None, "clock", "exact", match[0]), match.span()


def _scores(quote: str) -> Iterator[tuple[Number, Span]]:
    for match in _SCORE.finditer(quote):
        one, other = Decimal(match[1]), Decimal(match[2])
        yield Number(one, other, "score", "exact", match[0]), match.span()
