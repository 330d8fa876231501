"""Which articles are the reports that others cite.

Who cites an outlet ends where the reader of one article must: at that outlet's report. Where the
report is kept, it says itself whom it has this from, and the citation goes on to that: an article
that cites Bloomberg, whose report cites Reuters, rests on what Reuters has, and two that cite each
other confirm nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claims.links.originals import Days, Original, meet

Pair = tuple[int, int]

_REPORTS = frozenset({"report", "unknown"})
"""The media that an outlet's report is kept as; unknown is one that a person did not say it of."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim, the article that tells it as the report that it is, and what it rests on. ``says``
    tells apart those that do not say the same of one thing."""

    claim: int
    itself: Original
    rests: Sequence[Original]
    says: str = ""

    @property
    def text(self) -> str:
        return self.itself.article

    @property
    def is_own(self) -> bool:
        """Whether the article is where it comes from."""
        return any(one.article == self.text for one in self.rests)


def cited(told: Sequence[Telling]) -> list[Pair]:
    """The pairs of claims, given of one thing, of which the first cites the report that tells the
    second: the article that the origin is known to be, else one of the same outlet, of a day that
    the report can be of. Of several such articles it is one that says the same, then the one that
    cites nobody, then the nearest in time. One of an unknown day is none of them: nothing tells
    which of the outlet's reports it is, and two of them a year apart are two origins. Cost: linear
    in the claims, times the articles of one outlet."""
    by_outlet: defaultdict[str, list[Telling]] = defaultdict(list)
    by_text: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in told:
        by_text[one.text].append(one)
        for name in one.itself.reporters:
            by_outlet[name].append(one)
    pairs: dict[Pair, None] = {}
    for one in told:
        for report in one.rests:
            if report.article:
                found = report.article if report.article in by_text else ""
            else:
                near = (other for name in report.reporters for other in by_outlet[name])
                found = _kept(report, one.says, [other for other in near if other.text != one.text])
            if found not in ("", one.text):
                pairs |= dict.fromkeys((one.claim, other.claim) for other in by_text[found])
    return list(pairs)


def _kept(report: Original, says: str, near: Sequence[Telling]) -> str:
    """The text of the article that a report is, of those of its outlet; ``says`` is what it is
    cited for. Empty where it is none."""
    days = report.days
    if days is None or report.medium not in _REPORTS:
        return ""
    likely = (
        (one.says != says, not one.is_own, _apart(days, one.itself.days), one.itself.days, one.text)
        for one in near
        if one.itself.days is not None and meet(days, one.itself.days)
    )
    *_rank, text = min(likely, default=("",))
    return text


def _apart(a: Days, b: Days) -> dt.timedelta:
    return max(a[0] - b[1], b[0] - a[1], dt.timedelta())
