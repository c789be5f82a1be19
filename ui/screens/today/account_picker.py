"""Chooses the account of a visit that is about to be logged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.screens.today.row_button import RowButton
from ui.screens.today.rows import FoundAccount
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import ClassMark
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_TYPING_PAUSE_MS = 120
_LIST_HEIGHT = 320
_CLASS_SIZE = 22


class AccountPicker(Dialog):
    """Today's open stops first; what is typed finds any account.

    Enter takes the first one, the arrows walk through the list.
    """

    typed = Signal(str)
    chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Log a visit to which account?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._buttons_shown: list[RowButton] = []
        self._box = LineEdit(
            placeholder=_("Name, pinyin, initials, phone or credit code"), lead="search"
        )
        self._box.setAccessibleName(_("Account"))
        self._list = column(gap=0)
        holder = ScrollColumn(column(self._list, STRETCH, gap=0))
        holder.setFixedHeight(_LIST_HEIGHT)
        content = QWidget()
        content.setLayout(column(self._box, holder, gap=8))
        self.add_content(content)
        self.add_button(_("Close"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self._box.text().strip()))
        self._box.textEdited.connect(lambda _words: self._pause.start())
        self._box.returnPressed.connect(self._take_first)

    def open(self) -> None:
        """Open with the keyboard in the search box."""
        super().open()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, accounts: Sequence[FoundAccount]) -> None:
        """Show what was found."""
        clear_layout(self._list)
        self._buttons_shown = [self._make_row(account) for account in accounts]
        for button in self._buttons_shown:
            self._list.addWidget(button)
        if not accounts:
            words = _("No account found. Try fewer letters.")
            if not self._box.text().strip():
                words = _("Type to find an account.")
            self._list.addLayout(row(Text(words, "dense", "text3"), margins=(8, 12, 8, 12)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._buttons_shown:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        places = [at for at, button in enumerate(self._buttons_shown) if button is focus]
        at = places[0] + step if places else 0
        if at < 0:
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at < len(self._buttons_shown):
            self._buttons_shown[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_first(self) -> None:
        # A search that is still to come would make Enter take a row of the last one.
        if self._pause.isActive():
            self._pause.stop()
            self.typed.emit(self._box.text().strip())
        elif self._buttons_shown:
            self._buttons_shown[0].click()

    def _make_row(self, account: FoundAccount) -> RowButton:
        words = column(
            Text(account.name, "body-m", elide=True),
            Text(account.note, "meta", "text3", elide=True),
            gap=0,
        )
        mark = ClassMark(account.grade, _CLASS_SIZE)
        content = row(mark, (words, 1), gap=12, margins=(8, 7, 8, 7))
        made = RowButton(f"{account.name}. {account.note}", content)
        made.clicked.connect(partial(self._choose, account))
        return made

    def _choose(self, account: FoundAccount) -> None:
        self.chosen.emit(account.account_id, account.plan_id)
        self.accept()
