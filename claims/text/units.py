"""Units as articles write them, and the one key each is kept under in every language.

Currencies are ISO 4217 codes, with the market's own ``USX`` and ``GBX`` for cents and pence; ``%``
and ``%p`` are percent and percentage points; measures have their usual signs. What is counted is
kept under the Korean counter, of which there is one for every kind of thing (명 for people, 곳 for
companies and places, 배 for multiples, 회 for times that something happened, 일, 주, 개월, 년 for
lengths of time), so that 120,000회분 and 120,000 doses compare; ``label`` says it in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Key by name, from the names of each key parted by bars."""
    return {name: key for key, said in names.items() for name in said.split("|")}


CURRENCY_SIGNS = _by_name(
    {
        "USD": "US$|U.S.$|USD$|$|＄",
        "HKD": "HK$",
        "TWD": "NT$",
        "AUD": "A$|AU$|AUD$",
        "CAD": "C$|CA$|CAD$",
        "SGD": "S$",
        "NZD": "NZ$",
        "BRL": "R$",
        "MXN": "MX$|Mex$",
        "EUR": "€",
        "GBP": "£|￡",
        "JPY": "¥|￥|円",
        "CNY": "CN¥|RMB|元",
        "KRW": "₩|￦",
        "INR": "₹|Rs",
        "RUB": "₽",
        "VND": "₫",
        "UAH": "₴",
        "TRY": "₺",
        "ILS": "₪",
        "PHP": "₱",
        "THB": "฿",
        "NGN": "₦",
        "MNT": "₮",
        "CRC": "₡",
        "LAK": "₭",
        "PYG": "₲",
        "GHS": "₵",
        "KZT": "₸",
        "AZN": "₼",
        "GEL": "₾",
        "KHR": "៛",
        "BDT": "৳",
        "LKR": "ரூ",
    }
)
ISO_CURRENCIES = frozenset(
    "USD KRW CNY EUR JPY GBP HKD TWD AUD CAD SGD INR CHF RUB BRL MXN SEK NOK DKK NZD ZAR TRY THB"
    " VND IDR MYR PHP SAR AED ILS PLN CZK HUF UAH KZT CNH RMB".split()
)

# The names that stand alone in the news, and which currency of that name is meant then.
_KOREAN_CURRENCIES = _by_name(
    {
        "USD": "미국달러|US달러|US 달러|미 달러|미달러|달러|불",
        "KRW": "원",
        "CNY": "위안|위안화|중국 위안|인민폐",
        "EUR": "유로|유로화",
        "JPY": "엔|엔화|일본 엔",
        "GBP": "파운드",
        "INR": "루피",
        "RUB": "루블",
        "CHF": "프랑",
        "VND": "동",
        "MXN": "페소",
        "BRL": "헤알|브라질 헤알",
        "MYR": "링깃",
        "IDR": "루피아",
        "SAR": "리얄",
        "AED": "디르함",
        "KWD": "디나르",
        "SEK": "크로나",
        "NOK": "크로네",
        "TWD": "대만 달러|대만달러|타이완 달러|타이완달러",
        "ILS": "셰켈",
        "USX": "센트",
        "GBX": "펜스",
    }
)
_ENGLISH_CURRENCIES = _by_name(
    {
        "USD": "dollars|dollar|us dollars|us dollar|u.s. dollars|u.s. dollar|american dollars",
        "CNY": "yuan|renminbi|rmb",
        "KRW": "won",
        "JPY": "yen",
        "EUR": "euros|euro",
        "GBP": "pounds sterling|british pounds|pounds|pound",
        "INR": "rupees|rupee",
        "RUB": "roubles|rubles",
        "CHF": "francs|franc",
        "MXN": "pesos",
        "BRL": "reais",
        "SAR": "riyals",
        "AED": "dirhams",
        "SEK": "kronor",
        "NOK": "kroner",
        "ZAR": "rand",
        "TRY": "lira",
        "USX": "cents|cent",
        "GBX": "pence",
    }
)

KOREAN_MEASURES = _by_name(
    {
        "%p": "%포인트|％포인트|% 포인트|퍼센트포인트|퍼센트 포인트|%p|%P",
        "%": "%|％|퍼센트|프로",
        "bp": "bp|베이시스포인트",
        "포인트": "포인트",
        "배": "배",
        "km": "킬로미터|km|㎞",
        "cm": "센티미터|cm|㎝",
        "mm": "밀리미터|mm|㎜",
        "µm": "마이크로미터|㎛",
        "pm": "피코미터",
        "m": "미터|m",
        "nm": "나노미터|나노|nm|㎚",
        "mi": "마일",
        "yd": "야드",
        "ft": "피트",
        "in": "인치",
        "㎡": "제곱미터|㎡",
        "㎢": "제곱킬로미터|㎢",
        "평": "평",
        "ha": "헥타르|㏊|ha",
        "ac": "에이커",
        "㎥": "세제곱미터|입방미터|㎥",
        "ft³": "입방피트|입방 피트",
        "kg": "킬로그램|kg|㎏",
        "mg": "밀리그램|mg|㎎",
        "µg": "마이크로그램|㎍",
        "g": "그램|g",
        "t": "톤|t",
        "oz": "온스",
        "L": "리터|ℓ|L",
        "mL": "밀리리터|ml|mL|㎖",
        "gal": "갤런",
        "배럴": "배럴",
        "GW": "GW|기가와트",
        "MW": "MW|메가와트",
        "kW": "kW|㎾|킬로와트",
        "W": "와트",
        "TWh": "TWh",
        "GWh": "GWh|기가와트시",
        "MWh": "MWh|메가와트시",
        "kWh": "kWh|킬로와트시",
        "GB": "GB|기가바이트",
        "TB": "TB|테라바이트",
        "MB": "MB|메가바이트",
        "GHz": "GHz|기가헤르츠",
        "MHz": "MHz|메가헤르츠",
        "bit": "비트",
        "도": "도|℃",
        "°F": "℉",
        "dB": "데시벨",
        "cal": "칼로리",
        "kcal": "킬로칼로리",
        "ppm": "ppm",
    }
)

COUNTERS = _by_name(
    {
        "명": "명|사람|인",
        "개": "개",
        "곳": "곳|개사|개소|개 업체|개 기업|개 회사|기업|업체|회사",
        "개국": "개국|개 국가|개 나라|나라|국가",
        "종": "종|종류|가지",
        "회": "회|차례|번",
        "가구": "가구|세대",
        "세": "세|살",
        "주식": "주|주식",
        "회분": "회분|도스",
        "인분": "인분",
        "건": "건",
        "대": "대",
        "마리": "마리",
        "채": "채",
        "척": "척",
        "기": "기",
        "발": "발",
        "장": "장",
        "권": "권",
        "쪽": "쪽",
        "표": "표",
        "석": "석",
        "팀": "팀",
        "그루": "그루",
        "켤레": "켤레",
        "벌": "벌",
        "잔": "잔",
        "병": "병",
        "통": "통",
        "줄": "줄",
        "편": "편",
        "판": "판",
        "호": "호",
        "필지": "필지",
        "학급": "학급",
        "개교": "개교",
        "점": "점",
        "층": "층",
        "칸": "칸",
        "량": "량",
        "곡": "곡",
        "골": "골",
        "승": "승",
        "패": "패",
        "연승": "연승",
        "연패": "연패",
        "타점": "타점",
        "안타": "안타",
        "과목": "과목",
        "병상": "병상",
    }
)
"""What is counted, by the word that counts it, and the key it is kept under."""

# Counters that are as often part of another word or a rank; only a particle may follow them.
GUARDED_COUNTERS = frozenset(
    "대 기 장 인 세 호 점 회 주 통 판 편 표 석 벌 살 병 도 동 층 불 발 평 번 나라 국가 기업 업체"
    " 회사 량 칸 곡 골 포인트 비트 프로 L".split()
)

DURATIONS = _by_name(
    {
        "개월": "개월|달",
        "주": "주일|주",
        "년": "년",
        "일": "일",
        "시간": "시간",
        "분": "분",
        "초": "초",
    }
)

ENGLISH_MEASURES = _by_name(
    {
        "%": "%|percent|percents|per cent|pct",
        "%p": "percentage points|percentage point",
        "bp": "basis points|basis point",
        "포인트": "points|point",
        "배": "times|fold|x",
        "일": "days|day",
        "주": "weeks|week",
        "개월": "months|month",
        "년": "years|year",
        "시간": "hours|hour",
        "분": "minutes|minute",
        "초": "seconds",
        "km": "kilometers|kilometres|kilometer|kilometre|km",
        "m": "meters|metres|meter|metre|m",
        "cm": "centimeters|centimetres|cm",
        "dm": "dm",
        "mm": "millimeters|millimetres|mm",
        "nm": "nanometers|nanometer|nm",
        "pm": "picometers|picometer",
        "mi/h": "mph|miles an hour|miles per hour",
        "km/h": "km/h|kph|kilometers per hour|kilometres per hour|kilometers an hour",
        "mi": "miles|mile",
        "yd": "yards",
        "ft": "feet|foot|ft",
        "in": "inches|inch",
        "ac": "acres|acre",
        "ha": "hectares|hectare",
        "㎡": "square meters|square metres|m2|m²",
        "ft²": "square feet",
        "mi²": "square miles",
        "㎢": "square kilometers|square kilometres",
        "ft³": "cubic feet",
        "㎥": "cubic meters|cubic metres",
        "kg": "kilograms|kilogram|kg",
        "g": "grams|gram|g",
        "mg": "milligrams|mg",
        "µg": "μg|µg|mcg",
        "t": "tons|ton|tonnes|tonne|metric tons|metric ton|t",
        "oz": "ounces|ounce|oz",
        "L": "liters|litres|liter",
        "mL": "milliliters|ml",
        "gal": "gallons|gallon",
        "tsp": "teaspoons|teaspoon",
        "tbsp": "tablespoons|tablespoon",
        "배럴": "barrels|barrel",
        "GW": "gigawatts|gigawatt|GW",
        "MW": "megawatts|megawatt|MW",
        "kW": "kilowatts|kW",
        "GWh": "gigawatt-hours|GWh",
        "MWh": "megawatt-hours|MWh",
        "kWh": "kilowatt-hours|kWh",
        "GB": "gigabytes|gigabyte|GB",
        "TB": "TB|terabytes",
        "MB": "MB",
        "Mbit": "mb",
        "bit": "bits|bit",
        "GHz": "GHz",
        "MHz": "MHz",
        "도": "°|°C|℃|degrees|degree|deg|celsius|celcius",
        "°F": "°F|℉|fahrenheit",
    }
)

ENGLISH_COUNTERS = _by_name(
    {
        "명": "people|persons|person|employees|workers|students|patients|residents|soldiers"
        "|troops|passengers|voters|victims|children|women|men|staff|officials|members"
        "|lawmakers|engineers|protesters|citizens|refugees|prisoners|hostages|civilians"
        "|tourists|customers|users|subscribers|participants|players|officers"
        "|journalists|teachers|doctors|migrants",
        "건": "cases|incidents|complaints|lawsuits|reports|violations|patents|applications",
        "회분": "doses",
        "인분": "servings",
        "곳": "companies|firms|businesses|sites|places|locations|hospitals|schools|stores"
        "|shops|banks|factories|plants|offices|cities|facilities|suppliers",
        "개국": "countries|nations",
        "종": "kinds|types|species|varieties",
        "회": "occasions|rounds",
        "대": "vehicles|cars|trucks|buses|aircraft|planes|servers|computers|drones",
        "척": "ships|vessels|boats|submarines",
        "마리": "animals|dogs|cattle|pigs|chickens|birds",
        "채": "houses|homes|buildings",
        "가구": "households|families",
        "주식": "shares",
        "석": "seats",
        "표": "votes|ballots",
        "발": "missiles|rockets|bullets",
        "권": "books",
        "골": "goals",
        "병상": "beds",
    }
)
"""Nouns with a Korean counter of their own; any other thing counted is 개."""


_LABELS = {
    "명": "people",
    "개": "items",
    "곳": "companies or places",
    "개국": "countries",
    "종": "kinds",
    "회": "times",
    "배": "-fold",
    "회분": "doses",
    "인분": "servings",
    "건": "cases",
    "대": "units",
    "마리": "animals",
    "채": "houses",
    "척": "ships",
    "기": "units",
    "발": "rounds",
    "장": "sheets",
    "권": "volumes",
    "골": "goals",
    "승": "wins",
    "패": "losses",
    "연승": "wins in a row",
    "연패": "losses in a row",
    "타점": "runs batted in",
    "안타": "hits",
    "과목": "subjects",
    "병상": "beds",
    "쪽": "pages",
    "표": "votes",
    "석": "seats",
    "팀": "teams",
    "가구": "households",
    "그루": "trees",
    "켤레": "pairs",
    "벌": "suits",
    "잔": "cups",
    "병": "bottles",
    "통": "letters",
    "줄": "lines",
    "편": "works",
    "판": "rounds",
    "호": "houses",
    "필지": "plots",
    "학급": "classes",
    "개교": "schools",
    "점": "points",
    "층": "floors",
    "칸": "rooms",
    "량": "cars",
    "곡": "songs",
    "주식": "shares",
    "세": "years old",
    "포인트": "points",
    "배럴": "barrels",
    "평": "pyeong",
    "도": "degrees",
    "일": "days",
    "주": "weeks",
    "개월": "months",
    "년": "years",
    "시간": "hours",
    "분": "minutes",
    "초": "seconds",
    "%p": "percentage points",
    "USX": "US cents",
    "GBX": "pence",
}
_KOREAN_LABELS = {"USX": "센트", "GBX": "펜스", "주식": "주", "%p": "%포인트"}


def label(unit: str, language: str) -> str:
    """The unit as a reader of ``language`` says it; a code or sign stands for itself."""
    return (_KOREAN_LABELS if language.startswith("ko") else _LABELS).get(unit, unit)


@cache
def _legal_tender() -> frozenset[str]:
    """The codes of currencies that some country uses today."""
    return frozenset(
        code
        for uses in get_global("territory_currencies").values()
        for code, _since, until, tender in uses
        if until is None and tender
    )


@cache
def korean_currencies() -> Mapping[str, str]:
    """Korean names of currencies, with and without their spaces, by CLDR and newsroom use."""
    names: dict[str, str] = {}
    for code, full in Locale("ko").currencies.items():
        name = re.sub(r"\s?\(.*", "", full)
        if " " in name:
            names.setdefault(name, code)
            names.setdefault(name.replace(" ", ""), code)
            last = name.rsplit(" ", 1)[1]
            if len(last) > 1 and code in _legal_tender():
                names.setdefault(last, code)
    return names | _KOREAN_CURRENCIES


@cache
def english_currencies() -> Mapping[str, str]:
    """English names of currencies in lower case, one and many, by CLDR and newsroom use."""
    names: dict[str, str] = {}
    for code in map(str, Locale("en").currencies):
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="en").lower()
            if " " in name and "(" not in name:
                names.setdefault(name, code)
                if code in _legal_tender():
                    names.setdefault(name.rsplit(" ", 1)[1], code)
    return names | _ENGLISH_CURRENCIES


def by_first_character(units: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The units under their first character, the longest first: what a look-up at a place tries."""
    table: dict[str, list[str]] = {}
    for unit in sorted(units, key=len, reverse=True):
        table.setdefault(unit[0], []).append(unit)
    return {first: tuple(names) for first, names in table.items()}
