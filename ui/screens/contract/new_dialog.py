"""The choice for a new contract: which account, which text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Name
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.contract.new_presenter import AccountChoice, TemplateChoice
from ui.texts import _
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.marks import ClassMark
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_WIDTH = 560
_LIST_HEIGHT = 212
_TYPING_PAUSE_MS = 80


class NewContractDialog(Dialog):
    """Account and template.

    Args:
        parent: The window.
        asks_account: Whether the account is still to be chosen.
        body: What it begins with; empty for nothing.

    Signals:
        text_typed: The user looks for an account.
        account_chosen: Id of the account.
        create_requested: Id of the template, empty while none is chosen.
    """

    text_typed = Signal(str)
    account_chosen = Signal(str)
    create_requested = Signal(str)

    def __init__(self, parent: QWidget, *, asks_account: bool, body: str = "") -> None:
        super().__init__(parent, _("New contract"), body, width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cards: dict[str, ChoiceCard] = {}
        self.search = LineEdit(placeholder=_("Name, pinyin, phone"), lead="search")
        self.search.setAccessibleName(_("Account"))
        self.model = RowTableModel[AccountChoice](
            (Column("name", _("Account"), lambda each: Name(each.name, each.sub, each.grade)),)
        )
        self.table = RowTable(self.model, two_lines=True, head=False, name=_("Accounts"))
        self.table.setFixedHeight(_LIST_HEIGHT)
        self._chosen = QVBoxLayout()
        self._templates = QVBoxLayout()
        self._templates.setSpacing(8)
        self._error = Text("", "dense", "bad", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._lay_out(asks_account=asks_account)
        self._connect()

    def show_accounts(self, accounts: Sequence[AccountChoice]) -> None:
        """Offer accounts."""
        self.model.set_rows(list(accounts))

    def show_account(self, account: AccountChoice) -> None:
        """Show the account that was chosen."""
        clear_layout(self._chosen)
        words = column(
            Text(account.name, "body-m", elide=True),
            Text(account.sub, "meta", "text3", elide=True),
            gap=1,
        )
        mark = ClassMark(account.grade) if account.grade else None
        self._chosen.addWidget(
            Panel(row(mark, (words, 1), gap=10, margins=(12, 8, 12, 8)), "inset")
        )

    def show_templates(self, templates: Sequence[TemplateChoice]) -> None:
        """Offer templates; the first is chosen."""
        clear_layout(self._templates)
        self.cards = {each.id: ChoiceCard(each.name, each.note, mark="radio") for each in templates}
        for number, card in enumerate(self.cards.values()):
            card.setChecked(number == 0)
            self._templates.addWidget(card)
        self.adjustSize()

    def show_error(self, words: str) -> None:
        """Say why no contract was made."""
        self._error.set_words(words)
        self._error.setVisible(bool(words))
        self.adjustSize()

    def error_words(self) -> str:
        """Return the sentence at the foot."""
        return self._error.text()

    def show_busy(self, *, is_busy: bool) -> None:
        """Keep the user from making two."""
        self.begin_button.setEnabled(not is_busy)

    def close_made(self) -> None:
        """Close: the contract is made."""
        self.accept()

    def _lay_out(self, *, asks_account: bool) -> None:
        chooser = column(self.search, self.table, gap=8) if asks_account else None
        account = column(Text(_("Account"), "meta-m", "text2"), self._chosen, chooser, gap=5)
        texts = column(Text(_("Text of the contract"), "meta-m", "text2"), self._templates, gap=5)
        self.add_content(Panel(account))
        self.add_content(Panel(texts))
        self.add_content(self._error)
        self._error.hide()
        self.add_button(_("Cancel"))
        self.begin_button = self.add_button(_("Begin the contract"), "primary", closes=False)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.table.current_changed.connect(self._choose)
        self.table.row_opened.connect(lambda _account: self._ask())
        self.begin_button.clicked.connect(partial(self._ask))

    def _choose(self, account: AccountChoice | None) -> None:
        self.show_error("")
        if account is not None:
            self.account_chosen.emit(account.id)

    def _ask(self, *_checked: object) -> None:
        self.show_error("")
        chosen = next((key for key, card in self.cards.items() if card.isChecked()), "")
        self.create_requested.emit(chosen)
