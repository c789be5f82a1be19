"""Step 3: the passphrase that opens the book on this computer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.first_run.page import Page, fact_line, form_column
from ui.screens.first_run.passphrase_words import Judgement, RuleState
from ui.texts import _
from ui.widgets.editors import PassphraseEdit
from ui.widgets.fields import Field
from ui.widgets.layout import clear_layout, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text

_SIGNS: Final[dict[RuleState, tuple[str, str]]] = {
    "open": ("circle", "text3"),
    "kept": ("circle-check", "ok"),
    "broken": ("circle-alert", "bad"),
}


class PassphrasePage(Page):
    """Twice the passphrase, and live what it is worth.

    Signals:
        submitted: Enter was pressed in the second field.
        typed: Carries the passphrase so far.
    """

    submitted = Signal()
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("Set the passphrase"),
            _("It opens the book on this computer, also without a network. It is not the server's"
              " password, and nobody can reset it."),
        )  # fmt: skip
        self._first, self._second = PassphraseEdit(big=True), PassphraseEdit(big=True)
        self._first.setObjectName("new_passphrase")
        self._second.setObjectName("passphrase_again")
        self._first.returnPressed.connect(self._go_on)
        self._second.returnPressed.connect(self.submitted)
        self._first.textChanged.connect(self._changed)
        self._strength = Text("", "meta-m", "text3")
        self.passphrase = Field(_("Passphrase"), self._first, aside=self._strength)
        self.again = Field(_("Once more"), self._second)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(6)
        tip = _("Four words with spaces are easy to type and hard to guess.")
        self.fill(
            form_column(self.passphrase, self._rules, self.again), 18, fact_line("key-round", tip)
        )

    def values(self) -> tuple[str, str]:
        """Return what was typed, twice."""
        return self._first.text(), self._second.text()

    def fill_in(self, first: str, second: str) -> None:
        """Put back what was typed."""
        self._first.setText(first)
        self._second.setText(second)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_judgement(self, judgement: Judgement) -> None:
        """Show the word for the strength and which rules are kept."""
        self._strength.set_words(judgement.word)
        self._strength.set_role(judgement.tone)
        clear_layout(self._rules)
        for words, state in judgement.rules:
            icon, role = _SIGNS[state]
            label = Text(words, "meta", "text2" if state == "kept" else role)
            self._rules.addLayout(row(Icon(icon, role, 14), (label, 1), gap=7))

    def _changed(self, text: str) -> None:
        self.passphrase.clear_note()
        self.again.clear_note()
        self.typed.emit(text)

    def _go_on(self) -> None:
        if self._second.text():
            self.submitted.emit()
        else:
            self._second.setFocus(Qt.FocusReason.TabFocusReason)
