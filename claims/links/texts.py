"""Two texts compared as they stand: read by the rules with the delivered reference data, without a
database."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from claims.index.vectors_encoding import encode
from claims.links.features import Features, of_found
from claims.links.rules import NOT_COMPARABLE, Comparison, compare
from claims.reference.delivered import directive_vocabulary, gazetteer
from claims.text import quantities, times
from claims.text.features import lemmas
from claims.text.findings import (
    Block,
    BlockClass,
    DirectiveTerm,
    FoundClaim,
    Hedge,
    Kind,
    Polarity,
    Sentence,
)
from claims.text.names import Gazetteer
from claims.text.reader import read
from claims.text.sentences import detect

CLAUSES = 40
"""Most claims of one text that are compared with those of the other, at 0.3 ms a pair: a text may
be a whole book."""

_RESERVATION = re.compile(
    r"지만|다만|그러나|반면|그친다|그쳤|불과|\b(?:but|although|though|however|except|only)\b", re.I
)
# What keeps two texts apart whatever their clauses share.
_DECISIVE = frozenset(
    {"other_time", "far_in_time", "other_product", "other_actor", "other_place", "other_group"}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with who published it and when. ``language`` is ``ko`` or ``en``; empty where it is to
    be found out."""

    text: str
    source: str = ""
    published: dt.date | None = None
    language: str = ""


def compare_texts(a: Statement, b: Statement) -> Comparison:
    """How two texts relate, each as a whole; where they do not compare, the surest of their claims
    that do, among the first ``CLAUSES`` of either. Never raises."""
    claims_a, claims_b = features_of(a)[:CLAUSES], features_of(b)[:CLAUSES]
    alike = _similarity(a, b)
    compared = [compare(one, other, similarity=alike) for one in claims_a for other in claims_b]
    whole = compared[0]
    if whole.relation != NOT_COMPARABLE or {why.code for why in whole.reasons} & _DECISIVE:
        return whole
    comparable = [one for one in compared if one.relation != NOT_COMPARABLE]
    best = max(comparable, key=lambda one: one.confidence, default=whole)
    if best.confidence < whole.confidence:
        return whole
    if best.relation != "repeats":
        return best
    # One clause stands in both texts, and one text says more.
    longer = max((a.text, b.text), key=len)
    relation = "qualifies" if _RESERVATION.search(longer) else "corroborates"
    return replace(best, relation=relation)


def _similarity(a: Statement, b: Statement) -> float:
    one, other = encode([a.text, b.text])
    return float(one @ other)


def features_of(said: Statement) -> list[Features]:
    """The claims of a text, one at least. Where a text makes several, the first is all of it
    together, for what one clause says of the other's subject."""
    names, vocabulary = _reference()
    text = said.text
    language = said.language or detect(text)
    reading = read(
        text,
        [Block(0, len(text), BlockClass.BODY)],
        published=said.published,
        gazetteer=names,
        vocabulary=vocabulary,
        language=language,
    )
    found = list(reading.claims)
    if len(found) != 1:
        found.insert(0, _whole(said, language, found, names))
    outlet = next((one.key for one in names.find(said.source, 0, len(said.source))), said.source)
    return [of_found(one, language, said.published, outlet) for one in found]


def _whole(
    said: Statement, language: str, parts: Sequence[FoundClaim], names: Gazetteer
) -> FoundClaim:
    """All that a text says as one claim: the facets of its clauses, the tone of its main one."""
    text, end = said.text, len(said.text)
    stated = times.find(text, 0, end, language, published=said.published, previous=None)
    mentions = names.find(text, 0, end)
    measured = [
        one
        for one in quantities.find(text, 0, end, language)
        if not any(one.start < other.end and other.start < one.end for other in stated)
        and not any(one.start < other.end and other.start < one.end for other in mentions)
    ]
    whole = FoundClaim(
        start=0,
        end=end,
        quote=text,
        statement=text,
        sentence=Sentence(0, end),
        kind=Kind.EVENT,
        hedge=Hedge.ASSERTED,
        polarity=Polarity.AFFIRMATIVE,
        check_worthiness=0,
        quantities=measured,
        times=stated,
        mentions=mentions,
        lemmas=lemmas(text, language),
    )
    if not parts:
        return whole
    main = parts[-1] if language == "ko" else parts[0]
    return replace(
        whole,
        kind=main.kind,
        hedge=main.hedge,
        polarity=main.polarity if len({part.polarity for part in parts}) == 1 else whole.polarity,
        attribution=max((part.attribution for part in parts), key=len),
        directive=next((part.directive for part in parts if part.directive), None),
        about=next((part.about for part in parts if part.about), None),
    )


@cache
def _reference() -> tuple[Gazetteer, list[DirectiveTerm]]:
    return gazetteer(), directive_vocabulary()
