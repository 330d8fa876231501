"""What is known of a matter, for its page and its API: its claims by time, and their ties.

Every function makes a constant number of queries however many claims the matter has; what the
rules decide is in ``timeline`` and ``ties``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from claims.extraction.models import Claim, ClaimVersion, Directive, Mention
from claims.links import timeline
from claims.links.comparability import state_of
from claims.links.models import (
    Decision,
    Link,
    Matter,
    MatterMember,
    Proposal,
    Relation,
)
from claims.links.ties import Suggestion, Tie, disagreements, suggestions
from claims.links.timeline import Directed, Moment, Party
from claims.reference.models import Entity

SUGGESTED = 20
"""Most suggestions shown at once: who decides on them is shown the next ones."""

_UNNAMED = re.compile(
    r"(?:the\s)?(?:authorit(?:y|ies)|government|regulators?|officials?)|(?:정부|규제|관계)?\s?당국(?:자|자들)?|정부",
    re.IGNORECASE,
)
"""An issuer that is named by its office alone: whose authorities they are, the article said
before."""


def members_of(matter: Matter) -> list[Claim]:
    """The claims under the question, retired ones too, oldest member first, ready to be shown."""
    keys = MatterMember.objects.filter(matter=matter, removed_at=None).order_by("pk")
    order = {key: place for place, key in enumerate(keys.values_list("claim", flat=True))}
    return sorted(_shown(order), key=lambda claim: order[claim.pk])


def _shown(keys: Collection[int]) -> Iterable[Claim]:
    return (
        Claim.objects.filter(pk__in=keys)
        .for_display()
        .select_related(
            "current__directive", "article__source__entity__merged_into", "article__copy_of"
        )
        .prefetch_related("current__mentions__entity__merged_into__names")
    )


# --- by time ------------------------------------------------------------------------------


def moments_of(claims: Iterable[Claim]) -> list[Moment]:
    """The claims as the timeline sees them; no query for claims of ``members_of``."""
    found: list[tuple[Moment, int]] = []
    for claim in claims:
        version = claim.current
        if version is None:
            continue
        first, last = version.about_first, version.about_last
        about = (first, last) if first and last else None
        basis, start, end = timeline.placed(about, claim.article.published_on)
        found.append(
            (
                Moment(
                    claim=claim.pk,
                    basis=basis,
                    first=start,
                    last=end,
                    published=claim.article.published_on,
                    directed=_directed(version),
                ),
                claim.article_id,
            )
        )
    return _with_sides(found)


def _directed(version: ClaimVersion) -> Directed | None:
    directive: Directive | None = getattr(version, "directive", None)
    if directive is None:
        return None
    mentions = version.mentions.all()
    products = [one for one in mentions if one.entity.kind == "product"]
    thing = _party(directive.object, mentions, only="product")
    if not thing.key and len({one.entity_id for one in products}) == 1:
        thing = _entity(products[0].entity)
    return Directed(
        side=_side(directive.issuer, mentions),
        addressee=_party(directive.addressee, mentions),
        object=thing,
        strength=directive.strength,
        level=directive.level,
        direction=directive.direction,
        status=directive.status,
        denied=version.polarity == "negative",
    )


def _side(words: str, mentions: Iterable[Mention]) -> Party:
    """The state in whose name a directive is given, else who gives it."""
    if _UNNAMED.fullmatch(words.strip()):
        return Party()
    party = _party(words, mentions)
    state = next((found for key in party.key.split("+") if (found := state_of(key))), "")
    return replace(party, key=state) if state else party


def _party(words: str, mentions: Iterable[Mention], *, only: str = "") -> Party:
    """Whom or what the words name, by entities where they are known; of kind ``only`` if any is."""
    if not words:
        return Party()
    named = _named(words, mentions)
    named = [one for one in named if one.kind == only] or named
    if not named:
        return Party(words.casefold(), words)
    parties = sorted((_entity(one) for one in named), key=lambda one: one.key)
    return Party("+".join(one.key for one in parties), ", ".join(one.label for one in parties))


def _named(words: str, mentions: Iterable[Mention]) -> list[Entity]:
    """The entities whose names stand in the words, longer names first: an H200 is no H20."""
    rest, found = words, {}
    for mention in sorted(mentions, key=lambda one: -len(one.original)):
        if not mention.original:
            continue
        name = rf"(?<![A-Za-z0-9]){re.escape(mention.original)}(?![A-Za-z0-9])"
        rest, times = re.subn(name, "\0", rest)
        if times:
            entity = mention.entity.merged_into or mention.entity
            found[entity.pk] = entity
    return list(found.values())


def _entity(entity: Entity) -> Party:
    known = entity.merged_into or entity
    return Party(known.slug, known.label())


def _with_sides(found: Sequence[tuple[Moment, int]]) -> list[Moment]:
    """Authorities that are only called so are those that the article's other claims name; a
    state goes by one name throughout."""
    sides: dict[int, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for moment, article in found:
        if moment.directed and moment.directed.side.key:
            side = moment.directed.side
            sides[article].add(side.key)
            labels.setdefault(side.key, side.label)
    moments = []
    for moment, article in found:
        said = moment.directed
        if said is not None:
            key = said.side.key
            if not key and len(sides[article]) == 1:
                [key] = sides[article]
            side = Party(key, labels.get(key, ""))
            moment = replace(moment, directed=replace(said, side=side))
        moments.append(moment)
    return moments


# --- ties ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Why:
    """One reason to suggest a claim: the member it is linked to, and how."""

    member: Claim
    tie: Tie
    link: Link


@dataclass(frozen=True, slots=True)
class Suggested:
    claim: Claim
    why: Sequence[Why]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two members that contradict or qualify each other."""

    tie: Tie
    link: Link
    a: Claim
    b: Claim
    decision: Decision | None
    proposal: Proposal | None


def ties_of(claims: Iterable[Claim]) -> tuple[list[Tie], dict[int, Link]]:
    """Every pair with one of these claims that speaks of one thing, and its link by key. Three
    queries."""
    links = {
        link.pk: link
        for link in Link.objects.touching(claim.pk for claim in claims)
        .related()
        .prefetch_related("proposals", "decisions__by")
    }
    return [tie for link in links.values() if (tie := _tie(link))], links


def _tie(link: Link) -> Tie | None:
    decision, proposal = link.decision, link.proposal
    if decision is not None:
        if decision.relation == Relation.NOT_COMPARABLE:
            return None
        return Tie(link.pk, link.a_id, link.b_id, decision.relation, True, 1.0)
    if proposal is None:
        return None
    return Tie(link.pk, link.a_id, link.b_id, proposal.relation, False, proposal.confidence)


def suggested_for(
    matter: Matter, members: Sequence[Claim], ties: Iterable[Tie], links: dict[int, Link]
) -> tuple[list[Suggested], int]:
    """The first ``SUGGESTED`` claims that links suggest for the matter, and how many there are.

    Retired claims are left out, and those whose text the newest reading did not find. A constant
    number of queries.
    """
    inside = {claim.pk: claim for claim in members}
    refused = matter.refusals.filter(taken_back_at=None).values_list("claim", flat=True)
    ranked = suggestions(ties, inside, set(refused))
    standing = set(
        Claim.objects.in_text()
        .filter(pk__in=[row.claim for row in ranked])
        .values_list("pk", flat=True)
    )
    ranked = [row for row in ranked if row.claim in standing]
    claims = {claim.pk: claim for claim in _shown([row.claim for row in ranked[:SUGGESTED]])}
    shown = [
        Suggested(claims[row.claim], _reasons(row, inside, links)) for row in ranked[:SUGGESTED]
    ]
    return shown, len(ranked)


def _reasons(row: Suggestion, inside: dict[int, Claim], links: dict[int, Link]) -> list[Why]:
    return [Why(inside[each.member], each.tie, links[each.tie.link]) for each in row.because]


def disagreements_among(
    members: Sequence[Claim], ties: Iterable[Tie], links: dict[int, Link]
) -> list[Disagreement]:
    """The pairs of members that contradict or qualify each other, the gravest first; no query."""
    inside = {claim.pk: claim for claim in members}
    found = []
    for tie in disagreements(ties, inside):
        link = links[tie.link]
        found.append(
            Disagreement(tie, link, inside[tie.a], inside[tie.b], link.decision, link.proposal)
        )
    return found
