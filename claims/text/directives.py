"""Orders, guidance, permissions and bans, as strong as this text words them.

A word of the vocabulary is a directive only where an authority can have issued it and the word
is what happens in the clause: 중국 당국이 구매를 금지했다 is one, 규제에 대응하기 위해 is not.
Strength says what the addressee must do in this wording; it is not truth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.text import directives_en, directives_ko
from claims.text.findings import (
    Direction,
    DirectiveTerm,
    FoundDirective,
    FoundMention,
    Strength,
)


def find(
    text: str,
    start: int,
    end: int,
    language: str,
    vocabulary: Sequence[DirectiveTerm],
    mentions: Sequence[FoundMention],
    context: tuple[int, int] | None = None,
) -> FoundDirective | None:
    """The directive that ``text[start:end]`` words, or None.

    ``context`` is the sentence around the clause, where the issuer may stand; ``mentions`` are
    the sentence's.
    """
    rules = {"ko": directives_ko, "en": directives_en}.get(language)
    if rules is None:
        return None
    pattern, terms = _compiled(tuple(vocabulary), language)
    if pattern is None:
        return None
    chosen = rules.choose(text, start, end, pattern)
    if chosen is None:
        return None
    term = terms[chosen.group]
    strength, direction = term.strength, term.direction
    if chosen.reversed:
        strength, direction = _reversed(strength, direction)
    if chosen.only and direction is Direction.PERMISSIVE:
        strength, direction = Strength.RESTRICT, Direction.RESTRICTIVE
    around = context or (start, end)
    issuer = rules.issuer(text, start, end, around, mentions)
    if not issuer and not rules.implies_authority(text, chosen.end, end):
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
        act=term.term,
    )


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


@lru_cache(maxsize=8)
def _compiled(
    vocabulary: tuple[DirectiveTerm, ...], language: str
) -> tuple[re.Pattern[str] | None, dict[str, DirectiveTerm]]:
    """One pattern for the terms of a language, longest first, with the term of each group."""
    rules = directives_ko if language == "ko" else directives_en
    ordered = sorted(
        (one for one in vocabulary if one.language == language and one.term.strip()),
        key=lambda one: len(one.term),
        reverse=True,
    )
    terms = {f"t{number}": one for number, one in enumerate(ordered)}
    if not terms:
        return None, {}
    # Alternatives that begin with their first letter are passed over at once where it is not.
    by_letter: dict[str, list[str]] = {}
    for group, one in terms.items():
        letter, rest = rules.pattern(one.term)
        by_letter.setdefault(letter, []).append(f"(?P<{group}>{rest})")
    branches = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(f"{rules.BOUNDARY}(?:{'|'.join(branches)})", rules.FLAGS), terms
