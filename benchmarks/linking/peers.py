"""Other ways to find claims that share terms, on the same rows and the same queries.

The two of PostgreSQL are the searches a newsroom would write first: similar text by trigrams, and
full text by its rarest words. tantivy is a search engine in the process. The floor holds the same
postings in memory and looks them up as the index does, rarest first under its budget: no store can
be quicker. The full-text peer is told which words are rare, which is not counted.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import LiteralString, Protocol

import numpy as np
import tantivy
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray

LIMIT = 50

Rows = Mapping[int, Sequence[str]]


class Peer(Protocol):
    """A way to find the keys of the claims most like one given by its terms."""

    name: str
    most_queries: int  # how many are asked of it: the slow ones would take all day

    def search(self, terms: Sequence[str]) -> Sequence[int]: ...

    def bytes_each(self) -> float: ...


class Floor:
    """Postings in numpy, scored by summed inverse frequency over the root of the length."""

    name = "numpy in memory"
    most_queries = 1_000

    def __init__(self, rows: Rows) -> None:
        numbers: dict[str, int] = {}
        of_terms, keys, lengths = array("i"), array("i"), array("i")
        for key, terms in rows.items():
            lengths.append(len(terms))
            for term in terms:
                of_terms.append(numbers.setdefault(term, len(numbers)))
                keys.append(key)
        number_of = np.frombuffer(of_terms, dtype=np.int32)
        order = np.argsort(number_of, kind="stable")
        self.postings = np.frombuffer(keys, dtype=np.int32)[order]
        self.starts = np.searchsorted(number_of[order], np.arange(len(numbers) + 1))
        self.numbers = numbers
        self.damping = np.zeros(max(rows) + 1, dtype=np.float32)
        self.damping[np.fromiter(rows, dtype=np.int64)] = 1 / np.sqrt(
            4 + np.frombuffer(lengths, dtype=np.int32)
        )
        self.count = len(rows)

    def search(self, terms: Sequence[str]) -> Sequence[int]:
        known = sorted(
            (int(self.starts[number + 1] - self.starts[number]), number)
            for term in terms
            if (number := self.numbers.get(term)) is not None
        )
        found: list[NDArray[np.int32]] = []
        weights: list[float] = []
        spent = 0
        for frequency, number in known:
            if found and spent + frequency > settings.CANDIDATE_BUDGET:
                break
            spent += frequency
            found.append(self.postings[self.starts[number] : self.starts[number + 1]])
            weights.append(math.log(self.count / frequency))
        if not found:
            return []
        keys, place = np.unique(np.concatenate(found), return_inverse=True)
        weight = np.repeat(weights, [len(postings) for postings in found])
        score = np.bincount(place, weight) * self.damping[keys]
        best = np.argpartition(score, -LIMIT)[-LIMIT:] if len(score) > LIMIT else slice(None)
        ranked: list[int] = keys[best][np.argsort(-score[best])].tolist()
        return ranked

    def bytes_each(self) -> float:
        held = (self.postings.nbytes + self.starts.nbytes + self.damping.nbytes) / self.count
        return float(held)

    def frequency(self, term: str) -> int:
        number = self.numbers.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])


class Tantivy:
    """An index of tantivy on disk, asked for any of the terms by BM25."""

    name = "tantivy"
    most_queries = 1_000

    def __init__(self, rows: Rows, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", stored=False, indexed=False, fast=True)
        builder.add_text_field("terms", tokenizer_name="raw", index_option="freq")
        self.schema = builder.build()
        folder.mkdir()
        index = tantivy.Index(self.schema, path=str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for key, terms in rows.items():
            writer.add_document(tantivy.Document(key=key, terms=list(terms)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()
        self.folder, self.count = folder, len(rows)

    def search(self, terms: Sequence[str]) -> Sequence[int]:
        should = tantivy.Occur.Should
        query = tantivy.Query.boolean_query(
            [
                (should, tantivy.Query.term_query(self.schema, "terms", term, "freq"))
                for term in terms
            ]
        )
        hits = self.searcher.search(query, LIMIT, count=False).hits
        keys = self.searcher.fast_field_values("key", [address for _score, address in hits])
        return [int(key) for key in keys if key is not None]

    def bytes_each(self) -> float:
        return sum(file.stat().st_size for file in self.folder.iterdir()) / self.count


class _Table:
    """The terms of each claim in a table with one index, on the server of the index under test."""

    name: str
    most_queries: int
    column: LiteralString
    value: LiteralString  # of the column, from an array of terms
    operators: LiteralString

    def __init__(self, rows: Rows) -> None:
        self.count = len(rows)
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS peer, peer_raw")
            cursor.execute("CREATE TEMPORARY TABLE peer_raw (key int, terms text[])")
            with cursor.copy("COPY peer_raw FROM STDIN") as copy:
                for key, terms in rows.items():
                    copy.write_row((key, list(terms)))
            cursor.execute(f"CREATE TABLE peer (key int PRIMARY KEY, said {self.column})")
            cursor.execute(f"INSERT INTO peer SELECT key, {self.value} FROM peer_raw")  # noqa: S608
            cursor.execute("DROP TABLE peer_raw")
            cursor.execute(f"CREATE INDEX peer_said ON peer USING gin (said {self.operators})")
            cursor.execute("VACUUM ANALYZE peer")

    def bytes_each(self) -> float:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size('peer_said')")
            return float(cursor.fetchone()[0]) / self.count

    def _keys(self, query: LiteralString, values: Sequence[str]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return [key for (key,) in cursor.fetchall()]


class Trigrams(_Table):
    """pg_trgm: at least 0.3 alike, the most alike first."""

    name = "pg_trgm GIN"
    most_queries = 60
    column = "text"
    value = "array_to_string(terms, ' ')"
    operators = "gin_trgm_ops"

    def search(self, terms: Sequence[str]) -> Sequence[int]:
        said = " ".join(terms)
        return self._keys(
            "SELECT key FROM peer WHERE said %% %s ORDER BY similarity(said, %s) DESC LIMIT 50",
            [said, said],
        )


class FullText(_Table):
    """tsvector: any of the rarest words, ranked."""

    name = "tsvector GIN"
    most_queries = 150
    column = "tsvector"
    value = "array_to_tsvector(terms)"
    operators = "tsvector_ops"

    def __init__(self, rows: Rows, frequency: Callable[[str], int]) -> None:
        super().__init__(rows)
        self.frequency = frequency

    def search(self, terms: Sequence[str]) -> Sequence[int]:
        rare: list[str] = []
        spent = 0
        for term in sorted(terms, key=self.frequency):
            spent += self.frequency(term)
            if rare and spent > settings.CANDIDATE_BUDGET:
                break
            rare.append(term)
        query = " | ".join(
            "'" + term.replace("\\", "\\\\").replace("'", "''") + "'" for term in rare
        )
        return self._keys(
            "SELECT key FROM peer, CAST(%s AS tsquery) AS asked WHERE said @@ asked"
            " ORDER BY ts_rank(said, asked) DESC LIMIT 50",
            [query],
        )
