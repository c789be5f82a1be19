"""Columns declared as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from ui.models.cells import Cell, Name, Num, cell_spoken, cell_text

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

CELL_ROLE = Role.UserRole
ROW_ROLE = Role.UserRole + 1
COLUMN_ROLE = Role.UserRole + 2


# No slots: `Column[Row](…)` on a frozen, slotted, generic dataclass fails in Python 3.11.
@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        key: Its name; also what a sort request carries.
        title: Heading.
        cell: What a row shows in it. Called once for a row while it is shown.
        width: Pixels; 0 takes what is left.
        align: Where heading and plain text stand.
        sortable: A click on the heading asks for this order.
        drop_below: Hidden while the table is narrower than this.
        edit: Takes what the user typed into an `Edit` cell.
    """

    key: str
    title: str
    cell: Callable[[Row], Cell]
    width: int = 0
    align: Literal["left", "right"] = "left"
    sortable: bool = False
    drop_below: int = 0
    edit: Callable[[Row, str], None] | None = None


def cell_data(column: Column[Any], cell: Cell, role: int) -> Any:
    """Return what Qt asks about a cell: text, the cell itself, tool tip or spoken words."""
    match role:
        case Role.DisplayRole | Role.EditRole:
            return cell_text(cell)
        case Role.UserRole:
            return cell
        case Role.AccessibleTextRole:
            spoken = cell_spoken(cell)
            return f"{column.title}: {spoken}" if column.title and spoken else spoken
        case Role.ToolTipRole:
            return _tool_tip(cell)
        case _:
            return None


def heading_data(column: Column[Any], role: int) -> Any:
    """Return what Qt asks about a heading."""
    match role:
        case Role.DisplayRole | Role.AccessibleTextRole:
            return column.title
        case Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align == "right" else None
            return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        case int() if role == COLUMN_ROLE:
            return column
        case _:
            return None


def _tool_tip(cell: Cell) -> str | None:
    match cell:
        case Name(text=text, marks=marks):
            return "\n".join((text, *(mark.words for mark in marks)))
        case Num(exact=exact) if exact:
            return exact
        case _:
            return None
