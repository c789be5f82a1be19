"""Draws the contract page and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.screens.context import Clock, Runner
from ui.screens.contract.annexes.panel import AnnexPanel
from ui.screens.contract.form.check_panel import CheckPanel
from ui.screens.contract.form.panel import FormPanel
from ui.screens.contract.group_words import step_words
from ui.screens.contract.life.panel import LifePanel
from ui.screens.contract.life.rows import LifeView
from ui.screens.contract.opened.plan import FormGroup
from ui.screens.contract.page_dialogs import PageDialogs
from ui.screens.contract.paper.preview_pane import PreviewPane
from ui.screens.contract.pauses import Pauses
from ui.screens.contract.rows import HeadView, ReviewView, StepView
from ui.screens.contract.steps.buttons import StepButtons
from ui.screens.files.panel import FilesPanel
from ui.texts import _, p_
from ui.widgets.blocks import Banner, EmptyState
from ui.widgets.buttons import Button, IconButton
from ui.widgets.draft_page import DraftPage
from ui.widgets.layout import column, row
from ui.widgets.marks import Icon, Tag
from ui.widgets.panel import Panel
from ui.widgets.panes import PaneSplitter, ScrollColumn
from ui.widgets.progress import Stepper
from ui.widgets.read_edit import enter_unread
from ui.widgets.text import Text

_FORM_SHARE, _PAPER_SHARE = 56, 44
_REACH, _SIGN = 90, 15
_FILES_WIDTH, _FILES_EDGE = 920, (24, 6, 20, 26)


class ContractPageView(DraftPage):
    """Steps, form and check list at the left, the paper at the right.

    The form, the dialogs and the pauses have signals of their own.

    Signals:
        print_requested: Ask how many copies.
        account_requested: Open the account.
        left: The page is being left; whatever was typed must be kept now.
        heard_all: The user wants to hear about every field.
        step_requested: Name of the step to take.
        word_requested: Write it as a Word file.
        papers_requested: Open what was sent, came back and was signed.
        quotation_requested: Open the quotation that it stands on.
    """

    print_requested = Signal()
    account_requested = Signal()
    left = Signal()
    heard_all = Signal()
    step_requested = Signal(str)
    word_requested = Signal()
    papers_requested = Signal()
    quotation_requested = Signal()

    def __init__(self, clock: Clock, runner: Runner) -> None:
        super().__init__()
        self._not_saved = ""
        self._head: HeadView | None = None
        self._saved = ""
        self.form = FormPanel(clock.today())
        self.checks = CheckPanel()
        self.paper = PreviewPane(runner.on_work)
        self.dialogs = PageDialogs(self, runner.on_work, clock.today())
        self.pauses = Pauses(self)
        self._steps = Stepper(step_words())
        self._state = Tag("")
        self._secret = Tag(p_("contract", "Business secret"), "info", "lock")
        self._locked = Banner("info", "lock")
        self._quoted = Text("", "meta", "text2", elide=True)
        self._notice = Banner("warn", "hash")
        self._more = IconButton("ellipsis", _("More"))
        self.steps = StepButtons(self, self._make_menu())
        self.life = LifePanel()
        self.annexes = AnnexPanel()
        self.files = FilesPanel(
            title=_("Other files"), note=_("Beside the contract, no part of its text")
        )
        self._actions_now: tuple[QWidget, ...] = ()
        self._gone = EmptyState(
            "file-text", "", _("Go back, sync, and open it again."), inset=False
        )
        self._lay_out()
        self._make_actions()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk form, check list, paper."""
        return (self.form, self.checks, self.paper)

    def keep_typed(self) -> None:
        """Save the draft now."""
        self.left.emit()

    def show_head(self, head: HeadView) -> None:
        """Show number, state and whether anything can be changed."""
        self._head = head
        self._state.show_words(head.state, head.tone, head.icon)
        self._show_heading()
        self._show_locked()
        self._notice_row.setVisible(bool(head.notice))
        if head.notice:
            icon = "paperclip" if head.papers_link else "hash"
            self._notice.show_words(head.notice, "warn", icon)
        self._quoted_row.setVisible(bool(head.quoted))
        self._quoted.set_words(head.quoted)
        act = self.papers_requested.emit if head.papers_link else None
        self._notice.offer(head.papers_link, act)
        self.checks.setVisible(head.is_checked)

    def show_step(self, step: int) -> None:
        """Show which step is the current one; none for a contract that came to nothing."""
        self._steps_row.setVisible(step >= 0)
        self._steps.show_step(step)

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show the buttons of the steps ahead, and why some are not possible now."""
        more, print_button = self._fixed_actions
        wanted = (more, *self.steps.show_steps(steps), print_button)
        if wanted != self._actions_now:
            self._actions_now = wanted
            self.set_actions(wanted)

    def show_life(self, life: LifeView | None) -> None:
        """Show what happened to a signed contract; nothing before."""
        self.life.setVisible(life is not None)
        if life is not None:
            self.life.show_life(life)

    def show_form(
        self, groups: Sequence[FormGroup], values: Mapping[str, object], *, is_locked: bool
    ) -> None:
        """Build the form and fill it."""
        self.form.build(groups, is_locked=is_locked)
        self.form.show_values(values)

    def show_review(self, review: ReviewView) -> None:
        """Show the check list and the lines beside the fields."""
        self.checks.show_review(review)
        self.form.show_notes(review.notes)

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the draft stands."""
        self._saved = words
        self._not_saved = words if failed else ""
        self._show_locked()
        self._show_heading()
        if failed:
            self.show_refused(words)

    def show_gone(self, words: str) -> None:
        """Say that the contract cannot be shown."""
        self._gone.show_words(words, _("Go back, sync, and open it again."))
        self._gone.show()
        self._splitter.hide()

    def enter(self, name: str) -> None:
        """Go to a field."""
        place = self.form.enter(name)
        if place is not None:
            # Unfolded fields get their place only after the layout has run.
            QTimer.singleShot(0, place, lambda: self._scroll.ensureWidgetVisible(place, 0, _REACH))

    def _show_locked(self) -> None:
        """Say that the draft is only on the screen, or why nothing can be changed."""
        locked = self._head.locked if self._head is not None else ""
        self._locked_row.setVisible(bool(self._not_saved or locked))
        if self._not_saved:
            self._locked.show_words(self._not_saved, "bad", "circle-alert")
        elif locked:
            self._locked.show_words(locked, "info", "lock")

    def _show_heading(self) -> None:
        if self._head is not None:
            # A long name would push out what matters more: that nothing typed is lost.
            meta = f"{self._head.number}·{self._saved or self._head.account}"
            marks = [self._state, self._secret] if self._head.is_secret else [self._state]
            self.set_heading(self._head.title, meta, after=marks)

    def _lay_out(self) -> None:
        self._steps_row = Panel(row(self._steps, margins=(24, 11, 24, 11)), "head")
        self._locked_row = Panel(row(self._locked, margins=(24, 12, 20, 0)))
        self._locked_row.hide()
        self._notice_row = Panel(row(self._notice, margins=(24, 12, 20, 0)))
        self._notice_row.hide()
        files = QWidget()
        files.setMaximumWidth(_FILES_WIDTH)
        files.setLayout(column(self.annexes, self.files, gap=22, margins=_FILES_EDGE))
        link = Button(_("Open the quotation"), "link")
        link.clicked.connect(self.quotation_requested)
        sign = Icon("file-text", "text2", _SIGN)
        quoted = row(sign, (self._quoted, 1), link, gap=7, margins=(24, 10, 20, 0))
        self._quoted_row = Panel(quoted)
        self._quoted_row.hide()
        self._scroll = ScrollColumn(column(self.life, self.form, files, gap=0))
        above = (self._steps_row, self._locked_row, self._notice_row, self._quoted_row)
        left = column(*above, self.steps.reasons, (self._scroll, 1), self.checks, gap=0)
        self._splitter = PaneSplitter()
        self._splitter.addWidget(Panel(left))
        self._splitter.addWidget(self.paper)
        self._splitter.setStretchFactor(0, _FORM_SHARE)
        self._splitter.setStretchFactor(1, _PAPER_SHARE)
        self._splitter.setSizes([_FORM_SHARE * 20, _PAPER_SHARE * 20])
        self._gone.hide()
        self.setLayout(column((self._splitter, 1), (self._gone, 1), gap=0))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self._more)
        menu.setToolTipsVisible(True)
        menu.addAction(_("Open the account")).triggered.connect(self.account_requested)
        menu.addAction(_("Save as Word…")).triggered.connect(self.word_requested)
        menu.addAction(_("Papers and returned copies")).triggered.connect(self.papers_requested)
        self._more.setMenu(menu)
        return menu

    def _make_actions(self) -> None:
        print_button = Button(_("Print…"), "primary", "printer")
        print_button.clicked.connect(self._print)
        self.set_heading(_("Contract"))
        self._fixed_actions = (self._more, print_button)
        self.show_steps(())

    def _connect(self) -> None:
        self.form.left.connect(lambda _name: self.left.emit())
        self.steps.requested.connect(self.step_requested)
        self.checks.chosen.connect(self._follow_finding)
        self.checks.opened.connect(self.heard_all)
        self.paper.mend_requested.connect(self.enter)
        for keys, act in (("Ctrl+S", self.left.emit), ("Ctrl+P", self._print)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _print(self) -> None:
        """Print, unless a line holds text that is no value: the paper would lack it."""
        if not enter_unread(self.form):
            self.print_requested.emit()

    def _follow_finding(self, name: str) -> None:
        self.heard_all.emit()
        if name:
            self.enter(name)
