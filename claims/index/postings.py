"""The index in PostgreSQL: packed postings in generations, and a tail of what is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from claims.index import merging, rebuilding, searching, waiting
from claims.index.generations import ROWS
from claims.index.services import Hit, Rows

TABLES = tuple(model._meta.db_table for model in ROWS)
"""Where the index is kept."""


class Postings:
    """A ``CandidateIndex`` in the caller's own transaction."""

    def put(self, rows: Rows) -> None:
        waiting.put(rows)

    def drop(self, keys: Collection[int]) -> None:
        waiting.put(dict.fromkeys(keys, ()))

    def search(
        self, queries: Rows, *, limit: int = 50, exclude: Collection[int] = ()
    ) -> dict[int, list[Hit]]:
        return searching.search(queries, limit=limit, exclude=exclude)

    def is_merge_due(self) -> bool:
        return merging.is_due()

    def merge_tail(self, *, seconds: float = 60.0) -> int:
        return merging.merge(seconds=seconds)

    def rebuild(self, source: Iterable[Rows], progress: Callable[[int], None]) -> int:
        return rebuilding.rebuild(source, progress)
