"""What counts as one text in two papers, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.resemblance import LEAST_SHARED, SKETCH_SIZE, contained, shingles, sketch

REPORT = """가온시가 올해 무더위 쉼터를 120곳으로 늘린다고 20일 밝혔다. 지난해 95곳보다 25곳 많다.
쉼터는 주민센터와 도서관, 경로당에 두며 오전 9시부터 오후 9시까지 문을 연다.
시는 냉방비로 예산 3억 2천만 원을 잡았고, 모자라면 예비비를 쓰기로 했다.
시민단체는 쉼터가 구시가지에 몰려 있어 외곽 주민은 걸어서 가기 어렵다고 지적했다.
시 관계자는 외곽 마을에는 이동 쉼터 버스 네 대를 돌리겠다고 설명했다.
지난해 여름 가온시의 폭염 특보는 31일 동안 이어졌고 온열질환자는 84명이었다."""
MOVED = "\n".join(reversed(REPORT.splitlines()))
HEADED = "(가온=한빛통신) 홍길동 기자 = " + REPORT + "\nhong@hanbit.example 무단 전재 금지"
CUT = "\n".join(REPORT.splitlines()[:4])
LONGER = (
    REPORT
    + """
본지가 외곽 마을 여섯 곳을 돌아보니 이동 쉼터 버스가 선다는 표지판은 아직 한 곳도 없었다.
주민 김모 씨는 버스가 온다는 말을 들은 적이 없다며 작년에도 말뿐이었다고 했다.
정류장까지 걸어서 가는 데 스무 분이 걸린다는 주민도 있었고, 그늘막은 두 개뿐이었다.
한 상인은 가게 문을 열어 두고 노인들에게 물을 내준다고 말하며 시의 지원은 없었다고 전했다.
마을 이장은 시청에 두 번 전화했지만 담당자가 바뀌었다는 답만 들었다고 털어놓았다.
취재가 시작되자 시는 다음 주까지 표지판을 세우고 버스 시간표를 집집마다 보내겠다고 알렸다."""
)
RETOLD = """더위를 피할 수 있는 쉼터가 가온시에서 크게 늘어난다. 시 발표를 보면 모두 120곳이 된다.
도서관과 경로당, 주민센터가 쉼터가 되고 저녁 아홉 시까지 이용할 수 있다.
예산은 3억 원 남짓이며 부족하면 예비비로 메운다는 방침이다.
외곽에 사는 이들은 쉼터가 너무 멀다고 불만을 나타냈고 시민단체도 같은 지적을 내놓았다.
이에 대해 시는 버스를 개조한 움직이는 쉼터를 준비하고 있다고 답했다."""


@pytest.mark.parametrize(
    ("part", "whole", "is_copy"),
    [
        (REPORT, REPORT, True),
        (HEADED, REPORT, True),
        (MOVED, REPORT, True),
        (CUT, REPORT, True),
        (REPORT, LONGER, True),
        (LONGER, REPORT, False),
        (RETOLD, REPORT, False),
        (REPORT, RETOLD, False),
    ],
    ids="same headed moved cut within-longer own-reporting retold told-first".split(),
)
def test_a_copy_is_what_stands_in_the_other(part: str, whole: str, is_copy: bool) -> None:
    assert (contained(shingles(part), shingles(whole)) >= 0.8) is is_copy


@pytest.mark.parametrize("changed", [HEADED, MOVED, CUT, LONGER])
def test_sketches_of_copies_overlap(changed: str) -> None:
    own, other = sketch(shingles(REPORT)), sketch(shingles(changed))
    assert len(set(own) & set(other)) >= LEAST_SHARED


def test_a_line_is_too_short_to_be_a_copy() -> None:
    line = "가온시는 20일 쉼터를 120곳으로 늘린다고 밝혔다."
    assert contained(shingles(line), shingles(line)) == 0


@given(st.text(), st.text())
def test_any_two_texts_have_a_share_between_nothing_and_all(a: str, b: str) -> None:
    one, other = shingles(a), shingles(b)
    assert 0 <= contained(one, other) <= 1
    assert sketch(one) == sorted(sketch(one))
    assert len(sketch(one)) <= SKETCH_SIZE
    assert set(sketch(one)) <= one
    assert all(-(2**63) <= number < 2**63 for number in one)
