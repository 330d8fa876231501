"""The rule reader: the text of an article in, exact, attributed, atomic claims out.

It reads body blocks only, sentence by sentence in order, and needs nothing but the text, the day
of publication, a gazetteer and a vocabulary of directives. It never raises for any text, and every
quote is an exact slice: ``text[claim.start:claim.end] == claim.quote``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.text import attribution, directives, quantities, times
from claims.text.antecedents import goes_on, is_near, restored, thing, unsaid
from claims.text.assessment import assess, is_reading_between_lines, kind_of, polarity_of
from claims.text.clauses import Clause, clauses
from claims.text.features import restated_lemmas
from claims.text.findings import (
    Block,
    BlockClass,
    DirectiveTerm,
    FoundClaim,
    FoundDirective,
    FoundMention,
    FoundQuantity,
    FoundTime,
    Reading,
    Sentence,
)
from claims.text.frames import Earlier, Frame
from claims.text.morphology import Morpheme
from claims.text.names import Gazetteer
from claims.text.predicates_ko import asserted
from claims.text.presuppositions import presuppositions
from claims.text.referents import named_after
from claims.text.sentences import analysed, detect
from claims.text.statements import (
    Topic,
    about,
    claims_nothing,
    is_headline,
    statement,
    takes_up_topic,
    topic_of,
)

_RECALLS = re.compile(r"앞서\s|[^,.]{1,30}\s지난\s(?:\d{1,2}월\s)?\d{1,2}일\s")
READER_NAME = "rules"
READER_VERSION = "1"

SUPPORTED = frozenset({"ko", "en"})
"""The languages whose claims are found."""
# No sentence of prose is longer; what is, is data or noise and carries no claim.
_LONGEST_SENTENCE = 3_000


@dataclass(slots=True)
class _Discourse:
    """What a sentence may take up from those before it in the same text."""

    time: FoundTime | None = None
    earlier: Earlier = field(default_factory=Earlier)
    topic: Topic | None = None
    directive: FoundDirective | None = None
    thing: Sequence[FoundMention] = ()
    said: dict[str, FoundMention] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Facets:
    """What was found in one sentence."""

    quantities: Sequence[FoundQuantity]
    times: Sequence[FoundTime]
    mentions: Sequence[FoundMention]
    frames: Sequence[Frame]


def read(
    text: str,
    blocks: Sequence[Block],
    *,
    published: dt.date | None,
    gazetteer: Gazetteer,
    vocabulary: Sequence[DirectiveTerm],
    language: str | None = None,
) -> Reading:
    """Read the body blocks of a canonical text.

    ``published`` is the day relative dates are resolved against; where it is None they are left
    out. A language without a reader gives a reading that says so and carries no claims.
    """
    body = [block for block in blocks if block.kind is BlockClass.BODY]
    spoken = language or detect("\n".join(text[block.start : block.end] for block in body))
    if spoken not in SUPPORTED:
        return Reading(language=spoken, supported=False)
    sentences: list[Sentence] = []
    terms = directives.vocabulary(vocabulary, spoken)
    found: list[FoundClaim] = []
    discourse = _Discourse()
    for sentence, morphemes in analysed(text, body, spoken):
        sentences.append(sentence)
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
        parts = clauses(text, sentence, morphemes, spoken)
        facets = _facets(text, sentence, parts, morphemes, spoken, published, gazetteer, discourse)
        discourse.said |= {one.key: one for one in facets.mentions}
        found += _claims(text, sentence, parts, facets, spoken, terms, gazetteer, discourse)
        _carry(text, sentence, facets, published, discourse)
    return Reading(
        language=spoken,
        supported=True,
        sentences=tuple(sentences),
        claims=tuple(found),
    )


def _facets(
    text: str,
    sentence: Sentence,
    parts: Sequence[Clause],
    morphemes: Sequence[Morpheme],
    language: str,
    published: dt.date | None,
    gazetteer: Gazetteer,
    discourse: _Discourse,
) -> _Facets:
    start, end = sentence.start, sentence.end
    mentions = gazetteer.find(text, start, end)
    stated = times.find(text, start, end, language, published=published, previous=discourse.time)
    measured = [
        quantity
        for quantity in quantities.find(text, start, end, language)
        if not any(quantity.start < time.end and time.start < quantity.end for time in stated)
        and not any(_overlays(one, quantity) for one in mentions)
    ]
    frames = attribution.frames(
        text, sentence, parts, morphemes, mentions, discourse.earlier, language
    )
    return _Facets(measured, stated, mentions, frames)


def _overlays(one: FoundMention, quantity: FoundQuantity) -> bool:
    """Whether a name takes the figure from a quantity: H20 chips, but not the US of US$8bn."""
    within = quantity.start <= one.start and one.end < quantity.end
    return (
        quantity.start < one.end
        and one.start < quantity.end
        and not (within and quantity.original[one.end - quantity.start] == "$")
    )


def _claims(
    text: str,
    sentence: Sentence,
    parts: Sequence[Clause],
    facets: _Facets,
    language: str,
    terms: directives.Vocabulary,
    gazetteer: Gazetteer,
    discourse: _Discourse,
) -> list[FoundClaim]:
    found: list[FoundClaim] = []
    headline = language == "ko" and is_headline(parts[-1].morphemes)
    for clause in parts:
        topic = topic_of(text, clause, facets.mentions, language)
        if not (headline or claims_nothing(text, clause, language)):
            found += [
                _claim(text, sentence, part, facets, language, terms, gazetteer, discourse)
                for part in (clause, *presuppositions(text, clause, language))
            ]
        discourse.topic = topic or discourse.topic
    return found


def _claim(
    text: str,
    sentence: Sentence,
    clause: Clause,
    facets: _Facets,
    language: str,
    terms: directives.Vocabulary,
    gazetteer: Gazetteer,
    discourse: _Discourse,
) -> FoundClaim:
    topic = discourse.topic
    start, end = clause.start, clause.end
    voices, hedge = attribution.chain(text, clause, facets.frames, language)
    measured = tuple(one for one in facets.quantities if start <= one.start and one.end <= end)
    stated = tuple(one for one in facets.times if start <= one.start and one.end <= end)
    named = tuple(one for one in facets.mentions if start <= one.start and one.end <= end)
    words = text[start:end]
    around = sentence.start
    if topic and takes_up_topic(text, clause):
        around = min(around, topic.start)
    directive = None
    if not is_reading_between_lines(words):
        directive = directives.find(
            text,
            start,
            end,
            terms,
            facets.mentions,
            (around, sentence.end),
            discourse.directive if is_near(start, discourse.directive) else None,
        )
    meant: Sequence[FoundMention] = ()
    if directive is not None:
        meant = thing(directive, named)
        if not meant and goes_on(text, start, directive, discourse.directive):
            meant = discourse.thing
        discourse.directive, discourse.thing = directive, meant
    assertion = asserted(clause.predication)
    kind = kind_of(words, assertion, voices, hedge, measured, directive, language)
    worth, reasons = assess(words, kind, hedge, voices, measured, stated, named, directive)
    said = statement(text, clause, stated, topic, voices, discourse.named, language)
    meant = [*restored(said, gazetteer, discourse.said), *meant]
    return FoundClaim(
        start=start,
        end=end,
        quote=words,
        statement=said,
        sentence=sentence,
        kind=kind,
        hedge=hedge,
        polarity=polarity_of(words, assertion, language),
        check_worthiness=worth,
        reasons=reasons,
        attribution=voices,
        quantities=measured,
        times=stated,
        mentions=(*named, *unsaid(meant, named)),
        directive=directive,
        about=about(text, clause, stated, facets.times, voices),
        lemmas=restated_lemmas(words, said, clause.morphemes, language),
    )


def _carry(
    text: str,
    sentence: Sentence,
    facets: _Facets,
    published: dt.date | None,
    discourse: _Discourse,
) -> None:
    # What is recalled leaves the day that the article is about: 이날 goes on with that.
    if discourse.time is None or not _RECALLS.match(text, sentence.start, sentence.end):
        discourse.time = times.last_named(facets.times, discourse.time, published)
    kinds = {mention.key: mention.kind for mention in facets.mentions}
    discourse.earlier = discourse.earlier.after(
        facets.frames, discourse.kinds | kinds, facets.mentions
    )
    discourse.kinds |= kinds
    discourse.named = named_after(discourse.named, facets.mentions)
