"""The words that Korean dates are made of, and what each states."""

from __future__ import annotations

from korean_datetime import lunar_to_solar

from claims.text import calendar
from claims.text.calendar import Holiday, fixed, moving
from claims.text.stated import Shift, Stated

DAYS_OF_WEEK = "월화수목금토일"
DIGITS = {word: number for number, word in enumerate("일이삼사오육칠팔구", 1)} | {"유": 6}
COUNT = {
    "첫": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "몇": 3,
}  # fmt: skip
COUNTED_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8,
    "아흐레": 9, "열흘": 10, "보름": 15, "며칠": 3,
}  # fmt: skip

# 3년 만에, 15일 만인, 석 달 만이다: behind a length 만 says how long since, not 10,000 or "only"
# (2020년 만이 예외였다).
SINCE = r"만(?:에|의|인|(?=이[가-힣]|입니다|임(?![가-힣])))|(?<=\s)만(?=$|[^가-힣\s])"

WORDS: dict[str, Stated] = {
    "재작년": Stated(years=-2),
    "지난해": Stated(years=-1),
    "지난한해": Stated(years=-1),
    "작년": Stated(years=-1),
    "올해": Stated(years=0),
    "금년": Stated(years=0),
    "내년": Stated(years=1),
    "다다음해": Stated(years=2),
    "내후년": Stated(years=2),
    "연내": Stated(years=0, rest=True),
    "이듬해": Stated(years=1, named=True),
    "다음해": Stated(years=1, named=True),
    "같은해": Stated(years=0, named=True),
    "그해": Stated(years=0, named=True),
    "상반기": Stated(half=1),
    "하반기": Stated(half=2),
    "이번분기": Stated(quarters=0),
    "지난분기": Stated(quarters=-1),
    "직전분기": Stated(quarters=-1),
    "다음분기": Stated(quarters=1),
    "지지난달": Stated(months=-2),
    "지난달": Stated(months=-1),
    "저번달": Stated(months=-1),
    "이달": Stated(months=0),
    "이번달": Stated(months=0),
    "다음달": Stated(months=1),
    "내달": Stated(months=1),
    "다가오는달": Stated(months=1),
    "다다음달": Stated(months=2),
    "같은달": Stated(months=0, named=True),
    "지지난주": Stated(weeks=-2),
    "지난주": Stated(weeks=-1),
    "저번주": Stated(weeks=-1),
    "이번주": Stated(weeks=0),
    "금주": Stated(weeks=0),
    "다음주": Stated(weeks=1),
    "내주": Stated(weeks=1),
    "다가오는주": Stated(weeks=1),
    "다다음주": Stated(weeks=2),
    "같은주": Stated(weeks=0, named=True),
    "지난주말": Stated(weeks=-1, weekend=True),
    "이번주말": Stated(weeks=0, weekend=True),
    "다음주말": Stated(weeks=1, weekend=True),
    "그끄저께": Stated(shift=Shift(days=-3)),
    "그저께": Stated(shift=Shift(days=-2)),
    "그제": Stated(shift=Shift(days=-2)),
    "어제": Stated(shift=Shift(days=-1)),
    "어저께": Stated(shift=Shift(days=-1)),
    "오늘": Stated(shift=Shift()),
    "금일": Stated(shift=Shift()),
    "내일": Stated(shift=Shift(days=1)),
    "명일": Stated(shift=Shift(days=1)),
    "모레": Stated(shift=Shift(days=2)),
    "내일모레": Stated(shift=Shift(days=2)),
    "글피": Stated(shift=Shift(days=3)),
    "전날": Stated(shift=Shift(days=-1), own=True),
    "전일": Stated(shift=Shift(days=-1), own=True),
    "같은날": Stated(shift=Shift(), named=True),
    "이날": Stated(shift=Shift(), named=True),
    "그날": Stated(shift=Shift(), named=True),
    "당일": Stated(shift=Shift(), named=True),
    "이튿날": Stated(shift=Shift(days=1), named=True),
    "다음날": Stated(shift=Shift(days=1), named=True),
    "익일": Stated(shift=Shift(days=1), named=True),
    "연초": Stated(years=0, part="early"),
    "연말": Stated(years=0, part="late"),
    "월초": Stated(months=0, part="early"),
    "월말": Stated(months=0, part="late"),
    "지난해같은기간": Stated(same_period=True),
    "작년같은기간": Stated(same_period=True),
    "전년같은기간": Stated(same_period=True),
    "전년동기": Stated(same_period=True),
    "작년동기": Stated(same_period=True),
    "전년동월": Stated(same_period=True),
}
SEASONS = {"봄": 1, "여름": 2, "가을": 3, "겨울": 4}
SIDES = {
    "지난": -1, "저번": -1, "이번": 0, "오는": 1, "다가오는": 1, "돌아오는": 1, "다음": 2,
}  # fmt: skip
PARTS: dict[str, calendar.Part] = {
    "초": "early", "초반": "early", "초순": "early", "상순": "early", "연초": "early",
    "중반": "middle", "중순": "middle", "말": "late", "후반": "late", "하순": "late",
    "연말": "late",
}  # fmt: skip


def _lunar(month: int, day: int) -> Holiday:
    return lambda year: lunar_to_solar(year, month, day)


# The public holidays and days of commemoration that news dates things by.
HOLIDAYS: dict[str, Holiday] = {
    "신정": fixed(1, 1), "새해첫날": fixed(1, 1), "삼일절": fixed(3, 1), "3·1절": fixed(3, 1),
    "근로자의날": fixed(5, 1), "노동절": fixed(5, 1), "어린이날": fixed(5, 5),
    "어버이날": fixed(5, 8), "스승의날": fixed(5, 15), "현충일": fixed(6, 6),
    "제헌절": fixed(7, 17), "광복절": fixed(8, 15), "국군의날": fixed(10, 1),
    "개천절": fixed(10, 3), "한글날": fixed(10, 9), "성탄절": fixed(12, 25),
    "크리스마스": fixed(12, 25), "설날": _lunar(1, 1), "설": _lunar(1, 1),
    "정월대보름": _lunar(1, 15), "부처님오신날": _lunar(4, 8), "석가탄신일": _lunar(4, 8),
    "추석": _lunar(8, 15), "한가위": _lunar(8, 15), "춘제": _lunar(1, 1), "춘절": _lunar(1, 1),
    "밸런타인데이": fixed(2, 14), "핼러윈": fixed(10, 31), "추수감사절": moving(11, 3, 4),
    "블랙프라이데이": moving(11, 3, 4, later=1),
}  # fmt: skip
