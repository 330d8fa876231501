"""What a claim says something of, and which one of its kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from claims.links import concepts
from claims.links.facets import Name, Voice
from claims.text.statements_en import english_subject

_MARKED = re.compile(r"([가-힣A-Za-z0-9·'’\-&.]{1,30}?)(?:은|는|이|가|도|께서)(?=[\s,])")
_PLACED = re.compile(r"(?:에|에서|에게|으로|로)$")  # 중국에서는, 업체로는
_PARTICLE = re.compile(
    r"(?:으로부터|에서는|에서도|에게는|에서만|으로는|에서|에게|으로|부터|까지|보다|처럼|이라고|라고|이라는|라는|이며|에는|에도|에만|만이"
    r"|과의|와의|은|는|이|가|을|를|의|에|로|와|과|도|만|다)$"
)
_ADNOMINAL = re.compile(
    r"[가-힣]*(?:한|된|는|은|던|할|될|난|든|진|인|운|린|른|온|간|긴|킨|신|친|있는|없는|위해|따라|대해)$"
)
_TOKEN = re.compile(r"[^\s\[\]()“”‘’\"',]+")
_TOKEN_EN = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
_VERBAL = re.compile(r"(?:ed|ing)$")
_NO_MODIFIERS = ("c:act.", "c:sole", "c:stage", "c:scope", "c:sure", "c:change", "c:basis")


class Naming:
    """What the words of a text are compared as: a name, a concept, or themselves."""

    def __init__(
        self, text: str, language: str, names: Sequence[Name], hits: Sequence[concepts.Hit]
    ) -> None:
        self._text = text
        self._language = language
        self._names = [(name.label, f"n:{name.key}") for name in names if name.label]
        self._hits = sorted(hits, key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self._hits]

    def is_inside(self, at: int) -> bool:
        """Whether a name goes on at a place of the text."""
        return any(
            self._text.find(label, max(at - len(label) + 1, 0), at + len(label) - 1) >= 0
            for label, _term in self._names
        )

    def terms(self, start: int, end: int) -> set[str]:
        """The terms that the words of a stretch stand for; light words for none."""
        words = self._text[start:end]
        named = [(label, term) for label, term in self._names if label in words]
        if named:
            return {term for _label, term in named}
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        within = [hit for hit in self._hits[first:last] if hit.end <= end]
        solid = {f"c:{hit.kind}:{hit.code}" for hit in within if hit.kind != "light"}
        if solid:
            return solid
        covered = sum(hit.end - hit.start for hit in within)
        if 2 * covered >= end - start:
            return set()
        word = words.lower() if self._language == "ko" else concepts.stem(words)
        if word[:1].isdigit() or concepts.is_light(word, self._language):
            return set()
        return {f"w:{word}"}


def subjects(
    text: str,
    language: str,
    lemmas: Collection[str],
    naming: Naming,
    voices: Sequence[Voice],
) -> Iterator[str]:
    """What a claim says something of: words with 은, 는, 이 or 가; what an English claim opens
    with. Who only says so is left out."""
    speakers = {voice.name for voice in voices}
    if language == "ko":
        for match in _MARKED.finditer(text):
            words = match[1]
            if (
                match[0] in lemmas or words + "다" in lemmas or naming.is_inside(match.end(1))
            ):  # 같은; 화웨이,
                continue
            if words not in lemmas and _PLACED.search(words):
                continue
            if not any(words in name or name.endswith(words) for name in speakers):
                yield from naming.terms(match.start(1), match.end(1))
    else:
        words = english_subject(text, 0, len(text))
        if words and not any(words in name or name in words for name in speakers):
            for match in _TOKEN_EN.finditer(text, 0, len(words)):
                yield from naming.terms(match.start(), match.end())


def slots(text: str, language: str, naming: Naming) -> dict[str, str]:
    """What stands before each noun, as the terms of both. Only nouns and adjectives: a verb before
    a noun (한, ordered) says what was done and not which one."""
    found: dict[str, str] = {}
    before: tuple[int, int] | None = None
    pattern = _TOKEN if language == "ko" else _TOKEN_EN
    for match in pattern.finditer(text):
        token = match[0].rstrip(".")
        start, end = match.start(), match.start() + len(token)
        if language == "ko":
            particle = _PARTICLE.search(token)
            stem_end = start + (particle.start() if particle and particle.start() else len(token))
            modifies = not particle or particle[0] == "의"
            plain = not _ADNOMINAL.fullmatch(token) and modifies
        else:
            stem_end = end
            plain = not _VERBAL.search(token)
        if before is not None and stem_end > start:
            heads, modifiers = naming.terms(start, stem_end), naming.terms(*before)
            for head in heads:
                for modifier in modifiers:
                    if head != modifier and not modifier.startswith(_NO_MODIFIERS):
                        found[head] = modifier
        before = (start, stem_end) if plain else None
    return found
