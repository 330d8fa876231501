"""Which pairs wait for nobody, since another pair stands for them: copies make them double.

An article may be known for a copy only after its pairs were proposed. What one text says is decided
once all the same, as with pairs that are folded before they are proposed (``pairing.folds``): of
pairs that say the same one waits, what is said within one text waits not at all, and ``copies``
names what left. Nothing is taken back: what stands alone again waits again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.links.copies import said_in_copies
from claims.links.models import Finder, Link


def between_same_texts(links: Iterable[Link]) -> set[int]:
    """The links, by key, between the same two texts as any of these, where one of the two is
    copied: what these make double is among them. The articles of ``links`` are loaded. Two queries,
    one where nothing is copied."""
    pairs = {_texts(link) for link in links}
    texts = {text for pair in pairs for text in pair}
    copies = Article.objects.filter(copy_of__in=texts).values_list("pk", "copy_of")
    text_of = {pk: text for pk, text in copies if text}
    copied = set(text_of.values())
    wanted = {pair for pair in pairs if len(pair) == 2 and pair & copied}
    text_of |= {text: text for pair in wanted for text in pair}
    if not wanted:
        return set()
    rows = Link.objects.filter(a__article__in=text_of, b__article__in=text_of)
    found = rows.values_list("pk", "a__article", "b__article")
    return {pk for pk, a, b in found if frozenset((text_of[a], text_of[b])) in wanted}


def doubled(links: Collection[Link], waiting: Collection[int]) -> set[int]:
    """Those of the ``waiting`` links, by key, that another stands for, or that are within one text.

    A decided pair stands for all that say the same, else the one that a person put side by side,
    else the one of fewer copies, else the oldest. What a person decided or put side by side is
    never left out. The caller holds the rows of ``links``, so that nothing is left out for a pair
    that leaves at this moment. ``links`` have articles, proposals and decisions loaded; as many
    queries as ``said_in_copies`` where two articles of one text are in them, else none.
    """
    again = said_in_copies(_in_more_articles(links))
    taken = {frozenset((link.a_id, link.b_id)) for link in links if link.decision is not None}
    found = set()
    open_ones = (link for link in links if link.pk in waiting and link.decision is None)
    for link in sorted(open_ones, key=_rank):
        same_a, same_b = ({key, *again.get(key, ())} for key in (link.a_id, link.b_id))
        says_again = any(frozenset((a, b)) in taken for a in same_a for b in same_b)
        if not _is_by_hand(link) and (says_again or len(_texts(link)) == 1):
            found.add(link.pk)
        else:
            taken.add(frozenset((link.a_id, link.b_id)))
    return found


def _in_more_articles(links: Iterable[Link]) -> set[int]:
    """The claims of links between two texts that are linked in more than two articles."""
    by_texts: defaultdict[frozenset[int], list[Link]] = defaultdict(list)
    for link in links:
        by_texts[_texts(link)].append(link)
    return {
        key
        for texts, among in by_texts.items()
        if len({side.article_id for link in among for side in (link.a, link.b)}) > 2
        if len(texts) == 2
        for link in among
        for key in (link.a_id, link.b_id)
    }


def _rank(link: Link) -> tuple[bool, int, int]:
    copies = sum(side.article.copy_of_id is not None for side in (link.a, link.b))
    return not _is_by_hand(link), copies, link.pk


def _is_by_hand(link: Link) -> bool:
    return any(proposal.found_by == Finder.PERSON for proposal in link.proposals.all())


def _texts(link: Link) -> frozenset[int]:
    """What the two claims stand in: an article, or the one that it is a copy of."""
    return frozenset(_text(claim) for claim in (link.a, link.b))


def _text(claim: Claim) -> int:
    return claim.article.copy_of_id or claim.article_id
