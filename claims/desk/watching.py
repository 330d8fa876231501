"""What the watching pages show of re-checks, hosts and queues. Each function says how many queries
it makes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from claims.articles.models import DocumentAddress, HostRule
from claims.articles.politeness import host_of
from claims.people.models import Actor
from claims.rechecks import services as rechecks
from claims.rechecks.models import Ground, Recheck, RecheckQuerySet
from claims.tasks import QUEUES
from claims.work.models import WorkState
from claims.work.services import retry, wake
from claims.work.watching import Queue, Watched, condition, queue, standing

HOSTS_OF_AT_MOST = 500
"""Re-checks that are due whose hosts are listed, those due longest."""


@dataclass(frozen=True, slots=True)
class RecheckRow:
    recheck: Recheck
    standing: Watched
    hosts: Sequence[str]

    @property
    def can_run_now(self) -> bool:
        return self.standing not in (Watched.RUNNING, Watched.DONE)


def run_now(recheck: Recheck, *, by: Actor) -> None:
    """Do a re-check now: one that waits or runs begins anew and asks its sources whenever they
    were asked; so does the next where one stopped, else that goes on where it did. Raises
    ``Conflict`` for one that is done, or whose verdict is not public any more."""
    waiting = Recheck.objects.waiting().filter(verdict=recheck.verdict_id)
    if recheck.state != WorkState.DONE and waiting.exists():
        rechecks.request(verdict=recheck.verdict, by=by)
        return
    retry(recheck, by=by)
    wake("rechecks")


def filtered(
    *, state: str = "", cause: str = "", severity: str = "", host: str = ""
) -> RecheckQuerySet:
    """The re-checks that stand so, in the order in which they come; what is empty is not asked."""
    rows = Recheck.objects.all()
    if state:
        rows = rows.filter(condition(state, now=timezone.now()))
    if cause:
        rows = rows.filter(cause=cause)
    if severity:
        rows = rows.filter(severity=severity)
    if host:
        rows = rows.filter(asking(host))
    at_rest = state in ("", Watched.STOPPED, Watched.DONE)
    return rows.order_by(*(["-pk"] if at_rest else ["next_attempt_at", "pk"]))


def asking(host: str) -> Q:
    """Re-checks of verdicts that rest on a page of the host; uses the index of addresses."""
    here = Q()
    for scheme in ("http", "https"):
        for after in ("/", ":"):
            here |= Q(url__startswith=f"{scheme}://{host}{after}")
    documents = DocumentAddress.objects.filter(here, canonical=True).values("document")
    return Q(verdict__in=Ground.objects.filter(document__in=documents).values("verdict"))


def shown(rows: RecheckQuerySet) -> RecheckQuerySet:
    """With what a row names: three queries more."""
    return rows.for_display().with_causes().with_number_of_findings()


def recheck_rows(listed: Iterable[Recheck]) -> list[RecheckRow]:
    """One query, for the hosts."""
    page, now = list(listed), timezone.now()
    hosts = hosts_of({row.verdict_id for row in page})
    return [RecheckRow(row, standing(row, now=now), hosts.get(row.verdict_id, [])) for row in page]


def hosts_of(verdicts: Iterable[int]) -> dict[int, list[str]]:
    """The hosts that the published revisions of these verdicts rest on. One query."""
    pairs = (
        Ground.objects.filter(verdict__in=verdicts, document__addresses__canonical=True)
        .values_list("verdict", "document__addresses__url")
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for verdict, url in pairs:
        found.setdefault(verdict, set()).add(host_of(url))
    return {verdict: sorted(hosts) for verdict, hosts in found.items()}


def queues(*, now: dt.datetime) -> dict[str, Queue]:
    """Every queue by its name. Two queries each."""
    return {name: queue(model, now=now) for name, (model, _perform) in QUEUES.items()}


# --- hosts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host, its rule if it has one, and how many re-checks that are due now want to ask it."""

    host: str
    rule: HostRule | None
    due: int

    @property
    def is_paused(self) -> bool:
        return bool(
            self.rule and self.rule.paused_until and self.rule.paused_until > timezone.now()
        )


def host_rows(host: str = "") -> list[HostRow]:
    """The hosts with a rule and those that re-checks due now want to ask; or the one that is asked
    for. Three queries."""
    due = _due_hosts()
    rules: Mapping[str, HostRule] = {rule.host: rule for rule in HostRule.objects.order_by("host")}
    names = {host} if host else rules.keys() | due.keys()
    rows = [HostRow(name, rules.get(name), due[name]) for name in names]
    return sorted(rows, key=lambda row: (not row.is_paused, -row.due, row.host))


def _due_hosts() -> Counter[str]:
    now = timezone.now()
    due = Recheck.objects.filter(
        state=WorkState.WAITING, next_attempt_at__lte=now, step=Recheck.Step.LOOK
    )
    first = list(
        due.order_by("next_attempt_at").values_list("verdict", flat=True)[:HOSTS_OF_AT_MOST]
    )
    return Counter(host for hosts in hosts_of(first).values() for host in hosts)
