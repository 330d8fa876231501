"""Where a Korean subordinate clause says as much as a claim of its own.

늘면서, 불허하는 대신, 금지했다가 and their like are cut only where both sides are weighty: each
with its own subject, its own figures, or nouns enough. A short cause or means stays with its
predicate: 상황을 고려해 결정했다.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.coordination_ko import (
    CLOSE,
    CONDITION,
    NOMINAL,
    OPEN,
    QUOTATIVE,
    followed_by_comma,
    has_subject,
    reaches_assertion,
    weight,
)
from claims.text.morphology import Morpheme

# Nouns after a clause that set it before or against the next: 허가한 이후, 불허하는 대신.
_SEQUENCE = frozenset({"이후", "뒤", "후", "직후", "끝", "대신"})
_AT_ONCE = frozenset({"면서", "으면서", "자"})
_CAUSE = frozenset({"어", "아", "여"})
# Verbs whose ~어 says how or by whom: 인용해, 통해, 위해, 대해.
_HOW = frozenset(
    "인용 통하 위하 대하 의하 따르 비롯 포함 관하 이르 향하 기하 앞두 이용 활용 관련 감안 고려"
    " 우려 의식 인하 힘입 말미암 비하 더하 걸치 기반 기초 맞서 계속 넘 합하 상대 제외 걸맞"
    " 나아가".split()
)
_PREDICATES = frozenset({"VV", "VA", "VCP", "VCN", "XSV", "XSA"})
# A cut falls at one of these, or at a noun after ~는 (이후, 대신, 사실).
_CUTTING = frozenset({"EC", "SP", "JKB", "ETM", "ETN"})
_FINITE = frozenset({"EC", "EF"})
_ENDINGS = _FINITE | {"ETM", "ETN"}
_FIGURE_UNITS = frozenset({"%", "%p", "달러", "원", "위안", "엔", "유로", "배", "대", "개", "명"})
_DATE_UNITS = frozenset({"년", "월", "일", "분기"})
_DAYS = frozenset("내년 올해 작년 지난해 내달 다음달 이달 지난달 이날 오늘 내일 어제".split())
# Nouns whose content is taken as a fact: …한다는 점, …한다는 사실.
_FACTS = frozenset({"점", "사실"})
_SHORT_SUBJECT = 6  # morphemes
_LONGEST_BRACKET = 16  # morphemes: (약 7조6천500억원)

# Content nouns that make a side weighty; a side that has them in this number is no fragment.
_SOME, _ENOUGH, _MANY = 2, 4, 9


def cuts(morphemes: Sequence[Morpheme], boundaries: Sequence[int]) -> list[int]:
    """Indices of the last morpheme of subordinate clauses within the pieces between boundaries."""
    found: list[int] = []
    first = 0
    for last in [*boundaries, len(morphemes) - 1]:
        found += _within(morphemes, first, last)
        first = last + 1
    return found


def _within(morphemes: Sequence[Morpheme], first: int, last: int) -> list[int]:
    found: list[int] = []
    depth = 0
    for index in range(first + 1, last):
        each = morphemes[index]
        depth = max(0, depth + (each.tag in OPEN) - (each.tag in CLOSE))
        if depth:
            continue
        end = _end(morphemes, first, index, last)
        if end is not None and end < last:
            found.append(end)
            first = end + 1
    return found


def _end(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> int | None:
    """The last morpheme of a subordinate clause that ends at ``index``, where it is weighty."""
    each = morphemes[index]
    if each.tag not in _CUTTING and morphemes[index - 1].tag != "ETM":
        return None
    if each.tag == "EC":
        return index if _is_weighty_ending(morphemes, first, index, last) else None
    if each.tag == "SP" and each.form == ",":
        since = [one.form for one in morphemes[index - 2 : index]] == ["만", "에"]
        parted = since and _weigh(morphemes, first, index, last)
        gapped = _is_gapped(morphemes, first, index, last)
        return index if parted or gapped or _lists_figures(morphemes, first, index, last) else None
    if (
        each.tag == "JKB"
        and each.form in {"로", "으로"}
        and _tells_figure(morphemes, first, index, last)
    ):
        return index
    if morphemes[index - 1].tag == "ETM" and each.form in _FACTS:
        return _fact_end(morphemes, first, index, last)
    if morphemes[index - 1].tag == "ETM" and each.form == "조건":
        stated = morphemes[index + 1].form == "으로" and _figures(morphemes, first, index)
        return index + 1 if stated and reaches_assertion(morphemes, index, index + 1) else None
    if morphemes[index - 1].tag == "ETM" and each.form == "만큼":
        stated = _figures(morphemes, first, index) and _own_subject(morphemes, index + 1, last)
        return index if stated else None
    after = [one.form for one in morphemes[index + 1 : index + 3]]
    if each.tag == "ETN" and after == ["에", "따르"]:
        own = any(one.tag == "JKS" for one in morphemes[first:index])
        return index + 3 if own and _weigh(morphemes, first, index, last) else None
    if morphemes[index - 1].tag == "ETM" and each.form in _SEQUENCE:
        end = index + 1 if morphemes[index + 1].form == "에" else index
        contrast = each.form in {"대신", "끝"}
        return end if _are_parted(morphemes, first, index, end, last, contrast) else None
    if each.tag == "JKB" and each.form == "으로" and morphemes[index - 1].form == "것":
        parted = followed_by_comma(morphemes, index) and _weigh(morphemes, first, index, last)
        return index if parted else None
    if each.tag == "ETM" and each.form in {"ᆫ", "은"}:
        return index if _joins_figures(morphemes, index) else None
    return None


def _is_weighty_ending(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    each = morphemes[index]
    if each.form == "다가":
        return _weigh(morphemes, first, index, last)
    if QUOTATIVE.search(each.form) and each.form.endswith(("며", "면서")):
        return _acts_after_saying(morphemes, first, index, last)
    if each.form in _AT_ONCE:
        return _has_two_subjects(morphemes, first, index, last)
    if each.form not in _CAUSE or morphemes[index + 1].stem == "VX":
        return False
    if any(one.form in _HOW for one in morphemes[max(first, index - 2) : index]):
        return False
    ending = _next_ending(morphemes, index + 1, last)
    if _figures(morphemes, first, index) and _figures(morphemes, index + 1, last + 1):
        return reaches_assertion(morphemes, index, index)
    if _dates(morphemes, first, index) and _dates(morphemes, index + 1, ending):
        return reaches_assertion(morphemes, index, index)
    if followed_by_comma(morphemes, index) and reaches_assertion(morphemes, index, index):
        return (
            weight(morphemes, first, index) >= _SOME and weight(morphemes, index + 1, last) > _SOME
        )
    if _has_two_subjects(morphemes, first, index, last):
        return True
    return (
        weight(morphemes, first, index) >= _MANY
        and weight(morphemes, index + 1, _next_ending(morphemes, index + 1, last)) >= _ENOUGH
        and _has_object(morphemes, first, index)
        and _ends_free(morphemes, index + 1, last)
        and reaches_assertion(morphemes, index, index)
    )


def _acts_after_saying(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    """…할 수 있다며 제재를 강화했다: what was said and what was done."""
    said_on = any(
        one.tag == "JKQ" or (one.tag == "EC" and QUOTATIVE.search(one.form))
        for one in morphemes[index + 1 : last + 1]
    )
    return (
        not said_on
        and weight(morphemes, first, index) >= _ENOUGH
        and weight(morphemes, index + 1, last + 1) >= _SOME
        and _has_object(morphemes, index + 1, last + 1)
    )


def _has_two_subjects(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    """수요가 늘면서 가격이 올랐다, unless one topic stands over both: 회사는 수요가 늘면서 …"""
    topic = any(one.tag == "JX" and one.form in {"은", "는"} for one in morphemes[first:index])
    return (
        not topic
        and has_subject(morphemes, first, index)
        and weight(morphemes, first, index) >= _SOME + 1
        and weight(morphemes, index + 1, last + 1) >= _SOME + 1
        and _own_subject(morphemes, index + 1, last)
        and reaches_assertion(morphemes, index, index)
    )


def _are_parted(
    morphemes: Sequence[Morpheme], first: int, index: int, end: int, last: int, contrast: bool
) -> bool:
    if not _weigh(morphemes, first, index, last):
        return False
    if contrast:
        return reaches_assertion(morphemes, index, end)
    return has_subject(morphemes, first, index) and _own_subject(morphemes, end + 1, last)


def _weigh(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    return (
        weight(morphemes, first, index) >= _ENOUGH
        and weight(morphemes, index + 1, last + 1) >= _ENOUGH
    )


def _own_subject(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    """A subject before any relative clause ends: not the one of 정부가 정한 기준."""
    for position in range(first, last):
        each = morphemes[position]
        if each.tag in OPEN and each.form in {'"', "“"}:
            return False
        if each.tag == "ETM" and any(
            one.stem in _PREDICATES and one.form not in _HOW for one in morphemes[first:position]
        ):
            return has_subject(morphemes, position, last) and not has_subject(
                morphemes, first, position
            )
        if each.tag == "JX" and each.form in {"은", "는"}:
            return True
        if each.tag == "JKS" and not any(
            one.tag == "ETM" for one in morphemes[position : last + 1]
        ):
            return True
    return False


def _next_ending(
    morphemes: Sequence[Morpheme], first: int, last: int, endings: frozenset[str] = _ENDINGS
) -> int:
    return next((at for at in range(first, last) if morphemes[at].tag in endings), last)


def _has_object(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    return any(each.tag == "JKO" for each in morphemes[first:last])


def _ends_free(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    """Whether the next predicate is not one that describes a noun: 낮춰 설계한 제품."""
    for position in range(first, last):
        tag = morphemes[position].tag
        if tag in {"EC", "EF", "ETN"}:
            return morphemes[position].form not in CONDITION
        if tag == "ETM":
            return weight(morphemes, first, position) >= _ENOUGH
    return True


def _figures(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    return any(
        each.form in _FIGURE_UNITS and morphemes[position - 1].tag in {"SN", "NR"}
        for position, each in enumerate(morphemes[first + 1 : last], first + 1)
    )


def _joins_figures(morphemes: Sequence[Morpheme], index: int) -> bool:
    """전체의 12%인 약 37억 달러, 4% 오른 6만 원: two measures of one thing."""
    after = [each.tag for each in morphemes[index + 1 : index + 3]]
    return "SN" in after and any(
        morphemes[place].form in _FIGURE_UNITS for place in range(max(0, index - 3), index)
    )


def _tells_figure(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    """매출은 37억 달러로 작년보다 12% 늘었다: the figure, and what it did."""
    place = index - 1
    while place > first and morphemes[place].tag != "SSO" and index - place < _LONGEST_BRACKET:
        if morphemes[index - 1].tag != "SSC":
            break
        place -= 1
    unit = place - 1 if morphemes[place].tag == "SSO" else index - 1
    return (
        morphemes[unit].form in _FIGURE_UNITS
        and morphemes[unit - 1].tag in {"SN", "NR"}
        and weight(morphemes, first, index) >= 1
        and _figures(morphemes, index + 1, _next_ending(morphemes, index + 1, last, _FINITE))
        and (followed_by_comma(morphemes, index) or reaches_assertion(morphemes, index, index))
    )


def _fact_end(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> int | None:
    """…한다는 점을 감안하면, …한다는 사실은: a fact that the rest builds on."""
    if not morphemes[index - 1].form.endswith(("다는", "라는")):
        return None
    end = index
    while end + 1 < last and morphemes[end + 1].tag in {"JKS", "JKO", "JKB", "JX"}:
        end += 1
    weighed = [one.form for one in morphemes[end + 1 : end + 4]]
    if weighed[:1] and weighed[0] in {"감안", "고려", "생각"}:
        end = min(end + 3, last)
    if followed_by_comma(morphemes, end):
        end += 1
    weighty = weight(morphemes, first, index) >= _ENOUGH
    return end if weighty and weight(morphemes, end + 1, last + 1) >= _ENOUGH else None


def _dates(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    return any(
        each.form in _DAYS
        or (each.form in _DATE_UNITS and morphemes[place - 1].tag == "SN" and place > first)
        for place, each in enumerate(morphemes[first:last], first)
    )


def _is_gapped(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    """갑은 2%, 을은 3% 내렸다: a clause whose predicate is said once, at the end."""
    before = morphemes[first:index]
    subject = next(
        (place for place, one in enumerate(before) if one.tag == "JKS" or _is_topic(one)), None
    )
    if subject is None or subject + 2 >= len(before):
        return False
    if any(one.stem in _PREDICATES and one.form not in _HOW for one in before):
        return False
    ending, tail = before[-1], before[-2]
    for position in range(index + 1, last):
        each = morphemes[position]
        if each.stem in _PREDICATES and each.form not in _HOW:
            return False
        if each.tag == "JKS" or _is_topic(each):
            return any(
                one.tag == ending.tag
                and (one.form == ending.form or one.tag == "JKO")
                and (
                    morphemes[place - 1].form == tail.form
                    or (
                        tail.stem in NOMINAL | {"SW"}
                        and morphemes[place - 1].stem in NOMINAL | {"SW"}
                    )
                )
                for place, one in enumerate(morphemes[position + 1 : last], position + 1)
            )
    return False


def _lists_figures(morphemes: Sequence[Morpheme], first: int, index: int, last: int) -> bool:
    """매출은 12% 늘어난 37억 달러, 순이익은 5억 달러를 기록했다: the next figure's subject."""
    before = [place for place in range(first, index) if morphemes[place].tag not in {"SSO", "SSC"}]
    ends_in_figure = bool(before) and morphemes[before[-1]].form in _FIGURE_UNITS
    opens = morphemes[index + 1 : index + 1 + _SHORT_SUBJECT]
    subject = next((place for place, one in enumerate(opens) if _is_topic(one)), None)
    return (
        ends_in_figure
        and subject is not None
        and all(one.stem in NOMINAL for one in opens[:subject])
        and _figures(morphemes, index + 1, last + 1)
    )


def _is_topic(morpheme: Morpheme) -> bool:
    return morpheme.tag == "JX" and morpheme.form in {"은", "는"}
