"""What a form asks for, as finished words: made by a presenter, drawn by a form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.domain.fields import FieldValue, Kind

NoteLevel = Literal["", "hint", "warning", "error"]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    Attributes:
        name: Name in the schema.
        label: What is asked for.
        kind: Decides the editor.
        value: What is there.
        required: Never blank.
        choices: (key, words) of a choice or of offered labels.
        reason: Why it cannot be changed here; empty when it can.
        words: The value in words: for a reference, and for a field that cannot be changed.
        heading: Of the group that begins with this field; empty inside a group.
        offers: Groups of labels that are offered besides free ones: heading and labels.
        is_plain: Shown as words without a lock, because nothing of the record can be changed.
    """

    name: str
    label: str
    kind: Kind
    value: FieldValue
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    words: str = ""
    heading: str = ""
    is_plain: bool = False
    offers: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_percent(self) -> bool:
        """Whether the value counts hundredths of a percent."""
        return counts_basis_points(self.name, self.kind)


@dataclass(frozen=True, slots=True)
class FormView:
    """A form: a block of the file, a person, a record of any kind, or a new one.

    Attributes:
        key: Block, record id, or empty for a new record.
        title: Its heading.
        fields: In the order of the form.
        today: For the shortcuts of date fields.
    """

    key: str
    title: str
    fields: tuple[FormField, ...]
    today: dt.date


@dataclass(frozen=True, slots=True)
class FieldNote:
    """The line below a field; only an error keeps the form from being saved."""

    level: NoteLevel = ""
    words: str = ""


def counts_basis_points(name: str, kind: Kind) -> bool:
    """Return whether a field holds hundredths of a percent; its name says so."""
    return kind is Kind.INTEGER and name.endswith("_basis_points")
