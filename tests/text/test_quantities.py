"""Numbers that measure, in both languages."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import units
from claims.text.findings import Comparator, FoundQuantity
from claims.text.quantities import find, numerals

CASES = Path(__file__).parents[2].parent / "shared" / "eval"


def found(text: str, language: str) -> list[FoundQuantity]:
    quantities = find(text, 0, len(text), language)
    assert all(text[one.start : one.end] == one.original for one in quantities)
    return quantities


def numbers(text: str, language: str) -> list[float]:
    read = numerals(text, 0, len(text), language)
    assert all(text[one.start : one.end] == one.original for one in read)
    return [round(float(one.value), 6) for one in read]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("표본은 1,024개다", [1024]),
        ("인구는 5 123 456명이다", [5123456]),
        ("길이는 0.75 정도", [0.75]),
        ("조 단위가 아니라 3조2천억 규모", [3_200_000_000_000]),
        ("올해는 6천만 정도로 본다", [60_000_000]),
        ("7 만 명이 왔다", [70_000]),
        ("2억 삼천만 원", [230_000_000]),
        ("삼백사십이 명", [342]),
        ("이천오백은 크다", [2500]),
        ("값은 오십삼이다", [53]),
        ("값은 이십이다", [20]),
        ("값은 이십이가 맞다", [22]),
        ("사십 이상이면 된다", [40]),
        ("만 명과 천 원", [10_000, 1_000]),
        ("칠 분의 이", [0.285714]),
        ("9분의 4", [0.444444]),
        ("이와 오분의 일", [2.2]),
        ("칠점이오", [7.25]),
        ("마이너스 팔백", [-800]),
        ("-12.5도였다", [-12.5]),
        ("예순네 살", [64]),
        ("서른을 넘겼다", [30]),
        ("백스물세 번째 사례", [123]),
        ("넷 중 하나", [4, 1]),
        ("두 다스", [24]),
        ("2½이 남았다", [2.5]),
        ("3.2e4은 크다", [32_000]),
        ("2^10은 크다", [1024]),
        ("10.20.30.4번 서버", [10, 20, 30, 4]),
    ],
)
def test_korean_numerals(text: str, values: list[float]) -> None:
    assert numbers(text, "ko") == values


@pytest.mark.parametrize(
    "text",
    [
        "이사회가 구조 작업을 조사했다",
        "한편 세계는 네트워크로 이어졌다",
        "천막과 백화점과 만화",
        "이 사건은 일이 많다",
        "H20과 500ml",
        "7월 9일",
        "하나은행과 오일장",
        "반도체와 반대",
    ],
)
def test_korean_words_that_are_no_numerals(text: str) -> None:
    assert numbers(text, "ko") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two hundred and five", [205]),
        ("Seventy-one thousand four hundred and nine", [71_409]),
        ("4 million 20 thousand", [4_020_000]),
        ("six and a quarter", [6.25]),
        ("2 billion and a half", [2_500_000_000]),
        ("one and a half million", [1_500_000]),
        ("three sevenths", [0.428571]),
        ("forty-one hundredths", [0.41]),
        ("a third of them", [0.333333]),
        ("half a dozen eggs and two dozen rolls", [6, 24]),
        ("half a million", [500_000]),
        ("seven out of ten", [0.7]),
        ("one in eight", [0.125]),
        ("six point zero two", [6.02]),
        ("minus eighteen", [-18]),
        ("5 lakh and 2 crore", [500_000, 20_000_000]),
        ("150k or 1.5M", [150_000, 1_500_000]),
        ("5 hundred and 4 hundred", [500, 400]),
        ("12,34,567.5", [1_234_567.5]),
        ("8/9/2017", [8, 9, 2017]),
        ("¾ cup", [0.75]),
    ],
)
def test_english_numerals(text: str, values: list[float]) -> None:
    assert numbers(text, "en") == values


@pytest.mark.parametrize(
    "text",
    [
        "this one and the other one",
        "a third party for a second time",
        "in the first half",
        "B200 and 500ml",
        "May 9th",
        "hundreds of thousands",
        "https://example.com/a?b=20%2030",
    ],
)
def test_english_words_that_are_no_numerals(text: str) -> None:
    assert numbers(text, "en") == []


def test_another_language_has_no_numerals() -> None:
    assert numerals("12 Leute", 0, 8, "de") == []
    assert find("12 Leute", 0, 8, "de") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("손실은 80억 달러다", "8000000000", "USD"),
        ("예산 3조2천400억원이 남았다", "3240000000000", "KRW"),
        ("수출 5조 6500억원을 넘었다", "5650000000000", "KRW"),
        ("5 억 달러를 냈다", "500000000", "USD"),
        ("직원 1천200명을 뽑았다", "1200", "명"),
        ("주민 18만4천 명이 산다", "184000", "명"),
        ("차량 1만2,000대를 팔았다", "12000", "대"),
        ("참가자는 3만 6400 명이었다", "36400", "명"),
        ("차량 1만 2,300대를 팔았다", "12300", "대"),
        ("금리를 0.25%포인트 내렸다", "0.25", "%p"),
        ("지지율이 4.1%p 올랐다", "4.1", "%p"),
        ("실업률은 3.9퍼센트였다", "3.9", "%"),
        ("십퍼센트를 깎았다", "10", "%"),
        ("성장률은 -0.3%다", "-0.3", "%"),
        ("가격이 두 배로 올랐다", "2", "배"),
        ("백만 달러를 냈다", "1000000", "USD"),
        ("오천원을 받는다", "5000", "KRW"),
        ("200위안을 벌었다", "200", "CNY"),
        ("1억 5천만 홍콩 달러를 냈다", "150000000", "HKD"),
        ("700 조지아 라리를 냈다", "700", "GEL"),
        ("4달러 75센트였다", "4.75", "USD"),
        ("US$6억을 냈다", "600000000", "USD"),
        ("60일간의 유예를 뒀다", "60", "일"),
        ("징역 4년을 선고했다", "4", "년"),
        ("열흘 동안 이어졌다", "10", "일"),
        ("백신 9만 회분이 왔다", "90000", "회분"),
        ("$30에 판다", "30", "USD"),
        ("세 차례 만났다", "3", "회"),
        ("두 나라가 맞섰다", "2", "개국"),
        ("서른 곳을 뒤졌다", "30", "곳"),
        ("주식 300만 주를 샀다", "3000000", "주식"),
        ("영하 15도였다", "-15", "도"),
        ("화씨 80도였다", "80", "°F"),
        ("시속 90km로 달렸다", "90", "km/h"),
        ("4분의 1이 떠났다", "25", "%"),
        ("3나노 칩이다", "3", "nm"),
        ("5㎚ 공정이다", "5", "nm"),
        ("20억타이완달러를 벌었다", "2000000000", "TWD"),
        ("7억 5000여만원을 썼다", "750000000", "KRW"),
        ("61만5천도스를 거뒀다", "615000", "회분"),
        ("공격수가 11골을 넣었다", "11", "골"),
        ("투수가 100타점을 내줬다", "100", "타점"),
        ("원정에서 4연패에 빠졌다", "4", "연패"),
        ("격리 병실 60병상을 더 둔다", "60", "병상"),
        ("기온이 33도라고 예보했다", "33", "도"),
        ("찬성이 7표라며 따졌다", "7", "표"),
    ],
)
def test_korean_values(text: str, value: str, unit: str) -> None:
    assert [(one.value, one.unit) for one in found(text, "ko")] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("약 30명이 왔다", Comparator.ABOUT),
        ("300여 명이 왔다", Comparator.ABOUT),
        ("30명 안팎이 왔다", Comparator.ABOUT),
        ("30명 가까이 왔다", Comparator.ABOUT),
        ("1300원대에 머물렀다", Comparator.ABOUT),
        ("30명 이상이 왔다", Comparator.AT_LEAST),
        ("최소 30명이 왔다", Comparator.AT_LEAST),
        ("절반 이상이 왔다", Comparator.AT_LEAST),
        ("30명이 넘는 사람이 왔다", Comparator.MORE_THAN),
        ("30명을 초과했다", Comparator.MORE_THAN),
        ("30명 미만이다", Comparator.LESS_THAN),
        ("최대 30명이 온다", Comparator.AT_MOST),
        ("30명 이하만 받는다", Comparator.AT_MOST),
        ("30명이 왔다", Comparator.EXACT),
    ],
)
def test_korean_bounds(text: str, comparator: Comparator) -> None:
    assert [one.comparator for one in found(text, "ko")] == [comparator]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10~20% 올랐다", "10", "20", "%"),
        ("3만∼5만 명이 모였다", "30000", "50000", "명"),
        ("10~20억 원이 든다", "1000000000", "2000000000", "KRW"),
        ("40만에서 60만 명이 모였다", "400000", "600000", "명"),
        ("6%에서 8% 사이다", "6", "8", "%"),
    ],
)
def test_korean_ranges(text: str, low: str, high: str, unit: str) -> None:
    (one,) = found(text, "ko")
    assert (one.value, one.value_high, one.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("도서관이 다시 문을 연 것은 3년 만이다", "3", "년", "3년 만"),
        ("사고가 난 지 15일 만인 4일 다리를 열었다", "15", "일", "15일 만인"),
        ("사흘 만인 어제 파업이 끝났다", "3", "일", "사흘 만인"),
        ("석 달 만에 물가가 내렸다", "3", "개월", "석 달 만에"),
        ("다섯 달 만이라고 한다", "5", "개월", "다섯 달 만"),
        ("한 달 만입니다", "1", "개월", "한 달 만"),
        ("하루 만에 그만뒀다", "1", "일", "하루 만에"),
        ("20년 만의 폭설이다", "20", "년", "20년 만의"),
        ("두 달여 만에 돌았다", "2", "개월", "두 달여 만에"),
        ("임금 인상은 4년 만.", "4", "년", "4년 만"),
        ("8개월만에 돌아왔다", "8", "개월", "8개월만에"),
        ("1년 4개월 만이었다", "16", "개월", "1년 4개월 만"),
        ("징역 3년 6개월을 받았다", "42", "개월", "3년 6개월"),
        ("하루 만 원을 받는다", "10000", "KRW", "만 원"),
        ("한 달 만 명이 다녀갔다", "10000", "명", "만 명"),
    ],
)
def test_korean_lengths_and_how_long_since(text: str, value: str, unit: str, words: str) -> None:
    (one,) = found(text, "ko")
    assert (one.value, one.unit, one.original) == (Decimal(value), unit, words)


def test_a_change_from_one_value_to_another_is_not_a_range() -> None:
    values = [
        (one.value, one.value_high) for one in found("요금을 900원에서 1,000원으로 올린다", "ko")
    ]
    assert values == [(Decimal(900), None), (Decimal(1000), None)]
    values = [(one.value, one.value_high) for one in found("from 4% to 6%", "en")]
    assert values == [(Decimal(4), None), (Decimal(6), None)]


def test_a_ratio_keeps_both_numbers() -> None:
    assert [one.value for one in found("15종 가운데 4종을 막았다", "ko")] == [15, 4]


@pytest.mark.parametrize(
    ("text", "language"),
    [("30억 달러(약 4조 원)를 냈다", "ko"), ("paid $3 billion (about 4 trillion won)", "en")],
)
def test_a_converted_amount_opens_the_parenthesis_after_the_first(text: str, language: str) -> None:
    first, second = found(text, language)
    assert (first.unit, second.unit) == ("USD", "KRW")
    assert text[first.end : second.start].strip() == "("
    assert second.comparator is Comparator.ABOUT


@pytest.mark.parametrize(
    "text",
    [
        "H20과 RTX Pro 6000D, 910B를 샀다",
        "5G 통신이다",
        "2025년 9월 18일에 열렸다",
        "오후 3시 30분에 열렸다",
        "제3차 회의가 열렸다",
        "2분기 실적이다",
        "3위를 했다",
        "5대 그룹이 모였다",
        "7전 4승제로 치른다",
        "3승용차 시장이다",
        "20대 남성이다",
        "500대 기업이다",
        "4세대 제품이다",
        "만점을 받았다",
        "3개월 전 일이다",
        "그 조건 때문이다",
        "제2조각 작품이다",
        "02-1234-5678로 연락했다",
        "수십억 달러와 수백 명",
        "이 사람과 그 사건",
        "5·18 사건이다",
        "한 기업이 떠났다",
        "2 대 1로 이겼다",
        "만인 앞에 평등하다",
        "3경기 연속 이겼다",
        "도서관은 3일만 문을 연다",
        "2020년 만이 예외였다",
    ],
)
def test_korean_numbers_that_measure_nothing(text: str) -> None:
    assert found(text, "ko") == []


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "comparator"),
    [
        ("a charge of $5.5 billion", "5500000000", None, "USD", Comparator.EXACT),
        ("worth US$8bn", "8000000000", None, "USD", Comparator.EXACT),
        ("a £3m fine", "3000000", None, "GBP", Comparator.EXACT),
        ("C$ 40 million", "40000000", None, "CAD", Comparator.EXACT),
        ("40 million Norwegian kroner", "40000000", None, "NOK", Comparator.EXACT),
        ("60 USD million", "60000000", None, "USD", Comparator.EXACT),
        ("about 25 MEUR", "25000000", None, "EUR", Comparator.ABOUT),
        ("eight dollars and twenty cents", "8.2", None, "USD", Comparator.EXACT),
        ("2 crore rupees", "20000000", None, "INR", Comparator.EXACT),
        ("about 15 percent of sales", "15", None, "%", Comparator.ABOUT),
        ("two thirds of voters", "66.666667", None, "%", Comparator.EXACT),
        ("one in four adults", "25", None, "%", Comparator.EXACT),
        ("4.5 percentage points", "4.5", None, "%p", Comparator.EXACT),
        ("more than 1,200 people", "1200", None, "명", Comparator.MORE_THAN),
        ("30m people", "30000000", None, "명", Comparator.EXACT),
        ("12 or more people", "12", None, "명", Comparator.AT_LEAST),
        ("at least 3 million H20 chips", "3000000", None, "개", Comparator.AT_LEAST),
        ("up to two million yuan", "2000000", None, "CNY", Comparator.AT_MOST),
        ("between 10 and 20 percent", "10", "20", "%", Comparator.EXACT),
        ("$5 to $10 billion", "5000000000", "10000000000", "USD", Comparator.EXACT),
        ("90 days", "90", None, "일", Comparator.EXACT),
        ("a 31-year-old man", "31", None, "세", Comparator.EXACT),
        ("three companies", "3", None, "곳", Comparator.EXACT),
        ("120,000 doses", "120000", None, "회분", Comparator.EXACT),
        ("four times as many", "4", None, "배", Comparator.EXACT),
        ("a fivefold rise", "5", None, "배", Comparator.EXACT),
        ("they met four times", "4", None, "회", Comparator.EXACT),
        ("20 degrees Fahrenheit", "20", None, "°F", Comparator.EXACT),
    ],
)
def test_english(
    text: str, value: str, high: str | None, unit: str, comparator: Comparator
) -> None:
    (one,) = found(text, "en")
    expected_high = Decimal(high) if high else None
    assert (one.value, one.value_high, one.unit) == (Decimal(value), expected_high, unit)
    assert one.comparator is comparator


@pytest.mark.parametrize(
    "text",
    [
        "the H20 and RTX Pro 6000D",
        "RTX 4090 cards",
        "Article 25 powers",
        "on Sept. 17, 2025",
        "on June 6 protesters came",
        "in 2024",
        "five years ago",
        "5G phones and 4K videos",
        "tens of thousands of people",
        "won 3-1",
    ],
)
def test_english_numbers_that_measure_nothing(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("백신 12만 회분을 보냈다", "sent 120,000 doses"),
        ("400명이 떠났다", "400 people left"),
        ("사람 400명이 떠났다", "400 persons left"),
        ("8개국이 서명했다", "eight countries signed"),
        ("두 종류가 있다", "two kinds exist"),
        ("확진 35건이 나왔다", "35 cases were found"),
        ("다섯 차례 쏘았다", "fired five times"),
        ("90일간 이어졌다", "lasted 90 days"),
        ("3개월 동안 이어졌다", "lasted three months"),
        ("6배 늘었다", "six times more"),
        ("기업 7곳이 떠났다", "seven companies left"),
        ("절반이 넘는다", "over half of them"),
    ],
)
def test_both_languages_measure_alike(korean: str, english: str) -> None:
    (a,), (b,) = found(korean, "ko"), found(english, "en")
    assert (a.value, a.unit) == (b.value, b.unit)


def test_a_unit_is_said_in_the_language_of_the_reader() -> None:
    assert [units.label("명", language) for language in ("ko", "en")] == ["명", "people"]
    assert units.label("%p", "ko") == "%포인트"
    assert units.label("USD", "en-gb") == "USD"


_PIECES = {
    "ko": "일 이 십 백 천 만 억 조 한 두 세 열 분의 점 과 반 절반 3 12,345 0.5 1/2 ~ - % 원 달러"
    " 명 대 여 약 에서 이상 마이너스 US$ ( ) . ,".split(" "),
    "en": "one two twenty hundred thousand million and a half third thirds quarter dozen point over"
    " in out of minus 3 12,345 0.5 1/2 $ % - USD dollars people times or more . , (".split(" "),
}


@settings(max_examples=300)
@given(st.data())
def test_any_run_of_number_words_is_read_without_an_exception(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["ko", "en"]))
    pieces = st.lists(st.sampled_from([*_PIECES[language], " "]), max_size=40)
    gap = data.draw(st.sampled_from(["", " "]))
    text = gap.join(data.draw(pieces))
    for read in (find, numerals):
        spans = [(one.start, one.end) for one in read(text, 0, len(text), language)]
        assert all(0 <= first < last <= len(text) for first, last in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    found(text, language)
    numbers(text, language)


@settings(max_examples=25, deadline=3_000)
@given(st.lists(st.sampled_from(sorted({*_PIECES["ko"], *_PIECES["en"]})), min_size=1, max_size=4))
def test_a_long_repetition_of_anything_is_read_in_linear_time(unit: list[str]) -> None:
    text = (" ".join(unit) + " ") * (8_000 // (sum(map(len, unit)) + len(unit)) + 1)
    for language in ("ko", "en"):
        find(text, 0, len(text), language)


def test_ten_thousand_numbers_are_all_read() -> None:
    assert len(found("3만 5천 명, " * 10_000, "ko")) == 10_000
    assert len(found("12,345 people, " * 10_000, "en")) == 10_000


@pytest.mark.skipif(not CASES.is_dir(), reason="the third-party cases are not here")
@pytest.mark.parametrize(
    ("file", "model", "share"),
    [
        ("recognizers_korean_number.jsonl", "NumberModel", 0.95),
        ("recognizers_korean_number.jsonl", "PercentModel", 0.90),
        ("recognizers_korean_numberwithunit.jsonl", "CurrencyModel", 0.95),
        ("recognizers_english_number.jsonl", "NumberModel", 0.95),
        ("recognizers_english_numberwithunit.jsonl", "CurrencyModel", 0.90),
    ],
)
def test_third_party_cases(file: str, model: str, share: float) -> None:
    from claims.extraction.cases import answer, is_exact

    cases = [json.loads(line) for line in (CASES / file).read_text("utf-8").splitlines()]
    exact = [is_exact(case, answer(case)) for case in cases if case["model"] == model]
    assert sum(exact) / len(exact) >= share
