"""Two names in one breath, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.aliases import find
from claims.text.findings import Block, BlockClass


def pairs(text: str) -> list[tuple[str, str]]:
    found = find(text, [Block(0, len(text), BlockClass.BODY)])
    for pair in found:
        assert text[pair.start : pair.end].endswith(")")
    return [(pair.korean, pair.latin) for pair in found]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("칩 설계 업체인 가람반도체(Garam Semi)는 부인했다.", [("가람반도체", "Garam Semi")]),
        ("최고경영자 젠킨 오(Jenkin Oh)가 방한했다.", [("젠킨 오", "Jenkin Oh")]),
        ("미국 상무부 산업안보국(BIS)이 발표했다.", [("산업안보국", "BIS")]),
        ("중국의 대형 업체 나루테크(NaruTech)와 거래했다.", [("나루테크", "NaruTech")]),
        ("SMQC(중신전자)는 증설을 미뤘다.", [("중신전자", "SMQC")]),
        ("가람(Garam)과 나루(Naru)는 손을 잡았다.", [("가람", "Garam"), ("나루", "Naru")]),
        ("가람(Garam)은 컸다. 가람(Garam)은 또 컸다.", [("가람", "Garam")]),
        ("최고경영자(CEO)가 인공지능(AI)을 말했다.", []),
        ("창구지도(window guidance)를 받았다.", []),
        ("가격은 3달러(4000원)였다.", []),
        ("용량은 늘었다(3GB).", []),
        ("가람은 어제(20일) 밝혔다.", []),
        ("가람(사진)은 말이 없었다.", []),
        ("점유율(A)은 낮다.", []),
    ],
)
def test_pairs(sentence: str, names: list[tuple[str, str]]) -> None:
    assert pairs(sentence) == names


def test_only_the_body_is_asked() -> None:
    text = "가람(Garam)"
    assert find(text, [Block(0, len(text), BlockClass.CAPTION)]) == []


@given(st.text(alphabet="가나 (Ab.)&'-9·", max_size=200))
def test_any_text(text: str) -> None:
    for korean, latin in pairs(text):
        assert f"{korean}({latin})" in text or f"{latin}({korean})" in text
