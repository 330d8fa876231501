"""Append to the ledger, and prove that it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

import orjson
import rfc8785
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.utils import timezone

from claims.ledger.checkpoints import is_signed
from claims.ledger.models import Checkpoint, Entry, kind_of


class Actor(Protocol):
    """Who does something: a person or a part of the workbench."""

    @property
    def ledger_name(self) -> str:
        """``user:<public id>`` or ``machine:<name>``."""


GENESIS = bytes(32)
Change = tuple[str, models.Model, Mapping[str, Any]]  # kind, subject, content


def append(kind: str, *, subject: models.Model, by: Actor, **content: Any) -> Entry:
    """Record one change of state in the caller's transaction and return its header.

    As ``append_many`` with one change.
    """
    return append_many([(kind, subject, content)], by=by)[0]


def append_many(changes: Iterable[Change], *, by: Actor) -> list[Entry]:
    """Record changes of state, an entry each in their order, in the caller's transaction.

    Each is a kind, a subject that has a ``public_id``, and content that must be JSON. One query,
    however many they are. Appenders queue on an advisory lock until commit, so sequence order is
    commit order and a reader by cursor misses nothing. Call it last in a verb: row locks first,
    then this one. Times are those of the call and so not in strict order.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.append belongs in a transaction")
    entries, rows = [], []
    for kind, subject, content in changes:
        body, salt = {"by": by.ledger_name, **content}, secrets.token_bytes(16)
        entry = Entry(
            at=timezone.now(),
            kind=kind,
            subject_kind=kind_of(subject),
            subject_id=subject.public_id,  # type: ignore[attr-defined]
            digest=body_digest(salt, body),
        )
        entries.append(entry)
        rows.append(
            _stated(entry)
            | {
                "salt": salt.hex(),
                "content": body,
                "actor": by.pk if isinstance(by, get_user_model()) else None,
            }
        )
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, previous, hash FROM claims_ledger_append(%s)",
            [orjson.dumps(rows).decode()],
        )
        for entry, (seq, previous, digest) in zip(entries, cursor.fetchall(), strict=True):
            entry.seq, entry.previous, entry.hash = seq, bytes(previous), bytes(digest)
            entry._state.adding = False
    return entries


def position() -> int:
    """The ``seq`` of the newest entry; 0 where there is none. What is read after asking shows all
    that was committed by then, since an entry's transaction has ended when it is seen here."""
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def body_digest(salt: bytes, content: Mapping[str, Any]) -> bytes:
    """SHA-256 over salt and the RFC 8785 form of the content."""
    return hashlib.sha256(salt + rfc8785.dumps(dict(content))).digest()


def _is_digest(digest: bytes, salt: bytes, content: Mapping[str, Any]) -> bool:
    """Whether ``digest`` is that of the content.

    orjson's sorted form is the RFC 8785 one but for some numbers and for keys outside the basic
    plane, and made ten times as fast: where its digest is the right one, nothing else can be.
    """
    try:
        quick = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
        if hashlib.sha256(salt + quick).digest() == digest:
            return True
        return body_digest(salt, content) == digest
    except (orjson.JSONEncodeError, rfc8785.CanonicalizationError):
        return False  # such as a number that was never written


class _Row(NamedTuple):
    """An entry and its body as they lie in the database, cheaper than the two as models."""

    seq: int
    at: dt.datetime
    kind: str
    subject_kind: str
    subject_id: uuid.UUID
    digest: bytes
    previous: bytes
    hash: bytes
    body: int | None
    salt: bytes | None
    content: Any
    actor: int | None


_COLUMNS = (*_Row._fields[:8], *(f"body__{name}" for name in ("pk", "salt", "content", "actor_id")))


def header(entry: Entry | _Row) -> dict[str, Any]:
    """The fields of a header that its hash is over; digests in hexadecimal, time in UTC."""
    return _stated(entry) | {"seq": entry.seq, "previous": entry.previous.hex()}


def _stated(entry: Entry | _Row) -> dict[str, Any]:
    """The fields of a header that do not depend on its place in the chain."""
    at = entry.at.astimezone(dt.UTC).replace(tzinfo=None)
    return {
        "at": at.isoformat(timespec="microseconds") + "Z",
        "kind": entry.kind,
        "subject_kind": entry.subject_kind,
        "subject_id": str(entry.subject_id),
        "digest": entry.digest.hex(),
    }


def header_hash(entry: Entry | _Row) -> bytes:
    """SHA-256 over the RFC 8785 form of every other field of the header; with its plain strings
    and one whole number, that is orjson's sorted form."""
    return hashlib.sha256(orjson.dumps(header(entry), option=orjson.OPT_SORT_KEYS)).digest()


def first_fault(kept: Iterable[Checkpoint] = ()) -> str | None:
    """Walk the whole chain and describe the first fault, or None. Memory is constant.

    The chain must also lead to every checkpoint stored here and to those that somebody ``kept``,
    each signed by the key that it names; and what was kept must still be stored. Of the bodies, no
    more may be empty than entries ``user.erased`` tell of, which name their number ``bodies``.
    """
    stored, kept = list(Checkpoint.objects.order_by("day")), list(kept)
    signed: dict[int, list[Checkpoint]] = {}
    for checkpoint in [*stored, *kept]:
        if not is_signed(checkpoint):
            return f"the checkpoint of {checkpoint.day} was changed"
        signed.setdefault(checkpoint.seq, []).append(checkpoint)
    previous, expected = GENESIS, 1
    empty = erased = 0
    names = {user.pk: user.ledger_name for user in get_user_model().objects.all()}
    # In a transaction the server sends the rows as they are asked for, and keeps no copy of all.
    with transaction.atomic():
        rows = Entry.objects.order_by("seq").values_list(*_COLUMNS).iterator(chunk_size=5000)
        for row in map(_Row._make, rows):
            fault = _fault_of(row, previous, expected, names)
            if fault is not None:
                return fault
            for checkpoint in signed.pop(row.seq, ()):
                if bytes(checkpoint.hash) != row.hash:
                    return f"entry {row.seq} is not the one that was signed on {checkpoint.day}"
            previous, expected = row.hash, expected + 1
            if row.content is None:
                empty += 1
            elif row.kind == "user.erased":
                erased += row.content["bodies"]
    if signed:
        seq = min(signed)
        return f"entry {seq} is missing, which was signed on {signed[seq][0].day}"
    if empty > erased:
        return f"bodies are empty: {empty}, of which the record tells of {erased}"
    signatures = {bytes(checkpoint.signature) for checkpoint in stored}
    for checkpoint in kept:
        if bytes(checkpoint.signature) not in signatures:
            return f"the checkpoint of {checkpoint.day} is missing, which somebody kept"
    return None


def _fault_of(row: _Row, previous: bytes, expected: int, names: Mapping[int, str]) -> str | None:
    """What is wrong with one entry that should be the ``expected`` one after ``previous``."""
    if row.seq != expected:
        return f"entry {expected} is missing"
    if row.previous != previous:
        return f"entry {row.seq} does not follow entry {row.seq - 1}"
    if header_hash(row) != row.hash:
        return f"entry {row.seq} was changed"
    if row.body is None:
        return f"the body of entry {row.seq} is missing"
    if (row.salt, row.content, row.actor) == (None, None, None):
        return None  # erased
    if row.salt is None or not isinstance(row.content, dict):
        return f"the body of entry {row.seq} was changed"
    if not _is_digest(row.digest, row.salt, row.content):
        return f"the body of entry {row.seq} was changed"
    by = str(row.content.get("by"))
    person = None if row.actor is None else names.get(row.actor, "nobody")
    if person != (by if by.startswith("user:") else None):
        return f"the body of entry {row.seq} names another actor"
    return None
