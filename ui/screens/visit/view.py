"""Draws the visit form and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.domain.visits.draft import VisitDraft
from ui.screens.context import Clock
from ui.screens.visit.aside import VisitAside
from ui.screens.visit.form_foot import FormFoot
from ui.screens.visit.form_parts import FormParts
from ui.screens.visit.sheet_words import SheetWords, StockHint
from ui.texts import _, p_
from ui.widgets.buttons import Button, IconButton
from ui.widgets.dialog import ask
from ui.widgets.draft_page import DraftPage
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline, vline
from ui.widgets.panes import NARROW_WINDOW, ScrollColumn, SidePane
from ui.widgets.read_edit import enter_unread

_PAUSE_MS = 400
_MINUTE_MS = 20_000
_ASIDE = 228
_NARROW_ASIDE = 196


class VisitView(DraftPage):
    """Aside, form, side pane, foot.

    Signals:
        edited: A field of the draft and its new value, at every keystroke or click.
        paused: The hands rest, a field was left, or the form is being left: save now.
        minute_passed: Time to count the minutes again.
        finish_requested: Write the visit.
        later_requested: Check out and write later.
        discard_requested: Throw the visit away; was asked and answered.
        preparation_requested: Show what is open at the account.

    Attributes:
        pictures: Shows the photos of the visit.
    """

    edited = Signal(str, object)
    paused = Signal()
    minute_passed = Signal()
    finish_requested = Signal()
    later_requested = Signal()
    discard_requested = Signal()
    preparation_requested = Signal()
    incident_requested = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._is_busy = False
        self.aside, self.foot = VisitAside(), FormFoot()
        self.parts = FormParts(clock.today())
        self.pictures = self.parts.photos
        self._pause, self._minute = QTimer(self), QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._minute.setInterval(_MINUTE_MS)
        self.set_heading(_("Log visit"))
        prepare = Button(_("Before the visit…"), icon="clipboard-list")
        prepare.clicked.connect(self.preparation_requested)
        incident = Button(_("Report an incident…"), "danger", "octagon-alert")
        incident.clicked.connect(self.incident_requested)
        self.set_actions([_more_button(self), incident, prepare])
        self._lay_out()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk aside, form, side pane."""
        return (self.aside, self._scroll, self._side)

    def leave_allowed(self) -> bool:
        """Leave at any time but while the visit is being written; what was typed is saved."""
        return not self._is_busy and super().leave_allowed()

    def keep_typed(self) -> None:
        """Save the draft now."""
        self.paused.emit()

    def show_sheet(self, words: SheetWords, met: Sequence[str]) -> None:
        """Show account, people, goods and what is open from before."""
        self.set_heading(_("Log visit"), words.stop)
        self.aside.show_sheet(words)
        self.parts.show_sheet(words, met)
        self.foot.finish.set_words(words.finish)

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill every field."""
        self.parts.show_draft(draft)

    def show_times(self, started: str, ended: str, elapsed: str) -> None:
        """Show check-in, check-out and how long the visit lasts."""
        self.aside.show_times(started, ended, elapsed)

    def show_state(self, written: Mapping[str, bool], hints: Mapping[str, StockHint]) -> None:
        """Show which parts are written down and what the counts say."""
        self.aside.show_progress(written)
        self.parts.stock.show_hints(hints)

    def show_faults(self, faults: Mapping[str, str], *, go: bool = False) -> None:
        """Mark what the rules refuse; when asked, go to the first of it."""
        self.aside.show_faults(faults)
        self.parts.show_faults(faults)
        if go:
            self.parts.enter_first(faults)

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the draft stands."""
        self.foot.show_saved(words, failed=failed)
        if failed:
            self.show_refused(words)

    def show_busy(self, *, busy: bool) -> None:
        """Keep the user here while the visit is being written."""
        self._is_busy = busy
        self.foot.show_busy(busy=busy)

    def showEvent(self, event: QShowEvent) -> None:
        """Count the minutes while it is looked at."""
        super().showEvent(event)
        self._minute.start()
        self.minute_passed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no minutes that nobody sees."""
        self._minute.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The aside is slimmer in a narrow window."""
        super().resizeEvent(event)
        is_narrow = self.window().width() < NARROW_WINDOW
        self.aside.setFixedWidth(_NARROW_ASIDE if is_narrow else _ASIDE)

    def _lay_out(self) -> None:
        parts = self.parts
        form = column(
            parts.people, 18, parts.purpose, 18, parts.stock, 18, parts.money, 18,
            parts.result, 18, parts.market, 18, parts.file, STRETCH,
            gap=0, margins=(24, 18, 24, 18),
        )  # fmt: skip
        self._scroll = ScrollColumn(form)
        middle = column((self._scroll, 1), hline(), self.foot, gap=0)
        side = column(
            parts.promises, 18, hline(), 16, parts.photos, 18, hline(), 16, parts.next, STRETCH,
            gap=0, margins=(20, 18, 20, 16),
        )  # fmt: skip
        self._side = SidePane(column(ScrollColumn(side), gap=0), wide=364, narrow=320)
        self.setLayout(row(self.aside, vline(), (middle, 1), self._side, gap=0))

    def _connect(self) -> None:
        self.parts.edited.connect(self._edit)
        self.aside.jump_requested.connect(self.parts.enter)
        self.foot.later_requested.connect(self.later_requested)
        self.foot.finish_requested.connect(self._finish)
        self._pause.timeout.connect(self.paused)
        self._minute.timeout.connect(self.minute_passed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        for keys, act in (
            ("Ctrl+Return", self._finish),
            ("Ctrl+Enter", self._finish),
            ("Ctrl+S", self.paused.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _finish(self) -> None:
        """Finish, unless a line holds text that is no value: the log would go without it."""
        if not enter_unread(self):
            self.finish_requested.emit()

    def _edit(self, name: str, value: object) -> None:
        self._pause.start()
        self.edited.emit(name, value)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """A field that is left is saved at once; the table of contents follows the hands."""
        if old is not None and self.isAncestorOf(old):
            self.paused.emit()
        if new is not None and self.isAncestorOf(new):
            self.aside.mark_current(self.parts.part_of(new))


def _more_button(view: VisitView) -> IconButton:
    button = IconButton("ellipsis", p_("visit", "More"))
    menu = QMenu(button)
    discard = menu.addAction(_("Discard this visit…"))
    discard.triggered.connect(lambda: _ask_discard(view))
    button.setMenu(menu)
    return button


def _ask_discard(view: VisitView) -> None:
    dialog = ask(
        view,
        title=_("Discard this visit?"),
        body=_("Everything written since check-in is lost, photos included."),
        act=_("Discard"),
        keep=_("Keep writing"),
    )
    dialog.accepted.connect(view.discard_requested)
