"""What the comparison knows of one claim, from a reading in memory or from stored rows alike.

Everything is language-neutral where it can be: names by the key of what they name, numbers in base
units, times as intervals of dates, and words as the concepts they stand for. Spans are those of
the text the claim was read from; None where the words are not in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.text.features import lemmas as lemmas_of
from claims.text.findings import FoundClaim, FoundDirective, FoundTime

Span = tuple[int, int]


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
    """A quantity in base units; ``high`` is the upper end of a range."""

    value: Decimal
    high: Decimal | None
    unit: str
    comparator: str
    original: str = ""
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

    ``marks`` are the concepts it names; ``terms`` what it is about, with weights: names
    (``n:``), concepts (``c:``), other proper names (``p:``) and words (``w:``); ``subjects`` are
    those of them that it is said of. ``voices`` is its chain of attribution, outermost first; ``outlet`` is who published it and
    ``article`` the one whose text it is: of a copy, the original.
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
    return features(
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


def features(
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
    place = _Place(text, quote, start)
    found = [
        Mark(one.kind, one.code, one.words or text[one.start : one.end], place.of(one))
        for one in concepts.find(text, language, words)
    ]
    taken = [each for one in (*numbers, *times, *names) if (each := one.span)]
    numbers = (*numbers, *_bare(quote, start, language, taken), *clock_times(quote, start))
    marks = tuple(one for one in found if one.kind != "light")
    light = {one.code + one.words for one in found if one.kind == "light"}
    terms = _terms(text, language, words, names, found, voices)
    return Features(
        language=language,
        statement=statement,
        lemmas=words,
        names=names,
        numbers=numbers,
        times=times,
        voices=voices,
        marks=marks,
        terms=terms,
        subjects=frozenset(),
        **facets,
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
