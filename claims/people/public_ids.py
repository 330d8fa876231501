"""The opaque, immutable ids that public addresses use."""

from __future__ import annotations

import uuid

from uuid_utils.compat import uuid7


def new_public_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): unguessable in practice and ordered by time of creation."""
    return uuid7()
