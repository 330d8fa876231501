"""Set the date of the next look by the policies, and let their changes reach what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import F, Max, Q, QuerySet, Value
from django.db.models.functions import Least
from django.utils import timezone

from claims.extraction.models import HedgeLevel
from claims.ledger.models import Entry
from claims.rechecks import arguments, causes
from claims.rechecks.comparing import Case, cases_of
from claims.rechecks.filing import End
from claims.rechecks.models import Policy, Recheck
from claims.rechecks.rules import INITIAL, Standing, backoff, exactness, next_look
from claims.work.models import WorkState

_HEDGED = (HedgeLevel.HEARSAY, HedgeLevel.SPECULATIVE)
_FAILURES_COUNTED = 8  # from then on, the wait grows no longer


def schedule(verdicts: Collection[int]) -> None:
    """The next look at these verdicts, by key, where the public sees them; one that waits already
    is brought forward at most. What was withdrawn is closed at once. In a transaction."""
    cases = cases_of(verdicts)
    dates = _dates(cases.values(), now=timezone.now())
    for verdict in sorted(cases):
        row = causes.waiting([verdict], due=dates[verdict])[verdict]
        Recheck.objects.filter(pk=row.pk).update(
            next_attempt_at=Least("next_attempt_at", Value(dates[verdict]))
        )
    Recheck.objects.waiting().filter(verdict__in=set(verdicts) - cases.keys()).update(
        next_attempt_at=Least("next_attempt_at", Value(timezone.now()))
    )


def schedule_next(cases: Mapping[int, Case], ended: Mapping[int, End], *, now: dt.datetime) -> None:
    """The next look after re-checks that have ended: by policy, or sooner where none of the
    sources could be looked at."""
    dates = _dates(cases.values(), now=now)
    for verdict, end in ended.items():
        if verdict in dates and end.outcome == Recheck.Outcome.COULD_NOT_LOOK:
            dates[verdict] = now + backoff(1 + _failures(verdict))
    Recheck.objects.bulk_create(
        Recheck(
            verdict_id=verdict,
            cause=Recheck.Cause.SCHEDULE,
            next_attempt_at=dates[verdict],
            created_at=now,
        )
        for verdict in sorted(dates)
    )


def keep_within_policies(now: dt.datetime) -> None:
    """Let nothing wait for longer than the longest policy says, as what was scheduled by a clock
    that has been set back since would. Two queries, by the index of what is due."""
    longest = Policy.objects.aggregate(days=Max("every_days"))["days"] or INITIAL.every_days
    limit = now + dt.timedelta(days=longest)
    beyond = Recheck.objects.waiting().filter(next_attempt_at__gt=limit)
    Recheck.objects.filter(pk__in=_free(beyond)).update(next_attempt_at=limit)


def _free(rows: QuerySet[Recheck]) -> list[int]:
    """Lock those of the rows, by key, that nobody has locked, and wait for none. What is taken just
    now by somebody else gets its next date when that is done, by the policies of then."""
    free = rows.select_for_update(of=("self",), skip_locked=True, no_key=True)
    return [row.pk for row in free.only("pk")]


def follow_policies(entries: Iterable[Entry]) -> None:
    """Let a policy that now looks more often reach what waits; one that looks more rarely counts
    from the next look on. Two statements for each policy."""
    changed = {e.subject_id for e in entries if e.kind in ("policy.added", "policy.changed")}
    if not changed:
        return
    policies = list(Policy.objects.select_related("rating__scale"))
    for policy in policies:
        if policy.public_id not in changed:
            continue
        longest = F("created_at") + Value(dt.timedelta(days=policy.every_days))
        of_others = [_governed(p) for p in policies if exactness(p) > exactness(policy)]
        waiting = Recheck.objects.waiting().filter(
            _governed(policy), cause=Recheck.Cause.SCHEDULE, next_attempt_at__gt=longest
        )
        for covered in of_others:
            waiting = waiting.exclude(covered)
        free = _free(Recheck.objects.filter(pk__in=waiting.values("pk")))
        Recheck.objects.filter(pk__in=free).update(next_attempt_at=longest)


def _governed(policy: Policy) -> Q:
    """The re-checks of verdicts that a policy is about, but for those that a more exact one is."""
    about = Q(verdict__published__isnull=False)
    if policy.rating_id is not None:
        about &= Q(verdict__published__rating=policy.rating_id)
    if policy.kind:
        about &= Q(
            verdict__appearances__removed_at=None, verdict__appearances__version__kind=policy.kind
        )
    return about


def _dates(cases: Iterable[Case], *, now: dt.datetime) -> dict[int, dt.datetime]:
    """When each verdict, by key, is looked at next. Two queries."""
    every = list(cases)
    if not every:
        return {}
    policies, disputed = list(Policy.objects.all()), arguments.disputed(every)
    zone = timezone.get_default_timezone()
    return {
        case.verdict.pk: next_look(
            policies,
            Standing(
                rating=case.revision.rating_id,
                published=case.published_at,
                kinds=frozenset(version.kind for version in case.versions),
                is_hedged=any(version.hedge in _HEDGED for version in case.versions),
                is_disputed=case.verdict.pk in disputed,
                dates=frozenset(last for _version, last in case.times),
            ),
            now=now,
            zone=zone,
        )
        for case in every
    }


def _failures(verdict: int) -> int:
    """How many re-checks of a verdict before this one could not look, in a row."""
    done = Recheck.objects.filter(verdict=verdict, state=WorkState.DONE).order_by("-pk")
    outcomes: Sequence[str] = list(
        done.values_list("outcome", flat=True)[1 : 1 + _FAILURES_COUNTED]
    )
    return next(
        (n for n, o in enumerate(outcomes) if o != Recheck.Outcome.COULD_NOT_LOOK), len(outcomes)
    )
