"""The rows of the palette as a list: headings that cannot be chosen, and hits that can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.screens.palette.rows import Group, Hit
from ui.texts import _, p_

Index = QModelIndex | QPersistentModelIndex
Line = str | Hit

LINE_ROLE = Qt.ItemDataRole.UserRole + 1

_NOWHERE = -1


class HitModel(QAbstractListModel):
    """Shows groups; they are replaced as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._groups: list[str] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._lines, self._groups = [], []
        for group in groups:
            self._lines += [group.title, *group.hits]
            self._groups += [group.title] * (len(group.hits) + 1)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows, headings included."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the line, its words, or how it is spoken."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case _ if role == LINE_ROLE:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return line.words if isinstance(line, Hit) else line
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(index.row())
            case Qt.ItemDataRole.ToolTipRole if isinstance(line, Hit):
                return "\n".join(part for part in (line.words, line.note) if part)
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not isinstance(self.data(index, LINE_ROLE), Hit):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def hit_at(self, row: int) -> Hit | None:
        """Return the hit in a row; None for a heading or no row."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Hit) else None

    def row_of(self, key: str) -> int:
        """Return the row of a hit, -1 when it is not there."""
        rows = (row for row, line in enumerate(self._lines) if isinstance(line, Hit))
        return next((row for row in rows if self._key(row) == key), _NOWHERE)

    def step(self, row: int, by: int) -> int:
        """Return the row some hits away; one step goes round at the ends, more stop there."""
        hits = [at for at, line in enumerate(self._lines) if isinstance(line, Hit)]
        if not hits:
            return _NOWHERE
        place = hits.index(row) + by if row in hits else 0
        if abs(by) == 1:
            return hits[place % len(hits)]
        return hits[max(0, min(place, len(hits) - 1))]

    def step_group(self, row: int, by: int) -> int:
        """Return the first hit of a group some groups on; it goes round at the ends."""
        heads = [at for at, line in enumerate(self._lines) if isinstance(line, str)]
        if not heads:
            return _NOWHERE
        current = sum(head < row for head in heads) - 1
        return heads[(current + by) % len(heads)] + 1

    def spoken(self, row: int) -> str:
        """Return a row as a screen reader says it: words, class, note, state, group."""
        line = self._lines[row]
        if not isinstance(line, Hit):
            return line
        grade = _("Class {grade}").format(grade=line.grade) if line.grade else ""
        state = line.state.words if line.state else ""
        pinned = p_("palette", "Pinned") if line.pin == "on" else ""
        parts = (line.words, grade, line.note, state, pinned, self._groups[row])
        return ", ".join(part for part in parts if part)

    def _key(self, row: int) -> str:
        hit = self.hit_at(row)
        return hit.key if hit else ""
