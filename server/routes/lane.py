"""Hands work from the event loop to writing threads; whatever waits meanwhile goes together."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Work, Result]):
    work: Work
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Result]


class Lane(Generic[Work, Result]):
    """Threads that do pieces of work, as many at once as one commit may hold."""

    def __init__(
        self,
        do: Callable[[Sequence[Work]], Sequence[Result | Exception]],
        *,
        threads: int,
        together: int,
    ) -> None:
        """Take what does the work.

        Args:
            do: Returns for each piece its result, or what it failed with.
            threads: How many may work at once.
            together: How many pieces go into one call at most.
        """
        self._do = do
        self._together = together
        self._free = threads
        self._waiting: deque[_Waiting[Work, Result]] = deque()
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="lane")

    async def run(self, work: Work) -> Result:
        """Return the result of one piece of work."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()
        with self._lock:
            self._waiting.append(_Waiting(work, loop, answer))
            is_needed = self._free > 0
            self._free -= is_needed
        if is_needed:
            self._threads.submit(self._empty)
        return await answer

    def _empty(self) -> None:
        while several := self._next():
            outcomes: Sequence[Result | Exception]
            try:
                outcomes = self._do([one.work for one in several])
            except Exception as error:  # noqa: BLE001 - handed to those who wait
                outcomes = [error] * len(several)
            _deliver(several, outcomes)

    def _next(self) -> list[_Waiting[Work, Result]]:
        with self._lock:
            count = min(self._together, len(self._waiting))
            if not count:
                self._free += 1
            return [self._waiting.popleft() for _ in range(count)]


def _deliver(
    several: Sequence[_Waiting[Work, Result]], outcomes: Sequence[Result | Exception]
) -> None:
    """Wake those who wait; one call into each event loop for all of them."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Result], object]]] = {}
    for one, outcome in zip(several, outcomes, strict=True):
        by_loop.setdefault(one.loop, []).append((one.answer, outcome))
    for loop, answers in by_loop.items():
        loop.call_soon_threadsafe(_settle, answers)


def _settle(answers: list[tuple[asyncio.Future[Result], object]]) -> None:
    for answer, outcome in answers:
        if answer.done():
            continue
        if isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)  # type: ignore[arg-type]
