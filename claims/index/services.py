"""Find the keys that share rare terms with a query; keep their terms.

A key is a whole number below 2**31 that means something to the caller, a term any string. What is
put or dropped counts from the commit of the caller's transaction on, and is found at once.

``CANDIDATE_INDEX`` names the class that keeps the index. The one here keeps it in PostgreSQL, in
the caller's own transaction. Past one machine the same terms belong in a search engine behind the
same interface (in OpenSearch: a field with a whitespace analyser, one shard a year or so), whose
``put`` and ``drop`` leave a row in the caller's transaction that a worker sends on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

Rows = Mapping[int, Sequence[str]]
"""The terms of each key. A key without terms is not found."""


class Hit(NamedTuple):
    """A key that shares terms with a query. Scores of one search compare, the higher the more
    alike; of two searches they do not."""

    key: int
    score: float


class CandidateIndex(Protocol):
    """What an index of candidates does."""

    def put(self, rows: Rows) -> None:
        """Make these the terms of these keys. Keys that have them already cost a look only."""

    def drop(self, keys: Collection[int]) -> None:
        """Find these keys no more."""

    def search(
        self, queries: Rows, *, limit: int = 50, exclude: Collection[int] = ()
    ) -> dict[int, list[Hit]]:
        """For each query the ``limit`` keys most like it, best first, none of ``exclude``.

        The rarest terms of a query count first, under a fixed budget, so that the cost does not
        follow the number of keys. A constant number of questions to the store for all queries.
        """

    def is_merge_due(self) -> bool:
        """Whether enough is new for ``merge_tail`` to be worth its while."""

    def merge_tail(self, *, seconds: float = 60.0) -> int:
        """Bring what is new into its lasting form, for at most about so long; how many keys.

        Safe to call at any time and by several at once. Call it in no transaction of your own.
        """

    def rebuild(self, source: Iterable[Rows], progress: Callable[[int], None]) -> int:
        """Make the index anew from ``source`` beside the one that is searched, then search it.

        ``source`` gives every key in batches and is not read before whatever is put meanwhile
        reaches the new index as well; what is put is newer than what it gives. ``progress`` is
        told how many keys were read. Killed half-way, the old index stays; the next rebuild
        begins anew. Raises ``Conflict`` while another process rebuilds. Call it in no
        transaction of your own.
        """


@cache
def _index(name: str) -> CandidateIndex:
    made: CandidateIndex = import_string(name)()
    return made


def index() -> CandidateIndex:
    """The index that this installation keeps."""
    return _index(settings.CANDIDATE_INDEX)


def put(rows: Rows) -> None:
    """As ``CandidateIndex.put``."""
    index().put(rows)


def drop(keys: Collection[int]) -> None:
    """As ``CandidateIndex.drop``."""
    index().drop(keys)


def search(
    queries: Rows, *, limit: int = 50, exclude: Collection[int] = ()
) -> dict[int, list[Hit]]:
    """As ``CandidateIndex.search``."""
    return index().search(queries, limit=limit, exclude=exclude)


def is_merge_due() -> bool:
    """As ``CandidateIndex.is_merge_due``."""
    return index().is_merge_due()


def merge_tail(*, seconds: float = 60.0) -> int:
    """As ``CandidateIndex.merge_tail``."""
    return index().merge_tail(seconds=seconds)


def rebuild(source: Iterable[Rows], progress: Callable[[int], None]) -> int:
    """As ``CandidateIndex.rebuild``."""
    return index().rebuild(source, progress)
