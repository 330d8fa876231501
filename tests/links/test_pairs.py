"""The table of pairs is whole, and its scoring counts what it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from benchmarks.pairs import (
    ASIDE,
    INDEPENDENCE,
    OPEN,
    RELATIONS,
    Answer,
    Pair,
    Share,
    Side,
    errors,
    read_answers,
    read_pairs,
    score,
)

TRAPS = {
    "object",
    "time",
    "basis",
    "comparator",
    "scope",
    "addressee",
    "actor",
    "definition",
    "translation",
    "hedge",
    "strength",
    "negation",
    "numbers",
    "rival_actor",
    "later_state",
    "same_report",
    "syndicated",
    "same_words",
    "topical",
}
EARLIEST, LATEST = dt.date(2023, 1, 1), dt.date(2026, 11, 22)  # when the table was written

halves = pytest.mark.parametrize("path", [OPEN, ASIDE], ids=["open", "aside"])


# --- the table -----------------------------------------------------------------------------


@halves
def test_every_relation_and_every_trap_is_there_often_enough(path: Path) -> None:
    pairs = read_pairs(path)
    relations, traps = (
        Counter(pair.relation for pair in pairs),
        Counter(pair.trap for pair in pairs),
    )

    assert len(pairs) >= 170
    assert relations.keys() == set(RELATIONS)
    assert min(relations.values()) >= 20
    assert traps.keys() == TRAPS
    assert min(traps.values()) >= 10


@halves
def test_a_trap_does_not_give_its_answer_away(path: Path) -> None:
    by_trap: dict[str, Counter[str]] = {trap: Counter() for trap in TRAPS}
    for pair in read_pairs(path):
        by_trap[pair.trap][pair.relation] += 1

    assert [trap for trap, seen in by_trap.items() if len(seen) == 1] == []


@halves
def test_every_judgement_is_one_that_can_be_made(path: Path) -> None:
    for pair in read_pairs(path):
        assert pair.independence in INDEPENDENCE, pair.id
        assert pair.accept <= set(RELATIONS) - {pair.relation}, pair.id
        assert (pair.direction in ("a", "b")) == (pair.relation == "supersedes"), pair.id


@halves
def test_a_superseding_statement_is_not_the_earlier_published(path: Path) -> None:
    for pair in read_pairs(path):
        if pair.direction:
            later, earlier = (pair.a, pair.b) if pair.direction == "a" else (pair.b, pair.a)
            assert later.published >= earlier.published, pair.id


@halves
def test_every_statement_is_dated_named_and_in_the_language_it_states(path: Path) -> None:
    for side in sides(read_pairs(path)):
        assert EARLIEST <= side.published <= LATEST, side.text
        assert side.source, side.text
        assert side.text == side.text.strip() != "", side.text
        assert (side.language == "ko") == any("가" <= letter <= "힣" for letter in side.text)
        assert side.language in ("ko", "en"), side.text


@halves
def test_a_seventh_is_english_and_a_seventh_across_the_languages(path: Path) -> None:
    pairs = read_pairs(path)
    languages = Counter(frozenset((pair.a.language, pair.b.language)) for pair in pairs)

    assert languages[frozenset(["en"])] >= 0.15 * len(pairs)
    assert languages[frozenset(["en", "ko"])] >= 0.15 * len(pairs)
    assert languages[frozenset(["ko"])] >= 0.5 * len(pairs)


def test_no_statement_is_in_both_halves_and_every_id_is_one_pairs() -> None:
    opened, aside = read_pairs(OPEN), read_pairs(ASIDE)
    ids = [pair.id for pair in (*opened, *aside)]

    assert len(ids) == len(set(ids))
    assert {side.text for side in sides(opened)} & {side.text for side in sides(aside)} == set()


def sides(pairs: list[Pair]) -> Iterator[Side]:
    for pair in pairs:
        yield from (pair.a, pair.b)


# --- its scoring ---------------------------------------------------------------------------


def judged(name: str, relation: str, *, accept: str = "", direction: str | None = None) -> Pair:
    side = Side("물가가 2.1% 올랐다.", "가온일보", dt.date(2026, 3, 3), "ko")
    return Pair(
        name,
        "time",
        side,
        side,
        relation,
        frozenset(accept.split()),
        direction,
        "unknown",
        confident=True,
    )


def test_an_accepted_relation_is_defensible_but_not_right() -> None:
    pairs = [judged("1", "corroborates", accept="repeats"), judged("2", "repeats")]
    found = score(pairs, dict.fromkeys("12", Answer("repeats", "", "unknown", 0.9)))

    assert (found.right, found.defensible) == (Share(1, 2), Share(2, 2))
    assert found.confusion == {("corroborates", "repeats"): 1, ("repeats", "repeats"): 1}
    assert found.by_trap == {"time": (Share(1, 2), Share(2, 2))}


def test_only_confident_contradictions_are_held_to_be_meant() -> None:
    pairs = [judged("1", "contradicts"), judged("2", "qualifies"), judged("3", "qualifies")]
    answers = {
        name: Answer("contradicts", "", "unknown", confidence)
        for name, confidence in (("1", 0.7), ("2", 0.8), ("3", 0.6))
    }

    assert score(pairs, answers, confident=0.7).contradicts == Share(1, 2)
    assert score(pairs, answers, confident=0.9).contradicts == Share(0, 0)


@pytest.mark.parametrize(("answered", "right"), [("a", 1), ("b", 0), ("", 0)])
def test_the_direction_counts_where_the_relation_is_right(answered: str, right: int) -> None:
    pairs = [judged("1", "supersedes", direction="a"), judged("2", "qualifies")]
    found = score(pairs, dict.fromkeys("12", Answer("supersedes", answered, "unknown", 0.9)))

    assert found.direction == Share(right, 1)


def test_independence_counts_where_claims_can_be_compared() -> None:
    pairs = [judged("1", "repeats"), judged("2", "not_comparable")]
    for answered, relation in product(INDEPENDENCE, RELATIONS):
        found = score(pairs, dict.fromkeys("12", Answer(relation, "", answered, 0.9)))
        assert found.independence == Share(answered == "unknown", 1)


def test_a_pair_without_an_answer_is_not_left_out() -> None:
    with pytest.raises(KeyError):
        score([judged("1", "repeats")], {})


def test_only_what_nobody_would_defend_is_shown_as_an_error() -> None:
    pairs = [judged("1", "corroborates", accept="repeats"), judged("2", "qualifies")]
    shown = "\n".join(errors(pairs, dict.fromkeys("12", Answer("repeats", "", "unknown", 0.9))))

    assert "2 time: qualifies, not repeats" in shown
    assert "corroborates" not in shown


def test_answers_are_read_as_they_are_written(tmp_path: Path) -> None:
    written = tmp_path / "answers.jsonl"
    written.write_text(
        '{"id": "1", "relation": "supersedes", "direction": "b", "independence": "independent",'
        ' "confidence": 0.8, "reasons": []}\n'
        '{"id": "2", "relation": "repeats", "direction": null, "independence": "shared_origin",'
        ' "confidence": 0.9, "reasons": []}\n'
    )

    assert read_answers(written) == {
        "1": Answer("supersedes", "b", "independent", 0.8),
        "2": Answer("repeats", "", "shared_origin", 0.9),
    }
