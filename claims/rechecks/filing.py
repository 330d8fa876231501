"""File what re-checks saw, each cause once, and say how they ended."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from claims.people.models import User
from claims.rechecks import arguments, comparing
from claims.rechecks.comparing import Case, Observation
from claims.rechecks.models import Finding, Recheck, RecheckCause
from claims.rechecks.rules import outcome

FILED_AT_ONCE = 500
"""Findings that one transaction files. What changed for a verdict may be thousands of things: a
re-check then files some, is given back, and goes on where it was, whoever takes it."""


@dataclass(slots=True)
class End:
    """How a re-check ended: the findings it filed, and who is to look at what waits."""

    outcome: str
    filed: list[Finding] = field(default_factory=list)
    assignee: User | None = None

    def content(self, recheck: Recheck) -> dict[str, Any]:
        """What the ledger keeps."""
        return {
            "recheck": str(recheck.public_id),
            "outcome": self.outcome,
            "assignee": self.assignee.ledger_name if self.assignee else None,
            "findings": [
                {"id": str(found.public_id), "kind": found.kind, "severity": found.severity}
                for found in self.filed
            ],
        }


def observed(rechecks: Mapping[int, Recheck], *, now: dt.datetime) -> dict[int, Case]:
    """The cases of re-checks that are given by their verdicts' keys, with all that changed and that
    they have not filed yet."""
    cases = comparing.cases_of(rechecks)
    of_recheck = {row.pk: verdict for verdict, row in rechecks.items()}
    filed = set(Finding.objects.filter(recheck__in=of_recheck).values_list("recheck", "key"))
    for cause in RecheckCause.objects.filter(recheck__in=of_recheck).order_by("pk"):
        if (cause.recheck_id, cause.key) in filed:
            continue
        if (case := cases.get(of_recheck[cause.recheck_id])) is not None:
            case.causes.append(cause)
    every = list(cases.values())
    if every:
        comparing.observe_documents(every, now=now)
        arguments.observe_links(every)
        arguments.observe_origins(every)
        arguments.observe_causes(every)
    return cases


def file(
    rechecks: Mapping[int, Recheck], cases: Mapping[int, Case], *, now: dt.datetime
) -> dict[int, End]:
    """File what was not filed before, count up what was, and say how each re-check ended.

    One that has more to file than ``FILED_AT_ONCE`` lets it has not ended: it is not among the
    answers, and goes on with the next call. A finding that a person resolved is not opened again by
    the same cause. What was seen before and still waits for a person needs one still.
    """
    known = _known(cases)
    before = _filed_by(rechecks.values())
    room = FILED_AT_ONCE
    again: list[int] = []
    new: list[Finding] = []
    ended: dict[int, End] = {}
    for verdict, row in rechecks.items():
        case = cases.get(verdict)
        if case is None:  # withdrawn: there is nothing to look at
            ended[verdict] = End(Recheck.Outcome.COULD_NOT_LOOK)
            continue
        filed, seen_again = [], []
        waiting = [each.severity for each in before[row.pk] if each.resolved_at is None]
        for seen in {observation.key: observation for observation in case.seen}.values():
            finding = known.get((verdict, seen.key)) or known.get(_fold(verdict, seen))
            if finding is None:
                finding = _finding(row, seen, now)
                known[verdict, seen.key] = finding
                filed.append(finding)
            elif finding.recheck_id != row.pk:
                seen_again.append(finding.pk)
            if finding.resolved_at is None:
                waiting.append(finding.severity)
        new += filed[:room]
        if len(filed) > room:
            room = 0
            continue
        room -= len(filed)
        again += seen_again
        every = [*before[row.pk], *filed]
        end = ended[verdict] = End(outcome(severities=waiting, looked=case.was_looked_at), every)
        if end.outcome == Recheck.Outcome.NEEDS_PERSON:
            end.assignee = case.verdict.assignee or case.revision.author
    Finding.objects.filter(pk__in=again).update(times=F("times") + 1, last_seen_at=now)
    Finding.objects.bulk_create(new)
    return ended


def _filed_by(rechecks: Iterable[Recheck]) -> defaultdict[int, list[Finding]]:
    """What re-checks that go on have filed already, by their keys."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.filter(recheck__in=rechecks).order_by("pk"):
        found[finding.recheck_id].append(finding)
    return found


def _known(cases: Mapping[int, Case]) -> dict[tuple[Any, ...], Finding]:
    """The findings of what was seen, by verdict and key; open ones also by what they fold."""
    seen = [observation for case in cases.values() for observation in case.seen]
    if not seen:
        return {}
    of_cause = Finding.objects.filter(verdict__in=cases, key__in={each.key for each in seen})
    found: dict[tuple[Any, ...], Finding] = {(row.verdict_id, row.key): row for row in of_cause}
    folding = {each.document for each in seen if each.folded}
    if folding:
        for row in Finding.objects.filter(
            verdict__in=cases, document__in=folding, resolved_at=None
        ).order_by("-pk"):
            found[row.verdict_id, row.kind, row.document_id, row.severity] = row
    return found


def _fold(verdict: int, seen: Observation) -> tuple[Any, ...]:
    if not seen.folded or seen.document is None:
        return ()
    return verdict, seen.kind, seen.document.pk, seen.severity


def _finding(recheck: Recheck, seen: Observation, now: dt.datetime) -> Finding:
    return Finding(
        verdict_id=recheck.verdict_id,
        recheck=recheck,
        kind=seen.kind,
        severity=seen.severity,
        key=seen.key[:200],
        document=seen.document,
        claim=seen.claim,
        link=seen.link,
        detail=seen.detail,
        filed_at=now,
        last_seen_at=now,
    )
