"""Names of a gazetteer found in a text, at word boundaries and with Korean particles allowed.

A name found inside a longer word is not a name (명보 in 설명보다, H20 in H200). A Korean name may
carry a particle or one of a few suffixes (엔비디아의, 중국산은), nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick

from claims.text.findings import FoundMention, NameEntry

_HANGUL = re.compile(r"[가-힣]")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_HANGUL_RUN = re.compile(r"[가-힣]{1,14}")

_SUFFIX = (
    "측|산|제|판|발|계|내|용|식|형|들|전|표|칩|사|사장|회장|대표|총리|대통령|장관|의원|부총리|주석|씨|그룹|정부|당국"
    "|뿐|만|등|간|군"
)
_PARTICLE = (
    "은|는|이|가|을|를|의|에|에게|에서|에선|에는|에도|에게서|에게는|께서|께|과|와|도|만|만이|만을|만의|로|으로|로서|으로서"
    "|로써|으로써|로부터|으로부터|로는|으로는|로선|으로선|부터|까지|보다|보다는|처럼|마저|조차|이나|나|이든|이라도|라도|하고"
    "|이랑|랑|이며|며|이고|고|인|이다|다|였다|이었다|이란|란|이라는|라는|이라고|라고|이라며|라며|이자|자|입니다|이지만|지만"
    "|인데|뿐|대로|한테|와의|과의|에의|로의|으로의|와는|과는|에서의|에서도|에서만|부터는|까지도|측은|처럼은|이나마"
)
_FOLLOWS_NAME = re.compile(rf"(?:{_SUFFIX})?(?:{_PARTICLE})?(?:는|도|만)?")


class Gazetteer:
    """An immutable set of names, each with the key and kind of what it names.

    Where two entries share a name the first given wins. A search is linear in the text.
    """

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        self._automaton = ahocorasick.Automaton()
        for entry in entries:
            name = entry.name.strip()
            if name and name not in self._automaton:
                self._automaton.add_word(name, (name, entry.key, entry.kind))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str, start: int, end: int) -> list[FoundMention]:
        """The names in ``text[start:end]``, leftmost and longest first, never overlapping."""
        if self._empty or start >= end:
            return []
        hits = []
        for last, (name, key, kind) in self._automaton.iter(text, start, end):
            first = last + 1 - len(name)
            if _stands_alone(text, first, last + 1):
                hits.append(FoundMention(key, first, last + 1, name, kind))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        found: list[FoundMention] = []
        for hit in hits:
            if not found or hit.start >= found[-1].end:
                found.append(hit)
        return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _HANGUL.match(text[start]):
        if _HANGUL.match(before):
            return False
    elif _LATIN_OR_DIGIT.match(text[start]) and _LATIN_OR_DIGIT.match(before):
        return False
    if _HANGUL.match(text[end - 1]):
        return not _HANGUL.match(after) or _particle_follows(text, end)
    return not (_LATIN_OR_DIGIT.match(text[end - 1]) and _LATIN_OR_DIGIT.match(after))


def _particle_follows(text: str, end: int) -> bool:
    run = _HANGUL_RUN.match(text, end)
    return run is not None and _FOLLOWS_NAME.fullmatch(run.group()) is not None
