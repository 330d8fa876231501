"""A sentence cut into clauses that each assert something: one predicate with its arguments.

Where the structure is in doubt nothing is cut: a long claim can be read, a fragment cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.text import coordination_en, coordination_ko, subordination_ko
from claims.text.findings import Sentence
from claims.text.morphology import Morpheme
from claims.text.predicates_ko import is_past

# Endings that leave the tense to the clause after them.
_TENSELESS = frozenset("고 며 으며 면서 으면서 거나 어 아 여 다가".split())

_PREDICATES = frozenset({"VV", "VA", "VCP", "VCN", "XSV", "XSA"})

_SHORTEST = 6  # code points without spaces: 중국은 하고 is a fragment


@dataclass(frozen=True, slots=True)
class Clause:
    """A half-open span of the text and the morphemes in it (none for English).

    ``past`` says that the clause takes its tense from the one after it, and that is the past:
    늘리고 in 늘리고 줄였다. ``head`` is the index of the noun a relative clause or an appositive
    stands before, 0 for a clause with a predicate of its own.
    """

    start: int
    end: int
    morphemes: tuple[Morpheme, ...] = ()
    past: bool = False
    head: int = 0

    @property
    def predication(self) -> tuple[Morpheme, ...]:
        """The morphemes of what is said, without the noun it is said of."""
        return self.morphemes[: self.head] if self.head else self.morphemes


def clauses(
    text: str, sentence: Sentence, morphemes: Sequence[Morpheme], language: str
) -> list[Clause]:
    """The clauses of a sentence, in order, without the commas between them; at least one."""
    if language == "ko":
        return _korean(text, sentence, morphemes)
    if language == "en":
        return _english(text, sentence)
    return [Clause(sentence.start, sentence.end)]


def is_run_on(text: str, clause: Clause) -> bool:
    """Whether the clause ends like a sentence of its own: …하고 있는데요, …했죠,"""
    return (
        coordination_ko.RUN_ON.search(text[max(clause.start, clause.end - 4) : clause.end])
        is not None
    )


def _korean(text: str, sentence: Sentence, morphemes: Sequence[Morpheme]) -> list[Clause]:
    coordinate = coordination_ko.cuts(text, morphemes)
    cuts = sorted({*coordinate, *subordination_ko.cuts(morphemes, coordinate)})
    cuts = [at for at in cuts if not _goes_on(morphemes, at)]
    found: list[Clause] = []
    first = 0
    start = sentence.start
    for last in [*cuts, len(morphemes) - 1]:
        if last < first:
            continue
        piece = tuple(morphemes[first : last + 1])
        end = sentence.end if last == len(morphemes) - 1 else piece[-1].end
        if not _stands(text, start, end, piece) or not _stands(
            text, end, sentence.end, morphemes[last + 1 :]
        ):
            if last == len(morphemes) - 1:
                found.append(_tidied(text, start, sentence.end, piece))
            continue
        found.append(_tidied(text, start, end, piece))
        first, start = last + 1, end
    if first < len(morphemes) and (not found or found[-1].end < start):
        found.append(_tidied(text, start, sentence.end, tuple(morphemes[first:])))
    return _tensed(found) or [Clause(sentence.start, sentence.end, tuple(morphemes))]


def _goes_on(morphemes: Sequence[Morpheme], at: int) -> bool:
    """확인하고도 보고하지 않았다: one reproach, not two statements."""
    ending, after = morphemes[at], morphemes[at + 1 : at + 2]
    return (
        ending.form == "고"
        and bool(after)
        and after[0].form == "도"
        and after[0].start == ending.end
    )


def _tensed(found: list[Clause]) -> list[Clause]:
    """With the tense of the following clause where the ending leaves it open: 늘리고 줄였다."""
    past = False
    for place in range(len(found) - 1, -1, -1):
        clause = found[place]
        if place + 1 < len(found) and _leaves_tense_open(clause.morphemes):
            found[place] = clause = replace(clause, past=past)
        past = clause.past or is_past(clause.morphemes)
    return found


def _leaves_tense_open(morphemes: Sequence[Morpheme]) -> bool:
    last = len(morphemes) - 1
    while last > 0 and (morphemes[last].tag in {"SP", "JKB"} or morphemes[last].form == "도"):
        last -= 1
    return (
        last > 0
        and (morphemes[last].form in _TENSELESS or morphemes[last].tag == "ETN")
        and morphemes[last - 1].tag != "EP"
    )


def _stands(text: str, start: int, end: int, piece: Sequence[Morpheme]) -> bool:
    """Whether a piece is enough to be a claim: a predicate, something it is about, some length."""
    if end <= start:
        return True
    if len("".join(text[start:end].split())) < _SHORTEST:
        return False
    told = (piece and piece[-1].tag in {"SP", "JKB"}) or any(
        each.stem in _PREDICATES for each in piece
    )
    return bool(told) and any(each.stem in coordination_ko.NOMINAL for each in piece)


def _tidied(text: str, start: int, end: int, morphemes: tuple[Morpheme, ...]) -> Clause:
    while start < end and (text[start].isspace() or text[start] in ",;:·…-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Clause(start, end, tuple(each for each in morphemes if start <= each.start < end))


def _english(text: str, sentence: Sentence) -> list[Clause]:
    found: list[Clause] = []
    start = sentence.start
    for end, following in coordination_en.cuts(text, sentence.start, sentence.end):
        found.append(Clause(start, end))
        start = following
    return [*found, Clause(start, sentence.end)]
