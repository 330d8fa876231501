"""A run of English number words read as one number: the longest that begins the run.

Read left to right. *and* before a part that is less than one adds it (forty-two and a third, three
million and a quarter, which is of a million); otherwise all words before the ordinal are over it
(twenty-three fifths). Cost: bounded by the length of the run, which the caller bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.text.digits import Numeral, whole


class Word(NamedTuple):
    """One word of a run: its kind (one, ten, hundred, scale, part, dozen, digits, negative, an,
    and, of, over, point, in, out), its value, and for digits the numeral they are."""

    kind: str
    value: Decimal
    start: int
    end: int
    said: str = ""
    plural: bool = False
    numeral: Numeral | None = None


class RunReader:
    """Reads one run of words; ``at`` is the next one."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.at = 0

    def numeral(self) -> Numeral | None:
        """The longest numeral from the beginning of the run."""
        sign = 1
        if self._kind() == "negative":
            sign, self.at = -1, 1
        if self.words[0].numeral and self.words[0].numeral.special:
            only = self.words[0].numeral
            self.at = 1
            return self._multiplied(only) if self._kind() in ("scale", "hundred") else only
        value, fraction = self._value()
        if value is None:
            return None
        first, last = self.words[0], self.words[self.at - 1]
        scales = [word for word in self.words[: self.at] if word.kind in ("scale", "hundred")]
        return Numeral(
            whole(sign * value),
            first.start,
            last.end,
            spelled=first.numeral is None,
            fraction=fraction,
            scale=int(scales[-1].value) if scales and last is scales[-1] else 1,
        )

    def _multiplied(self, numeral: Numeral) -> Numeral:
        scale = self.words[self.at]
        self.at += 1
        return numeral._replace(
            value=whole(numeral.value * scale.value), end=scale.end, scale=int(scale.value)
        )

    def _kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.words[place].kind if place < len(self.words) else ""

    def _value(self) -> tuple[Decimal | None, bool]:
        """The value from here on, and whether it is a part of a whole."""
        begin = self.at
        value = self._cardinal()
        if value is not None and (mixed := self._mixed(value)) is not None:
            return mixed, False
        end_of_cardinal, self.at = self.at, begin
        part = self._part()
        if part is not None:
            scaled = self._of_scale(part)
            return (scaled, False) if scaled is not None else (part, True)
        if value is None:
            return None, False
        self.at = end_of_cardinal
        if self._kind() == "point":
            return self._decimals(value), False
        return self._ratio(value)

    def _part(self) -> Decimal | None:
        """A fraction in words: a third, two thirds, twenty-three fifths, one hundred fifths."""
        begin = self.at
        if not any(word.kind == "part" for word in self.words[begin:]):
            return None
        if self._is_bare_part():
            self.at += 1
            return 1 / self.words[begin].value
        best: tuple[int, Decimal] | None = None
        for split in range(begin + 1, min(len(self.words), begin + 12)):
            above = self._exactly(begin, split)
            if above is None:
                continue
            below = self._denominator(split)
            if below is None:
                continue
            close, value = below
            compound = close > split + 1
            if above != 1 and (not self.words[close - 1].plural or (compound and value >= 100)):
                continue  # two third, ninety-five hundred fifths
            best = (close, above / value)
            if compound:
                break
        if best is None:
            return None
        self.at, value = best
        return value

    def _is_bare_part(self) -> bool:
        """Half or quarter before what it divides: half a dozen, quarter million, half of."""
        word = self.words[self.at]
        following = self._kind(1)
        if word.said not in ("half", "quarter"):
            return False
        if word.said == "half" and following in ("", "an", "of", "dozen", "scale"):
            return True
        return following == "scale" or (following == "an" and self._kind(2) == "scale")

    def _exactly(self, begin: int, split: int) -> Decimal | None:
        """The words ``begin:split`` as one whole number, else None."""
        if split == begin + 1 and self.words[begin].kind == "an":
            return Decimal(1)
        if self.words[begin].kind == "an":
            return None
        reader = RunReader(self.words[:split])
        reader.at = begin
        value = reader._cardinal()
        return value if value is not None and reader.at == split else None

    def _denominator(self, place: int) -> tuple[int, Decimal] | None:
        """The ordinal that begins at ``place``: fifth(s), twenty-first(s), hundred and fifth."""
        for close in range(min(len(self.words), place + 6), place, -1):
            last = self.words[close - 1]
            if last.kind != "part":
                continue
            if close == place + 1:
                said_so = last.value > 2 or last.said in ("half", "halves")
                return (close, last.value) if said_so else None
            if last.value > 19 or self.words[place].kind == "an":
                continue
            reader = RunReader(self.words[: close - 1])
            reader.at = place
            value = reader._cardinal()
            joined = reader.at == close - 2 and self.words[close - 2].kind == "and"
            if value is None or not (reader.at == close - 1 or joined):
                continue
            if (value % 100 == 0 or (value % 10 == 0 and last.value < 10)) and value >= 20:
                return close, value + last.value
        return None

    def _cardinal(self) -> Decimal | None:
        """A whole number in words, or one in digits with its scales."""
        total = current = Decimal(0)
        low = Decimal(10) ** 20  # the next piece of the section must be below this
        ceiling = Decimal(10) ** 20  # the next scale must be below this
        begin, last = self.at, ""
        while True:
            kind = self._kind()
            word = self.words[self.at] if kind else None
            if kind == "an" and self.at == begin and self._kind(1) in ("hundred", "scale", "dozen"):
                current = Decimal(1)
                low = Decimal(1)
            elif word is not None and kind in ("one", "ten", "digits") and word.value < low:
                if kind == "digits" and last in ("one", "ten", "digits"):
                    break
                if last in ("one",) or (
                    last == "ten" and (kind != "one" or not 0 < word.value < 10)
                ):
                    break
                if word.value == 0 and self.at != begin:
                    break
                if (
                    kind == "digits"
                    and (word.numeral and word.numeral.special)
                    and self.at != begin
                ):
                    break
                current += word.value
                low = Decimal(10) if kind == "ten" else Decimal(1)
            elif (
                word is not None
                and kind == "hundred"
                and last in ("one", "ten", "digits", "an")
                and current
            ):
                current *= 100
                low = Decimal(100)
            elif (
                word is not None
                and kind == "dozen"
                and current
                and last in ("one", "ten", "digits", "an")
            ):
                # three hundred and two dozens are 300 + 24
                small = self.words[self.at - 1].value or Decimal(1)
                current += small * 11 if last != "an" else 11
                self.at += 1
                last = "dozen"
                break
            elif word is not None and kind == "scale" and current and word.value < ceiling:
                total += current * word.value
                current, low, ceiling = Decimal(0), word.value, word.value
            elif word is not None and kind == "scale" and last == "scale" and total:
                total *= word.value  # three lakh crore
            elif kind == "and" and last in ("hundred", "scale") and self._goes_on(low):
                pass
            else:
                break
            last = kind
            self.at += 1
        if self.at > begin and self.words[self.at - 1].kind == "and":
            self.at -= 1
        if self.at == begin or last == "":
            return None
        return total + current

    def _goes_on(self, low: Decimal) -> bool:
        """Whether what follows *and* belongs to the number: two hundred and five."""
        following = self._kind(1)
        if following not in ("one", "ten", "digits"):
            return False
        word = self.words[self.at + 1]
        if word.value >= low or word.value == 0:
            return False
        after = self._kind(2)
        # 3 hundred and 2 hundred are two numbers, two hundred and five thousand is one
        if after == "hundred" and low <= 100:
            return False
        if word.numeral and word.numeral.special:
            return False
        # 5 lakh and 2 crore are two
        if after == "scale" and self.words[self.at + 2].value >= low > 100:
            return False
        # a part is read by itself, without a further *and*: the cost stays that of the run
        close = self.at + 1
        while close < len(self.words) and self.words[close].kind in ("one", "ten", "hundred"):
            close += 1
        if close == len(self.words) or self.words[close].kind != "part":
            return True
        rest = RunReader(self.words[self.at + 1 : close + 1])
        part = rest._part()
        return part is None or part >= 1

    def _decimals(self, value: Decimal) -> Decimal:
        """zero point zero eight, nought point eleven."""
        self.at += 1
        begin, figures = self.at, ""
        while self._kind() in ("one", "ten", "digits"):
            word = self.words[self.at]
            if word.numeral and word.value != word.value.to_integral_value():
                break
            if figures and self.words[self.at - 1].kind == "ten" and word.value < 10:
                figures = figures[:-1] + str(word.value)
            else:
                figures += str(word.value)
            self.at += 1
        if self.at == begin:
            self.at -= 1
            return value
        value += Decimal(f"0.{figures}")
        if self._kind() == "scale":
            value *= self.words[self.at].value
            self.at += 1
        return value

    def _mixed(self, value: Decimal) -> Decimal | None:
        """forty-two and a third; 3 million and a quarter; one billion and a half million."""
        begin = self.at
        if self._kind() != "and":
            return None
        reader = RunReader(self.words)
        reader.at = begin + 1
        more = Decimal(0)
        if reader._kind() in ("one", "ten") and self.words[begin - 1].kind == "ten":
            # twenty and three and three fifths
            one = reader._cardinal()
            if one is not None and one < 10 and reader._kind() == "and":
                more = one
                reader.at += 1
            else:
                reader.at = begin + 1
        part = reader._part()
        if part is None or part >= 1:
            return None
        scaled = reader._of_scale(part)
        last = self.words[begin - 1]
        if scaled is not None and value < 100:
            value = (value + part) * scaled / part  # one and a half million
        elif scaled is not None:
            value += scaled
        elif last.kind == "scale":
            value += part * last.value
        else:
            value += more + part
        self.at = reader.at
        return value

    def _of_scale(self, part: Decimal) -> Decimal | None:
        """The part of what follows: half a million, two thirds of a million, half a dozen."""
        place = self.at
        if self._kind() == "of":
            self.at += 1
        if self._kind() == "an":
            self.at += 1
        if self._kind() in ("scale", "dozen", "hundred"):
            self.at += 1
            return part * self.words[self.at - 1].value
        self.at = place
        return None

    def _ratio(self, value: Decimal) -> tuple[Decimal, bool]:
        """one over three, one in twenty, two out of five hundred: as a part of a whole."""
        begin = self.at
        kind = self._kind()
        if kind == "over" or (kind == "in" and value == 1):
            self.at += 1
        elif kind == "out" and self._kind(1) == "of":
            self.at += 2
        else:
            return value, False
        below = self._cardinal()
        if self._kind() == "hundred":
            self.at = begin
            return value, False
        if below is None or below == 0 or (kind != "over" and below <= value):
            self.at = begin
            return value, False
        return value / below, True
