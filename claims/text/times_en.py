"""English times: the parts of a date, in whatever order a sentence gives them.

The names of months and days that are also words (May, March, second) count only where what stands
around them makes a date. Amounts of time become a date only with a direction (three days ago, the
past two weeks); a fiscal quarter is no time here: its months differ by firm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from claims.text import dating
from claims.text.dating import Expression, Grammar, Join, Part
from claims.text.findings import FoundTime, Grain
from claims.text.stated import Ground, Shift, Stated
from claims.text.time_words_en import (
    COUNTS,
    HOLIDAYS,
    MONTHS,
    NTH,
    ORDINALS,
    PARTS,
    SEASONS,
    SIDES,
    WEEKDAYS,
    WORDS,
)


def _one_of(words: Iterable[str]) -> str:
    """The words as a pattern, longest first, with any white space between them."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s").replace("'", "['’]") for word in found)


_YEAR = r"(?:1[5-9]|20|21)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH_DAY = rf"{_DAY}(?:st|nd|rd|th)"
_ORDINAL = "|".join(word.replace("-", r"[\s-]") for word in sorted(ORDINALS, key=len, reverse=True))
# Full names that are no other word; the rest needs a day, a year or a preposition beside it.
_PLAIN = r"January|February|April|June|July|August|September|October|November|December"
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH = rf"(?:(?:{_PLAIN}|March|May|{_PLAIN.lower()}|sept)\b|(?:{_SHORT})\b\.?)"
# Oct2 and Oct-2 are written too.
_MONTH_DAY = rf"(?:{_PLAIN}|{_PLAIN.lower()}|March|May|{_SHORT})(?:\.?\s{{1,2}}|[-/]|\.)?"
_WEEKDAY = rf"(?:{_one_of(WEEKDAYS)}|{_one_of(name.title() for name in WEEKDAYS)})"
_NOT_A_DAY = (
    r"(?![\w:%]|[.,]\d|/\d|-\d{3}|-\d{1,2}[/-]|\s?(?:percent|per\scent|million|billion|trillion"
    r"|people|points|times)\b)"
)
_COUNT = rf"(?:\d{{1,3}}|(?:an?\s)?(?:couple\sof|few|several)|{_one_of(COUNTS)})"
_UNIT = r"(?:(?:business|working|trading)\s)?(?:day|week|month|year|decade)s?"
_AMOUNT = rf"{_COUNT}[\s-]{_UNIT}(?:(?:,|\sand|,\sand)?\s{_COUNT}\s{_UNIT}){{0,2}}"

_PATTERNS: dict[str, str] = {
    "fiscal": r"\b(?ai:(?:first|second|third|fourth)[\s-](?:fiscal[\s-])quarter"
    r"|(?:first|second|third|fourth)[\s-]quarter\sof\s(?:[\w’']{1,20}\s){0,2}?fiscal\b(?:\s\d{4})?"
    r"|fiscal(?=[\s-](?:year|quarter|first|second|third|fourth|Q[1-4]|\d{4}))"
    r"(?:[\s-](?:year|quarter|first|second|third|fourth|Q[1-4]|\d{4})){1,3}"
    r"(?!\s(?:that\s)?(?:ended|ending)\b))"
    r"|\bFY\s?'?\d{2,4}\b",
    "every": r"\b(?ai:every|each)(?=\s)",
    "full": rf"(?<![\w./-])(?:{_YEAR}(?P<mark>[./-])(?:1[0-2]|0?[1-9])(?P=mark){_DAY}"
    rf"|{_DAY}(?P<us>[./-]){_DAY}(?P=us){_YEAR}|{_DAY}/{_DAY},{_YEAR}|(?:1[0-2]|0?[1-9])/{_YEAR}"
    rf"|{_DAY}(?P<short>[/-]){_DAY}(?P=short)\d\d|{_YEAR}/(?ai:{_SHORT})/{_DAY})(?![\w/-]|\.\d)",
    "slashed": rf"{_DAY}[/-]{_DAY}(?![\w/-]|[.,]\d)",
    "run": rf"\b(?ai:{_COUNT}\s(?:months|weeks)"
    r"|(?:(?:first|second|third|fourth|fiscal)[\s-]){0,2}(?:quarter|half|year))\s(?:to|through|(?:that\s)?(?:ended|ending))"
    rf"(?:\sin|\son)?\s(?=(?:{_DAY}\s)?{_MONTH})",
    "nth": rf"\b(?ai:(?:first|second|third|fourth|fifth)(?=\s{_WEEKDAY}\b)"
    rf"|last(?=\s{_WEEKDAY}\s(?:of|in)\s)|(?:first|second|third|fourth|fifth|last)\sweek"
    r"(?=\s(?:of|in)\s|\s(?:this|next|last)\s(?:month|year)))",
    "word": rf"\b(?ai:{_one_of(WORDS)})\b(?!['’]s\s(?:World|Day))",
    "ago": rf"\b(?ai:{_AMOUNT}\s(?:ago|earlier|later|hence|from\s(?:now|today|tomorrow|yesterday)"
    r"|before\s(?:yesterday|today)|after\s(?:tomorrow|today)))\b",
    "in_amount": rf"\b(?:in|In)\s(?ai:{_AMOUNT})(?!['’\w-])",
    "lately": rf"\b(?ai:(?:last|past|previous|next|coming|following)\s(?:{_AMOUNT}"
    rf"|(?:few|several|couple\sof)\s{_UNIT})|(?<=the\s)past\s(?:week|month|quarter|year|decade))\b",
    "so_far": r"\b(?ai:so\sfar|earlier(?:\sin)?)\s(?=this\s(?:week|month|quarter|year)\b|(?:January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b)",
    "rest": r"\b(?ai:later(?:\sin)?|(?:the\s)?rest\s(?:of\s)?)\s?"
    r"(?=(?:this|the)\s(?:week|month|quarter|year)\b)",
    "unit": r"(?<=\s)(?:week|month|quarter|year)\b(?!-)",
    "decade": r"(?<![\w$€£])(?:(?:19|20|18)\d0|['’][2-9]0)['’]?s\b",
    "part": r"\b(?ai:(?:beginning|start|middle|end)\sof(?:\sthe)?|(?:early|mid|late)(?:\sin)?"
    rf"(?:\sthe)?)[\s-](?=(?:{_YEAR}|(?:19|20)\d0s|['’]\d0s|{_MONTH}|Q[1-4]"
    r"|(?ai:last|this|next|first|second|third|fourth|week|month|quarter|year|spring|summer|autumn|fall|winter))\b)",
    "month_day": rf"\b{_MONTH_DAY}(?:{_NTH_DAY}|{_DAY}){_NOT_A_DAY}"
    rf"|\b{_MONTH}\s(?ai:{_ORDINAL})\b",
    "open": rf"\b(?:{_NTH_DAY}|{_DAY})(?:\s?[–-]\s?|\s(?:to|till|until|through|and)\s)"
    rf"(?=(?:{_NTH_DAY}|{_DAY})\s(?:of\s)?(?:{_MONTH}|(?:this|next|last)\smonth))"
    rf"|(?<=from\s){_DAY}\sto\s(?={_MONTH}\s{_DAY}\b)"
    rf"|\b{_YEAR}(?:\s?[–-]\s?|\s(?:to|until|till|through|and)\s)(?={_YEAR}\b(?![,.]\d))",
    "day_month": rf"(?<![\d.,$€£])(?:{_NTH_DAY}|{_DAY}\.?|(?ai:{_ORDINAL}))\s(?:of\s)?{_MONTH}"
    r"(?!\w)",
    "day_of": rf"\b(?:{_NTH_DAY}|{_DAY}|(?ai:{_ORDINAL}))\s(?:of\s)?"
    r"(?=(?:this|next|last|previous)\smonth\b)",
    "side": rf"\b(?ai:last|past|previous|this|coming|upcoming|next)\s(?=(?:{_WEEKDAY}|{_MONTH}"
    rf"|(?ai:{_one_of(HOLIDAYS)})"
    r"|spring|summer|autumn|fall|winter)\b)",
    "the_day": rf"\b(?:the\s)?{_NTH_DAY}(?=\s*(?:$|[.,;:!?)]|and\b|to\b))",
    "holiday": rf"\b(?ai:{_one_of(HOLIDAYS)})\b",
    "weekday": rf"(?<!Good\s)(?<!Super\s)(?<!Easter\s){_WEEKDAY}\b"
    r"(?!\s(?:Times|Telegraph|Mirror|Night))",
    "month": rf"\b{_MONTH}(?!\w|\s?\d{{1,2}}\b)",
    "quarter": r"\b(?:Q[1-4]|[1-4]Q|(?ai:(?:first|second|third|fourth)[\s-]quarter))(?![\w-]\w)",
    "half": r"\b(?:H[12]|(?ai:(?:first|second)[\s-]half))"
    rf"(?=\s(?:of\s(?:the\s|this\s|last\s|next\s)?)?(?:{_YEAR}|year)|\s(?:this|last|next)\syear)|(?<=\d\s)H[12]\b",
    "season": r"\b(?:spring|summer|autumn|fall|winter)(?=\s(?:of\s)?(?:19|20)\d\d\b)"
    r"|(?:(?<=last\s)|(?<=this\s)|(?<=next\s))(?:spring|summer|autumn|fall|winter)\b",
    "year": rf"(?<![\w$€£,.]){_YEAR}(?![\w%]|[,.]\d|[-/]\d)",
}
_PARTS = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{each})" for name, each in _PATTERNS.items()) + ")"
)
_UNTIL_DAY = re.compile(
    rf"(?:\s?[–-]\s?|\s(?:to|through)\s)(?:{_NTH_DAY}|{_DAY})(?![\w%/-]|[.,]\d|\s(?:of\s)?{_MONTH})"
)

_NUMBERS = re.compile(r"\d+")
_ONE_AMOUNT = re.compile(
    rf"\b(?P<count>{_COUNT})[\s-](?P<work>(?:business|working|trading)\s)?(?P<unit>day|week|month|year"
    r"|decade)s?",
    re.A | re.I,
)
_BASES = {"tomorrow": 1, "yesterday": -1}
# What must stand before a bare year, and before a month that is also another word.
_YEAR_LEAD = re.compile(
    r"(?:\b(?ai:in|since|by|until|till|of|from|during|through|throughout|before|after|for|between"
    r"|around|late|early|mid|year)[\s-]|\bfrom\s[^.;]{1,30}\sto\s|\bbetween\s[^.;]{1,30}\sand\s)$"
)
_MONTH_LEAD = re.compile(
    r"\b(?ai:in|since|by|until|till|of|from|during|through|throughout|before|after|for|between|to"
    r"|and|late|early|mid|earlier|last|this|next|ended|ending)[\s-]$"
    r"|[a-z.]\s?[–-]\s?$"
)
_DAY_LEAD = re.compile(r"\b(?ai:on|by|until|till|from|since|before|after|for)\s$")
_SLASH_LEAD = re.compile(r"\b(?ai:on|by|to|from)\s{1,4}$")
_QUARTER_BEHIND = re.compile(
    r"\s(?:the\s)?(?:Q[1-4]|H[12]|(?:first|second|third|fourth)\squarter)\b"
)
# The lowest in three years looks back.
_RECORD = re.compile(r"\b(?:\w+est|time|first|most|worst|best|once|twice)\s$")
_LEAD = 44
_YEAR_BEHIND = re.compile(rf"(?:\sof)?,?\s(?:{_YEAR}\b|(?:last|this|next)\syear\b)")
_PLAIN_NAMES = re.compile(rf"(?:{_PLAIN})\b")


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _number(words: str) -> int:
    return int(_NUMBERS.findall(words)[0])


def _month(words: str) -> int:
    match = re.search(_MONTH_NAME, words.lower())
    return MONTHS[match[0]] if match else 0


_MONTH_NAME = re.compile("|".join(MONTHS))


def _day(words: str) -> int:
    """The day of a month in figures or as an ordinal in words."""
    if numbers := _NUMBERS.findall(words):
        return int(numbers[0])
    words = re.sub(r"[\s-]+", "-", words.lower().strip())
    return next(ORDINALS[name] for name in _LONGEST_ORDINALS if name in words)


_LONGEST_ORDINALS = sorted(ORDINALS, key=len, reverse=True)


def _day_and_month(words: str) -> Stated:
    return Stated(month=_month(words), day=_day(words))


def _amount(words: str) -> Shift | None:
    """The distance that an amount of time names; the finest unit said is its grain."""
    months = days = workdays = 0
    grains = []
    for term in _ONE_AMOUNT.finditer(words):
        name = term["count"].lower().split()
        count = int(name[0]) if name[0].isdigit() else max(COUNTS.get(word, 0) for word in name)
        unit = term["unit"].lower()
        grains.append(_GRAINS[unit])
        if term["work"]:
            workdays += count
        elif unit in {"day", "week"}:
            days += count * (7 if unit == "week" else 1)
        else:
            months += count * {"month": 1, "year": 12, "decade": 120}[unit]
    if not grains:
        return None
    grain = min(grains, key=list(Grain).index)
    if grain is Grain.DAY and _VAGUE.search(words):
        grain = Grain.WEEK
    return Shift(months, days, workdays, grain)


_VAGUE = re.compile(r"\b(?:few|several|couple)\b", re.A | re.I)
_GRAINS = {
    "day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR,
    "decade": Grain.YEAR,
}  # fmt: skip


def _ago(words: str) -> Stated | None:
    shift = _amount(words)
    if shift is None:
        return None
    last = words.lower().split()[-1]
    base = _BASES.get(last, 0)
    if last in {"ago", "earlier"} or " before " in words.lower():
        return Stated(shift=shift.reversed().later(base), named=last == "earlier" or None)
    return Stated(shift=shift.later(base), named=last == "later" or None)


def _lately(words: str) -> Stated | None:
    side, _, rest = words.lower().partition(" ")
    shift = _amount(rest) or _amount("one " + rest) or _amount("a " + rest)
    if shift is None:
        return None
    onward = side in {"next", "coming", "following"}
    return Stated(stretch=True, shift=shift if onward else shift.reversed())


def _run(words: str) -> Stated | None:
    for unit in re.split(r"[\s-]", words.lower()):
        if unit in _RUNS:
            return Stated(run=_RUNS[unit])
    shift = _amount(words)
    return Stated(run=shift.months) if shift and 0 < shift.months <= 24 else None


_RUNS = {"quarter": 3, "half": 6, "year": 12}


def _full(words: str) -> Stated | None:
    numbers = [int(number) for number in _NUMBERS.findall(words)]
    if len(numbers) == 2 and numbers[1] > 99:
        return Stated(year=numbers[1], month=numbers[0])
    if len(numbers) == 2:
        return Stated(year=numbers[0], month=_month(words), day=numbers[1])
    first, second, third = numbers
    if first > 31:
        return Stated(year=_century(first), month=second, day=third)
    # 9-5-3 may be a record of games: only a zero in front or slashes tell that it is a date.
    if third < 100 and "/" not in words and "0" not in (n[0] for n in _NUMBERS.findall(words)):
        return None
    month, day = (second, first) if first > 12 else (first, second)
    return Stated(year=_century(third), month=month, day=day)


def _century(number: int) -> int:
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _slashed(words: str) -> Stated:
    first, second = (int(number) for number in _NUMBERS.findall(words))
    month, day = (second, first) if first > 12 else (first, second)
    return Stated(month=month, day=day)


def _decade(words: str) -> Stated:
    number = _number(words)
    return Stated(decade=number if number > 99 else 1900 + number)


def _counted(words: str) -> int:
    """Q3, 3Q and third quarter are 3."""
    if numbers := _NUMBERS.findall(words):
        return int(numbers[0])
    return NTH[re.split(r"[\s-]", words.lower())[0]]


_UNITS = {
    "week": Stated(weeks=0), "month": Stated(months=0), "quarter": Stated(quarters=0),
    "year": Stated(years=0),
}  # fmt: skip

_READERS: dict[str, Callable[[str], Stated | None]] = {
    "full": _full,
    "slashed": _slashed,
    "run": _run,
    "ago": _ago,
    "in_amount": lambda words: Stated(shift=_amount(words)),
    "lately": _lately,
    "word": lambda words: WORDS[_plain(words)],
    "so_far": lambda words: Stated(so_far=True),
    "rest": lambda words: Stated(rest=True),
    "unit": lambda words: _UNITS[words],
    "decade": _decade,
    "part": lambda words: Stated(part=PARTS[re.split(r"[\s-]", words.lower())[0]]),
    "month_day": _day_and_month,
    "day_month": _day_and_month,
    "day_of": lambda words: Stated(day=_day(words)),
    "nth": lambda words: Stated(week=NTH[words.lower().split()[0]]),
    "side": lambda words: Stated(side=SIDES[words.strip().lower()]),
    "the_day": lambda words: Stated(day=_number(words)),
    "weekday": lambda words: Stated(weekday=WEEKDAYS[words.lower()]),
    "month": lambda words: Stated(month=_month(words)),
    "quarter": lambda words: Stated(quarter=_counted(words)),
    "half": lambda words: Stated(half=_counted(words)),
    "holiday": lambda words: Stated(holiday=HOLIDAYS[_plain(words)]),
    "season": lambda words: Stated(season=SEASONS[words]),
    "year": lambda words: Stated(year=int(words)),
}


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    position = start
    while match := _PARTS.search(text, position, end):
        position = match.end()
        name, words = match.lastgroup or "", match.group()
        if name == "open":
            yield Part(match.start(), position, Stated(), number=_day(words))
            continue
        stated = _READERS[name](words) if name in _READERS else None
        if stated is None and name in _READERS:
            continue
        yield Part(match.start(), position, stated, _may_begin(name, text, start, match))
        if name == "month_day" and (until := _UNTIL_DAY.match(text, position, end)):
            position = until.end()
            day = Stated(day=_number(until.group()))
            yield Part(until.start(), position, day, begins=False, until=True)


def _may_begin(name: str, text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the part is a date of its own, or a word that needs another part before it."""
    before = text[max(start, match.start() - _LEAD) : match.start()]
    if name == "unit":
        return False
    if name == "year":
        behind = _QUARTER_BEHIND.match(text, match.end())
        return behind is not None or _YEAR_LEAD.search(before) is not None
    if name == "slashed":
        return _SLASH_LEAD.search(before) is not None
    if name == "month" and not _PLAIN_NAMES.match(match.group()):
        behind = _YEAR_BEHIND.match(text, match.end()) or _DATED_THING.match(text, match.end())
        return behind is not None or _MONTH_LEAD.search(before) is not None
    if name == "in_amount":
        workdays = re.search(r"business|working|trading", match.group()) is not None
        return workdays or (_PLANNED.search(before) is not None and not _RECORD.search(before))
    return name != "the_day" or _DAY_LEAD.search(before) is not None


# What is called by its month: a March report, the May survey.
_DATED_THING = re.compile(
    r"\s(?:report|study|survey|poll|paper|statement|filing|letter|meeting|ruling|vote|election)\b"
)
_PREFIXES = frozenset({"part", "side", "so_far", "rest", "run"})
_SLOTS: tuple[frozenset[str], ...] = (
    frozenset({"year", "years", "decade", "months", "weeks"}),
    frozenset({"holiday", "season", "half", "quarter", "quarters", "month", "months", "weeks"}),
    frozenset({"day", "weeks"}),
)


def _may_follow(stated: Stated, other: Stated) -> bool:
    said, adds = stated.said(), other.said()
    if "shift" in said | adds or "same_period" in said | adds:
        return False
    if adds & _PREFIXES:
        return said <= _PREFIXES
    if said <= _PREFIXES:
        return True
    if any(said & slot and adds & slot for slot in _SLOTS):
        return False
    both = said | adds
    if "holiday" in both:
        return both <= {"holiday", "year", "years", "side"}
    return "weekday" not in both or bool(both & {"day", "week", "weeks"})


_PLANNED = re.compile(
    r"\b(?:will|shall|would|won['’]t|(?:is|are|be|was|were)\s(?:due|set|scheduled|expected|slated|planned)"
    r"|plans?|due|expects?|scheduled|expected|to\sbe|agreed\sto"
    r"|takes?\seffect|comes?\sinto\sforce|expires?|starts?|begins?|(?:re)?opens?|resumes?"
    r"|(?:must|should)(?!\shave\b))\b|['’]ll\b"
)
_TENSE = re.compile(
    rf"(?P<ahead>(?:{_PLANNED.pattern})(?:\s(?:to|be|not|have)){{0,3}}(?:\s\w+)?)"
    r"|(?P<past>\b(?:said|told|was|were|had|did|met|rose|fell|held|took|made|came|went|began|won|lost"
    r"|saw|found|left|sent|gave|struck|spoke|wrote|sold|bought|paid|broke|ran|led|grew|sank|\w{3,}ed)\b)"
)
# A limit is ahead (must leave by Thursday) unless something had come about by then.
_LIMIT = re.compile(r"(?:^|\s)(?P<word>[Uu]ntil|[Tt]ill|[Bb]y|[Aa]head\sof)\s$")
_CAME_ABOUT = re.compile(
    r"\b(?:had|(?:has|have)\salready|was|were|rose|fell|grew|reached|climbed|dropped)\b"
    r"(?!(?:\s\w{1,20}){0,3}\s(?:to|must|should|would|will|could)\s[a-z]"
    r"|\s(?:until|till|due|set|scheduled|expected|planned|to\s[a-z]{1,20})\b)"
)
_SAID = re.compile(r"said|told")
_HAD = re.compile(r"\bhad\b")
_AUXILIARY = 16  # code points between had and its verb: had already left
_SINCE = re.compile(r"\b[Ss]ince\s(?:last\s)?$")
# A March 5 report, the ministry's Feb. 27 order: the date of a thing, not of the verb.
_OWNED = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|its|[Ii]ts|their|his|her|this|that)|['’]s)\s$")
_THING = re.compile(r"\s[a-z]{3,}")
_TENSE_REACH = 80
_TOLD_BEHIND = re.compile(r"\s(?:said|told|ordered|announced|asked|warned)\b")


def _tense(text: str, expression: Expression, start: int, end: int) -> int:
    """The words right beside the date tell, else its verb."""
    # on April 14 told Acme: the verb of a shortened clause stands right behind.
    if _TOLD_BEHIND.match(text, expression.end, end):
        return -1
    first = max(start, expression.start - _TENSE_REACH)
    before = text[first : expression.start]
    if _SINCE.search(before):
        return -1
    if limit := _LIMIT.search(before):
        return _limit(text, expression, first, first + limit.start("word"), end)
    tense = _verb(text, expression, first, end)
    thing = "month" in expression.stated.said() and _OWNED.search(before)
    if thing and _THING.match(text, expression.end, end):
        return max(0, tense)
    return tense


def _limit(text: str, expression: Expression, first: int, word: int, end: int) -> int:
    """By Thursday crews had left, had left by Thursday; ahead where nothing had come about."""
    marks = list(_TENSE.finditer(text, first, word))
    if not marks:
        behind = _TENSE.search(text, expression.end, min(end, expression.end + _TENSE_REACH))
        return -1 if behind and behind["past"] else 1
    if marks[-1]["past"] and _SAID.fullmatch(marks[-1].group()):
        behind = _HAD.search(text, expression.end, min(end, expression.end + _TENSE_REACH))
        return -1 if behind else 1
    if marks[-1]["ahead"]:
        return 1
    auxiliary = max(first, marks[-1].start() - _AUXILIARY)
    return -1 if _CAME_ABOUT.search(text, auxiliary, word) else 1


def _verb(text: str, expression: Expression, first: int, end: int) -> int:
    """The nearest verb before the date tells, else the first behind it."""
    marks = list(_TENSE.finditer(text, first, expression.start))
    if not marks:
        last = min(end, expression.end + _TENSE_REACH)
        marks = list(_TENSE.finditer(text, expression.end, last))[:1]
    if not marks:
        return 0
    return 1 if marks[-1]["ahead"] else -1


_TO = r"\s?[–—-]\s?|\s(?:to|through|thru|until|till)\s(?:the\s)?"
_GRAMMAR = Grammar(
    parts=_parts,
    may_follow=_may_follow,
    gap=re.compile(r"(?:\s{1,3}|,\s?|\s,\s|,?\s(?:of|in|on)\s)?(?:the\s)?"),
    joins=(
        Join(re.compile(_TO)),
        Join(re.compile(r"\sand\s(?:the\s)?"), before=re.compile(r"\b(?ai:between)\s(?:the\s)?$")),
    ),
    also=re.compile(r"(?:,|\sand|,\sand|\sor)\s(?:the\s|on\s)?"),
    tail=re.compile(r"(?!)"),
    tense=_tense,
)


def find(
    text: str, start: int, end: int, ground: Ground, previous: FoundTime | None
) -> list[FoundTime]:
    """English times of ``text[start:end]`` in order, not overlapping."""
    return dating.find(_GRAMMAR, text, start, end, ground, previous)
