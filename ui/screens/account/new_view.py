"""The page that opens the file of a new account."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.forms.form_panel import FormPanel
from ui.forms.form_rows import FormView
from ui.screens.account.rows import LikelyView
from ui.texts import _
from ui.widgets.announce import announce
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import ClassMark, Icon
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_WIDEST = 760
_FILLS = 100  # takes what there is before the rest beside it does
_TYPING_PAUSE_MS = 200
_PANE, _NARROW_PANE = 340, 300


class NewAccountView(Screen):
    """The form; at its side accounts that may be the same.

    Signals:
        field_left: Name and value of a field that was left.
        name_typed: The name so far, after a pause in typing.
        save_requested, cancel_requested: The ways out.
        leaving_save_requested: Save, then emit `leave_requested`.
        account_requested: Id of a likely account to be opened.
    """

    field_left = Signal(str, object)
    name_typed = Signal(str)
    save_requested = Signal()
    leaving_save_requested = Signal()
    cancel_requested = Signal()
    account_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: FormPanel | None = None
        self._place = QVBoxLayout()
        self._likely = QVBoxLayout()
        self._likely.setSpacing(12)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._tell_name)
        cancel, save = Button(_("Cancel")), Button(_("Save account"), "primary")
        cancel.clicked.connect(self.cancel_requested)
        save.clicked.connect(self.save_requested)
        self.set_heading(_("New account"))
        self.set_actions([cancel, save])
        self.setLayout(row((self._middle(), 1), self._side(), gap=0))
        self.show_likely(())

    def show_form(self, form: FormView) -> FormPanel:
        """Show the empty form."""
        self.forget_form()
        self.fields = FormPanel(form)
        self._place.addWidget(self.fields)
        self.fields.field_left.connect(self.field_left)
        self.fields.save_requested.connect(self.save_requested)
        self.fields.cancel_requested.connect(self.cancel_requested)
        name = self.fields.field("name").editor
        if isinstance(name, QLineEdit):
            name.textEdited.connect(lambda _words: self._pause.start())
        return self.fields

    def forget_form(self) -> None:
        """Leaving loses nothing any more."""
        self._pause.stop()
        self.fields = None
        clear_layout(self._place)

    def show_likely(self, accounts: Sequence[LikelyView]) -> None:
        """Show accounts that may be the same."""
        clear_layout(self._likely)
        if not accounts:
            words = _("Accounts with a like name, number, code or address show here.")
            self._likely.addWidget(Text(words, "dense", "text3", wrap=True))
            return
        for account in accounts:
            self._likely.addWidget(self._likely_row(account))
        names = ", ".join(account.name for account in accounts)
        announce(self, _("May exist already: {names}").format(names=names))

    def leave_allowed(self) -> bool:
        """Ask first when something was typed."""
        if self.fields is None or not self.fields.is_changed():
            return True
        self.ask_to_leave(
            _("The new account has not been saved."),
            save=self.leaving_save_requested.emit,
            verb=_("Save account"),
        )
        return False

    def panes(self) -> Sequence[QWidget]:
        """Return form and side for F6."""
        return (self._scroll, self._pane)

    def _middle(self) -> QWidget:
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        body.setLayout(column(self._place, STRETCH, gap=0, margins=(24, 18, 20, 18)))
        self._scroll = ScrollColumn(row((body, _FILLS), STRETCH, gap=0))
        return self._scroll

    def _side(self) -> QWidget:
        heading = SectionHeading(_("May exist already"))
        inner = column(heading, self._likely, STRETCH, gap=12, margins=(20, 16, 18, 12))
        self._pane = SidePane(column((ScrollColumn(inner), 1)), wide=_PANE, narrow=_NARROW_PANE)
        return self._pane

    def _likely_row(self, account: LikelyView) -> QWidget:
        holder = QWidget()
        mark = ClassMark(account.grade) if account.grade else Icon("building-2", "text3")
        words = column(
            Text(account.name, "dense-m", elide=True),
            Text(account.note, "meta", "text2", elide=True),
            Text(account.why, "meta", account.role, elide=True) if account.why else None,
            gap=0,
        )
        opener = Button(_("Open"), "link")
        opener.clicked.connect(partial(self.account_requested.emit, account.id))
        holder.setLayout(row(mark, (words, 1), opener, gap=10))
        return holder

    def _tell_name(self) -> None:
        name = self.fields.field("name").editor if self.fields else None
        if isinstance(name, QLineEdit):
            self.name_typed.emit(name.text())
