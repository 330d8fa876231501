"""Names that no gazetteer knows, by how they sound, so that two languages share them: 리포슬린 and
Liposlin, 한별제약 and Hanbyeol.

Spellings of one name differ most in their vowels (Young, Yeong; 슬 for sl), so a name is known by
its consonants, three at least; fewer are shared by chance.
"""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[가-힣]+")
_SILENT = re.compile(r"[^a-z]|[aeiouwy]")
_FIRM = re.compile(
    r"(?<=[가-힣]{2})(?:제약|조선|전자|증권|중공업|건설|화학|은행|바이오|그룹|항공|통신|자동차|산업|물산|식품)$"
)
LEAST = 3
"""Consonants of a name that is told by its sounds."""

# The letters of the Revised Romanization, by the order of the syllable block.
_FIRST = "k kk n t tt l m p pp s ss  j jj j k t p h".split(" ")
_VOWELS = "a ae ya yae u e yu ye o wa wae we yo u wu we wi yu u i i".split()
_LAST = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
_SPELLINGS = (
    ("yeo", "yu"), ("eo", "u"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ui", "i"),
    ("oe", "we"), ("ph", "p"), ("ch", "j"), ("ck", "k"), ("sh", "s"), ("c", "k"), ("g", "k"),
    ("q", "k"), ("d", "t"), ("b", "p"), ("f", "p"), ("v", "p"), ("z", "j"), ("x", "ks"),
    ("r", "l"), ("nk", "ng"), ("wu", "u"), ("ll", "l"), ("tt", "t"), ("pp", "p"), ("kk", "k"),
    ("ss", "s"), ("mm", "m"), ("nn", "n"),
)  # fmt: skip


def spelt(name: str) -> str:
    """A name in Hangul or Latin letters as it sounds: one letter for sounds that are told apart by
    some spellings and not by others."""
    found = _HANGUL.sub(lambda run: "".join(map(_romanized, run[0])), name).lower()
    for written, sound in _SPELLINGS:
        found = found.replace(written, sound)
    return found


def consonants(name: str) -> str:
    """What two spellings of a name have in common; empty for what says too little."""
    found = _SILENT.sub("", spelt(name))
    return found if len(found) >= LEAST else ""


def heard(word: str) -> frozenset[str]:
    """The consonants of a name, and of a Korean firm's without what it does: 한별 of 한별제약."""
    return frozenset({consonants(word), consonants(_FIRM.sub("", word))} - {""})


def _romanized(syllable: str) -> str:
    place = ord(syllable) - 0xAC00
    return _FIRST[place // 588] + _VOWELS[place % 588 // 28] + _LAST[place % 28]
