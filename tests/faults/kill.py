"""Kills real processes at random moments of one phase of work, and looks at what is left."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from server.asgi import assemble, open_database, utc_now
from server.services.verification import verify_database
from server.settings import Settings
from server.store.blobs import is_stored
from tests.faults.driver import FILE, READY, SAVED, Said, work
from tests.faults.kill_phases import PHASES, Phase, check_device
from tests.faults.postgres_crash import CrashingPostgres, crashing, wait_until_idle
from tests.support.postgres import running_cluster
from tests.support.real_device import enrol_device, reopen_device
from tests.support.server_process import ORG, ServerProcess

PASSWORD = "correct horse battery"
LOGIN = "anna"
_PATIENCE_SECONDS = 60
# Forked from a process that holds the program's modules and nothing else: no start to wait for.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.faults.driver"])


@dataclass
class Sums:
    """What came of the rounds of one phase.

    Attributes:
        rounds: How many.
        killed: Which processes, with how often.
        saved: Units and files that a process said it had saved.
        wrong: What must not be, in words; nothing when every promise held.
        client_seconds: From the start of unlocking to an open store, of each round.
        server_seconds: From the start of the process to its listening, after each kill of it.
    """

    rounds: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    saved: int = 0
    wrong: list[str] = field(default_factory=list)
    client_seconds: list[float] = field(default_factory=list)
    server_seconds: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        wrong = "; ".join(self.wrong[:5]) or "nothing"
        return (
            f"{name}: {self.rounds} rounds, killed {dict(sorted(self.killed.items()))},"
            f" {self.saved} said to be saved, client open again after"
            f" {_spread(self.client_seconds)}, server listening again after"
            f" {_spread(self.server_seconds)}, wrong: {wrong}"
        )


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return "-"
    middle = sorted(seconds)[len(seconds) // 2]
    return f"{middle:.2f} s (longest {max(seconds):.2f})"


@dataclass
class World:
    """A server process, what may be killed of it, and a place for devices."""

    folder: Path
    server: ServerProcess
    postgres: CrashingPostgres | None
    chance: Random
    user: str = ""
    sector: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def settings(self) -> Settings:
        return Settings(data_folder=self.server.folder, database_url=self.server.database)

    def victims(self) -> list[str]:
        more = ["backend", "postmaster"] if self.postgres else []
        return ["client", "client", "server", *more]


@contextlib.contextmanager
def running_world(database: str, seed: int) -> Iterator[World]:
    """Run a server with one rep, and remove everything at the end."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rbkill-")))
        postgres, url = None, ""
        if database == "postgresql":
            cluster = stack.enter_context(running_cluster())
            postgres = stack.enter_context(crashing(cluster))
            url = cluster.url(cluster.make_database())
        server = ServerProcess(folder / "server", url)
        server.run("init")
        world = World(folder, server, postgres, Random(seed))
        world.sector = server.add_sector()
        user = ("--login", LOGIN, "--role", "rep", "--sector", world.sector)
        said = server.run("user", "add", *user, typed=PASSWORD + "\n")
        world.user = said.split()[1]
        server.start()
        stack.callback(server.stop)
        yield world


def run_kills(phase_name: str, database: str, *, rounds: int, seed: int) -> Sums:
    """Kill in one phase so many times."""
    sums = Sums()
    with running_world(database, seed) as world:
        phase = PHASES[phase_name](world)
        phase.begin(lambda place: enrol_device(place, world.address, LOGIN, PASSWORD))
        for _ in range(rounds):
            _round(world, phase, sums)
        _finish(world, phase, sums)
    return sums


def _round(world: World, phase: Phase, sums: Sums) -> None:
    folder = phase.next_folder()
    said, ended = _work_until_killed(world, phase, folder, sums)
    if ended != -signal.SIGKILL:
        sums.wrong.append(f"the client ended by itself: {said[-1:]}")
    _revive(world, sums)
    saved = {what for word, what in said if word in {SAVED, FILE}}
    sums.rounds += 1
    sums.saved += len(saved)
    _look(world, phase, folder, saved, sums)


def _work_until_killed(
    world: World, phase: Phase, folder: Path, sums: Sums
) -> tuple[list[Said], int | None]:
    """Return what the client said, and how it ended."""
    pipe, its_end = _PROCESSES.Pipe(duplex=False)
    arguments = (its_end, phase.name, folder, world.address, phase.account)
    client = _PROCESSES.Process(target=work, args=arguments)
    client.start()
    # Once the client is gone, nobody holds that end, and the pipe says so.
    its_end.close()
    said = [pipe.recv()]
    assert said[0][0] == READY, said
    timers = _draw_kills(world, phase, client.kill, sums)
    with contextlib.suppress(EOFError):
        while pipe.poll(_PATIENCE_SECONDS):
            said.append(pipe.recv())
    for timer in timers:
        timer.join()
    client.join(_PATIENCE_SECONDS)
    return said, client.exitcode


def _draw_kills(
    world: World, phase: Phase, kill_client: Callable[[], None], sums: Sums
) -> list[threading.Timer]:
    victim = world.chance.choice(world.victims())
    sums.killed[victim] += 1
    client_at = world.chance.uniform(0.0, phase.seconds)
    other_at = world.chance.uniform(0.0, client_at)
    timers = [threading.Timer(client_at, kill_client)]
    if victim != "client":
        timers.append(threading.Timer(other_at, _kill_other, (world, victim)))
    for timer in timers:
        timer.start()
    return timers


def _kill_other(world: World, victim: str) -> None:
    match victim:
        case "server":
            world.server.kill()
        case "backend" if world.postgres:
            world.postgres.kill_backend(world.chance)
        case "postmaster" if world.postgres:
            world.postgres.kill_postmaster()


def _revive(world: World, sums: Sums) -> None:
    if world.postgres:
        world.postgres.bring_up()
        wait_until_idle(world.postgres.cluster)
    if world.server.process is None:
        began = time.monotonic()
        world.server.start()
        sums.server_seconds.append(time.monotonic() - began)


def _look(world: World, phase: Phase, folder: Path, saved: set[str], sums: Sums) -> None:
    began = time.monotonic()
    device = reopen_device(folder, world.address)
    sums.client_seconds.append(time.monotonic() - began)
    try:
        sums.wrong += check_device(device)
        missing = saved - phase.here(device)
        if missing:
            sums.wrong.append(f"{len(missing)} of {len(saved)} saved are missing")
        sums.wrong += phase.check(device)
    finally:
        device.close()


def _finish(world: World, phase: Phase, sums: Sums) -> None:
    """Let everything arrive, and compare the server with what the device holds."""
    sums.wrong += phase.finish(lambda place: enrol_device(place, world.address, LOGIN, PASSWORD))
    database = open_database(world.settings)
    try:
        sums.wrong += [f"server: {line}" for line in verify_database(database, ORG)]
        files = assemble(world.settings, database, utc_now).blobs.files
        with database.reading() as work:
            named = {
                str(row[0])
                for row in work.rows("SELECT DISTINCT sha256 FROM blob WHERE org = ?", (ORG,))
            }
            for digest in named:
                if not is_stored(work, ORG, digest) or files.digest(digest) != digest:
                    sums.wrong.append(f"server: file {digest[:8]} is not whole")
    finally:
        database.close()
