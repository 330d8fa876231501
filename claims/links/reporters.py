"""What a reporter is called: by one article for short, by another in full, by a third in English.

오태식 위원장 and union leader Oh Tae-sik, 고용노동부 and the labor ministry are one when the rest
fits. A given name is compared by its sounds, because its spellings differ (Tae-sik, Taesik; Young,
Yeong), a body by what it is. What a name says is either telling (its sound, its office) or only the
sort of body it is (a court, the company, a patients' group). Both say who it can be and never who
it is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from claims.links import concepts
from claims.links.sounds import heard, spelt
from claims.text.bodies import FIRM_KO, PUBLIC_KO, TITLE
from claims.text.features import lemmas

_FILE = Path(__file__).with_name("reporters.txt")
_HANGUL = re.compile(r"[가-힣]")
_SURNAMES = (
    "강고곽구권길김나남노도류마문민박반방배백변서석설성소손송신심안양엄여오우원유윤이임장전정조주지진차채천"
    "최추하한허현홍황"
)
_PERSON_KO = re.compile(
    rf"(?:^|\s)(?P<name>(?!변호인|이용자|소비자|주최측|조합원|공무원|연구진|유가족|주민들)[{_SURNAMES}]([가-힣][가-힣](?<![부청처회당군])))(?=\s|$)"
)
_GIVEN_EN = re.compile(r"\b([A-Z][a-z]{0,6})-([a-z]{2,7})\b")
_CAPITALS = re.compile(r"\b[A-Z][a-z]{2,}")
_BODIES = ("common", "thing", "office", "court.", "people.")
_REPORT_BY = re.compile(
    r"^(?:an?\s|the\s|its\s)?(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2}\s)?)?"
    r"(?:report|study|survey|poll|paper|analysis|statement|filing|data|figures)\s"
    r"(?:by|from|of|released by|published by)\s(?:the\s)?",
    re.IGNORECASE,
)
# Whoever leads 식약처 is 식약처장: the title has taken the last syllable of the body.
_LEADS = re.compile(r"(?P<body>[가-힣]{2,}(?:청|처|원|국|시|군|구|센터|본부|위원|병원|대학))장$")
# What a body is, at the end of what it is called: 누리방송, 나루지법, 새봄대.
_SORT = re.compile(
    rf"(?<=[가-힣]{{2}})(?:중앙|동부|서부|남부|북부)?(?:{PUBLIC_KO}|{FIRM_KO}|일보|신문|방송|통신|뉴스|타임스|타임즈|대|대병원|지방법원|고등법원)$"
)
_SHORTEST = 3  # syllables of a short form: 식약처
_TELLING = ("given:", "sound:", "short:", "office:")


def plain(name: str) -> str:
    """A reporter's name without the words for what it published: a report by the institute."""
    return _REPORT_BY.sub("", name.strip())


def is_document(name: str) -> bool:
    """Whether a voice is named by what it published: a March report by the institute."""
    return _REPORT_BY.search(name.strip()) is not None


def person_and_body(name: str) -> tuple[str, str]:
    """The person and the body of a Korean voice with a title, each empty where it is not said:
    푸른숲모임 정다솜 사무국장, 서민아 식약처장, 윤지혜 고용노동부 장관."""
    title = TITLE.search(name)
    if title is None:
        return "", ""
    words = name.split()
    leads = None if title[0].startswith("사무") else _LEADS.fullmatch(words[-1])
    words[-1] = leads["body"] if leads else TITLE.sub("", words[-1])
    if leads and words[-1].endswith("위원"):
        words[-1] += "회"
    rest = " ".join(word for word in words if word)
    found = _PERSON_KO.search(rest)
    person = found["name"] if found else ""
    return person, " ".join(word for word in rest.split() if word != person)


def can_be(name: str) -> frozenset[str]:
    """What a reporter is, in terms that Korean and English names share: ``given:`` and the sounds
    of a person's given name, else the concepts of a body's name, its sort, whose it is, and the
    sounds of its words (``short:`` where these are few)."""
    korean = _HANGUL.search(name) is not None
    given = _PERSON_KO.search(TITLE.sub("", name)) if korean else _GIVEN_EN.search(name)
    if given:
        return frozenset({f"given:{spelt(given[2] if korean else ''.join(given.groups()))}"})
    language = "ko" if korean else "en"
    hits = concepts.find(name, language, frozenset(lemmas(name, language)))
    bodies = {f"{hit.kind}:{hit.code}" for hit in hits if hit.kind.startswith(_BODIES)}
    words = name.split() if korean else _CAPITALS.findall(name)
    bare = [_SORT.sub("", word) for word in words]
    sounds = {f"sound:{sound}" for word in (*words, *bare) for sound in heard(word)}
    shorts = {f"short:{_in_full(word)}" for word in bare if len(word) > 1 and not heard(word)}
    return frozenset(bodies | sounds | shorts | described(name))


def _in_full(word: str) -> str:
    """A short name by all its sounds; 원 is written won and weon."""
    return spelt(word).replace("wo", "u").replace("w", "").replace("uu", "u")


def described(name: str) -> frozenset[str]:
    """What sort of body a name or a description names, and of or for whom: a patients' group."""
    korean = _HANGUL.search(name) is not None
    return frozenset(
        term
        for term, in_korean, in_english in _descriptions()
        if (in_korean if korean else in_english).search(name)
    )


@cache
def _descriptions() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """The terms of ``reporters.txt`` with what tells them in a Korean and in an English name."""
    found = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _colon, patterns = line.partition(": ")
            korean, _bar, english = patterns.partition(" / ")
            term = ":".join(head.split())
            found.append((term, re.compile(korean), re.compile(english, re.IGNORECASE)))
    return tuple(found)


def alike(a: frozenset[str], b: frozenset[str]) -> bool | None:
    """Whether two reporters can be one: True where that is telling, None where they are only of
    one sort, False where nothing fits or each is of another field: a patients' and a parents'
    group."""
    shared = a & b
    if any(one.startswith(_TELLING) for one in shared):
        return True
    if not shared or (_fields(a) and _fields(b) and not _fields(shared)):
        return False
    return True if len({one.partition(":")[0] for one in shared}) > 1 else None


def _fields(of: frozenset[str]) -> set[str]:
    return {one for one in of if one.startswith("of:")}


def short_for(a: str, b: str) -> bool:
    """Whether one name is the other's short form in the same language: 노동부 of 고용노동부,
    개인정보위 of 개인정보보호위원회, Seagull of Seagull Air."""
    short, full = sorted((plain(a), plain(b)), key=len)
    if not (_HANGUL.search(short) or _HANGUL.search(full)):
        words = _CAPITALS.findall(short)
        return bool(words) and _CAPITALS.findall(full)[: len(words)] == words
    short, full = "".join(short.split()), "".join(full.split())
    if len(short) < _SHORTEST:
        return False
    if full.startswith(short) or full.endswith(short):
        return True
    letters = iter(full)
    return short[0] == full[0] and all(letter in letters for letter in short)
