"""What a clause claims in passing: rankings beside a name, and what a relative clause takes for
granted."""

from __future__ import annotations

import pytest

from claims.text.clauses import clauses
from claims.text.findings import Block, BlockClass
from claims.text.presuppositions import presuppositions
from claims.text.sentences import analysed


def presupposed(text: str, language: str = "ko") -> list[str]:
    found = []
    for sentence, morphemes in analysed(text, [Block(0, len(text), BlockClass.BODY)], language):
        for clause in clauses(text, sentence, morphemes, language):
            for part in presuppositions(text, clause, language):
                assert clause.start <= part.start < part.end <= clause.end
                found.append(text[part.start : part.end])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A rank in an appositive, with or without 인.
        (
            "국내 최대 조선업체인 한빛중공업은 공장을 닫았다.",
            ["국내 최대 조선업체인 한빛중공업"],
        ),
        ("시는 세계 1위 엘리베이터 업체 오티스와 계약했다.", ["세계 1위 엘리베이터 업체 오티스"]),
        # What was done before, forbidden or agreed.
        (
            "주민들은 도심에서 운행이 금지된 경유 화물차를 계속 몰고 있다.",
            ["도심에서 운행이 금지된 경유 화물차"],
        ),
        ("시는 이미 사들인 '제설 장비'를 되팔기로 했다.", ["이미 사들인 '제설 장비'"]),
        (
            "두 도시가 지난 5월 합의한 30년짜리 협정은 곧 발효된다.",
            ["두 도시가 지난 5월 합의한 30년짜리 협정"],
        ),
        # 지난 3일 is a day, and a purpose is of the whole sentence.
        ("앞서 지난 3일 지역 단체인 한빛회는 문을 닫았다.", []),
        (
            "시는 매연을 막기 위해 지난 3일 발표한 운행 제한 조치를 늦췄다.",
            ["지난 3일 발표한 운행 제한 조치"],
        ),
        # A plain appositive, a plain relative clause and the clause's own predicate are none.
        ("규제 기관인 서울교통공사는 답하지 않았다.", []),
        ("칩을 만드는 회사가 공장을 닫았다.", []),
        ("이 제품은 정부가 이미 판매를 금지한 칩이다.", []),
        # The content of a noun is no relative clause.
        ("시는 통행을 제한한 것을 인정했다.", []),
        # 최고경영자 is a title, no rank.
        ("젊은 최고경영자 김한빛은 회사를 떠났다.", []),
    ],
)
def test_korean(text: str, expected: list[str]) -> None:
    assert presupposed(text) == expected


def test_english_has_none_yet() -> None:
    assert presupposed("Orbix, the largest maker of lifts, closed a plant.", "en") == []
