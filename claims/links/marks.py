"""The concepts that a claim names, and what endings and small words say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claims.links import concepts
from claims.links.facets import Mark, Span, When

_ONLY = re.compile(
    r"(?<=[가-힣])(?<![지수천백십억랜미대불자다비낭충기원])만(?:을|이|의)?(?=[\s,.])"
)
_DECIDED = re.compile(r"기로\s?(?:했|한|하고|결정|합의|의결|확정)")
_INTENDED = re.compile(r"려고?\s(?:한다|하고|했|하는)")
_NUMBER_NEXT = re.compile(r"\s?\d")  # some 92 million: about
_PART_KO = re.compile(r"(?<=[가-힣])\s(?:가운데|중)\s|(?<=[가-힣])\s중에서?\s")
_PART_EN = re.compile(r"\b(?:of which|of whom|among them|of them|accounted for|made up)\b", re.I)
_BASE_KO = re.compile(r"\s?(?:보다|대비|에\s?비해|[와과]\s비교)")
_BASE_EN = re.compile(
    r"(?:than|from|over|compared (?:with|to)|versus|against)\s(?:the\s|a\s)?$", re.I
)
_ORDINAL_KO = re.compile(
    r"제(\d{1,5})\s?(회|차|기|호|대|조)|(?<!\d)(\d{1,4})(차|세대|호선|호기)(?![례량])"
)
_ORDINAL_EN = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b")


def named_concepts(
    text: str, hits: Sequence[concepts.Hit], quote: str, start: int
) -> Iterator[Mark]:
    """The concepts with the spans of their words in the claim's text."""
    cursor = 0
    for hit in hits:
        if hit.kind == "light" or (hit.code == "some" and _NUMBER_NEXT.match(text, hit.end)):
            continue
        words = text[hit.start : hit.end] if hit.start >= 0 else hit.words
        at = quote.find(words, cursor)
        if at < 0:
            at = quote.find(words)
        span = (start + at, start + at + len(words)) if at >= 0 else None
        cursor = max(cursor, at)
        yield Mark(hit.kind, hit.code, words, span)


def ordinals(quote: str, start: int, language: str) -> Iterator[Mark]:
    """Which one of a series: the 1240th draw, the third round."""
    pattern = _ORDINAL_KO if language == "ko" else _ORDINAL_EN
    for match in pattern.finditer(quote):
        found = [group for group in match.groups() if group]
        series = found[1] if len(found) > 1 else "th"
        span = (start + match.start(), start + match.end())
        yield Mark(f"ordinal.{series}", found[0], match[0], span)


def endings(quote: str, start: int, language: str) -> Iterator[Mark]:
    """What is said by endings and small words: a part of something; in Korean 만 (only), 기로 했다
    (decided), 려 한다 (means to)."""
    korean = (
        (_ONLY, "scope", "only"),
        (_DECIDED, "stage.4", "decided"),
        (_INTENDED, "stage.2", "planned"),
        (_PART_KO, "part", "of_which"),
    )
    for pattern, kind, code in korean if language == "ko" else ((_PART_EN, "part", "of_which"),):
        for match in pattern.finditer(quote):
            yield Mark(kind, code, match[0], (start + match.start(), start + match.end()))


def is_base(quote: str, start: int, time: When, language: str) -> bool:
    """Whether a time is what another is compared with: 1년 전보다, than a year earlier."""
    if time.span is None:
        return False
    first, end = max(time.span[0] - start, 0), max(time.span[1] - start, 0)
    if language == "ko":
        return _BASE_KO.match(quote, end) is not None
    return _BASE_EN.search(quote, max(first - 20, 0), first) is not None


def within(span: Span | None, stretches: Iterable[Span | None]) -> bool:
    """Whether a span meets one of these."""
    return span is not None and any(
        one is not None and one[0] < span[1] and span[0] < one[1] for one in stretches
    )
