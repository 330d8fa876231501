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

# Words between a clause and the next: 허가한 반면, 실은 데 이어, 서명함으로써.
_JOINTS = frozenset(
    {
        "반면",
        "한편",
        "가운데",
        "대신",
        "이후",
        "뒤",
        "후",
        "직후",
        "끝",
        "데",
        "것",
        "으로써",
        "로써",
    }
)
_LONGEST_JOINT = 4  # morphemes

_models: dict[int, Kiwi] = {}
_loading = threading.Lock()


class Morpheme(NamedTuple):
    """One morpheme; ``start`` and ``end`` are code points of the whole text.

    ``stem`` is the tag without the analyser's mark of regular or irregular conjugation.
    """

    form: str
    tag: str
    start: int
    end: int
    stem: str


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


def declarative(morphemes: Sequence[Morpheme], *, past: bool = False) -> tuple[int, str] | None:
    """Where the last predicate of a clause begins, and the predicate in its plain final form.

    금지했는데요 and 금지한 데 이어 become 금지했다; with ``past``, so does 금지하고. None where the
    clause does not end in a predicate, or is final already.
    """
    last = _ending(morphemes)
    if last < 1 or morphemes[last].form in {"다", "ᆫ다", "는다"}:
        return None
    first = last - 1
    while first and morphemes[first].stem not in {"VV", "VA", "VCN"} and _touch(morphemes, first):
        first -= 1
        if morphemes[first + 1].stem in {"VCP", "XSV", "XSA"}:
            break
    word = [(each.form, each.tag) for each in morphemes[first:last]]
    if not word or any(each.tag.startswith("S") for each in morphemes[first:last]):
        return None
    nominalised = first > 0 and morphemes[first - 1].tag in {"JX", "ETN"}  # 상태이긴 하다
    endings = _final_endings(word, morphemes[last], past=past, describes=nominalised)
    joined = model().join([*word, *endings])
    return morphemes[first].start, str(joined)


def _touch(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Whether a morpheme stands in one word with the one before it."""
    return morphemes[index - 1].end >= morphemes[index].start


def _ending(morphemes: Sequence[Morpheme]) -> int:
    """Index of the ending of the last predicate: before 요, 반면, 데 이어 and closing marks."""
    last = len(morphemes) - 1
    while last > 0 and morphemes[last].tag in {"SF", "SP", "SE"}:
        last -= 1
    if last > 0 and (morphemes[last].form, morphemes[last].tag) in {("요", "JX"), ("도", "JX")}:
        last -= 1
    if last > 0 and morphemes[last].tag in {"EC", "EF"} and morphemes[last].form != "어":
        return last
    # 확산되고 있는데요, read as 있는 데이요.
    for position in range(last, max(last - _LONGEST_JOINT, 0), -1):
        if morphemes[position].tag in {"ETM", "ETN"}:
            tail = [each.form for each in morphemes[position + 1 : last + 1]]
            return position if not tail or tail[0] in _JOINTS else -1
    return last if morphemes[last].tag == "EC" else -1


def _final_endings(
    word: Sequence[tuple[str, str]], ending: Morpheme, *, past: bool, describes: bool
) -> list[tuple[str, str]]:
    form, tag = word[-1]
    describes = (
        (describes and word == [("하", "VX")])
        or tag == "EP"
        or form in {"있", "없"}
        or tag in {"VCP", "VCN"}
        or tag.startswith(("VA", "XSA"))
    )
    if ending.tag == "ETM":
        if ending.form in {"ᆯ", "을"}:
            return [(ending.form, "ETM"), ("것", "NNB"), ("이", "VCP"), ("다", "EF")]
        past = ending.form == "던" or (ending.form in {"ᆫ", "은"} and not describes)
    if past and tag != "EP":
        return [("었", "EP"), ("다", "EF")]
    return [("다" if describes else "ᆫ다", "EF")]


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
            Morpheme(
                token.form,
                tag := token.tag,
                offset + token.start,
                offset + token.end,
                tag.partition("-")[0],
            )
            for token in sentence.tokens or ()
        )
        found.append(Analysis(offset + sentence.start, offset + sentence.end, morphemes))
    return found
