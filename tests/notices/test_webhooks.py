"""Events reach endpoints signed, once each, and what fails comes again."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from werkzeug import Request, Response

from claims.errors import Conflict, Duplicate
from claims.ledger.models import Entry
from claims.notices import webhooks
from claims.notices.models import Delivery, Endpoint
from claims.notices.rules import EVENTS
from claims.people.models import Machine
from claims.publication import services as publication
from claims.rechecks.models import Finding
from claims.verdicts.models import Verdict
from claims.work.models import WorkState
from claims.work.services import retry
from tests.factories import Newsroom, content_of, published
from tests.notices.world import listen, rechecked, send


def calls() -> list[Delivery]:
    return list(Delivery.objects.filter(channel="webhook").order_by("pk"))


def at_once() -> None:
    Delivery.objects.filter(state=WorkState.WAITING).update(next_attempt_at=timezone.now())


def answered(hook: HTTPServer, status: int, body: str = "", **headers: str) -> None:
    hook.clear()
    response = Response(body, status=status, headers=headers)
    hook.expect_request("/hook", method="POST").respond_with_response(response)


# --- verbs --------------------------------------------------------------------------------


def test_an_endpoint_is_added_by_an_editor_and_its_secret_is_32_bytes(
    people: Newsroom, hook: HTTPServer
) -> None:
    url = hook.url_for("/hook")
    for by in (people.minjun, people.jiho, people.stranger, Machine("feeds")):
        with pytest.raises(PermissionDenied):
            webhooks.add_endpoint(url=url, events=EVENTS, by=by)
    endpoint, secret = webhooks.add_endpoint(url=f" {url} ", events=EVENTS[::-1], by=people.seoyeon)
    assert (endpoint.url, set(endpoint.events)) == (url, set(EVENTS))
    prefix, _underscore, key = secret.partition("_")
    assert (prefix, len(base64.b64decode(key))) == ("whsec", 32)
    entry = Entry.objects.about(endpoint).get()
    assert entry.kind == "webhook.added"
    assert secret not in json.dumps(content_of(entry))
    with pytest.raises(Duplicate) as known:
        webhooks.add_endpoint(url=url, events=EVENTS, by=people.seoyeon)
    assert known.value.existing == endpoint


@pytest.mark.parametrize(
    "given",
    [
        {"url": "http://receiver.example/"},
        {"url": "ftp://receiver.example/"},
        {"url": "https://user:secret@receiver.example/"},
        {"url": "https://receiver.example:8443/"},
        {"url": "https://"},
        {"url": "words"},
        {"url": f"https://receiver.example/{'x' * 2000}"},
        {"events": []},
        {"events": ["verdict.published", "verdict.drafted"]},
        {"events": ["webhook.test"]},
    ],
    ids=str,
)
def test_what_is_no_endpoint_is_refused(
    people: Newsroom, hook: HTTPServer, given: dict[str, Any]
) -> None:
    wanted: dict[str, Any] = {"url": "https://receiver.example/", "events": EVENTS}
    with pytest.raises(ValidationError):
        webhooks.add_endpoint(by=people.seoyeon, **wanted | given)
    assert not Endpoint.objects.exists()


def test_without_a_key_of_the_server_there_are_no_secrets(
    people: Newsroom, endpoint: Endpoint, settings: Settings
) -> None:
    settings.WEBHOOK_KEY = "short"
    with pytest.raises(Conflict):
        webhooks.add_endpoint(url="https://receiver.example/", events=EVENTS, by=people.seoyeon)
    with pytest.raises(Conflict):
        webhooks.rotate(endpoint=endpoint, by=people.seoyeon)


def test_a_disabled_endpoint_is_sent_nothing_until_it_is_enabled(
    people: Newsroom, verdict: Verdict, endpoint: Endpoint, hook: HTTPServer
) -> None:
    rechecked(verdict, outcome="stands")
    for _twice in range(2):
        webhooks.disable(endpoint=endpoint, by=people.seoyeon, reason="moves house")
    send()
    [waiting] = calls()
    assert (waiting.state, hook.log) == (WorkState.STOPPED, [])
    rechecked(verdict, outcome="stands")
    assert len(calls()) == 1, "what happens meanwhile is not kept for it"
    with pytest.raises(Conflict):
        webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    for _twice in range(2):
        webhooks.enable(endpoint=endpoint, by=people.seoyeon)
    kinds = Entry.objects.about(endpoint).values_list("kind", flat=True)
    assert list(kinds) == ["webhook.enabled", "webhook.disabled"]
    answered(hook, 204)
    retry(waiting, by=people.seoyeon)
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    assert send() == 2
    assert {call.state for call in calls()} == {WorkState.DONE}


# --- calls --------------------------------------------------------------------------------


def test_each_event_is_sent_once_and_verifies(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer
) -> None:
    received: list[dict[str, Any]] = []
    secret = webhooks.rotate(endpoint=endpoint, by=people.seoyeon)
    first = Endpoint.objects.get().generation - 1

    def receive(request: Request) -> Response:
        body = request.get_data()
        received.append(Webhook(secret).verify(body, dict(request.headers)))
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body[:-2] + b" }", dict(request.headers))
        return Response(status=204)

    hook.expect_request("/hook", method="POST").respond_with_handler(receive)
    verdict = published(people)
    listen()
    rechecked(verdict, "serious", "note")
    publication.withdraw(verdict=verdict, by=people.seoyeon, expected_revision=1, note="틀렸다")
    listen()
    assert send() == 4 + 2, "and two mails to the author"
    hook.check_assertions()
    assert [event["type"] for event in received] == [
        "verdict.published",
        "recheck.finished",
        "finding.filed",
        "verdict.withdrawn",
    ]
    data = received[2]["data"]
    finding = Finding.objects.get(severity="serious")
    assert data == {
        "verdict": str(verdict.public_id),
        "finding": str(finding.public_id),
        "recheck": str(finding.recheck.public_id),
        "kind": "quote_altered",
        "severity": "serious",
    }
    assert received[0]["data"]["url"].endswith(f"/verdicts/{verdict.public_id}/")
    assert {call.status for call in calls()} == {204}
    assert first == 1
    assert len({headers["webhook-id"] for headers in (r.headers for r, _a in hook.log)}) == 4


def test_the_secret_before_verifies_for_a_day_after_a_change(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer
) -> None:
    answered(hook, 200)
    old = webhooks.rotate(endpoint=endpoint, by=people.seoyeon)
    new = webhooks.rotate(endpoint=endpoint, by=people.seoyeon)
    for secrets, changed in (((old, new), dt.timedelta()), ((new,), dt.timedelta(hours=24))):
        Endpoint.objects.update(rotated_at=timezone.now() - changed)
        webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
        send()
        request, _response = hook.log[-1]
        for secret in (old, new):
            judge = Webhook(secret)
            if secret in secrets:
                assert judge.verify(request.get_data(), dict(request.headers))["data"] == {}
            else:
                with pytest.raises(WebhookVerificationError):
                    judge.verify(request.get_data(), dict(request.headers))


def test_an_endpoint_is_sent_only_what_it_asks_for(
    people: Newsroom, verdict: Verdict, endpoint: Endpoint
) -> None:
    Endpoint.objects.update(events=["finding.filed"])
    rechecked(verdict, "notice", "note")
    assert [call.body["type"] for call in calls()] == ["finding.filed"]


@pytest.mark.parametrize("status", [500, 404, 302, 429])
def test_what_is_not_taken_comes_again_with_the_same_id_and_little_is_kept_of_the_answer(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer, status: int
) -> None:
    answered(hook, status, "\0 no " + "x" * 5000, Location="/elsewhere", **{"Retry-After": "600"})
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    send()
    [call] = calls()
    assert (call.state, call.status) == (WorkState.WAITING, status)
    assert call.last_error.startswith(f"NotTaken: HTTP {status} ")
    assert len(call.last_error) < 340
    assert call.next_attempt_at > timezone.now() + dt.timedelta(seconds=590), "as it asked"
    answered(hook, 200)
    at_once()
    send()
    [call] = calls()
    assert (call.state, call.status) == (WorkState.DONE, 200)
    assert len({r.headers["webhook-id"] for r, _answer in hook.log}) == 1


def test_gone_disables_the_endpoint_and_poison_stops(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer
) -> None:
    answered(hook, 500)
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    for _attempt in range(9):
        at_once()
        send()
    assert [call.state for call in calls()] == [WorkState.STOPPED]
    assert len(hook.log) == 8
    answered(hook, 410)
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    send()
    endpoint.refresh_from_db()
    assert (endpoint.disabled_at is not None, endpoint.disabled_why) == (True, "410")
    assert calls()[-1].state == WorkState.STOPPED
    entry = Entry.objects.about(endpoint).first()
    assert entry is not None
    assert content_of(entry)["by"] == "machine:webhooks"


def test_a_dead_endpoint_is_tried_by_one_delivery_at_a_time(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer
) -> None:
    answered(hook, 500)
    for _each in range(5):
        webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    assert send() == 5
    assert len(hook.log) == 1, "the other four wait for the first"
    answered(hook, 200)
    at_once()
    send()
    assert {call.state for call in calls()} == {WorkState.DONE}


def test_an_endpoint_that_leads_inside_is_never_asked(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer, settings: Settings
) -> None:
    settings.ALLOWED_PRIVATE_ORIGINS = []
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    send()
    [call] = calls()
    assert (call.state, hook.log) == (WorkState.STOPPED, [])
    assert call.last_error.startswith("Refused: ")
    Endpoint.objects.update(url="https://127.0.0.1/")
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    send()
    assert calls()[-1].state == WorkState.STOPPED


def test_without_the_key_nothing_leaves_unsigned(
    people: Newsroom, endpoint: Endpoint, hook: HTTPServer, settings: Settings
) -> None:
    webhooks.send_test(endpoint=endpoint, by=people.seoyeon)
    settings.WEBHOOK_KEY = ""
    send()
    [call] = calls()
    assert (call.state, hook.log) == (WorkState.WAITING, [])
    assert "WEBHOOK_KEY" in call.last_error
