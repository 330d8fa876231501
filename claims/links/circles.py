"""Circular reporting: articles that cite each other, and a chain that comes back to its outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def circle(cites: Mapping[int, Iterable[int]]) -> list[int]:
    """A circle of articles that cite each other, in the order of citing, the first again at the
    end; empty where there is none. ``cites`` has for each article those that its claims cite.
    """
    try:
        TopologicalSorter(cites).prepare()
    except CycleError as found:
        return list(reversed(found.args[1]))
    return []


def comes_back(steps: Iterable[str]) -> bool:
    """Whether a chain of outlets, from the one that publishes inwards, comes back to one that it
    has passed. Steps without a name are passed over."""
    known = [step for step in steps if step]
    return len(set(known)) < len(known)
