"""The unlock form: whose book it is, one field, and what is good to know before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.screens.trouble import Trouble
from ui.screens.unlock.caps_watch import CapsWatch
from ui.screens.unlock.presenter import ProfileLine
from ui.texts import _
from ui.widgets.busy_button import BusyButton
from ui.widgets.buttons import Button
from ui.widgets.editors import PassphraseEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Avatar, Icon
from ui.widgets.notice import Notice
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_FORM_WIDTH = 360
_SECOND_MS = 1000


class UnlockView(QWidget):
    """The form in the middle of its sheet.

    Signals:
        unlock_requested: Carries the passphrase.
        profile_chosen: Carries the index of another profile.
        other_requested: Another server or user.
        action_requested: Carries the key of a notice's link.
        second_passed: While a wait is counted down.
    """

    unlock_requested = Signal(str)
    profile_chosen = Signal(int)
    other_requested = Signal()
    action_requested = Signal(str)
    second_passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._who = QHBoxLayout()
        self._menu_row = row(STRETCH, gap=0)
        self._passphrase = PassphraseEdit(big=True)
        self._passphrase.setObjectName("passphrase")
        self._field = Field(_("Passphrase"), self._passphrase)
        self._notice = Notice(space_below=16)
        self._button = BusyButton(_("Unlock"), _("Unlocking …"), wide=True)
        self._button.setObjectName("unlock")
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._lay_out()
        self._connect()

    def show_profiles(self, profiles: Sequence[ProfileLine], chosen: int) -> None:
        """Show whose book is opened, and offer the others."""
        line = profiles[chosen]
        clear_layout(self._who)
        place = Text(line.place, "dense", "text3", elide=True)
        names = column(Text(line.name, "title", elide=True), place, gap=1)
        self._who.addWidget(Avatar(line.name.upper(), "accent", 52))
        self._who.addSpacing(14)
        self._who.addLayout(names, 1)
        clear_layout(self._menu_row)
        self._menu_row.addStretch(1)
        self._menu_row.addWidget(self._others_button(profiles, chosen))

    def show_busy(self, *, busy: bool) -> None:
        """Say that unlocking goes on."""
        self._button.show_busy(busy=busy)

    def show_passphrase_error(self, words: str) -> None:
        """Refuse the passphrase beside its field."""
        if words:
            self._field.show_error(words)
        else:
            self._field.clear_note()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show what stands in the way besides the passphrase."""
        self._notice.hide()
        if trouble is not None:
            self._notice.show_words(
                trouble.words, tone=trouble.tone, icon=trouble.icon, actions=trouble.actions
            )

    def show_waiting(self, *, waiting: bool) -> None:
        """Close the button while a wait is counted down."""
        self._button.show_closed(closed=waiting)
        if waiting:
            self._seconds.start()
        else:
            self._seconds.stop()

    def ask_again(self) -> None:
        """Put the keyboard into the field, what was typed selected."""
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self._passphrase.selectAll()

    def typed(self) -> str:
        """Return what stands in the field, for a view built anew."""
        return self._passphrase.text()

    def retype(self, text: str) -> None:
        """Put back what stood in the field."""
        self._passphrase.setText(text)

    def _lay_out(self) -> None:
        self._notice.hide()
        form = QWidget()
        form.setFixedWidth(_FORM_WIDTH)
        form.setLayout(
            column(
                self._who, 28, self._notice, self._field, 10, self._button, 8, self._menu_row,
                20, hline(), 18, *_facts(), gap=0, margins=(4, 12, 4, 12),
            )
        )  # fmt: skip
        middle = column(STRETCH, row(STRETCH, form, STRETCH, gap=0), STRETCH, gap=0)
        self.setLayout(column(ScrollColumn(middle), gap=0))

    def _connect(self) -> None:
        self._passphrase.returnPressed.connect(self._submit)
        self._button.clicked.connect(self._submit)
        self._notice.acted.connect(self.action_requested)
        self._seconds.timeout.connect(self.second_passed)
        CapsWatch(self._passphrase).changed.connect(self._show_caps)

    def _submit(self) -> None:
        self.unlock_requested.emit(self._passphrase.text())

    def _show_caps(self, on: bool) -> None:
        self._field.show_hint(_("Caps Lock is on") if on else "")

    def _others_button(self, profiles: Sequence[ProfileLine], chosen: int) -> Button:
        if len(profiles) == 1:
            button = Button(_("Use another server or user"), "ghost")
            button.setObjectName("other")
            button.clicked.connect(self.other_requested)
            return button
        button = Button(_("Someone else"), "ghost")
        menu = QMenu(button)
        for index, line in enumerate(profiles):
            action = menu.addAction(f"{line.name}  {line.place}")
            action.setCheckable(True)
            action.setChecked(index == chosen)
            action.triggered.connect(partial(self._choose, index))
        menu.addSeparator()
        menu.addAction(_("Another server or user …")).triggered.connect(self.other_requested)
        button.setMenu(menu)
        return button

    def _choose(self, index: int) -> None:
        self._passphrase.clear()
        self.profile_chosen.emit(index)


def _facts() -> list[QWidget | int]:
    facts = (
        ("wifi-off", _("Unlocking needs no network"), ""),
        ("lock", _("Encrypted on this computer"), _("Only the passphrase opens it")),
        (
            "key-round",
            _("Nobody can reset the passphrase"),
            _("Forgotten: sign in online and set this computer up again"),
        ),
    )
    parts: list[QWidget | int] = []
    for icon, words, note in facts:
        parts += [_fact(icon, words, note), 12]
    return parts


def _fact(icon: str, words: str, note: str) -> QWidget:
    below = Text(note, "meta", "text3", wrap=True) if note else None
    line = QWidget()
    sign = column(2, Icon(icon), STRETCH, gap=0)
    line.setLayout(row(sign, (column(Text(words, "dense"), below, gap=0), 1), gap=12))
    return line
