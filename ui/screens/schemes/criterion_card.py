"""One criterion in the editor: its name, its weight, what is scored, and whether it is the gate."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.evaluation.drafts import DraftCriterion
from ui.texts import _
from ui.widgets.buttons import IconButton
from ui.widgets.checks import CheckBox
from ui.widgets.editors import LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import column, row
from ui.widgets.panel import Panel

_WEIGHT = 96
_LINES = 4


class CriterionCard(Panel):
    """Tells when anything in it was changed.

    Signals:
        changed: Something was typed.
        gate_ticked: It is to be the gate, or not any more.
        removed: It is to go.
    """

    changed = Signal()
    gate_ticked = Signal(bool)
    removed = Signal()

    def __init__(self, criterion: DraftCriterion, *, is_gate: bool, is_open: bool) -> None:
        self._code = criterion.code
        self.words = LineEdit(criterion.words)
        self.percent = LineEdit(criterion.percent)
        self.indicators = TextArea("\n".join(criterion.indicators), lines=_LINES)
        self.gate = CheckBox(_("Gate: below its score there is no cooperation"))
        self.gate.setChecked(is_gate)
        self.fields = {
            "words": Field(_("Criterion"), self.words, required=is_open),
            "percent": Field(_("Weight in %"), self.percent),
            "indicators": Field(_("What is scored, one a line"), self.indicators),
        }
        self.fields["percent"].setFixedWidth(_WEIGHT)
        self.remove = IconButton("trash-2", _("Remove this criterion"))
        self.remove.setVisible(is_open)
        head = row((self.fields["words"], 1), self.fields["percent"], self.remove, gap=12)
        super().__init__(
            column(
                head, 8, self.fields["indicators"], 4, self.gate, gap=0, margins=(14, 12, 14, 12)
            ),
            "inset",
        )
        self._open(is_open=is_open)
        self._connect()

    def criterion(self) -> DraftCriterion:
        """Return what stands in it."""
        return DraftCriterion(
            self.words.text(),
            self.percent.text(),
            tuple(self.indicators.toPlainText().split("\n")),
            self._code,
        )

    def _open(self, *, is_open: bool) -> None:
        self.words.setReadOnly(not is_open)
        self.percent.setReadOnly(not is_open)
        self.indicators.setReadOnly(not is_open)
        self.gate.setEnabled(is_open)

    def _connect(self) -> None:
        self.words.textEdited.connect(lambda _text: self.changed.emit())
        self.percent.textEdited.connect(lambda _text: self.changed.emit())
        self.indicators.textChanged.connect(self.changed)
        self.gate.clicked.connect(self.gate_ticked)
        self.remove.clicked.connect(self.removed)
