"""What is decided of reference data without looking it up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def meant(key: K, said: Iterable[tuple[K, K | None]]) -> set[K]:
    """The keys of all that were said to be the one with ``key``, or to be one of those. ``said``
    are the steps that people named: which one, and which other it was said to be."""
    steps = list(said)
    under: set[K] = set()
    found = {key}
    while found:
        found = {one for one, other in steps if other in found}
        under |= found
    return under
