"""One deed that two claims give to different parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.links.comparability import NONE, Reason, actors, of_words, said_as
from claims.links.relations.pair import Pair
from claims.links.relations.roles import doers, singled_out, swapped


def rivals(pair: Pair) -> Iterator[Reason]:
    """One deed that one alone can have done, given to two; or two who change places."""
    a, b = pair.a, pair.b
    one_language = a.language == b.language
    places = swapped(a.statement, b.statement, a.language) if one_language else None
    if places:
        spans = a.place(min(places)), b.place(min(places))
        yield Reason("changed_places", "actor", 1.0, *spans, list(places))
        return
    if _speak_of_each_other(pair):
        yield Reason("changed_places", "actor", 1.0, a.voices[-1].span, b.voices[-1].span)
        return
    if _change_places(pair):
        spans = said_as(a, min(a.subjects))[1], said_as(b, min(b.subjects))[1]
        yield Reason("other_doer", "actor", 1.0, *spans)
    parties = _parties(pair) if one_language else None
    if parties:
        spans = a.place(parties[0]), b.place(parties[1])
        yield Reason("singled_out", "actor", 1.0, *spans, list(parties))
    elif a.kinds.get("sole", NONE) & b.kinds.get("sole", NONE):
        others = list(actors(a, b))
        if others:
            yield replace(others[0], code="rival_actor")
        elif rival := _other_doer(pair):
            yield of_words("rival_actor", "actor", said_as(a, rival[0]), said_as(b, rival[1]))


def _parties(pair: Pair) -> tuple[str, str] | None:
    """Whom each claim names where one at least says that it was this one: neither knows of the
    other's."""
    a, b = pair.a, pair.b
    one, other = singled_out(a.statement, a.language), singled_out(b.statement, b.language)
    if not one and not other:
        return None
    of_a = [one] if one else doers(a.statement, a.language)
    of_b = [other] if other else doers(b.statement, b.language)
    for x in of_a:
        for y in of_b:
            if not _named_in(x, b.statement) and not _named_in(y, a.statement):
                return x, y
    return None


def _named_in(party: str, statement: str) -> bool:
    lowered = statement.lower()
    return any(word in lowered for word in party.lower().split() if len(word) > 1)


def _speak_of_each_other(pair: Pair) -> bool:
    """Whether two parties say the same, each of the other."""
    a, b = pair.a, pair.b
    if pair.words < 0.5 or pair.clashing or not a.voices or not b.voices:
        return False
    one, other = a.voices[-1].name, b.voices[-1].name
    return one != other and one in b.statement and other in a.statement


def _other_doer(pair: Pair) -> tuple[str, str] | None:
    """The subjects of each claim that the other does not name, one of each: 신작은 갑이 펴낸다,
    신작은 을이 펴낸다."""
    a, b = pair.a, pair.b
    if pair.across:
        return None
    of_a, of_b = a.subjects - b.terms.keys(), b.subjects - a.terms.keys()
    return (min(of_a), min(of_b)) if of_a and of_b else None


def _change_places(pair: Pair) -> bool:
    """Whether who does and who suffers it are the other way round."""
    a, b = pair.a, pair.b
    if not a.subjects or not b.subjects or a.subjects & b.subjects:
        return False
    return all(term in b.terms for term in a.subjects) and all(
        term in a.terms for term in b.subjects
    )
