"""Remembers what was opened, from anywhere, and what is pinned."""

from __future__ import annotations

from collections.abc import Callable

from app.commands.palette import Openable, note_opened, pin
from app.workspace import Workspace
from ui.screens.context import Runner
from ui.screens.palette.offers import Offer


class Recents:
    """Writes off the main thread."""

    def __init__(self, workspace: Workspace, runner: Runner) -> None:
        self._workspace = workspace
        self._runner = runner

    def note(self, entity: Openable, record_id: str) -> None:
        """Remember that a record was opened."""
        workspace = self._workspace
        self._runner.on_store(
            lambda: note_opened(workspace, entity, record_id), lambda _nothing: None
        )

    def turn_pin(self, offer: Offer, then: Callable[[], None]) -> None:
        """Pin the record of a row, or take its pin away; rows without a record stay as they are."""
        if offer.record is None:
            return
        workspace, (entity, record_id) = self._workspace, offer.record
        pinned = offer.hit.pin != "on"
        self._runner.on_store(
            lambda: pin(workspace, entity, record_id, pinned=pinned), lambda _nothing: then()
        )
