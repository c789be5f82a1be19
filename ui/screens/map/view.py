"""Draws the map of accounts with the list beside it, and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.schema import entity_named
from app.queries.accounts.listing import AccountGlance
from app.queries.accounts.map import MapAccount
from ui.charts.account_map import AccountMap
from ui.charts.map_clusters import MapDot
from ui.delegates.row_table import RowTable
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.account.planning.asking import PlanAsking
from ui.screens.accounts.filter_menu import FilterMenu
from ui.screens.accounts.list_or_map import ListOrMap
from ui.screens.context import Clock
from ui.screens.map.account_card import AccountCard
from ui.screens.map.legend import MapLegend
from ui.screens.map.map_words import row_of
from ui.screens.map.presenter import Ground
from ui.texts import _, n_
from ui.widgets.blocks import Banner
from ui.widgets.buttons import IconButton
from ui.widgets.chips import ChoiceChip, FilterChip
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.panes import SidePane
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_GRADES = ("A", "B", "C")
_ZOOM = 1.5


class MapScreen(Screen):
    """Filters, the map, and the list beside it with the card of the chosen account.

    Signals:
        account_chosen: Id of the account whose card is wanted; empty for none.
        account_opened: Id.
        group_chosen: Ids of the accounts of one place; empty for all.
    """

    text_typed = Signal(str)
    classes_chosen = Signal(object)
    statuses_chosen = Signal(object)
    late_chosen = Signal(bool)
    warned_chosen = Signal(bool)
    account_chosen = Signal(str)
    account_opened = Signal(str)
    group_chosen = Signal(object)

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        self.map = AccountMap(_("Map of the accounts; the list beside it says the same in words"))
        shown: Column[MapAccount] = Column(
            "account", _("Account"), lambda one: row_of(one, formats)
        )
        self.model: RowTableModel[MapAccount] = RowTableModel([shown], self)
        self.table = RowTable(self.model, two_lines=True, head=False, name=_("Accounts on the map"))
        self.card = AccountCard(formats, clock)
        self.plans = PlanAsking(self)
        self.switch = ListOrMap("map")
        self.search = LineEdit(placeholder=_("Name, pinyin, phone"), lead="search")
        self.late = ChoiceChip(_("Owing late"), "clock-alert")
        self.warned = ChoiceChip(_("With a warning"), "triangle-alert")
        self.group = FilterChip(_("One place"))
        self._grade, self._status = FilterMenu(_("Class")), FilterMenu(_("Status"))
        self._total = Text("", "meta", "text3", wrap=True)
        self._note = Banner("warn", "triangle-alert")
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk search, map and list."""
        return (self.search, self.map, self.table)

    def show_ground(self, ground: Ground) -> None:
        """Draw the outlines, and say why they are not those that were wanted."""
        towns = [(name, at.latitude, at.longitude) for name, at in ground.gazetteer.towns()]
        self.map.show_regions(ground.regions, towns)
        self._note.setVisible(bool(ground.note))
        if ground.note:
            self._note.show_words(ground.note)

    def show_accounts(
        self, accounts: Sequence[MapAccount], dots: Sequence[MapDot], *, keep_place: bool
    ) -> None:
        """Fill list and map."""
        self.model.set_rows(accounts)
        self.map.show_dots(dots, keep_place=keep_place)
        self._total.set_words(self._count_words(accounts))

    def show_group(self, count: int | None) -> None:
        """Show that the list holds the accounts of one place."""
        self.group.setVisible(count is not None)
        if count is None:
            self.group.clear_value()
        else:
            words = n_("{count} account in one place", "{count} accounts in one place", count)
            self.group.set_value(words.format(count=count))

    def show_card(self, glance: AccountGlance | None) -> None:
        """Show an account and mark it."""
        self.card.show_glance(glance)
        self.map.choose(glance.summary.id if glance is not None else "")

    def _count_words(self, accounts: Sequence[MapAccount]) -> str:
        count = self._formats.count(len(accounts))
        words = n_("{count} account", "{count} accounts", len(accounts)).format(count=count)
        lost = sum(one.place is None for one in accounts)
        if not lost:
            return words
        missing = n_("{count} of unknown place", "{count} of unknown place", lost)
        return f"{words}·{missing.format(count=self._formats.count(lost))}"

    def _build(self) -> None:
        self.set_heading(_("Accounts"))
        self.set_actions([self.switch])
        self._grade.offer([(key, key) for key in _GRADES])
        statuses = entity_named("account").fields["status"].choices
        self._status.offer([(key, choice_label("account", "status", key)) for key in statuses])
        self.search.setFixedWidth(200)
        self.group.hide()
        self._note.hide()
        filters = row(
            self.search, self._grade, self._status, self.late, self.warned, STRETCH,
            gap=8, margins=(24, 10, 20, 10),
        )  # fmt: skip
        noted = row((self._note, 1), margins=(24, 10, 20, 0))
        canvas = column((self.map, 1), self._foot(), gap=8, margins=(24, 0, 20, 14))
        left = column(noted, filters, (canvas, 1), gap=0)
        counted = column(self._total, row(self.group, STRETCH), gap=6, margins=(20, 14, 12, 8))
        listed = row((self.table, 1), margins=(8, 0, 4, 0))
        side = SidePane(column(counted, (listed, 1), hline(), self.card, gap=0))
        self.setLayout(row((left, 1), side, gap=0))

    def _foot(self) -> QWidget:
        foot = QWidget()
        buttons = []
        for icon, words, act in (
            ("zoom-in", _("Nearer (+)"), lambda: self.map.zoom(_ZOOM)),
            ("zoom-out", _("Farther (-)"), lambda: self.map.zoom(1 / _ZOOM)),
            ("crosshair", _("Show all accounts (0)"), self.map.fit_all),
        ):
            button = IconButton(icon, words)
            button.clicked.connect(act)
            buttons.append(button)
        foot.setLayout(row(*buttons, 8, (MapLegend(), 1), gap=2))
        return foot

    def _connect(self) -> None:
        self.search.textChanged.connect(self.text_typed)
        self._grade.chosen.connect(self.classes_chosen)
        self._status.chosen.connect(self.statuses_chosen)
        self.late.toggled.connect(self.late_chosen)
        self.warned.toggled.connect(self.warned_chosen)
        self.group.cleared.connect(lambda: self.group_chosen.emit(()))
        self.map.dot_chosen.connect(self.account_chosen)
        self.map.group_chosen.connect(self.group_chosen)
        self.table.current_changed.connect(self._tell_current)
        self.table.row_opened.connect(lambda found: self.account_opened.emit(found.row.id))
        self.card.open_requested.connect(self.account_opened)
        self.card.closed.connect(lambda: self.account_chosen.emit(""))

    def _tell_current(self, account: MapAccount | None) -> None:
        if account is not None:
            self.account_chosen.emit(account.row.id)
