"""What the world may see of the record: its headers, its signed heads, and how to verify both.

Headers name opaque ids and digests, never what was said or by whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.ledger.checkpoints import as_json
from claims.ledger.models import Checkpoint, Entry
from claims.ledger.services import header

HEADERS_AT_ONCE = 10_000
PER_PAGE = 30
VERIFIER = Path(__file__).with_name("verifier.py")


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The newest checkpoints, and how a reader verifies them."""
    page = Paginator(Checkpoint.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [as_json(row) | {"day": row.day} for row in page]
    return render(request, "public/ledger.html", {"page": page, "rows": rows})


@require_safe
def checkpoints(request: HttpRequest) -> JsonResponse:
    """Every signed head, oldest first."""
    rows = [as_json(row) for row in Checkpoint.objects.order_by("day").iterator()]
    return JsonResponse({"checkpoints": rows})


@require_safe
def headers(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Up to 10,000 headers after the sequence number ``after``, oldest first, one a line."""
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= len(str(2**63)) - 1):
        return JsonResponse({"detail": "after is a sequence number"}, status=400)
    entries = Entry.objects.after(int(after))[:HEADERS_AT_ONCE]
    return StreamingHttpResponse(_lines(entries.iterator()), content_type="application/x-ndjson")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that verifies the two, to be read and run elsewhere."""
    return HttpResponse(
        VERIFIER.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verifier.py"'},
    )


record.act = checkpoints.act = headers.act = verifier.act = None  # type: ignore[attr-defined]


def _lines(entries: Iterator[Entry]) -> Iterator[bytes]:
    for entry in entries:
        yield orjson.dumps(header(entry) | {"hash": bytes(entry.hash).hex()}) + b"\n"
