"""Ticks for the words that a field offers."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fields import FieldValue
from app.domain.schema import join_labels, split_labels
from ui.widgets.checks import CheckBox

_COLUMNS = 3


class LabelPicker(QWidget):
    """Ticks some of the offered words; words that are not offered stay as they are."""

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._boxes = {key: CheckBox(words) for key, words in choices}
        self._others: tuple[str, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        for number, box in enumerate(self._boxes.values()):
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)

    def labels(self) -> str | None:
        """Return the ticked words as the value of a LABELS field."""
        ticked = [key for key, box in self._boxes.items() if box.isChecked()]
        return join_labels([*ticked, *self._others])

    def set_labels(self, value: FieldValue) -> None:
        """Tick the words of a value."""
        words = split_labels(value)
        self._others = tuple(word for word in words if word not in self._boxes)
        for key, box in self._boxes.items():
            box.setChecked(key in words)
