"""Korean quantities: mixed numerals (7조6천500억), native counts (두 배), ranges and bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from claims.text.findings import Comparator, FoundQuantity
from claims.text.units import (
    COUNTERS,
    CURRENCY_SIGNS,
    DURATIONS,
    GUARDED_COUNTERS,
    KOREAN_CURRENCIES,
    KOREAN_MEASURES,
)

_SMALL = {"십": 10, "백": 100, "천": 1_000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_SINO = {
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9,
}  # fmt: skip
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50,
}  # fmt: skip

# At most 30 digits: a longer run is an identifier, not a measure.
_DIGITS = r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,10})?|\d{1,30}(?:\.\d{1,10})?"
_PIECE = re.compile(rf"(?P<number>{_DIGITS})(?P<small>[십백천]?)(?P<large>[만억조경]?)")
_START = re.compile(r"(?<![\w.,-])(?:[-−](?=\d))?(?=\d)|(?<=[가-힣(\[~∼〜–$€£¥₩])(?=\d)")
_NUMBER_WORD = re.compile(
    r"(?<![가-힣\w])(?:"
    r"(?P<native>다섯|여섯|일곱|여덟|아홉|스무|서른|마흔|쉰|한|두|세|네|열)\s?"
    r"(?P<counter>배|명|개국|개사|개|곳|건|종|마리|채|척|가지|차례|그루|대|장|권|사람)"
    r"|(?P<sino>[일이삼사오육칠팔구]?[십백천만억조][일이삼사오육칠팔구십백천만억조]{0,14})\s?"
    r"(?P<unit>달러|원|위안|유로|엔|명|개|건|대|배|퍼센트|%)"
    r")"
)
_BELONGS_TO_WORD = re.compile(
    r"조(?:각|항|직|합|사|치|선|건|기)|만(?:기|료|화|남|족|약|나|들)|천(?:연|막|주|장)"
    r"|백(?:화|신|악)|억(?:제|류|울|지)|십(?:자|대)"
)
_RANGE = re.compile(r"\s?[~∼〜–-]\s?(?=\d)|에서\s(?=\d)")
_TO = re.compile(r"으로|로(?![가-힣])")
_SIGN = re.compile(
    "(?:"
    + "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
    + r")\s?$"
)

_UNITS: dict[str, str] = (
    {counter: counter for counter in COUNTERS} | KOREAN_MEASURES | KOREAN_CURRENCIES
)
_UNIT = re.compile(
    r"\s?(?P<many>여)?\s?(?P<unit>"
    + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
    + ")"
)
_DURATION = re.compile(
    r"\s?(?P<many>여)?\s?(?P<unit>개월|시간|주일|달|년|주|일|분|초)"
    r"(?P<mark>간(?![가-힣])|간의|간은|간에|여간|\s?동안|\s?더(?![가-힣])|\s?만에|\s?넘게|\s?가까이"
    r"|\s?이상|\s?이내|\s?가량|째|\s?연속)?"
)
_AGO = re.compile(r"\s?(?:전|후|뒤|앞)(?![가-힣]{2})")
_AFTER_GUARDED = re.compile(
    r"$|[^\w가-힣 ]|\s(?:이상|이하|미만|초과|넘|안팎|가량|정도|수준|이내|규모|등|중|가운데)"
    r"|(?:를|을|가|이|은|는|의|에|로|으로|와|과|나|씩|도|만|까지|에서|였|이다|다|입)(?![가-힣]?인)"
)
_NOT_A_UNIT = re.compile(
    r"원(?:칙|인|소|래|유|자|장|내|격|본|산|전|형)|명(?:령|단|분|칭|의로|품)|개(?:선|발|정|혁|방|편|최|시|월)"
    r"|건(?:설|강|물|축)|종(?:합|료|교|업|사|목)|곳곳|배(?:경|터|포|송|분|달|상|출)|동(?:안|시|맹|결)|엔(?:진|비|드)"
    r"|g(?=[A-Za-z])|m(?=[A-Za-z])|t(?=[A-Za-z])|도(?:로|시|착)"
)

_BEFORE = re.compile(
    r"(?P<about>약|대략|거의|어림잡아)\s?$|(?P<at_least>최소|적어도|최소한)\s?$"
    r"|(?P<at_most>최대|많아야|많게는)\s?$|(?P<exact>정확히)\s?$"
)
_AFTER = re.compile(
    r"(?:어치|짜리|규모|분량)?(?:을|를|이|가|에|의|선을|선)?\s?(?:"
    r"(?P<at_least>이상)|(?P<more_than>넘|초과|웃도|웃돌|상회|돌파)|(?P<less_than>미만|밑도|밑돌|못\s?미치|하회)"
    r"|(?P<at_most>이하|이내)|(?P<about>안팎|가량|정도|내외|남짓|쯤|육박|가까이|전후))"
)
_LOOK_BACK = 8


class _Number(NamedTuple):
    value: Decimal
    start: int
    end: int


def find(text: str, start: int, end: int) -> list[FoundQuantity]:
    """Korean quantities of ``text[start:end]`` in order."""
    found = _with_digits(text, start, end)
    taken = [(each.start, each.end) for each in found]
    for match in _NUMBER_WORD.finditer(text, start, end):
        if not any(first < match.end() and match.start() < last for first, last in taken):
            quantity = _in_words(text, match, start, end)
            if quantity:
                found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


def _with_digits(text: str, start: int, end: int) -> list[FoundQuantity]:
    found: list[FoundQuantity] = []
    position = start
    while match := _START.search(text, position, end):
        number = _number(text, match.end(), end)
        if number is None or (match.start() and _in_code(text, match.start(), number.end, end)):
            position = _after_digits(text, match.end(), end)
            continue
        if match.group():
            number = number._replace(value=-number.value, start=match.start())
        quantity = _quantity(text, number, start, end)
        if quantity:
            found.append(quantity)
        position = max(quantity.end if quantity else number.end, match.end() + 1)
    return found


def _after_digits(text: str, position: int, end: int) -> int:
    while position < end and (text[position].isdigit() or text[position] in ",."):
        position += 1
    return max(position, min(position + 1, end))


def _in_code(text: str, start: int, number_end: int, end: int) -> bool:
    """Whether the digits belong to a product code, an ordinal or a list number."""
    before = text[start - 1]
    if before.isascii() and (before.isalpha() or before == "-"):
        return True
    if text[max(0, start - 1) : start] == "제":
        return True
    after = text[number_end : number_end + 2]
    return (
        after[:1].isascii()
        and after[:1].isalpha()
        and after[:1].isupper()
        and not _UNIT.match(text, number_end, end)
    )


def _number(text: str, position: int, end: int) -> _Number | None:
    total = section = Decimal(0)
    start = position
    last_scale = ""
    while piece := _PIECE.match(text, position, end):
        value = Decimal(piece["number"].replace(",", ""))
        small, large, close = piece["small"], piece["large"], piece.end()
        if (small or large) and _BELONGS_TO_WORD.match(text, close - 1, end):
            close -= 1
            small, large = (small, "") if large else ("", "")
        section += value * _SMALL.get(small, 1)
        if large:
            total += section * _LARGE[large]
            section = Decimal(0)
        position = close
        last_scale = large or small
        if not last_scale:
            break
        if text[position : position + 1] == " " and text[position + 1 : position + 2].isdigit():
            following = _PIECE.match(text, position + 1, end)
            if not following or not (following["small"] or following["large"]) or not large:
                break
            position += 1
    if position == start:
        return None
    value = total + section
    whole = value.to_integral_value()
    return _Number(whole if whole == value else value, start, position)


def _quantity(text: str, number: _Number, start: int, end: int) -> FoundQuantity | None:
    high: _Number | None = None
    low_unit = _unit(text, number.end, end)
    joint = _RANGE.match(text, low_unit[2] if low_unit else number.end, end)
    if joint:
        high = _number(text, joint.end(), end)
    if high is not None:
        unit = _unit(text, high.end, end)
        if unit and joint and joint.group().startswith("에서") and _TO.match(text, unit[2], end):
            unit = None  # 1,500원에서 1,700원으로 is a change between two values
        if unit is None or (low_unit is not None and low_unit[0] != unit[0]):
            high = None
    unit = _unit(text, high.end if high else number.end, end)
    sign = _SIGN.search(text, max(start, number.start - 4), number.start)
    if sign and unit is None:
        code = CURRENCY_SIGNS[sign.group().strip()]
        return _bounded(text, number, high, code, False, sign.start(), number.end, start, end)
    if unit is None:
        return None
    name, many, close = unit
    if high is not None:
        number = _scaled_like(text, number, high)
    return _bounded(text, number, high, name, many, number.start, close, start, end)


def _scaled_like(text: str, low: _Number, high: _Number) -> _Number:
    """10~20억: the scale of the upper bound belongs to both."""
    bare = text[low.start : low.end].lstrip("-−").replace(",", "").replace(".", "").isdigit()
    piece = _PIECE.match(text, high.start, high.end)
    if not bare or piece is None:
        return low
    scale = _SMALL.get(piece["small"], 1) * _LARGE.get(piece["large"], 1)
    return low._replace(value=low.value * scale)


def _unit(text: str, position: int, end: int) -> tuple[str, bool, int] | None:
    """The unit right after a number: its name, whether 여 ("some") stands before it, its end."""
    duration = _DURATION.match(text, position, end)
    if duration and (duration["mark"] or duration["unit"] in {"개월", "시간"}):
        if _AGO.match(text, duration.end(), end):
            return None
        return DURATIONS[duration["unit"]], bool(duration["many"]), duration.end()
    match = _UNIT.match(text, position, end)
    if match is None or _NOT_A_UNIT.match(text, match.start("unit"), end):
        return None
    unit = match["unit"]
    spaced = match.start("unit") > position + (1 if match["many"] else 0)
    if unit in GUARDED_COUNTERS and (spaced or not _AFTER_GUARDED.match(text, match.end(), end)):
        return None
    if unit.isascii() and unit.isalpha() and text[match.end() : match.end() + 1].isalnum():
        following = text[match.end()]
        if following.isascii():
            return None
    return _UNITS[unit], bool(match["many"]), match.end()


def _in_words(text: str, match: re.Match[str], start: int, end: int) -> FoundQuantity | None:
    if match["native"]:
        name = _UNITS[match["counter"]]
        value = Decimal(_NATIVE[match["native"]])
        at = match.start("counter")
    else:
        value = _sino(match["sino"])
        name = _UNITS[match["unit"]]
        at = match.start("unit")
    if _NOT_A_UNIT.match(text, at, end):
        return None
    if match["sino"] and len(match["sino"]) == 1:
        # 조건 and 만개 are words; 만 명 and 천원 are counts.
        spaced = text[match.end("sino")].isspace()
        if match["sino"] not in "만천백" or not (spaced or name == "KRW"):
            return None
    counter = match["counter"] or match["unit"]
    if counter in GUARDED_COUNTERS and not _AFTER_GUARDED.match(text, match.end(), end):
        return None
    number = _Number(value, match.start(), match.end())
    return _bounded(text, number, None, name, False, match.start(), match.end(), start, end)


def _sino(word: str) -> Decimal:
    total = section = digit = 0
    for character in word:
        if character in _SINO:
            digit = _SINO[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            total += (section + digit or 1) * _LARGE[character]
            section = digit = 0
    return Decimal(total + section + digit)


def _bounded(
    text: str,
    number: _Number,
    high: _Number | None,
    unit: str,
    many: bool,
    first: int,
    last: int,
    start: int,
    end: int,
) -> FoundQuantity:
    comparator = Comparator.ABOUT if many else Comparator.EXACT
    before = _BEFORE.search(text, max(start, first - _LOOK_BACK), first)
    if before and before.lastgroup and _starts_a_word(text, before.start()):
        comparator = Comparator(before.lastgroup)
        first = before.start()
    after = _AFTER.match(text, last, min(end, last + 12))
    if after and after.lastgroup:
        comparator = Comparator(after.lastgroup)
        if after.lastgroup in {"at_least", "at_most", "about"} or text[
            after.start(after.lastgroup) : after.end(after.lastgroup)
        ] in {"초과", "미만"}:
            last = after.end(after.lastgroup)
    return FoundQuantity(
        value=number.value,
        unit=unit,
        start=first,
        end=last,
        original=text[first:last],
        value_high=high.value if high else None,
        comparator=comparator,
    )


def _starts_a_word(text: str, position: int) -> bool:
    return position == 0 or not text[position - 1].isalnum()
