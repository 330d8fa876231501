"""What words stand for, in Korean and English alike: the concepts of ``concepts.txt``.

Korean is matched without its spaces, which writers set as they like (전년 동기 대비, 전년동기대비);
English by the stems of its words. The longest match wins and matches do not overlap. A verb given
by its dictionary form is found through the lemmas.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick
from babel import Locale

from claims.text.features import lemmas as lemmas_of

_FILE = Path(__file__).with_name("concepts.txt")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[0-9]+[A-Za-z]*)?|[0-9]+(?:[.,][0-9]+)*[A-Za-z]*|%")
_HANGUL = re.compile(r"[가-힣]")
_SPACE = re.compile(r"\s")
_ALWAYS = 3  # syllables from which a Korean word is itself inside a compound, too


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a text names: ``kind`` and ``code`` as in the table, and its words there.

    ``text[start:end]`` are the words as written; ``start`` is -1 for a verb in a form that does
    not show its stem.
    """

    kind: str
    code: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    korean: ahocorasick.Automaton
    english: ahocorasick.Automaton
    verbs: dict[str, tuple[tuple[str, str], ...]]
    light_korean: frozenset[str]
    light_english: frozenset[str]


def find(text: str, language: str, lemmas: Collection[str]) -> list[Hit]:
    """The concepts of ``text`` in order; one word may stand for several. Linear in the text."""
    known = _vocabulary()
    if language == "ko":
        marks = _korean(text, lemmas, known)
        return sorted(marks, key=lambda mark: mark.start)
    if language == "en":
        return _english(text, known)
    return []


def is_light(word: str, language: str) -> bool:
    """Whether a lemma (Korean) or a stem (English) says little of what a claim is about."""
    known = _vocabulary()
    if language == "ko":
        return word in known.light_korean
    return word in known.light_english or not lemmas_of(word, language)


def stem(word: str) -> str:
    """An English word without its inflection, as both the table and the text are compared."""
    return _stem(word.lower())


@cache
def _stem(word: str) -> str:
    found = lemmas_of(word, "en")
    stripped = found[0] if found else word
    if len(stripped) > 3 and stripped.endswith("e"):
        stripped = stripped[:-1]
    return stripped[:-1] + "y" if len(stripped) > 3 and stripped.endswith("i") else stripped


def english_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The stems of an English text with their spans."""
    for word in _WORD.finditer(text):
        yield stem(word.group()), word.start(), word.end()


def _korean(text: str, lemmas: Collection[str], known: _Vocabulary) -> list[Hit]:
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    squeezed = "".join(text[at] for at in places).lower()
    if len(squeezed) != len(places):  # a letter whose lower case is two: İ
        squeezed = "".join(text[at] for at in places)
    hits: list[tuple[int, int, str, tuple[tuple[str, str], ...]]] = []
    for last, (word, meanings) in known.korean.iter(squeezed):
        first = last + 1 - len(word)
        if _stands(text, places, first, last, word, lemmas):
            hits.append((first, last + 1, word, meanings))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    marks: list[Hit] = []
    end_of_last = 0
    for first, end, word, meanings in hits:
        if first < end_of_last:
            continue
        end_of_last = end
        start, stop = places[first], places[end - 1] + 1
        marks += [Hit(kind, code, start, stop, word) for kind, code in meanings]
    for lemma in lemmas:
        for kind, code in known.verbs.get(lemma, ()):
            at = text.find(lemma[:-2] or lemma[:-1])
            end = _word_end(text, at) if at >= 0 else -1
            marks.append(Hit(kind, code, at, end, lemma))
    return marks


def _stands(
    text: str,
    places: Sequence[int],
    first: int,
    last: int,
    word: str,
    lemmas: Collection[str],
) -> bool:
    """Whether a match is that word and no part of another."""
    if len(word) >= _ALWAYS:
        return True
    if places[last] - places[first] != last - first:  # over a space
        return False
    at = places[first]
    opens = at == 0 or not _HANGUL.match(text[at - 1])
    if len(word) == 1 or not _HANGUL.match(word):
        return opens and word in lemmas
    return opens or word in lemmas


def _word_end(text: str, at: int) -> int:
    space = _SPACE.search(text, at)
    return space.start() if space else len(text)


def _english(text: str, known: _Vocabulary) -> list[Hit]:
    words = list(english_words(text))
    joined = " " + " ".join(word for word, _start, _end in words) + " "
    index_at = {}
    at = 1
    for index, (word, _start, _end) in enumerate(words):
        index_at[at] = index
        at += len(word) + 1
    hits = []
    for last, (phrase, count, meanings) in known.english.iter(joined):
        place = index_at.get(last - len(phrase))
        if place is not None:
            hits.append((place, place + count, meanings))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    marks: list[Hit] = []
    end_of_last = 0
    for first, end, meanings in hits:
        if first < end_of_last:
            continue
        end_of_last = end
        start, stop = words[first][1], words[end - 1][2]
        marks += [Hit(kind, code, start, stop, text[start:stop]) for kind, code in meanings]
    return marks


@cache
def _vocabulary() -> _Vocabulary:
    korean: dict[str, list[tuple[str, str]]] = {}
    english: dict[str, list[tuple[str, str]]] = {}
    for kind, code, korean_words, english_phrases in _rows():
        for word in korean_words:
            _add(korean, word, (kind, code))
        for phrase in english_phrases:
            key = " ".join(key for key, _start, _end in english_words(phrase))
            if key:
                _add(english, key, (kind, code))
    for code, korean_name, english_name in _countries():
        _add(korean, korean_name, ("place", code))
        for part in {english_name, english_name.partition(" (")[0]}:
            key = " ".join(key for key, _start, _end in english_words(part))
            if key:
                _add(english, key, ("place", code))
    verbs = {word: tuple(said) for word, said in korean.items() if _is_verb(word)}
    nouns = ahocorasick.Automaton()
    for word, said in korean.items():
        if word not in verbs:
            nouns.add_word(word, (word, tuple(said)))
    nouns.make_automaton()
    phrases = ahocorasick.Automaton()
    for phrase, said in english.items():
        phrases.add_word(f" {phrase} ", (phrase, phrase.count(" ") + 1, tuple(said)))
    phrases.make_automaton()
    return _Vocabulary(nouns, phrases, verbs, _light(korean), _light(english))


def _light(table: dict[str, list[tuple[str, str]]]) -> frozenset[str]:
    return frozenset(word for word, said in table.items() if said[0][0] == "light")


_NO_COUNTRIES = frozenset({"ZZ", "QO", "EU", "EZ", "UN", "XA", "XB"})
# Korean names of countries that are also everyday words: means, arrogance, handing over.
_ALSO_WORDS = frozenset("수단 오만 가나 말리 차드 인도 기니 통가".split())


def _countries() -> Iterator[tuple[str, str, str]]:
    """Every country with its Korean and English name (CLDR)."""
    english = Locale("en").territories
    for code, name in Locale("ko").territories.items():
        squeezed = name.replace(" ", "")
        known = len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
        if known and len(squeezed) > 1 and squeezed not in _ALSO_WORDS:
            yield code, squeezed, english.get(code, name)


def _is_verb(word: str) -> bool:
    return len(word) > 1 and word.endswith("다") and not word.endswith("보다")


def _add(table: dict[str, list[tuple[str, str]]], word: str, meaning: tuple[str, str]) -> None:
    said = table.setdefault(word, [])
    if meaning not in said:
        said.append(meaning)


def _rows() -> Iterator[tuple[str, str, list[str], list[str]]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, words = line.split(": ", 1)
            kind, code = head.split(" ", 1)
            korean, english = words.split(" / ")
            yield kind, code, korean.split(), english.split("|")
