"""Values of any field in words, with the names of the records they point to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.fields import Field, FieldValue, Kind
from app.domain.schema import ENTITIES, split_labels
from app.queries.sync.centre import Directory
from ui.field_texts import choice_label, entity_label, field_label
from ui.formats import MISSING, Formats
from ui.screens.context import Clock
from ui.texts import _, current_language, p_

_DELETED = "deleted"
_HIDDEN = frozenset(
    {
        *("account_id", "zone", "sha256", "subject_id", "subject_entity", "position"),
        "origins",
    }
)
"""Fields that say nothing to a person: the account stands in the title, the rest is machinery."""


@dataclass(frozen=True, slots=True)
class Words:
    """Spells values, moments and names for one look at the sync centre.

    Attributes:
        formats: Of the user's language.
        clock: What time it is here.
        directory: Names of records.
    """

    formats: Formats
    clock: Clock
    directory: Directory

    def value(self, entity: str, name: str, value: FieldValue) -> str:
        """Return a value as it is read, "—" when there is none."""
        field = _field(entity, name)
        if name == _DELETED:
            return p_("sync", "Deleted") if value else p_("sync", "Stays")
        if value is None:
            return MISSING
        if field is None:
            return str(value)
        if isinstance(value, int):
            return self._number(field, value)
        return self._text(entity, field, value)

    def moment(self, milliseconds: int | None) -> str:
        """Return a moment in words; empty when there is none."""
        if milliseconds is None:
            return ""
        return self.formats.moment(self.clock.moment(milliseconds), now=self.clock.now())

    def label(self, entity: str, name: str) -> str:
        """Return what a field is called."""
        return _("Whole record") if name == _DELETED else field_label(entity, name)

    def joined(self, words: Iterable[str]) -> str:
        """Return words as a list in the user's language."""
        return ("、" if current_language() == "zh_CN" else ", ").join(words)

    def record(self, entity: str, record_id: str) -> str:
        """Return what a record is called: its own name, or that of its kind."""
        return self.directory.name(record_id) or entity_label(entity)

    def account(self, entity: str, record_id: str) -> str:
        """Return the name of the account that a record is or stands under."""
        return self.directory.name(self.directory.account_of(entity, record_id))

    def _number(self, field: Field, value: int) -> str:
        match field.kind:
            case Kind.MONEY:
                return self.formats.money(value)
            case Kind.FLAG:
                return _("Yes") if value else _("No")
            case Kind.MOMENT:
                return self.moment(value)
            case _:
                return self.formats.count(value)

    def _text(self, entity: str, field: Field, value: str) -> str:
        match field.kind:
            case Kind.CHOICE:
                return choice_label(entity, field.name, value)
            case Kind.LABELS:
                return self.joined(
                    [self._label_word(entity, field, w) for w in split_labels(value)]
                )
            case Kind.DATE:
                return self.formats.full_day(dt.date.fromisoformat(value))
            case Kind.REFERENCE:
                return self.directory.name(value) or _("(not on this device)")
            case Kind.DOCUMENT:
                words = _("{count} characters of text")
                return words.format(count=self.formats.count(len(value)))
            case _:
                return value

    def _label_word(self, entity: str, field: Field, word: str) -> str:
        return self.directory.name(word) or choice_label(entity, field.name, word)


def is_shown(name: str) -> bool:
    """Return whether a field says something to a person."""
    return name not in _HIDDEN


def _field(entity: str, name: str) -> Field | None:
    return ENTITIES[entity].fields.get(name) if entity in ENTITIES else None
