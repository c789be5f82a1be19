"""Draws the contract list and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.queries.contracts.listing import ContractSummary
from ui.delegates.row_table import RowTable
from ui.formats import Formats
from ui.models.paged_table_model import PagedTableModel, PageRequest
from ui.screens.context import Clock
from ui.screens.contracts.clause_list import ClauseList
from ui.screens.contracts.columns import ContractCells
from ui.screens.contracts.text_look import ClauseView
from ui.screens.exporting.dialog import ask_export
from ui.screens.exporting.shown_columns import shown_columns
from ui.texts import _, n_, p_
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Segment, Tabs
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_TYPING_PAUSE_MS = 60


class ContractsListView(Screen):
    """Groups of states, a search box, and the list."""

    text_typed = Signal(str)
    scope_chosen = Signal(str)
    group_chosen = Signal(str)
    contract_opened = Signal(str)
    new_requested = Signal()
    rows_needed = Signal(int, int, int)
    export_chosen = Signal(object)
    texts_requested = Signal()

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        self.tabs = Tabs(_groups())
        self.search = LineEdit(placeholder=_("Number or account"), lead="search")
        self.scope = Segment(
            [("row", _("Number or account")), ("text", p_("contracts", "Words in the texts"))]
        )
        self.clauses = ClauseList()
        self.model: PagedTableModel[ContractSummary] = PagedTableModel(
            ContractCells(formats, clock).columns(), self._need_page, self
        )
        self.table = RowTable(self.model, two_lines=True, name=_("Contracts"))
        self.empty = EmptyState("file-text", "", "", primary=_("New contract"), plain=_("Show all"))
        self._total = Text("", "meta", "text3")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk filter and list."""
        return (self.search, self.table)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many contracts each group of states holds."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_listing(
        self, count: int, total_minor: int | None, *, is_filtered: bool, keep_place: bool
    ) -> int:
        """Show that many rows; they are asked for as they come into view."""
        self.table.setVisible(count > 0)
        self.empty.setVisible(not count)
        self._show_empty_words(is_filtered=is_filtered)
        self._total.set_words(self._sum_words(count, total_minor))
        if keep_place and count == self.model.rowCount():
            return self.model.refresh()
        return self.model.replace(count)

    def show_clauses(self, clauses: Sequence[ClauseView], *, chosen: str) -> None:
        """Show the clauses that hold the words."""
        self.clauses.show_clauses(clauses, chosen=chosen)

    def show_texts_button(self, *, is_shown: bool) -> None:
        """Show the way to the contract texts to those who may read them."""
        self.texts.setVisible(is_shown)

    def show_rows(self, answer: int, first: int, rows: Sequence[ContractSummary]) -> None:
        """Fill in rows."""
        self.model.deliver(answer, first, rows)

    def _ask_export(self) -> None:
        seen = shown_columns(self.table)
        ask_export(self, _("Contracts"), self.export_chosen.emit, seen)

    def _sum_words(self, count: int, total_minor: int | None) -> str:
        if not count or total_minor is None:
            return ""
        words = n_("{count} contract, {total}", "{count} contracts, {total}", count)
        money = self._formats.money_rounded(total_minor, places=1)
        return words.format(count=self._formats.count(count), total=money)

    def _show_empty_words(self, *, is_filtered: bool) -> None:
        if is_filtered and not self.clauses.isHidden():
            self.empty.show_words(
                _("Nothing of this was filled in"),
                _("The clauses above hold it; follow one to its contracts."),
            )
        elif is_filtered:
            self.empty.show_words(_("No contract fits"), _("Take another word or another state."))
        else:
            self.empty.show_words(
                _("No contracts yet"),
                _("Choose an account and a text; party data and prices are filled in."),
            )
        self.empty.plain_button.setVisible(is_filtered)

    def _need_page(self, request: PageRequest) -> None:
        self.rows_needed.emit(request.generation, request.first, request.count)

    def _build(self) -> None:
        new = Button(_("New contract"), "primary", "plus")
        new.clicked.connect(self.new_requested)
        self.set_heading(_("Contracts"))
        export = Button(_("Export…"))
        export.clicked.connect(self._ask_export)
        self.texts = Button(_("Contract texts…"))
        self.texts.clicked.connect(self.texts_requested)
        self.texts.setVisible(False)
        self.set_actions([self.texts, export, new])
        self.search.setFixedWidth(240)
        self.search.setAccessibleName(_("Number or account"))
        views = row(self.tabs, STRETCH, self._total, gap=8, margins=(24, 6, 20, 0))
        filters = row(self.search, self.scope, STRETCH, margins=(24, 10, 20, 6), gap=8)
        lists = column((self.table, 1), (self.empty, 1), gap=0, margins=(12, 0, 8, 8))
        self.empty.hide()
        self.setLayout(column(views, hline(), filters, self.clauses, (lists, 1), gap=0))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.group_chosen)
        self.scope.chosen.connect(self._choose_scope)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.table.row_opened.connect(lambda found: self.contract_opened.emit(found.id))
        self.empty.primary_button.clicked.connect(self.new_requested)
        self.empty.plain_button.clicked.connect(self._show_all)

    def _choose_scope(self, scope: str) -> None:
        is_text = scope == "text"
        words = _("At least two characters") if is_text else _("Number or account")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scope_chosen.emit(scope)

    def _show_all(self) -> None:
        self.search.clear()
        self.tabs.choose("all")
        self.group_chosen.emit("all")


def _groups() -> list[tuple[str, str, int | None]]:
    return [
        ("all", p_("contract state", "All"), None),
        ("draft", p_("contract state", "Drafts"), None),
        ("review", p_("contract state", "Under review"), None),
        ("sign", p_("contract state", "To be signed"), None),
        ("unsigned", p_("contract state", "Unsigned"), None),
        ("running", p_("contract state", "Running"), None),
        ("ending", p_("contract state", "Ending soon"), None),
        ("unfiled", p_("contract state", "No original"), None),
        ("uncopied", p_("contract state", "No signed copy"), None),
        ("ended", p_("contract state", "Ended"), None),
    ]
