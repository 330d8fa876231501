"""Give reason to look again: what is said of a verdict is folded into its one waiting re-check.

Ten thousand events for one verdict make one re-check due: the same cause only counts up, and every
other is kept, so that each finds its finding. They are written and shown in bounded numbers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from claims.ledger import services as ledger
from claims.people.models import Machine
from claims.rechecks.models import Recheck, RecheckCause, Severity
from claims.rechecks.rules import GRAVITY, gravest, is_graver
from claims.work.services import wake_on_commit

RECHECKER = Machine("rechecks")
MOST_TOLD = 50
"""Causes that the ledger lists when it tells of a re-check, the gravest."""
CALM = dt.timedelta(seconds=5)
"""Least time between two re-checks of one verdict that events give reason for."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why to look again. ``key`` names it, for ever the same; ``entry`` is the ledger's ``seq``."""

    kind: str
    key: str
    severity: Severity
    entry: int | None = None


def demand(told: Mapping[int, Collection[Cause]]) -> dict[int, Recheck]:
    """Make a re-check due of each verdict, by its key, for these causes. In a transaction.

    One that is scheduled is brought forward, one that runs takes them along: it compares under the
    lock of its row. The ledger hears of a verdict when it is demanded first and when a graver cause
    comes. A constant number of queries, whatever the number of verdicts.
    """
    told = {verdict: causes for verdict, causes in told.items() if causes}
    if not told:
        return {}
    rows = waiting(told)
    groups: defaultdict[tuple[str, str, str, int], list[int]] = defaultdict(list)
    heard = []
    for verdict, row in rows.items():
        causes = told[verdict]
        severity = gravest(cause.severity for cause in causes)
        first = row.cause == Recheck.Cause.SCHEDULE
        if first or is_graver(severity, than=row.severity):
            heard.append(verdict)
        else:
            severity = row.severity
        reason = row.reason
        if first:
            row.cause = Recheck.Cause.EVENT
            reason = next(c.kind for c in causes if c.severity == severity)
        groups[row.cause, reason, severity, len(causes)].append(row.pk)
    soonest = Least(
        "next_attempt_at", Greatest(Value(timezone.now()), F("created_at") + Value(CALM))
    )
    for (cause, reason, severity, number), keys in groups.items():
        Recheck.objects.filter(pk__in=keys).update(
            cause=cause,
            reason=reason,
            severity=severity,
            requests=F("requests") + number,
            next_attempt_at=soonest,
        )
    keep({rows[verdict].pk: causes for verdict, causes in told.items()})
    ledger.append_many(
        [
            ("recheck.demanded", rows[verdict].verdict, _content(rows[verdict], told[verdict]))
            for verdict in heard
        ],
        by=RECHECKER,
    )
    wake_on_commit("rechecks")
    return rows


def _content(row: Recheck, causes: Iterable[Cause]) -> dict[str, Any]:
    """What the ledger says: of many causes the gravest."""
    gravest_first = sorted(
        {cause.key: cause for cause in causes}.values(), key=lambda c: -GRAVITY[c.severity]
    )
    return {
        "recheck": str(row.public_id),
        "severity": gravest_first[0].severity,
        "causes": [
            {"kind": c.kind, "severity": c.severity, "key": c.key, "entry": c.entry}
            for c in gravest_first[:MOST_TOLD]
        ],
    }


def waiting(verdicts: Collection[int], *, due: dt.datetime | None = None) -> dict[int, Recheck]:
    """The one waiting re-check of each verdict, locked; where there is none, a scheduled one that
    is made due at ``due`` (default: now)."""
    while True:
        found = lock(verdicts)
        missing = sorted(set(verdicts) - found.keys())
        if not missing:
            return found
        Recheck.objects.bulk_create(
            [
                Recheck(
                    verdict_id=verdict,
                    cause=Recheck.Cause.SCHEDULE,
                    next_attempt_at=due or timezone.now(),
                )
                for verdict in missing
            ],
            ignore_conflicts=True,  # somebody was quicker: theirs is found at the next turn
        )


def lock(verdicts: Collection[int]) -> dict[int, Recheck]:
    """The re-checks of these verdicts that wait, by the verdicts' keys, locked in the order of
    their own keys: who locks more than once in a transaction locks them all at first."""
    rows = (
        Recheck.objects.waiting()
        .filter(verdict__in=verdicts)
        .select_related("verdict")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    return {row.verdict_id: row for row in rows}


def keep(told: Mapping[int, Iterable[Cause]]) -> None:
    """Write the causes of locked re-checks, by their keys, or count them up."""
    counts = {row: Counter(cause.key for cause in causes) for row, causes in told.items()}
    held = RecheckCause.objects.filter(recheck__in=told)
    keys = {key for counted in counts.values() for key in counted}
    known = {
        (row, key): pk
        for pk, row, key in held.filter(key__in=keys).values_list("pk", "recheck", "key")
    }
    again: defaultdict[int, list[int]] = defaultdict(list)
    new = []
    for row, causes in told.items():
        for key, cause in {cause.key: cause for cause in causes}.items():
            if (row, key) in known:
                again[counts[row][key]].append(known[row, key])
            else:
                new.append(
                    RecheckCause(
                        recheck_id=row,
                        kind=cause.kind,
                        key=key,
                        severity=cause.severity,
                        entry=cause.entry,
                        count=counts[row][key],
                    )
                )
    for number, pks in again.items():
        RecheckCause.objects.filter(pk__in=pks).update(count=F("count") + number)
    RecheckCause.objects.bulk_create(new)
