"""Asks what the contract calls a file that becomes part of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contracts.annexes import LONGEST_TITLE
from ui.screens.contract.annexes.rows import AnnexQuestion
from ui.screens.files.panel import shortened
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_OFFERED = 5


class AnnexDialog(Dialog):
    """The name, and what the contract already names without a file.

    Signals:
        named: The name.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget, question: AnnexQuestion) -> None:
        body = _("It becomes part of the contract: its name and digest are printed in its list.")
        super().__init__(parent, _("Add an annex"), body)
        file = column(
            Text(question.file_name, "body-m", elide=True),
            Text(question.facts, "meta", "text2"),
            Text(question.digest, "micro", "text3", wrap=True),
            gap=2,
            margins=(12, 9, 12, 9),
        )
        self.add_content(Panel(file, "inset"))
        self.title = LineEdit(question.title)
        self.title.setMaxLength(LONGEST_TITLE)
        self.field = Field(_("Name in the contract"), self.title, required=True)
        self.add_content(self.field)
        self.offers: list[Button] = []
        if question.open_titles:
            self.add_content(self._offered(question.open_titles[:_OFFERED]))
        self.add_button(_("Cancel"))
        self.act = self.add_button(_("Add"), "primary", closes=False)
        self.act.clicked.connect(self._tell)
        self.title.setFocus()
        self.title.selectAll()

    def show_error(self, words: str) -> None:
        """Say why it is refused."""
        self.field.show_error(words)
        self.title.setFocus()
        self.adjustSize()

    def _offered(self, titles: tuple[str, ...]) -> QWidget:
        for title in titles:
            button = Button(shortened(title), "link")
            button.clicked.connect(partial(self._take, title))
            self.offers.append(button)
        lines = [row(button, STRETCH) for button in self.offers]
        holder = QWidget()
        lead = Text(_("Named in the contract, without a file"), "meta-m", "text2")
        holder.setLayout(column(lead, *lines, gap=2))
        return holder

    def _take(self, title: str) -> None:
        self.title.setText(title)
        self.field.clear_note()

    def _tell(self) -> None:
        self.field.clear_note()
        self.named.emit(self.title.text())
