"""Claims that a Korean clause makes in passing: 국내에서 사용이 금지된 칩, 세계 최대 업체인 갑.

A ranking in an appositive can be checked by itself, and so can what a relative clause takes for
granted: that something was done before, ordered, or measured. A plain appositive (규제 기관인 을)
and a plain relative clause (칩을 만드는 회사) are no claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.clauses import Clause
from claims.text.coordination_ko import CONTENT_NOUNS
from claims.text.morphology import Morpheme

_RANKS = frozenset({"가장", "최대", "최초", "유일", "최다", "최상위", "최대규모"})
_BEFORE = frozenset({"이미", "앞서", "당초", "애초", "지난해", "작년", "지난달", "최근"})
_ORDERED = frozenset(
    "금지 규제 제한 허용 승인 허가 불허 차단 중단 제재 취소 통제 의무화 지시 명령".split()
)
_OFFICIAL = frozenset("합의 체결 서명 발표 도입 시행 발효 제정 통과 공표".split())
_FORESEEN = frozenset({"예상", "예정", "전망", "예고"})
_NOT_CONTENT = frozenset(
    {"것", "수", "데", "바", "지", "줄", "때", "뒤", "후", "이후", "직후", "끝"}
)
# Nouns of place and time after the noun itself: 제재 전에, 업체 등.
_AFTER_NOUN = frozenset({"전", "후", "뒤", "이후", "등", "때", "간", "내", "측"})
_NAME = frozenset({"NNP", "SL"})
_PHRASE = frozenset({"NNG", "NNP", "NNB", "SL", "SN", "XSN", "XPN", "NR", "SH", "SSO", "SSC", "SW"})
_PREDICATES = frozenset({"VV", "VA", "VCP", "VCN", "XSV", "XSA"})
_ADVERBIAL = frozenset({"위하", "대하", "통하", "의하", "따르", "관하", "비하"})

_LONGEST_PHRASE = 24  # morphemes of a name with what stands before it
_FEWEST = 4  # morphemes: 금지된 칩 alone says too little


def presuppositions(text: str, clause: Clause) -> list[Clause]:
    """Noun phrases inside a clause that claim something themselves, in order, not overlapping."""
    found: list[Clause] = []
    taken = 0
    for index, each in enumerate(clause.morphemes):
        if index < taken or each.tag != "ETM":
            continue
        last = _phrase_end(clause.morphemes, index + 1)
        if last <= index + 1 or _is_predicated(clause.morphemes, last):
            continue
        first = _claiming_start(clause.morphemes, taken, index, last)
        if first is None or last - first < _FEWEST or last >= len(clause.morphemes):
            continue
        found.append(_spanned(text, clause, first, last, index + 1))
        taken = last
    ranked = _ranked_names(text, clause, found)
    return sorted([*found, *ranked], key=lambda one: one.start)


def _is_predicated(morphemes: Sequence[Morpheme], last: int) -> bool:
    """…을 허용한 칩이다: the clause itself says it."""
    return (
        last + 1 < len(morphemes)
        and morphemes[last].stem == "VCP"
        and morphemes[last + 1].tag != "ETM"
    )


def _claiming_start(
    morphemes: Sequence[Morpheme], lowest: int, ending: int, last: int
) -> int | None:
    """Where the relative clause that ends at ``ending`` begins, if it claims something."""
    first = _relative_start(morphemes, lowest, ending)
    inside = morphemes[first:ending]
    predicate = inside[-1] if inside else None
    if predicate is None:
        return None
    if morphemes[ending + 1].form in CONTENT_NOUNS | _NOT_CONTENT or not any(
        one.tag in {"NNG", "NNP", "SL"} for one in morphemes[ending + 1 : last]
    ):
        return None
    if predicate.stem == "VCP":
        named = any(one.tag in _NAME for one in morphemes[ending + 1 : last])
        subjects = [place for place, one in enumerate(inside) if one.tag == "JKS"]
        first += subjects[-1] + 1 if subjects else 0
        return first if named and _ranks(morphemes[first:ending]) else None
    form = morphemes[ending].form
    if predicate.form == "불리":
        return first
    noun = morphemes[ending - 2].form if predicate.stem == "XSV" else ""
    if noun in _FORESEEN and predicate.form == "되":
        return first
    past = form in {"ᆫ", "은", "던"} and predicate.stem in {"VV", "XSV", "VX"}
    if not past or predicate.form in _ADVERBIAL | {"지나"}:  # 앞서 지난 3일
        return None
    earlier = next((place for place, one in enumerate(inside) if one.form in _BEFORE), None)
    if earlier is not None:
        return first + earlier if inside[earlier].tag == "MAG" else first
    dated = any(one.tag == "SN" for one in inside)
    return first if noun in _ORDERED or (dated and noun in _OFFICIAL) else None


def _relative_start(morphemes: Sequence[Morpheme], lowest: int, ending: int) -> int:
    """Back to a topic, another predicate's ending, a comma, or a second subject."""
    subjects = depth = 0
    position = ending - 1
    # The predicate itself, with its tense and the noun it is built on.
    while position > lowest and morphemes[position].stem in _PREDICATES | {"EP", "VX"}:
        position -= 1
    while position >= lowest:
        each = morphemes[position]
        depth += (each.tag == "SSC") - (each.tag == "SSO")
        if depth > 0:
            position -= 1
            continue
        if each.tag in {"EC", "EF", "ETN", "SP", "JKQ"} or depth < 0:
            how = position and morphemes[position - 1].form in _ADVERBIAL
            if not (each.tag == "EC" and how):
                # 막기 위해 지난 3일 발표한: the purpose is of the whole.
                purpose = morphemes[position + 1].form in _ADVERBIAL
                return position + 3 if purpose and position + 3 < ending else position + 1
        since = morphemes[position - 1].form == "지나"  # 지난 4월
        if each.tag == "ETM" and morphemes[position - 1].stem not in {"VA", "XSA"} and not since:
            how = morphemes[position - 1].form in _ADVERBIAL
            rank = any(
                one.form in _RANKS for one in morphemes[max(lowest, position - 4) : position]
            )
            if not how and not rank:
                return position + 1
        if each.tag == "JX" and each.form in {"은", "는"}:
            return position + 1
        if each.tag == "JKS":
            subjects += 1
            if subjects > 1:
                return position + 1
        position -= 1
    return lowest


def _phrase_end(morphemes: Sequence[Morpheme], first: int) -> int:
    """One past the noun phrase that begins at ``first``, genitives included."""
    last = first
    depth = 0
    while last < len(morphemes):
        each = morphemes[last]
        genitive = each.tag == "JKG" and last + 1 < len(morphemes)
        if each.stem not in _PHRASE and not genitive and not depth:
            break
        if each.tag == "SSC":
            if not depth:
                break
            depth -= 1
        depth += each.tag == "SSO"
        last += 1
    while last > first and morphemes[last - 1].form in _AFTER_NOUN:
        last -= 1
    return last


def _ranks(inside: Sequence[Morpheme]) -> bool:
    return any(_is_rank(inside, place) for place in range(len(inside)))


def _is_rank(inside: Sequence[Morpheme], place: int) -> bool:
    each = inside[place]
    if each.form in _RANKS:
        return True
    return each.form == "위" and place > 0 and inside[place - 1].tag == "SN"


def _ranked_names(text: str, clause: Clause, found: Sequence[Clause]) -> list[Clause]:
    """세계 1위 업체 갑, 자국 최대 은행 을: a rank beside the name, without 인."""
    morphemes = clause.morphemes
    ranked: list[Clause] = []
    place = 0
    while place < len(morphemes):
        if not _is_rank(morphemes, place) or morphemes[place].tag == "MAG":
            place += 1
            continue
        first = place
        while first and morphemes[first - 1].stem in _PHRASE - {"SSO", "SSC"}:
            first -= 1
        last = _phrase_end(morphemes, place + 1)
        start, end = morphemes[first].start, morphemes[min(last, len(morphemes)) - 1].end
        named = any(
            one.tag in _NAME
            for one in morphemes[place + 1 : last]
            if text[one.end : one.end + 1] != "의"
        )
        nouns = sum(one.tag == "NNG" for one in morphemes[place + 1 : last])
        free = not any(one.start < end and start < one.end for one in found)
        beside = last < len(morphemes) and morphemes[last].stem != "VCP"
        genitive = any(one.tag == "JKG" for one in morphemes[place:last])
        if named and nouns and free and beside and not genitive:
            ranked.append(
                _spanned(text, clause, first, last, _name_start(morphemes, place + 1, last))
            )
        place = max(last, place + 1)
    return ranked


def _name_start(morphemes: Sequence[Morpheme], first: int, last: int) -> int:
    """Where the name begins that a rank stands beside: its last unbroken run."""
    place = next(at for at in range(last - 1, first - 1, -1) if morphemes[at].tag in _NAME)
    while place > first and morphemes[place - 1].tag in _NAME:
        place -= 1
    opened = [at for at in range(first, place) if morphemes[at].tag == "SSO"]
    return opened[-1] if opened and morphemes[last - 1].tag == "SSC" else place


def _spanned(text: str, clause: Clause, first: int, last: int, noun: int) -> Clause:
    """The phrase with its head noun, which begins at ``noun``."""
    start, end = clause.morphemes[first].start, clause.morphemes[last - 1].end
    while start > clause.start and text[start - 1].isalnum():
        start -= 1
    inside = tuple(one for one in clause.morphemes if start <= one.start and one.end <= end)
    return Clause(start, end, inside, head=len(inside) - (last - noun))
