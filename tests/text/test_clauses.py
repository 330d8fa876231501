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
        (
            '장관은 "위험하다"고 말하면서도 "공장을 닫지 않겠다"고 밝혔다.',
            ['장관은 "위험하다"고 말하면서도', '"공장을 닫지 않겠다"고 밝혔다.'],
        ),
        (
            "시는 손실을 보면서도 다리를 고치겠다고 밝혔다.",
            ["시는 손실을 보면서도 다리를 고치겠다고 밝혔다."],
        ),
        # Two qualities of one noun are no two claims.
        (
            '대변인은 "시가 객관적이고 공정한 태도를 지키기 바란다"고 말했다.',
            ['대변인은 "시가 객관적이고 공정한 태도를 지키기 바란다"고 말했다.'],
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
        # A subordinate clause with a subject of its own says as much as a claim.
        (
            "세관이 반도체 통관을 지연하면서 업체들의 실제 판매는 이뤄지지 않았다.",
            ["세관이 반도체 통관을 지연하면서", "업체들의 실제 판매는 이뤄지지 않았다."],
        ),
        (
            "시가 대형 공장의 증설을 허가한 이후 주민들은 소음 피해를 거듭 호소하고 있다.",
            ["시가 대형 공장의 증설을 허가한 이후", "주민들은 소음 피해를 거듭 호소하고 있다."],
        ),
        (
            "시는 대형 트럭의 도심 통행을 막는 대신 외곽 순환도로의 요금을 크게 낮췄다.",
            ["시는 대형 트럭의 도심 통행을 막는 대신", "외곽 순환도로의 요금을 크게 낮췄다."],
        ),
        (
            "두 회사는 2019년 이 명단에 올라, 별도의 허가 없이 장비를 들여왔다.",
            ["두 회사는 2019년 이 명단에 올라", "별도의 허가 없이 장비를 들여왔다."],
        ),
        # One topic over both, and a short cause or means, stay whole.
        ("회사는 수요가 늘면서 매출이 올랐다.", ["회사는 수요가 늘면서 매출이 올랐다."]),
        ("그는 상황을 고려해 회의를 미뤘다.", ["그는 상황을 고려해 회의를 미뤘다."]),
        # Figures: one claim each, also where the predicate is said once.
        ("매출은 37억 달러로 작년보다 12% 늘었다.", ["매출은 37억 달러로", "작년보다 12% 늘었다."]),
        (
            "주가는 4.5% 오른 6만 원에 거래를 마쳤다.",
            ["주가는 4.5% 오른", "6만 원에 거래를 마쳤다."],
        ),
        (
            "보람전자는 2.1%, 하늘전자는 3.4% 내렸다.",
            ["보람전자는 2.1%", "하늘전자는 3.4% 내렸다."],
        ),
        (
            "수출은 전체의 12%인 약 37억 달러를 기록했다.",
            ["수출은 전체의 12%인", "약 37억 달러를 기록했다."],
        ),
        # What was said and what was done; a condition with a figure; a fact and what rests on it.
        (
            "시 당국은 안전 사고가 잇따를 수 있다며 대형 매장의 야간 영업을 제한했다.",
            ["시 당국은 안전 사고가 잇따를 수 있다며", "대형 매장의 야간 영업을 제한했다."],
        ),
        (
            "주민들이 판매 수익의 10%를 시에 내는 조건으로 매장 운영이 허용됐다.",
            ["주민들이 판매 수익의 10%를 시에 내는 조건으로", "매장 운영이 허용됐다."],
        ),
        (
            "부품의 약 70%가 남부 공장에서 조립된다는 점을 감안하면 이번 조치는 사실상 공급을"
            " 끊는 효과를 낸다.",
            [
                "부품의 약 70%가 남부 공장에서 조립된다는 점을 감안하면",
                "이번 조치는 사실상 공급을 끊는 효과를 낸다.",
            ],
        ),
        # The sentences of a quotation.
        (
            '위원장은 "예산이 줄었다. 사업을 늦추겠다."라고 말했다.',
            ['위원장은 "예산이 줄었다.', '사업을 늦추겠다."라고 말했다.'],
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
        # What a shared subject goes on to do, when that is enough to read.
        (
            "The firm opened a plant in Busan in 2021 and has since hired 400 engineers.",
            ["The firm opened a plant in Busan in 2021", "has since hired 400 engineers."],
        ),
        (
            "The council closed the old bridge but did not say when it would reopen.",
            ["The council closed the old bridge", "did not say when it would reopen."],
        ),
        # A relative clause set off by commas, and a contrast.
        (
            "Orbix has not resumed sales of its K20 chip, which the ministry restricted in April.",
            [
                "Orbix has not resumed sales of its K20 chip",
                "which the ministry restricted in April.",
            ],
        ),
        (
            "Synaptex, which halted sales in June, said it was restoring access for customers.",
            ["Synaptex, which halted sales in June", "said it was restoring access for customers."],
        ),
        (
            "Shares of the company rose 4.9% in New York, while Brightline gained 5.1%.",
            ["Shares of the company rose 4.9% in New York", "Brightline gained 5.1%."],
        ),
        (
            "Although the ministry approved the sale, customs officers blocked the shipments.",
            ["Although the ministry approved the sale", "customs officers blocked the shipments."],
        ),
        (
            "The bank cut its forecast, adding that exports had fallen for three months.",
            ["The bank cut its forecast", "adding that exports had fallen for three months."],
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
            "The tool was designed and produced in Korea.",
            ["The tool was designed and produced in Korea."],
        ),
        (
            '"We have lost time, and the city was slow," she said.',
            ['"We have lost time, and the city was slow," she said.'],
        ),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert cut(text, "en") == expected
