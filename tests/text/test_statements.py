"""Claims restated so that each stands alone; what is added stands in square brackets."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.text.findings import Block, BlockClass, NameEntry
from claims.text.names import Gazetteer
from claims.text.reader import read

GAZETTEER = Gazetteer(
    [
        NameEntry("boram", "보람전자", "ko", "company"),
        NameEntry("haneul", "하늘전자", "ko", "company"),
        NameEntry("k20", "K20", "en", "product"),
        NameEntry("orbix", "Orbix", "en", "company"),
        NameEntry("hong", "홍길동", "ko", "person"),
    ]
)


def statements(text: str) -> list[str]:
    found = read(
        text,
        [Block(0, len(text), BlockClass.BODY)],
        published=dt.date(2025, 8, 14),
        gazetteer=GAZETTEER,
        vocabulary=[],
    )
    return [claim.statement for claim in found.claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause takes the tense of the one it is coordinate with.
        (
            "시는 새 도로를 개통하고 낡은 다리를 철거했다.",
            ["시는 새 도로를 개통했다.", "[시는] 낡은 다리를 철거했다."],
        ),
        # … but not the tense of a decision, or of the one who reports.
        (
            "시는 새 도로를 개통하고 낡은 다리를 철거하기로 했다.",
            ["시는 새 도로를 개통한다.", "[시는] 낡은 다리를 철거하기로 했다."],
        ),
        # Joining words go: 데 이어, 반면, 으로써.
        (
            "지난 1일 신문이 논평을 실은 데 이어 방송이 시를 비판했다.",
            ["지난 1일[2025-08-01] 신문이 논평을 실었다.", "방송이 시를 비판했다."],
        ),
        (
            "시는 세금을 크게 낮춘 반면 의회는 보조금을 줄였다.",
            ["시는 세금을 크게 낮췄다.", "의회는 보조금을 줄였다."],
        ),
        # The polite and the describing endings become plain.
        ("현지 제품은 뒤처진 상태이긴 합니다.", ["현지 제품은 뒤처진 상태이긴 하다."]),
        ("업체는 허가증을 받아야 합니다.", ["업체는 허가증을 받아야 한다."]),
        # A whole list of names is one topic.
        (
            "보람전자, 하늘전자 등은 공장을 지었고 직원을 뽑았다.",
            ["보람전자, 하늘전자 등은 공장을 지었다.", "[보람전자, 하늘전자 등은] 직원을 뽑았다."],
        ),
        # What was suffered is not taken for the one who acts next.
        (
            "협정이 연장됐고 본격적인 협상에 돌입했다.",
            ["협정이 연장됐다.", "본격적인 협상에 돌입했다."],
        ),
        # Words that point back, where only one thing of the kind was named.
        (
            "보람전자가 K20을 내놨다. 해당 칩은 모두 팔렸다.",
            ["보람전자가 K20을 내놨다.", "해당 칩[K20]은 모두 팔렸다."],
        ),
        (
            "보람전자와 하늘전자가 합쳤다. 이 회사는 공장을 닫았다.",
            ["보람전자와 하늘전자가 합쳤다.", "이 회사는 공장을 닫았다."],
        ),
        # A presupposition is said of its noun.
        (
            "국내 최대 조선업체인 보람전자는 공장을 닫았다.",
            [
                "국내 최대 조선업체인 보람전자는 공장을 닫았다.",
                "보람전자[는] 국내 최대 조선업체다.",
            ],
        ),
        # A final predicate stays as it was written.
        ("시는 시장에서 사실상 퇴출당했다.", ["시는 시장에서 사실상 퇴출당했다."]),
    ],
)
def test_korean(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who said so is the attribution's matter, not the statement's.
        (
            "According to the finance ministry, exports rose 3% in two years.",
            ["Exports rose 3% in two years."],
        ),
        ("Sales rose 12% to $3.2 billion, the company said.", ["Sales rose 12% to $3.2 billion."]),
        ('"We will not sell the plant," Jo Park said.', ["We will not sell the plant."]),
        (
            '"The plant has lost money," said Mina Tan, an analyst at Corvo.',
            ["The plant has lost money."],
        ),
        (
            "The chipmaker said it did not expect a loss.",
            ["It[the chipmaker] did not expect a loss."],
        ),
        (
            "The agency announced that the road had been closed.",
            ["The road had been closed."],
        ),
        ("Exports fell by a third, according to the bank.", ["Exports fell by a third."]),
        # A shared subject, and a relative clause said of its noun.
        (
            "The firm opened a plant in Busan and has since hired 400 engineers.",
            ["The firm opened a plant in Busan.", "[The firm] has since hired 400 engineers."],
        ),
        (
            "Synaptex, which halted all sales, said it was restoring access for customers.",
            ["Synaptex halted all sales.", "It was restoring access for customers."],
        ),
        # Leading words that join go.
        ("However, the council approved the plan.", ["The council approved the plan."]),
        ("Meanwhile, exports have fallen sharply.", ["Exports have fallen sharply."]),
        (
            "Stock in the firm, which is based in Busan, Southport, has doubled in a year.",
            [
                "Stock in the firm is based in Busan, Southport.",
                "[Stock in the firm] has doubled in a year.",
            ],
        ),
        # Whose words a pronoun takes up: without the day, and never half a sentence.
        ("Orbix on Monday said it would hire.", ["It[Orbix] would hire."]),
        ("The news comes as Orbix said it was hiring.", ["It was hiring."]),
        ("Orbix said in a statement on May 16 that it was hiring.", ["It[Orbix] was hiring."]),
        # A plural is no verb that lacks its subject.
        (
            "The firm was sold. Authorities have closed the plant.",
            ["The firm was sold.", "Authorities have closed the plant."],
        ),
        ("• Exports have fallen sharply.", ["Exports have fallen sharply."]),
        # "The company" where one was named.
        (
            "Orbix closed a plant. The company has not said why.",
            ["Orbix closed a plant.", "The company[Orbix] has not said why."],
        ),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Headlines, without a full stop or a final ending.
        "“시, 기업들에 물 사용 제한 지침 내려”",
        "시장 예상 웃돌아…주가, 5% 가까이 상승",
        "It is unclear whether the reprieve will last.",
        "It remains to be seen how the city will pay.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert statements(text) == []
