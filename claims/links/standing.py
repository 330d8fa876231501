"""What stands behind claims and against them: articles, and the original reports they rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from claims.articles.models import Article
from claims.extraction.models import Attribution, Claim
from claims.links import tallies
from claims.links.circles import circle, comes_back
from claims.links.citations import Telling, cited
from claims.links.copies import said_in_copies
from claims.links.models import ClaimOrigin, Decision, Independence, Link, Origin
from claims.links.originals import Original
from claims.links.resolving import original_of
from claims.links.tallies import SIDES, Count, CountedSo, Standing


@dataclass(frozen=True, slots=True)
class Report:
    """One independent origin: the kept origins it is made of, the claims that rest on it, and why
    it is counted so where that is not one for one."""

    origins: Sequence[Origin]
    claims: Sequence[Claim]
    because: Sequence[CountedSo]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a claim. ``unknown`` are the claims whose origin is not known."""

    name: str
    articles: int
    reports: Sequence[Report]
    unknown: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Tally:
    """What is said on each side of a claim, as people decided and, apart, as is proposed.

    The claim itself is among those that support it. What says the same in a copy of its article, or
    of the article of another on a side, is on that side with it, unless it is linked otherwise
    itself. ``circle`` are articles that cite each other for it, also where they do not agree, the
    first again at the end; ``circular`` are claims whose own chain comes back to an outlet that it
    has passed.
    """

    decided: Sequence[Side]
    proposed: Sequence[Side]
    circle: Sequence[Article]
    circular: Sequence[Claim]


def tallies_of(claims: Collection[Claim]) -> dict[int, Tally]:
    """The tally of each claim, by its key. A constant number of queries, however many they are, and
    another where copies of articles say the same."""
    own = {claim.pk for claim in claims}
    places = _places(own)
    found_claims = Claim.objects.filter(pk__in=own.union(*places.values())).for_display()
    known = {
        claim.pk: claim
        for claim in found_claims.select_related("article__source__entity__merged_into")
    }
    rests = origins_of(known)
    standings = {key: _standing(claim, rests[key]) for key, claim in known.items()}
    told = {key: telling(claim, rests[key]) for key, claim in known.items()}
    shared, independent = _decided_pairs(known)

    def sides(places: Mapping[int, _Place]) -> list[Side]:
        by_side: dict[str, list[int]] = {side: [] for side in dict.fromkeys(SIDES.values())}
        for key, place in sorted(places.items()):
            if known[key].retired_at is None:
                by_side[place.side].append(key)
        return [
            _side(
                side,
                tallies.count(
                    [standings[key] for key in members],
                    shared=shared,
                    independent=independent,
                    cited=cited([told[key] for key in members]),
                ),
                known,
                rests,
            )
            for side, members in by_side.items()
            if members
        ]

    found = {}
    for key, around in places.items():
        placed = {key: _ITSELF} | {other: place for other, place in around.items() if place.side}
        standing = [other for other in sorted(placed) if known[other].retired_at is None]
        found[key] = Tally(
            sides({other: place for other, place in placed.items() if place.is_decided}),
            sides({other: place for other, place in placed.items() if not place.is_decided}),
            _circle(
                [
                    replace(told[other], says=placed[other].side)
                    for other in standing
                    if placed[other].side != "supersedes"  # it may well cite what was before it
                ],
                known,
            ),
            [known[other] for other in standing if _circular(known[other], rests[other])],
        )
    return found


def origins_of(claims: Iterable[int]) -> defaultdict[int, list[ClaimOrigin]]:
    """What each of these claims, by key, rests on: as people say, else as the machine found. The
    origin of a row is the survivor of those merged. Three queries."""
    rows = (
        ClaimOrigin.objects.filter(claim__in=list(claims), removed_at=None)
        .select_related(
            "by",
            "origin__reporter__merged_into",
            "origin__article",
            "origin__merged_into__reporter__merged_into",
            "origin__merged_into__article",
        )
        .prefetch_related("origin__reporter__names", "origin__merged_into__reporter__names")
        .order_by("pk")
    )
    found: defaultdict[int, list[ClaimOrigin]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    for key, resting in found.items():
        by_people = [row for row in resting if row.by_id is not None]
        found[key] = by_people or resting
    return found


def reports_behind(claims: Iterable[Claim]) -> list[tuple[Origin, int]]:
    """The origins that an article's claims rest on, each with how many do, the most first."""
    rows = [row for resting in origins_of(claim.pk for claim in claims).values() for row in resting]
    counted = Counter(origin_of(row).pk for row in rows)
    by_key = {origin_of(row).pk: origin_of(row) for row in rows}
    return [(by_key[key], number) for key, number in counted.most_common()]


def origin_of(row: ClaimOrigin) -> Origin:
    """The origin in force: of a merged one the survivor."""
    return row.origin.merged_into or row.origin


class _Place(NamedTuple):
    """The side of a claim that another is on, empty for none, and whether a person decided it."""

    side: str
    is_decided: bool


_ITSELF = _Place("supports", True)


def _places(own: Collection[int]) -> dict[int, dict[int, _Place]]:
    """Where the others stand to each of these claims."""
    linked = _linked(own)
    copies = said_in_copies({*own, *chain(*linked.values())})
    if again := {same for key in own for same in copies[key]}:
        theirs = _linked(again)
        linked |= theirs
        copies |= said_in_copies({*chain(*theirs.values())})
    return {key: _around(key, linked, copies) for key in own}


_Linked = dict[int, dict[int, _Place]]


def _linked(own: Collection[int]) -> _Linked:
    """Where the others of all links of each claim stand that say something."""
    found: defaultdict[int, dict[int, _Place]] = defaultdict(dict)
    links = Link.objects.touching(own).speaking()
    for link in links.prefetch_related("decisions", "proposals"):
        said = link.decision or link.proposal
        place = _Place(SIDES.get(said.relation, "") if said else "", link.decision is not None)
        found[link.a_id][link.b_id] = found[link.b_id][link.a_id] = place
    return {key: found[key] for key in own}


def _around(key: int, linked: _Linked, copies: Mapping[int, Sequence[int]]) -> dict[int, _Place]:
    """Where the others stand to a claim: as its own links say, else as those of what says the same
    in copies of its article do, and with each what says the same in copies of its own."""
    found = dict(linked[key])
    for same in copies[key]:
        found.setdefault(same, _ITSELF)
        for other, place in linked[same].items():
            found.setdefault(other, place)
    for other, place in list(found.items()):
        for same in copies.get(other, ()):
            found.setdefault(same, place)
    found.pop(key, None)
    return found


def known_origins(claim: Claim, rests: Iterable[ClaimOrigin]) -> dict[int, Origin]:
    """The origins in force that a claim is known to rest on, by key; ``rests`` are its rows of
    ``origins_of``. What is only said to be told, and by nobody, is of unknown origin, wherever it
    is printed."""
    text = claim.article.copy_of_id or claim.article_id
    unsourced_hearsay = claim.current is not None and claim.current.hedge == "hearsay"
    return {
        origin_of(row).pk: origin_of(row)
        for row in rests
        if row.by_id or not (unsourced_hearsay and origin_of(row).article_id == text)
    }


def _standing(claim: Claim, rests: Iterable[ClaimOrigin]) -> Standing:
    article = claim.article
    text = article.copy_of_id or article.pk
    return Standing(claim.pk, article.pk, text, frozenset(known_origins(claim, rests)))


def _decided_pairs(claims: Collection[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs among the claims that a person said share their origin, and that do not."""
    shared, independent = [], []
    rows = (
        Decision.objects.in_force()
        .filter(link__a__in=list(claims), link__b__in=list(claims))
        .exclude(relation="")
        .values_list("link__a", "link__b", "independence")
    )
    for a, b, said in rows:
        if said == Independence.SHARED_ORIGIN:
            shared.append((a, b))
        elif said == Independence.INDEPENDENT:
            independent.append((a, b))
    return shared, independent


def _side(
    name: str,
    counted: Count,
    known: Mapping[int, Claim],
    rests: Mapping[int, Sequence[ClaimOrigin]],
) -> Side:
    reports = []
    for group in counted.groups:
        origins: dict[int, Origin] = {}
        for key in group.claims:
            origins |= known_origins(known[key], rests[key])
        claims = [known[key] for key in group.claims]
        reports.append(Report(list(origins.values()), claims, group.because))
    return Side(name, counted.articles, reports, [known[key] for key in counted.unknown])


def telling(claim: Claim, rests: Iterable[ClaimOrigin]) -> Telling:
    """A claim with its article as the report that it is; ``rests`` are its rows of ``origins_of``,
    and the article's outlet is loaded with what it was merged into."""
    article = claim.article
    outlet = article.source.entity if article.source else None
    slug = (outlet.merged_into or outlet).slug if outlet else ""
    names = frozenset({slug, "".join(article.outlet.casefold().split())} - {""})
    day = article.published_on
    days = (day, day) if day else None
    text = str(article.copy_of_id or article.pk)
    itself = Original(names, article.outlet, slug, "report", days, days, text)
    return Telling(
        claim.pk, itself, [original_of(one) for one in known_origins(claim, rests).values()]
    )


def _circle(told: Sequence[Telling], known: Mapping[int, Claim]) -> list[Article]:
    """Articles that cite each other for what these claims say."""
    text = {one.claim: int(one.text) for one in told}
    cites: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in cited(told):
        cites[text[one]].add(text[other])
    articles = {text[one.claim]: known[one.claim].article for one in reversed(told)}
    return [articles[key] for key in circle(cites)]


def _circular(claim: Claim, rests: Iterable[ClaimOrigin]) -> bool:
    """Whether the claim's chain passes an outlet twice, or ends in the article that it stands in:
    an outlet that cites what it reported on another day goes back to that."""
    if claim.current is None:
        return False
    steps = sorted(claim.current.attributions.all(), key=lambda step: step.position)
    outlets = [step for step in steps if step.voice == Attribution.Voice.OUTLET]
    ends_here = any(origin_of(row).article_id == claim.article_id for row in rests)
    return comes_back(str(step.entity_id or step.name.casefold()) for step in outlets) or (
        bool(steps) and steps[-1] in outlets and ends_here
    )
