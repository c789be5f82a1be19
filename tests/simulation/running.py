"""One schedule from its seed to its outcome, in a folder of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from tests.simulation.asgi_call import ThisThread, on_this_thread
from tests.simulation.chance import chance_of
from tests.simulation.company import Templates
from tests.simulation.healing import Outcome, finish
from tests.simulation.planting import replaced
from tests.simulation.schedule import Schedule
from tests.simulation.world import World

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
_SHOWN_LINES = 12


@dataclass(frozen=True)
class Failure:
    """What a schedule found.

    Attributes:
        seed: Of the schedule.
        told: Which promise was broken.
        step: Where; the number of steps when it was found at the end.
        trace: The last lines before.
        error: As it was raised.
    """

    seed: int
    told: str
    step: int
    trace: tuple[str, ...]
    error: Exception = field(compare=False, repr=False)


def work_folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder in memory where the system has one: the disk's speed is no part of this."""
    parent = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    return tempfile.TemporaryDirectory(prefix="roadbook-simulation-", dir=parent)


@contextlib.contextmanager
def _as_drawn(schedule: Schedule) -> Iterator[None]:
    """Let the server work on this thread and make its ids from the seed; and size the requests."""
    ids, groups = chance_of(schedule.seed, "ids"), schedule.push_groups
    with contextlib.ExitStack() as stack:
        drawn = SimpleNamespace(randbits=ids.getrandbits)
        stack.enter_context(replaced("app.domain.ids:secrets", lambda _: drawn))
        stack.enter_context(replaced("anyio.to_thread:run_sync", lambda _: on_this_thread))
        stack.enter_context(replaced("server.routes.lane:ThreadPoolExecutor", lambda _: ThisThread))
        for module in ("sync.exchange.push", "sync.epochs"):
            stack.enter_context(replaced(f"{module}:LARGEST_PUSH_GROUPS", lambda _: groups))
        yield


def run_schedule(schedule: Schedule, templates: Templates) -> Outcome | Failure:
    """Run a schedule and return how it ended."""
    with work_folder() as folder, _as_drawn(schedule):
        world = World(schedule, templates, Path(folder))
        step = 0
        try:
            world.begin()
            for step in range(schedule.steps):
                if step not in schedule.without:
                    world.step(step)
            step = schedule.steps
            return finish(world)
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            return Failure(
                schedule.seed, told, step, tuple(world.trace.lines[-_SHOWN_LINES:]), error
            )
        finally:
            world.close()
