"""Adds, edits and removes the people of an account; every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from app.commands.accounts.editing import create_contact, delete_contact, edit_contact
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.queries.accounts.page import AccountPage, ContactDetail
from ui.forms.field_words import check_field, error_words, form_field
from ui.forms.form_checking import FormPort, read_edits, show_refusal
from ui.forms.form_rows import FormView
from ui.screens.context import ScreenContext
from ui.texts import _

_CONTACT = "contact"
_FIELDS = (
    *("name", "post", "mobile", "phone", "wechat", "email", "decision_role", "influence"),
    *("department", "roles", "preferences", "remark", "relationship", "attitude", "sex"),
    *("born_on", "personality", "hobbies", "education", "address", "ability", "career"),
)


class ContactFormsView(Protocol):
    """The part of the page that edits people."""

    def open_contact_form(self, form: FormView) -> FormPort:
        """Open the form of a person; without a key it is a new one."""
        ...

    def close_contact_form(self) -> None:
        """Close it."""
        ...

    def copy_number(self, number: str) -> None:
        """Put a telephone number on the clipboard."""
        ...

    def dial_number(self, number: str) -> None:
        """Hand a number to the program that makes calls."""
        ...


class ContactEditing:
    """Holds the person whose form is open.

    Args:
        view: Shows the form.
        context: Workspace, runner, publish, navigation.
        account_id: The account.
    """

    def __init__(self, view: ContactFormsView, context: ScreenContext, account_id: str) -> None:
        self._view = view
        self._context = context
        self._account_id = account_id
        self._people: dict[str, ContactDetail] = {}
        self._form: FormPort | None = None
        self._key = ""
        self._is_saving = False

    def refresh(self, page: AccountPage) -> None:
        """Take the people as they are now."""
        self._people = {person.id: person for person in page.contacts}

    def edit(self, contact_id: str = "") -> None:
        """Open the form of a person, or of a new one."""
        values = self._values(contact_id)
        formats = self._context.formats
        title = str(values.get("name") or _("New contact"))
        fields = tuple(form_field(_CONTACT, name, values.get(name), formats) for name in _FIELDS)
        self._key, self._is_saving = contact_id, False
        self._form = self._view.open_contact_form(
            FormView(contact_id, title, fields, self._context.workspace.today())
        )

    def check(self, name: str, value: FieldValue) -> None:
        """Judge a field that was left."""
        if self._form is not None:
            today = self._context.workspace.today()
            self._form.show_note(name, check_field(_CONTACT, name, value, today=today))

    def save(self) -> None:
        """Write what was edited, or the new person."""
        if self._form is None or self._is_saving:
            return
        today = self._context.workspace.today()
        edits = read_edits(self._form, _CONTACT, self._values(self._key), today=today)
        if edits is None:
            return
        if not edits:
            self.close()
            return
        self._is_saving = True
        if self._key:
            self._save_edits(self._key, edits)
        else:
            self._save_new(edits)

    def close(self) -> None:
        """Close the form without saving."""
        self._form, self._key, self._is_saving = None, "", False
        self._view.close_contact_form()

    def delete(self, contact_id: str) -> None:
        """Remove a person; the toast brings him back."""
        person = self._people.get(contact_id)
        if person is None:
            return
        if self._form is not None:
            self.close()
        workspace = self._context.workspace
        fields = {name: value for name, value in person.fields.items() if value is not None}
        words = _("Removed: {name}").format(name=person.fields["name"])
        self._context.runner.on_store(
            lambda: delete_contact(workspace, contact_id),
            lambda changes: self._announce(changes, words, lambda: self._create(fields)),
            self._failed,
        )

    def call(self, contact_id: str) -> None:
        """Copy a person's number and offer to dial it."""
        values = self._values(contact_id)
        number = str(values.get("mobile") or values.get("phone") or "")
        if number:
            self._view.copy_number(number)
            self._context.navigation.show_toast(
                _("Copied {number}").format(number=number),
                action=_("Call"),
                on_action=lambda: self._view.dial_number(number),
            )

    def _values(self, contact_id: str) -> Mapping[str, FieldValue]:
        person = self._people.get(contact_id)
        return person.fields if person else {}

    def _save_edits(self, contact_id: str, edits: Mapping[str, FieldValue]) -> None:
        values = self._values(contact_id)
        before = {name: values.get(name) for name in edits}
        workspace = self._context.workspace
        words = _("Saved: {name}").format(name=edits.get("name") or values.get("name"))
        self._context.runner.on_store(
            lambda: edit_contact(workspace, contact_id, edits),
            lambda changes: self._saved(changes, words, lambda: self._write(contact_id, before)),
            self._refused,
            self._view,
        )

    def _save_new(self, fields: Mapping[str, FieldValue]) -> None:
        workspace, account_id = self._context.workspace, self._account_id
        words = _("Added: {name}").format(name=fields["name"])
        self._context.runner.on_store(
            lambda: create_contact(workspace, account_id, fields),
            lambda made: self._saved(made[1], words, lambda: self._remove(made[0])),
            self._refused,
            self._view,
        )

    def _saved(self, changes: ChangeSet, words: str, undo: Callable[[], None]) -> None:
        self.close()
        self._announce(changes, words, undo)

    def _announce(self, changes: ChangeSet, words: str, undo: Callable[[], None]) -> None:
        self._context.publish(changes)
        self._context.navigation.show_toast(words, action=_("Undo"), on_action=undo)

    def _write(self, contact_id: str, fields: Mapping[str, FieldValue]) -> None:
        workspace = self._context.workspace
        self._undo(lambda: edit_contact(workspace, contact_id, fields))

    def _create(self, fields: Mapping[str, FieldValue]) -> None:
        workspace, account_id = self._context.workspace, self._account_id
        self._undo(lambda: create_contact(workspace, account_id, fields)[1])

    def _remove(self, contact_id: str) -> None:
        workspace = self._context.workspace
        self._undo(lambda: delete_contact(workspace, contact_id))

    def _undo(self, command: Callable[[], ChangeSet]) -> None:
        self._context.runner.on_store(command, self._context.publish, self._failed)

    def _refused(self, error: Exception) -> None:
        self._is_saving = False
        if self._form is None or not show_refusal(self._form, _CONTACT, error):
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(error_words(_CONTACT, error))
