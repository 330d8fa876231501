"""The second look: what vectors cost to make, keep and search, and what they find.

    .venv/bin/python -m benchmarks.linking.vectors [--sizes 10000 100000 1000000]

Four fifths of the store are Korean, one fifth English, made of the parts in ``bilingual.py``. The
encoder reads all of up to 100,000 statements (about 5 minutes); free translations are planted among
them and each half looks for the other. In larger stores the same vectors stand again under other
keys, for the time of a search alone. One JSON object a size is printed; times are medians in
milliseconds.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.linking.bilingual import ENGLISH, KOREAN, PAIRS, statements
from benchmarks.reporting import each
from benchmarks.stack import stack

ENCODED = 100_000
ARTICLE = 40  # claims
_ROUNDS = 5
_KOREAN_OF_FIVE = 4
_OTHER = {"ko": "en", "en": "ko"}
_PLANTED = 2 * len(PAIRS)

Line = tuple[int, str, str]
"""A key, its language and what it says."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the second look.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, ENCODED, 1_000_000])
    options = parser.parse_args()
    with stack():
        for size in sorted(options.sizes):
            print(json.dumps({"size": size} | measure(size)), flush=True)


def measure(size: int) -> dict[str, Any]:
    """All the figures of a store of ``size`` vectors. Needs Django set up, on a database without
    other vectors; a smaller store that is there already is made larger."""
    from claims.index import vectors
    from claims.index.vectors import Stated

    figures: dict[str, Any] = {}
    before = _megabytes()
    vectors.put([Stated(*next(_store()))])
    figures["encoder_mb"] = _megabytes() - before
    lines = [Stated(*line) for line, _ in zip(_store(), range(min(size, ENCODED)), strict=False)]
    articles = [lines[n : n + ARTICLE] for n in range(0, len(lines), ARTICLE)]
    new = [some for some in articles if len(vectors.up_to_date(some)) < len(some)]
    if new:
        figures["make_ms"] = statistics.median(each(vectors.put, new)) / ARTICLE
    if size > ENCODED:
        _repeat(size // ENCODED)
    figures["bytes"] = _bytes() / size

    partner = {key: key + 1 if key % 2 else key - 1 for key in range(1, _PLANTED + 1)}
    asked = {"ko": list(partner)[0::2], "en": list(partner)[1::2]}
    for language, keys in asked.items():
        found = vectors.like(keys, within=_OTHER[language], count=50)
        if size <= ENCODED:
            figures[f"recall_{language}"] = {
                str(count): statistics.mean(
                    partner[key] in [hit.key for hit in found[key][:count]] for key in keys
                )
                for count in (1, 10, 50)
            }
        search = partial(_search, language)
        alone = each(search, [[key] for key in keys[:20]])
        together = each(search, [keys[:ARTICLE]] * _ROUNDS)
        figures[f"search_{language}_ms"] = statistics.median(alone)
        figures[f"search_{language}_of_{ARTICLE}_ms"] = statistics.median(together) / ARTICLE
    return figures


def _search(language: str, keys: list[int]) -> None:
    from claims.index import vectors

    vectors.like(keys, within=_OTHER[language], count=50)


def _store() -> Iterator[Line]:
    """The planted pairs, Korean and English in turn, then the others."""
    key = 0
    for korean, english in PAIRS:
        yield key + 1, "ko", korean
        yield key + 2, "en", english
        key += 2
    of_korean = iter(statements(KOREAN, ENCODED * _KOREAN_OF_FIVE // 5, seed=1))
    of_english = iter(statements(ENGLISH, ENCODED // 5, seed=1))
    while True:
        key += 1
        korean_turn = key % 5 < _KOREAN_OF_FIVE
        yield key, "ko" if korean_turn else "en", next(of_korean if korean_turn else of_english)


def _repeat(times: int) -> None:
    """Have every vector stand ``times`` in the store, under keys further on."""
    import numpy as np
    from django.db import connection

    from claims.index.vectors_models import SignBlock

    blocks = list(SignBlock.objects.filter(newest__lte=ENCODED))
    for number in range(1, times):
        further = number * ENCODED
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO claims_index_vector SELECT key + %s, digest, numbers"
                " FROM claims_index_vector WHERE key <= %s",
                [further, ENCODED],
            )
        SignBlock.objects.bulk_create(
            SignBlock(
                language=block.language,
                newest=block.newest + further,
                keys=(np.frombuffer(bytes(block.keys), np.int64) + further).tobytes(),
                signs=bytes(block.signs),
            )
            for block in blocks
        )


def _bytes() -> int:
    """What the vectors take on disk, with their indexes."""
    from django.db import connection

    from claims.index import vectors_models as models

    tables = [model._meta.db_table for model in (models.Vector, models.SignBlock, models.SignTail)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute(
            "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) name",
            [tables],
        )
        return int(cursor.fetchone()[0])


def _megabytes() -> float:
    """The proportional memory of this process."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
