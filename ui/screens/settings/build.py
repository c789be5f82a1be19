"""Joins the settings' view and presenter."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from app.device.keychain import find_keychain
from ui.desk_session import DeskSession
from ui.preferences import Preferences
from ui.screens.context import ScreenContext
from ui.screens.settings.key_slot_locks import KeySlotLocks
from ui.screens.settings.presenter import SIZES, SettingsPresenter
from ui.screens.settings.rows import DeviceFacts
from ui.screens.settings.view import SettingsView

_SHOWN_DIGITS = 8
_PRODUCT = "roadbook"


def build_settings(
    context: ScreenContext,
    preferences: Preferences,
    session: DeskSession,
    *,
    lock: Callable[[], None] | None = None,
) -> tuple[SettingsView, SettingsPresenter]:
    """Build the screen.

    Args:
        context: What presenters need.
        preferences: Reads and changes the profile's settings.
        session: Whose profile it is.
        lock: Locks the program; without it no such button is shown.
    """
    view = SettingsView(SIZES, can_lock=lock is not None)
    slot = session.profile.paths.key_slot
    locks = KeySlotLocks(slot, find_keychain, context.workspace.now)
    presenter = SettingsPresenter(view, context, preferences, _facts(preferences, session), locks)
    view.language_chosen.connect(presenter.choose_language)
    view.theme_chosen.connect(presenter.choose_theme)
    view.density_chosen.connect(presenter.choose_density)
    view.size_chosen.connect(presenter.choose_size)
    view.page_requested.connect(presenter.open_page)
    view.metered_toggled.connect(lambda on: presenter.allow_metered(allowed=on))
    view.passphrase.typed.connect(presenter.rate)
    view.passphrase.submitted.connect(presenter.change_passphrase)
    view.map_layer.file_chosen.connect(presenter.choose_map_layer)
    view.check.asked.connect(presenter.data_check.begin)
    view.check.comparison_asked.connect(presenter.data_check.compare)
    if lock is not None:
        view.lock_requested.connect(lock)
    return view, presenter


def _facts(preferences: Preferences, session: DeskSession) -> DeviceFacts:
    settings = preferences.settings
    return DeviceFacts(
        login=settings.last_user_name,
        server=settings.last_server_address,
        device=session.again.device_id[-_SHOWN_DIGITS:],
        folder=str(session.profile.paths.folder),
        version=_version(),
    )


def _version() -> str:
    try:
        return version(_PRODUCT)
    except PackageNotFoundError:
        return ""
