"""What ``./run`` does once its Python is there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factcheck.local.data import DataFolder
from factcheck.local.errors import CannotStart
from factcheck.local.management import run_command
from factcheck.local.servers import ROOT
from factcheck.local.supervisor import Supervisor

USAGE = """./run [options]
       ./run [--data DIR] manage COMMAND [its arguments]"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run",
        usage=USAGE,
        description="Start the workbench, or run one of its management commands.",
        epilog="DATABASE_URL and REDIS_URL, where set, replace its own servers; FACTCHECK_PG_BIN "
        "(a folder) and FACTCHECK_REDIS_SERVER (a file) replace the programs these run.",
    )
    parser.add_argument("--port", type=int, default=8000, help="where the page answers (8000)")
    parser.add_argument(
        "--data",
        type=Path,
        default=ROOT / "var",
        metavar="DIR",
        help="what it keeps (./var)",
    )
    parser.add_argument("--no-demo", action="store_true", help="start with an empty newsroom")
    own, separator, command = _split(arguments, "manage")
    options = parser.parse_args(own)
    folder = DataFolder(options.data)
    try:
        folder.create()
        if separator:
            return run_command(folder, command)
        Supervisor(folder, port=options.port, demo=not options.no_demo).run()
    except CannotStart as reason:
        print(f"./run: {reason}", file=sys.stderr)
        return 1
    return 0


def _split(arguments: list[str], word: str) -> tuple[list[str], bool, list[str]]:
    """The arguments before ``word``, whether it is there, and those after it."""
    if word not in arguments:
        return arguments, False, []
    place = arguments.index(word)
    return arguments[:place], True, arguments[place + 1 :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
