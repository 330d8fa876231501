"""Append to the ledger, and prove that it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

import rfc8785
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.utils import timezone

from claims.ledger.models import Entry, EntryBody, kind_of


class Actor(Protocol):
    """Who does something: a person or a part of the workbench."""

    @property
    def ledger_name(self) -> str:
        """``user:<public id>`` or ``machine:<name>``."""


GENESIS = bytes(32)
_LOCK = 0x6C656467  # "ledg"; one lock for the one chain


def append(kind: str, *, subject: models.Model, by: Actor, **content: Any) -> Entry:
    """Record one change of state in the caller's transaction and return its header.

    Appenders queue on an advisory lock until commit, so sequence order is commit order and a
    reader by cursor misses nothing. Call it last in a verb: row locks first, then this one.
    ``subject`` needs a ``public_id``; ``content`` must be JSON.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.append belongs in a transaction")
    body = {"by": by.ledger_name, **content}
    salt = secrets.token_bytes(16)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Entry.objects.order_by("-seq").first()
    entry = Entry(
        seq=last.seq + 1 if last else 1,
        at=timezone.now(),
        kind=kind,
        subject_kind=kind_of(subject),
        subject_id=subject.public_id,  # type: ignore[attr-defined]
        digest=body_digest(salt, body),
        previous=bytes(last.hash) if last else GENESIS,
    )
    entry.hash = header_hash(entry)
    entry.save(force_insert=True)
    EntryBody.objects.create(
        entry=entry, salt=salt, content=body, actor=by if isinstance(by, get_user_model()) else None
    )
    return entry


def body_digest(salt: bytes, content: Mapping[str, Any]) -> bytes:
    """SHA-256 over salt and the RFC 8785 form of the content."""
    return hashlib.sha256(salt + rfc8785.dumps(dict(content))).digest()


def header_hash(entry: Entry) -> bytes:
    """SHA-256 over the RFC 8785 form of every other field of the header."""
    header: dict[str, Any] = {
        "seq": entry.seq,
        "at": entry.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kind": entry.kind,
        "subject_kind": entry.subject_kind,
        "subject_id": str(entry.subject_id),
        "digest": bytes(entry.digest).hex(),
        "previous": bytes(entry.previous).hex(),
    }
    return hashlib.sha256(rfc8785.dumps(header)).digest()


def first_fault() -> str | None:
    """Walk the whole chain and describe the first fault, or None. Memory is constant."""
    previous, expected = GENESIS, 1
    entries = Entry.objects.order_by("seq").select_related("body__actor")
    for entry in entries.iterator(chunk_size=2000):
        if entry.seq != expected:
            return f"entry {expected} is missing"
        if bytes(entry.previous) != previous:
            return f"entry {entry.seq} does not follow entry {entry.seq - 1}"
        if header_hash(entry) != bytes(entry.hash):
            return f"entry {entry.seq} was changed"
        body = getattr(entry, "body", None)
        if body is None:
            return f"the body of entry {entry.seq} is missing"
        if (body.salt, body.content, body.actor_id) != (None, None, None):  # else it is erased
            if body.salt is None or not isinstance(body.content, dict):
                return f"the body of entry {entry.seq} was changed"
            try:
                digest = body_digest(bytes(body.salt), body.content)
            except rfc8785.CanonicalizationError:  # such as a number that was never written
                digest = b""
            if digest != bytes(entry.digest):
                return f"the body of entry {entry.seq} was changed"
            if body.actor is not None and body.actor.ledger_name != body.content["by"]:
                return f"the body of entry {entry.seq} names another actor"
        previous, expected = bytes(entry.hash), expected + 1
    return None
