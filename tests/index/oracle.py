"""The index as plainly as can be said, in memory: what the real one must agree with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from claims.index.packing import LENGTHS, level_of
from claims.index.services import Hit, Rows


class Oracle:
    """Every document is looked at for every query; there is no budget."""

    def __init__(self) -> None:
        self.terms: dict[int, frozenset[str]] = {}
        self.merged: dict[int, frozenset[str]] = {}
        self.df: Counter[str] = Counter()
        self.documents = 0

    def put(self, rows: Rows) -> None:
        for key, terms in rows.items():
            if terms:
                self.terms[key] = frozenset(terms)
            else:
                self.terms.pop(key, None)

    def drop(self, keys: Collection[int]) -> None:
        self.put(dict.fromkeys(keys, ()))

    def search(
        self, queries: Rows, *, limit: int = 50, exclude: Collection[int] = ()
    ) -> dict[int, list[Hit]]:
        found = {}
        for query, asked in queries.items():
            hits = [
                Hit(key, self._score(frozenset(asked) & terms, len(terms)))
                for key, terms in self.terms.items()
                if key not in exclude and terms & frozenset(asked)
            ]
            found[query] = sorted(hits, key=lambda hit: hit.score, reverse=True)[:limit]
        return found

    def is_merge_due(self) -> bool:
        return self.merged != self.terms

    def merge_tail(self, *, seconds: float = 60.0) -> int:
        """Rarity is counted over what was ever merged."""
        new = {key: own for key, own in self.terms.items() if self.merged.get(key) != own}
        gone = self.merged.keys() - self.terms.keys()
        self.documents += len(new)
        self.df.update(term for own in new.values() for term in own)
        self.merged = dict(self.terms)
        return len(new) + len(gone)

    def rebuild(self, source: Iterable[Rows], progress: Callable[[int], None]) -> int:
        given = {key: frozenset(terms) for rows in source for key, terms in rows.items() if terms}
        self.__init__()  # type: ignore[misc]
        self.terms = given
        self.merge_tail()
        progress(len(given))
        return len(given)

    def _score(self, shared: frozenset[str], length: int) -> float:
        total = max(self.documents, 1)
        weight = sum(math.log1p(total / max(self.df[term], 1)) for term in shared)
        return weight / math.sqrt(4 + LENGTHS[level_of(length)])
