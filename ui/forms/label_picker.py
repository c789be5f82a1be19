"""Ticks for the words that a field offers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fields import FieldValue
from app.domain.schema import join_labels, split_labels
from ui.texts import _
from ui.widgets.checks import CheckBox
from ui.widgets.editors import LineEdit
from ui.widgets.layout import column
from ui.widgets.text import Text

_COLUMNS = 3
_BETWEEN = re.compile(r"[、,，;；\n]+")


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

    def offered(self) -> frozenset[str]:
        """Return the words that can be ticked."""
        return frozenset(self._boxes)

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


class GroupedLabels(QWidget):
    """Ticks for labels by industry, and a line for words of one's own.

    Args:
        groups: Heading and labels.
    """

    def __init__(self, groups: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        super().__init__()
        self.pickers = [
            LabelPicker(tuple((label, label) for label in labels)) for _heading, labels in groups
        ]
        self.others = LineEdit(placeholder=_("Others, separated with commas"))
        self._offered = frozenset(label for _heading, labels in groups for label in labels)
        parts: list[QWidget] = []
        for (heading, _labels), picker in zip(groups, self.pickers, strict=True):
            parts += [Text(heading, "meta-m", "text2"), picker]
        self.setLayout(column(*parts, self.others, gap=4))
        self.setFocusProxy(self.others)

    def labels(self) -> str | None:
        """Return ticked and typed words as the value of a LABELS field."""
        ticked = [word for picker in self.pickers for word in split_labels(picker.labels())]
        return join_labels([*ticked, *_BETWEEN.split(self.others.text())])

    def set_labels(self, value: FieldValue) -> None:
        """Tick the offered words of a value and write the others down."""
        words = split_labels(value)
        known = join_labels([word for word in words if word in self._offered])
        for picker in self.pickers:
            picker.set_labels(
                join_labels([word for word in split_labels(known) if word in picker.offered()])
            )
        self.others.setText("、".join(word for word in words if word not in self._offered))
