"""The lines below the credit of an account, and the dialog that asks which terms hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.field_texts import field_label
from ui.screens.account.money.agreement_rows import AgreementLine, TermsForm
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text


class TermsDialog(Dialog):
    """Asks which of the company's terms hold for an account.

    Signals:
        given: Id of the terms, what differs and why.
    """

    given = Signal(str, str)

    def __init__(self, parent: QWidget, form: TermsForm) -> None:
        body = _("Only terms that the management has approved can be chosen.")
        super().__init__(parent, _("Terms for sales on credit"), body)
        self.terms = ComboBox(form.choices)
        self.terms.choose(form.chosen)
        self.deviation = LineEdit()
        self.deviation.setText(form.deviation)
        self.add_content(Field(p_("payment", "Terms"), self.terms))
        self.add_content(Field(field_label("account", "terms_deviation"), self.deviation))
        self.add_button(_("Cancel"), safe=True)
        self.act = self.add_button(_("Save"), "primary", closes=False)
        self.act.clicked.connect(
            lambda: self.given.emit(self.terms.key() or "", self.deviation.text())
        )


class AgreementPanel(QWidget):
    """Terms, and what is due; hidden while there is nothing to say.

    Signals:
        requested: Key of a line.
        given: Id of the terms, what differs and why.
    """

    requested = Signal(str)
    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.dialog: TermsDialog | None = None
        self.buttons: dict[str, Button] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.setLayout(column(self._lines, gap=0, margins=(2, 8, 2, 0)))
        self.hide()

    def show_lines(self, lines: Sequence[AgreementLine]) -> None:
        """Show what holds and what is due."""
        clear_layout(self._lines)
        self.buttons = {}
        for line in lines:
            words = Text(line.words, "dense", "text2", wrap=True)
            link = None
            if line.verb:
                link = self.buttons[line.key] = Button(line.verb, "link")
                link.clicked.connect(partial(self.requested.emit, line.key))
            self._lines.addLayout(row(Icon(line.icon, "text3"), (words, 1), link, gap=8))
        self.setVisible(bool(lines))

    def ask_terms(self, form: TermsForm) -> None:
        """Ask which terms hold."""
        self.close_question()
        self.dialog = TermsDialog(self, form)
        self.dialog.given.connect(self.given)
        self.dialog.rejected.connect(self.close_question)
        self.dialog.open()

    def close_question(self) -> None:
        """Close what asks."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()
