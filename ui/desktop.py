"""The signed-in window: opens screens and pages, keeps them fresh, and carries out navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import ChangeSet
from app.queries.status import SyncStatus, Whoami, read_status, read_whoami
from ui.desk_session import DeskSession
from ui.formats import Formats
from ui.main_window import MainWindow
from ui.page_builders import PageBuilders
from ui.screens.context import Presenter, ScreenContext
from ui.status_words import rail_items, rail_person, status_line
from ui.sync_control import SyncMood
from ui.texts import _, current_language, sentence
from ui.widgets.screen import Screen

_STATUS_PAUSE_MS = 80


@dataclass(frozen=True, slots=True)
class _Live:
    """A screen that is shown or waits behind another, and what decides for it."""

    screen: Screen
    presenter: Presenter


class Desktop(QObject):
    """One window over one session; built anew when the language changes.

    Signals:
        settings_changed: The user wants another language, theme or density.
        lock_requested: The user wants to lock.
    """

    settings_changed = Signal()
    lock_requested = Signal()

    def __init__(self, session: DeskSession, builders: PageBuilders) -> None:
        super().__init__()
        self._session = session
        self._builders = builders
        self._workspace = session.profile.workspace
        self._formats = Formats(current_language(), ZoneInfo(self._workspace.zone))
        self.context = ScreenContext(
            workspace=self._workspace,
            runner=session.runner,
            publish=self._publish,
            navigation=self,
            formats=self._formats,
        )
        self._rail: dict[str, _Live] = {}
        self._pages: list[_Live] = []
        self._mood = session.sync.mood
        self._status: SyncStatus | None = None
        self._whoami = Whoami()
        self.window = MainWindow(rail_items())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_STATUS_PAUSE_MS)
        self._connect()

    def begin(self, key: str = "today") -> None:
        """Show the window with a screen, read who is signed in and where sync stands."""
        self.show_screen(key)
        self.window.show()
        workspace = self._workspace
        self._session.runner.on_store(lambda: read_whoami(workspace), self._show_whoami, owner=self)
        self._read_status()
        self._session.cards.refresh()

    def close(self) -> None:
        """Take the window away; what is being typed is saved first, the session goes on."""
        self._pause.stop()
        for live in self._pages:
            live.screen.leave_allowed()
        self.window.close()
        self.window.deleteLater()

    def show_screen(self, key: str) -> None:
        """Show a screen of the rail."""
        live = self._rail.get(key)
        if live is None:
            screen, presenter = self._builders.screen(key, self.context, self.window)
            live = self._rail[key] = _Live(screen, presenter)
        self.window.show_screen(key, live.screen)
        live.presenter.load()

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        self._open(self._builders.account(self.context, account_id))

    def open_visit(self, account_id: str, plan_id: str = "") -> None:
        """Open the visit form of an account."""
        self._open(self._builders.visit(self.context, account_id, plan_id))

    def open_contract(self, contract_id: str) -> None:
        """Open a contract."""
        self._open(self._builders.contract(self.context, contract_id))

    def new_contract(self, account_id: str = "") -> None:
        """Begin a contract: choose account and template."""
        self._builders.new_contract(self.context, self.window, account_id)

    def go_back(self) -> None:
        """Leave the page on top."""
        self.window.go_back()

    def show_toast(
        self, words: str, *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say in one line what was done."""
        self.window.show_toast(words, action=action, on_action=on_action)

    def sync_now(self) -> None:
        """Begin a sync round."""
        self._session.sync.sync_now()

    def _connect(self) -> None:
        self.window.navigate_requested.connect(self.show_screen)
        self.window.sync_centre_requested.connect(lambda _part: self.show_screen("sync"))
        self.window.search_requested.connect(self._search)
        self.window.page_closed.connect(self._forget_page)
        self._session.bus.changed.connect(self._on_changed)
        self._session.sync.mood_changed.connect(self._on_mood)
        self._pause.timeout.connect(self._read_status)

    def _open(self, page: tuple[Screen, Presenter]) -> None:
        live = _Live(*page)
        self._pages.append(live)
        self.window.open_page(live.screen)
        live.presenter.load()

    def _search(self, text: str) -> None:
        self.show_screen("accounts")
        self._builders.search_accounts(self._rail["accounts"].screen, text)

    def _forget_page(self, screen: Screen) -> None:
        self._pages = [live for live in self._pages if live.screen is not screen]

    def _publish(self, changes: ChangeSet) -> None:
        """Tell the screens what a command here touched, and let it be sent."""
        self._session.bus.changed.emit(changes)
        self._session.sync.nudge()

    def _on_changed(self, changes: ChangeSet) -> None:
        for live in (*self._rail.values(), *self._pages):
            live.presenter.on_changed(changes)
        if changes.touches("user") and not self._whoami.name:
            workspace = self._workspace
            self._session.runner.on_store(
                lambda: read_whoami(workspace), self._show_whoami, owner=self
            )
        self._pause.start()

    def _on_mood(self, mood: SyncMood) -> None:
        self._mood = mood
        self._show_status()
        if mood.state != "running":
            self._pause.start()

    def _read_status(self) -> None:
        workspace = self._workspace
        self._session.runner.on_store(lambda: read_status(workspace), self._take_status, owner=self)

    def _take_status(self, status: SyncStatus) -> None:
        self._status = status
        self._show_status()

    def _show_status(self) -> None:
        if self._status is None:
            return
        now = self._workspace.now()
        last = self._status.last_sync_at
        moment = None if last is None else self._workspace.moment(last)
        as_of = "" if moment is None else self._formats.moment(moment, now=now)
        self.window.set_status(status_line(self._status, self._mood, self._formats, as_of))
        needs = self._status.refused + self._status.conflicts
        self.window.set_counts({"sync": self._status.waiting + needs})
        if self._mood.state == "stopped" and self._mood.error is not None:
            self.window.show_banner(_("Sync stopped: {reason}").format(reason=self._reason()))
        else:
            self.window.hide_banner()

    def _reason(self) -> str:
        return sentence(self._mood.error.code if self._mood.error else "sync.failed")

    def _show_whoami(self, whoami: Whoami) -> None:
        self._whoami = whoami
        self.window.set_person(rail_person(whoami))
