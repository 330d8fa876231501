"""The annotated stories are whole, and links proposed within one are scored against its own."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import stories
from benchmarks.pairs import RELATIONS

FILES = [*stories.paths(), *stories.paths(aside=True)]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def told(request: pytest.FixtureRequest) -> dict[str, Any]:
    path: Path = request.param
    read: dict[str, Any] = json.loads(path.read_text())
    return read


def test_every_quote_stands_once_in_its_article(told: dict[str, Any]) -> None:
    texts = {article["id"]: article["text"] for article in told["articles"]}
    assert [one for one in told["claims"] if texts[one["article"]].count(one["quote"]) != 1] == []
    assert len({one["id"] for one in told["claims"]}) == len(told["claims"])


def test_every_link_is_of_two_articles_and_what_is_later_supersedes(told: dict[str, Any]) -> None:
    published = {one["id"]: dt.date.fromisoformat(one["published"]) for one in told["articles"]}
    of = {one["id"]: one["article"] for one in told["claims"]}
    known = {*RELATIONS, "same-origin"} - {"not_comparable"}
    for link in told["links"]:
        a, b = of[link["a"]], of[link["b"]]
        assert a != b
        assert {link["relation"], *link["accept"]} <= known
        assert link["strength"] in (1, 2, 3)
        assert link["relation"] != "supersedes" or published[a] >= published[b]
    pairs = {frozenset((link["a"], link["b"])) for link in told["links"]}
    assert len(pairs) == len(told["links"])


def test_what_is_proposed_within_a_story_is_scored() -> None:
    story = stories.read_story(stories.FOLDER / "strike.json")
    found = sum(bool(own) for own in story.annotated.values())
    assert found > 0.9 * len(story.claims), "what was read is found in what was annotated"
    some = stories.score(story, proposed_from=0.3, most=5)
    fewer = stories.score(story, proposed_from=0.6, most=5)
    assert 0 < fewer.proposed < some.proposed
    assert 0 < fewer.recall < some.recall <= some.brought_together <= 1
    assert some.precision > 0.3, "a third of what is shown is what an annotator linked"
