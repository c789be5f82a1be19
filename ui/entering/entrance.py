"""The entrance: unlock or first run, until there is a session to work in."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.device.keychain import Keychain
from app.device.settings import ProfileSettings, Theme
from app.profiles import OpenProfile, Surroundings
from sync.errors import SyncError
from ui.door.admission import Admission, KnownProfile
from ui.door.front_door import FrontDoor
from ui.entering.window import EntranceWindow
from ui.preferences import Preferences
from ui.screens.trouble import Trouble
from ui.screens.unlock.build import build_unlock_view
from ui.screens.unlock.presenter import UnlockPresenter
from ui.screens.unlock.view import UnlockView
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.desk_session import DeskSession
    from ui.entering.first_run_stage import FirstRunStage

_NOWHERE = "https://roadbook.invalid"
"""Stands in for an address that was lost: work goes on offline. Source: RFC 6761, section 6.4."""


class Entrance(QObject):
    """Shows the unlock window if there is a profile, else the first run, and hands over.

    Signals:
        opened: Carries a `DeskSession`; the window stays until `close_window`.
        quit_requested: The user closed the window.
    """

    opened = Signal(object)
    quit_requested = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        root: Path,
        around: Surroundings,
        preferences: Preferences,
        *,
        server: str = "",
        machine_name: str = "",
        look_for_keychain: Callable[[], Keychain] | None = None,
    ) -> None:
        """Take the parts; `begin` comes next.

        Args:
            runner: Goes over to the session.
            root: Folder of all profiles.
            around: What opening a profile needs from this machine.
            preferences: Language and theme of the program.
            server: Address offered at sign-in.
            machine_name: Offered as the device's name; the system's own when left out.
            look_for_keychain: Called once on the work lane, in place of `around.keychain`.
        """
        super().__init__()
        self._runner = runner
        self._door = FrontDoor(root, around, look_for_keychain=look_for_keychain)
        self._preferences, self._given = preferences, preferences.settings
        self._server, self._machine_name = server, machine_name or platform.node()
        self._chosen_here: dict[str, object] = {}
        self._profiles: tuple[KnownProfile, ...] = ()
        self._presenter: UnlockPresenter | None = None
        self._view: UnlockView | None = None
        self._first_run: FirstRunStage | None = None
        self._session: DeskSession | None = None
        self._is_over = False
        self.window = EntranceWindow()
        self.window.language_chosen.connect(self._choose_language)
        self.window.theme_chosen.connect(self._choose_theme)
        self.window.closed.connect(self._leave)

    def begin(self) -> None:
        """Show the window."""
        self._profiles = self._door.known_profiles()
        if self._profiles:
            self.unlock(None)
        else:
            self.set_up(None)
        self.window.show()

    def close_window(self) -> None:
        """Take the window away once the main window is there."""
        self._is_over = True
        self.window.close()
        self.window.deleteLater()

    def close(self) -> None:
        """End the entrance, and what it had begun and did not hand over."""
        handed_over = self._is_over
        if not handed_over:
            self.close_window()
        session, self._session = self._session, None
        if session is not None:
            session.close()
        elif not handed_over:
            self._runner.shut_down()

    def tell(self, words: str) -> None:
        """Say what nobody foresaw, above the form."""
        view = self._first_run.view if self._first_run is not None else self._view
        if view is not None and not self._is_over:
            view.show_trouble(Trouble(words))

    def unlock(self, known: KnownProfile | None) -> None:
        """Show the unlock form, with that profile in front."""
        self._profiles = self._door.known_profiles()
        others = [each for each in self._profiles if known is None or each.paths != known.paths]
        profiles = ([known] if known else []) + others
        self._first_run = None
        self._presenter = UnlockPresenter(self._door, self._runner, self, profiles)
        self._dress(profiles[0].settings)
        self._show()

    def profile_chosen(self, known: KnownProfile) -> None:
        """Speak as the person wishes who is about to unlock."""
        if self._dress(known.settings):
            self._show()

    def set_up(self, known: KnownProfile | None) -> None:
        """Show the first run, for another user or to set up a profile again."""
        from ui.entering.first_run_stage import FirstRunStage  # noqa: PLC0415 - once in a device's life
        from ui.screens.first_run.papers import Offer  # noqa: PLC0415

        self._presenter, self._view = None, None
        self._first_run = FirstRunStage(
            self._door,
            self._runner,
            self,
            self.window,
            Offer(
                address=(known.address if known else "") or self._server,
                login=known.user_name if known else "",
                device_name=self._machine_name,
                may_go_back=bool(self._profiles),
            ),
        )
        self._first_run.begin()

    def profile_opened(self, profile: OpenProfile, known: KnownProfile) -> None:
        """Make the session and hand it over; no network is touched."""
        from ui.desk_session import build_session  # noqa: PLC0415 - see `ui.client.load_desktop`

        address = known.address or self._server
        try:
            session = build_session(profile, address or _NOWHERE, self._runner, self._preferences)
        except SyncError:
            session = build_session(profile, _NOWHERE, self._runner, self._preferences)
        self._session = session
        self._keep(profile, address, known.user_name, self._hand_over)

    def profile_made(self, profile: OpenProfile, admission: Admission) -> None:
        """Begin the download; the rep may leave for the work before it ends."""
        from ui.desk_session import build_session  # noqa: PLC0415 - see `ui.client.load_desktop`

        session = build_session(
            profile, admission.address, self._runner, self._preferences, admission.session
        )
        self._session = session
        self._keep(profile, admission.address, admission.login, lambda: None)
        if self._first_run is not None:
            self._first_run.follow(session, self._hand_over)
        session.sync.sync_now()

    def _hand_over(self) -> None:
        session, self._session, self._is_over = self._session, None, True
        if session is None:
            return
        if self._first_run is not None:
            self._first_run.let_go(session)
        self.opened.emit(session)

    def _keep(
        self, profile: OpenProfile, address: str, user_name: str, then: Callable[[], None]
    ) -> None:
        door, chosen = self._door, dict(self._chosen_here)

        def keep() -> None:
            door.remember(
                profile.paths, last_server_address=address, last_user_name=user_name, **chosen
            )

        self._runner.on_work(keep, lambda _none: then(), owner=self)

    def _choose_language(self, code: str) -> None:
        self._chosen_here["language"] = code
        self._dress(self._preferences.settings)
        self._show()

    def _choose_theme(self, name: str) -> None:
        self._chosen_here["theme"] = Theme(name)
        self._dress(self._preferences.settings)
        self._show()

    def _dress(self, stored: ProfileSettings) -> bool:
        """Put language and look onto the program; return whether the window must be built anew."""
        before, given = self._preferences.settings, self._given
        wanted = dataclasses.replace(
            stored,
            language=given.language or stored.language,
            theme=stored.theme if given.theme is Theme.SYSTEM else given.theme,
        )
        self._preferences.settings = dataclasses.replace(wanted, **self._chosen_here)  # type: ignore[arg-type]
        self._preferences.apply()
        return before != self._preferences.settings

    def _show(self) -> None:
        """Build the form in the language of the moment; what was typed stays."""
        if self._first_run is not None:
            self._first_run.show()
        if self._presenter is None:
            return
        old, form = self._view, build_unlock_view(self._presenter)
        if old is not None:
            form.retype(old.typed())
        self._view = form
        self.window.show_unlock(form)
        form.ask_again()

    def _leave(self) -> None:
        if not self._is_over:
            self.quit_requested.emit()
