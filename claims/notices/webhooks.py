"""Endpoints that are sent signed events: added, rotated, disabled, and called."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles import fetching
from claims.articles.copies import explained
from claims.errors import Conflict, Duplicate
from claims.feeds.rules import asked_to_wait
from claims.ledger import services as ledger
from claims.notices import rules, signing
from claims.notices.models import Delivery, Endpoint
from claims.people.models import Actor, Machine, require_person
from claims.people.rules import Act
from claims.people.services import lock_account
from claims.work.models import WorkState
from claims.work.services import fail, finish, put_off, stop, wake_on_commit

CALLER = Machine("webhooks")
GONE = 410
LONGEST_ANSWER = 300  # characters that are kept of an answer, to see why it failed
_LIMITS = fetching.Limits(max_bytes=4 * LONGEST_ANSWER, total_seconds=10)


class NotTaken(Exception):
    """The endpoint did not take the call; the message is its status and the answer's beginning."""


def add_endpoint(*, url: str, events: Collection[str], by: Actor) -> tuple[Endpoint, str]:
    """Send these events to ``url`` from now on; return the endpoint and its secret, which is
    shown this once.

    Raises ``ValidationError`` for an address that is not https (or one of the origins that the
    settings allow), for unknown events and for a person who was erased meanwhile, ``Duplicate``
    when the address is there already, and ``Conflict`` where the server has no key to make secrets
    of.
    """
    person = require_person(by, Act.KEEP_WEBHOOKS)
    _require_key()
    url = url.strip()
    _check(url, events)
    existing = Endpoint.objects.filter(url=url).first()
    if existing is not None:
        raise Duplicate(_("This address is there already."), existing=existing)
    endpoint = Endpoint(url=url, events=sorted(set(events)), added_by=person)
    endpoint.full_clean()
    with transaction.atomic():
        lock_account(person)
        endpoint.save()
        ledger.append(
            "webhook.added",
            subject=endpoint,
            by=by,
            host=urlsplit(url).hostname,
            events=endpoint.events,
        )
    return endpoint, _secret(endpoint)


def rotate(*, endpoint: Endpoint, by: Actor) -> str:
    """Make a new secret and return it, this once; the one before signs as well for a day. Raises
    ``ValidationError`` for a person who was erased meanwhile."""
    person = require_person(by, Act.KEEP_WEBHOOKS)
    _require_key()
    with transaction.atomic():
        lock_account(person)
        row = _locked(endpoint)
        row.generation += 1
        row.rotated_at = timezone.now()
        row.save(update_fields=["generation", "rotated_at"])
        ledger.append("webhook.rotated", subject=row, by=by, generation=row.generation)
    return _secret(row)


def disable(*, endpoint: Endpoint, by: Actor, reason: str = "") -> Endpoint:
    """Send nothing more. Doing so twice changes nothing."""
    require_person(by, Act.KEEP_WEBHOOKS)
    return _disable(endpoint, by=by, reason=reason.strip())


def enable(*, endpoint: Endpoint, by: Actor) -> Endpoint:
    """Send events again, those of from now on. Doing so twice changes nothing. Raises
    ``ValidationError`` for a person who was erased meanwhile."""
    person = require_person(by, Act.KEEP_WEBHOOKS)
    with transaction.atomic():
        lock_account(person)
        row = _locked(endpoint)
        if row.disabled_at is not None:
            row.disabled_at, row.disabled_why = None, ""
            row.save(update_fields=["disabled_at", "disabled_why"])
            ledger.append("webhook.enabled", subject=row, by=by)
    return row


def send_test(*, endpoint: Endpoint, by: Actor) -> Delivery:
    """Send an event that tells of nothing. Raises ``Conflict`` for a disabled endpoint."""
    require_person(by, Act.KEEP_WEBHOOKS)
    with transaction.atomic():
        row = _locked(endpoint)
        if row.disabled_at is not None:
            raise Conflict(_("The webhook is disabled: enable it first."), code="disabled")
        delivery = Delivery.objects.create(
            channel=Delivery.Channel.WEBHOOK,
            endpoint=row,
            key=f"webhook:{row.public_id}:{rules.TEST_EVENT}:{uuid.uuid4()}",
            body={"type": rules.TEST_EVENT, "timestamp": timezone.now().isoformat(), "data": {}},
        )
        ledger.append("webhook.tested", subject=row, by=by, delivery=str(delivery.public_id))
        wake_on_commit("deliveries")
    return delivery


def call(delivery: Delivery) -> None:
    """Send an event under a delivery's lease.

    2xx is taken. 410 disables the endpoint. What will not change stops the delivery; everything
    else, a redirect too, is tried again later. A first attempt waits for an earlier delivery to
    the same endpoint that is tried again, so that a dead endpoint holds up no worker.
    """
    endpoint = delivery.endpoint
    if endpoint is None:
        raise ValueError(f"{delivery} has no endpoint")
    if endpoint.disabled_at is not None:
        stop(delivery, NotTaken("the webhook is disabled"))
        return
    if delivery.attempts == 1 and (wait := _wait_for_earlier(endpoint)):
        put_off(delivery, seconds=wait)
        return
    body = orjson.dumps(delivery.body, option=orjson.OPT_SORT_KEYS)
    try:
        answer = fetching.post(
            endpoint.url,
            body,
            headers=_headers(delivery, endpoint, body),
            allowed_origins=frozenset(settings.ALLOWED_PRIVATE_ORIGINS),
            limits=_LIMITS,
        )
    except fetching.Refused as error:
        stop(delivery, error)
    except fetching.FetchError as error:
        fail(delivery, error)
    else:
        _note(delivery, endpoint, answer)


def _note(delivery: Delivery, endpoint: Endpoint, answer: fetching.Posted) -> None:
    """Record how a call was answered."""
    status = answer.status
    if 200 <= status < 300:
        with transaction.atomic():
            finish(delivery)
            Delivery.objects.filter(pk=delivery.pk).update(status=status)
        return
    said = answer.beginning.decode(errors="replace").replace("\0", "")[:LONGEST_ANSWER]
    error = NotTaken(f"HTTP {status} {said}".strip())
    if status == GONE:
        with transaction.atomic():
            _disable(endpoint, by=CALLER, reason="410")
            stop(delivery, error, status=status)
    else:
        wait = asked_to_wait(answer.header("retry-after"), now=timezone.now())
        fail(delivery, error, seconds=wait.total_seconds(), status=status)


def _wait_for_earlier(endpoint: Endpoint) -> float:
    """Seconds until a delivery to this endpoint that failed is tried again; 0 where none failed."""
    now = timezone.now()
    failed = endpoint.deliveries.filter(
        state=WorkState.WAITING, attempts__gte=1, next_attempt_at__gt=now
    ).exclude(last_error="")
    due = failed.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
    return (due - now).total_seconds() if due else 0.0


def _headers(delivery: Delivery, endpoint: Endpoint, body: bytes) -> dict[str, str]:
    if not settings.WEBHOOK_KEY:
        raise ImproperlyConfigured("Webhooks are signed with WEBHOOK_KEY, which is not set.")
    return signing.headers(
        message_id=f"msg_{delivery.public_id.hex}",
        timestamp=int(time.time()),
        body=body,
        endpoint=endpoint.public_id,
        generations=rules.generations(
            endpoint.generation, rotated_at=endpoint.rotated_at, now=timezone.now()
        ),
        key=settings.WEBHOOK_KEY,
    )


def _secret(endpoint: Endpoint) -> str:
    return signing.secret_of(endpoint.public_id, endpoint.generation, key=settings.WEBHOOK_KEY)


def _require_key() -> None:
    if len(settings.WEBHOOK_KEY) < signing.SHORTEST_KEY:
        raise Conflict(
            _("This installation has no key to make webhooks' secrets of (WEBHOOK_KEY)."),
            code="no_webhook_key",
        )


def _check(url: str, events: Collection[str]) -> None:
    allowed = frozenset(settings.ALLOWED_PRIVATE_ORIGINS)
    try:
        target = fetching.checked_url(url, allowed)
    except fetching.Refused as error:
        raise ValidationError({"url": explained(error)}) from error
    if target.scheme != "https" and not any(url.startswith(f"{each}/") for each in allowed):
        raise ValidationError({"url": _("Give an https:// address.")})
    if not events or not set(events) <= set(rules.EVENTS):
        raise ValidationError(
            {"events": _("Choose at least one event, of: %s") % ", ".join(rules.EVENTS)}
        )


def _disable(endpoint: Endpoint, *, by: Actor, reason: str) -> Endpoint:
    with transaction.atomic():
        row = _locked(endpoint)
        if row.disabled_at is None:
            row.disabled_at, row.disabled_why = timezone.now(), reason[:300]
            row.save(update_fields=["disabled_at", "disabled_why"])
            ledger.append("webhook.disabled", subject=row, by=by, reason=row.disabled_why)
    return row


def _locked(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)
