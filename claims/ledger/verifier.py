"""Verify the public record of a fact-check workbench, on a machine of one's own.

    python verifier.py https://desk.example.org [--kept checkpoints.json] [--save checkpoints.json]

Reads every header of the ledger and every signed checkpoint that the newsroom publishes and
checks that the headers are one chain from the first to the last, and that the chain leads to each
checkpoint: those published now, and with ``--kept`` those that you saved earlier. A history that
was rewritten since you saved them cannot lead to them any more. Keep what ``--save`` writes.

It needs Python 3.11 and nothing else; signatures are checked where the package ``cryptography``
is installed. It is one file and imports nothing of the workbench, so that it can be read in full
before it is trusted. Exit code 0: all is well; 1: a fault was found; 2: it could not look.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIELDS = ("at", "digest", "kind", "previous", "seq", "subject_id", "subject_kind")
LONGEST_ANSWER = 64 * 1024 * 1024


class Fault(Exception):
    """The record is not what it should be."""


def main(arguments: list[str] | None = None) -> int:
    """Verify one newsroom's record and say what was found; return the exit code."""
    parser = argparse.ArgumentParser(description="Verify a published ledger.")
    parser.add_argument("address", help="the newsroom's address, such as https://desk.example.org")
    parser.add_argument("--kept", type=Path, help="checkpoints that were saved earlier")
    parser.add_argument("--save", type=Path, help="where to save the checkpoints of now")
    given = parser.parse_args(arguments)
    address = given.address.rstrip("/")
    try:
        published = json.loads(_read(f"{address}/ledger/checkpoints.json"))["checkpoints"]
        kept = json.loads(given.kept.read_text("utf-8"))["checkpoints"] if given.kept else []
        count, head = verify(_headers(address), [*published, *kept])
        for checkpoint in kept:
            if checkpoint not in published:
                raise Fault(f"the checkpoint of {checkpoint['day']} is not published any more")
    except Fault as fault:
        print(f"FAULT: {fault}")
        return 1
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"could not look: {error}", file=sys.stderr)
        return 2
    print(f"{count} entries, head {head}")
    print(f"{len(published)} published checkpoints, {len(kept)} kept: the chain leads to each")
    if not _signatures_are_checked():
        print("signatures were not checked: install the package cryptography for that")
    if given.save:
        given.save.write_text(json.dumps({"checkpoints": published}, indent=1), "utf-8")
    return 0


def verify(headers: Iterator[dict[str, Any]], checkpoints: list[dict[str, Any]]) -> tuple[int, str]:
    """The number of headers and the hash of the last, or a ``Fault``."""
    signed: dict[int, list[dict[str, Any]]] = {}
    keys = {}
    for checkpoint in checkpoints:
        _check_signature(checkpoint)
        keys[checkpoint["key"]] = checkpoint["day"]
        signed.setdefault(checkpoint["seq"], []).append(checkpoint)
    if len(keys) > 1:
        print(f"note: {len(keys)} signing keys were used; ask the newsroom why")
    previous, count = "0" * 64, 0
    for header in headers:
        count += 1
        if header["seq"] != count:
            raise Fault(f"entry {count} is missing")
        if header["previous"] != previous:
            raise Fault(f"entry {count} does not follow entry {count - 1}")
        # RFC 8785 of an object of plain ASCII strings and one whole number.
        canonical = json.dumps(
            {field: header[field] for field in FIELDS}, sort_keys=True, separators=(",", ":")
        )
        if hashlib.sha256(canonical.encode()).hexdigest() != header["hash"]:
            raise Fault(f"entry {count} was changed")
        for checkpoint in signed.pop(count, ()):
            if checkpoint["hash"] != header["hash"]:
                raise Fault(f"entry {count} is not the one that was signed on {checkpoint['day']}")
        previous = header["hash"]
    if signed:
        seq = min(signed)
        raise Fault(f"entry {seq} is missing, which was signed on {signed[seq][0]['day']}")
    return count, previous


def _headers(address: str) -> Iterator[dict[str, Any]]:
    after = 0
    while lines := _read(f"{address}/ledger/headers.jsonl?after={after}").splitlines():
        for line in lines:
            header = json.loads(line)
            yield header
        after = header["seq"]


def _read(address: str) -> str:
    if not address.startswith(("https://", "http://")):
        raise ValueError("the address begins with https://")
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  (checked above)
        body: bytes = answer.read(LONGEST_ANSWER)
    return body.decode("utf-8")


def _signatures_are_checked() -> bool:
    try:
        import cryptography  # noqa: F401
    except ImportError:
        return False
    return True


def _check_signature(checkpoint: dict[str, Any]) -> None:
    if not _signatures_are_checked():
        return
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    said = {name: checkpoint[name] for name in ("day", "hash", "seq")}
    statement = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(checkpoint["key"]))
    try:
        key.verify(bytes.fromhex(checkpoint["signature"]), statement)
    except InvalidSignature:
        raise Fault(f"the checkpoint of {checkpoint['day']} was changed") from None


if __name__ == "__main__":
    sys.exit(main())
