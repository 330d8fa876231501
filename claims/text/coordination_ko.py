"""Where Korean coordinates predicates: 강화하고 지급했다, 시작했지만 나오지 않았다.

A coordination is cut only when what follows reaches a predicate of the same level, so not inside
확장하고 대응하기 위한 노력.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.morphology import Morpheme

_COORDINATE = frozenset("고 며 으며 지만 나 으나 거나 는데 은데 ᆫ데 죠 지요 면서 으면서".split())
# Nouns after a clause that set it beside the next: 허가한 반면, 낮추는 한편, 실은 데 이어.
_JOINING_NOUNS = frozenset({"반면", "한편", "가운데"})
_NEEDS_COMMA = frozenset("죠 지요 면서 으면서 나 으나".split())
_HOW_VERBS = frozenset({"놓", "두", "통하", "위하", "앞두", "둘러싸"})
_AUXILIARY_AFTER_GO = frozenset({"있", "싶", "말", "계시", "나", "나서", "보", "들", "가", "오"})
QUOTATIVE = re.compile(r"(?:[ᆫ는]?다|[이으]?라|냐|자)(?:고|며|면서)$")
# Nouns whose preceding clause is their content; a coordination before them stays inside it.
CONTENT_NOUNS = frozenset(
    "방안 계획 노력 조치 것 거 수 데 뜻 의혹 방침 정책 목적 목표 과정 사실 입장 의지 능력 권리"
    " 필요 필요성 가능성 지침 명령 규정 법 법안 방식 방법 제도 경우 때 내용 혐의 이유 전략 조건"
    " 상황 점 줄 만큼 정도 대로 듯 바 일 역할 임무 합의 행위".split()
)
_PURPOSE = frozenset("도록 게 려고 으려고 려 으려 고자 러 으러".split())
CONDITION = frozenset("면 으면 다면 ᆫ다면 라면 더라도 어도 아도 어야 아야".split())
_SUBJECTS = frozenset({"JKS", "JX"})
NOMINAL = frozenset({"NNG", "NNP", "NNB", "NP", "SL", "SN", "XSN", "NR", "SH", "XR"})
OPEN, CLOSE = frozenset({"SSO"}), frozenset({"SSC"})

# A purpose clause with this many nouns is long enough to be a part of its own after 고.
_LONG_CONJUNCT = 3

RUN_ON = re.compile(r"(?:데요|죠|지요|고요|구요)$")


def cuts(text: str, morphemes: Sequence[Morpheme]) -> list[int]:
    """Indices of the last morpheme of each clause but the final one."""
    found = []
    for index, each in enumerate(morphemes):
        if index and each.form == "," and RUN_ON.search(text[max(0, each.start - 4) : each.start]):
            found.append(index - 1)  # the analyser reads some of these endings as a noun
            continue
        if each.tag == "SF" and _sentence_in_quotation(morphemes, index):
            found.append(index)
            continue
        cut = _coordinate_end(morphemes, index)
        if cut is None or cut >= len(morphemes) - 1:
            continue
        if (
            each.tag not in {"EC", "EF", "ETN"}
            or RUN_ON.search(each.form)
            or followed_by_comma(morphemes, cut)
            or reaches_assertion(morphemes, index, cut)
        ):
            found.append(cut)
    return found


def _sentence_in_quotation(morphemes: Sequence[Morpheme], index: int) -> bool:
    """ "줄였다. 더 늘린다.": one of several sentences that a quotation holds."""
    ended = index > 0 and morphemes[index - 1].tag in {"EF", "JX"}
    closed = index + 1 < len(morphemes) and morphemes[index + 1].tag in CLOSE
    return ended and not closed and weight(morphemes, index + 1, len(morphemes)) > 0


def _coordinate_end(morphemes: Sequence[Morpheme], index: int) -> int | None:
    """The last morpheme of a coordinating ending at ``index`` (요 and a closing mark with it)."""
    each = morphemes[index]
    following = morphemes[index + 1] if index + 1 < len(morphemes) else None
    if each.tag == "ETN" and following and following.form in {"으로써", "로써"}:
        return index + 1
    if each.form in _JOINING_NOUNS and index and morphemes[index - 1].tag == "ETM":
        return index + 1 if following and following.form == "에" else index
    if each.form == "데" and following and (following.form, following.stem) == ("잇", "VV"):
        return index + 2 if morphemes[index - 1].tag == "ETM" else None
    if each.tag not in {"EC", "EF"} or following is None:
        return None
    if each.form in {"면서", "으면서"} and following.form == "도":
        # 위험하다면서도 …라고 했다, 반대한다고 밝히면서도 …라고 했다
        said = any(_quotes(one) for one in morphemes[max(0, index - 4) : index + 1])
        return index + 1 if said and any(map(_quotes, morphemes[index + 2 :])) else None
    polite = following.form == "요" and following.tag == "JX"
    end = index + 1 if polite else index
    if each.tag == "EF":
        # 죠 and 지요 are final endings; before a comma the sentence runs on.
        return end if each.form in {"죠", "지요"} and followed_by_comma(morphemes, end) else None
    after_quotation = index > 0 and morphemes[index - 1].tag in CLOSE
    if each.form not in _COORDINATE or after_quotation:
        return _quoted_end(morphemes, index)
    if each.form in _NEEDS_COMMA and not followed_by_comma(morphemes, end):
        return _quoted_end(morphemes, index)
    if each.form == "고" and _only_describes(morphemes, index):
        return None
    if each.form == "고" and (_auxiliary(following) or _is_adverbial(morphemes, index)):
        return None
    return end


def _quotes(each: Morpheme) -> bool:
    return each.tag in {"JKQ", "SSC"} or (
        each.tag == "EC" and QUOTATIVE.search(each.form) is not None
    )


def _only_describes(morphemes: Sequence[Morpheme], index: int) -> bool:
    """객관적이고 공정한 입장, 크고 낡은 창고: two qualities of one noun."""
    if not index or morphemes[index - 1].stem not in {"VA", "XSA", "VCP"}:
        return False
    if morphemes[index - 1].stem == "VCP" and morphemes[index - 2].form != "적":
        return False
    quality = index + 1
    while quality < len(morphemes) and morphemes[quality].stem in {"NNG", "XR", "XSN", "MAG"}:
        quality += 1
    after = morphemes[quality : quality + 2]
    return (
        len(after) == 2
        and after[1].tag == "ETM"
        and (after[0].stem in {"VA", "XSA"} or morphemes[quality - 1].form == "적")
    )


def _auxiliary(following: Morpheme) -> bool:
    if following.stem == "VX":
        return True
    return following.stem in {"VV", "VA"} and following.form in _AUXILIARY_AFTER_GO


def _is_adverbial(morphemes: Sequence[Morpheme], index: int) -> bool:
    """…을 놓고, …을 통하고, …에도 불구하고 say how, not what."""
    before = morphemes[max(0, index - 2) : index]
    if any(each.form in {"불구", "막론", "비롯"} for each in before):
        return True
    verb = before[-1] if before else None
    return verb is not None and verb.stem == "VV" and verb.form in _HOW_VERBS


def _quoted_end(morphemes: Sequence[Morpheme], index: int) -> int | None:
    """``"…"며`` and ``…한다며``: a quotation ends one claim where more of it follows."""
    each = morphemes[index]
    if not any(
        one.tag in {"SSO", "JKQ"} or (one.tag == "EC" and QUOTATIVE.search(one.form))
        for one in morphemes[index + 1 :]
    ):
        return None
    if QUOTATIVE.search(each.form) and each.form.endswith(("며", "면서")):
        return index
    if each.form in {"며", "면서", "이라며", "라며", "이라면서", "라면서"} and index:
        return index if morphemes[index - 1].tag in CLOSE else None
    return None


def followed_by_comma(morphemes: Sequence[Morpheme], index: int) -> bool:
    return index + 1 < len(morphemes) and morphemes[index + 1].tag == "SP"


def reaches_assertion(morphemes: Sequence[Morpheme], index: int, cut: int) -> bool:
    """Whether the coordination reaches a predicate that asserts, not one inside a noun phrase."""
    left = has_subject(morphemes, _clause_start(morphemes, index), index)
    position = cut + 1
    depth = 0
    while position < len(morphemes):
        each = morphemes[position]
        depth += (each.tag in OPEN) - (each.tag in CLOSE)
        if each.tag == "ETM" and morphemes[position - 1].stem in {"VA", "XSA"}:
            position += 1  # 낡은 다리: a quality takes no clause before it
            continue
        if each.tag == "ETM" and depth <= 0:
            noun = _next_noun(morphemes, position + 1)
            bare = not any(one.stem in NOMINAL for one in morphemes[cut + 1 : position - 1])
            embedded = noun in CONTENT_NOUNS or bare
            if embedded and not _asserting_noun(morphemes, position + 1):
                return left and has_subject(morphemes, cut + 1, position)
            position += 1
            continue
        if each.tag == "ETN" and depth <= 0 and not _decides(morphemes, position):
            if weight(morphemes, cut + 1, position) >= _LONG_CONJUNCT:
                position += 1
                continue
            return left and has_subject(morphemes, cut + 1, position)
        if each.form == "게" and morphemes[position - 1].stem in {"VA", "XSA"}:
            position += 1  # 가볍게, 크게: how, not what for
            continue
        if each.tag == "EC" and each.form in _PURPOSE | CONDITION and depth <= 0:
            if each.form in {"게", "어야", "아야"} and _grammatical(morphemes, position + 1):
                position += 1
                continue
            if weight(morphemes, cut + 1, position) >= _LONG_CONJUNCT:
                position += 1
                continue
            return left and has_subject(morphemes, cut + 1, position)
        if each.tag == "EF" or (each.tag == "EC" and _reaches(each)):
            return True
        position += 1
    return False


def weight(morphemes: Sequence[Morpheme], first: int, last: int) -> int:
    return sum(each.stem in {"NNG", "NNP", "SL", "NP"} for each in morphemes[first:last])


def _reaches(ending: Morpheme) -> bool:
    return ending.form in _COORDINATE or QUOTATIVE.search(ending.form) is not None


def _grammatical(morphemes: Sequence[Morpheme], position: int) -> bool:
    """~게 되다 and ~어야 하다 are parts of one predicate."""
    return position < len(morphemes) and morphemes[position].form in {"되", "하"}


def _decides(morphemes: Sequence[Morpheme], position: int) -> bool:
    """~기로 하다, ~기 때문이다, ~긴 하다 and ~기는 어렵다 close a clause that asserts."""
    following = morphemes[position + 1 : position + 3]
    after = [each.form for each in following]
    topical = bool(following) and following[0].tag == "JX"
    return after[:1] == ["로"] or after[:2] == ["때문", "이"] or topical


def _asserting_noun(morphemes: Sequence[Morpheme], position: int) -> bool:
    """~는 것이다, ~ㄹ 수 있다, ~는 상황이다: the noun belongs to the final predicate."""
    while position < len(morphemes) and morphemes[position].stem not in NOMINAL:
        position += 1
    if position + 1 >= len(morphemes):
        return False
    after = morphemes[position + 1]
    if after.tag in CLOSE and position + 2 < len(morphemes):
        after = morphemes[position + 2]
    if after.stem == "VCP" or after.tag == "JKQ":
        return True
    if morphemes[position].form == "수" and after.form in {"있", "없"}:
        return not any(
            each.tag == "ETM" or each.form in _PURPOSE
            for each in morphemes[position + 2 : position + 5]
        )
    return morphemes[position].form == "것" and after.form in {"으로", "이", "을", "도"}


def _next_noun(morphemes: Sequence[Morpheme], position: int) -> str:
    for each in morphemes[position : position + 2]:
        if each.stem in NOMINAL:
            return each.form
    return ""


def _clause_start(morphemes: Sequence[Morpheme], index: int) -> int:
    for position in range(index - 1, -1, -1):
        if morphemes[position].tag == "EC" and _reaches(morphemes[position]):
            return position + 1
    return 0


def has_subject(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    return any(
        each.tag in _SUBJECTS and each.form in {"은", "는", "이", "가", "께서", "ᆫ"}
        for each in morphemes[first:last]
    )
