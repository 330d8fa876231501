"""``./run``: everything from the database to the page, in order, and down again in order."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from factcheck.local import commands
from factcheck.local.data import DataFolder
from factcheck.local.errors import CannotStart
from factcheck.local.messages import compile_where_possible
from factcheck.local.processes import Child, stop_together
from factcheck.local.servers import ROOT, OwnServers, environment, owner_environment

# A step of background work that takes longer is cut off: it is due again when its lease ends.
GRACE_SECONDS = 2.0
# Loading the language models takes seconds; on a busy machine many.
PATIENCE_SECONDS = 180.0


class Interrupted(BaseException):
    """The person at the terminal, or the system, asked for the end."""


class Supervisor:
    def __init__(self, folder: DataFolder, *, port: int, demo: bool) -> None:
        self.folder = folder
        self.port = port
        self.demo = demo
        self.address = f"http://127.0.0.1:{port}"
        self.own = OwnServers(folder, started_by="./run", public_url=self.address, demo=demo)
        self.environment = environment(folder, self.own.servers)
        self.began = time.monotonic()
        self.processes: list[Child] = []  # what we started, but for the servers
        self.lasting: list[Child] = []  # what must not end, servers included

    def run(self) -> None:
        """Run until asked to stop. Raises `CannotStart`, also when a process dies later."""
        with self.folder.owned() as lock:
            if lock is None:
                raise CannotStart(self._who_else())
            self._refuse_taken_port()
            try:
                with (
                    _ending_on_signals(),
                    self.own.running(lock=lock) as servers,
                    self._processes_stopped_at_the_end(),
                ):
                    self.lasting += servers
                    self._prepare()
                    self._start()
                    if self.demo:
                        self._bring_in_demonstration()
                    self._welcome()
                    self._watch()
            except Interrupted:
                self._say("stopped; the data stays")

    # --- up -------------------------------------------------------------------------------

    def _prepare(self) -> None:
        self._say("the servers answer")
        compile_where_possible(ROOT)
        static = self._begin("collectstatic", commands.COLLECT_STATIC)
        owner = owner_environment(self.folder, self.own.servers)
        self._finish(self._begin("upgrade", commands.UPGRADE, environment=owner))
        self._finish(static)
        self._say("the database is up to date")

    def _start(self) -> None:
        web = self._begin("web", commands.web(f"127.0.0.1:{self.port}"))
        worker = self._begin("worker", commands.WORKER)
        web.wait_until(self._page_answers, seconds=PATIENCE_SECONDS)
        worker.wait_until(lambda: _says_ready(worker), seconds=PATIENCE_SECONDS)
        beat = self._begin("beat", commands.beat(str(self.folder.path / "beat-schedule")))
        self.lasting += [web, worker, beat]
        self.folder.announce(self.own.servers)
        self._say("web, worker and beat run")

    def _bring_in_demonstration(self) -> None:
        """Fill a new installation once, with the progress on the terminal."""
        if self.folder.has_demonstration:
            return
        self._say("bringing in the demonstration newsroom (once)")
        self._finish(self._begin("seed", commands.SEED, show_output=True))
        self.folder.note_demonstration()

    def _welcome(self) -> None:
        self._say("ready")
        print(f"\n  {self.address}/\n")
        if self.folder.has_demonstration:
            newsroom = json.loads((ROOT / "seeds" / "newsroom.json").read_text(encoding="utf-8"))
            password = self.folder.secret("demo-password", length=12)
            print(f"  Accounts of the demonstration newsroom, password {password}")
            for account in newsroom["accounts"]:
                print(f"    {account['username']:<10} {account['role'] or 'administrator'}")
        else:
            print("  An account of your own: ./run manage createsuperuser")
        if not self.environment.get("EMAIL_URL"):
            folder = self.folder.path / "mail"
            print(f"\n  Mails are written to {folder}; EMAIL_URL names a server instead.")
        print("\n  Ctrl-C stops everything; the data stays.\n", flush=True)

    # --- while it runs, and down ----------------------------------------------------------

    def _watch(self) -> None:
        while True:
            self._check_all_live()
            time.sleep(0.2)

    def _check_all_live(self) -> None:
        for child in self.lasting:
            if child.ended:
                raise CannotStart(child.obituary())

    @contextmanager
    def _processes_stopped_at_the_end(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.folder.withdraw()
            stop_together(self.processes[::-1], grace=GRACE_SECONDS)

    # --- parts ----------------------------------------------------------------------------

    def _begin(
        self,
        name: str,
        command: commands.Command,
        *,
        show_output: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> Child:
        child = Child.start(
            name,
            commands.with_interpreter(command),
            environment=environment or self.environment,
            folder=ROOT,
            log=self.folder.path / "logs" / f"{name}.log",
            show_output=show_output,
        )
        self.processes.append(child)
        return child

    def _finish(self, child: Child) -> None:
        """Wait for a process that has an end of its own. Raises `CannotStart` when it fails."""
        while not child.ended:
            self._check_all_live()
            time.sleep(0.05)
        self.processes.remove(child)
        if child.process.returncode != 0:
            raise CannotStart(f"{child.obituary()}\n{child.last_words()}")

    def _page_answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/healthz")
            status = connection.getresponse().status
        except OSError:  # nobody listens yet
            return False
        finally:
            connection.close()
        if status not in (200, 503):  # 503 says that a server does not answer it yet
            log = self.folder.path / "logs" / "web.log"
            raise CannotStart(f"the page answered {status} to the first request: see {log}")
        return status == 200

    def _refuse_taken_port(self) -> None:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", self.port))
            except OSError as error:
                raise CannotStart(
                    f"port {self.port} cannot be used ({error.strerror}): "
                    f"choose another with --port"
                ) from error

    def _who_else(self) -> str:
        servers = self.folder.servers()
        user = f"{servers.started_by} (process {servers.process})" if servers else "another command"
        return f"{self.folder.path} is in use by {user}: end that, or choose another with --data"

    def _say(self, text: str) -> None:
        print(f"{time.monotonic() - self.began:5.1f} s  {text}", flush=True)


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Raise `Interrupted` at the first Ctrl-C, SIGTERM or SIGHUP; no later one disturbs the end."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise Interrupted

    for number in numbers:
        signal.signal(number, interrupt)
    yield


def _says_ready(worker: Child) -> bool:
    return b" ready." in worker.log.read_bytes()
