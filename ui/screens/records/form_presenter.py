"""Holds the form of one record: checks while it is filled, saves, deletes, takes steps. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from app.commands.records.saving import (
    change_record,
    create_record,
    delete_record,
    put_back,
    restore_record,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.domain.record_lives import record_faults
from app.domain.schema import ENTITIES
from app.queries.credit.line import CreditPage
from app.queries.records.forms import RecordDetail, read_record, start_record
from ui.field_texts import entity_label
from ui.forms.field_words import check_field, error_words
from ui.forms.form_checking import FormPort, read_edits, show_refusal
from ui.forms.form_rows import FieldNote
from ui.screens.context import ScreenContext
from ui.screens.records.form_words import page_look, record_name
from ui.screens.records.kind import RecordKind
from ui.screens.records.limit_advice import advice_words, read_advice
from ui.screens.records.step_rows import PageLook
from ui.screens.records.targets import find_choices
from ui.texts import _, sentence

_ACCOUNT = "account_id"


class RecordFormView(Protocol):
    """What the presenter asks of its view."""

    def show_page(self, look: PageLook) -> FormPort:
        """Show the record, in the place of what was shown; return its form."""
        ...

    def is_dirty(self) -> bool:
        """Return whether leaving would lose something that was typed."""
        ...

    def show_elsewhere(self, words: str) -> None:
        """Say above the form that the record was changed elsewhere; empty hides it."""
        ...

    def forget_form(self) -> None:
        """It was saved, or is gone: leaving loses nothing."""
        ...


class RecordFormPresenter:
    """Keeps one record's form until it is saved or left.

    Args:
        view: The page.
        context: Workspace, runner, publish, navigation, formats.
        kind: Its descriptor.
        record_id: The record; empty for a new one.
        given: What is settled about a new one.
        shown: Told about the record whenever it was read.
    """

    def __init__(
        self,
        view: RecordFormView,
        context: ScreenContext,
        kind: RecordKind,
        record_id: str = "",
        *,
        given: Mapping[str, FieldValue] | None = None,
        shown: Callable[[RecordDetail], None] = lambda _detail: None,
    ) -> None:
        self._view, self._context, self._kind = view, context, kind
        self._entity, self._id = kind.entity, record_id
        self._given = given or {}
        self._shown = shown
        self._detail: RecordDetail | None = None
        self._form: FormPort | None = None
        self._is_saving = False
        self._then: Callable[[], None] | None = None

    def load(self) -> None:
        """Fetch the record, or the first values of a new one."""
        workspace, entity, record_id = self._context.workspace, self._entity, self._id
        given = self._given

        def read() -> tuple[RecordDetail, CreditPage | None]:
            if record_id:
                detail = read_record(workspace, entity, record_id)
            else:
                detail = start_record(workspace, entity, given)
            return detail, read_advice(workspace, detail)

        self._context.runner.on_store(
            read, lambda found: self._arrived(*found), self._gone, self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when this record was touched; what was typed stays."""
        if self._id and changes.touches_record(self._entity, self._id):
            self.load()

    def check(self, name: str, value: FieldValue) -> None:
        """Judge a field that was left, by itself and beside the others."""
        if self._form is None or self._detail is None:
            return
        today = self._context.workspace.today()
        note = check_field(self._entity, name, value, today=today)
        if note.level != "error":
            whole = {**self._detail.fields, **(self._form.values() or {}), name: value}
            faults = record_faults(self._entity, whole, today=today)
            words = {fault.field: sentence(fault.code, fault.params) for fault in faults}
            note = FieldNote("error", words[name]) if name in words else note
        self._form.show_note(name, note)

    def look_up(self, name: str, text: str) -> None:
        """Find records that a reference may point to."""
        form, workspace = self._form, self._context.workspace
        target = ENTITIES[self._entity].fields[name].target
        account_id = "" if target == "account" else self._account_id()
        self._context.runner.on_store(
            lambda: find_choices(workspace, target, text, account_id),
            lambda found: self._offer(form, name, found),
            owner=self._view,
        )

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write what was edited, or the new record.

        Args:
            then: Done once it is written instead of going back.
        """
        if self._form is None or self._detail is None or self._is_saving:
            return
        base = {} if self._detail.is_new else self._detail.fields
        today = self._context.workspace.today()
        edits = read_edits(self._form, self._entity, base, today=today)
        if edits is None:
            return
        self._then = then or self._context.navigation.go_back
        if not edits and not self._detail.is_new:
            self._leave()
            return
        self._is_saving = True
        if self._detail.is_new:
            self._create(self._detail, edits)
        else:
            self._change(self._detail, edits)

    def delete(self) -> None:
        """Delete the record; the toast brings it back."""
        detail, workspace = self._detail, self._context.workspace
        if detail is None or detail.is_new:
            return
        words = _("Deleted: {record}").format(record=self._name(detail))

        self._then = self._context.navigation.go_back
        self._context.runner.on_store(
            lambda: delete_record(workspace, self._entity, detail.id),
            lambda done: self._written(
                done[1], words, lambda: restore_record(workspace, done[0])[1]
            ),
            self._failed,
            self._view,
        )

    def _create(self, detail: RecordDetail, edits: Mapping[str, FieldValue]) -> None:
        workspace, entity = self._context.workspace, self._entity
        asked = self._form.values() if self._form else None
        begun = {
            name: value
            for name, value in detail.fields.items()
            if name in detail.rights.fields and name not in (asked or {})
        }
        words = _("Added: {record}").format(record=entity_label(entity))
        self._context.runner.on_store(
            lambda: create_record(workspace, entity, {**begun, **edits}),
            lambda made: self._written(
                made[1],
                words,
                (lambda: delete_record(workspace, entity, made[0])[1])
                if detail.rights.deletes
                else None,
            ),
            self._refused,
            self._view,
        )

    def _change(self, detail: RecordDetail, edits: Mapping[str, FieldValue]) -> None:
        workspace, entity = self._context.workspace, self._entity
        before = {name: detail.fields.get(name) for name in edits}
        words = _("Saved: {record}").format(record=self._name(detail))
        self._context.runner.on_store(
            lambda: change_record(workspace, entity, detail.id, edits),
            lambda changes: self._written(
                changes, words, lambda: put_back(workspace, entity, detail.id, before)
            ),
            self._refused,
            self._view,
        )

    def _written(
        self, changes: ChangeSet, words: str, undo: Callable[[], ChangeSet] | None
    ) -> None:
        context = self._context
        self._leave()
        context.publish(changes)
        if undo is None:
            context.navigation.show_toast(words)
            return
        take_back = undo
        context.navigation.show_toast(
            words,
            action=_("Undo"),
            on_action=lambda: context.runner.on_store(take_back, context.publish, self._failed),
        )

    def _leave(self) -> None:
        self._form, self._is_saving = None, False
        self._view.forget_form()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _arrived(self, detail: RecordDetail, credit: CreditPage | None) -> None:
        if self._is_saving:
            return
        if self._form is not None and self._view.is_dirty():
            is_other = self._detail is not None and detail.fields != self._detail.fields
            words = _("Changed elsewhere in the meantime; saving writes only what you edited")
            self._view.show_elsewhere(words if is_other else "")
            return
        self._detail = detail
        look = page_look(
            detail,
            self._kind,
            self._context.formats,
            today=self._context.workspace.today(),
            given=self._given,
            user_id=self._context.workspace.user_id,
        )
        if credit is not None:
            look = replace(look, advice=advice_words(credit, self._context.formats))
        self._form = self._view.show_page(look)
        self._shown(detail)

    def _offer(self, form: FormPort | None, name: str, found: Sequence[tuple[str, str]]) -> None:
        if form is not None and form is self._form:
            form.offer(name, [each for each in found if each[0] != self._id])

    def _account_id(self) -> str:
        values = (self._form.values() if self._form else None) or {}
        fields = self._detail.fields if self._detail else {}
        return str(values.get(_ACCOUNT) or fields.get(_ACCOUNT) or "")

    def _name(self, detail: RecordDetail) -> str:
        name = record_name(detail, self._kind, self._context.formats)
        kind = entity_label(self._entity)
        return f"{kind} · {name}" if name else kind

    def _gone(self, error: Exception) -> None:
        self._failed(error)
        self._view.forget_form()
        self._context.navigation.go_back()

    def _refused(self, error: Exception) -> None:
        self._is_saving = False
        if self._form is None or not show_refusal(self._form, self._entity, error):
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(error_words(self._entity, error))
