"""What the palette may do to the program around it; the composition root carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.screens.settings.presenter import PreferencesPort


@dataclass(frozen=True, slots=True)
class Place:
    """A screen of the rail or a list of records: its key, sign and name."""

    key: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the program that commands reach beyond navigation.

    Attributes:
        places: The screens of the rail in the order of Ctrl+1 to Ctrl+9.
        preferences: Language, theme, density and text size.
        lock: Closes the store and shows the unlock window.
        list_accounts: Shows the account list filtered by a text.
        settings_changed: Told after a preference was changed, because the settings may be shown.
        kinds: Kinds of records with a list of their own.
    """

    places: tuple[Place, ...]
    preferences: PreferencesPort
    lock: Callable[[], None]
    list_accounts: Callable[[str], None]
    settings_changed: Callable[[], None]
    kinds: tuple[Place, ...] = ()
