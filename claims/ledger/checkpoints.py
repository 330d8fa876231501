"""Signed heads of the ledger, one a day, that readers can keep.

A chain of hashes finds a change by whoever does not rewrite all of it. Its owner could: but not
so that it still leads to a head that was signed, published and kept by others.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

from claims.ledger.models import Checkpoint, Entry


def sign_head(now: dt.datetime) -> Checkpoint | None:
    """Sign the head of the chain unless that was done on this day (UTC); return what is new.

    Nothing is signed while the ledger is empty or the installation has no key.
    """
    day = now.astimezone(dt.UTC).date()
    if not settings.LEDGER_SIGNING_KEY or Checkpoint.objects.filter(day=day).exists():
        return None
    head = Entry.objects.order_by("-seq").first()
    if head is None:
        return None
    key = _private_key(settings.LEDGER_SIGNING_KEY)
    made = Checkpoint(
        day=day,
        seq=head.seq,
        hash=bytes(head.hash),
        key=key.public_key().public_bytes_raw(),
        made_at=now,
    )
    made.signature = key.sign(statement(made))
    # Two ticks may meet here; the first one's stays.
    Checkpoint.objects.bulk_create([made], ignore_conflicts=True)
    return Checkpoint.objects.filter(day=made.day, signature=made.signature).first()


def statement(checkpoint: Checkpoint) -> bytes:
    """What is signed: the RFC 8785 form of the day, the sequence number and the hash."""
    return rfc8785.dumps(
        {
            "day": checkpoint.day.isoformat(),
            "hash": bytes(checkpoint.hash).hex(),
            "seq": checkpoint.seq,
        }
    )


def is_signed(checkpoint: Checkpoint) -> bool:
    """Whether the signature is by the key that the checkpoint names."""
    key = Ed25519PublicKey.from_public_bytes(bytes(checkpoint.key))
    try:
        key.verify(bytes(checkpoint.signature), statement(checkpoint))
    except InvalidSignature:
        return False
    return True


def as_json(checkpoint: Checkpoint) -> dict[str, Any]:
    """A checkpoint as it is published; hashes, key and signature in hexadecimal."""
    return {
        "day": checkpoint.day.isoformat(),
        "seq": checkpoint.seq,
        "hash": bytes(checkpoint.hash).hex(),
        "key": bytes(checkpoint.key).hex(),
        "signature": bytes(checkpoint.signature).hex(),
    }


def read_json(value: Any) -> Checkpoint:
    """A published checkpoint, read back; raises ``ValueError`` for anything else."""
    try:
        return Checkpoint(
            day=dt.date.fromisoformat(value["day"]),
            seq=int(value["seq"]),
            hash=_bytes(value["hash"], 32),
            key=_bytes(value["key"], 32),
            signature=_bytes(value["signature"], 64),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("a checkpoint has a day, seq, hash, key and signature") from error


def _bytes(value: str, length: int) -> bytes:
    found = bytes.fromhex(value)
    if len(found) != length:
        raise ValueError(f"{length} bytes in hexadecimal are needed, not {len(found)}")
    return found


@lru_cache(maxsize=4)
def _private_key(secret: str) -> Ed25519PrivateKey:
    """The key that a secret text stands for: its SHA-256 is the seed (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())
