"""What a reporter that no gazetteer knows is called in either language.

오태식 위원장 and union leader Oh Tae-sik, 고용노동부 and the labor ministry are one when the rest
fits. A given name is compared by its sounds, because its spellings differ (Tae-sik, Taesik; Young,
Yeong), a body by what it is. Both say who it can be and never who it is: a company is any company.
"""

from __future__ import annotations

import re

from claims.links import concepts
from claims.links.sounds import heard, spelt
from claims.text.features import lemmas
from claims.text.frames import TITLE

_HANGUL = re.compile(r"[가-힣]")
_PERSON_KO = re.compile(
    r"(?:^|\s)[강고곽구권김나남노도류마문민박반방배백변서석설성소손송신심안양엄여오우원유윤이임장전정조주지진차채천최추하한허현홍황]"
    r"([가-힣][가-힣](?<![부청처회당군]))(?=\s|$)"
)
_GIVEN_EN = re.compile(r"\b([A-Z][a-z]{1,6})-([a-z]{2,7})\b")
_CAPITALS = re.compile(r"\b[A-Z][a-z]{2,}")
_BODIES = ("common", "thing", "office", "court.", "people.")
_REPORT_BY = re.compile(
    r"^(?:an?\s|the\s|its\s)?(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2}\s)?)?"
    r"(?:report|study|survey|poll|paper|analysis|statement|filing|data|figures)\s"
    r"(?:by|from|of|released by|published by)\s(?:the\s)?",
    re.IGNORECASE,
)


def plain(name: str) -> str:
    """A reporter's name without the words for what it published: a report by the institute."""
    return _REPORT_BY.sub("", name.strip())


def can_be(name: str) -> frozenset[str]:
    """What a reporter is, in terms that Korean and English names share: ``given:`` and the sounds
    of a person's given name, else the concepts of a body's name and the sounds of its words."""
    korean = _HANGUL.search(name) is not None
    given = _PERSON_KO.search(TITLE.sub("", name)) if korean else _GIVEN_EN.search(name)
    if given:
        return frozenset({f"given:{spelt(''.join(given.groups()))}"})
    language = "ko" if korean else "en"
    hits = concepts.find(name, language, frozenset(lemmas(name, language)))
    bodies = {f"{hit.kind}:{hit.code}" for hit in hits if hit.kind.startswith(_BODIES)}
    words = name.split() if korean else _CAPITALS.findall(name)
    return frozenset(bodies | {f"sound:{sound}" for word in words for sound in heard(word)})
