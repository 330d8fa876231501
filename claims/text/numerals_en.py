"""English numerals as numbers: 1.5 million, two hundred and five, two thirds, half a dozen.

A run of number words is cut into words (one to nineteen, tens, scales, ordinals, *and*, *a* …) and
read left to right. *one* after *the* or *this* is a pronoun, and *second* alone is not a half.
Cost: linear; a run is read once, and a run longer than 24 words is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.text import digits
from claims.text.digits import Numeral, in_code, whole
from claims.text.number_words_en import RunReader, Word

_ONES = {
    word: value
    for value, words in enumerate(
        "zero nought naught|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
        "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen".split("|")
    )
    for word in words.split()
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {
    "thousand": 10**3, "lakh": 10**5, "million": 10**6, "mln": 10**6, "crore": 10**7,
    "billion": 10**9, "bln": 10**9, "trillion": 10**12, "trn": 10**12, "quadrillion": 10**15,
}  # fmt: skip
_SUFFIXES = {"k": 10**3, "K": 10**3, "M": 10**6, "mn": 10**6, "bn": 10**9, "B": 10**9, "tn": 10**12}
# Lower-case m and b are also metres and bytes: scales only beside a sign of money.
MONEY_SUFFIXES = {"m": 10**6, "b": 10**9, "MM": 10**6, "t": 10**12, "T": 10**12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100, "thousandth": 1000, "first": 1, "second": 2,
}  # fmt: skip
_DOZENS = frozenset({"dozen", "dozens", "dz", "dzs", "doz"})
_NEGATIVE = frozenset({"minus", "negative"})


def _vocabulary() -> dict[str, tuple[str, Decimal, bool]]:
    """Every number word with its kind, its value and whether it is said in the plural."""
    words = {
        **{word: ("one", Decimal(value), False) for word, value in _ONES.items()},
        **{word: ("ten", Decimal(value), False) for word, value in _TENS.items()},
        **{word: ("dozen", Decimal(12), False) for word in _DOZENS},
        **{word: ("negative", Decimal(-1), False) for word in _NEGATIVE},
        **{word: (word, Decimal(0), False) for word in ("and", "of", "over", "point", "in", "out")},
        **dict.fromkeys(("a", "an"), ("an", Decimal(0), False)),
        "halves": ("part", Decimal(2), True),
    }
    for kind, table in (("scale", _SCALES), ("part", _PARTS), ("hundred", {"hundred": 100})):
        for word, value in table.items():
            words[word] = (kind, Decimal(value), False)
            words[word + "s"] = (kind, Decimal(value), True)
    return words


_VOCABULARY = _vocabulary()
_BEGINNING = frozenset(
    word
    for word, (kind, _value, plural) in _VOCABULARY.items()
    if kind in ("one", "ten", "negative") or word in ("half", "quarter")
)
_CANDIDATE = re.compile(
    r"(?<![\d.])\d|(?<!\w)\.\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
    r"|(?P<word>[A-Za-z]+)(?P<address>(?:(?<=http)|(?<=https))://\S{1,2000}|(?<=www)\.\S{1,2000})?"
)
_AN = re.compile(
    rf"[\s-]{{1,4}}(?:hundred|{'|'.join(_SCALES)}|dozen|half|quarter"
    rf"|[a-z-]{{0,30}}(?:third|first|second|fourth|fifth|[a-z]th))(?![A-Za-z])",
    re.I,
)
_WORD = re.compile(
    r"(?P<gap>\s{0,4}-?\s{0,4})(?:(?P<digits>\d|\.\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<word>[A-Za-z]{1,14}))"
)
_SUFFIX = re.compile(r"\s{0,2}(?P<suffix>[kK]|mn|bn|tn|[MB])(?![A-Za-z0-9])")
_PRONOUN = re.compile(
    r"\b(?:the|this|that|each|every|any|no|last|first|second|latter|next|other|another|which)\s$",
    re.I,
)
_MINUS = re.compile(r"(?:^|(?<=[\s(,;:~$£€]))[-−]\s?$")
_AN_ORDINAL = re.compile(r"an?\s(?:[a-z]+th|[a-z-]*third|[a-z-]*second|[a-z-]*first)")
_THING = re.compile(
    r"[\s-](?!(?:of|the|less|more|fewer|to|in|as|and|or|who|that|said|say|from|on|for|at|by|with|is"
    r"|are|was|were|have|has|had|each|came)\b)[A-Za-z]"
)
_LONGEST = 24


def scan(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numerals of ``text[start:end]`` in order, not overlapping."""
    position = start
    while match := _CANDIDATE.search(text, position, end):
        position = match.end()
        if match["address"] or (match["word"] and not _may_begin(text, match)):
            continue
        if match["word"] is None and (listed := digits.parts(text, match.start(), end)):
            yield from listed
            position = listed[-1].end
            continue
        numeral = _signed(text, match.start(), start, end)
        if numeral is not None:
            yield numeral
            position = max(numeral.end, match.start() + 1)
        elif match["word"] is None:
            position = max(digits.after(text, match.start(), end), position)


def _may_begin(text: str, match: re.Match[str]) -> bool:
    word = match["word"].lower().removesuffix("fold")
    if word in ("a", "an"):
        return _AN.match(text, match.end()) is not None
    return word in _BEGINNING


def standing(text: str, start: int, end: int) -> list[Numeral]:
    """The numerals that are no part of a code."""
    return [numeral for numeral in scan(text, start, end) if not in_code(text, numeral, end)]


def at(text: str, position: int, end: int) -> Numeral | None:
    """The numeral that begins at ``position``, in digits, words or both, or None."""
    words = _words(text, position, end)
    return RunReader(words).numeral() if words else None


def _signed(text: str, position: int, start: int, end: int) -> Numeral | None:
    numeral = at(text, position, end)
    if numeral is None:
        return None
    if numeral.spelled:
        return None if _names_another_thing(text, numeral, start, end) else numeral
    minus = _MINUS.search(text, max(start, position - 3), position)
    if minus and (len(minus.group()) == 1 or not text[start : minus.start()].strip()):
        return numeral._replace(value=-numeral.value, start=minus.start())
    return numeral


def _names_another_thing(text: str, numeral: Numeral, start: int, end: int) -> bool:
    """The pronoun of *this one*, the half of *first half*, the ordinal of *a third party*."""
    said = text[numeral.start : numeral.end].lower()
    if said in ("one", "half"):
        return _PRONOUN.search(text, max(start, numeral.start - 9), numeral.start) is not None
    return _AN_ORDINAL.fullmatch(said) is not None and (
        _THING.match(text, numeral.end, end) is not None
    )


def _words(text: str, position: int, end: int) -> list[Word]:
    """The run of number words from ``position``, with numerals in digits between them."""
    words: list[Word] = []
    while len(words) < _LONGEST and (match := _WORD.match(text, position, end)):
        gap = match["gap"]
        if words and not gap and not words[-1].numeral:
            break
        if not words and gap:
            break
        if match["digits"]:
            first = match.start("digits")
            numeral = digits.at(text, first, end)
            if numeral is None or (words and ("-" in gap or not gap or words[-1].numeral)):
                break
            value, close = numeral.value, numeral.end
            if suffix := _SUFFIX.match(text, close, end):
                factor = _SUFFIXES[suffix["suffix"]]
                close = suffix.end()
                numeral = numeral._replace(
                    value=whole(value * factor), end=close, special=True, scale=factor
                )
            words.append(Word("digits", numeral.value, first, close, numeral=numeral))
            position = close
            continue
        word = _word(match)
        last = words[-1].numeral if words else None
        if word is None or (last and last.special and word.kind not in ("scale", "hundred")):
            break
        words.append(word)
        position = word.end
    return words


def _word(match: re.Match[str]) -> Word | None:
    said = match["word"].lower()
    first, close = match.span("word")
    if said not in _VOCABULARY and said.endswith("fold"):
        said, close = said[:-4], close - 4  # tenfold
    known = _VOCABULARY.get(said)
    if known is None:
        return None
    kind, value, plural = known
    return Word(kind, value, first, close, said, plural)
