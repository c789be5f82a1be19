"""Runners for presenters: one that does everything at once, one that waits to be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class InlineRunner:
    """Runs every task at once, on every lane."""

    def on_work(
        self,
        task: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        del owner
        try:
            result = task()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
        else:
            done(result)

    on_net = on_store = on_work


class WaitingRunner:
    """Keeps tasks until `go_on`, so that a test can look at what is shown meanwhile."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def on_work(
        self,
        task: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        del owner
        self.waiting.append(lambda: InlineRunner().on_work(task, done, failed))

    on_net = on_store = on_work

    def go_on(self) -> None:
        """Do the oldest task."""
        self.waiting.pop(0)()
