"""Asks what a new contract text begins with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.dialog import Dialog
from ui.widgets.layout import column


class NewTextDialog(Dialog):
    """One card for each beginning.

    Args:
        parent: Any widget of the window.
        beginnings: (key, title, note) of each.

    Signals:
        chosen: Key of the beginning.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, beginnings: Sequence[tuple[str, str, str]]) -> None:
        body = _("It becomes your draft; finance approves it before a contract begins with it.")
        super().__init__(parent, _("New contract text"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cards = {key: ChoiceCard(title, note, mark="radio") for key, title, note in beginnings}
        holder = QWidget()
        holder.setLayout(column(*self.cards.values(), gap=8))
        self.add_content(holder)
        next(iter(self.cards.values())).setChecked(True)
        self.add_button(_("Cancel"))
        begin = self.add_button(_("Begin the draft"), "primary", accepts=True, safe=True)
        begin.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(next(key for key, card in self.cards.items() if card.isChecked()))
