"""Who is responsible and who works along, what waits for the head, and who had it before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.screens.account.owner.handover_dialog import HandoverDialog
from ui.screens.account.owner.rows import (
    HandoverView,
    MemberView,
    OwnershipView,
    RequestView,
)
from ui.screens.account.owner.words import sum_words
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Avatar, Icon
from ui.widgets.text import Text

_BUTTON = 28
_AVATAR = 28
_PERSON = 256
_A_ROW = 3
_THINGS_SHOWN = 5
_HISTORY_SHOWN = 6


class HandoverAsking:
    """One dialog at a time, above a page or a list.

    Args:
        page: What it floats above.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.dialog: HandoverDialog | None = None

    def open(self, asked: HandoverView) -> HandoverDialog:
        """Ask; the answer comes as the dialog's `act_requested`."""
        self.close()
        self.dialog = HandoverDialog(self._page, asked)
        self.dialog.rejected.connect(self.close)
        self.dialog.open()
        return self.dialog

    def close(self) -> None:
        """Close it."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()


class OwnershipPanel(QWidget):
    """Owner, team, requests and history of an account.

    Signals:
        claim_requested, handover_requested, release_requested, naming_requested: Ask for it.
        removal_requested: Id of somebody of the team.
        decision_requested: Id of a request, and whether it is approved.
        mark_requested: A mark of the office, and whether it is to be set.
        answered: Person, part in the team and reason, from the dialog.
    """

    claim_requested = Signal()
    handover_requested = Signal()
    release_requested = Signal()
    naming_requested = Signal()
    removal_requested = Signal(str)
    decision_requested = Signal(str, bool)
    mark_requested = Signal(str, bool)
    answered = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.asking = HandoverAsking(self)
        self._name = IconButton("plus", _("Name somebody for the team"), size=_BUTTON)
        self._give = Button(_("Hand over…"), "link")
        self._release = Button(_("Give back to pool"), "link")
        self._claim = Button(p_("account", "Claim"), "link")
        self._name.clicked.connect(self.naming_requested)
        self._give.clicked.connect(self.handover_requested)
        self._release.clicked.connect(self.release_requested)
        self._claim.clicked.connect(self.claim_requested)
        self._shown: OwnershipView | None = None
        self._menu = QMenu(self)
        self._more = IconButton("ellipsis", _("Marks of the office"), size=_BUTTON)
        self._more.clicked.connect(self._open_menu)
        self._body = QVBoxLayout()
        self._body.setSpacing(10)
        actions = QWidget()
        actions.setLayout(
            row(self._claim, self._give, self._release, self._name, self._more, gap=10)
        )
        heading = SectionHeading(_("Responsible and team"), None, "", actions)
        self.setLayout(column(heading, self._body, gap=10))

    def show_ownership(self, view: OwnershipView) -> None:
        """Show whose the account is and what can be done."""
        self._claim.setVisible(view.can_claim)
        self._give.setVisible(view.can_give)
        self._release.setVisible(view.can_give)
        self._name.setVisible(view.can_name)
        self._more.setVisible(bool(view.marks))
        if view == self._shown:
            return
        self._shown = view
        clear_layout(self._body)
        for request in view.requests:
            self._body.addWidget(self._request(request))
        for start in range(0, len(view.people), _A_ROW):
            some = [self._person(one) for one in view.people[start : start + _A_ROW]]
            self._body.addLayout(row(*some, STRETCH, gap=16))
        if not view.people:
            words = _("Nobody has this account. It lies in the pool of the sector.")
            self._body.addWidget(Text(words, "dense", "text3", wrap=True))
        if view.history:
            lines = [Text(words, "meta", "text3", elide=True) for words in view.history]
            self._body.addLayout(column(*lines[:_HISTORY_SHOWN], gap=3))

    def open_dialog(self, asked: HandoverView) -> None:
        """Ask who gets it, or who joins."""
        self.asking.open(asked).act_requested.connect(self.answered)

    def close_dialog(self) -> None:
        """Close it."""
        self.asking.close()

    def _open_menu(self) -> None:
        self._menu.clear()
        for mark, on, words in self._shown.marks if self._shown else ():
            action = self._menu.addAction(words)
            action.triggered.connect(partial(self.mark_requested.emit, mark, on))
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _person(self, member: MemberView) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(_PERSON)
        words = column(
            Text(member.name, "dense-m", elide=True),
            Text(member.role, "meta", "text2", elide=True),
            gap=0,
        )
        remove = None
        if member.can_remove:
            remove = IconButton("x", _("Take {name} out").format(name=member.name), size=_BUTTON)
            remove.clicked.connect(partial(self.removal_requested.emit, member.id))
        avatar = Avatar(member.name, "quiet" if member.id else "accent", _AVATAR)
        holder.setLayout(row(avatar, (words, 1), remove, gap=8))
        return holder

    def _request(self, request: RequestView) -> QWidget:
        buttons: list[QWidget] = []
        if request.can_decide:
            decline, approve = Button(_("Decline")), Button(_("Approve"), "primary")
            decline.clicked.connect(partial(self.decision_requested.emit, request.id, False))
            approve.clicked.connect(partial(self.decision_requested.emit, request.id, True))
            buttons = [decline, approve]
        head = row(
            Icon("hourglass", "warn"), (Text(request.words, "dense-m", wrap=True), 1), *buttons,
            gap=8,
        )  # fmt: skip
        holder = QWidget()
        holder.setLayout(column(head, *_things(request.things), gap=4))
        return holder


def _things(things: Sequence[str]) -> list[QWidget]:
    if not things:
        return []
    lines: list[QWidget] = [Text(sum_words(things), "meta", "text2")]
    lines += [Text(words, "meta", "text3", elide=True) for words in things[:_THINGS_SHOWN]]
    return lines
