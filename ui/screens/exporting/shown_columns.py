"""Finds which columns a table shows now."""

from __future__ import annotations

from collections.abc import Collection

from ui.delegates.row_table import RowTable
from ui.screens.exporting.seen import SeenColumn


def shown_columns(table: RowTable, personal_below: Collection[str] = ()) -> tuple[SeenColumn, ...]:
    """Return the columns with a heading that find room on the screen.

    Args:
        table: The list.
        personal_below: Keys of columns whose second line may hold personal data.
    """
    return tuple(
        SeenColumn(column.title, column.cell, column.key in personal_below)
        for number, column in enumerate(table.columns())
        if column.title and not table.isColumnHidden(number)
    )
