"""What a claim is about: its names, concepts and other words, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from claims.links import concepts
from claims.links.facets import Mark, Name
from claims.links.sounds import heard

_TITLED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4})\s?(?:전\s)?(?:교수|의원|장관|차관|총리|대통령|대표|회장|사장|시장|지사|감독"
    r"|선수|후보|위원장|의장|총장|판사|검사|변호사|박사|부총리|원장|청장|이사장|행장|본부장|작가|배우|가수|씨)"
    r"(?=[은는이가을를의에도와과로]|\s|[,.]|$)"
)
_BODY = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z]{1,8}(?:증권|생명|화재|손해보험|은행|카드|캐피탈|전자|건설|화학|제약|중공업|에너지|바이오|그룹|홀딩스"
    r"|대학교|대병원|병원|구단|항공|통신|텔레콤|스틸러스|유나이티드|연구원|협회|재단|조합))(?![가-힣]{3,})"
)
_PLAIN_BODY = frozenset(
    "시중은행 저축은행 중앙은행 대학병원 종합병원 국내은행 인터넷은행 수련병원".split()
)
_CAPITAL = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][A-Za-z0-9]+")
_NAME_EN = re.compile(r"\b[A-Z][a-z]{2,}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]{1,}")

_NAME_WEIGHT = {"product": 2.0, "company": 1.5, "person": 1.5, "organisation": 1.2, "agency": 1.0}
_OTHER_NAME = 0.5
_CONCEPT_WEIGHT = {"measure": 1.2, "thing": 1.0, "sole": 0.8, "act": 0.6, "people": 0.8}
_OTHER_CONCEPT = 0.3
_PROPER_WEIGHT = 1.2
_WORD_WEIGHT = 1.0
_SYLLABLE_WEIGHT = 0.4
_ALIAS_WEIGHT = 0.2
_VOICE_WEIGHT = 0.2
_UNSAID = 0.5
_SOUND = 1.5
_ORDERED = 2.5
_ISSUING = 1.0


def _propers(text: str, language: str) -> frozenset[str]:
    """Names that no gazetteer need know: before a title, in capitals, in Latin letters."""
    if language == "ko":
        titled = (match[1] for match in _TITLED.finditer(text))
        latin = (match[0].lower() for match in _LATIN.finditer(text))
        return frozenset((*titled, *latin))
    return frozenset(concepts.stem(match[0]) for match in _CAPITAL.finditer(text))


def weighted_terms(
    text: str,
    language: str,
    lemmas: Collection[str],
    names: Sequence[Name],
    hits: Sequence[concepts.Hit],
    said_by: Collection[str],
    unsaid: Collection[str],
) -> dict[str, float]:
    """The terms of a claim, each with its weight; ``unsaid`` are the keys of the names it means
    without saying them, which count half."""
    propers = _propers(text, language)
    terms: dict[str, float] = {}
    for name in names:
        if name.kind == "outlet":
            continue
        weight = _NAME_WEIGHT.get(name.kind, _OTHER_NAME)
        if name.key in said_by and name.kind != "company":
            weight = _VOICE_WEIGHT
        if name.key in unsaid:
            weight *= _UNSAID
        terms[f"n:{name.key}"] = weight
    for hit in hits:
        if hit.kind not in ("light", "toll"):
            kind = hit.kind.partition(".")[0]
            terms[f"c:{hit.kind}:{hit.code}"] = _CONCEPT_WEIGHT.get(kind, _OTHER_CONCEPT)
    labels = " ".join(name.label for name in names)
    if language == "ko":
        covered = " ".join((*(hit.words for hit in hits), labels)).lower()
        for word in lemmas:
            if word in propers:
                terms[f"w:{word}"] = _PROPER_WEIGHT
            elif word[0].isdigit() or concepts.is_light(word, language):
                continue
            elif word.lower() not in covered and word.removesuffix("다") not in covered:
                terms[f"w:{word.lower()}"] = _WORD_WEIGHT if len(word) > 1 else _SYLLABLE_WEIGHT
    else:
        spans = [(hit.start, hit.end) for hit in hits]
        named = {word for word, _start, _end in concepts.english_words(labels)}
        at = 0
        for word, start, _end in concepts.english_words(text):
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            inside = at < len(spans) and spans[at][0] <= start
            if inside or word in named or word[0].isdigit() or word == "%":
                continue
            if concepts.is_light(word, language) or len(word) < 2:
                continue
            terms[f"w:{word}"] = _PROPER_WEIGHT if word in propers else _WORD_WEIGHT
    for word, _start, _end in concepts.english_words(labels):
        terms.setdefault(f"w:{word}", _ALIAS_WEIGHT)
    return terms


def sounds(text: str, language: str, terms: Collection[str]) -> dict[str, float]:
    """The terms for how the names sound that nothing else knows, of the words among ``terms``: in
    English those that are written with a capital. They say again what the words say, for a claim
    in another language."""
    words = {term[2:] for term in terms if term.startswith("w:") and not term.endswith("다")}
    if language == "en":
        words &= {concepts.stem(match[0]) for match in _NAME_EN.finditer(text)}
    return {f"s:{found}": _SOUND for word in words for found in heard(word)}


def terms_of_order(on: Collection[str], issuing: Collection[str]) -> dict[str, float]:
    """The terms of a directive: what it is on, and whose products that is, and which states give
    it. Two that share these are of one matter, however little else their words have in common."""
    families = {f"o:{key.partition('-')[0]}": _ORDERED for key in on}
    return families | {f"i:{state}": _ISSUING for state in issuing}


def by_kind(
    marks: Sequence[Mark],
    names: Sequence[Name],
    said_by: Collection[str],
    text: str,
    language: str,
) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for mark in marks:
        kinds.setdefault(mark.kind, set()).add(mark.code)
    for name in names:
        if name.key not in said_by or name.kind == "company":
            kinds.setdefault(name.kind, set()).add(name.key)
    if language == "ko":
        labels = " ".join(name.label for name in names)
        for match in _BODY.finditer(text):
            if match[1] not in _PLAIN_BODY and match[1] not in labels:
                kinds.setdefault("body", set()).add(match[1])
        for match in _TITLED.finditer(text):
            if match[1] not in labels and not concepts.is_light(match[1], language):
                kinds.setdefault("titled", set()).add(match[1])
    return {kind: frozenset(codes) for kind, codes in kinds.items()}
