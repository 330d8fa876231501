"""Orders, guidance, permissions and bans, as strong as this text words them.

A word of the vocabulary is a directive only where an authority can have issued it and the word
is what happens in the clause: 중국 당국이 구매를 금지했다 is one, 규제에 대응하기 위해 is not.
Strength says what the addressee must do in this wording; it is not truth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.text import directives_en, directives_ko
from claims.text.directive_terms import ChosenTerm, group_name
from claims.text.findings import (
    Direction,
    DirectiveTerm,
    FoundDirective,
    FoundMention,
    Strength,
)

_RULES = {"ko": directives_ko, "en": directives_en}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one language as one pattern, whose groups name them; None without terms."""

    language: str
    pattern: re.Pattern[str] | None
    groups: Mapping[str, DirectiveTerm]


def find(
    text: str,
    start: int,
    end: int,
    terms: Vocabulary,
    mentions: Sequence[FoundMention],
    context: tuple[int, int] | None = None,
    earlier: FoundDirective | None = None,
) -> FoundDirective | None:
    """The directive that ``text[start:end]`` words, or None.

    ``context`` is the sentence around the clause, where the issuer may stand; ``mentions`` are
    the sentence's. ``earlier`` is the directive last found: whoever issued it is meant where a
    later clause names nobody (9월에는 수입도 금지했다).
    """
    rules = _RULES.get(terms.language)
    if rules is None or terms.pattern is None:
        return None
    around = context or (start, end)
    chosen = rules.choose(text, start, end, terms.pattern)
    if chosen is None:
        chosen = rules.continued(text, start, end, around[1])
    if chosen is None:
        return None
    strength, direction = _meaning(chosen, terms.groups)
    strength = _softened(strength, chosen.softer)
    if chosen.reversed:
        strength, direction = _reversed(strength, direction)
    if chosen.only and not chosen.reversed and direction is Direction.PERMISSIVE:
        strength, direction = Strength.RESTRICT, Direction.RESTRICTIVE
    elif direction is Direction.RESTRICTIVE and rules.is_promotive(text, start, end):
        direction = Direction.PROMOTIVE
    issuer = rules.issuer(text, start, end, chosen.start, around, mentions)
    if not issuer and earlier and rules.names_nobody(text, start, chosen.start):
        issuer = earlier.issuer
    if not issuer and not chosen.strength and not rules.implies_authority(text, chosen.end, end):
        return None
    return FoundDirective(
        strength=strength,
        direction=direction,
        status=rules.status(text, chosen.end, end, chosen.lifted),
        start=chosen.start,
        end=chosen.end,
        original=text[chosen.start : chosen.end],
        issuer=issuer,
        addressee=rules.addressee(text, start, end, issuer, mentions),
        object=_object(chosen.start, start, end, mentions),
        act=rules.act(text, start, chosen.start, end) or text[chosen.start : chosen.end],
    )


def _meaning(chosen: ChosenTerm, terms: Mapping[str, DirectiveTerm]) -> tuple[Strength, Direction]:
    """Strength and direction of the vocabulary's term, or of the construction."""
    if chosen.strength:
        direction = Direction.PROMOTIVE if chosen.promotive else Direction.RESTRICTIVE
        return Strength(chosen.strength), direction
    term = terms[chosen.group]
    return term.strength, term.direction


def _softened(strength: Strength, softer: str) -> Strength:
    """Who urges or advises demands no more than that; a demand for reasons stays one."""
    if not softer or strength is Strength.REQUIRE_JUSTIFICATION:
        return strength
    return min(strength, Strength(softer), key=lambda one: one.level)


def _reversed(strength: Strength, direction: Direction) -> tuple[Strength, Direction]:
    """A permission refused is a ban; a restriction lifted or denied is a permission."""
    if direction is Direction.PERMISSIVE:
        return Strength.BAN, Direction.RESTRICTIVE
    return Strength.NONE, Direction.PERMISSIVE


def _object(at: int, start: int, end: int, mentions: Sequence[FoundMention]) -> str:
    """The product nearest before the act, else after it."""
    products = [
        one for one in mentions if one.kind == "product" and start <= one.start and one.end <= end
    ]
    before = [one for one in products if one.end <= at]
    chosen = before[-1:] or products[:1]
    return chosen[0].original if chosen else ""


def vocabulary(terms: Sequence[DirectiveTerm], language: str) -> Vocabulary:
    """The terms of a language, compiled; a reading asks once. Cached for the last few."""
    return _compiled(tuple(terms), language)


@lru_cache(maxsize=8)
def _compiled(terms: tuple[DirectiveTerm, ...], language: str) -> Vocabulary:
    """One pattern for the terms, longest first, with the term of each group."""
    rules = _RULES.get(language)
    ordered = sorted(
        (one for one in terms if one.language == language and one.term.strip()),
        key=lambda one: len(one.term),
        reverse=True,
    )
    if rules is None or not ordered:
        return Vocabulary(language, None, {})
    groups = {group_name(number, one.term): one for number, one in enumerate(ordered)}
    # Alternatives that begin with their first letter are passed over at once where it is not.
    by_letter: dict[str, list[str]] = {}
    for group, one in groups.items():
        letter, rest = rules.pattern(one.term)
        by_letter.setdefault(letter, []).append(f"(?P<{group}>{rest})")
    branches = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    pattern = re.compile(f"{rules.BOUNDARY}(?:{'|'.join(branches)})", rules.FLAGS)
    return Vocabulary(language, pattern, groups)
