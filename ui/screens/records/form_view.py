"""The page of one record as it is drawn: its form, its steps, and what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.formats import Formats
from ui.forms.form_panel import FormPanel
from ui.forms.form_rows import FormView
from ui.screens.files.panel import FilesPanel
from ui.screens.records.below_lists import BelowRows
from ui.screens.records.below_panel import BelowPanel
from ui.screens.records.step_dialog import StepDialog
from ui.screens.records.step_rows import PageLook
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen

_WIDEST = 960
_FILLS = 100  # takes what there is before the rest beside it does


class RecordFormPage(Screen):
    """Form, steps and lists of one record.

    Args:
        formats: Spells money, days and numbers.

    Signals:
        field_left: Name and value of a field that was left.
        lookup_requested: Name of a reference and what was typed to find it.
        save_requested, cancel_requested, delete_requested: The ways out.
        leaving_save_requested: Save, then emit `leave_requested`.
        step_requested: Key of a step.
        step_confirmed: What a step asks for was said.
        below_opened: Kind and id of a record below.
        below_requested: Kind of a record to add below.
        history_requested: Who wrote which value.
    """

    field_left = Signal(str, object)
    lookup_requested = Signal(str, str)
    save_requested = Signal()
    leaving_save_requested = Signal()
    cancel_requested = Signal()
    delete_requested = Signal()
    step_requested = Signal(str)
    step_confirmed = Signal()
    below_opened = Signal(str, str)
    below_requested = Signal(str)
    paper_requested = Signal(str)
    history_requested = Signal()

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self.fields: FormPanel | None = None
        self.step: StepDialog | None = None
        self._place, self._below = QVBoxLayout(), QVBoxLayout()
        self._below.setSpacing(18)
        self.files = FilesPanel()
        self._notice = Banner("quiet", "lock")
        self._elsewhere = Banner("info", "git-compare-arrows")
        self._advice = Banner("info", "wallet")
        self._advice.hide()
        self._notice.hide()
        self._elsewhere.hide()
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        body.setLayout(
            column(
                self._notice, self._elsewhere, self._advice, self._place, 8, self._below, 8,
                self.files, STRETCH, gap=10, margins=(24, 16, 20, 18),
            )
        )  # fmt: skip
        self._scroll = ScrollColumn(row((body, _FILLS), STRETCH, gap=0))
        self.setLayout(row((self._scroll, 1), gap=0))

    def show_page(self, look: PageLook) -> FormPanel:
        """Show the record, in the place of what was shown."""
        self.set_heading(look.title, look.meta)
        self._notice.setVisible(bool(look.notice))
        self._elsewhere.hide()
        self._advice.setVisible(bool(look.advice))
        if look.advice:
            self._advice.show_words(look.advice, "info", "wallet")
        if look.notice:
            self._notice.show_words(look.notice, "quiet", "lock")
        clear_layout(self._place)
        self.fields = FormPanel(look.form)
        self._place.addWidget(self.fields)
        self.fields.field_left.connect(self.field_left)
        self.fields.lookup_requested.connect(self.lookup_requested)
        self.fields.save_requested.connect(self.save_requested)
        self.fields.cancel_requested.connect(self.cancel_requested)
        self.set_actions(self._make_actions(look))
        return self.fields

    def show_elsewhere(self, words: str) -> None:
        """Say above the form that the record was changed elsewhere; empty hides it."""
        self._elsewhere.setVisible(bool(words))
        if words:
            self._elsewhere.show_words(words, "info", "git-compare-arrows")

    def show_below(self, lists: Sequence[BelowRows]) -> None:
        """Show what stands below the form."""
        clear_layout(self._below)
        for each in lists:
            panel = BelowPanel(each, self._formats)
            panel.opened.connect(partial(self.below_opened.emit, each.below.entity))
            panel.add_requested.connect(partial(self.below_requested.emit, each.below.entity))
            self._below.addWidget(panel)

    def ask_step(self, form: FormView, *, danger: bool) -> FormPanel:
        """Ask what has to be said with a step."""
        self.step = StepDialog(self, form, danger=danger)
        self.step.confirmed.connect(self.step_confirmed)
        self.step.open()
        return self.step.fields

    def close_step(self) -> None:
        """Close the question."""
        if self.step is not None:
            dialog, self.step = self.step, None
            dialog.accept()
            dialog.deleteLater()

    def forget_form(self) -> None:
        """Leaving loses nothing any more."""
        self.fields = None

    def is_dirty(self) -> bool:
        """Return whether leaving would lose something that was typed."""
        return self.fields is not None and self.fields.is_changed()

    def leave_allowed(self) -> bool:
        """Ask first when something was typed."""
        if not self.is_dirty():
            return True
        words = _("This record has not been saved.")
        self.ask_to_leave(words, save=self.leaving_save_requested.emit, verb=_("Save"))
        return False

    def _make_actions(self, look: PageLook) -> list[QWidget]:
        actions: list[QWidget] = []
        if not look.is_new:
            past = IconButton("history", _("Change history"))
            past.clicked.connect(self.history_requested)
            actions.append(past)
        if look.can_delete:
            delete = Button(_("Delete"), "danger", "trash-2")
            delete.clicked.connect(self.delete_requested)
            actions.append(delete)
        for step in look.steps:
            button = Button(step.words, "danger" if step.danger else "plain")
            button.setEnabled(not step.refusal)
            button.setToolTip(step.refusal)
            button.clicked.connect(partial(self.step_requested.emit, step.key))
            actions.append(button)
        for paper, words in look.papers:
            printing = Button(_("Print: {paper}").format(paper=words), "plain", "printer")
            printing.clicked.connect(partial(self.paper_requested.emit, paper))
            actions.append(printing)
        if look.can_save:
            save = Button(_("Save"), "primary")
            save.setToolTip("Ctrl+S")
            save.clicked.connect(self.save_requested)
            actions.append(save)
        return actions
