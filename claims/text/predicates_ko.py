"""The predicate a Korean clause asserts, without the words that report or prop it.

In 줄었다고 밝혔다 and 줄인 것으로 알려졌다 the assertion is 줄다; in 줄고 있는 상황이다 it is
줄다 too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.morphology import Morpheme

_QUOTATIVE = re.compile(r"(?:다|라|냐|자)(?:고|며|면서|는)$")
_STEMS = frozenset({"VV", "VA", "VCP", "VCN", "XSV", "XSA"})
_PROPPING_NOUNS = frozenset("것 상황 실정 사실 셈 때문 데 바 모습".split())
_EVIDENCE = frozenset(
    "알려지 전하 전해지 보이 나타나 파악 풀이 해석 추정 관측 전망 예상 알리".split()
)

# What follows the words reported is short: a speaker and a verb or two.
_LONGEST_REPORT = 14


@dataclass(frozen=True, slots=True)
class Assertion:
    """A clause with what it asserts: ``said`` without the report, ``main`` its predicate there."""

    morphemes: Sequence[Morpheme]
    said: Sequence[Morpheme]
    main: int | None

    @property
    def predicate(self) -> Morpheme | None:
        return None if self.main is None else self.said[self.main]

    @property
    def after(self) -> Sequence[Morpheme]:
        """The endings and auxiliaries of the predicate."""
        return () if self.main is None else self.said[self.main + 1 :]


def asserted(morphemes: Sequence[Morpheme]) -> Assertion:
    """What a clause asserts."""
    said = core(morphemes)
    return Assertion(morphemes, said, main_predicate(said))


def core(morphemes: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """The morphemes up to the quotative or 것으로 that hands them to a reporting verb."""
    end = len(morphemes)
    while (cut := _handover(morphemes, end)) is not None:
        end = cut
    while end and morphemes[end - 1].tag in {"SSC", "SF", "SP"}:
        end -= 1
    return morphemes[:end]


def main_predicate(morphemes: Sequence[Morpheme]) -> int | None:
    """Index of the last predicate, seen through ~는 것이다 and ~고 있는 상황이다."""
    for index in range(len(morphemes) - 1, -1, -1):
        each = morphemes[index]
        if each.stem not in _STEMS:
            continue
        before = morphemes[max(0, index - 3) : index]
        propped = each.stem == "VCP" and any(one.form in _PROPPING_NOUNS for one in before[-2:])
        if propped and any(one.tag in {"ETM", "ETN"} for one in before):
            continue
        if each.form == "하" and any(one.tag == "ETN" for one in before[-2:]):
            continue  # 크긴 하다
        return index
    return None


def is_past(morphemes: Sequence[Morpheme]) -> bool:
    """Whether the asserted predicate is in the past: 줄었다, 줄였다고 밝혔다, 줄인 것으로 …"""
    inside = core(morphemes)
    index = main_predicate(inside)
    if index is None:
        return False
    after = inside[index + 1 :]
    if after[:1] and after[0].tag == "ETN":  # 늘리기로 했다: the decision is past, not the rise
        return False
    if any(each.tag == "EP" and each.form in {"었", "았", "였"} for each in after):
        return True
    return inside[index].stem in {"VV", "XSV"} and any(
        each.tag == "ETM" and each.form in {"ᆫ", "은", "던"} for each in after[:1]
    )


def _handover(morphemes: Sequence[Morpheme], end: int) -> int | None:
    """Where the words reported end, if what stands between there and ``end`` only reports."""
    lowest = max(1, end - _LONGEST_REPORT)
    for index in range(end - 1, lowest - 1, -1):
        each = morphemes[index]
        if each.tag == "JKQ" and index:
            return index
        if each.tag in {"EC", "ETM"} and _QUOTATIVE.search(each.form) and index + 1 < end:
            # 늘었다며 투자를 줄였다: what follows was done, not said.
            return None if each.form.endswith(("며", "면서")) and index + 2 < end else index
        heard = each.form == "으로" and morphemes[index - 1].form == "것"
        if heard and any(one.form in _EVIDENCE for one in morphemes[index + 1 : index + 3]):
            return index - 1
        if each.tag == "EC" and index < end - 1 and _stands_between(morphemes, index, end):
            return None
    return None


def _stands_between(morphemes: Sequence[Morpheme], index: int, end: int) -> bool:
    """Whether the ending is another clause's, before which the last verb reports nothing."""
    return morphemes[index + 1].stem != "VX" and index + 3 < end
