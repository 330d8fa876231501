"""Signatures of webhooks by Standard Webhooks (https://www.standardwebhooks.com), symmetric form.

A message is signed with HMAC-SHA256 over ``id.timestamp.body``. No secret is stored: each is made
of the server's key, the endpoint's id and a generation that rotating counts up.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Iterable

PREFIX = "whsec_"
SHORTEST_KEY = 32
"""Characters of the server's key; fewer could be guessed."""


def secret_of(endpoint: uuid.UUID, generation: int, *, key: str) -> str:
    """The secret that an endpoint's owner is shown: ``whsec_`` and 32 bytes in base64."""
    made = _secret_bytes(endpoint, generation, key)
    return PREFIX + base64.b64encode(made).decode()


def headers(
    *,
    message_id: str,
    timestamp: int,
    body: bytes,
    endpoint: uuid.UUID,
    generations: Iterable[int],
    key: str,
) -> dict[str, str]:
    """The headers of one attempt, with a signature by each generation's secret.

    ``timestamp`` is the attempt's, in seconds since 1970; ``message_id`` is the same at each.
    """
    content = f"{message_id}.{timestamp}.".encode() + body
    signatures = (
        hmac.digest(_secret_bytes(endpoint, generation, key), content, hashlib.sha256)
        for generation in generations
    )
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(
            f"v1,{base64.b64encode(signature).decode()}" for signature in signatures
        ),
        "content-type": "application/json",
    }


def _secret_bytes(endpoint: uuid.UUID, generation: int, key: str) -> bytes:
    named = f"webhook:{endpoint}:{generation}".encode()
    return hmac.digest(key.encode(), named, hashlib.sha256)
