"""Decides what the page of a version shows, and changes its text. No Qt."""

from __future__ import annotations

from app.domain.changes import ChangeSet
from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.diff import compare_texts
from app.domain.contracts.texts.editing import (
    Part,
    Written,
    add_field,
    add_open_point,
    answer_point,
    confirm_wording,
)
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.template.acting import act_on
from ui.screens.template.desk import TextDesk
from ui.screens.template.history_words import change_rows
from ui.screens.template.opened import OpenVersion, open_version
from ui.screens.template.part_forms import shared_block
from ui.screens.template.ports import TextView
from ui.screens.template.rows import ChangeRow, part_from
from ui.screens.template.stepping import TextSteps
from ui.screens.template.typed_parts import typed_value
from ui.texts import _, sentence


class TemplatePresenter:
    """Loads a version, and routes what the user does with it.

    Attributes:
        desk: The open text.
        steps: Takes the steps of the version.
    """

    def __init__(
        self, view: TextView, context: ScreenContext, entity: str, version_id: str
    ) -> None:
        self._view, self._context = view, context
        self._entity, self._version_id = entity, version_id
        self._compared = ""
        self.desk = TextDesk(view, context)
        self.steps = TextSteps(view.dialogs, context)

    def load(self) -> None:
        """Fetch the version."""
        workspace, entity, version_id = self._context.workspace, self._entity, self._version_id
        self._context.runner.on_store(
            lambda: open_version(workspace, entity, version_id),
            self._arrived,
            self._failed,
            self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a version was touched, or what waits to be sent."""
        if changes.touches(self._entity, "journal"):
            self.load()

    def choose(self, key: str) -> None:
        """Open a part."""
        if (part := part_from(key)) is not None:
            self.desk.open_part(part)

    def edit(self, key: str, typed: str) -> None:
        """Take what was typed into a box of the open part."""
        if self.desk.now is not None and self.desk.can_edit:
            self.desk.type(*typed_value(self.desk.now.text, self.desk.part, key, typed))

    def act(self, key: str) -> None:
        """Carry out a button below the form."""
        now = self.desk.now
        if now is None:
            return
        match key:
            case "note":
                self._note(self.desk.part.name)
            case "take_block":
                self._take_block(now)
            case "add_field":
                taken = [str(each.get("name")) for each in now.text.fields()]
                self._view.dialogs.ask_field(taken, self._add_field)
            case _:
                written, part = act_on(now, self.desk.part, key)
                self.desk.part = part
                self.desk.change(lambda _now: written)

    def confirm(self) -> None:
        """Note that both wordings of the open clause say the same."""
        name = self.desk.part.name
        self.desk.change(lambda now: confirm_wording(now, name))

    def answer(self, point_id: str, words: str) -> None:
        """Note what was decided about an open point."""
        self.desk.change(lambda now: answer_point(now, point_id, words))

    def note(self) -> None:
        """Note an open point about the text as a whole."""
        self._note("")

    def take_step(self, name: str) -> None:
        """Take a step of the version; what is typed is saved before it is submitted."""
        match name:
            case "save":
                self.desk.save()
            case "submit":
                if self.desk.keeper.is_typed:
                    self.desk.save()
                self.steps.take(name)
            case "drop":
                self.desk.keeper.drop()
            case _:
                self.steps.take(name)

    def compare(self, version_id: str) -> None:
        """Show the differences to another version."""
        self._compared = version_id
        workspace, entity, now = self._context.workspace, self._entity, self.desk.now
        if now is None or not version_id:
            return

        def compare() -> tuple[ChangeRow, ...]:
            old = open_version(workspace, entity, version_id).stored.text
            return change_rows(old, now.text, compare_texts(old, now.text))

        self._context.runner.on_store(compare, self._view.show_changes, owner=self._view)

    def set_language(self, key: str) -> None:
        """Show the paper in Chinese, or in both languages."""
        self.desk.sample.is_bilingual = key == "both"
        self.desk.set_paper()

    def _arrived(self, opened: OpenVersion) -> None:
        self.steps.begin(opened)
        self.desk.begin(opened)
        others = [each.id for each in opened.detail.siblings]
        if self._compared not in others:
            previous = opened.detail.fields["previous_id"]
            self._compared = str(previous) if previous in others else next(iter(others), "")
        self.compare(self._compared)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_gone(sentence(error))

    def _note(self, place: str) -> None:
        self._view.dialogs.ask_words(
            _("Note an open point"),
            _("Its words stay as they are; whoever approves the text sees the question."),
            _("Note it"),
            "primary",
            lambda words: self.desk.change(lambda now: add_open_point(now, place, words)),
        )

    def _add_field(self, name: str, kind: str) -> None:
        def add(now: Written) -> Written:
            return Written(add_field(now.text, name, kind)[0], now.remarks)

        self.desk.change(add)
        self.desk.open_part(Part("field", name))

    def _take_block(self, now: Written) -> None:
        block = shared_block(now.text, self.desk.part)
        for article in now.text.articles():
            if any(use.get("block") == block for use in tables_of(article, "use")):
                group = article.get("group")
                title = str(article.get("title_zh") or block)
                self.steps.take_block(block, title, group if isinstance(group, int) else 0)
                return
