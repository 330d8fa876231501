"""The outbox: what is to leave is sent, and after a time forgotten."""

from __future__ import annotations

import datetime as dt

from claims.notices import mail, rules, webhooks
from claims.notices.models import Delivery
from claims.work.models import WorkState

_LOOKED_AT = 500
"""Of the oldest deliveries that did not stop, at each tidying: its cost does not grow with the
store. What stopped stays until somebody tries it again, and is passed by."""


def perform(delivery: Delivery) -> None:
    """Send one delivery under its lease."""
    if delivery.channel == Delivery.Channel.WEBHOOK:
        webhooks.call(delivery)
    else:
        mail.send(delivery)


def tend(now: dt.datetime) -> None:
    """At each tick: make the day's digests when their hour has come, forget what is long sent."""
    mail.make_digests(now)
    left = Delivery.objects.exclude(state=WorkState.STOPPED).order_by("pk")
    Delivery.objects.filter(
        pk__in=left.values("pk")[:_LOOKED_AT],
        state=WorkState.DONE,
        finished_at__lt=now - rules.DELIVERIES_KEPT,
    ).delete()
