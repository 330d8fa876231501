"""The command lines of the workbench, written once: ``./run`` and the compose file share them.

Each is what follows the Python interpreter, to be run in the folder of the checkout.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

Command = tuple[str, ...]


def with_interpreter(command: Command) -> list[str]:
    return [sys.executable, *command]


def manage(*arguments: str) -> Command:
    return ("manage.py", *arguments)


UPGRADE = manage("upgrade")
SEED = manage("seed")
COLLECT_STATIC = manage("collectstatic", "--noinput", "--verbosity", "0")
COMPILE_MESSAGES: Command = ("-m", "factcheck.local.messages")

# The database holds what is to be done, so workers have nothing to tell each other.
WORKER: Command = (
    *"-m celery -A factcheck worker --loglevel INFO --concurrency 2".split(),
    *"--without-gossip --without-mingle".split(),
)


def web(bind: str) -> Command:
    """gunicorn on ``bind`` (host:port)."""
    return (
        *f"-m gunicorn factcheck.wsgi --bind {bind} --workers 2 --threads 4".split(),
        *"--preload --graceful-timeout 5 --no-control-socket".split(),
    )


def beat(schedule_file: str) -> Command:
    """celery beat, which keeps the times of its last ticks in ``schedule_file``."""
    return (
        *"-m celery -A factcheck beat --loglevel INFO --pidfile=".split(),
        *("--schedule", schedule_file),
    )


# Management commands that never open the database: for these `./run manage` starts no server.
# Any other name is taken to need it. `check` needs it only when asked to look with --database,
# and every command only tells about itself with --help or --version.
WITHOUT_DATABASE = frozenset(
    {
        "analyse",
        "check",
        "collectstatic",
        "compare",
        "compilemessages",
        "diffsettings",
        "evaluate",
        "findstatic",
        "help",
        "makemessages",
        "spectacular",
        "startapp",
        "startproject",
        "version",
    }
)


def needs_database(arguments: Sequence[str]) -> bool:
    """Whether the management command of ``arguments`` (its name first) opens the database."""
    if not arguments or {"-h", "--help", "--version"} & set(arguments):
        return False
    name, *options = arguments
    if name == "check" and any(option.startswith("--database") for option in options):
        return True
    return name not in WITHOUT_DATABASE
