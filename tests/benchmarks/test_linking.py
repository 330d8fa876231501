"""The benchmark of linking plants what it says it plants, and its floor finds it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.conf import settings

from benchmarks.linking.frames import FRAMES, Frame
from benchmarks.linking.peers import Floor
from benchmarks.linking.planted import Fact, Kind, Name, worded

FACT = Fact(
    frame=FRAMES[0],
    actor=Name("gaon", ("가온전자", "가온"), ("Gaon Electronics", "Gaon")),
    other=Name("naru", ("나루은행", "나루"), ("Naru Bank", "Naru")),
    nouns=("배터리", "창고"),
    english_nouns=("battery", "warehouse"),
    amount=1_230_000_000,
    day=dt.date(2025, 9, 18),
    dated=True,
    published=dt.date(2025, 9, 20),
)


@pytest.mark.parametrize(
    ("kind", "korean"),
    [
        (None, "가온전자는 2025년 9월 18일 배터리 창고 사업에 12억 3000만 달러를 투자했다."),
        (
            Kind.PARTICLES,
            "가온전자가 2025년 9월 18일에 배터리 창고 사업에는 12억 3000만 달러를 투자했습니다.",
        ),
        (Kind.ALIASES, "가온은 2025년 9월 18일 배터리 창고 사업에 12억 3000만 달러를 투자했다."),
        (Kind.NUMBERS, "가온전자는 지난 18일 배터리 창고 사업에 1,230,000,000달러를 투자했다."),
        (Kind.ORDER, "2025년 9월 18일 배터리 창고 사업에 12억 3000만 달러를 가온전자는 투자했다."),
    ],
)
def test_a_paraphrase_changes_one_thing(kind: Kind | None, korean: str) -> None:
    assert worded(FACT, "ko", kind) == korean


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_place_of_a_frame_stays_empty(frame: Frame, language: str) -> None:
    fact = replace(FACT, frame=frame)
    for kind in (None, *Kind):
        assert "{" not in worded(fact, language, kind)


def test_the_floor_looks_up_the_rarest_terms_within_its_budget() -> None:
    rows = {key: ["common"] for key in range(1, settings.CANDIDATE_BUDGET + 1)}
    rows[7] = ["common", "rare"]
    floor = Floor(rows)
    assert floor.search(["common", "rare", "unknown"]) == [7]
    assert len(floor.search(["common"])) == 50
    assert list(floor.search(["unknown"])) == []
