"""Median times, ratios to a peer, and how they are printed."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing: the median of ``runs`` in milliseconds, beside its peer's."""

    name: str
    median_ms: float
    runs: int
    size: str
    peer: str = ""
    peer_median_ms: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's time it takes."""
        return self.median_ms / self.peer_median_ms if self.peer_median_ms else None


def each(work: Callable[[T], Any], things: Iterable[T]) -> list[float]:
    """Milliseconds that one call takes, for each of ``things``."""
    times = []
    for thing in things:
        begin = time.perf_counter()
        work(thing)
        times.append((time.perf_counter() - begin) * 1000)
    return times


def figure(
    name: str, times: list[float], *, size: str, peer: str = "", peer_times: Sequence[float] = ()
) -> Figure:
    return Figure(
        name=name,
        median_ms=round(statistics.median(times), 3),
        runs=len(times),
        size=size,
        peer=peer,
        peer_median_ms=round(statistics.median(peer_times), 3) if peer_times else None,
    )


def show(figures: list[Figure], *, as_json: bool) -> None:
    """A table for people, or one JSON object a line."""
    for row in figures:
        if as_json:
            print(json.dumps(asdict(row) | {"ratio": row.ratio}))
            continue
        peer = f"{row.ratio:8.2f} × {row.peer}" if row.ratio else ""
        print(f"{row.name:<28}{row.median_ms:10.2f} ms  {row.size:<34}{peer}")
