"""Takes the steps of a record's life: asks what has to be said, then does it. No Qt."""

from __future__ import annotations

from typing import Protocol

from app.commands.steps.records import RecordStep
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.queries.records.forms import RecordDetail
from ui.field_texts import step_label
from ui.forms.field_words import error_words
from ui.forms.form_checking import FormPort, read_edits, show_refusal
from ui.forms.form_rows import FieldNote, FormView
from ui.screens.context import ScreenContext
from ui.screens.records.form_words import open_steps, step_form
from ui.texts import _, sentence


class StepView(Protocol):
    """The part of the page that asks before a step."""

    def ask_step(self, form: FormView, *, danger: bool) -> FormPort:
        """Ask what has to be said; return the form of the question."""
        ...

    def close_step(self) -> None:
        """Close the question."""
        ...

    def is_dirty(self) -> bool:
        """Return whether a step would lose something that was typed."""
        ...


class StepTaking:
    """Holds the step that is being asked about.

    Args:
        view: Asks.
        context: Workspace, runner, publish, navigation.
    """

    def __init__(self, view: StepView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._detail: RecordDetail | None = None
        self._step: RecordStep | None = None
        self._form: FormPort | None = None

    def show(self, detail: RecordDetail) -> None:
        """Take the record as it is now."""
        self._detail = detail

    def take(self, key: str) -> None:
        """Begin a step: ask, or do it at once where nothing has to be said."""
        detail, context = self._detail, self._context
        if detail is None:
            return
        if self._view.is_dirty():
            context.navigation.show_refusal(_("Save or drop your changes first"))
            return
        found = [step for step in open_steps(detail, context.workspace.user_id) if step.key == key]
        if not found:
            return
        if found[0].place:
            self._lead(found[0].place, detail)
            return
        self._step = found[0]
        if not self._step.asks:
            self._run({})
            return
        form = step_form(detail, self._step, context.formats, today=context.workspace.today())
        self._form = self._view.ask_step(form, danger=self._step.danger)

    def confirm(self) -> None:
        """Do the step with what was said."""
        step, form, detail = self._step, self._form, self._detail
        if step is None or form is None or detail is None:
            return
        said = read_edits(form, detail.entity, {}, today=self._context.workspace.today())
        if said is None:
            return
        for name in step.asks:
            if name in step.needs and not said.get(name):
                form.show_note(name, FieldNote("error", sentence("field.blank")))
                form.focus_first_fault()
                return
        self._run(said)

    def _lead(self, place: str, detail: RecordDetail) -> None:
        """Go where the step is taken."""
        match place:
            case "contract":
                self._context.navigation.new_contract(quotation_id=detail.id)
            case _:
                raise KeyError(place)

    def _run(self, said: dict[str, FieldValue]) -> None:
        step, detail, workspace = self._step, self._detail, self._context.workspace
        if step is None or detail is None:
            return
        self._context.runner.on_store(
            lambda: step.run(workspace, detail.id, said),
            lambda changes: self._done(changes, step_label(detail.entity, step.key)),
            self._failed,
            self._view,
        )

    def _done(self, changes: ChangeSet, words: str) -> None:
        self._close()
        self._context.publish(changes)
        self._context.navigation.show_toast(_("Done: {step}").format(step=words))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        entity = self._detail.entity if self._detail else ""
        if self._form is None or not show_refusal(self._form, entity, error):
            self._context.navigation.show_refusal(error_words(entity, error))

    def _close(self) -> None:
        if self._form is not None:
            self._view.close_step()
        self._form = self._step = None
