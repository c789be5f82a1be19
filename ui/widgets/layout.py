"""Rows, columns, grounds and panes: how a screen is put together without numbers everywhere."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget


class _Space(Enum):
    STRETCH = "stretch"


STRETCH: Final = _Space.STRETCH
Part = QWidget | QLayout | int | _Space | tuple[QWidget | QLayout, int] | None
Margins = tuple[int, int, int, int]


def row(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return parts side by side.

    Args:
        parts: Widgets, layouts, pixels of space, `STRETCH`, or (part, stretch); None is left out.
        gap: Pixels between parts.
        margins: Left, top, right, bottom.
    """
    box = QHBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def column(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return parts one below the other; see `row`."""
    box = QVBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def add_part(box: QBoxLayout, part: Part) -> None:
    """Add one part of `row` or `column` at the end of a layout."""
    match part:
        case None:
            return
        case _Space.STRETCH:
            box.addStretch(1)
        case int():
            box.addSpacing(part)
        case (QWidget() as widget, int() as stretch):
            box.addWidget(widget, stretch)
        case (QLayout() as layout, int() as stretch):
            box.addLayout(layout, stretch)
        case QWidget():
            box.addWidget(part)
        case QLayout():
            box.addLayout(part)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are destroyed."""
    while (entry := layout.takeAt(0)) is not None:
        if (widget := entry.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := entry.layout()) is not None:
            clear_layout(inner)


def _fill(box: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: Margins) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for part in parts:
        add_part(box, part)
