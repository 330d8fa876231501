"""Fit what ``claims/links/calibration.py`` weighs the signs of a pair by, and print it.

    .venv/bin/python -m benchmarks.calibrate [TABLE.jsonl ...]

The tables are those that ``benchmarks.pairs`` reads, without any the open half of the project's
own; never give it the half put aside. A multinomial logistic regression of the judged relation on
``relations.evidence.facts``, with a penalty on the squares of the weights; how often relations are
right, with every tenth of the pairs left out in turn, is printed before. Needs no database.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from heapq import nlargest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.pairs import OPEN, RELATIONS, Pair, read_pairs

PENALTY = 0.5
STEPS, RATE = 300, 0.05
TENTHS = 10
STRANGERS, STRANGER = 2, 0.04
"""How many statements of other pairs each is compared with, and what such a pair counts: so few
claims of the news compare, and the tables hold nearly only such as do."""

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


def left_out(facts: Floats, judged: Floats, shares: Floats) -> Floats:
    """The probabilities of each tenth by what was fitted to the others."""
    found = np.zeros_like(judged)
    for tenth in range(TENTHS):
        out = np.arange(len(facts)) % TENTHS == tenth
        found[out] = chances(facts[out], fitted(facts[~out], judged[~out], shares[~out]))
    return found


def read(pairs: Sequence[Pair]) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """The facts of each pair, and those of strangers: of each statement and those of other pairs
    that it shares most with."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings.local")
    import django

    django.setup()
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


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of a comparison.")
    parser.add_argument("tables", nargs="*", type=Path, default=[OPEN], metavar="TABLE")
    pairs = [pair for table in parser.parse_args().tables for pair in read_pairs(table)]
    own, strangers = read(pairs)
    found = own + strangers
    names = sorted({name for row in found for name, value in row.items() if value})
    facts = np.array([[row.get(name, 0.0) for name in names] for row in found])
    relations = [pair.relation for pair in pairs] + ["not_comparable"] * len(strangers)
    judged = np.array([[one == other for other in RELATIONS] for one in relations], np.float64)
    shares = np.array([1.0] * len(own) + [STRANGER] * len(strangers))
    answered = left_out(facts, judged, shares).argmax(axis=1) == judged.argmax(axis=1)
    print(
        f"# left out in tenths: right of {len(own)} pairs {answered[: len(own)].mean():.3f},",
        end="",
    )
    print(f" of {len(strangers)} strangers {answered[len(own) :].mean():.3f}")
    print("LIKENESS =", tuple(np.round(likeness(facts, names), 2).tolist()))
    print("WEIGHTS = {")
    for name, row in zip(["", *names], fitted(facts, judged, shares), strict=True):
        print(f'    "{name}": ({", ".join(f"{weight:.2f}" for weight in row)}),')
    print("}")


if __name__ == "__main__":
    main()
