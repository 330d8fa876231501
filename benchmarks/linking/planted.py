"""Facts of which every wording is known: an original, its paraphrases by kind, its translation.

A fact is drawn by a seed and worded by a frame of ``frames.py``. Each kind of paraphrase changes
one thing and leaves the rest as it was. All sentences go through the real reader, so that what is
searched is what the workbench would search.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from benchmarks.linking.frames import DAY, FRAMES, NOUNS, PARTICLES, Frame, Measure
from claims.reference.delivered import directive_vocabulary, gazetteer
from claims.text.features import lemmas
from claims.text.findings import Block, BlockClass, FoundClaim
from claims.text.names import Gazetteer
from claims.text.reader import read
from claims.text.terms import terms

YEARS = (2023, 2024, 2025)
_DATED = 0.6  # of the facts tell their day
_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_LONG_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_TEN_THOUSAND, _HUNDRED_MILLION, _TRILLION = 10_000, 100_000_000, 1_000_000_000_000


class Kind(StrEnum):
    """What a paraphrase changes."""

    PARTICLES = "particles"  # endings and politeness too; in English articles and tense
    ALIASES = "aliases"
    NUMBERS = "number forms"  # of amounts and days
    ORDER = "word order"
    LANGUAGE = "other language"


class Name(NamedTuple):
    """An entity and its names, the usual one first."""

    slug: str
    ko: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    frame: Frame
    actor: Name
    other: Name
    nouns: tuple[str, ...]  # Korean
    english_nouns: tuple[str, ...]  # none for nouns without a translation at hand
    amount: int  # hundredths of a per cent, people, or dollars
    day: dt.date
    dated: bool  # whether the day is told
    published: dt.date


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence about a fact, and what the reader finds in it."""

    fact: int
    kind: Kind | None  # None: the original
    language: str
    text: str
    published: dt.date
    claim: FoundClaim

    @property
    def terms(self) -> tuple[str, ...]:
        """As the workbench puts the claim into the index."""
        return self.terms_with(lemmas(self.claim.statement, self.language))

    def terms_with(self, words: Sequence[str]) -> tuple[str, ...]:
        """The terms where the words of the statement are known."""
        found = self.claim
        return terms(
            words,
            (mention.key for mention in found.mentions),
            ((one.value, one.value_high, one.unit) for one in found.quantities),
            ((one.first, one.last) for one in found.times),
        )


@dataclass(frozen=True, slots=True)
class Planted:
    """The originals by number, to be stored, and the paraphrases to look them up with."""

    originals: Sequence[Told]
    queries: Sequence[Told]


def plant(
    originals: int, *, names: Sequence[Name], nouns: Callable[[random.Random], str], seed: int
) -> Planted:
    """``originals`` facts with all their paraphrases, read by the reader (about 4 ms a sentence).

    A fifth is English. Every fourth has its nouns from the bilingual list and is asked for in the
    other language too; the others have theirs from ``nouns``, which draws as the corpus does.
    What the reader misses in a sentence, the search misses too; a sentence in which it finds no
    claim is left out.
    """
    reader = _Reader()
    rng = random.Random(seed)  # noqa: S311  (made-up text, not a secret)
    found: list[Told] = []
    queries: list[Told] = []
    while len(found) < originals:
        number = len(found)
        language = "en" if number % 5 == 4 else "ko"
        other = "ko" if language == "en" else "en"
        translated = language == "en" or number % 4 == 0
        fact = _draw(rng, names, nouns, translated=translated)
        original = reader.told(fact, number, None, language)
        if original is None:
            continue
        found.append(original)
        for kind in Kind:
            if kind is not Kind.LANGUAGE:
                query = reader.told(fact, number, kind, language)
            elif translated:
                query = reader.told(fact, number, kind, other)
            else:
                continue
            if query is not None:
                queries.append(query)
    return Planted(found, queries)


def sentences(
    names: Sequence[Name], nouns: Callable[[random.Random], str], *, seed: int
) -> Iterator[str]:
    """Korean sentences about facts of no end, unread; about 20 µs each."""
    rng = random.Random(seed)  # noqa: S311  (made-up text, not a secret)
    while True:
        yield worded(_draw(rng, names, nouns, translated=False), "ko")


def names_of(entries: Sequence[tuple[str, str, str]], gazetteer: Gazetteer) -> list[Name]:
    """Entities that have two names in both languages, from (slug, language, name).

    Only names that the gazetteer gives to that entity count: 한경 may be somebody else's.
    """
    known: dict[str, dict[str, list[str]]] = {}
    for slug, language, name in entries:
        hits = gazetteer.find(name, 0, len(name))
        if len(hits) == 1 and hits[0].key == slug and hits[0].original == name:
            known.setdefault(slug, {"ko": [], "en": []}).setdefault(language, []).append(name)
    return [
        Name(slug, tuple(by["ko"]), tuple(by["en"]))
        for slug, by in sorted(known.items())
        if len(by["ko"]) > 1 and len(by["en"]) > 1
    ]


class _Reader:
    """The rule reader with the delivered names and words."""

    def __init__(self) -> None:
        self.gazetteer, self.vocabulary = gazetteer(), directive_vocabulary()

    def told(self, fact: Fact, number: int, kind: Kind | None, language: str) -> Told | None:
        """The fact in a sentence, by its longest claim; None where the reader finds none."""
        text = worded(fact, language, kind)
        reading = read(
            text,
            [Block(0, len(text), BlockClass.BODY)],
            published=fact.published,
            gazetteer=self.gazetteer,
            vocabulary=self.vocabulary,
            language=language,
        )
        claim = max(reading.claims, key=lambda claim: len(claim.quote), default=None)
        return Told(number, kind, language, text, fact.published, claim) if claim else None


def worded(fact: Fact, language: str, kind: Kind | None = None) -> str:
    """The fact in one sentence: as it was first told, or with what ``kind`` changes."""
    return _english(fact, kind) if language == "en" else _korean(fact, kind)


def _korean(fact: Fact, kind: Kind | None) -> str:
    loose, renamed = kind is Kind.PARTICLES, int(kind is Kind.ALIASES)
    places = {
        "a": fact.actor.ko[renamed],
        "b": fact.other.ko[renamed],
        "n": " ".join(fact.nouns),
        "q": _korean_amount(fact, plain=kind is Kind.NUMBERS),
        "t": korean_day(fact.day, short=kind is Kind.NUMBERS),
    }
    phrases = [
        _joined(phrase.words.format(**places), phrase.other if loose else phrase.particle)
        for phrase in fact.frame.korean
        if fact.dated or phrase is not DAY
    ]
    if kind is Kind.ORDER:
        phrases = [*phrases[1:], phrases[0]]
    return " ".join([*phrases, f"{fact.frame.verb}{'습니다' if loose else '다'}."])


def _english(fact: Fact, kind: Kind | None) -> str:
    renamed = int(kind is Kind.ALIASES)
    subject = fact.actor.en[renamed]
    predicate = fact.frame.english[kind is Kind.PARTICLES].format(
        b=fact.other.en[renamed],
        n=" ".join(fact.english_nouns),
        q=_english_amount(fact, plain=kind is Kind.NUMBERS),
    )
    on = f"on {english_day(fact.day, plain=kind is Kind.NUMBERS)}" if fact.dated else "last year"
    if kind is Kind.ORDER:
        return f"{on[0].upper()}{on[1:]}, {subject} {predicate}."
    return f"{subject} {predicate} {on}."


def _draw(
    rng: random.Random,
    names: Sequence[Name],
    nouns: Callable[[random.Random], str],
    *,
    translated: bool,
) -> Fact:
    frame = rng.choice(FRAMES)
    actor, other = rng.sample(names, 2)
    if translated:
        pairs = rng.sample(NOUNS, 2)
        korean = tuple(pair[0] for pair in pairs)
        english = tuple(pair[1].replace("_", " ") for pair in pairs)
    else:
        korean, english = tuple(nouns(rng) for _ in range(3)), ()
    day = dt.date(rng.choice(YEARS), rng.randint(1, 12), rng.randint(1, 20))
    published = day + dt.timedelta(rng.randint(1, 8))  # of the same month: "the 18th" is plain
    return Fact(
        frame=frame,
        actor=actor,
        other=other,
        nouns=korean,
        english_nouns=english,
        amount=_amount(rng, frame.measure),
        day=day,
        dated=rng.random() < _DATED,
        published=published,
    )


def _amount(rng: random.Random, measure: Measure) -> int:
    """Two or three leading digits, as news has them."""
    if measure is Measure.PERCENT:
        return rng.randint(11, 990) * 10
    digits = rng.randint(11, 999)
    steps = (2, 4) if measure is Measure.PEOPLE else (6, 9)
    return digits * int(10 ** rng.randint(*steps))


def _joined(words: str, particle: str) -> str:
    """The words with the particle in the form their last sound asks for."""
    if particle not in PARTICLES:
        return words + particle
    last = ord(words[-1]) - ord("가")
    closed = 0 <= last < 11_172 and last % 28 != 0
    if particle == "로" and closed and last % 28 == 8:  # after ㄹ: 서울로
        closed = False
    return words + PARTICLES[particle][0 if closed else 1]


def _korean_amount(fact: Fact, *, plain: bool) -> str:
    amount = fact.amount
    match fact.frame.measure:
        case Measure.PERCENT:
            return f"{amount / 100:g}{'퍼센트' if plain else '%'}"
        case Measure.PEOPLE:
            return f"{amount:,}명" if plain else f"{myriads(amount)} 명"
    return f"{amount:,}달러" if plain else f"{myriads(amount)} 달러"


def myriads(amount: int) -> str:
    """12억 3000만: a number in steps of ten thousand."""
    steps = ((_TRILLION, "조"), (_HUNDRED_MILLION, "억"), (_TEN_THOUSAND, "만"), (1, ""))
    return " ".join(_counted(amount, steps))


def _counted(amount: int, steps: Sequence[tuple[int, str]]) -> Iterator[str]:
    for size, name in steps:
        count, amount = divmod(amount, size)
        if count:
            yield f"{count}{name}"


def _english_amount(fact: Fact, *, plain: bool) -> str:
    amount = fact.amount
    match fact.frame.measure:
        case Measure.PERCENT:
            return f"{amount / 100:g}{' percent' if plain else '%'}"
        case Measure.PEOPLE:
            return f"{amount / 1000:g} thousand people" if plain else f"{amount:,} people"
    if plain:
        return f"US${amount:,}"
    if amount >= 1_000_000_000:
        return f"${amount / 1_000_000_000:.10g} billion"
    return f"${amount / 1_000_000:.10g} million"


def korean_day(day: dt.date, *, short: bool = False) -> str:
    return f"지난 {day.day}일" if short else f"{day.year}년 {day.month}월 {day.day}일"


def english_day(day: dt.date, *, plain: bool = False) -> str:
    if plain:
        return f"{day.day} {_LONG_MONTHS[day.month - 1]} {day.year}"
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
