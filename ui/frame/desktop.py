"""The signed-in window: joins frame, navigation and sync over one session."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from app.domain.changes import ChangeSet
from ui.desk_session import DeskSession
from ui.formats import Formats
from ui.frame.main_window import MainWindow
from ui.frame.navigator import Navigator
from ui.frame.page_builders import PageBuilders
from ui.frame.status_keeper import StatusKeeper
from ui.frame.status_words import rail_items
from ui.screens.context import ScreenContext
from ui.texts import current_language


class Desktop(QObject):
    """One window over one session; built anew when the language changes."""

    def __init__(self, session: DeskSession, builders: PageBuilders) -> None:
        super().__init__()
        self._session = session
        workspace = session.profile.workspace
        formats = Formats(current_language(), ZoneInfo(workspace.zone))
        self.window = MainWindow(rail_items())
        self.navigator = Navigator(self.window, builders, session.sync.sync_now)
        self.navigator.use(
            ScreenContext(
                *(workspace, session.runner, self._publish, self.navigator, formats),
                session.files,
                session.past,
                session.opener,
            )
        )
        self._status = StatusKeeper(
            self.window,
            workspace,
            session.runner,
            formats,
            mood=session.sync.mood,
            faults=session.faults,
        )
        session.bus.changed.connect(self._on_changed)
        session.sync.mood_changed.connect(self._status.on_mood)
        session.faults.changed.connect(self._status.on_fault)
        session.faults.recovered.connect(self.navigator.save_what_is_typed)

    def begin(self, key: str = "today") -> None:
        """Show the window with a screen."""
        self.navigator.show_screen(key)
        self.window.show()
        self._status.read()
        self._session.cards.refresh()
        self._session.warnings.run_soon()

    def leave(self, then: Callable[[], None]) -> None:
        """Close the pages that are open and go on; a page with unsaved text asks first."""
        self.window.pages.leave(then)

    def close(self) -> None:
        """Take the window away; what is being typed is saved first, the session goes on."""
        self._status.stop()
        self.navigator.save_what_is_typed()
        self._session.bus.changed.disconnect(self._on_changed)
        self._session.sync.mood_changed.disconnect(self._status.on_mood)
        self._session.faults.changed.disconnect(self._status.on_fault)
        self._session.faults.recovered.disconnect(self.navigator.save_what_is_typed)
        self.window.end()

    def _publish(self, changes: ChangeSet) -> None:
        """Tell the screens what a command here touched, and let it be sent."""
        self._session.bus.changed.emit(changes)
        self._session.sync.nudge()

    def _on_changed(self, changes: ChangeSet) -> None:
        self.navigator.tell(changes)
        self._status.on_changed(changes)
