"""Draws the list of visits and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.records.photos import PhotoGlance
from ui.delegates.row_table import RowTable
from ui.field_texts import field_label
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.exporting.dialog import ask_export
from ui.screens.exporting.shown_columns import shown_columns
from ui.screens.visits.addendum_dialog import AddendumDialog
from ui.screens.visits.execution_dialog import ExecutionDialog
from ui.screens.visits.execution_words import ExecutionPage
from ui.screens.visits.photo_dialog import show_photo
from ui.screens.visits.rows import VisitLine, VisitPage
from ui.screens.visits.visit_pane import VisitPane
from ui.texts import _, n_
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.layout import column, row
from ui.widgets.screen import Screen

_CONTENT_FROM = 760


class VisitsView(Screen):
    """The list and the pane beside it.

    Signals:
        chosen: The current row, or None.
        opened: A row was opened by Enter or double click.
        export_chosen: What of the list goes into a file.
        execution_asked: Planned against done of a "week" or "month", steps from today's.
        addendum_given: Id of a log, and what is to be added.
    """

    chosen = Signal(object)
    opened = Signal(object)
    export_chosen = Signal(object)
    execution_asked = Signal(str, int)
    addendum_given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.model: RowTableModel[VisitLine] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Visits"))
        self.pane = VisitPane()
        self._empty = EmptyState(
            "notebook-pen",
            _("No visits logged yet"),
            _("Start one from today's list or from an account; it will stand here."),
            inset=False,
        )
        self._execution: ExecutionDialog | None = None
        self._addendum: AddendumDialog | None = None
        compare = Button(_("Planned against done"), icon="chart-column")
        compare.clicked.connect(lambda: self.execution_asked.emit("week", 0))
        self.set_heading(_("Visits"))
        export = Button(_("Export…"))
        export.clicked.connect(self._ask_export)
        self.set_actions([compare, export])
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 8, 6, 0))
        self.setLayout(row((lists, 1), self.pane, gap=0))
        self.table.current_changed.connect(self.chosen)
        self.table.row_opened.connect(self.opened)
        self.pane.draft_requested.connect(self.opened)
        self.pane.addendum_requested.connect(self._ask_addendum)

    def panes(self) -> Sequence[QWidget]:
        """Walk list, pane."""
        return (self.table, self.pane)

    def show_lines(self, lines: Sequence[VisitLine], drafts: int) -> None:
        """Show drafts first, then visits, newest first."""
        self.model.refresh_rows(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        words = n_("{count} draft to finish", "{count} drafts to finish", drafts)
        self.set_heading(_("Visits"), words.format(count=drafts) if drafts else "")

    def show_page(self, page: VisitPage | None, draft: VisitLine | None) -> None:
        """Show the chosen row in the pane."""
        self.pane.show_page(page, draft)

    def show_photos(self, photos: Sequence[PhotoGlance]) -> None:
        """Show small pictures of the chosen visit, and of which the photo itself is not here."""
        self.pane.photos.show_photos(photos)

    def show_fetching(self, sha256: str, *, is_on: bool) -> None:
        """Show that a photo is on its way."""
        self.pane.photos.show_fetching(sha256, is_on=is_on)

    def show_photo(self, name: str, picture: bytes) -> None:
        """Show one photo large."""
        show_photo(self, name, picture)

    def show_execution(self, page: ExecutionPage) -> None:
        """Show planned against done, in the dialog that is open or in a new one."""
        if self._execution is None:
            self._execution = ExecutionDialog(self)
            self._execution.asked.connect(self.execution_asked)
            self._execution.finished.connect(self._forget_execution)
            self._execution.open()
        self._execution.show_page(page)

    def show_addendum_error(self, words: str) -> None:
        """Say why an addendum is not taken."""
        if self._addendum is not None:
            self._addendum.show_error(words)

    def close_addendum(self) -> None:
        """The addendum was taken."""
        if self._addendum is not None:
            self._addendum.accept()

    def _ask_export(self) -> None:
        seen = shown_columns(self.table)
        ask_export(self, _("Visits"), self.export_chosen.emit, seen)

    def _ask_addendum(self, visit_id: str) -> None:
        self._addendum = AddendumDialog(self)
        self._addendum.given.connect(lambda words: self.addendum_given.emit(visit_id, words))
        self._addendum.finished.connect(self._forget_addendum)
        self._addendum.open()

    def _forget_execution(self) -> None:
        self._execution = None

    def _forget_addendum(self) -> None:
        self._addendum = None


def _columns() -> Sequence[Column[VisitLine]]:
    return (
        Column("name", _("Account"), lambda line: line.name),
        Column("when", _("When"), lambda line: line.when, width=150),
        Column("what", field_label("visit_log", "purposes"), lambda line: line.what, width=170),
        Column(
            "content",
            field_label("visit_log", "content"),
            lambda line: line.content,
            drop_below=_CONTENT_FROM,
        ),
        Column("money", _("Money taken in"), lambda line: line.money, width=120, align="right"),
    )
