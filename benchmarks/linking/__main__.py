"""Finding and comparing claims among many, beside peers, with the goals.

    .venv/bin/python -m benchmarks.linking [--sizes 10000,100000,1000000] [--rounds 3]
        [--only index,articles,peers,week,vectors] [--json]

Each size runs in a process of its own on servers of its own: a made-up store (``corpus.py``) with
planted facts, of which real sentences are asked for (``planted.py``). ``index`` looks up claims one
by one, ``articles`` takes articles of 40 claims from their words to scored pairs, ``peers`` asks
other ways the same (``peers.py``), ``week`` does the first two again after a week of news: 2 % new
claims, 0.5 % edited, 0.5 % deleted, six days of them merged. ``vectors`` measures the second look,
where the smaller of the store and 100,000 claims has real sentences. 10,000,000 claims take about
an hour and 12 GB.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.linking.table import table
from benchmarks.stack import stack

PARTS = ("index", "articles", "peers", "week", "vectors")
_ONE = "--one"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how claims are found and compared.")
    parser.add_argument("--sizes", type=_numbers, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--json", action="store_true", help="all figures, one object a size")
    parser.add_argument(_ONE, type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        with stack():
            # Only now do settings know the servers' addresses.
            from benchmarks.linking.measuring import measure

            print(json.dumps(measure(options.one, options.rounds, options.only)))
        return
    found = []
    for size in sorted(options.sizes):
        command = [sys.executable, "-m", "benchmarks.linking", _ONE, str(size)]
        command += ["--rounds", str(options.rounds), "--only", ",".join(options.only)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        found.append(json.loads(done.stdout.splitlines()[-1]))
        if options.json:
            print(json.dumps(found[-1]), flush=True)
    if not options.json:
        print(table(found))


def _numbers(given: str) -> list[int]:
    return [int(number.replace("_", "")) for number in given.split(",")]


def _parts(given: str) -> Sequence[str]:
    parts = given.split(",")
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return parts


if __name__ == "__main__":
    main()
