"""The Today screen: figures above, route, who else is due, and the pane at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.screens.papers.menu import DAY_PAPERS, add_papers
from ui.screens.today.account_picker import AccountPicker
from ui.screens.today.due_panel import DuePanel
from ui.screens.today.figure_strip import FigureStrip
from ui.screens.today.not_done_dialog import NotDoneDialog
from ui.screens.today.postpone_dialog import PostponeDialog
from ui.screens.today.route_panel import RoutePanel
from ui.screens.today.rows import DayPage, FoundAccount, PostponeForm
from ui.screens.today.side_panel import SidePanel
from ui.texts import _
from ui.widgets.buttons import Button, IconButton
from ui.widgets.dialog import Dialog
from ui.widgets.layout import column, row
from ui.widgets.panel import hline, vline
from ui.widgets.panes import NARROW_WINDOW, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import Text


class TodayView(Screen):
    """Draws the day and tells what the user wants; decides nothing."""

    visit_requested = Signal(str, str)
    account_requested = Signal(str)
    move_requested = Signal(str, int)
    arrange_requested = Signal()
    route_requested = Signal()
    plan_requested = Signal(str)
    postpone_requested = Signal(str)
    day_given = Signal(str, object, str)
    not_done_given = Signal(str, str)
    replan_requested = Signal(str)
    promise_ticked = Signal(str, bool)
    thing_ticked = Signal(str, bool)
    screen_requested = Signal(str)
    rules_requested = Signal()
    picker_opened = Signal()
    account_typed = Signal(str)
    paper_requested = Signal(str)
    todo_requested = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._page: DayPage | None = None
        self._is_narrow = False
        self._picker: AccountPicker | None = None
        self._question: NotDoneDialog | PostponeDialog | None = None
        self._figures = FigureStrip()
        self._route, self._due, self._side = RoutePanel(), DuePanel(), SidePanel()
        self._route_column = ScrollColumn(column(self._route, gap=0))
        self._due_column = ScrollColumn(column(self._due, gap=0))
        self._log = Button(_("Log visit"), "primary", "plus")
        self._log.clicked.connect(self._open_picker)
        self.set_heading("")
        self._papers = IconButton("printer", _("Print"))
        self._papers.clicked.connect(self._open_papers)
        self.set_actions([self._papers, self._log])
        self._lay_out()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Route, due accounts, side pane."""
        return (self._route, self._due, self._side)

    def show_page(self, page: DayPage) -> None:
        """Show the day."""
        self._page = page
        heading = self.heading()
        if (heading.title, heading.meta) != (page.title, page.meta):
            self.set_heading(page.title, page.meta)
        self._figures.show_cells(page.figures)
        self._side.show_block(page.side)
        self._show_columns()

    def show_found(self, accounts: Sequence[FoundAccount]) -> None:
        """Show what the picker found, if it is still open."""
        if self._picker is not None:
            self._picker.show_found(accounts)

    def ask_day(self, form: PostponeForm) -> None:
        """Ask to which day a visit is put off."""
        question = PostponeDialog(self, form)
        question.given.connect(partial(self.day_given.emit, form.plan_id))
        self._open_question(question)

    def show_answer_error(self, words: str) -> None:
        """Say what is wrong with a reason, or with another day."""
        if self._question is not None:
            self._question.show_error(words)

    def close_question(self) -> None:
        """The answer was taken."""
        if self._question is not None:
            self._question.accept()

    def show_rules(self, lines: Sequence[str]) -> None:
        """Explain why accounts are proposed."""
        dialog = Dialog(self, _("Why accounts are proposed"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for line in lines:
            dialog.add_content(Text(line, "dense", "text2", wrap=True))
        dialog.add_button(_("Close"), safe=True, accepts=True)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows less at once."""
        super().resizeEvent(event)
        is_narrow = self.window().width() < NARROW_WINDOW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_columns()

    def _show_columns(self) -> None:
        if self._page is not None:
            self._route.show_block(self._page.route, is_roomy=not self._is_narrow)
            self._due.show_stops(self._page.route.stops)
            self._due.show_lines(self._page.due, self._page.due_count, is_narrow=self._is_narrow)

    def _open_papers(self) -> None:
        menu = QMenu(self)
        add_papers(menu, DAY_PAPERS, self.paper_requested.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._papers.mapToGlobal(QPoint(0, self._papers.height() + 4)))

    def _open_picker(self) -> None:
        self._picker = AccountPicker(self)
        self._picker.typed.connect(self.account_typed)
        self._picker.chosen.connect(self.visit_requested)
        self._picker.finished.connect(self._forget_picker)
        self._picker.open()
        self.picker_opened.emit()

    def _forget_picker(self) -> None:
        self._picker = None

    def _ask_reason(self, plan_id: str, name: str) -> None:
        question = NotDoneDialog(self, name)
        question.given.connect(partial(self.not_done_given.emit, plan_id))
        self._open_question(question)

    def _open_question(self, question: NotDoneDialog | PostponeDialog) -> None:
        self._question = question
        question.finished.connect(self._forget_question)
        question.open()

    def _forget_question(self) -> None:
        self._question = None

    def _find_stop(self, plan_id: str) -> None:
        stop = self._route.row_of(plan_id)
        if stop is not None:
            self._route_column.ensureWidgetVisible(stop)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        columns = row((self._route_column, 1), vline(), (self._due_column, 1), gap=0)
        left = column(self._figures, hline(), (columns, 1), gap=0)
        self.setLayout(row((left, 1), self._side, gap=0))

    def _connect(self) -> None:
        route, due, side = self._route, self._due, self._side
        route.visit_requested.connect(self.visit_requested)
        route.move_requested.connect(self.move_requested)
        route.postpone_requested.connect(self.postpone_requested)
        route.not_done_requested.connect(self._ask_reason)
        route.replan_requested.connect(self.replan_requested)
        route.arrange_requested.connect(self.arrange_requested)
        route.route_requested.connect(self.route_requested)
        route.thing_ticked.connect(self.thing_ticked)
        route.accounts_requested.connect(lambda: self.screen_requested.emit("accounts"))
        due.plan_requested.connect(self.plan_requested)
        due.rules_requested.connect(self.rules_requested)
        due.stop_chosen.connect(self._find_stop)
        side.todo_requested.connect(self.todo_requested)
        side.promise_ticked.connect(self.promise_ticked)
        side.debts_requested.connect(lambda: self.screen_requested.emit("accounts"))
        side.sync_requested.connect(lambda: self.screen_requested.emit("sync"))
        for panel in (route, due, side):
            panel.account_requested.connect(self.account_requested)
