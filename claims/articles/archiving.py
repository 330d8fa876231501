"""Write what was kept as WARC (ISO 28500), for archives and for tools that replay pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from claims.articles.models import Look, Snapshot

# Bodies are kept unpacked, so these headers no longer tell the truth about them. The prefix is
# what archives give to headers that they keep but that no longer apply.
_OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_PREFIX = "X-Archive-Orig-"


def write_warc(snapshots: Iterable[Snapshot], out: IO[bytes]) -> int:
    """Write the snapshots as gzipped WARC 1.1 records to ``out``; return how many.

    A fetched page is a ``response`` with the headers it came with, a file or pasted text a
    ``resource``; the canonical text follows each as a ``conversion``. Record ids are the
    snapshots' public ids, so the same snapshot exported twice is the same record.
    """
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(
        writer.create_warcinfo_record(
            "factcheck.warc.gz",
            {"software": "factcheck-workbench", "format": "WARC File Format 1.1"},
        )
    )
    written = 0
    for snapshot in snapshots:
        _write(writer, snapshot)
        written += 1
    return written


def _write(writer: Any, snapshot: Snapshot) -> None:
    address = snapshot.url or f"urn:uuid:{snapshot.document.public_id}"
    record_id = f"<urn:uuid:{snapshot.public_id}>"
    date = datetime_to_iso_date(snapshot.taken_at, use_micros=True)
    common = {"WARC-Date": date}
    look = Look.objects.filter(snapshot=snapshot).first()
    with snapshot.raw.open("rb") as raw:
        if look is not None and snapshot.url:
            writer.write_record(
                writer.create_warc_record(
                    address,
                    "response",
                    payload=raw,
                    length=snapshot.size,
                    http_headers=StatusAndHeaders(
                        str(look.status or 200), _headers(snapshot), protocol="HTTP/1.1"
                    ),
                    warc_headers_dict=common | {"WARC-Record-ID": record_id},
                )
            )
        else:
            writer.write_record(
                writer.create_warc_record(
                    address,
                    "resource",
                    payload=raw,
                    length=snapshot.size,
                    warc_content_type=snapshot.content_type or "application/octet-stream",
                    warc_headers_dict=common | {"WARC-Record-ID": record_id},
                )
            )
    if not snapshot.text:
        return  # a picture or a PDF
    text = snapshot.text.encode()
    writer.write_record(
        writer.create_warc_record(
            address,
            "conversion",
            payload=BytesIO(text),
            length=len(text),
            warc_content_type="text/plain; charset=utf-8",
            warc_headers_dict=common
            | {
                "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(snapshot.public_id, 'text')}>",
                "WARC-Refers-To": record_id,
            },
        )
    )


def _headers(snapshot: Snapshot) -> list[tuple[str, str]]:
    kept = [
        (f"{_PREFIX}{name}" if name.lower() in _OF_THE_TRANSFER else name, value)
        for name, value in snapshot.headers
    ]
    return [*kept, ("Content-Length", str(snapshot.size))]
