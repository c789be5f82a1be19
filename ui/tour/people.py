"""Who takes part in the tour: the rep at two computers, and the head of his sector."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.profiles import Surroundings
from app.queries.status import read_rounds
from app.workspace import Workspace
from ui.client import Client
from ui.desk_session import DeskSession
from ui.frame.desktop import Desktop
from ui.options import Options
from ui.tour.driver import Driver, TourError


@dataclass(frozen=True, slots=True)
class Stage:
    """What everybody on the tour shares.

    Attributes:
        app: The Qt application.
        driver: Hands and eyes.
        options: Language, theme, and the server's address.
        around: Clock and zone; no keychain, as on a machine without a desktop session.
        workplace: Folder in which computers and server live.
        pictures: Folder that the tour leaves.
    """

    app: QApplication
    driver: Driver
    options: Options
    around: Surroundings
    workplace: Path
    pictures: Path


class Person:
    """Somebody at a computer of his own."""

    def __init__(self, stage: Stage, computer: str) -> None:
        self._stage = stage
        self._driver = stage.driver
        self._root = stage.workplace / computer
        self.client = self._new_client()

    @property
    def desktop(self) -> Desktop:
        """The signed-in window.

        Raises:
            TourError: Nobody is signed in.
        """
        if self.client.desktop is None:
            raise TourError("nobody is signed in")
        return self.client.desktop

    @property
    def window(self) -> QWidget:
        """What stands on the screen: the entrance or the main window."""
        if self.client.desktop is not None:
            return self.client.desktop.window
        if self.client.entrance is None:
            raise TourError("no window is open")
        return self.client.entrance.window

    def leave(self) -> None:
        """Close the program."""
        self.client.close()
        self.client = self._new_client()

    def sync(self) -> None:
        """Sync now and wait until it is quiet.

        Raises:
            TourError: The round failed.
        """
        session = self._session()
        ended: list[object] = []
        session.sync.finished.connect(ended.append)
        session.sync.sync_now()
        self._driver.wait(lambda: ended or self._failed(), "the end of the round")
        session.sync.finished.disconnect(ended.append)
        if self._failed():
            raise TourError(f"the round ended with {session.sync.mood.error!r}")
        self.wait_for_cards()

    def sync_in_vain(self) -> None:
        """Sync without a server and wait until the window says that it is offline."""
        self._session().sync.sync_now()
        self._driver.wait(lambda: self.mood() == "offline", "the word that it is offline")

    def mood(self) -> str:
        """How sync stands."""
        return self._session().sync.mood.state

    @property
    def workspace(self) -> Workspace:
        """The book that is open."""
        return self._session().profile.workspace

    def last_round(self) -> dict[str, int]:
        """Return what the newest round carried."""
        rounds = read_rounds(self.workspace)
        if not rounds:
            return {}
        newest = rounds[0]
        return {
            "groups_sent": newest.groups_sent,
            "rows_received": newest.rows_received,
            "bytes_sent": newest.bytes_sent,
            "bytes_received": newest.bytes_received,
        }

    def show(self, key: str) -> None:
        """Go to a place of the rail; a page with a draft leaves once the draft is kept."""
        window, navigator = self.desktop.window, self.desktop.navigator
        window.navigate_requested.emit(key)
        self._driver.wait(
            lambda: navigator.shown == key and not window.pages.holds_page(), f"the screen {key}"
        )
        self._driver.settle()

    def wait_for_cards(self) -> None:
        """Wait until the figures of the account list are counted anew."""
        session = self.client.session
        if session is not None:
            self._driver.wait(lambda: not session.cards.busy, "the account list's figures")

    def _session(self) -> DeskSession:
        if self.client.session is None:
            raise TourError("nobody is signed in")
        return self.client.session

    def _failed(self) -> bool:
        session = self.client.session
        return session is not None and session.sync.mood.state in {"offline", "stopped"}

    def _new_client(self) -> Client:
        return Client(
            self._stage.app,
            dataclasses.replace(self._stage.options, profiles=self._root),
            self._root,
            self._stage.around,
        )
