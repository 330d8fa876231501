"""The table of the goals, from the figures of each size."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Measured = Mapping[str, Any]

_GOAL_AT = 1_000_000
_RECALL_AT = 100_000
_KEPT = ("index_term", "index_block", "index_documents", "index_places")
"""The tables that last; the tail is emptied by every merge."""
_TAIL = ("index_waiting", "index_waiting_posting")


class Line(NamedTuple):
    """One measured thing; a goal is given where the issue of the day set one."""

    what: str
    said: str
    goal: str = ""
    met: bool | None = None


def table(found: Sequence[Measured]) -> str:
    """All that was measured, a block a size, then how the cost grows."""
    parts = []
    for measured in found:
        lines = [*_found(measured), *_articles(measured), *_peers(measured)]
        lines += [*_kept(measured), *_week(measured), *_vectors(measured)]
        parts.append(_block(f"{measured['size']:,} claims", lines))
    parts.append(_block("growth of an article's cost less tokenizing", list(_growth(found))))
    return "\n\n".join(part for part in parts if part)


def _block(title: str, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    written = [title]
    for line in lines:
        mark = "" if line.met is None else "  met" if line.met else "  MISSED"
        goal = f"{line.goal}{mark}"
        written.append(f"  {line.what:<50}{line.said:<34}{goal}".rstrip())
    return "\n".join(written)


def _found(measured: Measured) -> Iterator[Line]:
    for name, when in (("fresh", ""), ("aged", ", after a week")):
        if not (of := measured.get(name)):
            continue
        yield _timed(f"candidates of a claim{when}", of, _at(measured, _GOAL_AT), p95=1.5)
        yield Line("  this process's own time in it", f"{of['own_processor']:.2f} ms")
        recall = of["recall"]
        in_language = {kind: share for kind, share in recall.items() if kind != "other language"}
        hardest = min(in_language, key=in_language.__getitem__)
        goal = _at(measured, _RECALL_AT)
        mean = sum(in_language.values()) / len(in_language)
        yield _judged(f"recall@50{when}", mean, ">=", 0.99 if goal else None, "{:.3f}")
        yield _judged(
            f"  hardest: {hardest}", in_language[hardest], ">=", 0.98 if goal else None, "{:.3f}"
        )
        if other := recall.get("other language"):
            yield Line("  the other language, without vectors", f"{other:.3f}")
    if "ghosts" in measured:
        yield _judged("deleted claims among the hits", measured["ghosts"], "<=", 0, "{:.0f}")


def _articles(measured: Measured) -> Iterator[Line]:
    for name, when in (("article", ""), ("aged_article", ", after a week")):
        if not (of := measured.get(name)):
            continue
        goal = _at(measured, _GOAL_AT)
        yield _timed(f"40-claim article to scored pairs{when}", of, goal, median=65, p95=90)
        yield Line("  this process's own time in it", f"{of['own_processor']:.1f} ms")
        for stage, spent in of["stages"].items():
            yield Line(f"  {stage}", f"{spent:.1f} ms")
        yield Line("  candidates found", f"{of['pairs']:.0f} an article")
        yield Line("  of them compared in full", f"{of['compared']:.0f} an article")
        yield Line("  features kept ready", f"{of['payload_bytes']:.0f} bytes a claim")


def _peers(measured: Measured) -> Iterator[Line]:
    goals = {"pg_trgm GIN": (">=", 50), "tantivy": ("<=", 1.2), "numpy in memory": ("<=", 4)}
    for name, peer in measured.get("peers", {}).items():
        sign, goal = goals.get(name, ("", 0))
        yield Line(
            name,
            f"{peer['median']:.2f} ms, p95 {peer['p95']:.2f} ms",
            f"recall {peer['recall']:.3f}, {peer['bytes']:.0f} bytes",
        )
        at = goal if sign and _at(measured, _GOAL_AT) else None
        if sign == ">=":
            faster = peer["p95"] / peer["ours_p95"]
            yield _judged("  the index is faster, p95", faster, sign, at, "{:.1f} times")
        else:
            slower = peer["ours_p95"] / peer["p95"]
            yield _judged("  the index takes of its p95", slower, sign or "<=", at, "{:.2f} times")


def _kept(measured: Measured) -> Iterator[Line]:
    yield Line("rebuilding", f"{measured['rebuild']['ms_a_claim']:.3f} ms a claim")
    goal = 90 if _at(measured, _GOAL_AT) else None
    for name, when in (("rebuild", ""), ("aged", ", after a week")):
        if not (of := measured.get(name)):
            continue
        kept = sum(size for table, size in of["bytes"].items() if table in _KEPT)
        yield _judged(f"index{when}", kept, "<=", goal, "{:.0f} bytes a claim")
    if aged := measured.get("aged"):
        tail = sum(size for table, size in aged["bytes"].items() if table in _TAIL)
        yield Line("  its tail", f"{tail:.0f} bytes a claim")


def _week(measured: Measured) -> Iterator[Line]:
    if of := measured.get("week"):
        goal = 0.15 if _at(measured, _GOAL_AT) else None
        yield _judged("putting, by the article", of["put_ms"], "<=", goal, "{:.3f} ms a claim")
        yield Line("merging, later", f"{of['merge_ms']:.3f} ms a claim")
        yield Line("  left in the tail", f"{of['tail']:,} claims")


def _vectors(measured: Measured) -> Iterator[Line]:
    if of := measured.get("vectors"):
        yield _judged("vectors", of["bytes"], "<=", 600, "{:.0f} bytes a claim")
        if "make_ms" in of:
            yield _judged("  making", of["make_ms"], "<=", 15, "{:.1f} ms a claim")
        for language in ("ko", "en"):
            spent = of[f"search_{language}_of_40_ms"]
            yield Line(f"  asking, by the article, {language}", f"{spent:.1f} ms a claim")
            if recall := of.get(f"recall_{language}"):
                goal = 0.85 if _at(measured, _RECALL_AT) else None
                what = f"  recall@50 of free translations, {language}"
                yield _judged(what, recall["50"], ">=", goal, "{:.3f}")


def _growth(found: Sequence[Measured]) -> Iterator[Line]:
    for less, more in pairwise(one for one in found if "article" in one):
        if more["size"] == 10 * less["size"]:
            ratio = more["article"]["rest"] / less["article"]["rest"]
            what = f"{less['size']:,} to {more['size']:,}"
            yield _judged(what, ratio, "<=", 2.1, "{:.2f} times")


def _at(measured: Measured, size: int) -> bool:
    """Whether a goal that is set for ``size`` claims is to be judged here."""
    return bool(measured["size"] == size)


def _timed(
    what: str, of: Measured, is_judged: bool, *, p95: float, median: float | None = None
) -> Line:
    said = f"{of['median']:.2f} ms, p95 {of['p95']:.2f} ms"
    if not is_judged:
        return Line(what, said)
    goal = f"p95 <= {p95:g} ms" if median is None else f"<= {median:g} ms, p95 <= {p95:g} ms"
    return Line(what, said, goal, of["p95"] <= p95 and (not median or of["median"] <= median))


_SIGNS: Mapping[str, Callable[[float, float], bool]] = {"<=": operator.le, ">=": operator.ge}


def _judged(what: str, value: float, sign: str, goal: float | None, form: str) -> Line:
    if goal is None:
        return Line(what, form.format(value))
    return Line(what, form.format(value), f"{sign} {goal:g}", _SIGNS[sign](value, goal))
