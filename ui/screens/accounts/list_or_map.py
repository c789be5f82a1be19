"""Switches between the list of accounts and their map."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.texts import _, p_
from ui.widgets.choice_row import Segment


class ListOrMap(Segment):
    """Stands at the same place on both screens, with its own one chosen.

    Signals:
        left_for: Key of the other screen, for the rail: "accounts" or "map".
    """

    left_for = Signal(str)

    def __init__(self, here: str) -> None:
        super().__init__([("accounts", p_("accounts", "List")), ("map", p_("accounts", "Map"))])
        self._here = here
        self.setAccessibleName(_("List or map"))
        self.choose(here)
        self.chosen.connect(self._leave)

    def _leave(self, key: str) -> None:
        self.choose(self._here)
        if key != self._here:
            self.left_for.emit(key)
