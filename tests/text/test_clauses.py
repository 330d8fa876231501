"""Sentences cut into clauses that each assert something, and not into fragments."""

from __future__ import annotations

import pytest

from claims.text.clauses import clauses
from claims.text.findings import Block, BlockClass
from claims.text.sentences import analysed


def cut(text: str, language: str = "ko") -> list[str]:
    ((sentence, morphemes),) = analysed(text, [Block(0, len(text), BlockClass.BODY)], language)
    parts = clauses(text, sentence, morphemes, language)
    return [text[part.start : part.end] for part in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Coordinate predicates are two claims.
        (
            "정부는 수입 절차를 강화하고 국내 업체에 보조금을 지급하기로 했다.",
            ["정부는 수입 절차를 강화하고", "국내 업체에 보조금을 지급하기로 했다."],
        ),
        (
            "당국이 조사를 시작했지만 결과는 나오지 않았다.",
            ["당국이 조사를 시작했지만", "결과는 나오지 않았다."],
        ),
        (
            "회사는 매출이 늘고 있으며 직원을 더 뽑겠다고 밝혔다.",
            ["회사는 매출이 늘고 있으며", "직원을 더 뽑겠다고 밝혔다."],
        ),
        (
            "시는 세금을 낮추는 한편 보조금을 늘렸다.",
            ["시는 세금을 낮추는 한편", "보조금을 늘렸다."],
        ),
        (
            "지난 1일 신문이 논평을 실은 데 이어 10일에는 방송이 기업을 비판했다.",
            ["지난 1일 신문이 논평을 실은 데 이어", "10일에는 방송이 기업을 비판했다."],
        ),
        # A run-on is cut even where its ending looks like a noun.
        (
            "이 소식은 모임을 통해서도 퍼지고 있는데요, 시 당국은 답을 미루고 있습니다.",
            ["이 소식은 모임을 통해서도 퍼지고 있는데요", "시 당국은 답을 미루고 있습니다."],
        ),
        # Two quotations of one speaker.
        (
            '장관은 "예산을 늘리겠다"며 "곧 발표하겠다"고 말했다.',
            ['장관은 "예산을 늘리겠다"며', '"곧 발표하겠다"고 말했다.'],
        ),
        # One quotation and what the speaker did with it.
        ('장관은 "모른다"며 답을 피했다.', ['장관은 "모른다"며 답을 피했다.']),
        # Inside a purpose, a noun's content or a relative clause nothing is cut.
        (
            "위원회는 자료를 검토하고 판단하기 위한 회의를 열었다.",
            ["위원회는 자료를 검토하고 판단하기 위한 회의를 열었다."],
        ),
        (
            "시는 도로를 넓히고 다리를 놓는 방안을 논의했다.",
            ["시는 도로를 넓히고 다리를 놓는 방안을 논의했다."],
        ),
        (
            "그는 회의를 마치고 나온 기자들에게 말했다.",
            ["그는 회의를 마치고 나온 기자들에게 말했다."],
        ),
        # 고 있다, …을 놓고 and 에도 불구하고 belong to their predicate.
        ("두 회사가 시장을 놓고 경쟁하고 있다.", ["두 회사가 시장을 놓고 경쟁하고 있다."]),
        (
            "반대에도 불구하고 시는 공사를 시작했다.",
            ["반대에도 불구하고 시는 공사를 시작했다."],
        ),
    ],
)
def test_korean(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The city raised fares, and the council approved the plan.",
            ["The city raised fares", "the council approved the plan."],
        ),
        (
            "The ministry has denied the report; its spokesman was not available.",
            ["The ministry has denied the report", "its spokesman was not available."],
        ),
        # A list, a shared subject and a quotation are left whole.
        (
            "The firm sells chips, boards and servers.",
            ["The firm sells chips, boards and servers."],
        ),
        (
            "The firm bought land and built a plant.",
            ["The firm bought land and built a plant."],
        ),
        (
            '"We have lost time, and the city was slow," she said.',
            ['"We have lost time, and the city was slow," she said.'],
        ),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert cut(text, "en") == expected
