"""Columns of a list of records: what a row shows, derived from the kind of each field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.fields import Field, Kind
from app.domain.schema import ENTITIES
from app.queries.records.forms import RecordRow
from ui.field_texts import entity_label, field_label
from ui.formats import MISSING, Formats
from ui.models.cells import Cell, Mark, Name, Num, TagCell, Tags
from ui.models.columns import Column
from ui.screens.records.kind import RecordKind
from ui.screens.records.record_words import field_words, state_look, state_words
from ui.texts import _

_ACCOUNT = "account_id"
_FIGURES = (Kind.MONEY, Kind.INTEGER, Kind.DECIMAL)
_TAGGED = ("state", "quality", "severity", "verdict")
_WIDTHS = {
    Kind.MONEY: 132,
    Kind.INTEGER: 96,
    Kind.DECIMAL: 96,
    Kind.DATE: 108,
    Kind.MOMENT: 152,
    Kind.FLAG: 88,
    Kind.CHOICE: 118,
    Kind.REFERENCE: 150,
}
_TEXT_WIDTH = 150
_FIRST_DROP, _DROP_STEP = 420, 130
NOT_SORTED = (Kind.DOCUMENT, Kind.LABELS)


class RecordCells:
    """Turns records of one kind into cells, in one language.

    Args:
        kind: What a row shows.
        formats: Spells money, days and numbers.
        names_account: Whether a row says whose record it is.
    """

    def __init__(self, kind: RecordKind, formats: Formats, *, names_account: bool) -> None:
        self._kind, self._formats = kind, formats
        self._names_account = names_account and kind.has_account
        self._fields = ENTITIES[kind.entity].fields

    def columns(self) -> Sequence[Column[RecordRow]]:
        """Return the columns, left to right; the later ones give way in a narrow window."""
        entity, name = self._kind.entity, self._kind.name_field()
        title = entity_label("account") if self._names_account else field_label(entity, name)
        first = Column(_ACCOUNT if self._names_account else name, title, self.name, sortable=True)
        shown = [self._fields[each] for each in self._kind.column_fields() if each != name]
        dropped = [_FIRST_DROP + _DROP_STEP * at for at in range(len(shown))]
        if shown and shown[-1].name in _TAGGED:  # the state stands last and stays longest
            dropped[-1] = 0
        others = [self._column(each, drop) for each, drop in zip(shown, dropped, strict=True)]
        return (first, *others)

    def name(self, row: RecordRow) -> Name:
        """What the record is about, whose it is, and whether it waits to be sent."""
        words = self._words(self._kind.name_field(), row).split("\n")[0]
        marks = (Mark("cloud-upload", "info", _("Not sent yet")),) if row.waiting else ()
        if not self._names_account:
            return Name(words or MISSING, marks=marks)
        return Name(self._words(_ACCOUNT, row) or MISSING, words, marks=marks)

    def _column(self, field: Field, drop_below: int) -> Column[RecordRow]:
        return Column(
            field.name,
            field_label(self._kind.entity, field.name),
            partial(self._cell, field),
            width=_WIDTHS.get(field.kind, _TEXT_WIDTH),
            align="right" if field.kind in _FIGURES else "left",
            sortable=field.kind not in NOT_SORTED,
            drop_below=drop_below,
        )

    def _cell(self, field: Field, row: RecordRow) -> Cell:
        value = row.values.get(field.name)
        if value is None:
            return Num(MISSING) if field.kind in _FIGURES else MISSING
        if field.name in _TAGGED:
            tone, icon = state_look(str(value))
            return Tags((TagCell(state_words(self._kind.entity, field.name, value), tone, icon),))
        words = self._words(field.name, row)
        return Num(words) if field.kind in _FIGURES else words.split("\n")[0]

    def _words(self, name: str, row: RecordRow) -> str:
        return field_words(self._kind.entity, name, row.values, row.names, self._formats)
