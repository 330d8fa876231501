"""What a reporter that no gazetteer knows is called in either language.

오태식 위원장 and union leader Oh Tae-sik, 고용노동부 and the labor ministry are one when the rest
fits. A given name is compared by its sounds, because its spellings differ (Tae-sik, Taesik; Young,
Yeong), a body by what it is. Both say who it can be and never who it is: a company is any company.
"""

from __future__ import annotations

import re

from claims.links import concepts
from claims.text.features import lemmas
from claims.text.frames import TITLE

_HANGUL = re.compile(r"[가-힣]")
_PERSON_KO = re.compile(
    r"(?:^|\s)[강고곽구권김나남노도류마문민박반방배백변서석설성소손송신심안양엄여오우원유윤이임장전정조주지진차채천최추하한허현홍황]"
    r"([가-힣][가-힣](?<![부청처회당군]))(?=\s|$)"
)
_GIVEN_EN = re.compile(r"\b([A-Z][a-z]{1,6})-([a-z]{2,7})\b")
_BODIES = ("common", "thing", "office", "court.", "people.")
_REPORT_BY = re.compile(
    r"^(?:an?\s|the\s|its\s)?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}\s)?"
    r"(?:report|study|survey|poll|paper|analysis|statement|filing|data|figures)\s"
    r"(?:by|from|of|released by|published by)\s(?:the\s)?",
    re.IGNORECASE,
)

# The letters of the Revised Romanization, by the order of the syllable block.
_FIRST = "k kk n t tt l m p pp s ss  j jj j k t p h".split(" ")
_VOWELS = "a ae ya yae u e yu ye o wa wae we yo u wu we wi yu u i i".split()
_LAST = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
_SPELLINGS = (
    ("yeo", "yu"), ("eo", "u"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ui", "i"),
    ("oe", "we"), ("ch", "j"), ("ck", "k"), ("g", "k"), ("d", "t"), ("b", "p"), ("r", "l"),
    ("nk", "ng"), ("wu", "u"), ("sh", "s"), ("ll", "l"),
)  # fmt: skip


def plain(name: str) -> str:
    """A reporter's name without the words for what it published: a report by the institute."""
    return _REPORT_BY.sub("", name.strip())


def can_be(name: str) -> frozenset[str]:
    """What a reporter is, in terms that Korean and English names share: ``given:`` and the sounds
    of a person's given name, else the concepts of a body's name. None for what says neither."""
    korean = _HANGUL.search(name) is not None
    given = _PERSON_KO.search(TITLE.sub("", name)) if korean else _GIVEN_EN.search(name)
    if given:
        sounds = _sounds(given[1]) if korean else _spelt("".join(given.groups()))
        return frozenset({f"given:{sounds}"})
    language = "ko" if korean else "en"
    hits = concepts.find(name, language, frozenset(lemmas(name, language)))
    return frozenset(f"{hit.kind}:{hit.code}" for hit in hits if hit.kind.startswith(_BODIES))


def _sounds(syllables: str) -> str:
    places = [ord(one) - 0xAC00 for one in syllables]
    return _spelt(
        "".join(
            _FIRST[place // 588] + _VOWELS[place % 588 // 28] + _LAST[place % 28]
            for place in places
        )
    )


def _spelt(letters: str) -> str:
    """A spelling with one letter for sounds that are told apart by some and not by others."""
    found = letters.lower()
    for written, sound in _SPELLINGS:
        found = found.replace(written, sound)
    return found
