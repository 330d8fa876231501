"""Pairs of names that a text gives as one: ``캠브리콘(Cambricon)``, ``SMIC(중신궈지)``.

Korean papers print the Latin name in brackets after the Korean one at its first mention. Where
the Latin name has several words, as a person's has, the Korean one may have as many; a common
noun before it only says what it is (업체, 최고경영자).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.findings import Block, BlockClass
from claims.text.morphology import analyse

_HANGUL = r"[가-힣][가-힣0-9·]{0,29}"
_LATIN = r"[A-Za-z][A-Za-z0-9.&'’\-]{0,29}(?: [A-Za-z0-9][A-Za-z0-9.&'’\-]{0,29}){0,4}"
_PAIR = re.compile(rf"(?P<korean>{_HANGUL})\((?P<latin>{_LATIN})\)")
_TURNED = re.compile(rf"(?<![A-Za-z0-9])(?P<latin>{_LATIN})\((?P<korean>{_HANGUL})\)")
_WORD_BEFORE = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣]{1,10}) $")

_CAPITAL = re.compile(r"[A-Z]")
_LETTERS = re.compile(r"[A-Za-z]")
# What stands in brackets after a word without being its name: titles, terms, units.
_NO_NAMES = frozenset(
    "AI AGI API ASIC CEO CFO CIO COO CPU CTO DRAM ESG ETF EV GDP GPU GW HBM ICT IP IPO IR IT KRX"
    " KW LLM MOU MW NAND NPU OS PC PER PR SNS SW TF TV TWh UAE USB VIP VR AR XR kWh".split()
)  # How a word before a name ends that says what is named: 칩 설계 업체, 최대 규모의, 국영 기업인.
_DESCRIBES = re.compile(
    r"(?:업체|기업|회사|업계|제조사|개발사|스타트업|그룹|은행|연구소|대학|기관|당국|정부|부처|매체|신문|통신|방송"
    r"|대표|회장|사장|이사|책임자|경영자|창업자|장관|차관|총리|대통령|주석|의원|위원장|대변인|국장|부장|대사|특사"
    r"|교수|연구원|분석가|애널리스트|고문|기자|칩|반도체|모델|서비스|제품|플랫폼|앱|출신|소속|산하|계열"
    r"|[인의한된던는은을를이가와과도로에서])$"
)
# Nouns, affixes of nouns, and what the analyser makes of a name it does not know.
_NOUNS = frozenset("NNG NNP NNB NR SL SN SH XPN XSN XR MM MAG IC SP SO UN W_HASHTAG".split())


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two names of one thing; ``text[start:end]`` is the pair as printed."""

    korean: str
    latin: str
    start: int
    end: int


def find(text: str, blocks: Sequence[Block]) -> list[FoundPair]:
    """The pairs in the body blocks, each once, where it stands first."""
    found: dict[tuple[str, str], FoundPair] = {}
    for block in blocks:
        if block.kind is not BlockClass.BODY:
            continue
        for pattern in (_PAIR, _TURNED):
            for match in pattern.finditer(text, block.start, block.end):
                pair = _pair(text, block.start, match)
                if pair is not None:
                    found.setdefault((pair.korean, pair.latin), pair)
    return sorted(found.values(), key=lambda pair: pair.start)


def _pair(text: str, floor: int, match: re.Match[str]) -> FoundPair | None:
    korean, latin, start = match["korean"], match["latin"], match.start()
    if latin in _NO_NAMES or not _CAPITAL.search(latin) or len(_LETTERS.findall(latin)) < 2:
        return None
    if match.re is _PAIR:
        for _ in range(latin.count(" ")):
            before = _WORD_BEFORE.search(text, max(floor, start - 12), start)
            if before is None or _DESCRIBES.search(before[1]):
                break
            start = before.start(1)
            korean = text[start : match.end("korean")]
    last = match["korean"]  # of one syllable, 오, the analyser makes anything
    if len(korean) < 2 or (len(last) > 1 and not _tags(last) <= _NOUNS):
        return None
    return FoundPair(korean, latin, start, match.end())


def _tags(words: str) -> set[str]:
    return {each.stem for part in analyse(words, 0, len(words)) for each in part.morphemes}
