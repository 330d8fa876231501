"""How often a comparison of two claims is right, on the pairs of the project's own table.

    .venv/bin/python -m benchmarks.pairs [--aside | --errors] [--confident 0.7] [--answers FILE]

The table is ``tests/links/pairs_open.jsonl``, which the rules may be written against, or with
``--aside`` its other half of the same making, which is only measured. What is scored are the
answers of ``manage.py compare``, which sees the two texts, their outlets and days and nothing of
the judgement. An answer is *right* with the relation of the table and *defensible* with that or
one that the table accepts beside it. Needs no database.

``--errors`` also prints the pairs answered indefensibly, and never those put aside: a half whose
errors are read is no longer a half that the rules have not seen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RELATIONS = (
    "repeats",
    "corroborates",
    "contradicts",
    "qualifies",
    "supersedes",
    "not_comparable",
)
INDEPENDENCE = ("independent", "shared_origin", "unknown")
_TABLES = Path(__file__).resolve().parents[1] / "tests" / "links"
OPEN, ASIDE = _TABLES / "pairs_open.jsonl", _TABLES / "pairs_aside.jsonl"


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet wrote on one day."""

    text: str
    source: str
    published: dt.date
    language: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and how a person judged them.

    ``trap`` names what a careless comparison would stumble over, ``accept`` the relations that a
    colleague could defend beside ``relation``, ``direction`` the later of the two where one
    supersedes the other; ``confident`` is false where the judge wavered.
    """

    id: str
    trap: str
    a: Side
    b: Side
    relation: str
    accept: frozenset[str]
    direction: str | None
    independence: str
    confident: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One line that ``manage.py compare`` writes, without its reasons."""

    relation: str
    direction: str
    independence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f} ({self.right}/{self.of})" if self.of else "none"


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of right answers over one table.

    ``contradicts`` is the precision of that relation among answers at least as confident as was
    asked, ``direction`` counts pairs rightly seen as superseding, ``independence`` pairs that can
    be compared: of others nobody counts origins. ``confusion`` counts (judged, answered).
    """

    right: Share
    defensible: Share
    contradicts: Share
    direction: Share
    independence: Share
    by_trap: Mapping[str, tuple[Share, Share]]
    confusion: Mapping[tuple[str, str], int]


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a table; raises ValueError, KeyError or TypeError where it is not one."""
    return [_pair(json.loads(line)) for line in path.read_text().splitlines()]


def _pair(row: dict[str, Any]) -> Pair:
    a, b = (
        Side(**side | {"published": dt.date.fromisoformat(side["published"])})
        for side in (row.pop("a"), row.pop("b"))
    )
    return Pair(**row | {"accept": frozenset(row["accept"])}, a=a, b=b)


def read_answers(path: Path) -> dict[str, Answer]:
    """The answers of a file by the id of their pair."""
    rows = map(json.loads, path.read_text().splitlines())
    return {
        row["id"]: Answer(
            relation=row["relation"],
            direction=row["direction"] or "",
            independence=row["independence"],
            confidence=row["confidence"],
        )
        for row in rows
    }


def score(pairs: Sequence[Pair], answers: Mapping[str, Answer], *, confident: float = 0.0) -> Score:
    """Raises KeyError where a pair has no answer: silence is not left out of the count."""
    seen = [(pair, answers[pair.id]) for pair in pairs]
    traps: dict[str, list[tuple[Pair, Answer]]] = defaultdict(list)
    for pair, answer in seen:
        traps[pair.trap].append((pair, answer))
    return Score(
        right=_share(pair.relation == answer.relation for pair, answer in seen),
        defensible=_share(_defensible(pair, answer) for pair, answer in seen),
        contradicts=_share(
            pair.relation == "contradicts"
            for pair, answer in seen
            if answer.relation == "contradicts" and answer.confidence >= confident
        ),
        direction=_share(
            pair.direction == answer.direction
            for pair, answer in seen
            if pair.relation == answer.relation == "supersedes"
        ),
        independence=_share(
            pair.independence == answer.independence
            for pair, answer in seen
            if pair.relation != "not_comparable"
        ),
        by_trap={
            trap: (
                _share(pair.relation == answer.relation for pair, answer in of_trap),
                _share(_defensible(pair, answer) for pair, answer in of_trap),
            )
            for trap, of_trap in sorted(traps.items())
        },
        confusion=Counter((pair.relation, answer.relation) for pair, answer in seen),
    )


def _defensible(pair: Pair, answer: Answer) -> bool:
    return answer.relation == pair.relation or answer.relation in pair.accept


def _share(outcomes: Iterator[bool]) -> Share:
    counted = Counter(outcomes)
    return Share(right=counted[True], of=counted.total())


def compared(pairs: Sequence[Pair]) -> dict[str, Answer]:
    """What ``manage.py compare`` answers; it is given nothing of the judgement."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings.local")
    import django
    from django.core.management import call_command

    django.setup()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        given, out = Path(folder) / "pairs.jsonl", Path(folder) / "answers.jsonl"
        given.write_text("".join(f"{json.dumps(_question(pair))}\n" for pair in pairs))
        call_command("compare", str(given), "--out", str(out))
        return read_answers(out)


def _question(pair: Pair) -> dict[str, Any]:
    return {"id": pair.id} | {
        name: {
            "text": side.text,
            "source": side.source,
            "published": side.published.isoformat(),
            "language": side.language,
        }
        for name, side in (("a", pair.a), ("b", pair.b))
    }


def in_words(found: Score, *, confident: float) -> Iterator[str]:
    """The score as lines for people."""
    yield f"relation right                  {found.right}"
    yield f"relation right or accepted      {found.defensible}"
    yield f"contradicts right, from {confident:.2f}    {found.contradicts}"
    yield f"direction of supersedes right   {found.direction}"
    yield f"independence right, comparable  {found.independence}"
    yield ""
    yield "judged \\ answered " + "".join(f"{name:>16}" for name in RELATIONS)
    for judged in RELATIONS:
        counts = (found.confusion.get((judged, answered), 0) for answered in RELATIONS)
        yield f"{judged:<18}" + "".join(f"{count:>16}" for count in counts)
    yield ""
    yield f"{'trap':<18}{'right':<18}right or accepted"
    for trap, (right, defensible) in found.by_trap.items():
        yield f"{trap:<18}{right!s:<18}{defensible}"


def errors(pairs: Sequence[Pair], answers: Mapping[str, Answer]) -> Iterator[str]:
    """The pairs answered with a relation that nobody would defend, as lines for people."""
    for pair in pairs:
        answer = answers[pair.id]
        if not _defensible(pair, answer):
            yield f"\n{pair.id} {pair.trap}: {pair.relation}, not {answer.relation}"
            for side in (pair.a, pair.b):
                yield f"  {side.source} {side.published}: {side.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Score comparisons on the table of pairs.")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--aside", action="store_true", help="the half that was put aside")
    either.add_argument("--errors", action="store_true", help="also what was answered wrongly")
    parser.add_argument(
        "--confident",
        type=float,
        default=0.7,
        help="the confidence from which 'contradicts' is held to be meant (0 to 1)",
    )
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="score these instead of comparing now"
    )
    options = parser.parse_args()
    pairs = read_pairs(ASIDE if options.aside else OPEN)
    answers = read_answers(options.answers) if options.answers else compared(pairs)
    found = score(pairs, answers, confident=options.confident)
    print("\n".join(in_words(found, confident=options.confident)))
    if options.errors:
        print("\n".join(errors(pairs, answers)))


if __name__ == "__main__":
    main()
