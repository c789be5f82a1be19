"""Shows a comparison: what was found, the list of changes, both texts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.domain.redline.comparison import Row
from ui.delegates.row_table import RowTable
from ui.models.cells import Name, TagCell, Tags
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.returned.rows import CompareView
from ui.screens.returned.side_by_side import page_html
from ui.screens.returned.words import figure_words, place_words, standing_words, tracking_words
from ui.texts import _
from ui.theme.apply import current_theme
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.checks import CheckBox
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Text

_LIST_HEIGHT = 190
_NOTES = 6


class ComparePane(QWidget):
    """One returned copy.

    Signals:
        report_wanted: Copy this text.
    """

    report_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: CompareView | None = None
        self._rows: Sequence[Row] = ()
        self._places: list[int] = []
        self._current = -1
        self.verdict = Banner("info", "git-compare-arrows")
        self.notes = Text("", "dense", "text2", wrap=True, selectable=True)
        self.model: RowTableModel[tuple[int, Row]] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Changes"))
        self.table.setFixedHeight(_LIST_HEIGHT)
        self.only_changes = CheckBox(_("Only what changed"))
        self.page = QTextBrowser()
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(_("Both texts side by side"))
        self.report_button = Button(_("Copy as report"), icon="copy")
        foot = row(self.only_changes, STRETCH, self.report_button, gap=8)
        self.setLayout(
            column(
                self.verdict, self.notes, self.table, foot, (self.page, 1),
                gap=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        self.table.current_changed.connect(self._jump)
        self.only_changes.toggled.connect(lambda _on: self._paint())
        self.report_button.clicked.connect(self._want_report)

    def show_comparison(self, view: CompareView) -> None:
        """Show another comparison, its first change first."""
        self._view, self._rows = view, view.rows
        icon = "circle-check" if view.tone == "ok" else "git-compare-arrows"
        self.verdict.show_words(view.verdict, view.tone, icon)
        self.notes.set_words("\n".join(view.notes[:_NOTES]))
        self.notes.setVisible(bool(view.notes))
        changes = sorted(
            ((place, each) for place, each in enumerate(view.rows) if each.is_change),
            key=lambda pair: view.order.index(pair[0]),
        )
        self._current = -1
        self.model.refresh_rows(changes)
        for part in (self.table, self.only_changes, self.page, self.report_button):
            part.setVisible(bool(view.rows))
        self.table.setVisible(bool(changes))
        self._paint()
        if changes:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        if event.type() == QEvent.Type.PaletteChange and self._view is not None:
            self._paint()
        super().changeEvent(event)

    def _jump(self, chosen: tuple[int, Row] | None) -> None:
        if chosen is None or chosen[0] == self._current:
            return
        self._current = chosen[0]
        self._paint()

    def _paint(self) -> None:
        html = page_html(
            self._rows,
            current_theme(),
            current=self._current,
            only_changes=self.only_changes.isChecked(),
        )
        self.page.setHtml(html)
        if self._current >= 0:
            self.page.scrollToAnchor(f"row{self._current}")

    def _want_report(self) -> None:
        if self._view is not None:
            self.report_wanted.emit(self._view.report)


def _columns() -> Sequence[Column[tuple[int, Row]]]:
    return (
        Column("what", _("Change"), lambda pair: _name(pair[1])),
        Column("standing", _("Kind"), lambda pair: _tag(pair[1]), width=110),
    )


def _name(found: Row) -> Name:
    more = " · ".join(words for words in (figure_words(found), tracking_words(found)) if words)
    text = (found.returned or found.sent).replace("\n", " ")
    return Name(f"{place_words(found)}  {text}".strip(), more or found.sent.replace("\n", " "))


def _tag(found: Row) -> Tags:
    words, tone = standing_words(found)
    return Tags((TagCell(words, tone),))
