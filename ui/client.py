"""One running client: entrance, session and desktop, and the way from one to the other."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.device.keychain import Keychain
from app.device.settings import ProfileSettings, Theme
from app.profiles import Surroundings, load_libraries
from ui.entering.entrance import Entrance
from ui.failures import failure_sentence
from ui.garbage import collect_on_main_thread
from ui.options import Options
from ui.preferences import Preferences
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.desk_session import DeskSession
    from ui.frame.desktop import Desktop


class Client(QObject):
    """Shows the entrance, then the desktop; builds the desktop anew when the language changes.

    Signals:
        desktop_shown: The main window is there; carries the `Desktop`.
    """

    desktop_shown = Signal(object)

    def __init__(
        self,
        app: QApplication,
        options: Options,
        root: Path,
        around: Surroundings,
        *,
        look_for_keychain: Callable[[], Keychain] | None = None,
    ) -> None:
        """Take what comes from outside; `begin` comes next.

        Args:
            app: The Qt application.
            options: The command line.
            root: Folder of all profiles.
            around: What opening a profile needs from this machine.
            look_for_keychain: Called off the main thread, because it may ask the user.
        """
        super().__init__()
        self._look_for_keychain = look_for_keychain
        self._app = app
        self._options = options
        self._root = root
        self._around = around
        self.preferences = self._new_preferences()
        self.entrance: Entrance | None = None
        self.session: DeskSession | None = None
        self.desktop: Desktop | None = None
        self._speaks_old = False
        self._keep_garbage_here = collect_on_main_thread(self)

    def begin(self) -> None:
        """Show unlock or first run."""
        runner = TaskRunner(self.tell_failure)
        self.entrance = Entrance(
            runner,
            self._root,
            self._around,
            self.preferences,
            server=self._options.server,
            look_for_keychain=self._look_for_keychain,
        )
        self.entrance.opened.connect(self._show_desktop)
        self.entrance.quit_requested.connect(self._app.quit)
        self.entrance.begin()
        # Once the window is painted: importing holds up whatever else the interpreter does.
        QTimer.singleShot(0, self, lambda: self._load_ahead(runner))

    def lock(self) -> None:
        """Close the store and show the entrance; drafts and unsent work stay in the profile.

        A page that holds something that would be lost asks first.
        """
        if self.desktop is None:
            self._lock_now()
        else:
            self.desktop.leave(self._lock_now)

    def close(self) -> None:
        """End everything that runs."""
        if self.desktop is not None:
            self.desktop.close()
            self.desktop = None
        if self.session is not None:
            self.session.close()
            self.session = None
        elif self.entrance is not None:
            self.entrance.close()
        self.entrance = None

    def tell_failure(self, error: BaseException) -> None:
        """Say what nobody foresaw, in the window if there is one."""
        self.tell_sentence(failure_sentence(error))

    def tell_sentence(self, words: str) -> None:
        """Show a sentence about a failure."""
        if self.desktop is not None:
            self.desktop.window.show_toast(words, tone="bad")
        elif self.entrance is not None:
            self.entrance.tell(words)

    def _load_ahead(self, runner: TaskRunner) -> None:
        runner.on_work(load_desktop, lambda _nothing: None, owner=self)

    def _new_preferences(self) -> Preferences:
        """Begin with what the command line says; a profile's own settings come when it opens."""
        preferences = Preferences(self._app, _given_settings(self._options))
        preferences.apply()
        preferences.language_changed.connect(self._language_changed)
        return preferences

    def _show_desktop(self, session: DeskSession) -> None:
        self.session = session
        self.preferences.use_file(session.profile.paths.settings)
        self._build(self._options.screen)
        if self.entrance is not None:
            self.entrance.close_window()
        if session.sync.mood.state != "running":
            QTimer.singleShot(0, session.sync.sync_now)

    def _build(self, key: str) -> None:
        if self.session is None:
            return
        from ui.frame.desktop import Desktop  # noqa: PLC0415 - see `load_desktop`
        from ui.frame.page_builders import PageBuilders  # noqa: PLC0415

        builders = PageBuilders(self.session, self.preferences, self.lock)
        self.desktop = Desktop(self.session, builders)
        self.desktop.window.page_closed.connect(self._page_closed)
        self.desktop.begin(key)
        self.desktop_shown.emit(self.desktop)

    def _lock_now(self) -> None:
        self.close()
        self.preferences = self._new_preferences()
        self.begin()

    def _language_changed(self) -> None:
        """Build the window in another language, as soon as no page keeps the user."""
        if self.desktop is not None:
            self._speaks_old = True
            self.desktop.leave(self._rebuild)

    def _page_closed(self) -> None:
        if self._speaks_old:
            QTimer.singleShot(0, self, self._rebuild_when_free)

    def _rebuild_when_free(self) -> None:
        if self._speaks_old and self.desktop and not self.desktop.window.pages.holds_page():
            self._rebuild()

    def _rebuild(self) -> None:
        if self.desktop is None:
            return
        self._speaks_old = False
        old, geometry = self.desktop, self.desktop.window.saveGeometry()
        self._build(old.navigator.shown)
        if self.desktop is not None:
            self.desktop.window.restoreGeometry(geometry)
        old.close()


_LATER = (
    "PySide6.QtNetwork",
    "sync.sessions",
    "ui.desk_session",
    "ui.frame.desktop",
    "ui.frame.page_builders",
)


def load_desktop() -> None:
    """Import what only the signed-in window needs, while the user types the passphrase.

    So the unlock window is there in half the time, and unlocking waits for nothing.
    """
    load_libraries()
    for name in _LATER:
        importlib.import_module(name)


def _given_settings(options: Options) -> ProfileSettings:
    theme = Theme(options.theme) if options.theme else Theme.SYSTEM
    return ProfileSettings(
        language=options.language, theme=theme, last_server_address=options.server
    )
