"""What a Korean predicate tells of: a state, a plan, what is to come, a judgement.

The rules ask for the grammar of the predicate first (a copula, ~어 있다, ~ㄹ 것이다) and for the
sense of single words where the grammar is the same (보유하다 is a state, 구매하다 is not).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.text.morphology import Morpheme
from claims.text.predicates_ko import Assertion

# Nouns after ~ㄹ of what is still to come: 늘릴 것이다, 늘릴 예정이다.
_TO_COME = frozenset({"것", "거", "전망", "예정", "계획", "가능성"})
# Days to come; with a verb that is not in the past they tell a plan: 내년에 문을 연다.
_COMING = re.compile(r"내년|내달|다음\s?달|내후년|연말께|올해\s말|이르면|오는\s\d")
_TAIL = 9  # morphemes
_EVALUATIVE = frozenset(
    "중차대 중요 심각 이례 파격 충격 울상 처지 분수령 관건 변수 과제 호재 악재".split()
)
_STATE = frozenset({"VA", "VCP", "VCN", "XSA"})
_STATIVE = frozenset(
    "겪 앓 시달리 처하 갖추 이루 맡 뜻하 의미하 남 걸리 쓰이 자리잡 모자라"
    " 있 없 일컫 불리 속하 뒤지 뒤처지 떨어지 알 모르 선호 가지 지니".split()
)
_STATIVE_NOUNS = frozenset(
    "차지 보유 선호 의존 부합 해당 포함 위치 필요 가능 존재 유지 원 소유 능가 직면".split()
)
# What was planned, designed or composed stays so: 지원하기 위해 설계됐다.
_SETTLED_NOUNS = frozenset("비롯 설계 구성 규정 정의 집중 연결 관련 금지 제한".split())
_DENIALS = frozenset(
    {
        ("않", "VX"), ("못하", "VX"), ("없", "VA"), ("없", "VV"), ("아니", "VCN"), ("안", "MAG"),
        ("못", "MAG"), ("모르", "VV"),
    }
)  # fmt: skip


def is_denied(assertion: Assertion) -> bool:
    """Whether the predicate is denied: 않았다, 없다, 아니다; a prohibition (말라) is no denial."""
    first = max(0, (assertion.main or 0) - 1)
    return _has_denial(assertion.said[first:])


def evaluates(assertion: Assertion) -> bool:
    """필사적이다, 이례적이다; 중요하다: a judgement of the writer's own."""
    main, said = assertion.main, assertion.said
    if main is None:
        return False
    before = said[max(0, main - 4) : main]
    if said[main].stem == "VCP" and any(
        (one.form, one.tag) == ("적", "XSN") for one in before[-1:]
    ):
        return True
    return any(one.form in _EVALUATIVE for one in before)


def foretells(assertion: Assertion) -> bool:
    """Whether what is said, or the saying, ends in what is to come: 늘릴 것, 늘 수도 있다."""
    return _ends_in_future(assertion.said) or _ends_in_future(assertion.morphemes)


def says_future(assertion: Assertion) -> bool:
    """Whether what is said ends in what is to come, whatever is said of it."""
    return _ends_in_future(assertion.said)


def _ends_in_future(morphemes: Sequence[Morpheme]) -> bool:
    """Whether a clause ends in what is to come: 늘릴 것, 늘 수도 있다; 예상되는 제재."""
    tail = morphemes[-_TAIL:]
    for place, each in enumerate(tail[:-1]):
        following = tail[place + 1]
        if each.tag == "ETM" and each.form in {"ᆯ", "을"}:
            ordered = tail[place + 2 : place + 3]
            if following.form in _TO_COME and not any(one.tag == "JKO" for one in ordered):
                return True
            if following.form == "수" and _ends_in_may(tail[place + 2 :]):
                return True
    return len(tail) > 2 and (
        tail[-1].tag == "ETM"
        and tail[-2].form == "되"
        and tail[-3].form in {"예상", "전망", "예정", "예고"}
    )


def _ends_in_may(after: Sequence[Morpheme]) -> bool:
    """수 있다 and 수도 있다 at the end; 할 수 있게 됐다 and 할 수 있는 일 tell of ability."""
    rest = [one for one in after if one.tag not in {"JX", "SF", "SSC"}]
    final = rest[1:2]
    return (
        rest[:1] != []
        and rest[0].form == "있"
        and (not final or final[0].tag in {"EF", "EC"})
        and (not final or final[0].form not in {"게", "도록"})
    )


def is_planned(words: str, assertion: Assertion) -> bool:
    """내년에 문을 연다: a day to come, and a verb that is not in the past."""
    predicate = assertion.predicate
    if predicate is None or predicate.stem not in {"VV", "XSV"}:
        return False
    going_on = any(one.stem == "VX" or one.tag in {"EP", "ETM"} for one in assertion.after)
    return not going_on and _COMING.search(words) is not None


def is_state(assertion: Assertion) -> bool:
    """A standing fact, a comparison, a definition, or what a relative clause takes for granted."""
    predicate = assertion.predicate
    if predicate is None:
        return not any(one.stem in {"EF", "EC"} for one in assertion.morphemes)  # 세계 1위 업체
    if assertion.morphemes[-1].tag == "ETM" or _stays(assertion):
        return True
    before = [one.form for one in _before(assertion)]
    if predicate.stem == "XSV":
        settled = predicate.form == "되" and before[-1:] and before[-1] in _SETTLED_NOUNS
        return bool(settled) or bool(set(before[-1:]) & _STATIVE_NOUNS)
    if predicate.form == "나서" and before[-1:] == ["고"]:
        return False
    return predicate.stem in _STATE or (predicate.stem == "VV" and predicate.form in _STATIVE)


def _stays(assertion: Assertion) -> bool:
    """들어 있다, 할 수 있게 됐다, 아직 결정되지 않았다, 따라가지 못하고 있다."""
    after, predicate = assertion.after, assertion.predicate
    denied = _has_denial(after)
    going_on = any((one.form, one.stem) == ("있", "VX") for one in after)
    becomes = predicate is not None and predicate.form == "되"
    able = [one.form for one in _before(assertion)][-2:] == ["있", "게"]
    rests = any(
        one.form in {"어", "아"} and (following.form, following.stem) == ("있", "VX")
        for one, following in pairwise(after)
    )
    not_yet = any(one.form == "아직" for one in assertion.said)
    return rests or (becomes and able) or (denied and (becomes or going_on or not_yet))


def _before(assertion: Assertion) -> Sequence[Morpheme]:
    main = assertion.main or 0
    return assertion.said[max(0, main - 3) : main]


def _has_denial(morphemes: Sequence[Morpheme]) -> bool:
    return any((one.form, one.stem) in _DENIALS for one in morphemes)
