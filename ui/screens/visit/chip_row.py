"""Chips of which several can be on; words that are not offered are kept and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.visit.flow_layout import FlowLayout
from ui.widgets.chips import ChoiceChip


class ChipRow(QWidget):
    """One chip a word.

    Signals:
        changed: The chosen words as a tuple, in the order of the chips.

    Args:
        choices: (key, words) in order.
        icons: Icon of a key, where there is one.
    """

    changed = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[str, str]], icons: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._chips: dict[str, ChoiceChip] = {}
        self._flow = FlowLayout(gap=8)
        self._icons = icons or {}
        self.setLayout(self._flow)
        for key, words in choices:
            self._add(key, words)

    def choose(self, keys: Sequence[str]) -> None:
        """Choose without telling; free words get a chip of their own."""
        for key in keys:
            if key not in self._chips:
                self._add(key, key)
        for key, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(key in keys)
            chip.blockSignals(False)

    def offer(self, word: str) -> None:
        """Add a free word and choose it."""
        if word and word not in self._chips:
            self._add(word, word)
        if word:
            self._chips[word].setChecked(True)

    def keys(self) -> tuple[str, ...]:
        """Return the chosen keys."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def _add(self, key: str, words: str) -> None:
        chip = ChoiceChip(words, self._icons.get(key, ""), tall=True)
        chip.toggled.connect(lambda _on: self.changed.emit(self.keys()))
        self._chips[key] = chip
        self._flow.addWidget(chip)
