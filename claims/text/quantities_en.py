"""English quantities: money with scales ($5.5 billion), percentages, counts, ranges and bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.text import numerals_en, units
from claims.text.digits import Numeral, in_code, share, whole
from claims.text.findings import Comparator, FoundQuantity

_CODES = "|".join(sorted(units.ISO_CURRENCIES))
_SIGN = re.compile(
    r"(?P<minus>[-−])?(?:(?<![A-Za-z])(?i:(?P<country>us|u\.s\.|hk|nt|ca?|cad|nz|aud?|mex|mx)\s?)\$"
    r"|(?<![A-Za-z])(?P<glued>[ASR]\$)"
    + "|(?P<sign>"
    + "|".join(re.escape(each) for each in sorted(units.CURRENCY_SIGNS, key=len, reverse=True))
    + rf")|(?<![A-Za-z])(?P<million>M)?(?P<code>{_CODES}|Rs)\.?)\s?$"
)
_COUNTRIES = {
    "us": "USD", "u.s.": "USD", "hk": "HKD", "nt": "TWD", "c": "CAD", "ca": "CAD", "cad": "CAD",
    "nz": "NZD", "au": "AUD", "aud": "AUD", "mex": "MXN", "mx": "MXN",
}  # fmt: skip
_CODE_AFTER = re.compile(
    rf"\s?(?P<million>M)?(?P<code>{_CODES}|(?:usd|eur|gbp|krw|rmb))(?![A-Za-z\d])"
    r"(?:\s(?P<scale>million|billion|trillion)(?![A-Za-z]))?"
)
_MONEY_SUFFIX = re.compile(r"\s?(?P<suffix>MM|[mbtT])(?![A-Za-z\d])")
_MILLIONS = re.compile(r"(?P<suffix>[mb])(?=\s[a-z])")
_GAP = re.compile(r"[\s-]{0,2}(?:an?\s(?=\w))?")
_RANGE = re.compile(r"\s?[–~-]\s?|\s(?:to|and)\s")
_CHANGE = re.compile(r"(?<!ging )(?<!ges )(?<!nge )\bfrom\s$", re.I)
_CENTS = re.compile(r"\s(?:and\s)?(?=[\da-z])")
_CENTS_END = re.compile(r"\s?(?:cents?|pence|c)(?![A-Za-z])")
_ALONE = re.compile(r"$|[.,;!?)](?!\d)|\smore\b")
_COUNTED = re.compile(
    r"\s(?P<modifiers>(?:(?!(?:of|in|on|at|and|or|to|the|an?|from|by|for|per)\s)"
    r"[A-Za-z0-9-]{1,20}\s){0,2})"
    r"(?P<noun>[a-z]{2,20}s|[A-Z]{2,6}s|people|men|women|children|cattle|aircraft)(?![A-Za-z-])"
)
_NOT_COUNTED = frozenset(
    "is was as has its this us does his always times hours versus percents years months days weeks"
    " minutes seconds says plus less besides across perhaps others ours yours towards afterwards"
    " upwards".split()
)
_LABELLED = re.compile(
    r"(?:\b(?:No\.|Nos\.|[Nn]umber|[Aa]rticle|[Ss]ection|[Cc]hapter|[Pp]hase|[Tt]ype|[Ll]evel|[Tt]ier"
    r"|[Gg]rade|[Pp]age|[Pp]art|[Tt]itle|[Rr]oom|[Ff]light|[Rr]oute|[Hh]ighway|[Vv]ersion)"
    r"|\b(?!(?:In|At|On|By|Of|For|From|With|To|Over|Under|About|Around|Some|Nearly|Almost|The|All"
    r"|These|Those|Only|Just|More|Than|Another|Its|Their|And|But|Or|If|As|Least|Up|An?)\s)"
    r"[A-Z][A-Za-z]*)\s$"
)
_RESOLUTION = re.compile(r"[248]K")
_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,7}\.?,?\s$|(?<!\d)\d{1,2},\s$"
)
_AGO = re.compile(r"\s(?:ago|earlier|later|before|after|from now)\b")
_OLD = re.compile(r"[\s-](?:old|of\sage)\b")
_WEIGHS = re.compile(
    r"\b(?:weigh(?:s|ed|ing)?|los[te]|losing|drop(?:ped)?|gain(?:ed|ing)?|shed)\s(?:\w+\s)?$", re.I
)
_AGED = re.compile(r"\b(?:aged?|age\sof)\s$", re.I)
_MULTIPLE = re.compile(
    r"\s(?:as|more|higher|larger|greater|bigger|faster|lower|fewer|less|the|that|its|their|what"
    r"|over|normal|earnings|sales)\b"
)
_FAHRENHEIT = re.compile(r"\s?(?P<scale>(?i:f|fahrenheit|c|celsius|centigrade))(?![A-Za-z])")
_OF_A_WHOLE = re.compile(r"\s(?:of|the)\b")
_BEFORE = re.compile(
    r"\b(?:(?P<more_than>more than|over|exceeding|above|upwards of|in excess of|greater than"
    r"|surpass(?:ed|ing))"
    r"|(?P<at_least>at least|no less than|no fewer than|a minimum of|not less than)"
    r"|(?P<less_than>less than|fewer than|under|below|lower than)"
    r"|(?P<at_most>at most|up to|as much as|as many as|no more than|a maximum of|not more than)"
    r"|(?P<about>about|around|roughly|approximately|nearly|almost|some|close to|an estimated"
    r"|estimated|approx\.|circa))\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\sor\s(?:(?P<at_least>more|higher|above)|(?P<at_most>less|fewer|lower|below|under)"
    r"|(?P<about>so)|(?P<at_least_>over))\b|(?P<more_than>\+)"
)
_LOOK_BACK = 20
_TIMES_OF_DAY_OR_LONGER = frozenset({"일", "주", "개월", "년", "시간", "분", "초"})


class _Unit(NamedTuple):
    key: str
    end: int
    factor: int = 1
    counted: bool = False


def find(text: str, start: int, end: int) -> list[FoundQuantity]:
    """English quantities of ``text[start:end]`` in order."""
    found: list[FoundQuantity] = []
    position = start
    for numeral in numerals_en.scan(text, start, end):
        if numeral.start < position:
            continue
        quantity = _quantity(text, numeral, position, end)
        if quantity:
            found.append(quantity)
            position = quantity.end
    return found


def _quantity(text: str, number: Numeral, start: int, end: int) -> FoundQuantity | None:
    sign = (
        None if number.spelled else _SIGN.search(text, max(start, number.start - 7), number.start)
    )
    if sign is None and _is_label(text, number, start):
        return None
    if number.fraction and _is_share(text, number, end):
        first, last, comparator = _bounds(text, number.start, number.end, start, end)
        return FoundQuantity(
            share(number.value), "%", first, last, text[first:last], None, comparator
        )
    number = _with_suffix(text, number, sign is not None, end)
    open_ended = _AFTER.match(text, number.end, end)
    if open_ended:
        number = number._replace(end=open_ended.end())  # 10 or more people
    unit = _unit(text, number, start, end)
    high, high_unit = _upper(text, number, unit, start, end)
    if high is not None:
        unit = high_unit
    first, value = number.start, number.value
    if sign is not None:
        key = _code(sign)
        named = unit is not None and _is_currency(unit.key)
        if unit and text[number.end : unit.end].strip() in units.CURRENCY_SIGNS:
            named = False  # the sign of the next amount
        close = unit.end if unit and named else (high or number).end
        factor = 10**6 if sign["million"] else unit.factor if unit else 1
        unit = _Unit(key, close, factor)
        first = sign.start()
        value = -value if sign["minus"] else value
    elif unit is None or (unit.counted and _is_date(text, number, start)):
        return None
    if unit.key in _TIMES_OF_DAY_OR_LONGER and _AGO.match(text, unit.end, end):
        return None
    value *= unit.factor
    top = None
    if high is not None:
        top = high.value * unit.factor
        if number.scale == 1 and not number.special and high.value > number.value:
            value *= high.scale
    elif _is_currency(unit.key):
        value, close = _with_cents(text, value, unit.end, end)
        unit = unit._replace(end=close)
    first, last, comparator = _bounds(text, first, unit.end, start, end)
    if open_ended and open_ended.lastgroup:
        comparator = Comparator(open_ended.lastgroup.rstrip("_"))
    return FoundQuantity(
        whole(value),
        unit.key,
        first,
        last,
        text[first:last],
        whole(top) if top is not None else None,
        comparator,
    )


def _is_label(text: str, number: Numeral, start: int) -> bool:
    """Whether the digits are part of a code or of a longer figure (H20, Covid-19, 3:45)."""
    if number.spelled:
        return False
    if _RESOLUTION.fullmatch(text, number.start, number.end):
        return True
    if number.start == start:
        return False
    before = text[number.start - 1]
    return before.isalnum() or before in "-.,:/_"


def _code(sign: re.Match[str]) -> str:
    if sign["country"]:
        return _COUNTRIES[sign["country"].lower()]
    written = sign["glued"] or sign["sign"] or sign["code"]
    return units.CURRENCY_SIGNS.get(written, written)


def _with_suffix(text: str, number: Numeral, is_money: bool, end: int) -> Numeral:
    """$5m, £3b, 20m people: letters that are millions and billions only there."""
    suffix = None
    if is_money:
        suffix = _MONEY_SUFFIX.match(text, number.end, end)
    elif (millions := _MILLIONS.match(text, number.end, end)) and (
        _counted(text, number._replace(end=millions.end()), end)
        or _named(text, millions.end() + 1, end)
    ):
        suffix = millions
    if suffix is None or number.spelled or number.special:
        return number
    scale = numerals_en.MONEY_SUFFIXES[suffix["suffix"]]
    return number._replace(value=number.value * scale, end=suffix.end(), scale=scale, special=True)


def _upper(
    text: str, number: Numeral, low_unit: _Unit | None, start: int, end: int
) -> tuple[Numeral | None, _Unit | None]:
    """The upper end of a range that begins with ``number``, and the unit of both."""
    nothing = None, None
    begin = low_unit.end if low_unit and not low_unit.counted else number.end
    joint = _RANGE.match(text, begin, end)
    if joint is None:
        return nothing
    position = joint.end()
    signed = re.compile(_SIGNS_BEFORE).match(text, position, end)
    high = numerals_en.at(text, signed.end() if signed else position, end)
    if high is None or high.fraction or high.value < 0:
        return nothing
    before = text[max(start, number.start - 12) : number.start]
    if joint.group().strip() == "and" and not re.search(r"\bbetween\s\W{0,3}$", before, re.I):
        return nothing
    if joint.group().strip() == "to" and _CHANGE.search(before.rstrip("$€£¥")):
        return nothing
    high = _with_suffix(text, high, signed is not None, end)
    unit = _unit(text, high, start, end)
    if unit is None and signed is not None:
        unit = _Unit(units.CURRENCY_SIGNS[signed.group().strip()], high.end)
    money = _SIGN.search(text, max(start, number.start - 7), number.start)
    if unit is None and money is not None and joint.group().strip() != "and":
        unit = _Unit(_code(money), high.end)
    if unit is None or (low_unit is not None and low_unit.key != unit.key):
        return nothing
    return high, unit


_SIGNS_BEFORE = r"[$€£¥₩]\s?"


def _unit(text: str, number: Numeral, start: int, end: int) -> _Unit | None:
    code = _CODE_AFTER.match(text, number.end, end)
    if code and not (number.spelled and not code["million"] and code["code"].islower()):
        scale = {"million": 10**6, "billion": 10**9, "trillion": 10**12}.get(code["scale"] or "", 1)
        key = code["code"].upper()
        factor = 10**6 if code["million"] else scale
        return _Unit(units.CURRENCY_SIGNS.get(key, key), code.end(), factor)
    gap = _GAP.match(text, number.end, end)
    position = gap.end() if gap else number.end
    named = _named(text, position, end)
    if named is not None:
        name, key = named
        close = position + len(name)
        if name == "x" and position > number.end:
            return None
        if name in ("pounds", "pound") and _WEIGHS.search(
            text, max(start, number.start - 20), number.start
        ):
            key = "lb"
        return _refined(text, key, close, end)
    if _AGED.search(text, max(start, number.start - 7), number.start) and number.value < 130:
        return _Unit("세", number.end)
    if in_code(text, number, end):
        return None
    counted = _counted(text, number, end)
    if counted is None:
        return None
    if not number.spelled and _LABELLED.search(text, max(start, number.start - 14), number.start):
        return None
    noun = counted["noun"]
    close = number.end if counted["modifiers"] else counted.end()
    if noun == "times":
        return _refined(text, "배", counted.end(), end)
    return _Unit(units.ENGLISH_COUNTERS.get(noun, "개"), close, counted=True)


def _refined(text: str, key: str, close: int, end: int) -> _Unit:
    """Years that are an age, and degrees with their scale."""
    if key == "년" and (old := _OLD.match(text, close, end)):
        return _Unit("세", old.end())
    if key in ("도", "°F") and (degrees := _FAHRENHEIT.match(text, close, end)):
        key = "°F" if degrees["scale"][0] in "fF" else "도"
        return _Unit(key, degrees.end())
    return _Unit(key, close)


def _counted(text: str, number: Numeral, end: int) -> re.Match[str] | None:
    """The noun in the plural that the number counts."""
    counted = _COUNTED.match(text, number.end, end)
    if counted is None or counted["noun"] in _NOT_COUNTED:
        return None
    written = text[number.start : number.end]
    if len(written) == 4 and written.isdigit() and written[:2] in ("19", "20"):
        return None
    return counted


def _named(text: str, position: int, end: int) -> tuple[str, str] | None:
    """The longest name of a unit that stands at ``position``, with its key."""
    if position >= end:
        return None
    window = text[position : min(end, position + 40)]
    for said in (window, window.lower()):
        for name in _by_first_character().get(said[0], ()):
            if len(name) < 4 and said is not window and name not in units.english_currencies():
                continue  # 5G is no gram
            if said.startswith(name) and not (
                name[-1].isalnum()
                and said[len(name) : len(name) + 1].isalnum()
                and name[-1].isascii()
            ):
                key = _units()[name]
                if name in units.CURRENCY_SIGNS and said[len(name) : len(name) + 1].isdigit():
                    return None  # 1 $10 bill
                if name == "times":
                    return name, "배" if _MULTIPLE.match(text, position + 5, end) else "회"
                return name, key
    return None


@cache
def _units() -> dict[str, str]:
    signs = {
        sign: code
        for sign, code in units.CURRENCY_SIGNS.items()
        if sign == "$" or not sign[0].isascii()
    }
    return {**units.english_currencies(), **signs, **units.ENGLISH_MEASURES}


@cache
def _by_first_character() -> dict[str, tuple[str, ...]]:
    return dict(units.by_first_character(_units()))


def _with_cents(text: str, value: Decimal, close: int, end: int) -> tuple[Decimal, int]:
    """thirteen dollars and forty-five cents; 15 dollars and 50."""
    joint = _CENTS.match(text, close, end)
    cents = joint and numerals_en.at(text, joint.end(), end)
    if not cents or not 0 < cents.value < 100 or cents.value != cents.value.to_integral_value():
        return value, close
    named = _CENTS_END.match(text, cents.end, end)
    if named is None and not _ALONE.match(text, cents.end, end):
        return value, close
    return value + cents.value / 100, named.end() if named else cents.end


def _is_share(text: str, number: Numeral, end: int) -> bool:
    said = text[number.start : number.end].lower()
    return (
        " in " in said or "out of" in said or _OF_A_WHOLE.match(text, number.end, end) is not None
    )


def _is_date(text: str, number: Numeral, start: int) -> bool:
    return number.scale == 1 and (
        _MONTH.search(text, max(start, number.start - 12), number.start) is not None
    )


def _is_currency(key: str) -> bool:
    return len(key) == 3 and key.isascii() and key.isupper()


def _bounds(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int, Comparator]:
    before = _BEFORE.search(text, max(start, first - _LOOK_BACK), first)
    if before and before.lastgroup:
        return before.start(), last, Comparator(before.lastgroup)
    after = _AFTER.match(text, last, end)
    if after and after.lastgroup:
        return first, after.end(), Comparator(after.lastgroup.rstrip("_"))
    return first, last, Comparator.EXACT
