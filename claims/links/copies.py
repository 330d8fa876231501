"""Which claims say what a claim says, in the copies of its article.

What is said in one text is proposed and decided once, and not for each article that prints it
(``pairing.folds``). For whom it stands is looked up when it is shown, as everything is now: a copy
that came later is named, and one that says something else by now is not. A proposal keeps what was
folded into it when it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.links.models import Link
from claims.links.pairing import says_again, shares_words
from claims.links.ready import known


class InCopies(NamedTuple):
    """The claims that a pair stands for beside its own two."""

    a: Sequence[Claim]
    b: Sequence[Claim]


def copies_of(link: Link) -> InCopies:
    """What says the same as either claim of a pair in copies of its article, ready to be listed. It
    is left out where a link of its own to the other claim is decided or waits. As many queries as
    ``said_in_copies``, and three."""
    same = said_in_copies([link.a_id, link.b_id])
    keys = {*chain(*same.values())}
    rows = Claim.objects.filter(pk__in=keys).select_related("current", "article__source__entity")
    claims = rows.prefetch_related("article__source__entity__names").in_bulk()
    own = Link.objects.touching(keys).speaking().values_list("a", "b") if keys else ()
    linked = {frozenset(pair) for pair in own}
    sides = (link.a_id, link.b_id), (link.b_id, link.a_id)
    return InCopies(
        *(
            [claims[key] for key in same[side] if frozenset((key, other)) not in linked]
            for side, other in sides
        )
    )


def said_in_copies(claims: Collection[int]) -> dict[int, list[int]]:
    """For each of these claims, by key, those of other articles of its text that say the same, the
    oldest first. Of what does not stand in its text nothing is found. Two queries where nothing is
    copied, else six."""
    found: dict[int, list[int]] = {key: [] for key in claims}
    near = _near(claims)
    features = {key: one.features for key, one in known({*chain(*near)}).items()} if near else {}
    for key, other in near:
        if key in features and other in features:
            first, second = sorted((key, other))  # as they are folded
            if says_again(features[first], features[second]):
                found[key].append(other)
    return found


class _Said(NamedTuple):
    article: int
    words: frozenset[str]
    directs: bool


def _near(claims: Collection[int]) -> list[tuple[int, int]]:
    """Each of the claims with those of other articles that print the same text and may say the
    same."""
    rows = Claim.objects.filter(pk__in=claims).values_list("pk", "article", "article__copy_of")
    text_of_own = {key: original or article for key, article, original in rows}
    copies = Article.objects.filter(copy_of__in=set(text_of_own.values()))
    copied = {pk: text for pk, text in copies.values_list("pk", "copy_of") if text}
    if not copied:
        return []
    text_of = copied | {original: original for original in copied.values()}
    printed: defaultdict[int, dict[int, _Said]] = defaultdict(dict)
    standing = Claim.objects.standing().filter(article__in=text_of).order_by("pk")
    for key, article, words, directive in standing.values_list(
        "pk", "article", "current__lemmas", "current__directive"
    ):
        said = _Said(article, frozenset(words or ()), directive is not None)
        printed[text_of[article]][key] = said
    return [
        (key, other)
        for key, text in text_of_own.items()
        if (own := printed[text].get(key)) is not None
        for other, said in printed[text].items()
        if own.article != said.article
        and (shares_words(own.words, said.words) or (own.directs and said.directs))
    ]
