"""Asks of which account an order or a return is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.field_texts import choice_label
from ui.models.cells import Name
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.texts import _
from ui.widgets.choice_row import Segment
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit

_WIDTH = 520
_LIST_HEIGHT = 260
_TYPING_PAUSE_MS = 80


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """An account that may order."""

    id: str
    name: str
    sub: str
    grade: str


class OrderAccountDialog(Dialog):
    """Order or return, and whose.

    Signals:
        text_typed: The user looks for an account.
        begun: Id of the account, and "order" or "return".
    """

    text_typed = Signal(str)
    begun = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("New order"), width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = [(key, choice_label("field_order", "kind", key)) for key in ("order", "return")]
        self.kind = Segment(kinds)
        self.search = LineEdit(placeholder=_("Name, pinyin, phone"), lead="search")
        self.search.setAccessibleName(_("Account"))
        self.model = RowTableModel[AccountChoice](
            (Column("name", _("Account"), lambda each: Name(each.name, each.sub, each.grade)),)
        )
        self.table = RowTable(self.model, two_lines=True, head=False, name=_("Accounts"))
        self.table.setFixedHeight(_LIST_HEIGHT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        for part in (self.kind, self.search, self.table):
            self.add_content(part)
        self.add_button(_("Cancel"))
        self.begin = self.add_button(_("Take the order"), "primary", closes=False)
        self._connect()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_accounts(self, accounts: Sequence[AccountChoice]) -> None:
        """Offer accounts; the first is chosen."""
        self.model.set_rows(accounts)
        if accounts:
            self.table.select_row(0)
        self.begin.setEnabled(bool(accounts))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._begin)
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.table.row_opened.connect(lambda _account: self._begin())
        self.begin.clicked.connect(self._begin)

    def _begin(self, *_checked: object) -> None:
        chosen = self.table.selected_rows()
        if chosen:
            self.accept()
            self.begun.emit(chosen[0].id, self.kind.current())
