"""The features of a claim, from a reading in memory or from stored rows alike (``facets.py`` says
what they are)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Any

from claims.links import concepts
from claims.links.facets import Features, Mark, Name, Number, Order, Span, Voice, When
from claims.links.figures import measured, other_numbers
from claims.links.marks import endings, is_base, named_concepts, ordinals, within
from claims.links.subjects import Naming, slots, subjects
from claims.links.tellers import blanked, zones
from claims.links.topics import by_kind, sounds, terms_of_order, weighted_terms
from claims.text.features import lemmas as lemmas_of
from claims.text.findings import FoundClaim, FoundDirective, FoundTime

__all__ = [
    "Features",
    "Mark",
    "Name",
    "Number",
    "Order",
    "Span",
    "Voice",
    "When",
    "assemble",
    "of_found",
]

_AFTER = {"ko": 12, "en": 60}
"""Code points after the act of a directive within which stands what it is on: 금지된 갑, to bar A.
An English verb comes before all that it is on."""

_TELLING = 4
"""Consonants of a name by which alone two directives are on one thing."""

_DATE = re.compile(r"\[\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?\]")


def of_found(
    found: FoundClaim,
    language: str,
    published: dt.date | None = None,
    outlet: str = "",
    article: str = "",
) -> Features:
    """The features of a claim just read. ``outlet`` is the slug of the source's entity where it
    is known, else its name; ``article`` anything that tells texts apart."""
    names: dict[str, Name] = {}
    for mention in found.mentions:
        names.setdefault(
            mention.key,
            Name(mention.key, mention.kind, mention.original, (mention.start, mention.end)),
        )
    return assemble(
        statement=found.statement,
        quote=found.quote,
        start=found.start,
        language=language,
        kind=found.kind.value,
        polarity=found.polarity.value,
        hedge=found.hedge.value,
        lemmas=found.lemmas or lemmas_of(found.statement, language),
        names=tuple(names.values()),
        numbers=tuple(
            Number(
                one.value,
                one.value_high,
                one.unit,
                one.comparator.value,
                one.original,
                (one.start, one.end),
            )
            for one in found.quantities
        ),
        order=_order(found.directive) if found.directive else None,
        times=tuple(map(_when, found.times)),
        about=_when(found.about) if found.about else None,
        published=published,
        voices=tuple(
            Voice(one.name, one.kind.value, one.key, one.verb, (one.start, one.end))
            for one in found.attribution
        ),
        outlet=outlet,
        article=article,
    )


def assemble(
    *,
    statement: str,
    quote: str,
    start: int,
    language: str,
    lemmas: Collection[str],
    names: Sequence[Name],
    numbers: Sequence[Number],
    times: Sequence[When],
    voices: Sequence[Voice],
    **facets: Any,
) -> Features:
    """The features of a claim whose facets are known; here its words are made comparable.

    ``quote`` and ``start`` are its place in the text, where the spans of its words are sought.
    """
    words = frozenset(lemmas)
    text = _DATE.sub(lambda date: " " * len(date[0]), statement)
    telling = zones(text, language, voices)
    words_told = "".join(text[first:last] for first, last in telling)
    text = blanked(text, telling)
    telling = [(start + first, start + last) for first, last in zones(quote, language, voices)]
    spoken_of = [one for one in names if not within(one.span, telling)]
    unsaid = frozenset(one.key for one in names if _is_outside(one.span, start, quote))
    numbers = [one for one in numbers if not within(one.span, telling)]
    hits = concepts.find(text, language, words)
    counting = list(ordinals(quote, start, language))
    marks = (
        *named_concepts(text, hits, quote, start),
        *counting,
        *endings(quote, start, language),
    )
    about = facets.get("about")
    stated = (about, *times) if about else times
    taken = [one.span for facet in (numbers, times, names) for one in facet if one.span]
    taken += telling
    counted = [one for one in numbers if not within(one.span, [mark.span for mark in counting])]
    numbers = [*counted, *other_numbers(quote, start, language, taken)]
    said_by = {voice.key for voice in voices if voice.key}
    naming = Naming(text, language, spoken_of, hits)
    issuing = _issuing(facets.get("order"), language)
    about_words = {word for word in words if _stands_in(word, text, words_told)}
    terms = weighted_terms(text, language, about_words, spoken_of, hits, said_by, unsaid)
    heard = sounds(text, language, terms)
    on = _on(facets.get("order"), language, spoken_of, heard)
    terms |= terms_of_order(on, issuing)
    return Features(
        language=language,
        statement=statement,
        lemmas=words,
        names=names,
        numbers=tuple(measured(one, marks, language) for one in numbers),
        times=times,
        periods=tuple(one for one in stated if not is_base(quote, start, one, language)),
        voices=voices,
        marks=marks,
        terms=terms | heard,
        weight=sum(terms.values()),
        known=sum(weight for term, weight in terms.items() if term[0] != "w"),
        kinds=by_kind(marks, spoken_of, said_by, text, language),
        subjects=frozenset(subjects(text, language, words, naming, voices)),
        slots=slots(text, language, naming),
        issuing=issuing,
        on=on,
        unsaid=unsaid,
        quote=quote,
        start=start,
        **facets,
    )


def _on(
    order: Order | None, language: str, names: Sequence[Name], heard: Collection[str]
) -> frozenset[str]:
    """What a directive is on: the product that its claim means nearest before the act, or right
    after it, else such a company that neither gives nor gets it, else what has a name that no
    gazetteer knows."""
    if order is None:
        return frozenset()
    parties = order.issuer, order.addressee
    for kind in ("product", "company"):
        meant = [
            name
            for name in names
            if name.kind == kind and not any(name.label in party for party in parties)
        ]
        if found := _nearest(meant, order, _AFTER.get(language, 0)):
            return frozenset({found})
    return frozenset(one for one in heard if len(one) >= len("s:") + _TELLING)


def _nearest(names: Sequence[Name], order: Order, reach: int) -> str:
    """The key of the last name before the act of a directive, else of the first within ``reach``
    code points after it."""
    placed = sorted((name.span, name.key) for name in names if name.span)
    if order.span is None:
        return placed[-1][1] if placed else ""
    act, end = order.span
    before = [key for span, key in placed if span[1] <= act]
    after = [key for span, key in placed if act < span[1] and span[0] - end <= reach]
    return (before[-1:] or after[:1] or [""])[0]


def _is_outside(span: Span | None, start: int, quote: str) -> bool:
    return span is not None and not start <= span[0] < start + len(quote)


def _stands_in(word: str, text: str, words_told: str) -> bool:
    """Whether a lemma is of what is claimed, and not only of who told it."""
    root = word.removesuffix("다").lower()
    return root not in words_told.lower() or root in text.lower()


# One syllable stands for a state before a title or a body: 미 상무부, 트럼프 미 대통령.
_STATE_SYLLABLES = {
    "미": "us", "중": "cn", "한": "kr", "일": "jp", "북": "kp", "러": "ru", "영": "uk", "독": "de",
    "우리": "kr",
}  # fmt: skip


def _issuing(order: Order | None, language: str) -> frozenset[str]:
    """The states that the words for a directive's issuer name."""
    if order is None or not order.issuer:
        return frozenset()
    hits = concepts.find(order.issuer, language, frozenset(order.issuer.split()))
    named = {hit.code.lower() for hit in hits if hit.kind == "place" and len(hit.code) == 2}
    if language == "ko":
        named |= {
            _STATE_SYLLABLES[word] for word in order.issuer.split() if word in _STATE_SYLLABLES
        }
    return frozenset(named)


def _when(time: FoundTime) -> When:
    return When(time.first, time.last, time.grain.value, time.original, (time.start, time.end))


def _order(directive: FoundDirective) -> Order:
    return Order(
        directive.strength.level,
        directive.strength.value,
        directive.direction.value,
        directive.status.value,
        directive.issuer,
        directive.addressee,
        directive.object,
        directive.act,
        (directive.start, directive.end),
    )
