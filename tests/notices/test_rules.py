"""Who is told of what, how and when, case by case."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from claims.notices import rules, signing

MINJUN, SEOYEON, HANA = 1, 2, 3
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
KEY = "k" * signing.SHORTEST_KEY
ENDPOINT = uuid.UUID(int=7)


@pytest.mark.parametrize(
    ("sentence", "case", "people"),
    [
        ("who looks after it hears, not who wrote it", {"assignee": MINJUN}, {MINJUN}),
        ("without an assignee its author hears", {}, {SEOYEON}),
        ("who watches hears as well", {"watchers": [HANA]}, {SEOYEON, HANA}),
        ("nobody is told of what they did", {"actor": SEOYEON, "watchers": [HANA]}, {HANA}),
        ("not even as a watcher", {"actor": HANA, "watchers": [HANA]}, {SEOYEON}),
        ("nobody hears twice", {"assignee": HANA, "watchers": [HANA]}, {HANA}),
        ("a draft without a revision has nobody", {"author": None}, set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_is_told(sentence: str, case: dict[str, Any], people: set[int]) -> None:
    given_case: dict[str, Any] = {
        "assignee": None,
        "author": SEOYEON,
        "watchers": [],
        "actor": None,
    }
    assert rules.told(**given_case | case) == people, sentence


@pytest.mark.parametrize(
    ("preference", "severities", "mailed", "digested"),
    [
        ("each", ["note"], True, True),
        ("each", [], False, True),
        ("serious", ["note", "notice"], False, True),
        ("serious", ["note", "serious"], True, True),
        ("daily", ["serious"], False, True),
        ("off", ["serious"], False, False),
    ],
)
def test_what_is_mailed_and_what_waits_for_the_digest(
    preference: str, severities: list[str], mailed: bool, digested: bool
) -> None:
    assert rules.is_mailed(preference, severities) == mailed
    assert rules.is_digested(preference) == digested


@pytest.mark.parametrize(
    ("hour", "day"), [(7, None), (8, dt.date(2026, 3, 2)), (23, dt.date(2026, 3, 2))]
)
def test_the_digest_of_a_day_is_made_from_its_hour_on(hour: int, day: dt.date | None) -> None:
    assert rules.digest_day(NOON.replace(hour=hour), hour=8) == day


@pytest.mark.parametrize(
    ("current", "hours", "signing_now"),
    [(1, None, [1]), (2, 0, [2, 1]), (2, 23.9, [2, 1]), (2, 24, [2]), (3, 1, [3, 2])],
)
def test_the_secret_before_signs_for_a_day(
    current: int, hours: float | None, signing_now: list[int]
) -> None:
    rotated = None if hours is None else NOON - dt.timedelta(hours=hours)
    assert rules.generations(current, rotated_at=rotated, now=NOON) == signing_now


# --- signatures, judged by the standard's own library ----------------------------------------


def signed(body: bytes, *, at: dt.datetime | None = None, by: tuple[int, ...] = (1,)) -> Any:
    return signing.headers(
        message_id="msg_1",
        timestamp=int((at or dt.datetime.now(dt.UTC)).timestamp()),
        body=body,
        endpoint=ENDPOINT,
        generations=by,
        key=KEY,
    )


def judge(generation: int = 1, *, key: str = KEY) -> Webhook:
    return Webhook(signing.secret_of(ENDPOINT, generation, key=key))


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans(), max_size=4))
def test_what_is_signed_is_verified(content: dict[str, Any]) -> None:
    body = json.dumps(content).encode()
    assert judge().verify(body, signed(body)) == content


@given(st.integers(0, 13), st.integers(1, 255))
def test_one_byte_changed_is_noticed(place: int, change: int) -> None:
    body = b'{"number": 21}'
    headers = signed(body)
    changed = bytearray(body)
    changed[place] ^= change
    with pytest.raises((WebhookVerificationError, UnicodeDecodeError)):
        judge().verify(bytes(changed), headers)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_replay_is_too_old_and_a_timestamp_cannot_be_changed(minutes: int) -> None:
    body, now = b"{}", dt.datetime.now(dt.UTC)
    old = signed(body, at=now + dt.timedelta(minutes=minutes))
    with pytest.raises(WebhookVerificationError):
        judge().verify(body, old)
    with pytest.raises(WebhookVerificationError):
        judge().verify(body, old | {"webhook-timestamp": str(int(now.timestamp()))})
    with pytest.raises(WebhookVerificationError):
        judge().verify(body, signed(body) | {"webhook-id": "msg_2"})


def test_both_secrets_verify_while_they_overlap_and_others_do_not() -> None:
    body = b"{}"
    both = signed(body, by=(2, 1))
    assert judge(1).verify(body, both) == judge(2).verify(body, both) == {}
    for other in (judge(3), judge(1, key="o" * 32)):
        with pytest.raises(WebhookVerificationError):
            other.verify(body, both)
