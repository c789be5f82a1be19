"""The open version on the desk: its text, the open part, what the checks say. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.contracts.texts.editing import Part, Written, find_part
from app.domain.contracts.texts.life import state_at
from app.domain.contracts.texts.review import TemplateFinding
from ui.screens.context import ScreenContext
from ui.screens.template.editing import Editing
from ui.screens.template.history_words import history_of
from ui.screens.template.insert_words import insert_groups
from ui.screens.template.keeper import TextKeeper
from ui.screens.template.opened import OpenVersion, review
from ui.screens.template.part_forms import form_of
from ui.screens.template.ports import TextView
from ui.screens.template.previewing import SamplePaper
from ui.screens.template.review_words import review_view
from ui.screens.template.rows import TreeRow, key_of
from ui.screens.template.step_words import head_of, step_actions
from ui.screens.template.tree_words import block_rows, field_rows, levels_of, text_rows

TEXT, FIELDS = "text", "fields"


class TextDesk:
    """Changes the text and shows what follows from it; checks run away from the main thread.

    Attributes:
        part: The open part.
        keeper: Keeps the text.
        sample: Sets the paper.
    """

    def __init__(self, view: TextView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenVersion | None = None
        self._editing: Editing | None = None
        self._findings: tuple[TemplateFinding, ...] = ()
        self._list, self._asked = TEXT, 0
        self.part = Part("header")
        self.keeper = TextKeeper(view, context)
        self.sample = SamplePaper(view.paper, context)

    @property
    def now(self) -> Written | None:
        """The text as it stands; None before it has arrived."""
        return self._editing.now if self._editing is not None else None

    @property
    def can_edit(self) -> bool:
        """Whether the user may change the text."""
        return self._opened is not None and self._opened.detail.steps.edits

    def begin(self, opened: OpenVersion) -> None:
        """Lay a version on the desk, or the same one again after it was touched."""
        is_typing = self.keeper.is_typed and opened.typed is not None
        self._opened = opened
        wanted = opened.typed or opened.stored
        if self._editing is None or (not is_typing and self._editing.now != wanted):
            self._editing = Editing(wanted)
        self.keeper.begin(opened)
        self.show()
        self.check()
        self.set_paper()

    def open_part(self, part: Part) -> None:
        """Open a part, unless it is gone."""
        if self._editing is None or find_part(self._editing.now.text, part) is None:
            return
        self.part = part
        self._list = FIELDS if part.kind == "field" else TEXT
        self._editing.rest()
        self.show()
        self._show_review()
        self.set_paper()

    def open_list(self, name: str) -> None:
        """Show text or fields at the left, with the first of them open."""
        self._list = name
        first = next((row.part for row in self.rows() if row.part is not None), None)
        if first is not None:
            self.open_part(first)

    def type(self, key: str, value: object) -> None:
        """Set a value of the open part."""
        if self._editing is not None and self._editing.type(self.part, key, value):
            self._changed()

    def change(self, act: Callable[[Written], Written]) -> None:
        """Take a step of its own."""
        if self.can_edit and self._editing is not None and self._editing.change(act):
            self._changed()

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_edit and self._editing is not None and self._editing.undo():
            self._changed()

    def redo(self) -> None:
        """Take again what was taken back."""
        if self.can_edit and self._editing is not None and self._editing.redo():
            self._changed()

    def save(self) -> None:
        """Save for everybody."""
        if self.can_edit and self._editing is not None:
            self._editing.rest()
            self.keeper.save(self._editing.now)

    def rest(self) -> None:
        """The hands rest: check, and let the next letter be a step of its own."""
        if self._editing is not None:
            self._editing.rest()
            self.check()

    def check(self) -> None:
        """Check the text as it stands."""
        opened, now = self._opened, self.now
        if opened is None or now is None:
            return
        self._asked += 1
        asked = self._asked

        def show(findings: tuple[TemplateFinding, ...]) -> None:
            if asked == self._asked:
                self._findings = findings
                self._show_review()

        self._context.runner.on_work(lambda: review(opened, now), show, owner=self._view)

    def set_paper(self) -> None:
        """Set the paper with sample values."""
        if self._opened is not None and not self._opened.is_block and self.now is not None:
            state = state_at(self._opened.detail.fields)
            self.sample.logo = self._opened.detail.logo
            self.sample.run(self.now.text, self.part, state)

    def rows(self) -> tuple[TreeRow, ...]:
        """Return the parts at the left."""
        now, levels = self.now, levels_of(self._findings)
        if now is None or self._opened is None:
            return ()
        if self._list == FIELDS:
            return field_rows(now.text, levels)
        return (block_rows if self._opened.is_block else text_rows)(now, levels)

    def show(self) -> None:
        """Show everything that follows from the text at once."""
        opened, editing, context = self._opened, self._editing, self._context
        if opened is None or editing is None:
            return
        head = head_of(
            opened.detail,
            context.formats.language,
            is_typed=self.keeper.is_typed,
            was_changed=opened.was_changed,
        )
        actions = step_actions(opened.detail, is_block=opened.is_block)
        self._view.show_head(head, actions, is_block=opened.is_block)
        self._view.show_tree(self.rows(), key_of(self.part))
        self._show_form(opened, editing.now)
        moment = context.workspace.moment
        self._view.show_history(history_of(opened.detail, editing.now, context.formats, moment))
        self._view.show_steps_of_editing(can_undo=editing.can_undo, can_redo=editing.can_redo)

    def _show_form(self, opened: OpenVersion, now: Written) -> None:
        locked, in_block = not self.can_edit, opened.is_block
        form = form_of(now, self.part, is_locked=locked, in_block=in_block)
        if form is None:
            self.part = Part("header")
            form = form_of(now, self.part, is_locked=locked, in_block=in_block)
        if form is not None:
            self._view.show_form(form, insert_groups(now.text))

    def _show_review(self) -> None:
        if self.now is not None:
            self._view.show_tree(self.rows(), key_of(self.part))
            self._view.show_review(review_view(self.now.text, self._findings, self.part))

    def _changed(self) -> None:
        if self.now is not None:
            self.keeper.note(self.now)
            self.show()
            self._view.pauses.begin()
