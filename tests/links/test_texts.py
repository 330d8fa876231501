"""How two sentences relate, read as they stand: every relation and every trap, in both languages.

The sentences are invented. A pair is right with the first relation named, and defensible with the
others after it.
"""

from __future__ import annotations

import datetime as dt

import pytest

from claims.links import texts
from claims.links.features import Features
from claims.links.rules import Comparison, compare
from claims.links.texts import Statement, compare_texts

KO, EN = "ko", "en"


def said(text: str, published: str = "2026-03-10", source: str = "") -> Statement:
    language = KO if any("가" <= letter <= "힣" for letter in text) else EN
    return Statement(text, source, dt.date.fromisoformat(published), language)


Row = tuple[str, str, str]
ONE_DAY: list[Row] = [
    # the same, copied or in other words
    (
        "환경부는 낙동강 하류의 녹조 경보를 해제했다.",
        "환경부가 낙동강 하류의 녹조 경보를 해제했다.",
        "repeats",
    ),
    (
        "The port authority reopened two of its four berths on Friday.",
        "The port authority reopened two of its four berths on Friday.",
        "repeats",
    ),
    (
        "기획재정부는 올해 예비비를 3조원 늘리기로 했다.",
        "올해 예비비가 3조원 늘어난다고 기획재정부가 밝혔다.",
        "corroborates repeats",
    ),
    (
        "현대건설은 사우디에서 2조4천억원 규모의 담수화 설비를 수주했다.",
        "Hyundai E&C won a 2.4 trillion won order for a desalination plant in Saudi Arabia.",
        "corroborates repeats",
    ),
    (
        "삼성전자의 4분기 영업이익은 9조1천억원으로 집계됐다.",
        "Samsung Electronics posted a fourth-quarter operating profit of 9.1 trillion won.",
        "corroborates repeats",
    ),
    # bounds, ranges and rounding that go together
    (
        "이번 산사태로 숨진 사람은 30명이 넘는다.",
        "이번 산사태로 33명이 숨졌다.",
        "corroborates qualifies",
    ),
    (
        "The bridge will cost between $2 billion and $3 billion.",
        "The bridge will cost about $2.6 billion.",
        "corroborates qualifies",
    ),
    (
        "지난해 전기차 보급 대수는 약 20만대였다.",
        "지난해 전기차 보급 대수는 19만8천대였다.",
        "corroborates qualifies",
    ),
    # nearly one sentence, but another day, order, party or manner
    ("두 총장은 3월 2일 만났다.", "두 총장은 4월 2일 만났다.", "contradicts"),
    (
        "The presidents met on March 2, 2026.",
        "The presidents met on April 2, 2026.",
        "contradicts",
    ),
    ("Orbex sued Tallow over the design.", "Tallow sued Orbex over the design.", "contradicts"),
    (
        "경찰은 A씨가 문을 부쉈다고 밝혔다.",
        "경찰은 B씨가 문을 부쉈다고 밝혔다.",
        "corroborates not_comparable",
    ),
    ("사고 전 경보가 울렸다.", "사고 후 경보가 울렸다.", "corroborates contradicts not_comparable"),
    (
        "회사는 공장 문을 닫을 것으로 알려졌다.",
        "회사는 공장 문을 닫는다.",
        "corroborates qualifies",
    ),
    # directives to others, or against other acts
    (
        "중국 당국은 알리바바에 엔비디아 H20 구매를 금지했다.",
        "중국 당국은 텐센트에 엔비디아 H20 구매를 금지했다.",
        "not_comparable",
    ),
    (
        "China told Alibaba to stop buying Nvidia's H20.",
        "China told ByteDance to stop buying Nvidia's H20.",
        "not_comparable",
    ),
    (
        "중국 당국은 알리바바에 엔비디아 H20 구매를 금지했다.",
        "중국 당국은 자국 기업들에 엔비디아 H20 구매를 금지했다.",
        "corroborates qualifies",
    ),
    (
        "중국은 엔비디아 H20 구매를 금지했다.",
        "중국은 엔비디아 H20 판매를 금지했다.",
        "not_comparable",
    ),
    (
        "중국은 엔비디아 H20 사용을 금지했다.",
        "중국은 엔비디아 H20 구매를 금지했다.",
        "corroborates",
    ),
    # a number of the world and one of a country
    (
        "Helion sold 310,000 cars worldwide last year.",
        "Helion sold 70,000 cars in China last year.",
        "not_comparable",
    ),
    # numbers that cannot both be right
    (
        "지난해 학교폭력 신고는 6만1천건이었다.",
        "지난해 학교폭력 신고는 4만8천건으로 집계됐다.",
        "contradicts",
    ),
    (
        "The ministry said 320 soldiers took part in the drill.",
        "The opposition said 900 soldiers took part in the drill.",
        "contradicts",
    ),
    (
        "이번 정전은 최대 5천가구에 영향을 줬다.",
        "이번 정전은 1만2천가구 이상에 영향을 줬다.",
        "contradicts",
    ),
    (
        "한국가스공사의 지난해 부채는 14조원이다.",
        "Korea Gas Corporation's debt last year was 47 trillion won.",
        "contradicts not_comparable",
    ),
    # denials and opposite acts
    (
        "농협은 개인정보가 유출됐다고 밝혔다.",
        "농협은 개인정보가 유출되지 않았다고 밝혔다.",
        "contradicts",
    ),
    (
        "The airline knew of the crack before the flight.",
        "The airline did not know of the crack before the flight.",
        "contradicts",
    ),
    ("시의회는 조례안을 통과시켰다.", "시의회는 조례안을 부결시켰다.", "contradicts"),
    (
        "법원은 노조의 가처분 신청을 기각했다.",
        "법원은 노조의 가처분 신청을 받아들이지 않았다.",
        "corroborates repeats",
    ),
    (
        "The court rejected the union's request.",
        "법원은 노조의 요청을 받아들였다.",
        "contradicts",
    ),
    (
        "지난달 소매판매는 한 달 전보다 늘었다.",
        "지난달 소매판매는 한 달 전보다 줄었다.",
        "contradicts",
    ),
    # only one can have done it
    (
        "새 공항 터미널 설계는 희림건축이 따냈다.",
        "새 공항 터미널 설계는 해안건축이 따냈다.",
        "contradicts",
    ),
    (
        "한국은행 총재로 김정호 교수가 지명됐다.",
        "한국은행 총재로 이수연 박사가 지명됐다.",
        "contradicts",
    ),
    ("전북이 결승에서 수원을 이겼다.", "수원이 결승에서 전북을 이겼다.", "contradicts"),
    # one event on two days
    (
        "새 청사는 5월 3일 문을 연다.",
        "새 청사는 6월 20일 문을 연다.",
        "contradicts",
    ),
    # strength, stage, certainty
    (
        "국세청은 숙박업소에 현금영수증 발급을 권고했다.",
        "국세청은 숙박업소에 현금영수증 발급을 명령했다.",
        "qualifies contradicts",
    ),
    (
        "Regulators are considering a ban on the additive.",
        "Regulators have decided to ban the additive.",
        "qualifies contradicts",
    ),
    (
        "카카오가 검색 부문을 분사하는 방안을 검토하고 있다.",
        "카카오가 검색 부문을 분사하기로 결정했다.",
        "qualifies contradicts",
    ),
    (
        "이번 감염은 지하수 때문일 가능성이 있다.",
        "이번 감염은 지하수 때문으로 확인됐다.",
        "qualifies corroborates",
    ),
    (
        "The outage may have been caused by a software error.",
        "The outage was caused by a software error.",
        "qualifies corroborates",
    ),
    # scope
    (
        "교육청은 모든 고등학교에서 시험을 중단했다.",
        "교육청은 일부 고등학교에서 시험을 중단했다.",
        "qualifies contradicts",
    ),
    (
        "The strike shut all of the company's plants.",
        "The strike shut only two of the company's plants.",
        "qualifies contradicts",
    ),
    # another object, actor, addressee
    (
        "미국은 엔비디아 H20의 중국 수출을 허가했다.",
        "미국은 엔비디아 H200의 중국 수출을 금지했다.",
        "not_comparable",
    ),
    (
        "엔비디아는 중국 업체에 RTX 프로 6000D를 판매한다.",
        "엔비디아는 중국 업체에 H20을 판매하지 않는다.",
        "not_comparable",
    ),
    ("The shop stocks Nvidia's H20.", "Nvidia said the H20 is not a toy.", "not_comparable"),
    ("He called the H20 dated.", "엔비디아는 H20이 장난감이 아니라고 했다.", "not_comparable"),
    ("LG전자는 공장을 폐쇄했다.", "삼성전자는 공장을 폐쇄하지 않았다.", "not_comparable"),
    (
        "금융위원회는 보험사에 배당을 줄이라고 지시했다.",
        "금융위원회는 카드사에 배당을 줄이라고 지시했다.",
        "not_comparable qualifies",
    ),
    ("Norway agreed to buy 24 howitzers.", "Finland agreed to buy 96 howitzers.", "not_comparable"),
    # another place or group
    (
        "지난달 부산의 아파트값은 0.4% 내렸다.",
        "지난달 대구의 아파트값은 0.9% 내렸다.",
        "not_comparable",
    ),
    ("지난달 전체 고용률은 62.4%였다.", "지난달 청년 고용률은 45.1%였다.", "not_comparable"),
    (
        "Turnout among women was 71%.",
        "Turnout among men was 64%.",
        "not_comparable",
    ),
    # another measure or basis
    (
        "포스코의 지난해 매출은 72조원이었다.",
        "포스코의 지난해 영업이익은 2조2천억원이었다.",
        "not_comparable",
    ),
    (
        "The company's net profit rose 12% last year.",
        "The company's revenue rose 4% last year.",
        "not_comparable",
    ),
    (
        "지난달 수출은 1년 전보다 8% 늘었다.",
        "지난달 수출은 전월 대비 3% 늘었다.",
        "not_comparable qualifies",
    ),
    (
        "실질 국내총생산은 2.1% 증가했다.",
        "명목 국내총생산은 4.6% 증가했다.",
        "not_comparable qualifies",
    ),
    (
        "SK하이닉스의 1분기 영업이익은 7조원으로 전망됐다.",
        "SK하이닉스의 1분기 영업이익은 7조4천억원을 기록했다.",
        "not_comparable qualifies",
    ),
    # shared words, another matter
    (
        "서울시는 한강 수영장을 다음 달 연다.",
        "서울시는 다음 달 지하철 요금을 올린다.",
        "not_comparable",
    ),
    (
        "Oracle will build a data centre in Texas.",
        "Texas sued Oracle over its handling of personal data.",
        "not_comparable",
    ),
    (
        "경찰은 사고 차량의 블랙박스를 확보했다.",
        "경찰은 음주운전 단속을 강화하기로 했다.",
        "not_comparable",
    ),
]


@pytest.mark.parametrize(("a", "b", "expected"), ONE_DAY)
def test_two_sentences_of_one_day(a: str, b: str, expected: str) -> None:
    found = compare_texts(said(a), said(b))
    assert found.relation in expected.split()


LATER: list[tuple[str, str, str, str, str, str]] = [
    # the later number of a toll
    (
        "2026-03-10", "이번 지진으로 지금까지 52명이 숨졌다.",
        "2026-03-12", "이번 지진 사망자가 118명으로 늘었다.",
        "supersedes", "b",
    ),
    (
        "2026-03-12", "The ferry disaster has killed 41 people, the coast guard said.",
        "2026-03-11", "The ferry disaster has killed 17 people, the coast guard said.",
        "supersedes", "a",
    ),
    # a higher court
    (
        "2025-04-02", "1심 재판부는 전 구청장에게 징역 2년을 선고했다.",
        "2026-01-15", "항소심 재판부는 전 구청장에게 무죄를 선고했다.",
        "supersedes", "b",
    ),
    # considered, then decided
    (
        "2026-02-01", "정부는 유류세 인하 연장을 검토하고 있다.",
        "2026-03-10", "정부는 유류세 인하를 연장하기로 결정했다.",
        "supersedes qualifies", "b",
    ),
    (
        "2026-03-02", "교육부는 급식비 전액 지원을 검토하고 있다.",
        "2026-04-20", "교육부가 급식비 전액 지원을 확정했다.",
        "supersedes", "b",
    ),
    # supposed, then found
    (
        "2026-03-09", "소방당국은 불이 누전 때문인 것으로 확인했다.",
        "2026-03-02", "소방당국은 불이 누전 때문일 가능성이 크다고 보고 있다.",
        "supersedes", "a",
    ),
    # guidance, and a ban a year later
    (
        "2024-09-10", "중국 당국은 기업들에 엔비디아 H20 구매를 자제하라고 권고했다.",
        "2025-09-17", "중국 당국은 기업들에 엔비디아 H20 구매를 금지했다.",
        "supersedes", "b",
    ),
    # a ban, and a day later that there was none
    (
        "2025-09-17", "중국은 엔비디아 H20 구매를 금지했다.",
        "2025-09-18", "중국 정부는 엔비디아 H20 구매를 금지하지 않았다.",
        "contradicts", "",
    ),
    # suspended, then resumed
    (
        "2026-03-08", "폭설로 제주공항 운항이 중단됐다.",
        "2026-03-10", "제주공항 운항이 재개됐다.",
        "supersedes", "b",
    ),
    (
        "2026-05-20", "The regulator lifted its ban on the drug.",
        "2026-01-07", "The regulator banned the drug.",
        "supersedes", "a",
    ),
    # provisional, then final
    (
        "2026-01-24", "4분기 경제성장률 속보치는 0.4%다.",
        "2026-03-05", "4분기 경제성장률 잠정치는 0.6%로 수정됐다.",
        "supersedes qualifies", "b",
    ),
    # two periods of one measure
    (
        "2025-05-10", "통계청은 4월 취업자가 19만명 늘었다고 밝혔다.",
        "2026-05-10", "통계청은 4월 취업자가 8만명 늘었다고 밝혔다.",
        "not_comparable", "",
    ),
    (
        "2025-02-10", "Unemployment was 3.9% in January.",
        "2026-02-10", "Unemployment was 4.4% in January.",
        "not_comparable", "",
    ),
    # a denial the day after
    (
        "2026-03-09", "쿠팡이 해당 물류업체 인수를 추진한다고 업계 관계자가 전했다.",
        "2026-03-10", "쿠팡은 해당 물류업체 인수를 추진하지 않는다고 밝혔다.",
        "contradicts", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day_a", "a", "day_b", "b", "expected", "later"), LATER)
def test_two_sentences_of_two_days(
    day_a: str, a: str, day_b: str, b: str, expected: str, later: str
) -> None:
    found = compare_texts(said(a, day_a), said(b, day_b))
    assert found.relation in expected.split()
    if found.relation == "supersedes":
        assert found.later == later


@pytest.mark.parametrize(
    ("a", "b", "code", "words"),
    [
        (
            "온마을 조합은 새 창고를 20억원에 지었다.",
            "들녘 상회는 새 창고를 35억원에 지었다.",
            "other_subject",
            ["조합", "상회"],
        ),
        (
            "Rents in Seoul fell 3%.",
            "Rents in provincial cities fell 9%.",
            "other_qualifier",
            ["Seoul", "cities"],
        ),
    ],
)
def test_a_reason_says_the_words_of_both_claims(
    a: str, b: str, code: str, words: list[str]
) -> None:
    reasons = {reason.code: reason for reason in compare_texts(said(a), said(b)).reasons}
    found = reasons[code]
    assert list(found.values) == words
    spans = zip((found.a, found.b), (a, b), words, strict=True)
    assert all(span is None or word in text[slice(*span)] for span, text, word in spans)


def test_of_texts_without_end_only_so_many_claims_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def counted(a: Features, b: Features, **known: float | None) -> Comparison:
        nonlocal compared
        compared += 1
        return compare(a, b, **known)

    monkeypatch.setattr(texts, "compare", counted)
    long = "".join(f"{day}번 나루는 올해 여객이 {day}% 늘었다고 밝혔다. " for day in range(1, 99))
    compare_texts(said(long), said(long))
    assert compared == texts.CLAUSES**2


def test_letters_that_are_none_are_compared() -> None:
    found = compare_texts(
        said("환경부는 \ud800 경보를 해제했다."), said("The alert \udfff was lifted.")
    )
    assert 0 < found.confidence <= 1
