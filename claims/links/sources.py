"""Whose word a matter rests on: its articles by outlet, and the origins behind its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.links.citations import Pair, Telling, cited
from claims.links.models import Independence, Link, Origin
from claims.links.standing import known_origins, origins_of, telling
from claims.links.tallies import SIDES, CountedSo, Group, Standing, count


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article under the question and how many of the claims it makes; ``outlet`` is empty where
    it is unknown."""

    article: Article
    outlet: str
    claims: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An original report or statement, and how much of the matter rests on it."""

    origin: Origin
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class IndependentOrigin:
    """What counts as one: the origins it is made of, how much rests on it, and why it is counted
    so where that is not one for one."""

    origins: Sequence[OriginRow]
    claims: int
    articles: int
    because: Sequence[CountedSo]


@dataclass(frozen=True, slots=True)
class Sources:
    """Whose word a matter rests on.

    ``carriers`` are its articles, those of the outlet with the most first, each outlet's oldest
    first; ``texts`` counts them without the copies of one another. ``origins`` are independent of
    each other as ``tallies`` counts them, the most used first; ``unresolved`` are the claims whose
    origin is not known.
    """

    carriers: Sequence[Carrier]
    origins: Sequence[IndependentOrigin]
    texts: int
    unresolved: int

    @property
    def articles(self) -> int:
        return len(self.carriers)

    @property
    def outlets(self) -> int:
        return len({row.outlet for row in self.carriers})

    @property
    def independent(self) -> int:
        return len(self.origins)


def sources_of(claims: Collection[Claim], links: Iterable[Link]) -> Sources:
    """The articles and the origins of claims that ``dossier.members_of`` loaded; ``links`` are
    those of ``dossier.ties_of``. Three queries."""
    by_key = {claim.pk: claim for claim in claims}
    rows = origins_of(by_key)
    rests = {key: known_origins(claim, rows[key]) for key, claim in by_key.items()}
    standing = [
        # One article may cite several reports for several claims, so its text joins none of them.
        Standing(claim.pk, claim.article_id, claim.pk, frozenset(rests[claim.pk]))
        for claim in claims
    ]
    decided = [link for link in links if link.a_id in by_key and link.b_id in by_key]
    counted = count(
        standing,
        shared=_pairs(decided, Independence.SHARED_ORIGIN),
        independent=_pairs(decided, Independence.INDEPENDENT),
        cited=_cited(decided, {key: telling(claim, rows[key]) for key, claim in by_key.items()}),
    )
    origins = [_independent(group, by_key, rests) for group in counted.groups]
    return Sources(
        carriers=_carriers(claims),
        origins=sorted(origins, key=lambda row: (-row.articles, -row.claims)),
        texts=len({_text(claim.article) for claim in claims}),
        unresolved=len(counted.unknown),
    )


def _carriers(claims: Iterable[Claim]) -> list[Carrier]:
    articles = {claim.article_id: claim.article for claim in claims}
    made = Counter(claim.article_id for claim in claims)
    rows = [
        Carrier(article, str(article.source) if article.source else article.outlet, made[key])
        for key, article in articles.items()
    ]
    many = Counter(row.outlet for row in rows)
    return sorted(
        rows,
        key=lambda row: (
            -many[row.outlet],
            not row.outlet,
            row.outlet,
            _day(row.article),
            row.article.pk,
        ),
    )


def _independent(
    group: Group, claims: dict[int, Claim], rests: dict[int, dict[int, Origin]]
) -> IndependentOrigin:
    resting: dict[int, list[int]] = {}
    named: dict[int, Origin] = {}
    for claim in group.claims:
        named |= rests[claim]
        for key in rests[claim]:
            resting.setdefault(key, []).append(claim)

    def texts(keys: Iterable[int]) -> int:
        return len({_text(claims[key].article) for key in keys})

    rows = [OriginRow(named[key], len(keys), texts(keys)) for key, keys in resting.items()]
    return IndependentOrigin(
        sorted(rows, key=lambda row: (-row.articles, -row.claims, row.origin.pk)),
        len(group.claims),
        texts(group.claims),
        group.because,
    )


def _pairs(links: Iterable[Link], independence: str) -> list[tuple[int, int]]:
    """The pairs that a person decided to have this independence."""
    return [
        (link.a_id, link.b_id)
        for link in links
        if link.decision is not None and link.decision.independence == independence
    ]


def _cited(links: Iterable[Link], told: dict[int, Telling]) -> list[Pair]:
    """The pairs of which one cites the other's article, of those that a person decided to say the
    same: of one question, an outlet may report many things in a day."""
    same = [
        link
        for link in links
        if link.decision is not None and SIDES.get(link.decision.relation) == "supports"
    ]
    return [pair for link in same for pair in cited([told[link.a_id], told[link.b_id]])]


def _text(article: Article) -> int:
    """The article whose text it is: of a copy, the original's."""
    return article.copy_of_id or article.pk


def _day(article: Article) -> str:
    return article.published_on.isoformat() if article.published_on else "9999"
