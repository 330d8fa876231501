"""Korean morphemes with exact offsets, and what the clause rules ask about them.

The analyser is kiwipiepy. It is loaded on first use and once in each process: a model that was
loaded before a fork cannot be used in the child. Loading takes about a second and 310 MB.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiwipiepy import Kiwi

# A run without spaces longer than this is not prose (data, an address, noise); the analyser's
# time on such a run grows to minutes, so it is read as blank space of the same length.
LONGEST_WORD = 300

# The analyser is given at most this much at a time, cut at white space.
LONGEST_PASSAGE = 4_000

_UNREADABLE = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")
_WORD = re.compile(r"\S+")

_models: dict[int, Kiwi] = {}
_loading = threading.Lock()


class Morpheme(NamedTuple):
    """One morpheme; ``start`` and ``end`` are code points of the whole text."""

    form: str
    tag: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The tag without the analyser's mark of regular or irregular conjugation."""
        return self.tag.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence as the analyser cut it, with its morphemes in order."""

    start: int
    end: int
    morphemes: tuple[Morpheme, ...]


def model() -> Kiwi:
    """The analyser of this process, loaded on first use."""
    pid = os.getpid()
    found = _models.get(pid)
    if found is None:
        with _loading:
            found = _models.get(pid)
            if found is None:
                found = _models[pid] = Kiwi(load_multi_dict=False, num_workers=1)
    return found


def analyse(text: str, start: int, end: int) -> list[Analysis]:
    """The sentences of ``text[start:end]`` with their morphemes; linear in the length."""
    found: list[Analysis] = []
    for first, last in _passages(text, start, end):
        found += _analyse_passage(readable(text[first:last]), first)
    return found


def declarative(morphemes: Sequence[Morpheme]) -> str:
    """The last word of a clause in its plain final form: 금지했는데요 becomes 금지했다.

    Empty where the word does not end in a predicate.
    """
    last = len(morphemes)
    while last and morphemes[last - 1].tag in {"SF", "SP", "SE"}:
        last -= 1
    if last and (morphemes[last - 1].form, morphemes[last - 1].tag) == ("요", "JX"):
        last -= 1
    if last < 2 or morphemes[last - 1].tag not in {"EC", "EF"}:
        return ""
    first = last - 1
    while first and morphemes[first - 1].end >= morphemes[first].start:
        first -= 1
    word = [(each.form, each.tag) for each in morphemes[first : last - 1]]
    if not word or any(each.tag.startswith("S") for each in morphemes[first : last - 1]):
        return ""
    return str(model().join([*word, (_final_ending(word), "EF")]))


def _final_ending(word: Sequence[tuple[str, str]]) -> str:
    form, tag = word[-1]
    if (
        tag == "EP"
        or form in {"있", "없"}
        or tag in {"VCP", "VCN"}
        or tag.startswith(("VA", "XSA"))
    ):
        return "다"
    # 상태이긴 하다: 하 after a nominalised predicate describes.
    if tag == "VX" and len(word) > 1 and word[-2][1] == "JX":
        return "다"
    return "ᆫ다"


def readable(passage: str) -> str:
    """The passage, of the same length, with what is not prose blanked out."""
    passage = _UNREADABLE.sub("\ufffd", passage)
    return _WORD.sub(_blank_if_endless, passage)


def _passages(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(". ", start, start + LONGEST_PASSAGE) + 1
        if cut <= start:
            cut = text.rfind(" ", start, start + LONGEST_PASSAGE)
        if cut <= start:
            cut = start + LONGEST_PASSAGE
        found.append((start, cut))
        start = cut
    if start < end:
        found.append((start, end))
    return found


def _blank_if_endless(word: re.Match[str]) -> str:
    length = word.end() - word.start()
    return word.group() if length <= LONGEST_WORD else " " * length


def _analyse_passage(passage: str, offset: int) -> list[Analysis]:
    if not passage.strip():
        return []
    found = []
    for sentence in model().split_into_sents(passage, return_tokens=True):
        morphemes = tuple(
            Morpheme(token.form, token.tag, offset + token.start, offset + token.end)
            for token in sentence.tokens or ()
        )
        found.append(Analysis(offset + sentence.start, offset + sentence.end, morphemes))
    return found
