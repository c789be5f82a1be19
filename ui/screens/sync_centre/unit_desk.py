"""What the buttons below a unit of work do."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.queries.sync.centre import SyncUnit
from ui.screens.context import ScreenContext
from ui.screens.sync_centre.centre_words import CentreWords, visit_account
from ui.screens.sync_centre.errands import Errands, TroubleView
from ui.screens.sync_centre.export_words import export_json, export_text
from ui.screens.sync_centre.rows import Action
from ui.screens.sync_centre.unit_words import place_of, unit_title
from ui.texts import _

_JSON = ".json"


class UnitView(TroubleView, Protocol):
    """The part of the view that asks before work is let go or written out."""

    def ask_give_up(self, title: str, body: str) -> None:
        """Ask before work is let go."""
        ...

    def ask_export_place(self, name: str) -> None:
        """Ask for a file to write to."""
        ...


class UnitDesk:
    """Acts on the unit that is shown."""

    def __init__(self, view: UnitView, context: ScreenContext, errands: Errands) -> None:
        self._view = view
        self._navigation = context.navigation
        self._errands = errands
        self._entries: CentreWords | None = None
        self._key = ""

    def look_at(self, entries: CentreWords, key: str) -> None:
        """Take note of what is shown."""
        self._entries, self._key = entries, key

    def act(self, action: Action) -> None:
        """Do what a button says."""
        if action == "go_on":
            self._navigation.open_visit(visit_account(self._key))
        unit = self._entries.unit(self._key) if self._entries else None
        if self._entries is None or unit is None:
            return
        match action:
            case "repair":
                self._open_place(unit, self._entries)
            case "resend":
                self._errands.resend(unit.device_seq)
            case "export":
                name = _("sent-back-{number}.txt").format(number=unit.device_seq)
                self._view.ask_export_place(name)
            case "give_up":
                title = unit_title(unit, self._entries.words)
                self._view.ask_give_up(_("Give up “{title}”?").format(title=title), _warning())

    def give_up(self) -> None:
        """Let the work go; the user was asked."""
        unit = self._entries.unit(self._key) if self._entries else None
        if unit is not None:
            self._errands.give_up(unit.device_seq)

    def export(self, path: Path) -> None:
        """Write the work into a file: JSON by its ending, else text."""
        refused = self._entries.refused(self._key) if self._entries else None
        if self._entries is None or refused is None:
            return
        is_json = path.suffix.lower() == _JSON
        text = export_json(refused) if is_json else export_text(refused, self._entries.words)
        self._errands.export(path, text)

    def _open_place(self, unit: SyncUnit, entries: CentreWords) -> None:
        kind, record_id = place_of(unit, entries.words)
        if kind == "contract":
            self._navigation.open_contract(record_id)
        elif record_id:
            self._navigation.open_account(record_id)


def _warning() -> str:
    return _(
        "What exists only on this device is removed, photos included. The journal keeps what"
        " was written."
    )
