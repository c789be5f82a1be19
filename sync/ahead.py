"""Asks the next question while the last answer is put away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from msgspec.structs import replace as with_changes

from sync.errors import SyncError
from sync.wire.messages import SyncAnswer, SyncRequest


class AskAhead:
    """One question on its way at most; a question that turns out otherwise is asked again.

    What a request wishes beside rows and groups is asked once a round, by its first request.
    """

    def __init__(self, ask: Callable[[SyncRequest], SyncAnswer]) -> None:
        self._ask = ask
        self._threads: ThreadPoolExecutor | None = None
        self._request: SyncRequest | None = None
        self._answer: Future[SyncAnswer] | None = None

    def begin(self, request: SyncRequest) -> None:
        """Ask what will probably be asked next."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._request = _without_wishes(request)
        begun = threading.Event()
        self._answer = self._threads.submit(self._ask_first, self._request, begun)
        # The interpreter is handed over here: without that the question would be spelled and sent
        # only when this thread next waits for something, while the server has nothing to do.
        begun.wait()

    def answer(self, request: SyncRequest) -> SyncAnswer:
        """Return the answer to a request, which may be here already.

        Raises:
            SyncError: As asking does.
        """
        begun, self._answer = self._answer, None
        if begun is not None and self._request == _without_wishes(request):
            return begun.result()
        if begun is not None:
            _wait(begun)
        return self._ask(request)

    def end(self) -> None:
        """Wait for what is on its way, so that the line is free, and forget it."""
        if self._answer is not None:
            _wait(self._answer)
            self._answer = None
        if self._threads is not None:
            self._threads.shutdown()
            self._threads = None

    def _ask_first(self, request: SyncRequest, begun: threading.Event) -> SyncAnswer:
        begun.set()
        return self._ask(request)


def _without_wishes(request: SyncRequest) -> SyncRequest:
    return with_changes(request, numbers=(), sealing_key=b"", wants_confidence=False)


def _wait(answer: Future[SyncAnswer]) -> None:
    # What it failed with, the next question will meet again.
    with suppress(SyncError):
        answer.result()
