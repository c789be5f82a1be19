"""Draws the warnings screen and reports what the user did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.paged_table_model import PagedTableModel, PageRequest
from ui.screens.warnings.detail_pane import DetailPane
from ui.screens.warnings.figures_pane import FiguresPane
from ui.screens.warnings.rows import AskForm, FigureLine, WarningDetail, WarningLine
from ui.screens.warnings.step_dialog import WarningStepDialog
from ui.texts import _, p_
from ui.widgets.blocks import Banner, EmptyState
from ui.widgets.choice_row import Tabs
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import PaneSplitter
from ui.widgets.screen import Screen

_TYPING_PAUSE_MS = 60
_LIST_WIDTH, _DETAIL_WIDTH = 460, 760
_NARROWEST_LIST, _NARROWEST_DETAIL = 340, 560
_WHEN, _SEVERITY = 92, 92


class WarningsScreen(Screen):
    """Groups, search and list at the left, the chosen warning at the right.

    Signals:
        line_chosen: The row that is current, or None.
        account_opened: The row whose account is wanted, or None for the chosen one.
        step_wanted: Name of a step about the chosen warning.
        answered: Step, words, day or None.
    """

    text_typed = Signal(str)
    group_chosen = Signal(str)
    rows_needed = Signal(int, int, int)
    line_chosen = Signal(object)
    account_opened = Signal(object)
    step_wanted = Signal(str)
    answered = Signal(str, str, object)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self.tabs = Tabs(_groups())
        self.search = LineEdit(placeholder=_("Account"), lead="search")
        self.model: PagedTableModel[WarningLine] = PagedTableModel(
            _columns(), self._need_page, self
        )
        self.table = RowTable(self.model, two_lines=True, head=False, name=_("Warnings"))
        self.empty = EmptyState("circle-check", "", "", inset=False)
        self.detail = DetailPane(steps)
        self.figures = FiguresPane()
        self.company = Banner("warn", "scale")
        self.dialog: WarningStepDialog | None = None
        self._split = PaneSplitter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk search, list and detail."""
        return (self.search, self.table, self.detail)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many warnings each group holds."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_company(self, words: str) -> None:
        """Say above the list that the company's line is crossed; empty for not."""
        self._company_row.setVisible(bool(words))
        if words and words != self.company.words():
            self.company.show_words(words, "warn", "scale")

    def show_listing(self, count: int, *, is_filtered: bool, keep_place: bool) -> int:
        """Show that many rows; they are asked for as they come into view."""
        self.figures.hide()
        self._filler.hide()
        self._find.show()
        self.table.setVisible(count > 0)
        self.empty.setVisible(not count)
        if is_filtered:
            self.empty.show_words(_("No warning fits"), _("Take another word or another group."))
        else:
            self.empty.show_words(
                _("Nothing to worry about"),
                _("Debts, sales, contracts and stock of your accounts are within their limits."),
            )
        if keep_place and count == self.model.rowCount():
            return self.model.refresh()
        return self.model.replace(count)

    def show_lines(self, answer: int, first: int, lines: Sequence[WarningLine]) -> None:
        """Fill in rows."""
        self.model.deliver(answer, first, lines)

    def select(self, place: int) -> None:
        """Make a row the current one."""
        if self.table.currentIndex().row() != place:
            self.table.select_row(place)

    def show_detail(self, detail: WarningDetail | None) -> None:
        """Show one warning, or nothing."""
        self.detail.setVisible(detail is not None)
        if detail is not None:
            self.detail.show_warning(detail)

    def show_figures(self, lines: Sequence[FigureLine]) -> None:
        """Show how good the warnings are, in place of list and detail."""
        self.figures.show_lines(lines)
        self.table.hide()
        self.empty.hide()
        self.detail.hide()
        self._find.hide()
        self._filler.show()
        self.figures.show()

    def ask(self, form: AskForm, day: dt.date, today: dt.date) -> None:
        """Ask for the words of a step."""
        self.close_question()
        self.dialog = WarningStepDialog(self, form, day, today)
        self.dialog.answered.connect(self.answered)
        self.dialog.rejected.connect(self.close_question)
        self.dialog.open()

    def close_question(self) -> None:
        """Close what asks."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()

    def show_error(self, words: str) -> None:
        """Show beside the text why it is refused; without a question above the list."""
        if self.dialog is not None:
            self.dialog.show_error(words)
        else:
            self.show_company(words)

    def _need_page(self, request: PageRequest) -> None:
        self.rows_needed.emit(request.generation, request.first, request.count)

    def _build(self) -> None:
        self.set_heading(_("Warnings"))
        self.search.setAccessibleName(_("Account"))
        self._company_row = QWidget()
        self._company_row.setLayout(column(self.company, margins=(24, 12, 20, 0)))
        self._company_row.hide()
        tabs = row(self.tabs, STRETCH, margins=(24, 6, 20, 0))
        self._find, self._filler = QWidget(), QWidget()
        self._filler.hide()
        self._find.setLayout(row((self.search, 1), margins=(24, 10, 16, 6)))
        lists = column(
            (self.table, 1), (self.empty, 1), (self._filler, 1), gap=0, margins=(12, 0, 0, 8)
        )
        left = Panel(column(tabs, hline(), self._find, (lists, 1), gap=0))
        left.setMinimumWidth(_NARROWEST_LIST)
        right = Panel(column((self.detail, 1), (self.figures, 1), gap=0))
        self.figures.hide()
        right.setMinimumWidth(_NARROWEST_DETAIL)
        self.empty.hide()
        self.detail.hide()
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_LIST_WIDTH, _DETAIL_WIDTH])
        self.setLayout(column(self._company_row, (self._split, 1), gap=0))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.group_chosen)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.table.current_changed.connect(self.line_chosen)
        self.table.row_opened.connect(self.account_opened)
        self.detail.account_wanted.connect(lambda: self.account_opened.emit(None))
        self.detail.step_wanted.connect(self.step_wanted)


def _groups() -> list[tuple[str, str, int | None]]:
    return [
        ("open", p_("warnings", "Open"), None),
        ("alarm", p_("warnings", "Alarms"), None),
        ("closed", p_("warnings", "Closed"), None),
        ("figures", p_("warnings", "Figures"), None),
    ]


def _columns() -> Sequence[Column[WarningLine]]:
    return (
        Column("what", "", lambda line: Two(line.title, line.account)),
        Column("when", "", lambda line: Two(line.when, line.state), width=_WHEN),
        Column("severity", "", _tags, width=_SEVERITY, align="right", drop_below=380),
    )


def _tags(line: WarningLine) -> Tags:
    return Tags((TagCell(line.severity, line.tone, line.icon),))
