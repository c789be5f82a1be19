"""Writes and reads files for a stick on the lane of the sync rounds, never during one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from app.workspace import Workspace
from sync.bundles.courier import hand_back, take_along
from sync.bundles.reading import BundleReport, read_bundle
from sync.bundles.writing import Written, write_bundle
from ui.tasks import TaskRunner


class StickLane:
    """The way from the sync centre to the bundles."""

    def __init__(self, workspace: Workspace, runner: TaskRunner) -> None:
        self._workspace = workspace
        self._runner = runner

    def write(
        self,
        path: Path,
        done: Callable[[Written], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Write what waits into a file, and beside it the answers brought for colleagues."""
        here = self._workspace

        def write() -> Written:
            now, should_stop = here.now_milliseconds(), self._runner.should_stop
            written = write_bundle(here.store, here.files, path, now, should_stop=should_stop)
            answers = hand_back(here.store, here.files, path.parent)
            return dataclasses.replace(written, answers=answers)

        self._runner.on_net(write, done, failed, owner)

    def read(
        self,
        path: Path,
        done: Callable[[BundleReport | None], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Apply a file of the office, or take a colleague's along; `done` gets None then."""
        here = self._workspace

        def read() -> BundleReport | None:
            if take_along(here.store, here.files, path):
                return None
            now, should_stop = here.now_milliseconds, self._runner.should_stop
            return read_bundle(here.store, path, now, should_stop=should_stop)

        self._runner.on_net(read, done, failed, owner)
