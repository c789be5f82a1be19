"""Draws the account list and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.accounts.listing import AccountGlance, AccountSummary
from ui.delegates.row_table import RowTable
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.models.paged_table_model import PagedTableModel, PageRequest
from ui.screens.accounts.columns import AccountCells
from ui.screens.accounts.filter_menu import FilterMenu
from ui.screens.accounts.glance_pane import GlancePane
from ui.screens.accounts.list_or_map import ListOrMap
from ui.screens.accounts.selection_foot import SelectionFoot
from ui.screens.context import Clock
from ui.screens.exporting.dialog import ask_export
from ui.screens.exporting.shown_columns import shown_columns
from ui.texts import _, n_, p_
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_CITIES_OFFERED = 40
_GRADES = ("A", "B", "C")
_SEGMENTS = ("gold", "maintain", "develop", "abandon")


class AccountsListView(Screen):
    """Saved views, filters, the list, and the pane beside it."""

    text_typed = Signal(str)
    view_chosen = Signal(str)
    cities_chosen = Signal(object)
    classes_chosen = Signal(object)
    segments_chosen = Signal(object)
    owners_chosen = Signal(object)
    sort_requested = Signal(str, bool)
    rows_needed = Signal(int, int, int)
    account_chosen = Signal(str)
    account_opened = Signal(str)
    visit_requested = Signal(str)
    contract_requested = Signal(str)
    new_account_requested = Signal()
    import_requested = Signal()
    export_chosen = Signal(object)
    cleaning_requested = Signal()

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        self._cells = AccountCells(formats, clock)
        self.model: PagedTableModel[AccountSummary] = PagedTableModel(
            self._cells.columns(), self._need_page, self
        )
        self.table = RowTable(self.model, two_lines=True)
        self.table.setAccessibleName(_("Accounts"))
        self.tabs = Tabs(self._views())
        self.search = LineEdit(placeholder=_("Name, pinyin, phone"), lead="search")
        self.pane = GlancePane(formats, clock)
        self._city, self._grade, self._segment = self._make_filters()
        self._owner = FilterMenu(_("Responsible"))
        self._owner.hide()
        self._total = Text("", "meta", "text3")
        self._empty = self._make_empty()
        self.foot = SelectionFoot()
        self.switch = ListOrMap("accounts")
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk filter, list, pane."""
        return (self.search, self.table, self.pane)

    def search_for(self, text: str) -> None:
        """Find by a text that was typed elsewhere."""
        self.tabs.choose("all")
        self.view_chosen.emit("all")
        self.search.setText(text)
        self.search.setFocus()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many accounts each saved view holds."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_cities(self, cities: Sequence[tuple[str, int]]) -> None:
        """Offer the cities of the book."""
        self._city.offer([(city, f"{city}  {count}") for city, count in cities[:_CITIES_OFFERED]])

    def show_owners(self, owners: Sequence[tuple[str, str, int]]) -> None:
        """Offer the persons responsible; one alone needs no choice."""
        self._owner.offer([(key, f"{name}  {count}") for key, name, count in owners])
        self._owner.setVisible(len(owners) > 1)

    def show_listing(self, count: int, *, keep_place: bool) -> int:
        """Show that many rows; they are asked for as they come into view."""
        words = n_("{count} account", "{count} accounts", count)
        self._total.set_words(words.format(count=self._formats.count(count)))
        self.table.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        if keep_place and count == self.model.rowCount():
            return self.model.refresh()
        return self.model.replace(count)

    def show_rows(self, answer: int, first: int, rows: Sequence[AccountSummary]) -> None:
        """Fill in rows."""
        self.model.deliver(answer, first, rows)

    def show_glance(self, glance: AccountGlance | None) -> None:
        """Show one account in the pane."""
        self.pane.show_glance(glance)

    def _ask_export(self) -> None:
        seen = shown_columns(self.table, ["name"])
        ask_export(self, _("Accounts"), self.export_chosen.emit, seen)

    def _build(self) -> None:
        new = Button(_("New account"), "primary", "plus")
        new.clicked.connect(self.new_account_requested)
        self.set_heading(_("Accounts"))
        cleaning = Button(_("Clean-up list"), icon="list-checks")
        cleaning.clicked.connect(self.cleaning_requested)
        taking_in, writing = Button(_("Import…")), Button(_("Export…"))
        taking_in.clicked.connect(self.import_requested)
        writing.clicked.connect(self._ask_export)
        self.set_actions([self.switch, cleaning, taking_in, writing, new])
        self.search.setFixedWidth(200)
        views = row(self.tabs, STRETCH, gap=0, margins=(24, 6, 0, 0))
        filters = row(
            self.search, self._city, self._grade, self._segment, self._owner, STRETCH, self._total,
            gap=8, margins=(24, 10, 20, 4),
        )  # fmt: skip
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 6, 0))
        left = column(views, hline(), filters, (lists, 1), self.foot, gap=0)
        self.setLayout(row((left, 1), self.pane, gap=0))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.view_chosen)
        self.search.textChanged.connect(self.text_typed)
        self._city.chosen.connect(self.cities_chosen)
        self._grade.chosen.connect(self.classes_chosen)
        self._segment.chosen.connect(self.segments_chosen)
        self._owner.chosen.connect(self.owners_chosen)
        self.table.sort_requested.connect(self.sort_requested)
        self.table.current_changed.connect(self._tell_current)
        self.table.row_opened.connect(lambda found: self.account_opened.emit(found.id))
        self.table.selection_changed.connect(self._show_selection)
        self.foot.cleared.connect(self.table.clearSelection)
        self.pane.open_requested.connect(self.account_opened)
        self.pane.visit_requested.connect(self.visit_requested)
        self.pane.contract_requested.connect(self.contract_requested)

    def _need_page(self, request: PageRequest) -> None:
        self.rows_needed.emit(request.generation, request.first, request.count)

    def _tell_current(self, account: AccountSummary | None) -> None:
        self.account_chosen.emit(account.id if account else "")

    def _show_selection(self, rows: Sequence[AccountSummary]) -> None:
        late = sum(account.overdue_minor or 0 for account in rows)
        sold = sum(account.sales_year_minor or 0 for account in rows)
        count = n_("{count} account chosen", "{count} accounts chosen", len(rows))
        money = self._formats.money_rounded
        totals = _("late {late}, sales this year {sold}").format(late=money(late), sold=money(sold))
        self.foot.show_selection(count.format(count=len(rows)), totals)
        self.foot.choose([account.id for account in rows])
        self.foot.setVisible(len(rows) > 1)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            "search",
            _("No account matches"),
            _("Take away a filter, or look for another word."),
            plain=_("Show all"),
        )
        if empty.plain_button is not None:
            empty.plain_button.clicked.connect(self._show_all)
        empty.hide()
        return empty

    def _show_all(self) -> None:
        self.search.clear()
        for chip in (self._city, self._grade, self._segment, self._owner):
            chip.cleared.emit()
        self.tabs.choose("all")
        self.view_chosen.emit("all")

    @staticmethod
    def _views() -> list[tuple[str, str, int | None]]:
        return [
            ("all", _("My accounts"), None),
            ("today", _("To visit today"), None),
            ("late", _("Visit overdue"), None),
            ("debts", _("Owing late"), None),
            ("expiring", _("Contract ending"), None),
            ("bare", _("No contract"), None),
            ("former", p_("accounts", "Former"), None),
            ("pool", p_("accounts", "Pool"), None),
        ]

    @staticmethod
    def _make_filters() -> tuple[FilterMenu, FilterMenu, FilterMenu]:
        city, grade, segment = (
            FilterMenu(_("City")),
            FilterMenu(_("Class")),
            FilterMenu(_("Segment")),
        )
        grade.offer([(key, key) for key in _GRADES])
        segment.offer([(key, choice_label("account", "segment", key)) for key in _SEGMENTS])
        return city, grade, segment
