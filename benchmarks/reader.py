"""Reading beside its peers: time, growth with the length, memory; storing apart.

    .venv/bin/python -m benchmarks.reader [--rounds 5] [--json]

The texts are the demonstration's articles, one after the other to the length wanted, and every
figure is the median of a call. Korean reading is set beside kiwipiepy's tokenizing of the same
paragraphs in the same run, English beside syntok's segmenting; the peers' models are loaded before
anything is timed. Memory is that of a process of its own that has loaded what a worker loads and
has read a megabyte: PSS and USS as the kernel counts them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks.reporting import Figure, each, figure, show
from benchmarks.stack import stack

SIZES = {"10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000}
_ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
_MEMORY = "--memory"


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs of one language, at most as many UTF-8 bytes as were asked for."""

    language: str
    paragraphs: Sequence[str]

    def __str__(self) -> str:
        return "\n\n".join(self.paragraphs)


def text_of(language: str, size: int) -> Text:
    """Body paragraphs of the demonstration's articles until ``size`` bytes are reached."""
    known = list(_paragraphs(language))
    taken: list[str] = []
    while True:
        for paragraph in known:
            size -= len(paragraph.encode()) + 2
            if size < 0:
                return Text(language, taken)
            taken.append(paragraph)


def _paragraphs(language: str) -> Iterator[str]:
    from claims.articles.copies import read_copy
    from claims.text.findings import BlockClass
    from claims.text.sentences import detect

    for path in sorted(_ARTICLES.iterdir()):
        page = read_copy(path.read_bytes(), "", "").page
        body = [
            page.text[block.start : block.end]
            for block in page.blocks
            if block.kind is BlockClass.BODY
        ]
        if detect("\n".join(body)) == language:
            yield from body


def reading() -> Callable[[Text], object]:
    """The reader as a worker calls it, with the delivered reference data."""
    from claims.reference.delivered import directive_vocabulary, gazetteer
    from claims.text.findings import Block, BlockClass
    from claims.text.reader import read

    names, vocabulary = gazetteer(), directive_vocabulary()

    def work(text: Text) -> object:
        blocks, start = [], 0
        for paragraph in text.paragraphs:
            blocks.append(Block(start, start + len(paragraph), BlockClass.BODY))
            start += len(paragraph) + 2
        return read(
            str(text),
            blocks,
            published=dt.date(2025, 9, 18),
            gazetteer=names,
            vocabulary=vocabulary,
        )

    return work


def tokenizing(text: Text) -> None:
    """The least a Korean reader does: every paragraph through the analyser."""
    from claims.text.morphology import model

    for paragraph in text.paragraphs:
        model().tokenize(paragraph)


def segmenting(text: Text) -> None:
    """The least an English reader does: every paragraph cut into sentences."""
    from syntok import segmenter
    from syntok.tokenizer import Tokenizer

    tokenizer = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)
    for paragraph in text.paragraphs:
        for _sentence in segmenter.segment(tokenizer.tokenize(paragraph)):
            pass


def speed(rounds: int) -> Iterator[Figure]:
    """Reading beside the peer of each language, by length."""
    read = reading()
    for language, peer, work in (
        ("ko", "kiwi.tokenize", tokenizing),
        ("en", "syntok.segment", segmenting),
    ):
        for name, size in SIZES.items():
            text = text_of(language, size)
            if size == min(SIZES.values()):  # loads and compiles, which is not what is measured
                read(text)
                work(text)
            times: list[float] = []
            bare: list[float] = []
            for _round in range(rounds):  # in turn: a busy moment of the machine meets both
                times += each(read, [text])
                bare += each(work, [text])
            row = figure(f"reading {language} {name}", times, size="", peer=peer, peer_times=bare)
            yield _sized(row, text)


def storing() -> Iterator[Figure]:
    """Storing a reading of each length, for the first time and again. Needs Django on servers."""
    from django.db import transaction

    from claims.articles.services import take_in
    from claims.extraction.services import queue
    from claims.extraction.storing import store
    from claims.people.models import Machine
    from claims.reference.queries import directive_vocabulary, gazetteer
    from claims.text.reader import read

    for name, size in SIZES.items():
        text = text_of("ko", size)
        article = take_in(raw=str(text).encode(), by=Machine("benchmark"))
        snapshot = article.latest_snapshot
        seen = read(
            snapshot.text,
            snapshot.typed_blocks,
            published=dt.date(2025, 9, 18),
            gazetteer=gazetteer(),
            vocabulary=directive_vocabulary(),
        )
        with transaction.atomic():
            run = queue(snapshot=snapshot)
            first, again = each(partial(store, run, article, snapshot), [seen, seen])
        yield _sized(figure(f"storing {name}", [first], size=""), text)
        yield _sized(figure(f"storing again {name}", [again], size=""), text)


def memory() -> dict[str, float]:
    """Megabytes of this process once it has loaded what a worker loads and read the longest."""
    import factcheck.celery

    factcheck.celery.app.loader.import_default_modules()
    reading()(text_of("ko", max(SIZES.values())))
    kilobytes = dict(
        re.findall(r"^(\w+):\s+(\d+) kB", Path("/proc/self/smaps_rollup").read_text(), re.M)
    )
    peak = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.M)
    assert peak is not None  # noqa: S101  (the kernel always tells)
    own = int(kilobytes["Private_Clean"]) + int(kilobytes["Private_Dirty"])
    return {
        "pss_mb": round(int(kilobytes["Pss"]) / 1000),
        "uss_mb": round(own / 1000),
        "peak_mb": round(int(peak[1]) / 1000),
    }


def _sized(row: Figure, text: Text) -> Figure:
    characters = len(str(text))
    each_us = row.median_ms * 1000 / characters
    return replace(row, size=f"{characters:,} characters, {each_us:.1f} us each")


def _memory_of_a_worker() -> dict[str, float]:
    """A process that measured nothing before, so that only reading is in it."""
    command = [sys.executable, "-m", "benchmarks.reader", _MEMORY]
    done = subprocess.run(command, check=True, capture_output=True, env=os.environ)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the reader and weigh it.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON object a figure")
    parser.add_argument(_MEMORY, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        import django

        django.setup()
        print(json.dumps(memory()))
        return
    with stack():
        show([*speed(options.rounds), *storing()], as_json=options.json)
        weighed = _memory_of_a_worker()
        print(json.dumps({"name": "memory"} | weighed) if options.json else _in_words(weighed))


def _in_words(weighed: dict[str, float]) -> str:
    return (
        f"memory of a reading worker  PSS {weighed['pss_mb']} MB, USS {weighed['uss_mb']} MB,"
        f" at most {weighed['peak_mb']} MB resident while reading 1 MB"
    )


if __name__ == "__main__":
    main()
