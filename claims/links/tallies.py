"""How many articles stand on each side of a claim, and how many original reports behind them.

Articles that rest on one report, print one text or are known to share their origin count as one
origin. What a person decided about two claims outranks what their chains say: an ``independent``
pair is never brought together, neither directly nor over a third claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SIDES = {
    "repeats": "supports",
    "corroborates": "supports",
    "contradicts": "contradicts",
    "qualifies": "qualifies",
    "supersedes": "supersedes",
}
"""The side that a relation puts a claim on. What cannot be compared is on none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim on one side. ``text`` tells texts apart (of a copy, the original's), ``origins`` are
    the keys of the reports it rests on, and none where they are unknown."""

    claim: int
    article: int
    text: int
    origins: frozenset[int]


class CountedSo(StrEnum):
    """Why origins are not counted each as one."""

    CLAIM = "claim"
    """One claim rests on several of them."""
    TEXT = "text"
    """Claims of one text rest on several of them."""
    SHARED = "shared"
    """A person decided that claims which rest on them share their origin."""
    CITED = "cited"
    """One of them is the report of an article here that rests on another of them."""
    INDEPENDENT = "independent"
    """One of them counts elsewhere, too: a person decided that claims which rest on it are
    independent."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that count as one independent origin, and the keys of the reports they rest on."""

    claims: Sequence[int]
    origins: frozenset[int]
    because: Sequence[CountedSo]


@dataclass(frozen=True, slots=True)
class Count:
    """One side: its articles, and its claims by independent origin, the most told first.

    ``unknown`` are the claims of which it is not known what they rest on.
    """

    articles: int
    groups: Sequence[Group]
    unknown: Sequence[int]

    @property
    def origins(self) -> int:
        return len(self.groups)


Pairs = Collection[tuple[int, int]]


def count(
    claims: Sequence[Standing], *, shared: Pairs = (), independent: Pairs = (), cited: Pairs = ()
) -> Count:
    """The count of the claims on one side; ``shared`` and ``independent`` are the pairs of claims
    that a person decided so, ``cited`` those of which one cites the other's article. Cost: the
    claims times what they rest on, and the pairs."""
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in independent:
        apart[a].add(b)
        apart[b].add(a)
    groups = _Groups((one.claim for one in claims), apart)
    for a, b in shared:
        groups.unite(a, b)
    first: dict[tuple[str, int], int] = {}
    for one in claims:
        for ground in (("text", one.text), *(("origin", key) for key in sorted(one.origins))):
            groups.unite(first.setdefault(ground, one.claim), one.claim)
    for a, b in cited:
        groups.unite(a, b)
    known: defaultdict[int, list[Standing]] = defaultdict(list)
    for one in claims:
        known[groups.of(one.claim)].append(one)
    found = [group for group in known.values() if any(one.origins for one in group)]
    times = Counter(key for group in found for key in _origins(group))
    repeated = {key for key, number in times.items() if number > 1}
    return Count(
        len({one.article for one in claims}),
        sorted(
            (
                Group(
                    [one.claim for one in group],
                    _origins(group),
                    _because(group, shared, cited, repeated),
                )
                for group in found
            ),
            key=lambda group: (-len(group.claims), group.claims),
        ),
        [
            one.claim
            for group in known.values()
            if not any(one.origins for one in group)
            for one in group
        ],
    )


def _origins(group: Iterable[Standing]) -> frozenset[int]:
    return frozenset(key for one in group for key in one.origins)


def _because(
    group: Sequence[Standing], shared: Pairs, cited: Pairs, repeated: Collection[int]
) -> list[CountedSo]:
    """Why the origins of a group are one, and why one of them is in other groups, too."""
    rests = {one.claim: one.origins for one in group}
    texts: defaultdict[int, set[frozenset[int]]] = defaultdict(set)
    for one in group:
        texts[one.text].add(one.origins)
    origins = _origins(group)
    several = len(origins) > 1

    def joins(pairs: Pairs) -> bool:
        return any(a in rests and b in rests and rests[a] != rests[b] for a, b in pairs)

    holds = {
        CountedSo.CLAIM: any(len(each) > 1 for each in rests.values()),
        CountedSo.TEXT: several and any(len(each) > 1 for each in texts.values()),
        CountedSo.SHARED: several and joins(shared),
        CountedSo.CITED: several and joins(cited),
        CountedSo.INDEPENDENT: not origins.isdisjoint(repeated),
    }
    return [each for each in CountedSo if holds[each]]


class _Groups:
    """Disjoint sets of claims that refuse to bring together what is kept apart."""

    def __init__(self, claims: Iterable[int], apart: Mapping[int, set[int]]) -> None:
        self._members = {claim: {claim} for claim in claims}
        self._head = {claim: claim for claim in self._members}
        self._apart = apart

    def of(self, claim: int) -> int:
        return self._head[claim]

    def unite(self, a: int, b: int) -> None:
        if a not in self._head or b not in self._head:
            return
        large, small = self._head[a], self._head[b]
        if len(self._members[large]) < len(self._members[small]):
            large, small = small, large
        if large == small or any(
            self._apart.get(claim, set()) & self._members[large] for claim in self._members[small]
        ):
            return
        for claim in self._members[small]:
            self._head[claim] = large
        self._members[large] |= self._members.pop(small)
