"""Korean numerals as numbers: 7조6천500억, 백이십일, 스물여섯, 3분의 1, 영점오.

A numeral in digits is read wherever it stands. One in words is read as far as a word boundary, a
particle or a counter follows it, for its syllables are also those of other words: 이백은 is 200,
이사 (director), 구조 (rescue) and the 이 of 백 이상 are not numbers. Cost: linear; every look
forward is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.text import digits
from claims.text.digits import Numeral

_DIGIT = {
    "영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8,
    "구": 9,
}  # fmt: skip
_SMALL = {"십": 10, "백": 100, "천": 1_000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
# Forms of three and four before some counters (석 달, 넉 대, 서 말, 너 되).
_BEFORE_COUNTERS = {"석": 3, "넉": 4}
# Native forms that stand before a counter only; 열 alone is also heat.
_BOUND = frozenset({"한", "두", "세", "네", "스무", "열", *_BEFORE_COUNTERS})

_PIECE = re.compile(
    rf"(?P<number>{digits.PLAIN})(?:\s(?=[십백천]?[만억](?:\s|$|[원명개건대달여]|엔|위안))"
    r"|\s(?=조(?:\s?[원달엔]|\s?위안)))?(?P<small>[십백천]?)(?:여(?=[만억조]))?(?P<large>[만억조경]?)"
)
_WORDS = re.compile(
    r"(?:[일이삼사오육칠팔구](?:\s{0,2}[십백천만억조경])|[십백천만억조경])"
    r"(?:\s{0,2}[일이삼사오육칠팔구십백천만억조경]){0,24}"
)
_REST = re.compile(r"\s?(?P<words>(?:[일이삼사오육칠팔구]?[십백천]){1,3}[만억])")
_NATIVE = re.compile(
    r"(?P<hundreds>(?:[일이삼사오육칠팔구]?[백천만]){1,4})?(?:"
    rf"(?P<tens>{'|'.join(_TENS)})(?:\s?(?P<ones>{'|'.join(_ONES)}))?"
    rf"|(?P<alone>{'|'.join((*_ONES, *_BEFORE_COUNTERS))}))"
)
_NEGATIVE = re.compile(r"(?:마이너스|음수)\s?")
_ANNOUNCING = ("마이너스", "음수", "숫자")
_OVER = re.compile(r"\s?분의\s?")
_AND = re.compile(r"[과와]\s?")
_POINT = re.compile(r"\s?점\s?(?P<decimals>[영공일이삼사오육칠팔구]{1,12})")
# What a native form of one syllable may touch; 한편, 세대 and 네트 are words.
_TOUCHED = re.compile(
    r"(?:명(?!숙|령|분|예)|개(?!발|입|혁|정|념)|곳|건(?!설|강|물|축|전)|마리|배(?!경)|가지|차례|사람"
    r"|살|그루|시간|조각|번째|다스)"
)
_TOUCHED_FIRST = "[명개곳건마배가차사살그시조번다]"
# Where a numeral may begin, by its first character: a class first, which is quick to search for.
_CANDIDATE = re.compile(
    r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞.영공일이삼사오육칠팔구십백천만억조경하한둘두셋세넷네다여아열스서마쉰예석넉반절음hw]"
    r"(?:(?<!\w.)|(?<=\d)(?<![\d.].)|(?<=[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))"
)
_BEGINNING = re.compile(
    r"(?P<address>(?:https?://|www\.)\S{1,2000})|\d|\.\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
    r"|[일이삼사오육칠팔구]?\s{0,2}[십백천만억조경]"
    r"|[영공일이삼사오육칠팔구](?=\s{0,2}(?:분의|점|퍼센트|개월|킬로|밀리|센티|과\s?|와\s?|이다|입니다)|\W|$)"
    rf"|[한두세네석넉](?=\s|{_TOUCHED_FIRST})|{'|'.join(_TENS)}"
    rf"|{'|'.join(word for word in _ONES if len(word) > 1)}"
    r"|[둘셋넷]|(?:마이너스|음수)\s?[일이삼사오육칠팔구십백천만억조\d]|절반|반(?:[을이은의]|으로|$|\s?다스)"
)
_HALF = re.compile(r"절?반")
_DOZEN = re.compile(r"\s?다스")
_PARTICLE = re.compile(
    r"(?:은|는|이[가나]?|가|을|를|과|와|의|도|로|으로|에서?|만|까지|부터|보다|나|이?며|이?고|씩|당"
    r"|이?다|입니다|이었|였|이[란라]|하고|마다|이?지만|이?거나)"
)
_LONE_PARTICLE = re.compile(_PARTICLE.pattern + r"(?![가-힣])|입니다|이었|이다")
# 사건, 이 사람: one syllable is a digit only before what is no other word with it.
_MEASURED_DIGIT = re.compile(r"\s?(?:퍼센트|개월|킬로|밀리|센티)")
_OTHER_WORD = re.compile(r"십\s?(?:대|장|일|자)|만(?:점|세|기|개|년|두|장|인(?!분))")
_AFTER_PARTICLE = re.compile(r"\s{1,3}[가-힣]|다|고|며|라|란|었|지만|거나")
_COUNTER = re.compile(
    r"\s{0,2}여?\s?(?:명|개|곳|건|종|마리|배|대|채|척|가지|차례|그루|장|권|사람|퍼센트|프로|%|원|달러"
    r"|위안|유로|엔(?!진)|파운드|인분|인(?![가-힣])|회|번|등(?!석)|위(?!원|해)|점|도(?!시|로)|분의|년"
    r"|개월|달|주(?!식)|일간|시간|분|초|살|세(?!계|상)|곡|편|조각|미터|킬로|톤|그램|리터|평|층|석|표"
    r"|팀|가구|쪽|병|통|줄|벌|판|켤레|자루|잔|나라|국가|기업|업체|회사|발(?!표|전|생|언|견|행)|마일|피트|인치|에이커|헥타르|배럴|갤런"
    r"|온스|밀리|센티|나노|회분|센트|차선|량|칸|도시|지역|송이|포기|마디|단계|학년|세기|번째|다스|가량|이상|이하"
    r"|미만|초과|정도|안팎|쯤|여)"
)
_BELONGS_TO_WORD = re.compile(
    r"조(?:각|항|직|합|사|치|선|건|기|정|금|만간|차|용)|만(?:기|료|화|남|족|약|나(?!라)|들)"
    r"|경(?:기|쟁|매|비|찰|고|영|제|로|력|험|우|계)|천(?:연|막|주|장)|백(?:화|신|악)|억(?:제|류|울|지)|십(?:자|대)"
)
# Words that are written like numbers of two syllables.
_WORDS_NOT_NUMBERS = frozenset(
    "구조 오만 일조 일만 사조 천사 천이 백이 백일 만일 만사 만이 조사 조이 조일 경이 경사 경오 경구"
    " 억이".split()
)
# 3만 6400명: after 만, three or four digits are its rest, unless they are a year.
_LAST_DIGITS = re.compile(r"(?:\d{3,4}|\d,\d{3})(?![\d,.]|\s?년)")
_CALENDAR = re.compile(r"월(?![가-힣])|월\s?\d|일(?![가-힣]|\s?[개명])")


def scan(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numerals of ``text[start:end]`` in order, not overlapping."""
    position = start
    while candidate := _CANDIDATE.search(text, position, end):
        position = candidate.end()
        match = _BEGINNING.match(text, candidate.start(), end)
        if match is None:
            continue
        if match["address"]:
            position = match.end()
            continue
        if listed := digits.parts(text, match.start(), end):
            yield from listed
            position = listed[-1].end
            continue
        numeral = _signed(text, match.start(), start, end)
        if numeral is not None:
            yield numeral
            position = max(numeral.end, position)
        elif text[match.start()].isdigit():
            position = max(digits.after(text, match.start(), end), position)


def at(text: str, position: int, end: int) -> Numeral | None:
    """The numeral that begins at ``position``, with its fraction or decimals, or None."""
    numeral = _at(text, position, end)
    if numeral and (dozen := _DOZEN.match(text, numeral.end, end)):
        return numeral._replace(value=numeral.value * 12, end=dozen.end(), bound=False)
    return numeral


def _at(text: str, position: int, end: int) -> Numeral | None:
    first = _simple(text, position, end)
    if first is None:
        return _half(text, position, end)
    if over := _OVER.match(text, first.end, end):
        return _fraction(text, first, over.end(), end) or _bounded(text, first, end)
    if joint := _AND.match(text, first.end, end):
        below = _simple(text, joint.end(), end)
        if below and (over := _OVER.match(text, below.end, end)):
            part = _fraction(text, below, over.end(), end)
            if part and first.value == first.value.to_integral_value():
                return first._replace(value=first.value + part.value, end=part.end)
    if point := _POINT.match(text, first.end, end):
        decimals = "".join(str(_DIGIT[each]) for each in point["decimals"])
        if first.spelled and (len(decimals) > 1 or _tail(text, point.end(), end, lone=True)):
            value = first.value + Decimal(f"0.{decimals}")
            return first._replace(value=value, end=point.end())
    return _bounded(text, first, end)


def is_calendar(text: str, numeral: Numeral, end: int) -> bool:
    """Whether the numeral is the month or the day of a date (5월, 4일)."""
    return _CALENDAR.match(text, numeral.end, end) is not None


def _signed(text: str, position: int, start: int, end: int) -> Numeral | None:
    if minus := _NEGATIVE.match(text, position, end):
        numeral = at(text, minus.end(), end) or _alone(text, minus.end(), end)
        if numeral is None:
            return None
        return numeral._replace(value=-numeral.value, start=position)
    if position > start and text[position - 1] in "-−" and text[position].isdigit():
        before = text[position - 2] if position - 2 >= start else " "
        if not before.isalnum() and before not in ")]%":
            numeral = at(text, position, end)
            return numeral and numeral._replace(value=-numeral.value, start=position - 1)
    return at(text, position, end)


def _simple(text: str, position: int, end: int) -> Numeral | None:
    """A numeral without a fraction: digits with scales, or words, as far as they go."""
    if position >= end:
        return None
    if text[position].isdigit() or text[position] == "." or text[position] in digits.VULGAR:
        return _with_digits(text, position, end)
    return (
        _native(text, position, end)
        or _sino(text, position, end)
        or (
            Numeral(Decimal(_DIGIT[text[position]]), position, position + 1, True)
            if text[position] in _DIGIT
            else None
        )
    )


def _with_digits(text: str, position: int, end: int) -> Numeral | None:
    written = digits.at(text, position, end)
    if written is None or written.special:
        return written
    total = section = Decimal(0)
    start, scaled, scale = position, False, 1
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
        if not (large or small):
            break
        scaled, scale = True, _SMALL.get(small, 1) * _LARGE.get(large, 1)
        if text[position : position + 1] == " " and text[position + 1 : position + 2].isdigit():
            following = _PIECE.match(text, position + 1, end)
            if not following:
                break
            if not (following["small"] or following["large"]) and not (
                large == "만" and _LAST_DIGITS.match(text, position + 1, end)
            ):
                break
            position += 1
    if not scaled:
        return written
    if section == 0 and (rest := _rest_in_words(text, position, end, below=scale)):
        total, position, scale = total + rest.value, rest.end, rest.scale
    return Numeral(digits.whole(total + section), start, position, scale=scale)


def _rest_in_words(text: str, position: int, end: int, *, below: int) -> Numeral | None:
    """The smaller pieces in words after one in digits: 1억 천만, 3조오천억."""
    match = _REST.match(text, position, end)
    if match is None or not _tail(text, match.end(), end, lone=True):
        return None
    value = _value(match["words"])
    scale = _LARGE.get(match["words"][-1], 1)
    return Numeral(Decimal(value), position, match.end(), scale=scale) if value < below else None


def _sino(text: str, position: int, end: int) -> Numeral | None:
    match = _WORDS.match(text, position, end)
    if match is None:
        return None
    return Numeral(Decimal(_value(match.group())), position, match.end(), True)


def _native(text: str, position: int, end: int) -> Numeral | None:
    match = _NATIVE.match(text, position, end)
    if match is None:
        return None
    value = _TENS.get(match["tens"] or "", 0) + _ONES.get(match["ones"] or "", 0)
    value += _ONES.get(match["alone"] or "", 0) or _BEFORE_COUNTERS.get(match["alone"] or "", 0)
    if match["hundreds"]:
        value += _value(match["hundreds"])
    last = match["ones"] or match["tens"] or match["alone"]
    return Numeral(Decimal(value), position, match.end(), True, bound=last in _BOUND)


def _bounded(text: str, numeral: Numeral, end: int) -> Numeral | None:
    """The numeral as far as what follows allows: 일조각 is one piece, not a trillion."""
    if not numeral.spelled:
        return numeral
    if _is_native(text, numeral):
        if numeral.bound:
            if (
                len(text[numeral.start : numeral.end]) == 1
                and not text[numeral.end : numeral.end + 1].isspace()
            ):
                return numeral if _TOUCHED.match(text, numeral.end, end) else None
            return numeral if _COUNTER.match(text, numeral.end, end) else None
        return numeral if _tail(text, numeral.end, end, lone=True) else None
    close = numeral.end
    while close > numeral.start and numeral.end - close < 4:
        words = text[numeral.start : close].rstrip()
        close = numeral.start + len(words)
        if _ends_well(text, numeral.start, close, end):
            return numeral._replace(value=Decimal(_value(words)), end=close)
        close -= 1
    return _alone(text, numeral.start, end)


def _ends_well(text: str, start: int, close: int, end: int) -> bool:
    words = text[start:close]
    if _BELONGS_TO_WORD.match(text, close - 1, end):
        return False
    counted = _COUNTER.match(text, close, end)
    if words[-1] == "이" and not counted and _AFTER_PARTICLE.match(text, close, end):
        return False  # 이십이 넘는, 이십이다: a particle, a copula
    if len(words) == 1:
        if words in _DIGIT:
            return _MEASURED_DIGIT.match(text, close, end) is not None
        return (
            counted is not None and words not in "경조" and not _OTHER_WORD.match(text, start, end)
        )
    if words in _WORDS_NOT_NUMBERS and not (
        counted or _is_said_to_be_number(text, start, close, end)
    ):
        return False
    return _tail(text, close, end, lone=len(words) < 3)


def _is_said_to_be_number(text: str, start: int, close: int, end: int) -> bool:
    """Whether nothing stands around the word, or what does says that it is a number."""
    before = text[max(0, start - 8) : start].rstrip()
    return before.endswith(_ANNOUNCING) or (not before and close == end)


def _tail(text: str, position: int, end: int, *, lone: bool) -> bool:
    """Whether a number in words may end here; ``lone``: a particle must then end the word."""
    if position >= end or not ("가" <= text[position] <= "힣"):
        return position >= end or not text[position].isalnum()
    if _COUNTER.match(text, position, end):
        return True
    return (_LONE_PARTICLE if lone else _PARTICLE).match(text, position, end) is not None


def _alone(text: str, position: int, end: int) -> Numeral | None:
    """One syllable: a number only where no other word stands beside it, or as 영이다."""
    if position >= end or text[position] not in _DIGIT:
        return None
    value = Decimal(_DIGIT[text[position]])
    numeral = Numeral(value, position, position + 1, True)
    rest = text[position + 1 : position + 24].lstrip()
    before = text[max(0, position - 24) : position].rstrip()
    nothing_after = not rest or not (rest[0].isalnum() or text[position + 1] == rest[0])
    nothing_before = not before or not before[-1].isalnum() or before.endswith(_ANNOUNCING)
    if nothing_after and nothing_before:
        return numeral
    if re.match(r"입니다|이다|은|는", rest) and (
        text[position] == "영" or before.endswith(_ANNOUNCING[:2])
    ):
        return numeral if text[position + 1] == rest[0] else None
    return None


def _fraction(text: str, below: Numeral, position: int, end: int) -> Numeral | None:
    """``below`` 분의 what stands at ``position``."""
    if below.value == 0:
        return None
    sign = 1
    if minus := _NEGATIVE.match(text, position, end):
        sign, position = -1, minus.end()
    above = _simple(text, position, end)
    if above is None or (above.spelled and _is_native(text, above)):
        return None
    if above.spelled:
        close = above.end
        while close > position + 1 and not (
            _tail(text, close, end, lone=False) and text[close - 1] not in "만조"
        ):
            close -= 1
        words = text[position:close].rstrip()
        above = above._replace(value=Decimal(_value(words)), end=position + len(words))
    return Numeral(sign * above.value / below.value, below.start, above.end, fraction=True)


def _half(text: str, position: int, end: int) -> Numeral | None:
    match = _HALF.match(text, position, end)
    if match is None or not _tail(text, match.end(), end, lone=True):
        return None
    return Numeral(Decimal("0.5"), position, match.end(), True, fraction=True)


def _is_native(text: str, numeral: Numeral) -> bool:
    return _NATIVE.fullmatch(text, numeral.start, numeral.end) is not None


def _value(words: str) -> int:
    total = section = digit = 0
    for character in words:
        if character in _DIGIT:
            digit = digit * 10 + _DIGIT[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        elif character in _LARGE:
            total += (section + digit or 1) * _LARGE[character]
            section = digit = 0
    return total + section + digit


def standing(text: str, start: int, end: int) -> list[Numeral]:
    """The numerals that are no part of a code or of a date."""
    return [
        numeral
        for numeral in scan(text, start, end)
        if not digits.in_code(text, numeral, end) and not is_calendar(text, numeral, end)
    ]
