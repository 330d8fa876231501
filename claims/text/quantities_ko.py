"""Korean quantities: numerals with a unit (7조6천500억원, 두 배, 3~5%), ranges and bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.text import numerals_ko, units
from claims.text.digits import Numeral, in_code, share, whole
from claims.text.findings import Comparator, FoundQuantity
from claims.text.time_words_ko import SINCE

_SIGN = re.compile(
    "(?:"
    + "|".join(re.escape(sign) for sign in sorted(units.CURRENCY_SIGNS, key=len, reverse=True))
    + r"|(?<![A-Za-z])(?:"
    + "|".join(sorted(units.ISO_CURRENCIES))
    + r"))\s?$"
)
_RANGE = re.compile(r"\s?[~∼〜～–-]\s?(?=\d)|에서\s(?=\d)|[과와]\s(?=\d)")
_TO = re.compile(r"으로|로(?![가-힣])")
_BETWEEN = re.compile(r"\s?사이")
_SOME = re.compile(r"\s?여(?=\s?[가-힣%])")
_DURATION = re.compile(
    r"\s?(?P<unit>개월|시간|주일|달|년|주|일|분|초)"
    rf"(?P<mark>간(?![가-힣])|간의|간은|간에|여간|\s?동안|\s?더(?![가-힣])|여?\s?(?:{SINCE})|\s?넘게|\s?가까이"
    r"|\s?이상|\s?이내|\s?가량|째|\s?연속|의\s(?:유예|징역|기간|시한|휴전|임기))?"
)
_YEARS_AND = re.compile(r"\s?년\s?(?P<months>\d{1,2})(?=\s?개월)")
_LASTING = re.compile(r"(?:향후|앞으로|최장|임기|징역|금고|구류|기간은?)\s$")
_AGO = re.compile(r"\s?(?:전|후|뒤|앞)(?![가-힣]{2})")
_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8,
    "아흐레": 9, "열흘": 10, "보름": 15,
}  # fmt: skip
_DAYS_LONG = re.compile(
    rf"(?P<days>{'|'.join(_DAYS)})(?:간(?![가-힣])|간의|\s?동안|\s?더(?![가-힣])"
    rf"|\s?(?:{SINCE})|째|\s?연속)"
)
_PARTICLE = (
    r"(?:를|을|가|이|은|는|의|에|로|으로|와|과|나|씩|도|만|까지|에서|였|이다|이었|다|입|짜리|당|보다|여"
    r"|밖에|부터|이상|이하|미만|안팎|가량|이내|라고|라며|라는|라면|라지만|지만)(?![가-힣]?인)"
)
_ENDS_WORD = re.compile(rf"$|[^\w가-힣]|{_PARTICLE}")
_ENDS_COUNT = re.compile(
    r"$|[^\w가-힣 ]|\s(?:이상|이하|미만|초과|넘|안팎|가량|정도|수준|이내|규모|등|중|가운데)"
    rf"|{_PARTICLE}"
)
# 5대 그룹, 3기 신도시, 2번 출구: before a noun these rank; 두 번 찾았다 counts.
_RANKING = frozenset("대 기 호 번 층 편 판 인 동 주".split())
_TOP = frozenset({100, 500, 1_000})
_NOT_A_UNIT = re.compile(
    r"원(?:칙|인|소|래|유|자|장|내|격|본|산|전|형)|명(?:령|단|분|칭|의로|품)|개(?:선|발|정|혁|방|편|최|시|월)"
    r"|건(?:설|강|물|축|너|반)|종(?:합|료|교|업|사|목)|곳곳|배(?:경|터|포|송|분|달|상|출|치|정|우)"
    r"|동(?:안|시|맹|결)|엔(?:진|비|드)|도(?:시|착|심|입(?!니))|회(?:\s?[말초](?![가-힣])|의|장|사|복|담)"
    r"|차례로|번째|미터법|인치[가-힣]{2}|가지(?:고|런)|팀장|위안부|골(?:목|프|격|든|절)|승(?:진|인|용|객|소|률|강|점|제)"
    r"|패(?:배|소|널|션|키|트)"
)
_WEIGHS = re.compile(r"(?:무게|체중|중량)[가-힣]{0,2}\s(?:약\s)?$")
_LOSES = re.compile(r"를?\s?(?:빼|뺀|감량|나가|찌)")
_NOUNS = frozenset("나라 국가 기업 업체 회사".split())
_LENGTHS = frozenset({"km", "mi"})
_AN_HOUR = re.compile(r"시속\s?(?:약\s)?$")
_BRACKET = re.compile(r"대(?=[를로에의가까]|\W|$)")
_SHARE = re.compile(r"분의|절반")
_CENTS = re.compile(r"\s?(?P<cents>\d{1,2})\s?(?:센트|펜스)")
_BEFORE = re.compile(
    r"(?P<about>약|대략|거의|어림잡아|줄잡아)\s?$|(?P<at_least>최소|적어도|최소한|적게는)\s?$"
    r"|(?P<at_most>최대|최장|많아야|많게는|기껏해야)\s?$|(?P<exact>정확히)\s?$"
)
_TEMPERATURE = re.compile(r"(?P<scale>섭씨|화씨)?\s?(?P<below>영하)?\s?$")
_AFTER = re.compile(
    r"(?:어치|짜리|규모|분량)?(?:을|를|이|가|에|의|선을|선)?\s?(?:"
    r"(?P<at_least>이상)|(?P<more_than>넘|초과|웃도|웃돌|상회|돌파)|(?P<less_than>미만|밑도|밑돌|못\s?미치|하회)"
    r"|(?P<at_most>이하|이내)|(?P<about>안팎|가량|정도|내외|남짓|쯤|육박|가까이|전후))"
)
_CLOSING_BOUNDS = frozenset({"at_least", "at_most", "about"})
_LOOK_BACK = 8


class _Unit(NamedTuple):
    key: str
    end: int
    some: bool = False


def find(text: str, start: int, end: int) -> list[FoundQuantity]:
    """Korean quantities of ``text[start:end]`` in order."""
    found: list[FoundQuantity] = []
    position = start
    for numeral in numerals_ko.scan(text, start, end):
        if numeral.start < position:
            continue
        quantity = _quantity(text, numeral, position, end)
        if quantity:
            found.append(quantity)
            position = quantity.end
    days = [
        _bounded(text, Decimal(_DAYS[match["days"]]), None, _Unit("일", match.end()),
                 match.start(), start, end)
        for match in _DAYS_LONG.finditer(text, start, end)
        if _starts_a_word(text, match.start())
    ]  # fmt: skip
    return sorted(found + days, key=lambda one: one.start) if days else found


def _quantity(text: str, number: Numeral, start: int, end: int) -> FoundQuantity | None:
    if _is_label(text, number, start):
        return None
    number = _with_months(text, number, end)
    low_unit = unit = _unit(text, number, start, end)
    high = _upper(text, number, low_unit, start, end)
    if high is not None:
        unit = _unit(text, high, start, end)
    first = number.start
    sign = _SIGN.search(text, max(start, first - 6), first) if not number.spelled else None
    if sign and (unit is None or _is_currency(unit.key)):
        code = sign.group().strip()
        close = unit.end if unit else (high or number).end
        unit = _Unit(units.CURRENCY_SIGNS.get(code, code), close)
        first = sign.start()
    if unit is None:
        if not number.fraction or not _SHARE.search(text, number.start, number.end):
            return None
        unit = _Unit("%", number.end)
        number = number._replace(value=share(number.value))
    elif in_code(text, (high or number), unit.end) and unit.end == (high or number).end:
        return None
    value = number.value
    if high is not None:
        value *= _scale_of_upper(text, number, high)
    elif _is_currency(unit.key) and (cents := _CENTS.match(text, unit.end, end)):
        value += Decimal(cents["cents"]) / 100
        unit = unit._replace(end=cents.end())
    if unit.key == "도":
        degrees = _TEMPERATURE.search(text, max(start, first - 7), first)
        if degrees and degrees.group().strip():
            first = degrees.start()
            value = -value if degrees["below"] else value
            unit = unit._replace(key="°F" if degrees["scale"] == "화씨" else "도")
    return _bounded(text, value, high and high.value, unit, first, start, end)


def _with_months(text: str, number: Numeral, end: int) -> Numeral:
    """3년 6개월 is 42 of what its last unit counts."""
    months = _YEARS_AND.match(text, number.end, end)
    if months is None or number.value >= 100:  # 2025년 6개월: a date
        return number
    return number._replace(value=number.value * 12 + int(months["months"]), end=months.end())


def _is_label(text: str, number: Numeral, start: int) -> bool:
    """Whether the number is part of a code (H20), of an ordinal (제3차) or of a longer figure."""
    if number.start == start:
        return False
    before = text[number.start - 1]
    if before == "제" or (before.isascii() and (before.isalpha() or before in ".,-")):
        return (
            number.special or _SIGN.search(text, max(start, number.start - 6), number.start) is None
        )
    return False


def _upper(
    text: str, number: Numeral, low_unit: _Unit | None, start: int, end: int
) -> Numeral | None:
    """The upper end of a range that begins with ``number``; 900원에서 1,000원으로 is none."""
    joint = _RANGE.match(text, low_unit.end if low_unit else number.end, end)
    high = joint and numerals_ko.at(text, joint.end(), end)
    if joint is None or high is None or number.spelled:
        return None
    unit = _unit(text, high, start, end)
    if unit is None or (low_unit is not None and low_unit.key != unit.key):
        return None
    if joint.group().startswith("에서") and _TO.match(text, unit.end, end):
        return None
    if joint.group()[0] in "과와" and not _BETWEEN.match(text, unit.end, end):
        return None
    return high


def _scale_of_upper(text: str, low: Numeral, high: Numeral) -> int:
    """10~20억: the scale of the upper bound belongs to both."""
    bare = text[low.start : low.end].lstrip("-−").replace(",", "").replace(".", "").isdigit()
    return high.scale if bare else 1


def _unit(text: str, number: Numeral, start: int, end: int) -> _Unit | None:
    """The unit after a number, with whether 여 ("some") stands before it."""
    position = number.end
    some = _SOME.match(text, position, end)
    if some:
        position = some.end()
    duration = _DURATION.match(text, position, end)
    if duration and (
        duration["mark"]
        or duration["unit"] in {"개월", "시간"}
        or (
            duration["unit"] != "분"
            and _LASTING.search(text, max(start, number.start - 5), number.start)
        )
    ):
        if _AGO.match(text, duration.end(), end):
            return None
        return _Unit(units.DURATIONS[duration["unit"]], duration.end(), some is not None)
    spaced = position < end and text[position].isspace()
    named = _named(text, position + spaced, end)
    if named is None:
        return None
    name, key = named
    if name == "세대" and number.value < 10:
        return None  # a generation
    if name in _NOUNS and text[number.start : number.end] == "한":
        return None  # 한 기업: some company
    if key in _LENGTHS and _AN_HOUR.search(text, max(start, number.start - 5), number.start):
        key += "/h"
    close = position + spaced + len(name)
    if name == "주" and number.value < 100:
        key = "주"
    if name == "파운드" and (
        _LOSES.match(text, close, end)
        or _WEIGHS.search(text, max(start, number.start - 10), number.start)
    ):
        key = "lb"
    if name in units.GUARDED_COUNTERS or name in _names_to_guard():
        many = number.value >= 100 and number.value not in _TOP
        counts = number.bound or many or name not in _RANKING
        if not (_ENDS_WORD if counts else _ENDS_COUNT).match(text, close, end):
            return None
    return _Unit(key, close, some is not None)


def _named(text: str, position: int, end: int) -> tuple[str, str] | None:
    """The longest name of a unit that stands at ``position``, with its key."""
    if position >= end:
        return None
    for name in _by_first_character().get(text[position], ()):
        if text.startswith(name, position) and position + len(name) <= end:
            break
    else:
        return None
    if _NOT_A_UNIT.match(text, position, end):
        return None
    after = text[position + len(name)] if position + len(name) < end else " "
    if name in units.CURRENCY_SIGNS and after.isdigit():
        return None  # 3 $5
    if name[-1].isascii() and name[-1].isalpha() and after.isascii() and after.isalnum():
        return None
    return name, _units()[name]


@cache
def _units() -> dict[str, str]:
    codes = {code: code for code in units.ISO_CURRENCIES}
    return {
        **codes, **units.CURRENCY_SIGNS, **units.korean_currencies(), **units.KOREAN_MEASURES,
        **units.COUNTERS,
    }  # fmt: skip


@cache
def _by_first_character() -> dict[str, tuple[str, ...]]:
    return dict(units.by_first_character(_units()))


@cache
def _names_to_guard() -> frozenset[str]:
    """Rare currencies, whose names may begin another word."""
    return frozenset(
        name
        for name in units.korean_currencies()
        if name not in {"달러", "원", "엔", "유로", "위안"}
    )


def _is_currency(key: str) -> bool:
    return len(key) == 3 and key.isascii() and key.isupper()


def _bounded(
    text: str, value: Decimal, high: Decimal | None, unit: _Unit, first: int, start: int, end: int
) -> FoundQuantity:
    comparator = Comparator.ABOUT if unit.some else Comparator.EXACT
    last = unit.end
    if (_is_currency(unit.key) or unit.key == "%") and (bracket := _BRACKET.match(text, last, end)):
        comparator, last = Comparator.ABOUT, bracket.end()  # 1300원대
    before = _BEFORE.search(text, max(start, first - _LOOK_BACK), first)
    if before and before.lastgroup and _starts_a_word(text, before.start()):
        comparator = Comparator(before.lastgroup)
        first = before.start()
    after = _AFTER.match(text, last, min(end, last + 12))
    if after and after.lastgroup:
        comparator = Comparator(after.lastgroup)
        if after.lastgroup in _CLOSING_BOUNDS or after[after.lastgroup] in {"초과", "미만"}:
            last = after.end(after.lastgroup)
    return FoundQuantity(
        value=whole(value),
        unit=unit.key,
        start=first,
        end=last,
        original=text[first:last],
        value_high=high,
        comparator=comparator,
    )


def _starts_a_word(text: str, position: int) -> bool:
    return position == 0 or not text[position - 1].isalnum()
