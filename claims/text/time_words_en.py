"""The words that English dates are made of, and what each states."""

from __future__ import annotations

from claims.text import calendar
from claims.text.calendar import Holiday, fixed, moving
from claims.text.stated import Shift, Stated

MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november"
        " december".split(),
        1,
    )
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
}
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
twenty-ninth thirtieth thirty-first
"""
ORDINALS = {name: number for number, name in enumerate(_ORDINALS.split(), 1)}
COUNTS = {
    name: number
    for number, name in enumerate(
        "a one two three four five six seven eight nine ten eleven twelve".split(), 0
    )
} | {"a": 1, "an": 1, "few": 3, "several": 3, "couple": 2, "fifteen": 15, "twenty": 20}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
SIDES = {"last": -1, "past": -1, "previous": -1, "this": 0, "coming": 1, "upcoming": 1, "next": 2}
PARTS: dict[str, calendar.Part] = {
    "early": "early", "beginning": "early", "start": "early", "mid": "middle", "middle": "middle",
    "late": "late", "end": "late",
}  # fmt: skip

WORDS: dict[str, Stated] = {
    "today": Stated(shift=Shift()),
    "tonight": Stated(shift=Shift()),
    "yesterday": Stated(shift=Shift(days=-1)),
    "tomorrow": Stated(shift=Shift(days=1)),
    "the day before yesterday": Stated(shift=Shift(days=-2)),
    "the day after tomorrow": Stated(shift=Shift(days=2)),
    "the day before": Stated(shift=Shift(days=-1), named=True),
    "the previous day": Stated(shift=Shift(days=-1), named=True),
    "a day earlier": Stated(shift=Shift(days=-1), named=True),
    "the same day": Stated(shift=Shift(), named=True),
    "that day": Stated(shift=Shift(), named=True),
    "the next day": Stated(shift=Shift(days=1), named=True),
    "the following day": Stated(shift=Shift(days=1), named=True),
    "the day after": Stated(shift=Shift(days=1), named=True),
    "a day later": Stated(shift=Shift(days=1), named=True),
    "the same week": Stated(weeks=0, named=True),
    "the following week": Stated(weeks=1, named=True),
    "the week after next": Stated(weeks=2),
    "the same month": Stated(months=0, named=True),
    "the following month": Stated(months=1, named=True),
    "the month after next": Stated(months=2),
    "that year": Stated(years=0, named=True),
    "the same year": Stated(years=0, named=True),
    "the following year": Stated(years=1, named=True),
    "the year after next": Stated(years=2),
    "the year before last": Stated(years=-2),
    "a year earlier": Stated(same_period=True),
    "the year-earlier period": Stated(same_period=True),
    "the year-earlier quarter": Stated(same_period=True),
    "the same period last year": Stated(same_period=True),
    "the same period a year earlier": Stated(same_period=True),
    "the same quarter last year": Stated(same_period=True),
    "the same month last year": Stated(same_period=True),
    "this weekend": Stated(weeks=0, weekend=True),
    "last weekend": Stated(weeks=-1, weekend=True),
    "next weekend": Stated(weeks=1, weekend=True),
}
_NEIGHBOURS = {"last": -1, "previous": -1, "this": 0, "the current": 0, "next": 1, "the coming": 1}
for _word, _shift in _NEIGHBOURS.items():
    WORDS |= {
        f"{_word} week": Stated(weeks=_shift),
        f"{_word} month": Stated(months=_shift),
        f"{_word} quarter": Stated(quarters=_shift),
        f"{_word} year": Stated(years=_shift),
    }

# The holidays that news dates things by; Easter and the lunar ones are left out.
HOLIDAYS: dict[str, Holiday] = {
    "new year's day": fixed(1, 1), "new year's eve": fixed(12, 31),
    "martin luther king day": moving(1, 0, 3), "mlk day": moving(1, 0, 3),
    "valentine's day": fixed(2, 14), "presidents' day": moving(2, 0, 3),
    "earth day": fixed(4, 22), "may day": fixed(5, 1), "mother's day": moving(5, 6, 2),
    "memorial day": moving(5, 0, -1), "father's day": moving(6, 6, 3),
    "independence day": fixed(7, 4), "labor day": moving(9, 0, 1), "halloween": fixed(10, 31),
    "veterans day": fixed(11, 11), "thanksgiving": moving(11, 3, 4),
    "thanksgiving day": moving(11, 3, 4), "black friday": moving(11, 3, 4, later=1),
    "cyber monday": moving(11, 3, 4, later=4), "christmas eve": fixed(12, 24),
    "christmas": fixed(12, 25), "christmas day": fixed(12, 25), "boxing day": fixed(12, 26),
}  # fmt: skip
