"""Which pairs a person should look at, in which order and why, as the verbs keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Count

from claims.articles.models import Article
from claims.extraction.models import Claim, ClaimVersion, Directive
from claims.links.doubles import between_same_texts, doubled
from claims.links.models import ClaimOrigin, Decision, Link, LinkQuerySet, Proposal, Relation
from claims.links.ranking import Stakes, waits

NEEDED = ("a__current__directive", "b__current__directive", "a__article", "b__article")
"""What a link is loaded with for ``stakes_of``, besides its proposals."""


def stakes_of(links: Collection[Link]) -> dict[int, Stakes]:
    """What is at stake with each pair that was ever proposed, by key. Three queries for all of
    them, beside what they were loaded with."""
    carriers = _carriers(links)
    found = {}
    for link in links:
        proposal = link.proposal
        if proposal is None:
            continue
        a, b = _level(link.a), _level(link.b)
        found[link.pk] = Stakes(
            check_worthiness=max(_worth(link.a.current), _worth(link.b.current)),
            relation=proposal.relation,
            confidence=proposal.confidence,
            gap=abs(a - b) if a is not None and b is not None else 0,
            carriers=carriers[link.pk],
        )
    return found


def settle(keys: Iterable[int]) -> None:
    """Bring the consequence of these links (by key) up to date, and of those that copies make
    double with them, in the transaction of what changed them; the caller holds their rows. Of what
    copies say again one pair waits (``doubles``). A constant number of queries."""
    links = _loaded(keys)
    own = {link.pk for link in links}
    links += _loaded(free(Link.objects.filter(pk__in=between_same_texts(links) - own)))
    stakes = stakes_of(links)
    claims = {key for link in links for key in (link.a_id, link.b_id)}
    standing = set(Claim.objects.in_text().filter(pk__in=claims).values_list("pk", flat=True))
    waiting = {
        link.pk
        for link in links
        if (proposal := link.proposal) is not None
        and {link.a_id, link.b_id} <= standing
        and is_open(link, proposal)
    }
    waiting -= doubled(links, waiting)
    moved = []
    for link in links:
        new = stakes[link.pk].consequence if link.pk in waiting else None
        if new != link.consequence:
            link.consequence = new
            moved.append(link)
    Link.objects.bulk_update(moved, ["consequence"], batch_size=500)


def free(links: LinkQuerySet) -> set[int]:
    """These links, locked. One that somebody else holds at this moment keeps its place for now."""
    rows = links.select_for_update(of=("self",), skip_locked=True, no_key=True)
    return set(rows.values_list("pk", flat=True))


def _loaded(keys: Iterable[int]) -> list[Link]:
    rows = Link.objects.filter(pk__in=list(keys)).select_related(*NEEDED)
    return list(rows.prefetch_related("proposals", "decisions"))


def is_open(link: Link, newest: Proposal) -> bool:
    """Whether the newest proposal waits for a person. Needs proposals and decisions loaded."""
    decision = link.decision
    if decision is not None and answers(decision, newest, link):
        return False
    return waits(
        newest.relation,
        newest.later,
        newest.confidence,
        proposed_from=settings.LINKS_PROPOSED_FROM,
        decided=(decision.relation, decision.later) if decision else None,
    )


def answers(decision: Decision, newest: Proposal, link: Link) -> bool:
    """Whether the decision was made on the ground that the newest proposal stands on."""
    if decision.proposal_id == newest.pk:
        return True
    if decision.proposal_id is None:
        return newest.made_at <= decision.at
    seen = next((one for one in link.proposals.all() if one.pk == decision.proposal_id), None)
    return seen is not None and bytes(seen.ground) == bytes(newest.ground)


def ground_changed(link: Link) -> bool:
    """Whether what the decision in force was made on has changed since, as far as the machine
    sees. Needs proposals and decisions loaded."""
    decision, newest = link.decision, link.proposal
    return bool(decision and newest and not answers(decision, newest, link))


def _carriers(links: Collection[Link]) -> dict[int, int]:
    """How many publications carry one of the two claims or one linked to them: articles, the
    copies of their text, and original reports that are not kept here."""
    keys = {key for link in links for key in (link.a_id, link.b_id)}
    article_of: dict[int, int] = {}
    around: dict[int, set[int]] = defaultdict(set)
    for link in links:
        for side in (link.a, link.b):
            article_of[side.pk] = side.article.copy_of_id or side.article_id
            around[side.pk].add(side.pk)
        if link.proposal and link.proposal.relation != Relation.NOT_COMPARABLE:
            around[link.a_id].add(link.b_id)  # one that is new is not yet among the related
            around[link.b_id].add(link.a_id)
    related = Link.objects.touching(keys).related().values_list("a", "b", *_FAMILY)
    for a, b, of_a, copied_a, of_b, copied_b in related:
        article_of[a], article_of[b] = copied_a or of_a, copied_b or of_b
        around[a].add(b)
        around[b].add(a)
    copies = dict(
        Article.objects.filter(copy_of__in=set(article_of.values()))
        .order_by()
        .values_list("copy_of")
        .annotate(Count("pk"))
    )
    origins: dict[int, set[int]] = defaultdict(set)
    elsewhere = ClaimOrigin.objects.filter(
        claim__in=article_of, removed_at=None, origin__article=None
    )
    for claim, origin in elsewhere.values_list("claim", "origin"):
        origins[claim].add(origin)
    counted = {}
    for link in links:
        claims = around[link.a_id] | around[link.b_id]
        texts = {article_of[claim] for claim in claims}
        reports = {origin for claim in claims for origin in origins[claim]}
        counted[link.pk] = len(texts) + sum(copies.get(one, 0) for one in texts) + len(reports)
    return counted


_FAMILY = ("a__article", "a__article__copy_of", "b__article", "b__article__copy_of")


def _worth(version: ClaimVersion | None) -> int:
    return version.check_worthiness if version else 0


def _level(claim: Claim) -> int | None:
    """The strength of the claim's directive, 0 for a permission; None where there is none."""
    directive: Directive | None = getattr(claim.current, "directive", None)
    return directive.level if directive else None
