"""One line of the sheet: what is judged, its score from 1 to 5, and a hard number beside it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.evaluation.rows import IndicatorView
from ui.texts import _
from ui.widgets.choice_row import Segment
from ui.widgets.layout import STRETCH, row
from ui.widgets.text import Text
from ui.widgets.value_editors import NumberEdit

_NOTHING = ""
_SCORES = ("1", "2", "3", "4", "5")
_LABEL, _NUMBER = 232, 110


class ScoreSegment(Segment):
    """A score; the digits 1 to 5 give it, 0 and the delete key take it back."""

    def __init__(self) -> None:
        super().__init__([(_NOTHING, "–"), *((score, score) for score in _SCORES)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a typed digit."""
        typed = event.text()
        if typed in {"0", "\b", "\x7f"}:
            typed = _NOTHING
        elif typed not in _SCORES:
            super().keyPressEvent(event)
            return
        self.choose(typed)
        self.part(typed).setFocus()
        self.chosen.emit(typed)


class ScoreRow(QWidget):
    """Tells when anything in it was changed.

    Signals:
        changed: A score or a number.
    """

    changed = Signal()

    def __init__(self, indicator: IndicatorView) -> None:
        super().__init__()
        self.code = indicator.code
        self.segment = ScoreSegment()
        self.segment.setAccessibleName(indicator.words)
        self.number: NumberEdit | None = None
        label = Text(indicator.words, "dense", elide=True)
        # What is cut where it has no room must still take the room it is given.
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        label.setFixedWidth(_LABEL)
        parts: list[QWidget] = [label, self.segment]
        if indicator.is_measured:
            known = indicator.number
            self.number = NumberEdit(None if known is None else Decimal(known))
            self.number.setFixedWidth(_NUMBER)
            self.number.setPlaceholderText(_("Number"))
            self.number.setAccessibleName(f"{indicator.words}: {_('Number')}")
            self.number.number_changed.connect(lambda _value: self.changed.emit())
            parts.append(self.number)
        self.setLayout(row(*parts, STRETCH, gap=12))
        self.segment.chosen.connect(lambda _key: self.changed.emit())

    def score(self) -> int | None:
        """Return the score; None while there is none."""
        chosen = self.segment.current()
        return int(chosen) if chosen else None

    def hard_number(self) -> int | None:
        """Return the number; None while there is none."""
        value = self.number.number() if self.number is not None else None
        return None if value is None else int(value)
