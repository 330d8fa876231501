"""Whole stories told by several articles: which of their sentences rest on one origin.

Each file of ``retold`` holds invented articles: a heading of outlet, language and day, then one
sentence a line behind the origin that a newsroom would count for it (``[[-]]``: nobody is named for
it), with an empty line between paragraphs.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.links.features import of_found
from claims.links.frames import Told
from claims.links.originals import gather
from claims.links.origins import resolve
from claims.reference.delivered import directive_vocabulary, gazetteer
from claims.text.findings import Block, BlockClass
from claims.text.reader import read

FOLDER = Path(__file__).with_name("retold")
NAMES = gazetteer()
VOCABULARY = directive_vocabulary()
_LINE = re.compile(r"\[\[(?P<origin>.+?)\]\] (?P<words>.+)")

Sentence = tuple[int, str, str]
"""The number of its article, the origin a newsroom counts, its words."""


def articles(name: str) -> Iterator[tuple[str, dt.date, list[str]]]:
    """Outlet, day and lines of each article of a file."""
    for part in re.split(r"^# ", (FOLDER / name).read_text(), flags=re.MULTILINE)[1:]:
        heading, *lines = part.splitlines()
        outlet, _language, day = heading.split(" | ")
        yield outlet, dt.date.fromisoformat(day), lines


def found(name: str) -> dict[Sentence, set[int]]:
    """The origins that each sentence was found to rest on; none where it names nobody."""
    resting: dict[Sentence, set[int]] = {}
    originals, places = [], []
    for number, (outlet, day, lines) in enumerate(articles(name)):
        marked = [line for line in map(_LINE.fullmatch, lines) if line]
        said = {line["words"]: line["origin"] for line in marked}
        text = "\n".join(line.partition("]] ")[2] for line in lines)
        reading = read(
            text,
            [Block(0, len(text), BlockClass.BODY)],
            published=day,
            gazetteer=NAMES,
            vocabulary=VOCABULARY,
        )
        told = [
            Told(of_found(one, reading.language, day, outlet, str(number)), one.quote, one.start)
            for one in reading.claims
        ]
        for one, original in zip(told, resolve(told, article=str(number)), strict=True):
            words = next((each for each in said if one.quote in each), "")
            sentence = number, said.get(words, "-"), words
            resting.setdefault(sentence, set())
            if not original.unsourced:
                originals.append(original)
                places.append(sentence)
    for sentence, label in zip(places, gather(originals), strict=True):
        resting[sentence].add(label)
    return resting


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_retold_stories_rest_on_few_origins(name: str) -> None:
    pairs = list(itertools.combinations(found(name).items(), 2))
    meant = [a[1] == b[1] and a[1] != "-" for (a, _one), (b, _other) in pairs]
    said = [bool(one & other) for (_a, one), (_b, other) in pairs]
    over_articles = [a[0] != b[0] for (a, _one), (b, _other) in pairs]
    met = [yes for yes, same, over in zip(said, meant, over_articles, strict=True) if same and over]
    right = [same for yes, same in zip(said, meant, strict=True) if yes]
    assert len(met) > 15, "the story is retold"
    assert sum(met) / len(met) >= 0.9, "of what articles have from one origin most is found"
    assert all(right), "and nothing that is independent is counted as one"
