"""Draws one order or return and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.screens.context import Clock
from ui.screens.orders.check_panel import CheckPanel
from ui.screens.orders.head_part import HeadPart
from ui.screens.orders.line_grid import GoodsGrid
from ui.screens.orders.product_picker import ProductPicker
from ui.screens.orders.reason_dialog import ReasonDialog
from ui.screens.orders.rows import CheckView, HeadView, LineView, ProductChoice
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.dialog import ask
from ui.widgets.draft_page import DraftPage
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import ClassMark, Tag
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.read_edit import enter_unread
from ui.widgets.text import Text

_PAUSE_MS = 400


class OrderView(DraftPage):
    """Head, goods and total; the credit check at the side.

    Signals:
        product_taken, head_edited: What was added, what was changed above the goods.
        paused: The hands rest: keep the draft now.
        send_requested, discard_requested, cancel_requested, confirm_requested,
        deliver_requested: Steps of the order.
        refuse_given, revoke_given: Steps that say why.
        account_requested: The user wants to look at the account.

    Attributes:
        goods: The lines.
    """

    product_taken = Signal(str)
    head_edited = Signal(str, object)
    paused = Signal()
    send_requested = Signal()
    discard_requested = Signal()
    cancel_requested = Signal()
    confirm_requested = Signal()
    deliver_requested = Signal()
    refuse_given = Signal(str)
    revoke_given = Signal(str)
    account_requested = Signal()
    quote_requested = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._head: HeadView | None = None
        self.head = HeadPart(clock.today())
        self.picker = ProductPicker()
        self.goods = GoodsGrid()
        self.check = CheckPanel()
        self._empty = Text(_("No goods yet: find a product above."), "dense", "text3")
        self._decision = Text("", "dense", "text2", wrap=True)
        self._total = Text("", "section")
        self._kept = Text("", "meta", "text3", elide=True)
        self._fault = Text("", "dense", "bad", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self._lay_out()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk goods and check."""
        return (self._scroll, self._side)

    def keep_typed(self) -> None:
        """Keep the draft now."""
        self.paused.emit()

    def show_head(self, head: HeadView) -> None:
        """Show whose order it is and where it stands."""
        is_first = self._head is None
        self._head = head
        before = [ClassMark(head.grade, 26)] if head.grade else []
        state = Tag(head.state, head.tone, head.icon)
        self.set_heading(f"{head.title} · {head.account}", before=before, after=[state])
        self.head.show_head(head)
        self.picker.setVisible(head.is_editable)
        self._decision.set_words(head.decision)
        self._decision.setVisible(bool(head.decision))
        self.set_actions(self._buttons(head))
        if is_first and head.is_editable:
            QTimer.singleShot(0, self.picker, self.picker.setFocus)

    def fix_day(self) -> None:
        """The order is kept: its day does not change any more."""
        self.head.fix_day()

    def show_products(self, products: Sequence[ProductChoice]) -> None:
        """Offer products."""
        self.picker.set_products(products)

    def show_lines(self, lines: Sequence[LineView], *, enter: int | None) -> None:
        """Show the goods."""
        head = self._head
        is_return, is_editable = (head.is_return, head.is_editable) if head else (False, False)
        self.goods.show_lines(lines, is_return=is_return, is_editable=is_editable)
        self._empty.setVisible(not lines)
        if enter is not None:
            self.goods.enter(enter)

    def show_amounts(self, amounts: Sequence[str], total: str) -> None:
        """Show what the lines come to."""
        self.goods.show_amounts(amounts)
        self._total.set_words(total)

    def show_check(self, check: CheckView) -> None:
        """Show the credit check."""
        self.check.show_check(check)

    def show_faults(self, faults: Sequence[tuple[str, str]], *, go: bool) -> None:
        """Mark what is wrong; what belongs to no box stands at the foot."""
        self.goods.show_faults(faults)
        self.head.show_faults(dict(faults))
        loose = [words for name, words in faults if not _has_box(name)]
        self._fault.set_words(loose[0] if loose else "")
        self._fault.setVisible(bool(loose))
        if go and faults:
            self._enter(faults[0][0])

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Say whether the draft is kept."""
        super().show_unsaved(unsaved=unsaved)
        self._kept.set_words("" if unsaved else _("Draft kept on this device"))
        if unsaved:
            self._pause.start()

    def _enter(self, field: str) -> None:
        if self.head.enter(field):
            return
        _line, _dot, rest = field.partition(".")
        place, _dot, name = rest.partition(".")
        if place.isdecimal():
            self.goods.enter(int(place), name)
        else:
            self.picker.setFocus()

    def _buttons(self, head: HeadView) -> list[QWidget]:
        offered = (
            ("discard", _("Throw away…"), "plain", self._ask_discard),
            ("quote", _("Make a quotation"), "plain", self.quote_requested.emit),
            ("cancel", _("Take back"), "plain", self.cancel_requested.emit),
            ("revoke", _("Cancel it…"), "plain", self._ask_revoke),
            ("refuse", _("Refuse…"), "plain", self._ask_refuse),
            ("deliver", _("Delivered"), "primary", self.deliver_requested.emit),
            ("confirm", _("Confirm"), "primary", self.confirm_requested.emit),
        )
        buttons: list[QWidget] = []
        for step, words, kind, act in offered:
            if step in head.steps and not (step == "cancel" and head.is_editable):
                button = Button(words, "primary" if kind == "primary" else "plain")
                button.clicked.connect(partial(_call, act))
                buttons.append(button)
        self._send.setVisible(head.is_editable)
        return buttons

    def _ask_discard(self) -> None:
        dialog = ask(
            self,
            title=_("Throw this draft away?"),
            body=_("The goods typed in so far are lost."),
            act=_("Throw away"),
            keep=_("Keep writing"),
        )
        dialog.accepted.connect(self.discard_requested)

    def _ask_refuse(self) -> None:
        dialog = ReasonDialog(self, _("Refuse this order?"), _("Refuse"))
        dialog.given.connect(self.refuse_given)
        dialog.open()

    def _ask_revoke(self) -> None:
        dialog = ReasonDialog(self, _("Cancel this confirmed order?"), _("Cancel the order"))
        dialog.given.connect(self.revoke_given)
        dialog.open()

    def _lay_out(self) -> None:
        body = column(
            self.head, 16, self._decision, self.picker, 10, self.goods, self._empty, STRETCH,
            gap=0, margins=(24, 18, 24, 18),
        )  # fmt: skip
        self._scroll = ScrollColumn(body)
        self._send = Button(_("Send to the office"), "primary", "send", big=True)
        self._send.setToolTip("Ctrl+Enter")
        foot = Panel(
            row(
                column(self._total, self._fault, gap=0), (self._kept, 1), self._send,
                gap=16, margins=(24, 10, 20, 12),
            ),
            "foot",
        )  # fmt: skip
        middle = column((self._scroll, 1), hline(), foot, gap=0)
        account = Button(_("Open the account's page"), "link", "external-link")
        account.clicked.connect(self.account_requested)
        side = column(
            self.check, 14, row(account, STRETCH), STRETCH, gap=0, margins=(20, 18, 20, 16)
        )
        self._side = SidePane(column(ScrollColumn(side), gap=0), wide=340, narrow=300)
        self.setLayout(row((middle, 1), self._side, gap=0))
        self._fault.hide()

    def _connect(self) -> None:
        self.picker.taken.connect(self.product_taken)
        self.head.edited.connect(self.head_edited)
        self.goods.left_below.connect(self.picker.setFocus)
        self._send.clicked.connect(self._try_send)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._try_send)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.paused.emit)

    def _try_send(self) -> None:
        """Send, unless a box holds text that is no value: it would go without it."""
        if not enter_unread(self):
            self.send_requested.emit()


def _has_box(field: str) -> bool:
    return field.startswith("line.") or field in {"ordered_on", "delivery_on", "remark"}


def _call(act: object, *_checked: object) -> None:
    if callable(act):
        act()
