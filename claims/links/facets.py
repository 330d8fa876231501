"""What the comparison knows of one claim, as data.

Everything is language-neutral where it can be: names by the key of what they name, numbers in base
units, times as intervals of dates, and words as the concepts they stand for. Spans are those of
the text the claim was read from; None where the words are not in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

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

    ``periods`` are the times it holds for, without those it compares with (than a year before).
    ``marks`` are the concepts it names. ``terms`` are what it is about, each with its weight:
    names (``n:``), concepts (``c:``), other words (``w:``), what a directive is on (``o:``) and who
    gives it (``i:``); ``weight`` is their sum and
    ``known`` that of all but words, which are the same in every language. How unknown names sound
    (``s:``) counts in neither: it stands for words in another language. ``kinds`` are the
    codes of its concepts, and the keys of its names, by kind.
    ``subjects`` are the terms that it plainly says something of, and ``slots`` what stands
    before a noun (여당 후보, urban unemployment), by the noun. ``issuing`` are the states, by
    code, that the words for a directive's issuer name, and ``on`` the keys of what it is on.
    ``unsaid`` are the keys of the names it means and does not say, which its text said before.
    ``quote`` is what it was read from, which begins at ``start`` in its text.
    ``voices`` is its chain of attribution, outermost first; ``outlet`` is who published it and
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
    periods: Sequence[When] = ()
    about: When | None = None
    published: dt.date | None = None
    voices: Sequence[Voice] = ()
    outlet: str = ""
    article: str = ""
    marks: Sequence[Mark] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    weight: float = 0.0
    known: float = 0.0
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    slots: Mapping[str, str] = field(default_factory=dict)
    issuing: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    quote: str = ""
    start: int = 0

    @property
    def span(self) -> Span | None:
        """Where all of it stands in its text."""
        return (self.start, self.start + len(self.quote)) if self.quote else None

    def place(self, words: str) -> Span | None:
        """Where its quote first says these words, in whatever case and as no part of others: before
        a Korean word stands no letter, an English one stands alone. None where it does not."""
        if not words:
            return None
        edge = r"(?!\w)" if words[-1].isascii() and self.language == "en" else ""
        found = re.search(rf"(?<!\w){re.escape(words)}{edge}", self.quote, re.IGNORECASE)
        return (self.start + found.start(), self.start + found.end()) if found else None

    @property
    def when(self) -> When | None:
        """The time the claim is about, else the day it was published."""
        return self.about or (When(self.published, self.published) if self.published else None)
