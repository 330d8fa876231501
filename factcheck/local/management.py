"""``./run manage COMMAND …``: a management command with the servers it needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

from factcheck.local.commands import needs_database
from factcheck.local.data import DataFolder, Servers
from factcheck.local.servers import ROOT, OwnServers, owner_environment


def run_command(folder: DataFolder, arguments: Sequence[str]) -> int:
    """Run ``manage.py`` with ``arguments`` and return its exit code.

    It gets the servers running on ``folder``; else they are started for as long as it takes.
    Raises `CannotStart`.
    """
    own = OwnServers(folder, started_by=f"manage {arguments[0] if arguments else ''}")
    if not own or not needs_database(arguments):
        _become(folder, arguments, own.servers)
    while True:
        with folder.owned() as lock:
            if lock is not None:
                with own.running(lock=lock):
                    folder.announce(own.servers)
                    try:
                        return _wait_for(folder, arguments, own.servers)
                    finally:
                        with folder.without_users():
                            folder.withdraw()
        servers = folder.join_users()
        if servers:
            _become(folder, arguments, servers)
        # They ended between the two looks, and the folder is free now; or it is just starting.


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def _environment(folder: DataFolder, servers: Servers) -> dict[str, str]:
    # On a terminal the log of every step would drown what the command says itself.
    return {"FACTCHECK_LOG_LEVEL": "WARNING", **owner_environment(folder, servers)}


def _become(folder: DataFolder, arguments: Sequence[str], servers: Servers) -> None:
    command = _command(arguments)
    os.execve(command[0], command, _environment(folder, servers))


def _wait_for(folder: DataFolder, arguments: Sequence[str], servers: Servers) -> int:
    """Run the command on this terminal while this process keeps its servers."""
    command = subprocess.Popen(_command(arguments), env=_environment(folder, servers))

    def pass_on(number: int, _frame: FrameType | None) -> None:
        command.send_signal(number)

    # The terminal sends Ctrl-C to the command as well, and the command decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGHUP, pass_on)
    code = command.wait()
    return code if code >= 0 else 128 - code
