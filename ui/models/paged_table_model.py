"""A table over rows that arrive page by page while one scrolls: 20,000 to 500,000 of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer

from ui.models.cells import Blank, Cell
from ui.models.columns import ROW_ROLE, Column, Index, Row, cell_data, heading_data

PAGE_SIZE: Final = 200
_PAGES_KEPT = 60
_PAGES_ASKED_AT_ONCE = 3
_BLANK = Blank()


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Rows that are wanted.

    Attributes:
        generation: Number of the query they belong to; give it back with the rows.
        first: Number of the first row.
        count: How many, at most `PAGE_SIZE`.
    """

    generation: int
    first: int
    count: int


class PagedTableModel(QAbstractTableModel, Generic[Row]):
    """Knows how many rows there are and asks for those that are looked at.

    Args:
        columns: What is shown of a row.
        need_page: Called from the event loop, never while painting; answers by `deliver` or `fail`.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        need_page: Callable[[PageRequest], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._need_page = need_page
        self._count = 0
        self._generation = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._outdated: dict[int, Sequence[Row]] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self._wanted: dict[int, None] = {}
        self._asked: set[int] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    def columns(self) -> tuple[Column[Row], ...]:
        """Return the columns in order."""
        return self._columns

    def replace(self, count: int) -> int:
        """Start a new query with a known number of rows.

        Returns:
            Its generation; pages of older generations are dropped when they arrive.
        """
        self.beginResetModel()
        self._generation += 1
        self._count = count
        self._forget()
        self.endResetModel()
        return self._generation

    def refresh(self) -> int:
        """Read the rows of the same query again, keeping selection and scroll position.

        The rows of before stay visible until the new ones arrive.

        Returns:
            The new generation.
        """
        self._generation += 1
        shown = {**self._outdated, **self._pages}
        self._forget()
        self._outdated = shown
        if self._count:
            last = self.index(self._count - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return self._generation

    def deliver(self, generation: int, first: int, rows: Sequence[Row]) -> None:
        """Take a page; one of an older query is dropped.

        Args:
            generation: From the request.
            first: From the request.
            rows: The rows, as many as were asked for.
        """
        if generation != self._generation or not rows:
            return
        page = first // PAGE_SIZE
        self._asked.discard(page)
        self._outdated.pop(page, None)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        self._cells.clear()
        last = min(first + len(rows), self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def fail(self, generation: int, first: int) -> None:
        """Take note that a page could not be read; it is asked for again when looked at."""
        if generation == self._generation:
            self._asked.discard(first // PAGE_SIZE)

    def row_at(self, number: int) -> Row | None:
        """Return a row by its number; None if it has not arrived."""
        page = number // PAGE_SIZE
        rows = self._pages.get(page) or self._outdated.get(page)
        place = number % PAGE_SIZE
        return rows[place] if rows is not None and place < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows of the query, arrived or not."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, the cell, or what Qt wants of it; ask for the page if it is missing."""
        if not index.isValid():
            return None
        number, column = index.row(), index.column()
        row = self.row_at(number)
        if number // PAGE_SIZE not in self._pages:
            self._want(number // PAGE_SIZE)
        if role == ROW_ROLE:
            return row
        if row is None:
            return cell_data(self._columns[column], _BLANK, role)
        key = (number, column)
        if key not in self._cells:
            self._cells[key] = self._columns[column].cell(row)
        return cell_data(self._columns[column], self._cells[key], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        inside = 0 <= section < len(self._columns)
        if orientation != Qt.Orientation.Horizontal or not inside:
            return None
        return heading_data(self._columns[section], role)

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        self._wanted.pop(page, None)
        self._wanted[page] = None
        if not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        """Ask for the pages looked at last; those flown over while scrolling are left out."""
        pages = list(self._wanted)[-_PAGES_ASKED_AT_ONCE:]
        self._wanted.clear()
        for page in pages:
            first = page * PAGE_SIZE
            count = min(PAGE_SIZE, self._count - first)
            if count > 0 and page not in self._asked:
                self._asked.add(page)
                self._need_page(PageRequest(self._generation, first, count))

    def _forget(self) -> None:
        self._pages.clear()
        self._outdated.clear()
        self._cells.clear()
        self._wanted.clear()
        self._asked.clear()
