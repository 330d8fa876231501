"""What is kept beside the postings of a key: bytes, as they were put last."""

from __future__ import annotations

from django.db import connection

from claims.index import payloads
from claims.index.models import Payload


def places() -> list[tuple[int, str]]:
    """Where each row stands: a row that is written anew stands elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, ctid::text FROM claims_index_payload ORDER BY key")
        return list(cursor.fetchall())


def test_payloads_are_kept_replaced_and_dropped(db: None) -> None:
    payloads.put({2**40: b"\x00\xff far", 1: b"near"})
    assert payloads.read([1, 2, 2**40]) == {1: b"near", 2**40: b"\x00\xff far"}
    assert payloads.beginnings([1, 2**40], 2) == {1: b"ne", 2**40: b"\x00\xff"}
    payloads.put({1: b"nearer"})
    assert payloads.read([1]) == {1: b"nearer"}
    payloads.drop([1, 7])
    assert payloads.read([1, 7]) == {}
    assert Payload.objects.count() == 1


def test_nothing_asked_for_is_nothing(db: None) -> None:
    payloads.put({})
    payloads.drop([])
    assert payloads.read([]) == payloads.beginnings([], 8) == {}


def test_putting_the_same_again_writes_no_row(db: None) -> None:
    payloads.put({1: b"one", 2: b"two"})
    before = places()
    payloads.put({1: b"one", 2: b"new"})
    after = places()
    assert after[0] == before[0]
    assert after[1] != before[1]
