"""Joins the server's pokes to sync: listens between rounds, and begins one when it is told to."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from app.store import facts
from app.store.errors import StoreFault
from app.workspace import Workspace
from sync.poke import READ_SECONDS, Poke
from sync.sessions import SignedTransport
from sync.transport import HttpTransport
from ui.online.sync_control import SyncControl, SyncMood


class PokeListening(QObject):
    """Lives on the main thread; only the methods of `sync.poke.Listener` are called elsewhere."""

    _poked = Signal()

    def __init__(
        self,
        workspace: Workspace,
        wire: SignedTransport,
        address: str,
        sync: SyncControl,
        may_listen: Callable[[], bool],
    ) -> None:
        """Take the parts; listening begins after the first round that goes well.

        Args:
            workspace: Whose store knows where the device stands.
            wire: Whose access token is shared; its line is left alone.
            address: Of the server.
            sync: Runs the rounds.
            may_listen: Whether waiting may cost what it costs; called off the main thread.
        """
        super().__init__()
        self._store = workspace.store
        self._may_listen = may_listen
        line = HttpTransport(address, read_seconds=READ_SECONDS)
        self._poke = Poke(
            wire.beside(line),
            self,
            break_off=line.break_off,
            monotonic=time.monotonic,
            jitter=random.random,
        )
        self._poked.connect(sync.hear_poke, Qt.ConnectionType.QueuedConnection)
        sync.finished.connect(self._poke.resume)
        sync.mood_changed.connect(self._on_mood)

    def stop(self) -> None:
        """Listen no more; a wait under way ends."""
        self._poke.stop()

    def read_place(self) -> bytes:
        """Return the cursor of the last round."""
        try:
            with self._store.snapshot() as look:
                return look.facts.read(facts.CURSOR) or b""
        except StoreFault:
            # The next round meets it too, and tells the user.
            return b""

    def may_listen(self) -> bool:
        """Return whether the connection of this moment may be used for waiting."""
        return self._may_listen()

    def poked(self) -> None:
        """Let the main thread begin a round."""
        self._poked.emit()

    def _on_mood(self, mood: SyncMood) -> None:
        match mood.state:
            case "running":
                self._poke.pause()
            case "offline" | "stopped":
                self._poke.lose()
            case _:
                pass
