"""The opaque, immutable ids that public addresses use."""

from __future__ import annotations

import datetime as dt
import uuid

from uuid_utils.compat import uuid7


def new_public_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): unguessable in practice and ordered by time of creation."""
    return uuid7()


def made_at(public_id: uuid.UUID) -> dt.datetime:
    """When a public id was made, to the millisecond: the first 48 bits of a UUIDv7."""
    return dt.datetime.fromtimestamp((public_id.int >> 80) / 1000, dt.UTC)
