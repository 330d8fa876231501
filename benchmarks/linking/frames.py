"""What the made-up reports say: frames of events, and the words that fill them, bilingual."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PARTICLES = {
    "는": ("은", "는"),
    "가": ("이", "가"),
    "를": ("을", "를"),
    "와": ("과", "와"),
    "로": ("으로", "로"),
}
"""A particle after a vowel, with its forms after a consonant and after a vowel."""


class Measure(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the particle that ends them, and another particle that says nearly the same."""

    words: str
    particle: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of event.

    The places are ``{a}`` who acts, ``{b}`` whom it meets, ``{n}`` two or three nouns, ``{q}`` how
    much and ``{t}`` when. The Korean phrases stand before the verb, whose stem is in the past; the
    first is the subject. The English predicates are two wordings; the day is put after or before.
    """

    measure: Measure
    korean: tuple[Phrase, ...]
    verb: str
    english: tuple[str, str]


_ACTOR = Phrase("{a}", "는", "가")
DAY = Phrase("{t}", "", "에")
"""Left out where a fact is told without its day."""

FRAMES = (
    Frame(
        Measure.MONEY,
        (_ACTOR, DAY, Phrase("{n} 사업", "에", "에는"), Phrase("{q}", "를", "를")),
        "투자했",
        ("invested {q} in a {n} project", "has invested {q} in the {n} project"),
    ),
    Frame(
        Measure.MONEY,
        (_ACTOR, DAY, Phrase("{b}", "에서", "에서는"), Phrase("{q}어치의 {n} 장비", "를", "를")),
        "사들였",
        ("bought {q} of {n} equipment from {b}", "had bought {q} of the {n} equipment of {b}"),
    ),
    Frame(
        Measure.PERCENT,
        (_ACTOR, DAY, Phrase("{n} 생산", "를", "은"), Phrase("{q}")),
        "줄였",
        ("cut production of {n} by {q}", "has cut the production of {n} by {q}"),
    ),
    Frame(
        Measure.PERCENT,
        (_ACTOR, DAY, Phrase("{n} 요금", "를", "은"), Phrase("{q}")),
        "올렸",
        ("raised the price of {n} by {q}", "has raised prices of {n} by {q}"),
    ),
    Frame(
        Measure.MONEY,
        (_ACTOR, DAY, Phrase("{b}", "에", "에게"), Phrase("{q} 규모의 {n} 수출", "를", "를")),
        "허용했",
        ("allowed {b} exports of {n} worth {q}", "has allowed {b} an export of {n} worth {q}"),
    ),
    Frame(
        Measure.PEOPLE,
        (_ACTOR, DAY, Phrase("{n} 공장", "에서", "에서는"), Phrase("직원 {q}", "를", "를")),
        "해고했",
        ("laid off {q} at a {n} plant", "has laid off {q} at the {n} plant"),
    ),
    Frame(
        Measure.PEOPLE,
        (_ACTOR, DAY, Phrase("{n} 부문", "에서", "에서는"), Phrase("{q}", "를", "를")),
        "채용했",
        ("hired {q} for a {n} division", "has hired {q} for the {n} division"),
    ),
    Frame(
        Measure.MONEY,
        (_ACTOR, DAY, Phrase("{n} 위반", "로", "로"), Phrase("{b}에 과징금 {q}", "를", "를")),
        "부과했",
        ("fined {b} {q} over {n} violations", "has fined {b} {q} for a violation of {n}"),
    ),
    Frame(
        Measure.MONEY,
        (
            Phrase("{a}", "는", "가"),
            DAY,
            Phrase("{b}", "와", "와는"),
            Phrase("{q}짜리 {n} 계약", "를"),
        ),
        "체결했",
        ("signed a {n} contract worth {q} with {b}", "has signed the {q} {n} contract with {b}"),
    ),
    Frame(
        Measure.PEOPLE,
        (_ACTOR, DAY, Phrase("{n} 사고", "로", "로는"), Phrase("주민 {q}", "를", "를")),
        "대피시켰",
        ("evacuated {q} after a {n} accident", "has evacuated {q} after the {n} accident"),
    ),
    Frame(
        Measure.PERCENT,
        (_ACTOR, DAY, Phrase("{n} 지분", "를", "은"), Phrase("{b}에 {q}")),
        "넘겼",
        ("sold {q} of its {n} shares to {b}", "has sold {b} {q} of the {n} shares"),
    ),
    Frame(
        Measure.MONEY,
        (_ACTOR, DAY, Phrase("{n} 예산", "를", "은"), Phrase("{q}", "로", "로")),
        "늘렸",
        ("raised the {n} budget to {q}", "has raised its {n} budgets to {q}"),
    ),
)

NOUNS = tuple(
    tuple(pair.split(":"))
    for pair in """
    반도체:semiconductor 배터리:battery 항공기:aircraft 선박:ship 철도:railway 도로:road
    교량:bridge 댐:dam 발전소:power_station 송전망:power_grid 수소:hydrogen 태양광:solar_power
    풍력:wind_power 원전:nuclear_plant 석유:oil 천연가스:natural_gas 석탄:coal 구리:copper
    철강:steel 알루미늄:aluminium 시멘트:cement 목재:timber 비료:fertilizer 밀:wheat 쌀:rice
    옥수수:corn 커피:coffee 설탕:sugar 소고기:beef 돼지고기:pork 우유:milk 수산물:seafood
    백신:vaccine 의약품:medicine 병원:hospital 간호사:nurse 학교:school 대학:university
    교과서:textbook 도서관:library 박물관:museum 극장:theatre 영화:film 음악:music 게임:game
    방송:broadcasting 신문:newspaper 통신:telecommunications 위성:satellite 로켓:rocket
    드론:drone 미사일:missile 전투기:fighter_jet 잠수함:submarine 군함:warship 탄약:ammunition
    로봇:robot 인공지능:artificial_intelligence 소프트웨어:software 서버:server 데이터:data
    보안:security 은행:bank 보험:insurance 대출:loan 채권:bond 주택:housing 아파트:apartment
    토지:land 세금:tax 관세:tariff 연금:pension 복지:welfare 보육:childcare 고용:employment
    임금:wage 노동조합:labour_union 파업:strike 택시:taxi 버스:bus 지하철:subway 공항:airport
    항만:port 창고:warehouse 택배:parcel_delivery 타이어:tyre 엔진:engine 자동차:car
    자전거:bicycle 가구:furniture 의류:clothing 신발:shoe 화장품:cosmetics 장난감:toy
    플라스틱:plastic 폐기물:waste 하수:sewage 수돗물:tap_water 홍수:flood 가뭄:drought
    지진:earthquake 산불:wildfire 태풍:typhoon 난민:refugee 국경:border 여권:passport
    관광:tourism 호텔:hotel 식당:restaurant 축구:football 야구:baseball 올림픽:Olympic
    유전자:gene 암:cancer 독감:influenza 마약:drug 담배:tobacco 주류:liquor 농업:farming
    어업:fishing 임업:forestry 광산:mine
    """.split()
)
"""Korean nouns with their English; an underscore stands for a space."""
