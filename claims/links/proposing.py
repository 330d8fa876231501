"""Compare pairs of claims and keep what is worth a person's look."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.articles.models import Article
from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links.candidates import features, of_claims
from claims.links.features import Features
from claims.links.grounds import ground, ground_by_slugs
from claims.links.models import Finder, Link, Proposal
from claims.links.pairing import Scored, folds, rank
from claims.links.ranking import waits
from claims.links.ready import known
from claims.links.rules import COMPARER, Comparison, compare
from claims.links.worklist import free, settle
from claims.people.models import Machine
from claims.work.services import wake_on_commit

LINKER = Machine("links")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, by key, that something brought together: ``of`` is the one that partners are
    looked for. ``similarity`` is the cosine of their vectors where it is known."""

    of: int
    other: int
    similarity: float | None = None


class Versioned(Protocol):
    """A claim in one version: its row, or what is known of it."""

    @property
    def pk(self) -> int: ...

    @property
    def current_id(self) -> int | None: ...


class SideBySide(NamedTuple):
    """Two claims, the one with the smaller key first, and how they relate."""

    a: Claim
    b: Claim
    outcome: Comparison


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair and how it relates; ``a`` has the smaller key, ``of`` is as in ``Pair``, and
    ``ground_before`` digests the ground as that of older proposals was."""

    a: Versioned
    b: Versioned
    outcome: Comparison
    ground: bytes
    of: int
    ground_before: Callable[[], bytes] = bytes

    @property
    def key(self) -> tuple[int, int]:
        return self.a.pk, self.b.pk

    def is_on(self, kept: bytes) -> bool:
        """Whether a proposal of this ground was made on the same."""
        return kept == self.ground or kept == self.ground_before()


Folded = Mapping[tuple[int, int], Sequence[int]]
"""The pairs to propose, by the keys of their claims, and the claims that each speaks for."""


def consider(pairs: Iterable[Pair], *, article: Article, found_by: Finder) -> list[Proposal]:
    """Compare the pairs, found for claims of ``article``; keep and return the new proposals.

    Call it in the transaction that ends the work. A pair is proposed when it is among the best of
    its claim and confident enough. One that was proposed before is proposed again only when its
    ground changed, whatever the new comparison says, so that the newest proposal of a link is
    always what the machine thinks now. A constant number of queries.
    """
    compared, claims = comparisons(pairs)
    folded: Folded = {one.key: () for one in compared}
    if found_by != Finder.PERSON:
        compared = [one for one in compared if claims[one.a.pk].article != claims[one.b.pk].article]
        folded = best(compared, claims)
    new = keep(compared, folded=folded, found_by=found_by)
    ledger.append(
        "links.proposed",
        subject=article,
        by=LINKER,
        comparer=COMPARER,
        found_by=found_by.value,
        proposals=[str(proposal.public_id) for proposal in new],
    )
    wake_on_commit("follow")
    return new


def comparisons(pairs: Iterable[Pair]) -> tuple[list[Compared], dict[int, Features]]:
    """Each pair once, and all the claims in them that still stand in their texts."""
    once = {(min(p.of, p.other), max(p.of, p.other)): p for p in pairs if p.of != p.other}
    claims = known({key for pair in once for key in pair})
    found = []
    for (a, b), pair in once.items():
        if a in claims and b in claims:
            one, other = claims[a].features, claims[b].features
            outcome = compare(one, other, similarity=pair.similarity)
            rests_on = ground(one, other, outcome)
            before = partial(ground_by_slugs, one, other, outcome)
            found.append(Compared(claims[a], claims[b], outcome, rests_on, pair.of, before))
    return found, {key: claims[key].features for key in sorted(claims)}


def comparison(first: Claim, second: Claim) -> SideBySide:
    """How two claims relate as they stand now, whether or not they were ever brought together.

    Raises ``ValidationError`` for a claim with itself and ``Conflict`` for one that does not stand
    in its article's text any more. Nothing is kept.
    """
    if first == second:
        raise ValidationError(_("A claim is not compared with itself."))
    found = sorted(of_claims({first.pk, second.pk}), key=lambda claim: claim.pk)
    if len(found) != 2:
        raise Conflict(_("One of the two claims does not stand in its text."), code="not_in_text")
    a, b = found
    return SideBySide(a, b, compare(features(a), features(b)))


def best(compared: Iterable[Compared], claims: Mapping[int, Features]) -> Folded:
    """The pairs worth proposing (by key), each with the claims folded into it.

    A pair that says the same as a linked one, of copies of its articles, is proposed there.
    """
    stands = folds(claims)
    kept = rank(
        [Scored(one.a.pk, one.b.pk, one.of, one.outcome) for one in compared],
        stands,
        proposed_from=settings.LINKS_PROPOSED_FROM,
        most=settings.LINKS_A_CLAIM,
    )
    linked = set(Link.objects.filter(a__in=claims, b__in=claims).values_list("a", "b"))
    taken = {frozenset((stands[a], stands[b])) for a, b in linked}
    return {
        (one.a, one.b): one.folded
        for one in kept
        if (one.a, one.b) in linked or frozenset((stands[one.a], stands[one.b])) not in taken
    }


def keep(compared: Sequence[Compared], *, folded: Folded, found_by: Finder) -> list[Proposal]:
    """Make proposals of the pairs in ``folded`` and of those proposed before on another ground.

    Two searches may come to the same pair at once, and a claim may be edited meanwhile: the rows
    of the links are locked, and what was compared in a version that is no longer current is left
    to the search that its edit demands.
    """
    chosen = sorted(folded)  # in one order, so that nobody waits in a ring
    Link.objects.bulk_create([Link(a_id=a, b_id=b) for a, b in chosen], ignore_conflicts=True)
    links = _locked({one.key for one in compared})
    current = _current({key for pair in links for key in pair})
    names = _public_ids({key for keys in folded.values() for key in keys})
    new = []
    for one in compared:
        link = links.get(one.key)
        if link is None or any(current.get(each.pk) != each.current_id for each in (one.a, one.b)):
            continue
        newest = link.proposal
        if one.key in folded if newest is None else _says_more(one, newest, found_by):
            again = [names[key] for key in folded.get(one.key, ())]
            new.append(_proposal(link, one, found_by, again))
    Proposal.objects.bulk_create(new)
    settle(_touched(new))
    return new


def _says_more(one: Compared, newest: Proposal, found_by: Finder) -> bool:
    """Whether a comparison says more than the newest proposal of its pair: on another ground, or
    on the same one by means that make it worth showing now.

    What was compared with the likeness of the two known is not gone back on without it: a search
    by terms leaves it as it is where neither claim was edited, and never closes it. The next look
    by vectors does.
    """
    if newest.found_by == Finder.VECTORS and found_by == Finder.TERMS:
        seen = newest.version_a_id, newest.version_b_id
        if seen == (one.a.current_id, one.b.current_id) or not is_worth_showing(one.outcome):
            return False
    if not one.is_on(bytes(newest.ground)):
        return True
    return is_worth_showing(one.outcome) and not is_worth_showing(newest)


def is_worth_showing(said: Comparison | Proposal) -> bool:
    return waits(
        said.relation, said.later, said.confidence, proposed_from=settings.LINKS_PROPOSED_FROM
    )


def _locked(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Link]:
    """The links of these pairs, locked in the order of their keys, as everybody locks them."""
    either = {key for pair in pairs for key in pair}
    known = Link.objects.filter(a__in=either, b__in=either).values_list("pk", "a", "b")
    keys = [pk for pk, a, b in known if (a, b) in pairs]
    rows = Link.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    return {
        (link.a_id, link.b_id): link for link in rows.order_by("pk").prefetch_related("proposals")
    }


def _current(claims: Collection[int]) -> dict[int, int | None]:
    """The version in force of each claim that was not retired, by key."""
    return dict(Claim.objects.standing().filter(pk__in=claims).values_list("pk", "current"))


def _public_ids(claims: Collection[int]) -> dict[int, str]:
    rows = Claim.objects.filter(pk__in=claims).values_list("pk", "public_id")
    return {key: str(public_id) for key, public_id in rows}


def _proposal(link: Link, one: Compared, found_by: Finder, again: list[str]) -> Proposal:
    a, b = one.a.current_id, one.b.current_id
    if a is None or b is None:
        raise ValueError("a claim without a version was compared")
    return Proposal(
        link=link,
        version_a_id=a,
        version_b_id=b,
        relation=one.outcome.relation,
        later=one.outcome.later,
        independence=one.outcome.independence,
        confidence=one.outcome.confidence,
        reasons=[reason.as_json() for reason in one.outcome.reasons],
        comparer=COMPARER,
        found_by=found_by,
        ground=_digested(link, one),
        folded=again,
    )


def _digested(link: Link, one: Compared) -> bytes:
    """The ground as an earlier proposal of the link on the same one has it, so that a decision
    answers both, else as it is digested now."""
    before = (bytes(proposal.ground) for proposal in link.proposals.all())
    return next(filter(one.is_on, before), one.ground)


def _touched(new: Iterable[Proposal]) -> set[int]:
    """The links of the new proposals, and those beside them that now reach further."""
    links = {proposal.link for proposal in new}
    claims = {key for link in links for key in (link.a_id, link.b_id)}
    beside = Link.objects.touching(claims).filter(consequence__isnull=False)
    return {link.pk for link in links} | free(beside)


def place_again(article: int) -> None:
    """Bring the links of an article's claims to their place in the list: those of claims that its
    newest reading lost or found again among them. In the transaction that ends the reading."""
    own = Claim.objects.standing().filter(article=article).values_list("pk", flat=True)
    settle(free(Link.objects.touching(own).filter(proposals__isnull=False)))
