"""What the comparison knows of one claim, from a reading in memory or from stored rows alike.

Everything is language-neutral where it can be: names by the key of what they name, numbers in base
units, times as intervals of dates, and words as the concepts they stand for. Spans are those of
the text the claim was read from; None where the words are not in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from claims.links import concepts
from claims.text import quantities
from claims.text.features import lemmas as lemmas_of
from claims.text.findings import FoundClaim, FoundDirective, FoundTime

Span = tuple[int, int]

_DATE = re.compile(r"\[\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?\]")
_SCORE = re.compile(
    r"(?<![\d.,:\-])(\d{1,3})\s?(?:대|:|-|–|to)\s?(\d{1,3})(?![\d.,:%\-]|\s?[조억만])"
)
_CLOCK_KO = re.compile(
    r"(?:(오전|오후|새벽|아침|낮|저녁|밤)\s?)?(?<!\d)(\d{1,2})시(?!간|[장의민도내청대])"
    r"(?:\s?(\d{1,2})분|\s?(반))?"
)
_CLOCK_EN = re.compile(r"(?<![\d.])(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\b", re.I)
_AFTERNOON = frozenset({"오후", "저녁", "밤"})
_MARKED = re.compile(r"([가-힣A-Za-z0-9·'’\-&.]{1,30}?)(?:은|는|이|가|께서)(?=[\s,])")
_TITLED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4})\s?(?:전\s)?(?:교수|의원|장관|차관|총리|대통령|대표|회장|사장|시장|지사|감독"
    r"|선수|후보|위원장|의장|총장|판사|검사|변호사|박사|부총리|원장|청장|이사장|행장|본부장|작가|배우|가수|씨)(?![가-힣])"
)
_CAPITAL = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][A-Za-z0-9]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]{1,}")

_NAME_WEIGHT = {"product": 2.0, "company": 1.5, "person": 1.5, "organisation": 1.2, "agency": 1.0}
_OTHER_NAME = 0.7
_CONCEPT_WEIGHT = {"measure": 1.2, "thing": 1.0, "sole": 0.8, "act": 0.8, "people": 0.8}
_OTHER_CONCEPT = 0.3
_PROPER_WEIGHT = 1.2
_WORD_WEIGHT = 1.0
_SYLLABLE_WEIGHT = 0.4
_ALIAS_WEIGHT = 0.2
_VOICE_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Name:
    """An entity that a claim names, with the span of its first mention.

    ``key`` is the entity's slug, of a merged one the survivor's: the same with and without a
    database.
    """

    key: str
    kind: str
    label: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in base units; ``high`` is the upper end of a range and ``measure`` the concept
    of what it measures, where one stands near. A time of day has the unit ``clock`` and counts
    minutes; a result of a match has ``score``, its two numbers as value and high."""

    value: Decimal
    high: Decimal | None
    unit: str
    comparator: str
    original: str = ""
    span: Span | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A concept named, as in ``concepts.txt``: its kind, its code, and the words."""

    kind: str
    code: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A stated time: a closed interval of days and how precisely it was stated."""

    first: dt.date
    last: dt.date
    grain: str = "day"
    original: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A directive: level 1 (encouragement) to 9 (ban), 0 for a permission."""

    level: int
    strength: str
    direction: str
    status: str = "unknown"
    issuer: str = ""
    addressee: str = ""
    object: str = ""
    act: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One step of the chain of attribution; ``key`` is the slug of a known entity, else empty.
    ``verb`` is the stem of what it does (보도, said), ``span`` where its name stands."""

    name: str
    kind: str
    key: str = ""
    verb: str = ""
    span: Span | None = None

    @property
    def who(self) -> str:
        return self.key or self.name.casefold()


@dataclass(frozen=True, slots=True)
class Features:
    """One claim as the comparison sees it.

    ``marks`` are the concepts it names. ``terms`` are what it is about, each with its weight:
    names (``n:``), concepts (``c:``) and other words (``w:``); ``weight`` is their sum.
    ``subjects`` are the names that it plainly says something of. ``voices`` is its chain of
    attribution, outermost first; ``outlet`` is who published it and ``article`` the one whose
    text it is: of a copy, the original.
    """

    language: str
    statement: str
    kind: str
    polarity: str
    hedge: str
    lemmas: frozenset[str]
    names: Sequence[Name] = ()
    numbers: Sequence[Number] = ()
    order: Order | None = None
    times: Sequence[When] = ()
    about: When | None = None
    published: dt.date | None = None
    voices: Sequence[Voice] = ()
    outlet: str = ""
    article: str = ""
    marks: Sequence[Mark] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    weight: float = 0.0
    subjects: frozenset[str] = frozenset()

    @property
    def when(self) -> When | None:
        """The time the claim is about, else the day it was published."""
        return self.about or (When(self.published, self.published) if self.published else None)


def of_found(
    found: FoundClaim,
    language: str,
    published: dt.date | None = None,
    outlet: str = "",
    article: str = "",
) -> Features:
    """The features of a claim just read. ``outlet`` is the slug of the source's entity where it
    is known, else its name; ``article`` anything that tells texts apart."""
    names: dict[str, Name] = {}
    for mention in found.mentions:
        names.setdefault(
            mention.key,
            Name(mention.key, mention.kind, mention.original, (mention.start, mention.end)),
        )
    return assemble(
        statement=found.statement,
        quote=found.quote,
        start=found.start,
        language=language,
        kind=found.kind.value,
        polarity=found.polarity.value,
        hedge=found.hedge.value,
        lemmas=found.lemmas or lemmas_of(found.statement, language),
        names=tuple(names.values()),
        numbers=tuple(
            Number(
                one.value,
                one.value_high,
                one.unit,
                one.comparator.value,
                one.original,
                (one.start, one.end),
            )
            for one in found.quantities
        ),
        order=_order(found.directive) if found.directive else None,
        times=tuple(map(_when, found.times)),
        about=_when(found.about) if found.about else None,
        published=published,
        voices=tuple(
            Voice(one.name, one.kind.value, one.key, one.verb, (one.start, one.end))
            for one in found.attribution
        ),
        outlet=outlet,
        article=article,
    )


def assemble(
    *,
    statement: str,
    quote: str,
    start: int,
    language: str,
    lemmas: Collection[str],
    names: Sequence[Name],
    numbers: Sequence[Number],
    times: Sequence[When],
    voices: Sequence[Voice],
    **facets: Any,
) -> Features:
    """The features of a claim whose facets are known; here its words are made comparable.

    ``quote`` and ``start`` are its place in the text, where the spans of its words are sought.
    """
    words = frozenset(lemmas)
    text = _DATE.sub(lambda date: " " * len(date[0]), statement)
    hits = concepts.find(text, language, words)
    marks = tuple(_marks(text, hits, quote, start))
    taken = [each for one in (*numbers, *times, *names) if (each := one.span)]
    numbers = [*numbers, *_other_numbers(quote, start, language, taken)]
    propers = _propers(text, language)
    said_by = {voice.key for voice in voices if voice.key}
    terms = _terms(text, language, words, names, hits, propers, said_by)
    return Features(
        language=language,
        statement=statement,
        lemmas=words,
        names=names,
        numbers=tuple(_measured(one, marks, language) for one in numbers),
        times=times,
        voices=voices,
        marks=marks,
        terms=terms,
        weight=sum(terms.values()),
        subjects=_subjects(text, language, names, hits, said_by),
        **facets,
    )


def _marks(text: str, hits: Sequence[concepts.Hit], quote: str, start: int) -> Iterator[Mark]:
    """The concepts with the spans of their words in the claim's text."""
    cursor = 0
    for hit in hits:
        if hit.kind == "light":
            continue
        words = text[hit.start : hit.end] if hit.start >= 0 else hit.words
        at = quote.find(words, cursor)
        if at < 0:
            at = quote.find(words)
        span = (start + at, start + at + len(words)) if at >= 0 else None
        cursor = max(cursor, at)
        yield Mark(hit.kind, hit.code, words, span)


def _measured(number: Number, marks: Sequence[Mark], language: str) -> Number:
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


def _other_numbers(
    quote: str, start: int, language: str, taken: Sequence[Span]
) -> Iterator[Number]:
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


def _propers(text: str, language: str) -> frozenset[str]:
    """Names that no gazetteer need know: before a title, in capitals, in Latin letters."""
    if language == "ko":
        titled = (match[1] for match in _TITLED.finditer(text))
        latin = (match[0].lower() for match in _LATIN.finditer(text))
        return frozenset((*titled, *latin))
    return frozenset(concepts.stem(match[0]) for match in _CAPITAL.finditer(text))


def _terms(
    text: str,
    language: str,
    lemmas: frozenset[str],
    names: Sequence[Name],
    hits: Sequence[concepts.Hit],
    propers: frozenset[str],
    said_by: Collection[str],
) -> dict[str, float]:
    terms: dict[str, float] = {}
    for name in names:
        if name.kind == "outlet":
            continue
        weight = _NAME_WEIGHT.get(name.kind, _OTHER_NAME)
        if name.key in said_by and name.kind != "company":
            weight = _VOICE_WEIGHT
        terms[f"n:{name.key}"] = weight
    for hit in hits:
        if hit.kind not in ("light", "toll"):
            kind = hit.kind.partition(".")[0]
            terms[f"c:{hit.kind}:{hit.code}"] = _CONCEPT_WEIGHT.get(kind, _OTHER_CONCEPT)
    labels = " ".join(name.label for name in names)
    if language == "ko":
        covered = " ".join((*(hit.words for hit in hits), labels)).lower()
        for word in lemmas:
            if word in propers:
                terms[f"w:{word}"] = _PROPER_WEIGHT
            elif word[0].isdigit() or concepts.is_light(word, language):
                continue
            elif word.lower() not in covered and word.removesuffix("다") not in covered:
                terms[f"w:{word.lower()}"] = _WORD_WEIGHT if len(word) > 1 else _SYLLABLE_WEIGHT
    else:
        spans = [(hit.start, hit.end) for hit in hits]
        named = {word for word, _start, _end in concepts.english_words(labels)}
        at = 0
        for word, start, _end in concepts.english_words(text):
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            inside = at < len(spans) and spans[at][0] <= start
            if inside or word in named or word[0].isdigit() or word == "%":
                continue
            if concepts.is_light(word, language) or len(word) < 2:
                continue
            terms[f"w:{word}"] = _PROPER_WEIGHT if word in propers else _WORD_WEIGHT
    for word, _start, _end in concepts.english_words(labels):
        terms.setdefault(f"w:{word}", _ALIAS_WEIGHT)
    return terms


def _subjects(
    text: str,
    language: str,
    names: Sequence[Name],
    hits: Sequence[concepts.Hit],
    said_by: Collection[str],
) -> frozenset[str]:
    """Names that a Korean claim says something of: those with 은, 는, 이 or 가."""
    if language != "ko":
        return frozenset()
    marked = [match[1] for match in _MARKED.finditer(text)]
    return frozenset(
        name.key for name in names if any(words.endswith(name.label) for words in marked)
    )


def _when(time: FoundTime) -> When:
    return When(time.first, time.last, time.grain.value, time.original, (time.start, time.end))


def _order(directive: FoundDirective) -> Order:
    return Order(
        directive.strength.level,
        directive.strength.value,
        directive.direction.value,
        directive.status.value,
        directive.issuer,
        directive.addressee,
        directive.object,
        directive.act,
        (directive.start, directive.end),
    )
