"""Korean times: the parts of a date, in the order a sentence gives them.

Parts that stand together and grow finer make one date (지난해 12월 10일), two dates with 부터 or ~
between them a span, of which the second takes over what it does not say (9월 3일부터 12일까지).
Amounts of time become a date only with a direction (사흘 전, 최근 3개월); without one (3일 동안,
2분기 연속) they are quantities. A fiscal quarter is no time here: its months differ by firm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from claims.text import dating
from claims.text.dating import Expression, Grammar, Join, Part
from claims.text.findings import FoundTime, Grain
from claims.text.stated import Ground, Shift, Stated
from claims.text.time_words_ko import (
    COUNT,
    COUNTED_DAYS,
    DAYS_OF_WEEK,
    DIGITS,
    HOLIDAYS,
    PARTS,
    SEASONS,
    SIDES,
    SINCE,
    WORDS,
)

_YEAR = r"(?:1\d|20|21)\d\d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# A number of a date is not the rest of a longer number, a score, an address or a code.
_APART = r"(?<![A-Za-z\d.,/·:\-])"
_LOOSE = r"(?<![A-Za-z\d.,])"  # also behind the first number of a span
_BEGINS = r"(?<![가-힣A-Za-z\d])"
# A word of time ends its word, or a particle or another word of time follows it.
_ENDS = (
    r"(?=$|[^가-힣]|[에의은이과와도로만을중초말]|부터|까지|보다|께|쯤|경|[가는](?![가-힣])|새벽|오전|오후|밤"
    r"|낮|저녁|아침|당시|기준|현재|들어|인\s|후반|상반기|하반기|[월화수목금토일]요일)"
)
_SINO = "[일이삼사오육칠팔구]"
_SINO_DAY = rf"(?:[이삼]?십{_SINO}?|{_SINO})일(?=$|[^가-힣]|에|부터|까지)"
# What makes a number of days a length and not a day of the month: 4일 전, not 4일 전국.
_LENGTH = (
    rf"(?!\s?(?:연속|이상|이하|이내|정도|가량|넘게|동안|{SINCE}|째|짜리|이나|밖에|내내|안에|안으로|씩"
    r"|(?:간|전|후|뒤|더|치)(?:$|[^가-힣]|[에의인과와만이은는를가]|보다|부터|까지|쯤|께)))"
)


def _one_of(words: Iterable[str], suffix: str = "") -> str:
    """The words as a pattern, longest first; 지난주 is also written 지난 주."""
    spaced = re.compile(r"(?<=.)(?=(?:한해|해|달|주|날|분기|주말|같은기간|기간|동기|동월|모레)$)")
    return "|".join(
        spaced.sub(r"\\s?", re.escape(word)) + suffix
        for word in sorted(words, key=len, reverse=True)
    )


_TERM = (
    rf"(?:(?:\d{{1,3}}|{_one_of(COUNT)})\s?(?:년|해|개월|달|주일|주|일|영업일|거래일)"
    rf"|{_SINO}일|{_one_of(COUNTED_DAYS)})"
)
_AMOUNT = rf"{_TERM}(?:\s?(?:하고\s)?{_TERM}){{0,3}}"
_FEW = r"(?:수|한두|두세)\s?(?:개월|달|주|년|일)"

_PATTERNS: dict[str, str] = {
    "ago": r"(?<![가-힣A-Za-z\d.,·])(?:영업일\s기준(?:으로)?\s"
    r"|(?:지금|오늘|내일|어제)(?:으?로)?부터\s)?"
    rf"{_AMOUNT}\s?(?:전|앞서|후|뒤)(?=$|[^가-힣]|[에의인과와만이은]|보다|부터|까지|쯤|께|는)",
    "lately": rf"{_BEGINS}(?!지난\s?한\s?해)"
    rf"(?:(?:최근|과거|앞으로|향후)\s(?:{_AMOUNT}|{_FEW})"
    r"(?:\s?(?:간|동안|새|사이|이내|안))?"
    # 지난 3일 without 간 is a day of the month.
    rf"|(?:지난|다음|다가오는|오는)\s?(?:(?:{_AMOUNT}|{_FEW})\s?(?:간|동안|새|사이)"
    rf"|(?:\d{{1,3}}|{_one_of(COUNT)})\s?(?:년|해|개월|달|주일|주)))"
    r"(?=$|[^가-힣]|[에의은이])(?!\s?연속)",
    "fiscal": r"(?:(?<!\d)(?:20)?\d\d\s?년?\s?)?회계\s?(?:연도|년도)?(?:\s?[1-4]\s?분기)?"
    r"|(?<![A-Za-z])FY\s?'?\d{2,4}",
    "every": r"매(?:주|년|월|달|해)(?=\s)",
    "full": rf"{_APART}(?:{_YEAR}(?P<mark>[.\-/])\s?{_MONTH}(?P=mark)\s?{_DAY}(?!\d)"
    rf"|{_DAY}[/\-]{_DAY}[/,\-]\s?{_YEAR}(?!\d)"
    rf"|['’]?\d\d\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01])(?!\.?\d)"
    rf"|\d{{1,2}}(?P<short>[/\-])\d{{1,2}}(?P=short)\d\d(?![\d\-/]))",
    "decade": rf"{_APART}(?:(?:1\d|20)\d0|[1-9]0)\s?년대",
    "open": rf"{_APART}\d{{1,4}}\s?[~∼～〜–\-]\s?(?=\d{{1,4}}\s?(?:년|월|일|분기))"
    rf"|{_APART}\d{{1,2}}·(?=\d{{1,2}}\s?(?:월|일|분기))",
    "year": rf"{_LOOSE}(?:{_YEAR}\s?년(?!\s?(?:간|동안|째|{SINCE}|대|생|산|형|판|식))"
    rf"|['’]?\d\d\s?년(?=\s?{_MONTH}\s?월))",
    "quarter": r"(?<![A-Za-z\d.,/])[1-4](?:/4|\s?사)?\s?분기"
    rf"(?!\s?(?:연속|째|{SINCE}|동안|간|전|후|뒤|이상|내내))",
    "run": rf"{_LOOSE}{_MONTH}\s?월까지의?\s(?:\d{{1,2}}개월\s?)?(?:분기|\d{{1,2}}개월)"
    r"(?=$|[^가-힣]|[에의은이]|간)",
    "month_day": rf"{_LOOSE}{_MONTH}\s?월\s?{_DAY}\s?일(?:자)?{_ENDS}{_LENGTH}",
    "month": rf"{_LOOSE}{_MONTH}\s?월{_ENDS}",
    "day": rf"{_LOOSE}(?<!주)(?<!주\s)(?<!월)(?<!월\s){_DAY}\s?일(?:자)?{_ENDS}{_LENGTH}",
    "weekday": r"\(\s?[월화수목금토일](?:요일)?\s?\)|(?<![가-힣])[월화수목금토일]요일(?!마다)",
    "week": r"(?:첫|둘|셋|넷|다섯)째\s?주(?=$|[^가-힣]|에|의|[월화수목금토일]요일)"
    r"|(?:첫|두|세|네|다섯)\s?번째\s?(?:주|(?=[월화수목금토일]요일))|[1-5]주차"
    r"|마지막\s?주(?=$|[^가-힣]|에|의|[월화수목금토일]요일)",
    "holiday": rf"{_BEGINS}(?:{_one_of(HOLIDAYS)})(?:\s?연휴)?"
    r"(?=$|[^가-힣]|[에의은을인과와도]|전|이후|부터|까지)",
    "word": rf"{_BEGINS}(?:{_one_of(WORDS)}){_ENDS}",
    "this_year": r"(?<![가-힣])올(?=\s?(?:\d|상반기|하반기|초|말|연[말초]|들어|봄|여름|가을|겨울))",
    "side": rf"{_BEGINS}(?:{_one_of(SIDES)})\s?"
    rf"(?=\d|봄|여름|가을|겨울|[월화수목금토일]요일|{_one_of(HOLIDAYS)})",
    "season": r"(?<=[년해올난번음\s])(?:봄|여름|가을|겨울)(?=$|[^가-힣]|[에의은을])",
    "part": rf"(?<=[년대월해달주기봄름을울올])\s?(?:{_one_of(PARTS)})"
    r"(?=$|[^가-힣]|[에의은로이도만과와]|께|쯤|경|부터|까지|기준|보다|현재|들어)",
    "up_to": r"(?<=[말초반순])까지(?=$|[^가-힣]|는|의)",
    "so_far": r"(?<=[해올달주월])\s?들어(?:서)?(?=$|[^가-힣]|만|선|도)",
    "sino_year": rf"(?<![가-힣\d])(?:이천|천구백)(?:{_SINO}|십){{0,3}}년",
    "sino_month_day": rf"(?<![가-힣\d])(?:십[일이]?|[일이삼사오유육칠팔구시])월\s?{_SINO_DAY}",
    "sino_day": rf"(?<![가-힣\d])[이삼]?십{_SINO}일(?=$|[^가-힣]|에|부터|까지)",
    "late_year": r"(?<=[일,\s])(?:19|20)\d\d(?=에|\s*$)",
}
# A look at two letters spares most positions the alternatives: what can begin a part, at the
# beginning of a word or behind a word of time (올해|초).
_FIRST = "".join(
    {word[0] for word in [*WORDS, *HOLIDAYS, *SIDES, *COUNT, *COUNTED_DAYS, *PARTS, *SEASONS]}
    | set(DAYS_OF_WEEK)
    | set(DIGITS)
    | set("영지금오내어최과앞향회매올까들마천십시수")
)
_PARTS = re.compile(
    rf"(?=[\d\s(F'’{_FIRST}])(?:(?=\d)|(?<![가-힣])|(?<=[년대월해달주기봄름을울올난번음말초반순]))(?:"
    + "|".join(f"(?P<{name}>{each})" for name, each in _PATTERNS.items())
    + ")"
)
_NUMBERS = re.compile(r"\d+")

_ONE_TERM = re.compile(
    rf"(?P<count>\d{{1,3}}|{_one_of(COUNT)})\s?(?P<unit>년|해|개월|달|주|일|영업일|거래일)"
    rf"|(?P<sino>{_SINO})일|(?P<days>{_one_of(COUNTED_DAYS)})"
)
_VAGUE = re.compile(r"몇|며칠|수\s?[달개주년일]|한두|두세")
_FROM = {"어제": -1, "내일": 1}


def _amount(words: str) -> Shift | None:
    """The distance that an amount of time names; the finest unit said is its grain."""
    months = days = 0
    grain = Grain.YEAR
    for term in _ONE_TERM.finditer(words):
        count = term["count"] or ""
        number = int(count) if count.isdigit() else COUNT.get(count, 0)
        match term["unit"]:
            case "년" | "해":
                months += 12 * number
            case "개월" | "달":
                months, grain = months + number, _finer(grain, Grain.MONTH)
            case "주":
                days, grain = days + 7 * number, _finer(grain, Grain.WEEK)
            case _:
                days += number or DIGITS.get(term["sino"] or "", 0)
                days, grain = days + COUNTED_DAYS.get(term["days"] or "", 0), Grain.DAY
    if _VAGUE.search(words):
        if not months and not days:
            months, days, grain = _about_three(words)
        grain = Grain.WEEK if grain is Grain.DAY else grain
    if re.search("영업일|거래일", words):
        return Shift(workdays=days)
    return Shift(months=months, days=days, grain=grain) if months or days else None


def _finer(one: Grain, other: Grain) -> Grain:
    order = list(Grain)
    return min(one, other, key=order.index)


def _about_three(words: str) -> tuple[int, int, Grain]:
    """수개월, 두세 달: taken as three."""
    if "년" in words:
        return 36, 0, Grain.YEAR
    if "주" in words:
        return 0, 21, Grain.WEEK
    return (0, 3, Grain.DAY) if "일" in words else (3, 0, Grain.MONTH)


def _ago(words: str) -> Stated | None:
    base, shift = _FROM.get(words[:2], 0), _amount(words.partition("부터 ")[2] or words)
    if shift is None:
        return None
    if words.endswith(("전", "앞서")):
        return Stated(shift=shift.reversed().later(base))
    return Stated(shift=shift.later(base), own=True)


def _lately(words: str) -> Stated | None:
    shift = _amount(words)
    if shift is None:
        return None
    onward = words.startswith(("앞으로", "향후", "다음", "다가오는", "오는"))
    return Stated(stretch=True, shift=shift if onward else shift.reversed())


def _full(words: str) -> Stated | None:
    first, second, third = (int(number) for number in _NUMBERS.findall(words))
    lengths = [len(number) for number in _NUMBERS.findall(words)]
    if lengths[0] == 4:
        return Stated(year=first, month=second, day=third)
    if lengths[2] == 4:
        month, day = (second, first) if first > 12 else (first, second)
        return Stated(year=third, month=month, day=day)
    if "." in words or first > 31:
        return Stated(year=_century(first), month=second, day=third)
    # 9-5-3 may be a record of games: a zero in front or a day past 12 tells that it is a date.
    if "0" not in (number[0] for number in _NUMBERS.findall(words)) and not 12 < second < 32:
        return None
    return Stated(year=_century(third), month=first, day=second)


def _century(number: int) -> int:
    return number + (2000 if number < 70 else 1900)


def _digits(words: str) -> int:
    return int("".join(_NUMBERS.findall(words)))


def _decade(words: str) -> Stated:
    number = _digits(words)
    return Stated(decade=number if number > 99 else number + (1900 if number > 20 else 2000))


def _year(words: str) -> Stated:
    number = _digits(words)
    return Stated(year=number if number > 99 else _century(number))


def _run(words: str) -> Stated | None:
    """7월까지의 분기, 6월까지 3개월."""
    numbers = [int(number) for number in _NUMBERS.findall(words)]
    months = numbers[1] if len(numbers) > 1 else 3
    return Stated(month=numbers[0], run=months) if 0 < months <= 24 else None


def _month_day(words: str, number: Callable[[str], int]) -> Stated:
    month, _, day = words.partition("월")
    return Stated(month=number(month.strip()), day=number(day.strip().rstrip("일자")))


def _week(words: str) -> Stated:
    if words.startswith("마지막"):
        return Stated(week=-1)
    if words[0].isdigit():
        return Stated(week=int(words[0]))
    return Stated(week=COUNT[re.split(r"째|\s?번", words)[0]])


def _sino(words: str) -> int:
    """이십이 is 22, 이천십팔 2018, 시(월) and 유(월) 10 and 6."""
    total = digit = 0
    for letter in words:
        scale = {"십": 10, "시": 10, "백": 100, "천": 1000}.get(letter, 0)
        total += (digit or 1) * scale if scale else 0
        digit = 0 if scale else DIGITS.get(letter, 0)
    return total + digit


def _word(words: str) -> Stated:
    return WORDS["".join(words.split())]


def _side(words: str) -> Stated:
    return Stated(side=SIDES[words.strip()])


def _holiday(words: str) -> Stated:
    return Stated(holiday=HOLIDAYS["".join(words.split()).removesuffix("연휴")])


_READERS: dict[str, Callable[[str], Stated | None]] = {
    "ago": _ago,
    "lately": _lately,
    "full": _full,
    "decade": _decade,
    "year": _year,
    "quarter": lambda words: Stated(quarter=int(words[0])),
    "month_day": lambda words: _month_day(words, _digits),
    "month": lambda words: Stated(month=_digits(words)),
    "day": lambda words: Stated(day=_digits(words)),
    "weekday": lambda words: Stated(weekday=DAYS_OF_WEEK.index(words.strip("( ")[0])),
    "week": _week,
    "holiday": _holiday,
    "word": _word,
    "this_year": lambda words: Stated(years=0),
    "side": _side,
    "season": lambda words: Stated(season=SEASONS[words]),
    "part": lambda words: Stated(part=PARTS[words.strip()]),
    "run": _run,
    "up_to": lambda words: Stated(rest=True),
    "so_far": lambda words: Stated(so_far=True),
    "sino_year": lambda words: Stated(year=_sino(words[:-1])),
    "sino_month_day": lambda words: _month_day(words, _sino),
    "sino_day": lambda words: Stated(day=_sino(words[:-1])),
    "late_year": lambda words: Stated(year=int(words)),
}
_ONLY_BEHIND = frozenset({"season", "part", "so_far", "up_to", "late_year"})


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    position = start
    while match := _PARTS.search(text, position, end):
        position = match.end()
        name, words = match.lastgroup or "", match.group()
        if name == "open":
            yield Part(match.start(), match.end(), Stated(), number=_digits(words))
            continue
        stated = _READERS[name](words) if name in _READERS else None
        if stated is None and name in _READERS:
            continue
        begins = name not in _ONLY_BEHIND
        yield Part(match.start(), match.end(), stated, begins)


# The coarser part stands first: year, month, week, day, weekday, part.
_ORDER = {
    "side": 8, "decade": 7, "year": 7, "years": 7, "season": 6, "half": 6, "quarter": 6,
    "quarters": 6, "month": 6, "months": 6, "holiday": 5, "week": 5, "weeks": 5, "shift": 5,
    "day": 4, "weekend": 3, "weekday": 3, "part": 2, "so_far": 1, "rest": 1,
}  # fmt: skip


def _may_follow(stated: Stated, other: Stated) -> bool:
    said = stated.said() & _ORDER.keys()
    said -= {"weekday"} if "month" in said else set()
    adds = other.said() & _ORDER.keys()
    if not said or not adds or "holiday" in said:
        return False
    if min(_ORDER[name] for name in said) > max(_ORDER[name] for name in adds):
        return not ("shift" in said and "shift" not in adds and adds != {"weekday"})
    # 1월 12일, 2016년 and 월요일, 1월 22일 are the orders of other languages.
    return (adds == {"year"} and said >= {"month", "day"}) or (
        said == {"weekday"} and adds == {"month", "day"}
    )


# The first word of tense behind a date is that of its own verb: 20일부터 시행한다고 밝혔다.
def _syllables(final: int) -> str:
    """The syllables with one final consonant, as a character class without brackets."""
    return "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == final)


_N, _L, _B, _SS = (_syllables(final) for final in (4, 8, 17, 20))
_PAST = "".join(letter for letter in _SS if letter not in "있겠")
_TENSE = re.compile(
    rf"(?P<ahead>까지|예정|계획|방침|목표|전망|앞두|기로|[{_N}]다|[{_B.replace('습', '')}]니다|겠"
    rf"|[{_L}]\s(?:것|수|거)|[{_L}](?:게요|거야|까))|(?P<past>[{_PAST}](?:다|고|으|지|는|던|습|음|어|을)"
    r"|[한된낸온린]\s)"
)
# Behind a word of tense: what it says is quoted, and the verb of saying is yet to come.
_QUOTED = re.compile(r"[가-힣]{0,3}(?:[다라]고|[다라]며|[다라]면서)(?![가-힣])")
_ANOTHER_DAY = re.compile(r"[^.]{0,30}?\d일")
_TENSE_REACH = 80


def _tense(text: str, expression: Expression, start: int, end: int) -> int:
    """The verb of the date tells. A bare day before a quoted plan is when it was said (8일 …
    허용하겠다고 밝혔다), unless the saying has a day of its own."""
    last = min(end, expression.end + _TENSE_REACH)
    bare = text[expression.end : expression.end + 1] in {" ", ",", "("}
    for mark in _TENSE.finditer(text, expression.end, last):
        quoted = _QUOTED.match(text, mark.end(), end) or _QUOTED.match(text, mark.end() - 1, end)
        if bare and mark["ahead"] and quoted and not _ANOTHER_DAY.match(text, quoted.end(), end):
            continue
        return 1 if mark["ahead"] else -1
    return 0


_GRAMMAR = Grammar(
    parts=_parts,
    may_follow=_may_follow,
    gap=re.compile(r"(?:의\s|,?\s{1,2}|,)?"),
    joins=(
        Join(re.compile(r"(?:부터|에서)\s?"), behind=re.compile(r"(?<=까지)|\s?(?:까지|사이)")),
        Join(re.compile(r"[과와]\s?"), behind=re.compile(r"\s?사이")),
        Join(re.compile(r"(?:부터)?\s?[~∼～〜–]\s?|-"), behind=re.compile(r"(?:까지)?")),
    ),
    also=re.compile(r"(?:[과와,·]|에\s?이어|\s?및)\s?"),
    tail=re.compile(r"\s?\([^()\s]{2,4}\s?(?:시간|시각)(?:\s?기준)?\)"),
    tense=_tense,
)


def find(
    text: str, start: int, end: int, ground: Ground, previous: FoundTime | None
) -> list[FoundTime]:
    """Korean times of ``text[start:end]`` in order, not overlapping."""
    return dating.find(_GRAMMAR, text, start, end, ground, previous)
