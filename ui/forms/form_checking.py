"""What a presenter asks of an open form, and the check before it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from ui.forms.field_words import changed_fields, check_field, error_words
from ui.forms.form_rows import FieldNote


class FormPort(Protocol):
    """A form on the screen."""

    def values(self) -> Mapping[str, FieldValue] | None:
        """Return what stands in its fields; None when one cannot be read and says so."""
        ...

    def show_note(self, name: str, note: FieldNote) -> None:
        """Show what is wrong with a field, beside it."""
        ...

    def set_value(self, name: str, value: FieldValue, words: str = "") -> None:
        """Put another value into a field; `words` is the name behind a reference."""
        ...

    def offer(self, name: str, records: Sequence[tuple[str, str]]) -> None:
        """Offer records as (id, name) for a reference."""
        ...

    def focus_first_fault(self) -> None:
        """Put the keyboard into the first refused field."""
        ...


def read_edits(
    form: FormPort, entity: str, base: Mapping[str, FieldValue], *, today: dt.date
) -> dict[str, FieldValue] | None:
    """Return the edited fields of a form; None when one is refused, which the form then shows.

    Args:
        form: The form.
        entity: Schema name of the record.
        base: The values the form was opened with; empty for a new record.
        today: For dates that must not lie ahead.
    """
    values = form.values()
    if values is None:
        form.focus_first_fault()
        return None
    edits = changed_fields(base, values)
    fields = ENTITIES[entity].fields
    asked = {name for name in values if fields[name].required} | edits.keys()
    notes = {name: check_field(entity, name, values[name], today=today) for name in asked}
    for name, note in notes.items():
        form.show_note(name, note)
    if any(note.level == "error" for note in notes.values()):
        form.focus_first_fault()
        return None
    return edits


def show_refusal(form: FormPort, entity: str, error: Exception) -> bool:
    """Show a rule that a command refused beside its field.

    Returns:
        Whether the error named a field of the form.

    Raises:
        Exception: The error itself when it is no broken rule.
    """
    if not isinstance(error, DomainError):
        raise error
    field = error.params.get("field")
    if not isinstance(field, str):
        return False
    form.show_note(field, FieldNote("error", error_words(entity, error)))
    form.focus_first_fault()
    return True
