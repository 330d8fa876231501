"""From the chains of attribution of one article to the original reports that it rests on.

An article that says "Ming Pao reports, citing Reuters, which cites people familiar" brings no
finding of its own: the report it rests on is Reuters', of the day that is stated. The innermost
step of a chain that has a name is the reporter, because nobody can ask further in; a source without
a name belongs to the outlet that spoke to it. What nobody else is cited for is the article's own.

Within one article the same reporter is one report, unless another day is stated or it is called an
earlier one. When two articles name one report is said in ``originals.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.links.acts import act_of, is_generic
from claims.links.features import Features, Voice
from claims.links.frames import Told, bodies_of, report_of, reporter
from claims.links.originals import Original, context_of, looks_back, meet, spoken_of
from claims.links.reporters import person_and_body
from claims.links.unnamed import summed_up, with_sources
from claims.text.bodies import sort_of

# Who leads or speaks for a firm or an association, unlike a minister or a member of parliament.
_CHAIRS = re.compile(
    r"(?:대표|사무국장|사무총장|위원장|지부장|지회장|대변인|회장|이사장|소장|센터장|사장|조합장|공동대표|상임대표)$"
)
_CHAIRS_EN = re.compile(
    r"\b(?:chief executive|CEO|spokes(?:man|woman|person)|chair(?:man|woman|person)?"
    r"|(?:secretary|director)[\s-]general|head|leader|representative)\s$",
    re.IGNORECASE,
)

# Who speaks for what was named before, and is not named: a company spokesperson.
_OF_IT = re.compile(
    r"(?:(?:[Aa]n?|[Tt]he|[Ii]ts)\s)?(?:[a-z]+\s){0,2}spokes(?:man|woman|person)", re.IGNORECASE
)


def resolve(told: Sequence[Told], *, article: str) -> list[Original]:
    """The original that each claim of one article rests on, in the order given.

    Claims of one report share one object. ``article`` is what tells the text apart: of a copy, the
    original's. Cost: linear in the claims, times the reporters that the article names.
    """
    if not told:
        return []
    own, voice_of_own = _own(told[0].claim, article), _own(told[0].claim, article)
    voice_of_own.unsourced = True
    order = sorted(range(len(told)), key=lambda index: told[index].start)
    bodies = bodies_of(told)
    frames: dict[Voice, list[int]] = {}
    for index in order:
        one = told[index]
        voice = reporter(one.claim.voices) or act_of(one.claim, one.quote, one.start)
        if voice is not None:
            frames.setdefault(voice, []).append(index)
    named: dict[int, Original] = {}
    groups: list[Original] = []
    last: Original | None = None
    for voice, indices in frames.items():
        found = report_of([told[index] for index in indices], voice, bodies)
        if not told[indices[0]].claim.voices:
            known = _called(found, groups) if is_generic(voice.name) else last
            if known is not None:
                found.reporters |= known.reporters if is_generic(voice.name) else frozenset()
                found.key = known.key if is_generic(voice.name) else found.key
            # An act of no stated day is told of only where it goes on with what was told.
            if found.stated is None and (last is None or not last.reporters & found.reporters):
                continue
        elif last is not None and _speaks_for(told[indices[0]], voice, found, last):
            found.reporters |= last.reporters
            found.days, found.stated = last.days, last.stated
            found.medium, found.occasion = last.medium, last.occasion
            found.key = last.key
        by_itself = found.reporters & own.reporters and _can_be(found, own)
        known = last = own if by_itself else _joined(found, groups)
        named |= dict.fromkeys(indices, known)
    cited = with_sources(told, order, named, own)
    resolved = dict(cited)
    for place, index in enumerate(order):
        if index not in cited:
            resolved[index] = summed_up(told, order, place, cited) or voice_of_own
    about = [spoken_of(one.claim) for one in told]
    context = context_of(about)
    for index, terms in enumerate(about):
        resolved[index].about.append(terms)
        if not resolved[index].contexts:
            resolved[index].contexts.append(context)
            resolved[index].told_in = article
    return [resolved[index] for index in range(len(told))]


def _own(claim: Features, article: str) -> Original:
    days = (claim.published, claim.published) if claim.published else None
    reporters = frozenset({claim.outlet} - {""})
    return Original(reporters, claim.outlet, claim.outlet, "report", days, days, article)


def _called(found: Original, groups: Sequence[Original]) -> Original | None:
    """The body told of before that is now called by its sort: 재판부 of 나루지법."""
    sorts = {one for one in found.can_be if one.startswith("sort:")}
    return next((one for one in reversed(groups) if sorts & one.can_be), None)


def _speaks_for(one: Told, voice: Voice, found: Original, last: Original) -> bool:
    """Whether who leads a body goes on for it: the group's chair, after the group has spoken."""
    if last.article or last.medium == "report" or voice.key:
        return False
    if found.stated is not None and found.stated != last.stated:
        return False
    _person, body = person_and_body(voice.name)
    body = " ".join(word for word in body.split() if sort_of(word))  # not a foreign name
    start = voice.span[0] - one.start if voice.span else 0
    role = one.quote[max(start - 20, 0) : max(start, 0)]
    leads = _CHAIRS.search(voice.name) or _CHAIRS_EN.search(role) or _OF_IT.fullmatch(voice.name)
    return not body and leads is not None


def _can_be(found: Original, own: Original) -> bool:
    """Whether an outlet that names itself means this article and not one it ran before."""
    if looks_back(found):
        return False
    return found.stated is None or own.stated is None or meet(found.stated, own.stated)


def _joined(found: Original, groups: list[Original]) -> Original:
    """The report of the article so far that this is, else a new one."""
    for known in reversed(groups):
        if known.days is None or found.days is None:
            continue
        named = bool(known.reporters & found.reporters)
        if not named and not _is_described(known, found):
            continue
        if looks_back(known) or looks_back(found):
            continue
        if not (known.stated is None or found.stated is None or meet(known.stated, found.stated)):
            continue
        if (
            named
            and known.key != found.key
            and not (known.occasion and known.occasion == found.occasion)
        ):
            continue
        if known.medium != found.medium and known.occasion and found.occasion:
            continue
        known.reporters |= found.reporters
        if not named and _is_description(known.name):
            known.key, known.name = found.key, found.name
        if not named:
            known.can_be |= found.can_be
        if known.stated is None and found.stated is not None:
            known.stated = known.days = found.stated
        if known.medium == "unknown":
            known.medium, known.occasion = found.medium, found.occasion
        return known
    groups.append(found)
    return found


def _is_described(known: Original, found: Original) -> bool:
    """South Korea's privacy watchdog, which the next sentence calls the Personal Information
    Protection Commission: the sort and the field of both are the same, and one is no name."""
    described = _is_description(known.name) != _is_description(found.name)
    shared = known.can_be & found.can_be
    return described and {"sort", "of"} <= {one.partition(":")[0] for one in shared}


def _is_description(name: str) -> bool:
    return name.split()[-1].islower() if name else False
