"""What the background work is at, in Prometheus' text format.

All of it is counted in the database when it is asked for, since workers are many and come and go.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from claims.ledger.models import Checkpoint, Entry
from claims.notices.models import Delivery
from claims.people import services as people
from claims.people.models import User
from claims.people.rules import Act, scopes_allow
from claims.tasks import FOLLOWERS, QUEUES
from claims.work.models import LedgerCursor
from claims.work.watching import queue


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For who sends ``METRICS_TOKEN`` or a key that may read, and for people of the desk."""
    if not _may_read(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="metrics"'})
    registry = CollectorRegistry()
    registry.register(Work(timezone.now()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read(request: HttpRequest) -> bool:
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = settings.METRICS_TOKEN
        if token and secrets.compare_digest(given.strip().encode(), token.encode()):
            return True
        key = people.key_for(given.strip(), now=timezone.now())
        return bool(
            key and key.user.may(Act.SEE_DESK) and scopes_allow(frozenset(key.scopes), Act.SEE_DESK)
        )
    return isinstance(request.user, User) and request.user.may(Act.SEE_DESK)


class Work(Collector):
    """Counts at the moment ``now``: two queries a queue, five for everything else."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield from self._queues()
        yield self._deliveries()
        yield from self._ledger()

    def _queues(self) -> Iterator[GaugeMetricFamily]:
        gauges = {
            name: GaugeMetricFamily(f"factcheck_work_{name}", words, labels=["queue"])
            for name, words in (
                ("due", "Rows whose time has come and which no worker holds."),
                ("overdue", "Of these, rows that have been due for more than five minutes."),
                ("running", "Rows that a worker holds."),
                ("stopped", "Rows that failed too often and wait for a person."),
                ("oldest_due_seconds", "For how long the oldest of the due rows has been due."),
            )
        }
        for name, (model, _perform) in QUEUES.items():
            found = queue(model, now=self.now)
            for measure in ("due", "overdue", "running", "stopped"):
                gauges[measure].add_metric([name], getattr(found, measure))
            gauges["oldest_due_seconds"].add_metric([name], self._age(found.oldest))
        yield from gauges.values()

    def _deliveries(self) -> GaugeMetricFamily:
        """Those that were made in the last 30 days, and the ones that stopped."""
        gauge = GaugeMetricFamily(
            "factcheck_deliveries",
            "Mails and webhook calls by channel and state; the done ones of 30 days.",
            labels=["channel", "state"],
        )
        counted = Delivery.objects.order_by().values_list("channel", "state")
        for channel, state, number in counted.annotate(Count("pk")):
            gauge.add_metric([channel, state], number)
        return gauge

    def _ledger(self) -> Iterator[GaugeMetricFamily]:
        head = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        yield GaugeMetricFamily("factcheck_ledger_entries", "Length of the ledger.", value=head)
        signed = Checkpoint.objects.order_by("-day").values_list("made_at", flat=True).first()
        if signed is not None:
            yield GaugeMetricFamily(
                "factcheck_ledger_checkpoint_age_seconds",
                "Since the ledger's head was last signed.",
                value=self._age(signed),
            )
        lag = GaugeMetricFamily(
            "factcheck_follower_lag_entries",
            "Entries of the ledger that a follower has yet to read.",
            labels=["follower"],
        )
        read = dict(LedgerCursor.objects.values_list("name", "position"))
        for name in FOLLOWERS:
            lag.add_metric([name], head - read.get(name, 0))
        yield lag

    def _age(self, since: dt.datetime | None) -> float:
        """Seconds, never fewer than none: a clock may have been set back."""
        return max((self.now - since).total_seconds(), 0.0) if since else 0.0
