"""A table over plain rows that are all in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.models.cells import Cell, Edit
from ui.models.columns import ROW_ROLE, Column, Index, Row, cell_data, heading_data


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Shows rows; they are replaced as a whole, because rows are immutable.

    Args:
        columns: What is shown of a row.
    """

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: Sequence[Row] = ()
        self._cells: dict[tuple[int, int], Cell] = {}

    def columns(self) -> tuple[Column[Row], ...]:
        """Return the columns in order."""
        return self._columns

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows by the rows of another question."""
        self.beginResetModel()
        self._cells.clear()
        self._rows = rows
        self.endResetModel()

    def refresh_rows(self, rows: Sequence[Row]) -> None:
        """Show the same records again; selection and scroll position stay if none came or went."""
        if len(rows) != len(self._rows) or not rows:
            self.set_rows(rows)
            return
        self._cells.clear()
        self._rows = rows
        last = self.index(len(rows) - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, number: int) -> Row | None:
        """Return a row by its number, None outside the table."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, the cell, or what Qt wants of it."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == ROW_ROLE:
            return self._rows[row]
        key = (row, column)
        if key not in self._cells:
            self._cells[key] = self._columns[column].cell(self._rows[row])
        return cell_data(self._columns[column], self._cells[key], role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand what was typed to the column; new rows come back through `set_rows`."""
        edit = self._columns[index.column()].edit if index.isValid() else None
        if edit is None or role != Qt.ItemDataRole.EditRole:
            return False
        edit(self._rows[index.row()], str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entry boxes can be edited."""
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()].edit is not None:
            cell = self.data(index, Qt.ItemDataRole.UserRole)
            return flags | Qt.ItemFlag.ItemIsEditable if isinstance(cell, Edit) else flags
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        inside = 0 <= section < len(self._columns)
        if orientation != Qt.Orientation.Horizontal or not inside:
            return None
        return heading_data(self._columns[section], role)
