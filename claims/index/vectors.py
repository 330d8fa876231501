"""Which keys mean nearly the same, told by vectors kept in PostgreSQL.

A search has a fixed budget, so that its cost stays flat as the store grows: the signs of at most
``LOOKED_AT`` newest vectors are compared, the ``SHORTLIST`` with the fewest differing are ranked
by their numbers. Signs stand side by side in blocks that are read a few at a time; those of a
million vectors take about 0.1 s to read and 20 ms of one core a statement to compare. Cells or
graphs would be quicker beyond that; a plain scan needs no training and no rebuilding, and misses
nothing within its budget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from claims.index import vectors_encoding as encoding
from claims.index.vectors_encoding import Words
from claims.index.vectors_models import SignBlock, SignTail, Vector

BLOCK = 1024
LOOKED_AT = 1_000_000
"""Most vectors that a search looks at, newest first."""

COMPARISONS = 50_000_000
"""Most comparisons of signs in one search of many keys, at 20 ns each."""

SHORTLIST = 500
"""How many of those with the fewest differing signs are ranked by their numbers. Of 72 free
translations all were there among 80,000 statements in the other language, and 71 among 200."""

_AT_ONCE = 64  # blocks that are read together: 5 MB
_COLUMNS = 32_768  # vectors compared together: what the processor's cache holds
_ENCODED_AT_ONCE = 256

Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a key says, in which language."""

    key: int
    language: str
    statement: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A key and the cosine of its vector with the one it was found for."""

    key: int
    similarity: float


def put(stated: Iterable[Stated]) -> int:
    """Give a vector to each whose words have none, in place of that of older words; return to how
    many. About 2.5 ms each; doing it twice, or two at once, does no harm."""
    wanted = {one.key: one for one in stated}
    fresh = up_to_date(wanted.values())
    stale = [one for key, one in sorted(wanted.items()) if key not in fresh]
    for first in range(0, len(stale), _ENCODED_AT_ONCE):
        _store(stale[first : first + _ENCODED_AT_ONCE])
    for language in sorted({one.language for one in stale}):
        while _seal(language):
            pass
    return len(stale)


def drop(keys: Collection[int]) -> None:
    """Forget the vectors of these keys; they are found no more."""
    with transaction.atomic():
        SignTail.objects.filter(key__in=keys).delete()
        Vector.objects.filter(key__in=keys).delete()


def up_to_date(stated: Iterable[Stated]) -> set[int]:
    """The keys whose vector is of these very words. One query."""
    digests = {one.key: _digest(one.statement) for one in stated}
    kept = Vector.objects.filter(key__in=digests).values_list("key", "digest")
    return {key for key, digest in kept if bytes(digest) == digests[key]}


def like(keys: Collection[int], *, within: str, count: int) -> dict[int, list[Hit]]:
    """For each of these keys that has a vector, the ``count`` most alike of the other keys in the
    language ``within``, most alike first. Cosines within one language are higher than across, so
    that two languages are searched apart.
    """
    mine = _numbers(keys)
    if not mine:
        return {}
    wanted = np.stack(list(mine.values()))
    shortlists = _shortlists(encoding.words(b"".join(encoding.signs(wanted))), within)
    others = _numbers({int(key) for shortlist in shortlists for key in shortlist} - set(mine))
    others |= mine
    return {
        key: [hit for hit in _ranked(row, shortlist, others) if hit.key != key][:count]
        for key, row, shortlist in zip(mine, wanted, shortlists, strict=True)
    }


def _digest(statement: str) -> bytes:
    return hashlib.sha256(f"{encoding.ENCODER}\n{statement}".encode()).digest()[:8]


def _store(stated: Sequence[Stated]) -> None:
    rows = encoding.encode([one.statement for one in stated])
    vectors = [
        Vector(key=one.key, digest=_digest(one.statement), numbers=numbers)
        for one, numbers in zip(stated, encoding.packed(rows), strict=True)
    ]
    signs = [
        SignTail(key=one.key, language=one.language, signs=code)
        for one, code in zip(stated, encoding.signs(rows), strict=True)
    ]
    with transaction.atomic():
        Vector.objects.bulk_create(
            vectors,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["digest", "numbers"],
        )
        SignTail.objects.bulk_create(
            signs,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["language", "signs"],
        )


@transaction.atomic
def _seal(language: str) -> bool:
    """Move the oldest of the tail into a block, if they fill one."""
    tail = SignTail.objects.filter(language=language).order_by("key")
    rows = list(tail.select_for_update(skip_locked=True)[:BLOCK])
    if len(rows) < BLOCK:
        return False
    SignBlock.objects.create(
        language=language,
        newest=rows[-1].key,
        keys=np.array([row.key for row in rows], np.int64).tobytes(),
        signs=b"".join(bytes(row.signs) for row in rows),
    )
    SignTail.objects.filter(key__in=[row.key for row in rows]).delete()
    return True


def _numbers(keys: Collection[int]) -> dict[int, encoding.Floats]:
    """The vectors of these keys, by key."""
    kept = list(Vector.objects.filter(key__in=keys).values_list("key", "numbers"))
    rows = encoding.unpacked(bytes(numbers) for _key, numbers in kept)
    return {key: row for (key, _numbers), row in zip(kept, rows, strict=True)}


def _shortlists(codes: Words, language: str) -> list[Keys]:
    """For each column of ``codes`` the keys of the stored vectors whose signs differ least."""
    nearest = [_Nearest(codes[:, column]) for column in range(codes.shape[1])]
    for keys, stored in _signs(language, limit=min(LOOKED_AT, COMPARISONS // len(nearest))):
        for first in range(0, len(keys), _COLUMNS):
            part = slice(first, first + _COLUMNS)
            for one in nearest:
                one.look(keys[part], stored[:, part])
    return [one.keys for one in nearest]


def _signs(language: str, *, limit: int) -> Iterator[tuple[Keys, Words]]:
    """The signs of the newest vectors in ``language``, a few blocks at a time. The tail comes
    first: what is moved into a block meanwhile is seen twice and not never.
    """
    tail = SignTail.objects.filter(language=language).order_by("-key")
    recent = list(tail.values_list("key", "signs")[:limit])
    keys = np.array([key for key, _code in recent], np.int64)
    yield keys, encoding.words(b"".join(bytes(code) for _key, code in recent))
    sealed = SignBlock.objects.filter(language=language).order_by("-newest")
    numbers = list(sealed.values_list("pk", flat=True)[: max(limit - len(recent), 0) // BLOCK])
    for first in range(0, len(numbers), _AT_ONCE):
        blocks = SignBlock.objects.filter(pk__in=numbers[first : first + _AT_ONCE])
        rows = list(blocks.values_list("keys", "signs"))
        yield (
            np.frombuffer(b"".join(bytes(keys) for keys, _codes in rows), np.int64),
            encoding.words(b"".join(bytes(codes) for _keys, codes in rows)),
        )


class _Nearest:
    """The keys with the fewest differing signs among all it has looked at."""

    def __init__(self, code: Words) -> None:
        self._code = code
        self._limit = encoding.DIMENSIONS
        self._counts = np.empty(0, np.uint16)
        self.keys: Keys = np.empty(0, np.int64)

    def look(self, keys: Keys, stored: Words) -> None:
        counts = encoding.differing(self._code, stored)
        near = np.flatnonzero(counts <= self._limit)
        self._counts = np.concatenate([self._counts, counts[near]])
        self.keys = np.concatenate([self.keys, keys[near]])
        if len(self.keys) > SHORTLIST:
            best = np.argpartition(self._counts, SHORTLIST)[:SHORTLIST]
            self._counts, self.keys = self._counts[best], self.keys[best]
            self._limit = int(self._counts.max())


def _ranked(
    row: encoding.Floats, shortlist: Keys, others: Mapping[int, encoding.Floats]
) -> list[Hit]:
    keys = [int(key) for key in np.unique(shortlist) if int(key) in others]
    if not keys:
        return []
    cosines = np.stack([others[key] for key in keys]) @ row
    return [
        Hit(keys[place], float(cosines[place])) for place in np.argsort(-cosines, kind="stable")
    ]
