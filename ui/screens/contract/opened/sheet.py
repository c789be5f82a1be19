"""What the form of one contract holds: values by field, rows by table; changed one at a time."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.sheet import GOODS, GoodsLine, printed_values, write_terms
from app.queries.contracts.page import ContractSheet
from ui.screens.contract.opened.rows import RowPrice, TableRow, line_of_row, row_of_line

PART = "."
NUMBER_FIELD = "contract_no"


class FilledSheet:
    """Values as they stand in the form.

    A field of a party is called `party_b.uscc`; all other fields by their name in the template.

    Args:
        sheet: The contract as it is stored.
        template: Its template.
    """

    def __init__(self, sheet: ContractSheet, template: ContractTemplate) -> None:
        self.template = template
        self.number = sheet.number
        self.annexes = sheet.annexes
        self._keys = (f"row-{place}" for place in count(1))
        self._terms: dict[str, Any] = copy.deepcopy(dict(sheet.terms))
        self._rows: dict[str, tuple[TableRow, ...]] = dict(self._read_tables(sheet))

    def value(self, name: str) -> Any:
        """Return the value of a field; its default when nothing was ever said."""
        field, _, part = name.partition(PART)
        if part:
            return (self._terms.get(field) or {}).get(part, "")
        if field in self._terms:
            return self._terms[field]
        known = self.template.fields.get(field)
        return known.default if known else None

    def put(self, name: str, value: Any) -> bool:
        """Set the value of a field; return whether it is another one."""
        if value == self.value(name) and type(value) is type(self.value(name)):
            return False
        field, _, part = name.partition(PART)
        if part:
            self._terms[field] = {**(self._terms.get(field) or {}), part: value or ""}
        elif is_filled(value) or self._has_default(field):
            # A default that was deleted must stay deleted: only a missing value gets it back.
            self._terms[field] = value
        else:
            self._terms.pop(field, None)
        return True

    def rows(self, table: str) -> tuple[TableRow, ...]:
        """Return the rows of a table."""
        return self._rows.get(table, ())

    def put_rows(self, table: str, rows: Sequence[TableRow]) -> None:
        """Set the rows of a table."""
        self._rows[table] = tuple(rows)

    def new_row(
        self,
        cells: Mapping[str, str],
        product_id: str | None = None,
        priced: RowPrice | None = None,
    ) -> TableRow:
        """Make a row that is in no table yet."""
        return TableRow(next(self._keys), "", product_id, dict(cells), priced or RowPrice())

    def terms(self) -> dict[str, Any]:
        """Return what is stored as the contract's terms."""
        others = {name: rows for name, rows in self._rows.items() if name != GOODS}
        tables = {name: [dict(row.cells) for row in rows] for name, rows in others.items() if rows}
        plain = {name: value for name, value in self._terms.items() if name not in self._rows}
        return copy.deepcopy({**plain, **tables})

    def lines(self) -> tuple[GoodsLine, ...]:
        """Return the goods as they are stored."""
        return tuple(line_of_row(row) for row in self.rows(GOODS))

    def values(self) -> dict[str, Any]:
        """Return what goes onto paper."""
        return printed_values(self.terms(), self.lines(), self.number, self.annexes)

    def is_like(self, sheet: ContractSheet) -> bool:
        """Return whether the store holds the same as the form."""
        same_terms = write_terms(self.terms()) == write_terms(sheet.terms)
        return same_terms and _bare(self.lines()) == _bare(sheet.lines)

    def _has_default(self, name: str) -> bool:
        field = self.template.fields.get(name)
        return field is not None and field.default is not None

    def _read_tables(self, sheet: ContractSheet) -> Iterator[tuple[str, tuple[TableRow, ...]]]:
        for field in self.template.fields.values():
            if field.type != "table":
                continue
            if field.name == GOODS:
                yield GOODS, tuple(row_of_line(line, next(self._keys)) for line in sheet.lines)
                continue
            stored = sheet.terms.get(field.name) or []
            yield field.name, tuple(self.new_row(cells) for cells in stored)


def _bare(lines: Sequence[GoodsLine]) -> list[GoodsLine]:
    return [dataclasses.replace(line, id="") for line in lines]
