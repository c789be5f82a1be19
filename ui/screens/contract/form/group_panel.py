"""One group of the form: heading, fields in three columns, and the rest behind 更多."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.contract.form.field_editors import ContractField
from ui.screens.contract.form.table_panel import TablePanel
from ui.screens.contract.opened.plan import FormField, FormGroup
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import column

_COLUMNS = 3
_GAP_ACROSS, _GAP_DOWN = 14, 10


class GroupPanel(QWidget):
    """Arranges the fields of a group; fields that do not matter now leave no hole."""

    def __init__(self, group: FormGroup, today: dt.date, *, is_locked: bool = False) -> None:
        super().__init__()
        self._group = group
        self.fields = {
            spec.name: ContractField(spec, today, is_locked=is_locked)
            for spec in group.fields
            if spec.kind != "table"
        }
        self.tables = {
            spec.name: TablePanel(spec.label, is_locked=is_locked)
            for spec in group.fields
            if spec.kind == "table"
        }
        self._relevant: frozenset[str] = frozenset(spec.name for spec in group.fields)
        self._is_open = False
        self._more = Button(_("More"), "link", "chevron-down")
        self._more.clicked.connect(lambda: self.unfold(is_open=not self._is_open))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_ACROSS)
        self._grid.setVerticalSpacing(_GAP_DOWN)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1)
        heading = SectionHeading(group.title, None, group.note, self._more)
        self.setLayout(column(heading, *self.tables.values(), self._grid, gap=8))

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill every field without telling."""
        for name, field in self.fields.items():
            field.set_value(values.get(name))

    def show_relevant(self, names: frozenset[str]) -> None:
        """Show only the fields that matter now."""
        mine = frozenset(name for name in (*self.fields, *self.tables) if name in names)
        if mine != self._relevant or not self._grid.count():
            self._relevant = mine
            self._arrange()

    def unfold(self, *, is_open: bool) -> None:
        """Show or fold away what is seldom needed."""
        if is_open != self._is_open:
            self._is_open = is_open
            self._more.set_words(_("Less") if is_open else _("More"))
            self._arrange()

    def reveal(self, name: str) -> QWidget:
        """Make sure that a field is seen, and return it."""
        if name in self.tables:
            return self.tables[name]
        field = self.fields[name]
        if field.spec.is_extra:
            self.unfold(is_open=True)
        return field

    def _arrange(self) -> None:
        shown = list(self._shown())
        for field in self.fields.values():
            self._grid.removeWidget(field)
        for at_row, specs in enumerate(_rows(shown)):
            at_column = 0
            for spec, span in specs:
                self._grid.addWidget(self.fields[spec.name], at_row, at_column, 1, span)
                at_column += span
        names = {spec.name for spec in shown}
        for name, field in self.fields.items():
            field.setVisible(name in names)
        for name, table in self.tables.items():
            table.setVisible(name in self._relevant)
        self._more.setVisible(any(self._matters(spec) and spec.is_extra for spec in self._plain()))
        self.setVisible(bool(self._relevant))

    def _shown(self) -> Iterable[FormField]:
        for spec in self._plain():
            if self._matters(spec) and (self._is_open or not spec.is_extra):
                yield spec

    def _plain(self) -> Iterable[FormField]:
        return (spec for spec in self._group.fields if spec.kind != "table")

    def _matters(self, spec: FormField) -> bool:
        return spec.name in self._relevant


def _rows(specs: Sequence[FormField]) -> list[list[tuple[FormField, int]]]:
    """Return the fields of each row with their columns; a wide field takes what is left over."""
    rows: list[list[tuple[FormField, int]]] = []
    free = 0
    for spec in specs:
        if spec.span > free:
            if rows and free and spec.span > 1 and rows[-1][-1][1] > 1:
                last, span = rows[-1][-1]
                rows[-1][-1] = (last, span + free)
            rows.append([])
            free = _COLUMNS
        rows[-1].append((spec, spec.span))
        free -= spec.span
    return rows
