"""The foot of the account list while rows are ticked: count, totals, and who is to have them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from ui.screens.account.owner.panel import HandoverAsking
from ui.screens.account.owner.rows import HandoverView
from ui.screens.papers.menu import ACCOUNT_PAPERS, add_papers
from ui.texts import _, p_
from ui.widgets.blocks import SelectionBar


class SelectionFoot(SelectionBar):
    """Hands accounts over, gives them back, claims them.

    Signals:
        handover_requested: Ids of the ticked accounts, and how they are to change hands.
        handover_answered: Person, part and reason from the dialog.
        papers_requested: Ids of the ticked accounts, and the kind of paper to print of them.
    """

    handover_requested = Signal(object, str)
    handover_answered = Signal(str, str, str)
    papers_requested = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.asking = HandoverAsking(self)
        self._ids: tuple[str, ...] = ()
        hand_over = self.add_action(_("Hand over…"), "users-round")
        release = self.add_action(_("Give back to pool"), "undo-2")
        claim = self.add_action(p_("account", "Claim"), "user-round-check")
        self._papers = self.add_action(_("Print…"), "printer")
        self._papers.clicked.connect(self._open_papers)
        for button, kind in ((hand_over, "hand_over"), (release, "release"), (claim, "claim")):
            button.clicked.connect(partial(self._ask, kind))

    def choose(self, account_ids: Sequence[str]) -> None:
        """Take note of the ticked accounts."""
        self._ids = tuple(account_ids)

    def open_dialog(self, asked: HandoverView) -> None:
        """Ask who gets them."""
        self.asking.open(asked).act_requested.connect(self.handover_answered)

    def close_dialog(self) -> None:
        """Close it; what was ticked is done with."""
        self.asking.close()
        self.cleared.emit()

    def _open_papers(self) -> None:
        menu = QMenu(self)
        add_papers(menu, ACCOUNT_PAPERS, lambda kind: self.papers_requested.emit(self._ids, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._papers.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _ask(self, kind: str) -> None:
        self.handover_requested.emit(self._ids, kind)
