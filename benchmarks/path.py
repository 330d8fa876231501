"""The path stage by stage: intake, reading, linking, deciding, publishing, serving, re-check.

    .venv/bin/python -m benchmarks.path [--articles 40] [--json]

Each stage is timed on the same made-up articles (12 Korean sentences each) on private servers,
beside a peer that does the least such a stage could do, in the same run. Times are medians a call.
"""

from __future__ import annotations

import argparse

from benchmarks.reporting import show
from benchmarks.stack import stack


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the path, stage by stage.")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--json", action="store_true", help="one JSON object a figure")
    options = parser.parse_args()
    with stack():
        # Only now do settings know the servers' addresses.
        from benchmarks.stages import measure

        show(measure(options.articles), as_json=options.json)


if __name__ == "__main__":
    main()
