"""A store of made-up news claims as index terms: four fifths Korean, one fifth English.

What costs an index is how often its terms occur, so the terms are drawn as news uses words and no
sentence is written: a million would take the analyser a quarter of an hour. Korean words are those
of the analyser's dictionary in its order, which is by frequency; English ones are made of
syllables. Words, names, amounts and days follow Zipf's law in Mandelbrot's form, and a name, an
amount or a day brings the words it is written with. Claims come in events: an event has a few
words, names, amounts and a day of its own, and half of what its claims say is from there. A claim
has 12 to 18 terms. All follows from the seed, and a smaller store is the beginning of a larger one.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np
from kiwipiepy import Token
from numpy.typing import NDArray

from benchmarks.linking.frames import FRAMES, NOUNS
from benchmarks.linking.planted import YEARS, english_day, korean_day, myriads
from claims.text.calendar import Interval
from claims.text.features import lemmas
from claims.text.morphology import model
from claims.text.terms import terms

CHUNK = 10_000
"""Claims that are drawn at once."""
_EVENT = 25  # claims that an event has on average
_LEAST, _MOST = 12, 18  # terms of a claim
_KOREAN = 0.8
_FLATTENING = 2.7  # Mandelbrot's: the very first are not as frequent as Zipf says
_OWN_NAMES = 3_000  # entities that a newsroom adds to the delivered ones
_ENGLISH_WORDS = 60_000
_ENDING = {"NNG": "", "NNP": "", "XR": "", "VV": "다", "VA": "다"}
_HANGUL = re.compile(r"[가-힣]{2,8}")

Ints = NDArray[np.int64]
Row = tuple[int, Sequence[str]]
Amount = tuple[Decimal, Decimal | None, str]


class Zipf:
    """Draws of 0 … ``count`` - 1, the higher the rarer."""

    def __init__(self, count: int) -> None:
        weights = np.cumsum(1 / (np.arange(count) + 1 + _FLATTENING))
        self.cumulated = weights / weights[-1]

    def draw(self, rng: np.random.Generator, *shape: int) -> Ints:
        return np.searchsorted(self.cumulated, rng.random(shape)).astype(np.int64)


class Facet:
    """One kind of thing that claims hold: each by its terms in either language, common ones first.

    ``most`` of them stand in a claim, less some by chance, and an event has ``shared`` of its own.
    """

    def __init__(
        self,
        korean: Sequence[Sequence[str]],
        english: Sequence[Sequence[str]],
        *,
        most: int,
        shared: int,
    ) -> None:
        self.terms = (english, korean)
        self.most, self.shared = most, shared
        self._zipf = Zipf(len(korean)), Zipf(len(english))

    def draw(self, rng: np.random.Generator, event: Ints, korean: NDArray[np.bool_]) -> Ints:
        """For each claim the numbers of ``most`` of them, half from those of its event."""
        shape = len(event), self.most
        events = int(event.max()) + 1
        slot = rng.integers(0, self.shared, shape)
        drawn = []
        for zipf in self._zipf:
            own = zipf.draw(rng, events, self.shared)
            drawn.append(
                np.where(rng.random(shape) < 0.5, own[event[:, None], slot], zipf.draw(rng, *shape))
            )
        return np.where(korean[:, None], *drawn)


class Vocabulary:
    """What the claims of a store are made of; about 10 s to make."""

    def __init__(self, slugs: Mapping[str, tuple[str, str]], *, seed: int) -> None:
        """``slugs`` are the known entities with their Korean and English name."""
        rng = random.Random(seed)  # noqa: S311  (made-up data, not a secret)
        self.korean_words = korean_words()
        english = _english_words(rng)
        names = [*slugs.items(), *((f"own-{n}", ("", "")) for n in range(_OWN_NAMES))]
        rng.shuffle(names)
        amounts = list(itertools.islice(_amounts(), 8_000))
        days = _days(rng)
        self.words = Facet(
            [terms([word], [], [], []) for word in self.korean_words],
            [terms([word], [], [], []) for word in english],
            most=_MOST,
            shared=10,
        )
        self.facets = (
            Facet(
                [terms(lemmas(name[0], "ko"), [slug], [], []) for slug, name in names],
                [terms(lemmas(name[1], "en"), [slug], [], []) for slug, name in names],
                most=2,
                shared=2,
            ),
            Facet(
                [terms(lemmas(written, "ko"), [], [amount], []) for amount, written in amounts],
                [terms(lemmas(written, "en"), [], [amount], []) for amount, written in amounts],
                most=2,
                shared=3,
            ),
            Facet(
                [terms(lemmas(korean, "ko"), [], [], [day]) for day, korean, _ in days],
                [terms(lemmas(english, "en"), [], [], [day]) for day, _, english in days],
                most=1,
                shared=1,
            ),
        )

    def noun(self) -> Callable[[random.Random], str]:
        """Draws words that claims are about, as often as the store has them."""
        zipf = Zipf(len(self.korean_words))

        def draw(rng: random.Random) -> str:
            while True:
                word = self.korean_words[int(np.searchsorted(zipf.cumulated, rng.random()))]
                if not word.endswith("다"):
                    return word

        return draw


class Corpus:
    """The claims 1, 2, … of a store; ``planted`` ones take the place of made-up ones among the
    first ``size``, evenly spread."""

    def __init__(
        self, vocabulary: Vocabulary, *, size: int, planted: Sequence[Sequence[str]], seed: int
    ) -> None:
        self.vocabulary, self.size, self.seed = vocabulary, size, seed
        step = size / (len(planted) + 1)
        self.keys = [int(step * (number + 1)) for number in range(len(planted))]
        """The key of each planted claim."""
        self._planted = dict(zip(self.keys, planted, strict=True))

    def rows(self, first: int, last: int) -> Iterator[Row]:
        """Key and terms of the claims from ``first`` to ``last``; about 30 µs a claim."""
        for chunk in range((first - 1) // CHUNK, -(-last // CHUNK)):
            for key, drawn in enumerate(self._chunk(chunk), chunk * CHUNK + 1):
                if first <= key <= last:
                    yield key, self._planted.get(key, drawn)

    def _chunk(self, number: int) -> Iterator[list[str]]:
        rng = np.random.default_rng((self.seed, number))
        event = Zipf(CHUNK // _EVENT).draw(rng, CHUNK)
        korean = rng.random(CHUNK) < _KOREAN
        length = rng.integers(_LEAST, _MOST + 1, CHUNK).tolist()
        words = self.vocabulary.words.draw(rng, event, korean).tolist()
        facets = [
            (facet.terms, facet.draw(rng, event, korean).tolist(), count.tolist())
            for facet in self.vocabulary.facets
            for count in [rng.integers(0, facet.most + 1, CHUNK)]
        ]
        of_words = self.vocabulary.words.terms
        for claim, language in enumerate(korean.tolist()):
            found: dict[str, None] = {}
            for facet_terms, drawn, count in facets:
                for thing in drawn[claim][: count[claim]]:
                    found.update(dict.fromkeys(facet_terms[language][thing]))
            for word in words[claim]:
                if len(found) >= length[claim]:
                    break
                found.update(dict.fromkeys(of_words[language][word]))
            yield list(found)


def korean_words() -> list[str]:
    """Nouns, and verbs with 다, of the analyser's dictionary, the most frequent first."""
    return list(
        dict.fromkeys(
            entry.form + _ENDING[entry.tag]
            for entry in _dictionary()
            if entry.tag in _ENDING and _HANGUL.fullmatch(entry.form)
        )
    )


def _dictionary() -> Iterator[Token]:
    for number in itertools.count():
        try:
            yield model().morpheme(number)
        except ValueError:  # past the last
            return


def _english_words(rng: random.Random) -> list[str]:
    """Made-up words, with those of the planted claims among the more frequent ones."""
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstv", "aeiou")]
    words = ["".join(word) for word in itertools.product(syllables, repeat=3)]
    words = rng.sample(words, _ENGLISH_WORDS)
    said = " ".join(wording for frame in FRAMES for wording in frame.english)
    nouns = " ".join(pair[1].replace("_", " ") for pair in NOUNS)
    for text, common in ((said, 300), (nouns, 5_000)):
        for word in sorted(set(lemmas(text, "en"))):
            words.insert(rng.randrange(common), word)
    return words


def _amounts() -> Iterator[tuple[Amount, str]]:
    """Round ones first, with how they are written: 1%, 100 people, $1 million, 2%, …"""
    for digits in itertools.count(1):
        percent = Decimal(digits) if digits < 100 else Decimal(digits) / 10
        yield (percent, None, "%"), f"{percent:g}%"
        for power in range(2, 6):
            people = digits * 10**power
            yield (Decimal(people), None, "명"), f"{myriads(people)} 명"
        for power in range(6, 10):
            dollars = digits * 10**power
            yield (Decimal(dollars), None, "USD"), f"{myriads(dollars)} 달러"
            yield (Decimal(dollars * 1_000), None, "KRW"), f"{myriads(dollars * 1_000)} 원"


def _days(rng: random.Random) -> list[tuple[Interval, str, str]]:
    """The years, then the days of the years in no order, with their Korean and English."""
    years = [
        ((dt.date(year, 1, 1), dt.date(year, 12, 31)), f"{year}년", str(year)) for year in YEARS
    ]
    first = dt.date(min(YEARS), 1, 1)
    days = [first + dt.timedelta(number) for number in range(365 * len(YEARS))]
    rng.shuffle(days)
    return [*years, *(((day, day), korean_day(day), english_day(day)) for day in days)]
