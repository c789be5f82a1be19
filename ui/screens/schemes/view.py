"""Draws the evaluation schemes: the list at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.evaluation.drafts import SchemeDraft
from ui.delegates.row_table import RowTable
from ui.models.cells import TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.schemes.editor import SchemeEditor
from ui.screens.schemes.rows import SchemeForm, SchemeLine
from ui.texts import _
from ui.widgets.layout import column
from ui.widgets.panel import Panel
from ui.widgets.panes import PaneSplitter
from ui.widgets.screen import Screen

_LIST_WIDTH, _EDITOR_WIDTH = 400, 820
_NARROWEST_LIST, _NARROWEST_EDITOR = 320, 560
_STATE = 92


class SchemesScreen(Screen):
    """Asks before typed work is lost.

    Signals:
        line_chosen: The row that is current.
        save_wanted: Keep the draft.
        copy_wanted: Begin a new version of what is shown.
        step_wanted: Name of a decision.
    """

    line_chosen = Signal(object)
    save_wanted = Signal()
    copy_wanted = Signal()
    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(_("Evaluation schemes"))
        self.model: RowTableModel[SchemeLine] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, head=False, name=_("Evaluation schemes"))
        self.editor = SchemeEditor()
        self._is_edited = False
        left = Panel(column((self.table, 1), gap=0, margins=(12, 8, 0, 8)))
        left.setMinimumWidth(_NARROWEST_LIST)
        right = Panel(column((self.editor, 1), gap=0))
        right.setMinimumWidth(_NARROWEST_EDITOR)
        split = PaneSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, _EDITOR_WIDTH])
        self.setLayout(column((split, 1), gap=0))
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Return list and editor for F6."""
        return (self.table, self.editor)

    def show_lines(self, lines: Sequence[SchemeLine], chosen: int) -> None:
        """Show the list with one row chosen."""
        self.model.refresh_rows(lines)
        if self.table.currentIndex().row() != chosen:
            self.table.select_row(chosen)

    def show_form(self, form: SchemeForm) -> None:
        """Show a scheme in the editor."""
        self.editor.show_form(form)
        self._is_edited = False

    def draft(self) -> SchemeDraft:
        """Return what stands in the editor."""
        return self.editor.draft()

    def show_error(self, field: str, words: str) -> None:
        """Say why it is not kept."""
        self.editor.show_error(field, words)

    def is_edited(self) -> bool:
        """Return whether something was typed that is not kept."""
        return self._is_edited

    def leave_allowed(self) -> bool:
        """Ask first when a draft would be lost."""
        if not self._is_edited:
            return True
        self.ask_to_leave(_("This scheme is not saved."))
        return False

    def _note_edit(self) -> None:
        self._is_edited = True

    def _connect(self) -> None:
        self.table.current_changed.connect(self.line_chosen)
        self.editor.edited.connect(self._note_edit)
        self.editor.save_wanted.connect(self.save_wanted)
        self.editor.copy_wanted.connect(self.copy_wanted)
        self.editor.step_wanted.connect(self.step_wanted)


def _columns() -> Sequence[Column[SchemeLine]]:
    return (
        Column("what", "", lambda line: Two(line.title, line.note)),
        Column(
            "state", "", lambda line: Tags((TagCell(line.state, line.tone),)), width=_STATE,
            align="right",
        ),
    )  # fmt: skip
