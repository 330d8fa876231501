"""Fit what ``claims/links/calibration.py`` weighs the signs of a pair by, and print it.

    .venv/bin/python -m benchmarks.calibrate [--without STORY ...]

Fitted are the pairs of the open half of the project's table (``benchmarks.pairs``) and those that
a search within each open story compares (``benchmarks.stories``); what is put aside of either is
never fitted. A multinomial logistic regression of the judged relation on
``relations.evidence.facts``, with a penalty on the squares of the weights. Needs no database.

``--without`` leaves stories out, so that what was fitted can be measured on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from benchmarks import stories
from benchmarks.pairs import OPEN, RELATIONS, Pair, read_pairs

PENALTY = 0.25
STEPS, RATE = 300, 0.05
STRANGERS, STRANGER = 2, 0.04
"""How many statements of other pairs each is compared with, and what such a pair counts: so few
claims of the news compare, and the tables hold nearly only such as do."""
JUDGED = 4.0
"""What a pair of the table counts beside one link of a story: somebody judged each for itself."""
UNLINKED = 0.05
"""What a pair counts that a search compares and nobody linked: there are twelve of one that is."""

Floats = NDArray[np.float64]


def fitted(facts: Floats, judged: Floats, shares: Floats) -> Floats:
    """The weights, shape (facts + 1, relations), the first row the intercepts, by Adam. ``shares``
    are what each row counts."""
    rows = np.c_[np.ones(len(facts)), facts]
    weights = np.zeros((rows.shape[1], judged.shape[1]))
    penalty = np.full((len(weights), 1), PENALTY)
    penalty[0] = PENALTY / 100
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        wrong = (chances(facts, weights) - judged) * shares[:, None]
        slope = (rows.T @ wrong + penalty * weights) / shares.sum()
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        scale = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        weights -= RATE * mean / (1 - 0.9**step) / scale
    return weights


def chances(facts: Floats, weights: Floats) -> Floats:
    """The probability of each relation for each row of facts."""
    logits = np.c_[np.ones(len(facts)), facts] @ weights
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def likeness(facts: Floats, names: Sequence[str]) -> Floats:
    """How alike texts usually are by their common ground and words, within one language and
    across: intercept, ground, words; then intercept and ground across."""
    by = {name: facts[:, names.index(name)] for name in ("alike", "ground", "words", "across")}
    across = by["across"] > 0
    one: Floats = np.c_[np.ones((~across).sum()), by["ground"][~across], by["words"][~across]]
    two: Floats = np.c_[np.ones(across.sum()), by["ground"][across]]
    found = [
        np.linalg.lstsq(one, by["alike"][~across], rcond=None)[0],
        np.linalg.lstsq(two, by["alike"][across], rcond=None)[0],
    ]
    return np.concatenate(found).astype(np.float64)


def read(pairs: Sequence[Pair]) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """The facts of each pair, and those of strangers: of each statement and those of other pairs
    that it shares most with."""
    from claims.index.vectors_encoding import encode
    from claims.links import texts
    from claims.links.relations.evidence import facts_of
    from claims.links.relations.pair import pair_of

    sides = [side for pair in pairs for side in (pair.a, pair.b)]
    known = [
        texts.features_of(texts.Statement(one.text, one.source, one.published, one.language))[0]
        for one in sides
    ]
    alike = encode([side.text for side in sides])
    alike = alike @ alike.T

    def facts(a: int, b: int) -> dict[str, float]:
        return facts_of(known[a], known[b], float(alike[a, b]))

    strangers = {
        (min(one, other), max(one, other))
        for one in range(len(sides))
        for other in nlargest(
            STRANGERS,
            (other for other in range(len(sides)) if other // 2 != one // 2),
            key=lambda other: pair_of(known[one], known[other], None).ground,
        )
    }
    own = [facts(2 * place, 2 * place + 1) for place in range(len(pairs))]
    return own, [facts(one, other) for one, other in sorted(strangers)]


def of_stories(without: Collection[str]) -> tuple[list[dict[str, float]], list[str]]:
    """The facts of each pair that is compared within a story, and its relation."""
    from claims.links.relations.evidence import facts_of
    from claims.links.relations.pair import pair_of
    from claims.links.rules import shares_enough

    found, relations = [], []
    for path in stories.paths():
        if path.stem not in without:
            for a, b, cosine, links in stories.compared(stories.read_story(path)):
                if shares_enough(pair_of(a, b, cosine)):
                    found.append(facts_of(a, b, cosine))
                    relations.append(_judged(links))
    return found, relations


def _judged(links: Iterable[stories.Link]) -> str:
    """The relation of the strongest link: of two accounts of one report what else they are."""
    for link in sorted(links, key=lambda link: -link.strength):
        known = [one for one in (link.relation, *sorted(link.accept)) if one in RELATIONS]
        return known[0] if known else "corroborates"
    return "not_comparable"


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of a comparison.")
    parser.add_argument("--without", nargs="*", default=[], metavar="STORY")
    without = parser.parse_args().without
    stories.set_up()
    pairs = read_pairs(OPEN)
    own, strangers = read(pairs)
    told, judged_told = of_stories(without)
    found = own + strangers + told
    relations = [one.relation for one in pairs] + ["not_comparable"] * len(strangers) + judged_told
    names = sorted({name for row in found for name, value in row.items() if value})
    facts = np.array([[row.get(name, 0.0) for name in names] for row in found])
    judged = np.array([[one == other for other in RELATIONS] for one in relations], np.float64)
    shares = np.array(
        [JUDGED] * len(own)
        + [STRANGER] * len(strangers)
        + [UNLINKED if one == "not_comparable" else 1.0 for one in judged_told]
    )
    tabled = facts[: len(own) + len(strangers)]
    print("LIKENESS =", tuple(np.round(likeness(tabled, names), 2).tolist()))
    print("WEIGHTS = {")
    for name, row in zip(["", *names], fitted(facts, judged, shares), strict=True):
        print(f'    "{name}": ({", ".join(f"{weight:.2f}" for weight in row)}),')
    print("}")


if __name__ == "__main__":
    main()
