"""The place of the records as it is drawn: kinds at the left, the list of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.queries.records.forms import RecordRow
from ui.field_texts import entities_label
from ui.formats import Formats
from ui.screens.records.kind import RecordKind
from ui.screens.records.kind_list import KindList
from ui.screens.records.list_rows import KindGroup, ListLook
from ui.screens.records.record_list import RecordList
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.panel import vline
from ui.widgets.screen import Screen


class RecordsView(Screen):
    """Kinds and lists; the list of a kind is built when it is first wanted.

    Args:
        formats: Spells money, days and numbers.
        names_account: Whether rows say whose record they are.

    Signals:
        kind_chosen: Entity of a kind.
        text_typed, sort_requested, row_opened, rows_needed: As `RecordList`.
        new_requested: Make a record of the kind that is shown.
        debts_requested, lists_requested: All late debts; the lists of accounts for their credit.
    """

    kind_chosen = Signal(str)
    text_typed = Signal(str)
    sort_requested = Signal(str, bool)
    row_opened = Signal(str)
    new_requested = Signal()
    rows_needed = Signal(int, int, int)
    debts_requested = Signal()
    lists_requested = Signal()

    def __init__(self, formats: Formats, *, names_account: bool) -> None:
        super().__init__()
        self._formats, self._names_account = formats, names_account
        self._title = ""
        self._lists: dict[str, RecordList] = {}
        self.kinds = KindList()
        self._stack = QStackedWidget()
        self.new = Button("", "primary", "plus")
        self.new.clicked.connect(self.new_requested)
        self.debts = Button(_("Debts"), icon="banknote")
        self.debts.clicked.connect(self.debts_requested)
        self.lists = Button(_("Credit lists"), icon="scale")
        self.lists.clicked.connect(self.lists_requested)
        self.kinds.chosen.connect(self.kind_chosen)
        self.setLayout(row(self.kinds, vline(), (self._stack, 1), gap=0))

    def panes(self) -> Sequence[QWidget]:
        """Walk kinds, filter and list."""
        shown = self.shown()
        return (self.kinds, shown.search, shown.table) if shown else (self.kinds,)

    def shown(self) -> RecordList | None:
        """Return the list that is looked at."""
        found = self._stack.currentWidget()
        return found if isinstance(found, RecordList) else None

    def show_place(self, title: str) -> None:
        """Show whose records these are."""
        self._title = title

    def show_kinds(self, groups: Sequence[KindGroup], chosen: str) -> None:
        """Show the kinds, one of them chosen."""
        self.kinds.show_kinds(groups, chosen)
        self.set_heading(self._title, entities_label(chosen) if chosen else "")

    def choose_kind(self, entity: str) -> None:
        """Go to a kind, as a click on it would."""
        self.kind_chosen.emit(entity)

    def show_listing(self, kind: RecordKind, look: ListLook, *, keep_place: bool) -> int:
        """Show that many rows of a kind."""
        shown = self._lists.get(kind.entity) or self._build(kind)
        is_other = self._stack.currentWidget() is not shown
        if is_other and not look.is_filtered:
            shown.forget_text()
        self._stack.setCurrentWidget(shown)
        self.new.set_words(look.new_words)
        self.set_actions([*self._places(), *([self.new] if look.new_words else [])])
        self.new.setVisible(bool(look.new_words))
        return shown.show_listing(look, keep_place=keep_place and not is_other)

    def show_rows(self, answer: int, first: int, rows: Sequence[RecordRow]) -> None:
        """Fill in rows of the list that is shown."""
        shown = self.shown()
        if shown is not None:
            shown.show_rows(answer, first, rows)

    def _places(self) -> list[QWidget]:
        """Return what leads on from the records of all accounts."""
        return [self.debts, self.lists] if self._names_account else []

    def _build(self, kind: RecordKind) -> RecordList:
        made = RecordList(kind, self._formats, names_account=self._names_account)
        made.text_typed.connect(self.text_typed)
        made.sort_requested.connect(self.sort_requested)
        made.row_opened.connect(self.row_opened)
        made.new_requested.connect(self.new_requested)
        made.rows_needed.connect(self.rows_needed)
        self._lists[kind.entity] = made
        self._stack.addWidget(made)
        return made
