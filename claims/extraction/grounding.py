"""Hold what a model proposed to the text: exact slices only, no number and no name of its own.

A model may be wrong, and an article may be written to make it so. What is taken from it is which
stretch of the text is a claim and how it is classed. Numbers, times, names and directives are
read from that stretch by the rules; a statement that brings in a number the text does not have is
replaced by the quote, and a source that the text does not name is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.text import quantities
from claims.text.findings import (
    Block,
    BlockClass,
    FoundClaim,
    FoundVoice,
    Hedge,
    Kind,
    Polarity,
    Reading,
    Sentence,
    VoiceKind,
)
from claims.text.names import Gazetteer

BY_MODEL = "by_model"
STATEMENT_REFUSED = "statement_refused"

LEAST_LETTERS = 4
"""Of a quote: the shortest clause of Korean, 비가 온다, has as many."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Grounded:
    """What stands in the text, in its order, and how many proposals did not."""

    claims: Sequence[FoundClaim]
    refused: int


def grounded(
    proposals: Iterable[Mapping[str, Any]],
    text: str,
    blocks: Sequence[Block],
    rules: Reading,
    gazetteer: Gazetteer,
) -> Grounded:
    """The proposals whose quotes are exact slices of one body block.

    ``proposals`` have the form of ``model_server.SCHEMA``. A quote that stands at several places
    is taken at the first that no earlier proposal has. ``rules`` is the rules' own reading of
    the same text, whose sentences and facets are used.
    """
    taken: set[tuple[int, int]] = set()
    claims, refused = [], 0
    for proposal in proposals:
        place = _place(unicodedata.normalize("NFC", proposal["quote"]), text, blocks, taken)
        if place is None:
            refused += 1
            continue
        taken.add(place)
        claims.append(_claim(proposal, text, place, rules, gazetteer))
    return Grounded(sorted(claims, key=lambda claim: (claim.start, -claim.end)), refused)


def _place(
    quote: str, text: str, blocks: Sequence[Block], taken: set[tuple[int, int]]
) -> tuple[int, int] | None:
    if sum(map(str.isalnum, quote)) < LEAST_LETTERS:
        return None
    for block in blocks:
        if block.kind is not BlockClass.BODY:
            continue
        start = text.find(quote, block.start, block.end)
        while start >= 0:
            if (start, start + len(quote)) not in taken:
                return start, start + len(quote)
            start = text.find(quote, start + 1, block.end)
    return None


def _claim(
    proposal: Mapping[str, Any],
    text: str,
    place: tuple[int, int],
    rules: Reading,
    gazetteer: Gazetteer,
) -> FoundClaim:
    start, end = place
    quote = text[start:end]
    sentence = _sentence(place, rules.sentences)
    alike = [c for c in rules.claims if c.start < end and start < c.end]
    times = {t.start: t for c in alike for t in c.times if start <= t.start and t.end <= end}
    orders = [
        c.directive
        for c in alike
        if c.directive and start <= c.directive.start and c.directive.end <= end
    ]
    reasons = [BY_MODEL]
    statement = " ".join(proposal["statement"].split())
    if not _says_no_more(statement, text[sentence.start : sentence.end] + quote):
        statement = quote
        reasons.append(STATEMENT_REFUSED)
    nearest = max(alike, key=lambda c: min(end, c.end) - max(start, c.start), default=None)
    return FoundClaim(
        start=start,
        end=end,
        quote=quote,
        statement=statement,
        sentence=sentence,
        kind=Kind(proposal["kind"]),
        hedge=Hedge(proposal["hedge"]),
        polarity=Polarity(proposal["polarity"]),
        check_worthiness=proposal["check_worthiness"],
        reasons=tuple(reasons),
        attribution=_chain(proposal["sources"], text, sentence, rules),
        quantities=tuple(quantities.find(text, start, end, rules.language)),
        times=tuple(times[at] for at in sorted(times)),
        mentions=tuple(gazetteer.find(text, start, end)),
        directive=orders[0] if orders else None,
        about=nearest.about if nearest else None,
    )


def _sentence(place: tuple[int, int], sentences: Sequence[Sentence]) -> Sentence:
    """From the start of the first sentence the quote touches to the end of the last."""
    start, end = place
    touched = [one for one in sentences if one.start < end and start < one.end]
    if not touched:
        return Sentence(start, end)
    return Sentence(min(start, touched[0].start), max(end, touched[-1].end))


def _says_no_more(statement: str, ground: str) -> bool:
    """Whether every number of the statement stands in its ground, and it says something."""
    if not statement.isprintable() or not any(map(str.isalnum, statement)):
        return False
    return set(_DIGITS.findall(statement)) <= set(_DIGITS.findall(ground))


def _chain(
    names: Sequence[str], text: str, sentence: Sentence, rules: Reading
) -> tuple[FoundVoice, ...]:
    """The sources that the text names, in the model's order; where the rules found the same
    voice, it is theirs, with its kind, verb and key."""
    known = {voice.name: voice for claim in rules.claims for voice in claim.attribution}
    chain = []
    for name in dict.fromkeys(unicodedata.normalize("NFC", one).strip() for one in names):
        at = text.find(name, sentence.start, sentence.end) if name else -1
        if at < 0:
            at = text.find(name) if name else -1
        if at < 0:
            continue
        voice = known.get(name) or FoundVoice(name, VoiceKind.NAMED, at, at + len(name))
        chain.append(replace(voice, start=at, end=at + len(name)))
    return tuple(chain)
