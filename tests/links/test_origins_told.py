"""What the words of one article tell of a report: its day, who speaks for whom, what a lead has it
from, and what a description and a name mean together."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.links.test_origins import PUBLISHED, of, resolved


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The day before the verb, not the days that are told of.
        ("관세청은 이달 1∼7일 수출이 늘었다고 8일 밝혔다.", dt.date(2025, 9, 8)),
        ("닛케이는 사고 하루 전인 15일 배가 낡았다고 보도했다.", dt.date(2025, 9, 15)),
        # A bound is no day of a report, an occasion is.
        (
            "Ships have waited since July, Reuters reported on Tuesday, citing sailors.",
            dt.date(2025, 9, 16),
        ),
        (
            "Han Ga-ram, a sailor, told Reuters in an interview published on September 15 that the"
            " ship was old.",
            dt.date(2025, 9, 15),
        ),
        (
            "The Ministry of Environment rejected that view on Tuesday, saying the lake was full.",
            dt.date(2025, 9, 16),
        ),
        (
            "Seoul's top negotiator, Han Ga-ram, said on Tuesday the talks were over.",
            dt.date(2025, 9, 16),
        ),
    ],
)
def test_the_day_of_a_report(text: str, day: dt.date) -> None:
    found = next(one for _quote, one in resolved(text, published=PUBLISHED) if not one.unsourced)
    assert found.stated == (day, day)


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        # Who speaks for what spoke that day, and for nobody else by name.
        ("백악관은 16일 관세를 물린다고 밝혔다. 조앤 모건 대변인은 이날 문이 열렸다고 말했다.", 1),
        (
            "Seagull said on Monday it would close. It is final, a company spokesperson said.",
            1,
        ),
        ("백악관은 15일 관세를 물린다고 밝혔다. 조앤 모건 대변인은 16일 문이 열렸다고 말했다.", 2),
        # A description and a name of one sort and one field; of one country only.
        (
            "South Korea's Joint Chiefs of Staff said on Monday a rocket flew. It fell into the"
            " sea, the military said.",
            1,
        ),
        (
            "South Korea's Joint Chiefs of Staff said on Monday a rocket flew. South Korea's"
            " presidential office said it was sad.",
            2,
        ),
        # A lead that ends in hearsay, or in a count, is of what is told next.
        ("중국이 칩을 막는 것으로 알려졌다. 로이터통신은 16일 주문이 멈췄다고 보도했다.", 1),
        ("감기로 9명이 숨진 것으로 집계됐다. 질병관리청은 16일 환자가 줄었다고 밝혔다.", 1),
        # What an inquiry found goes on with who told of it.
        ("감사원은 16일 다리를 조사했다고 밝혔다. 조사 결과 나사가 없는 것으로 드러났다.", 1),
    ],
)
def test_statements_that_go_together(text: str, reports: int) -> None:
    assert len({id(original) for _quote, original in resolved(text)}) == reports


@pytest.mark.parametrize(
    ("text", "words", "reporter"),
    [
        ("김한빛 국무총리는 16일 공장을 닫으라고 지시했다.", "지시", "김한빛"),
        ("Mayor Han Ga-ram on Tuesday ordered the dam to be emptied.", "ordered", "mayorhanga-ram"),
        ("Seagull denied the leak on Tuesday.", "denied", "seagull"),
    ],
)
def test_who_acts_by_saying_so(text: str, words: str, reporter: str) -> None:
    assert reporter in of(text, words).reporters
