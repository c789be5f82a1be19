"""Opens the past of a record: at once what the device knows, then what the server tells."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtWidgets import QWidget

from app.queries.records.past import (
    Directory,
    LocalPast,
    PastEntry,
    read_local_past,
    read_past_names,
)
from ui.screens.context import ScreenContext
from ui.screens.history.dialog import HistoryDialog
from ui.screens.history.history_words import history_lines, joined_past
from ui.screens.sync_centre.value_words import Words
from ui.texts import _


def open_history(
    context: ScreenContext, parent: QWidget, entity: str, record_id: str
) -> HistoryDialog:
    """Show who wrote which value of a record, over the window of a widget."""
    dialog = HistoryDialog(parent)
    looking = _Looking(context, dialog, entity, record_id)
    workspace = context.workspace
    context.runner.on_store(
        lambda: read_local_past(workspace, entity, record_id), looking.show_local, owner=dialog
    )
    dialog.open()
    return dialog


class _Looking:
    """One look at the past of one record; lives as long as its answers are awaited."""

    def __init__(
        self, context: ScreenContext, dialog: HistoryDialog, entity: str, record_id: str
    ) -> None:
        self._context, self._dialog = context, dialog
        self._entity, self._record_id = entity, record_id
        self._local: tuple[PastEntry, ...] = ()

    def show_local(self, past: LocalPast) -> None:
        """Show what the device knows, and ask for the rest."""
        self._local = past.entries
        self._show(past.entries, past.directory)
        if self._context.past is None:
            self._failed("")
            return
        self._dialog.show_note(_("Asking the server for what others wrote…"))
        self._context.past.ask(
            self._entity, self._record_id, self._arrived, self._failed, self._dialog
        )

    def _arrived(self, entries: Sequence[PastEntry], is_cut: bool) -> None:
        joined = joined_past(entries, self._local)
        workspace, entity = self._context.workspace, self._entity

        def show(directory: Directory) -> None:
            self._show(joined, directory)
            cut = _("Only the newest {count} values are shown.").format(count=len(entries))
            self._dialog.show_note(cut if is_cut else "")

        self._context.runner.on_store(
            lambda: read_past_names(workspace, entity, joined), show, owner=self._dialog
        )

    def _failed(self, reason: str) -> None:
        if not shiboken6.isValid(self._dialog):
            return
        known = _(
            "Shown is what this device knows: what was written here, and what lost in conflicts."
        )
        self._dialog.show_note(f"{reason} {known}".strip(), tone="warn")

    def _show(self, entries: Sequence[PastEntry], directory: Directory) -> None:
        context = self._context
        words = Words(context.formats, context.workspace, directory)
        self._dialog.show_lines(history_lines(self._entity, entries, words, context.workspace))
