"""A web site that answers at once, for benchmarks: pages that never change, at every loopback
address.

    .venv/bin/python -m benchmarks.origin PORT

``/page/N`` has validators and answers 304 to who has them; ``/seen`` tells how many pages were
asked for, and when the first and the last were, in seconds of a monotonic clock.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

ETAG = '"unchanged"'


def body(number: int) -> str:
    return (
        "<!doctype html><html lang='ko'><head><title>다리</title></head><body><article>"
        f"<h1>강가의 {number}번 다리</h1><p>시는 {number}번 다리 공사에 {number}억 원을 들였다고"
        " 밝혔다.</p></article></body></html>"
    )


class Site:
    def __init__(self) -> None:
        self.seen, self.first, self.last = 0, 0.0, 0.0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ", 2)[1]
        if path == "/seen":
            said = json.dumps([self.seen, self.first, self.last]).encode()
            writer.write(_response("200 OK", said))
        else:
            self.last = time.monotonic()
            self.first = self.first or self.last
            self.seen += 1
            if f"if-none-match: {ETAG}" in head.lower():
                writer.write(_response("304 Not Modified", b""))
            else:
                writer.write(_response("200 OK", body(int(path.rpartition("/")[2])).encode()))
        await writer.drain()
        writer.close()


def _response(status: str, content: bytes) -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nETag: {ETAG}\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    ).encode() + content


async def serve(port: int) -> None:
    server = await asyncio.start_server(Site().answer, "0.0.0.0", port, backlog=1000)  # noqa: S104  (every loopback address)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
