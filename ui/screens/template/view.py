"""Draws the page of a version: parts, form, checks, paper, differences, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.screens.context import Clock, Runner
from ui.screens.contract.form.check_panel import CheckPanel
from ui.screens.contract.paper.preview_pane import PreviewPane
from ui.screens.contract.pauses import Pauses
from ui.screens.contract.rows import ReviewView
from ui.screens.template.page_dialogs import TextDialogs
from ui.screens.template.part_form import PartForm
from ui.screens.template.part_list import PartList
from ui.screens.template.rows import (
    ActionSpec,
    ChangeRow,
    FormView,
    HeadView,
    HistoryView,
    InsertGroup,
    TreeRow,
)
from ui.screens.template.side_pane import TextSide
from ui.texts import _
from ui.widgets.blocks import Banner, EmptyState
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice_row import Segment
from ui.widgets.draft_page import DraftPage
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Tag
from ui.widgets.panel import Panel, vline
from ui.widgets.panes import PaneSplitter

_LIST_WIDTH = 236
_FORM_SHARE, _SIDE_SHARE = 56, 44


class TemplateView(DraftPage):
    """Parts at the left, the form of one in the middle, the paper at the right.

    The form, the lists and the pauses have signals of their own.

    Signals:
        step_requested: Name of a step of the version, or "save", "drop", "delete".
        undo_requested: Take a step back.
        redo_requested: Take it again.
        list_chosen: "text" or "fields".
        left: What was typed must be kept on the device now.
    """

    step_requested = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    list_chosen = Signal(str)
    left = Signal()

    def __init__(self, clock: Clock, runner: Runner) -> None:
        super().__init__()
        self._head: HeadView | None = None
        self._saved = ""
        self.lists = Segment([("text", _("Text")), ("fields", _("Fields"))])
        self.parts = PartList(_("Parts of the text"))
        self.form = PartForm(clock.today())
        self.checks = CheckPanel()
        self.side = TextSide(runner)
        self.dialogs = TextDialogs(self)
        self.pauses = Pauses(self)
        self.undo = IconButton("undo-2", _("Undo (Ctrl+Z)"))
        self.redo = IconButton("redo-2", _("Redo (Ctrl+Y)"))
        self._state = Tag("")
        self._banner = Banner("info", "info")
        self._link = self._banner.add_link("")
        self._gone = EmptyState(
            "file-text", "", _("Go back, sync, and open it again."), inset=False
        )
        self.buttons: dict[str, Button] = {}
        self._offered: tuple[ActionSpec, ...] = ()
        self._lay_out()
        self._connect()

    @property
    def paper(self) -> PreviewPane:
        """The paper."""
        return self.side.paper

    def panes(self) -> Sequence[QWidget]:
        """Walk parts, form, checks, side."""
        return (self.parts, self.form, self.checks, self.side)

    def keep_typed(self) -> None:
        """Keep what was typed on this device."""
        self.left.emit()

    def show_head(self, head: HeadView, actions: Sequence[ActionSpec], *, is_block: bool) -> None:
        """Show title, state and steps."""
        self._head = head
        self._state.show_words(*head.state)
        self._show_heading()
        self._banner_row.setVisible(bool(head.banner))
        self._link.setVisible(bool(head.banner_link))
        if head.banner:
            self._banner.show_words(head.banner, head.banner_tone, head.banner_icon)
            self._link.set_words(head.banner_link)
        self.side.leave_out_paper(is_block=is_block)
        self.lists.setVisible(not is_block)
        self._show_actions(actions, can_delete=not head.is_locked)

    def show_tree(self, rows: Sequence[TreeRow], chosen: str) -> None:
        """Show the parts, one of them open."""
        self.lists.choose("fields" if chosen.startswith("field:") else "text")
        self.parts.show_rows(rows, chosen)

    def show_form(self, form: FormView, groups: Sequence[InsertGroup]) -> None:
        """Show the form of the open part."""
        self.form.show_form(form, groups)

    def show_review(self, review: ReviewView) -> None:
        """Show the check list and the lines beside the boxes."""
        self.checks.show_review(review)
        self.form.show_notes(review.notes)

    def show_history(self, history: HistoryView) -> None:
        """Show what happened to the version."""
        self.side.history.show_history(history)
        self.side.differences.show_others(history.others)

    def show_changes(self, changes: Sequence[ChangeRow]) -> None:
        """Show the differences to another version."""
        self.side.differences.show_changes(changes)

    def show_steps_of_editing(self, *, can_undo: bool, can_redo: bool) -> None:
        """Show whether a step can be taken back, or again."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the text stands."""
        self._saved = words
        self._show_heading()
        if failed:
            self._banner_row.show()
            self._link.hide()
            self._banner.show_words(words, "bad", "circle-alert")
            self.show_refused(words)

    def show_gone(self, words: str) -> None:
        """Say that the version cannot be shown."""
        self._gone.show_words(words, _("Go back, sync, and open it again."))
        self._gone.show()
        self._body.hide()

    def _show_heading(self) -> None:
        if self._head is not None:
            meta = f"{self._head.meta}·{self._saved}" if self._saved else self._head.meta
            self.set_heading(self._head.title, meta, after=[self._state])

    def _show_actions(self, actions: Sequence[ActionSpec], *, can_delete: bool) -> None:
        self._delete.setVisible(can_delete)
        if tuple(actions) == self._offered:
            return
        self._offered = tuple(actions)
        for action in actions:
            if action.key not in self.buttons:
                button = Button(action.words, action.kind, action.icon, parent=self)
                button.clicked.connect(
                    lambda _on=False, key=action.key: self.step_requested.emit(key)
                )
                self.buttons[action.key] = button
        shown = [self.buttons[action.key] for action in actions]
        edits = [self.undo, self.redo, self._more] if can_delete else []
        self.set_actions([*edits, *shown])

    def _lay_out(self) -> None:
        self._more = IconButton("ellipsis", _("More"))
        menu = QMenu(self._more)
        self._delete = menu.addAction(_("Throw this draft away…"))
        self._delete.triggered.connect(lambda: self.step_requested.emit("delete"))
        self._more.setMenu(menu)
        self.set_heading(_("Contract text"))
        self._banner_row = Panel(row(self._banner, margins=(20, 12, 20, 0)))
        self._banner_row.hide()
        self._gone.hide()
        head = row(self.lists, STRETCH, margins=(12, 10, 8, 6))
        self._left = Panel(column(head, (self.parts, 1), gap=0, margins=(0, 0, 0, 8)))
        self._left.setFixedWidth(_LIST_WIDTH)
        middle = Panel(column(self._banner_row, (self.form, 1), self.checks, gap=0))
        splitter = PaneSplitter()
        for widget, share in ((middle, _FORM_SHARE), (self.side, _SIDE_SHARE)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, share)
        splitter.setSizes([_FORM_SHARE * 20, _SIDE_SHARE * 20])
        self._body = QWidget()
        self._body.setLayout(row(self._left, vline(), (splitter, 1), gap=0))
        self.setLayout(column((self._body, 1), (self._gone, 1), gap=0))

    def _connect(self) -> None:
        self.lists.chosen.connect(self.list_chosen)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.form.left.connect(self.left)
        self._link.clicked.connect(lambda: self.step_requested.emit("drop"))
        self.checks.chosen.connect(self._follow)
        self.side.history.followed.connect(self._follow)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+S", lambda: self.step_requested.emit("save")),
            ("Ctrl+Z", self.undo_requested.emit),
            ("Ctrl+Y", self.redo_requested.emit),
            ("Ctrl+Shift+Z", self.redo_requested.emit),
        )
        for pressed, act in keys:
            QShortcut(QKeySequence(pressed), self).activated.connect(act)

    def _follow(self, key: str) -> None:
        """Open the part that a finding or a point is about, with the keyboard in it."""
        if key:
            self.parts.chosen.emit(key)
            self.form.enter()
