"""Parts of the settings page: a section, a line with its control, a key with its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import KeyCap
from ui.widgets.panel import hline
from ui.widgets.text import Text

_NAME_WIDTH = 168
_KEYS_WIDTH = 168


def section(title: str, *parts: QWidget) -> QVBoxLayout:
    """Return a block of settings with hairlines between its lines."""
    box = column(Text(title, "section"), 6, gap=0)
    for number, part in enumerate(parts):
        if number:
            box.addWidget(hline())
        box.addWidget(part)
    return box


def setting(title: str, note: str, control: QWidget) -> QWidget:
    """Return a line: what is set at the left, the control at the right."""
    line = QWidget()
    words = column(
        Text(title, "body", wrap=True),
        Text(note, "meta", "text2", wrap=True) if note else None,
        gap=2,
    )
    line.setLayout(row((words, 1), control, gap=24, margins=(0, 12, 0, 12)))
    return line


def fact(name: str, value: str) -> QWidget:
    """Return a line that can be read and copied, not changed."""
    line = QWidget()
    label = Text(name, "dense", "text3")
    label.setFixedWidth(_NAME_WIDTH)
    shown = Text(value, "dense", wrap=True, selectable=True)
    line.setLayout(row(label, (shown, 1), gap=12, margins=(0, 7, 0, 7)))
    return line


def shortcut(keys: Sequence[str], meaning: str) -> QWidget:
    """Return a line of the keyboard list."""
    line = QWidget()
    caps = QWidget()
    caps.setFixedWidth(_KEYS_WIDTH)
    caps.setLayout(row(*(KeyCap(key) for key in keys), STRETCH, gap=6))
    line.setLayout(row(caps, (Text(meaning, "dense", wrap=True), 1), gap=12, margins=(0, 6, 0, 6)))
    line.setAccessibleName(f"{' '.join(keys)}: {meaning}")
    return line
