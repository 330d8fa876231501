"""Child processes that never outlive their parent, and their orderly end."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from factcheck.local.errors import CannotStart

PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None, use_errno=True).prctl


def die_with_parent(signal_number: int = signal.SIGKILL) -> None:
    """Let the kernel send this process ``signal_number`` at the moment its parent dies."""
    _prctl(PR_SET_PDEATHSIG, signal_number)


def _tied_to_this_process(signal_number: int) -> Callable[[], None]:
    parent = os.getpid()

    def between_fork_and_exec() -> None:
        die_with_parent(signal_number)
        if os.getppid() != parent:  # it died before the kernel was asked
            os._exit(1)

    return between_fork_and_exec


class Account(TypedDict, total=False):
    """The arguments by which `subprocess` runs a program as another account; may be empty."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Child:
    """A running process and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @classmethod
    def start(
        cls,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str],
        folder: Path,
        log: Path,
        show_output: bool = False,
        stop_signal: int = signal.SIGTERM,
        account: Account | None = None,
        keep_open: Iterable[int] = (),
    ) -> Child:
        """Start ``command`` in ``folder``; what it writes goes to ``log``.

        With ``show_output`` its standard output goes where this process's does instead.

        It leads a process group of its own, so that a terminal's Ctrl-C reaches the supervisor
        alone, and gets ``stop_signal`` should this process die. ``account`` is who it runs as.
        """
        with _fresh(log).open("wb") as output:
            process = subprocess.Popen(
                command,
                env=dict(environment),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=None if show_output else output,
                stderr=output,
                pass_fds=tuple(keep_open),
                process_group=0,
                preexec_fn=_tied_to_this_process(stop_signal),  # safe: there are no threads here
                **(account or {}),
            )
        return cls(name, process, log)

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Ask ``ready`` until it says yes.

        Raises `CannotStart` when the process ends first or ``seconds`` have passed.
        """
        deadline = time.monotonic() + seconds
        while not ready():
            if self.ended:
                raise CannotStart(self.obituary())
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"{self.name} did not answer within {seconds:.0f} s: see {self.log}"
                )
            time.sleep(0.05)

    def is_zombie(self) -> bool:
        """Whether the process has ended; unlike `ended` this leaves its number reserved."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, options) is not None

    def obituary(self) -> str:
        code = self.process.returncode
        how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
        return f"{self.name} {how}: see {self.log}"

    def last_words(self, *, lines: int = 20) -> str:
        """The end of its log."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])


def _fresh(log: Path) -> Path:
    """Move the log of the run before aside, so that two runs are kept and no more."""
    if log.exists():
        log.replace(log.with_name(f"{log.name}.previous"))
    return log


def stop_together(children: Sequence[Child], *, sign: int = signal.SIGTERM, grace: float) -> None:
    """Ask every child to end; after ``grace`` seconds kill those that have not."""
    living = [child for child in children if not child.ended]
    for child in living:
        child.process.send_signal(sign)
    deadline = time.monotonic() + grace
    for child in living:
        while not child.is_zombie() and time.monotonic() < deadline:
            time.sleep(0.01)
        # With it go the children it left behind. It is not reaped yet, so the number of its
        # process group cannot have become somebody else's.
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
