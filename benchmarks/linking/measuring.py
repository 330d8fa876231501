"""Everything that is measured of a store of one size. Needs Django set up on empty servers."""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from benchmarks.linking import vectors
from benchmarks.linking.corpus import Corpus, Vocabulary
from benchmarks.linking.peers import LIMIT, Floor, FullText, Peer, Tantivy, Trigrams
from benchmarks.linking.planted import Name, Planted, Told, names_of, plant, sentences
from benchmarks.linking.stored import store
from claims.index import services as index
from claims.links import packed
from claims.links.features import of_found
from claims.links.promising import promising
from claims.links.ready import heads, known
from claims.links.rules import compare
from claims.reference.delivered import gazetteer
from claims.reference.models import EntityName
from claims.text.features import lemmas

SEED = 4
PLANTED = 600
QUERIES = 400
"""Paraphrases that are looked up one by one for the times."""
ARTICLE = 40
ARTICLES = 5
_BATCH = 10_000
_WEEK = 0.02  # of the store comes new in a week: a year's worth of news is in it
_EDITED = 0.005
_DELETED = 0.005

Measured = dict[str, Any]


def measure(size: int, rounds: int, only: Sequence[str]) -> Measured:
    """All the figures of a store of ``size`` claims, by name; times in milliseconds."""
    say = _Progress(size)
    names, slugs = _names()
    vocabulary = Vocabulary(slugs, seed=SEED)
    planted = plant(PLANTED, names=names, nouns=vocabulary.noun(), seed=SEED)
    corpus = Corpus(
        vocabulary, size=size, planted=[told.terms for told in planted.originals], seed=SEED
    )
    say("corpus")
    bench = Bench(corpus, planted, rounds)
    say("rows")
    said = sentences(names, vocabulary.noun(), seed=SEED)
    measured: Measured = {"size": size}
    measured["rebuild"] = bench.fill()
    say("index")
    if "index" in only:
        measured["fresh"] = bench.searches()
        say("searches")
    if "articles" in only:
        measured["article"] = bench.articles(said)
        say("articles")
    if "peers" in only:
        measured["peers"] = bench.peers()
        say("peers")
    if "week" in only:
        measured["week"] = bench.week()
        measured["aged"] = bench.searches()
        if "articles" in only:
            measured["aged_article"] = bench.articles(said)
        measured["ghosts"] = bench.ghosts()
        say("a week later")
    if "vectors" in only:
        measured["vectors"] = vectors.measure(size)
        say("vectors")
    return measured


class _Progress:
    """Tells on standard error what is done, for a run takes minutes."""

    def __init__(self, size: int) -> None:
        self.size, self.begin = size, time.perf_counter()

    def __call__(self, done: str) -> None:
        spent = time.perf_counter() - self.begin
        print(f"{self.size:,} claims: {done} after {spent:.0f} s", file=sys.stderr, flush=True)


class Bench:
    """A store of claims in the index under test, and what is asked of it."""

    def __init__(self, corpus: Corpus, planted: Planted, rounds: int) -> None:
        self.corpus, self.planted, self.rounds = corpus, planted, rounds
        self.rows = dict(corpus.rows(1, corpus.size))
        self.size = corpus.size
        queries = list(planted.queries)
        random.Random(SEED).shuffle(queries)  # noqa: S311  (made-up data, not a secret)
        self.queries = queries
        self.asked = [told.terms for told in queries]
        self.stored: set[int] = set()
        self.compared: list[int] = []
        self.dropped: set[int] = set()

    def fill(self) -> Measured:
        """Build the index of the whole store, as a rebuild does."""
        begin = time.perf_counter()
        index.rebuild(_batches(self.rows), lambda _read: None)
        spent = (time.perf_counter() - begin) * 1000
        return {"ms_a_claim": spent / self.size, "bytes": _bytes("claims.index.models", self.size)}

    def searches(self) -> Measured:
        """One claim at a time: times, and recall of the planted originals by kind."""
        asked = self.asked[:QUERIES]
        _times(_search, asked)  # reads the pages in, as they are in a store in use
        begin = time.process_time()
        times = [ms for _round in range(self.rounds) for ms in _times(_search, asked)]
        own = (time.process_time() - begin) * 1000 / len(times)
        found = self._found_together()
        return spread(times) | {
            "own_processor": own,
            "recall": self.recall(found),
            "bytes": _bytes("claims.index.models", self.size),
        }

    def recall(self, found: Sequence[Sequence[int]]) -> dict[str, float]:
        """Share of the first queries whose original was found, by kind of paraphrase."""
        asked, right = Counter[str](), Counter[str]()
        for told, keys in zip(self.queries, found, strict=False):
            key = self.corpus.keys[told.fact]
            if key not in self.dropped:
                asked[told.kind or ""] += 1
                right[told.kind or ""] += key in keys
        return {kind: right[kind] / asked[kind] for kind in sorted(asked)}

    def _found_together(self) -> list[list[int]]:
        found: list[list[int]] = []
        for start in range(0, len(self.asked), ARTICLE):
            some = dict(enumerate(self.asked[start : start + ARTICLE]))
            hits = index.search(some, limit=LIMIT)
            found += [[hit.key for hit in hits[number]] for number in some]
        return found

    # --- articles ---------------------------------------------------------------------------

    def articles(self, said: Iterator[str]) -> Measured:
        """Articles of 40 claims of one language, by stage and as a whole."""
        articles = list(itertools.islice(self._articles(), ARTICLES))
        candidates: set[int] = set()
        pairs = 0
        for article in articles:
            found = index.search(dict(enumerate(told.terms for told in article)), limit=LIMIT)
            candidates.update(hit.key for hits in found.values() for hit in hits)
            pairs += sum(map(len, found.values()))
        new = candidates - self.stored
        store({key: self.rows[key] for key in sorted(new)}, said)
        self.stored |= new
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for article in articles[:2]:
            self._article(article)
        self.compared.clear()
        begin = time.process_time()
        stages = [self._article(article) for _ in range(self.rounds) for article in articles]
        own = (time.process_time() - begin) * 1000 / len(stages)
        whole = [sum(spent.values()) for spent in stages]
        return spread(whole) | {
            "rest": statistics.median(sum(s.values()) - s["tokenizing"] for s in stages),
            "stages": {
                name: statistics.median(spent[name] for spent in stages) for name in stages[0]
            },
            "own_processor": own,
            "pairs": pairs / len(articles),
            "compared": statistics.mean(self.compared),
            "payload_bytes": _bytes("claims.index.models", len(self.stored))["index_payload"],
        }

    def _articles(self) -> Iterator[list[Told]]:
        """Four Korean ones, then an English one, for ever, of claims that have nothing in common:
        the claims of a real article share words, which makes it cheaper."""
        of_language = {
            language: itertools.cycle([q for q in self.queries if q.language == language])
            for language in ("ko", "en")
        }
        for language in itertools.cycle(["ko"] * 4 + ["en"]):
            yield list(itertools.islice(of_language[language], ARTICLE))

    def _article(self, article: Sequence[Told]) -> dict[str, float]:
        """Milliseconds of each stage from the words of an article to scored pairs."""
        watch = _Watch()
        words = [lemmas(told.claim.statement, told.language) for told in article]
        watch.lap("tokenizing")
        queries = {
            -number: told.terms_with(said)
            for number, (told, said) in enumerate(zip(article, words, strict=True), 1)
        }
        own = {
            -number: of_found(told.claim, told.language, told.published)
            for number, told in enumerate(article, 1)
        }
        watch.lap("own features")
        found = index.search(queries, limit=LIMIT)
        watch.lap("candidates")
        near = heads({hit.key for hits in found.values() for hit in hits})
        watch.lap("heads of candidates")
        for key, features in own.items():
            if head := packed.read_head(packed.head(features, {})):
                near[key] = head
        pairs = promising(
            [(key, hit.key) for key, hits in found.items() for hit in hits],
            near,
            sure=settings.LINKS_PROPOSED_FROM,
        )
        watch.lap("choosing pairs")
        stored = known({other for _key, other in pairs})
        watch.lap("features of candidates")
        for key, other in pairs:
            if other in stored:
                compare(own[key], stored[other].features)
        watch.lap("comparing")
        self.compared.append(len(pairs))
        return watch.laps

    # --- peers ------------------------------------------------------------------------------

    def peers(self) -> dict[str, Measured]:
        """The same queries to each peer, with the index asked again beside it."""
        measured: dict[str, Measured] = {}
        floor = Floor(self.rows)
        measured[floor.name] = self._peer(floor)
        with tempfile.TemporaryDirectory() as folder:
            measured[Tantivy.name] = self._peer(Tantivy(self.rows, Path(folder) / "tantivy"))
        measured[Trigrams.name] = self._peer(Trigrams(self.rows))
        measured[FullText.name] = self._peer(FullText(self.rows, floor.frequency))
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE peer")
        return measured

    def _peer(self, peer: Peer) -> Measured:
        asked = self.asked[: min(peer.most_queries, QUERIES)]
        found = [peer.search(terms) for terms in asked]  # the first time is not counted
        rounds = self.rounds if peer.most_queries >= QUERIES else 1
        times: list[float] = []
        ours: list[float] = []
        for _round in range(rounds):  # in turn: a busy moment of the machine meets both
            ours += _times(_search, asked)
            times += _times(peer.search, asked)
        own = statistics.quantiles(ours, n=20)[-1]
        right = sum(
            self.corpus.keys[told.fact] in keys
            for told, keys in zip(self.queries, found, strict=False)
        )
        return spread(times) | {
            "recall": right / len(asked),
            "bytes": peer.bytes_each(),
            "ours_p95": own,
        }

    # --- a week -----------------------------------------------------------------------------

    def week(self) -> Measured:
        """Seven days of new, edited and deleted claims; each day but the last is merged."""
        rng = random.Random(SEED)  # noqa: S311  (made-up data, not a secret)
        new = dict(self.corpus.rows(self.size + 1, int(self.size * (1 + _WEEK))))
        changed = iter(rng.sample(range(1, self.size + 1), int(self.size * (_EDITED + _DELETED))))
        planted = set(self.corpus.keys)
        puts: list[float] = []
        merges: list[float] = []
        arriving = list(_batches(new, ARTICLE))
        for day in range(7):
            articles = arriving[day * len(arriving) // 7 : (day + 1) * len(arriving) // 7]
            puts += [_put(article) / len(article) for article in articles]
            for key in itertools.islice(changed, int(self.size * _EDITED / 7)):
                if key not in planted:
                    self.rows[key] = [*self.rows[key][1:], f"edited{key}"]
                with transaction.atomic():
                    index.put({key: self.rows[key]})
            gone = list(itertools.islice(changed, int(self.size * _DELETED / 7)))
            for key in gone:
                with transaction.atomic():
                    index.drop([key])
            self.dropped.update(gone)
            if day < 6:
                begin = time.perf_counter()
                merged = index.merge_tail(seconds=600)
                merges.append((time.perf_counter() - begin) * 1000 / max(merged, 1))
        self.rows |= new
        return {
            "put_ms": statistics.mean(puts),
            "merge_ms": statistics.mean(merges),
            "tail": len(new) // 7,
        }

    def ghosts(self) -> int:
        """How many hits of all queries are claims that were deleted."""
        return sum(key in self.dropped for keys in self._found_together() for key in keys)


class _Watch:
    """Laps by name, in milliseconds."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = (now - self._last) * 1000
        self._last = now


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile of at least two times."""
    return {"median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1]}


def _names() -> tuple[list[Name], dict[str, tuple[str, str]]]:
    """Entities with two names in both languages, and one name of each of all."""
    rows = list(EntityName.objects.order_by("pk").values_list("entity__slug", "language", "text"))
    first: dict[str, dict[str, str]] = {}
    for slug, language, text in rows:
        first.setdefault(slug, {}).setdefault(language, text)
    slugs = {slug: (by.get("ko", ""), by.get("en", "")) for slug, by in sorted(first.items())}
    return names_of(rows, gazetteer()), slugs


def _search(terms: Sequence[str]) -> object:
    return index.search({0: terms}, limit=LIMIT)


def _times(work: Callable[[Sequence[str]], object], asked: Sequence[Sequence[str]]) -> list[float]:
    times = []
    for terms in asked:
        begin = time.perf_counter()
        work(terms)
        times.append((time.perf_counter() - begin) * 1000)
    return times


def _put(rows: Mapping[int, Sequence[str]]) -> float:
    """Milliseconds of one put within a transaction; its commit is the claim's own."""
    with transaction.atomic():
        begin = time.perf_counter()
        index.put(rows)
        return (time.perf_counter() - begin) * 1000


def _batches(
    rows: Mapping[int, Sequence[str]], size: int = _BATCH
) -> Iterator[dict[int, Sequence[str]]]:
    items = iter(rows.items())
    while some := dict(itertools.islice(items, size)):
        yield some


def _bytes(module: str, claims: int) -> dict[str, float]:
    """Bytes a claim of each table of the models of ``module``, with indexes and all."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__ == module]
    with connection.cursor() as cursor:
        sizes = {}
        for table in tables:
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
            sizes[table.removeprefix("claims_")] = cursor.fetchone()[0] / claims
    return sizes
