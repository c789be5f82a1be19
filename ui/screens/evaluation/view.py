"""Draws the score sheet; it computes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.evaluation.result_pane import ResultPane
from ui.screens.evaluation.rows import Answers, CriterionView, ResultView, SheetView
from ui.screens.evaluation.score_row import ScoreRow
from ui.texts import _, p_
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import ComboBox, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.read_edit import ReadEdit
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_PANE, _NARROW_PANE = 356, 308
_CONTENT_WIDTH = 820


class EvaluationScreen(Screen):
    """Criteria with their scores at the left, what they come to at the right.

    Signals:
        scheme_chosen: Id of a scheme.
        edited: Something in the sheet was changed.
        save_requested: Keep the evaluation.
    """

    scheme_chosen = Signal(str)
    edited = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, ScoreRow] = {}
        self._points: dict[str, Text] = {}
        self._is_edited = self._is_refused = False
        self.scheme = ComboBox()
        self.attitude = ComboBox()
        self.conclusion = TextArea(lines=3)
        self.review: DateEdit | None = None
        self._fields: dict[str, Field] = {}
        self.trouble = Banner("bad", "circle-alert")
        self.trouble.hide()
        self.result = ResultPane()
        self._criteria = column(gap=18)
        self._review_place = column(gap=0)
        self.save = Button(_("Save evaluation"), "primary", "check")
        self.save.clicked.connect(self._ask_save)
        self.set_actions([self.save])
        body = QWidget()
        body.setMaximumWidth(_CONTENT_WIDTH)
        body.setLayout(self._lay_out())
        middle = ScrollColumn(row((body, 100), STRETCH, gap=0))
        side = SidePane(
            column((ScrollColumn(column(self.result)), 1), gap=0), wide=_PANE, narrow=_NARROW_PANE
        )
        self._parts = (middle, side)
        self.setLayout(row((middle, 1), side, gap=0))
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Return sheet and result for F6."""
        return self._parts

    def show_sheet(self, sheet: SheetView) -> None:
        """Show an empty sheet."""
        self.set_heading(_("Evaluate {name}").format(name=sheet.account))
        self.scheme.blockSignals(True)
        self.scheme.set_choices(sheet.schemes)
        self.scheme.choose(sheet.scheme_id)
        self.scheme.blockSignals(False)
        self._fields["scheme"].setVisible(len(sheet.schemes) > 1)
        self.attitude.set_choices(sheet.attitudes)
        self._show_criteria(sheet.criteria)
        self._show_review(sheet)
        self._is_edited = False
        self._show_trouble(sheet.refusal)
        self._is_refused = bool(sheet.refusal)
        if sheet.refusal:
            self.save.forbid(sheet.refusal)
        else:
            self.save.allow()

    def show_result(self, result: ResultView) -> None:
        """Show what the sheet comes to."""
        self.result.show_result(result)
        for code, words in result.by_criterion.items():
            if code in self._points:
                self._points[code].set_words(words)

    def show_error(self, field: str, words: str) -> None:
        """Show why it is not saved, beside the field where it has one."""
        if field in self._fields:
            self._fields[field].show_error(words)
        else:
            self._show_trouble(words)

    def answers(self) -> Answers:
        """Return what stands in the sheet."""
        scores = {code: each.score() for code, each in self.rows.items()}
        numbers = {code: each.hard_number() for code, each in self.rows.items()}
        return Answers(
            {code: score for code, score in scores.items() if score is not None},
            {code: number for code, number in numbers.items() if number is not None},
            self.attitude.key(),
            self.conclusion.toPlainText(),
            self.review.day() if self.review is not None else None,
        )

    def forget(self) -> None:
        """Take what is typed as saved."""
        self._is_edited = False

    def leave_allowed(self) -> bool:
        """Ask first when scores would be lost."""
        if not self._is_edited:
            return True
        self.ask_to_leave(_("This evaluation is not saved."))
        return False

    def _show_criteria(self, criteria: Sequence[CriterionView]) -> None:
        clear_layout(self._criteria)
        self.rows, self._points = {}, {}
        for criterion in criteria:
            self._criteria.addLayout(self._criterion(criterion))

    def _criterion(self, criterion: CriterionView) -> QVBoxLayout:
        points = self._points[criterion.code] = Text("", "body-m")
        gate = Tag(p_("evaluation", "Gate"), "info", "lock") if criterion.is_gate else None
        weight = Text(_("Weight {share}").format(share=criterion.weight), "meta", "text3")
        head = row(Text(criterion.words, "section"), gate, weight, STRETCH, points, gap=10)
        lines = column(gap=8)
        for indicator in criterion.indicators:
            line = self.rows[indicator.code] = ScoreRow(indicator)
            line.changed.connect(self._note_edit)
            lines.addWidget(line)
        return column(head, 8, lines, gap=0)

    def _show_review(self, sheet: SheetView) -> None:
        clear_layout(self._review_place)
        self.review = DateEdit(None, today=sheet.today)
        self.review.day_changed.connect(self._note_edit)
        self._fields["next_review_on"] = Field(_("Next review"), self.review)
        self._review_place.addWidget(self._fields["next_review_on"])

    def _show_trouble(self, words: str) -> None:
        self.trouble.setVisible(bool(words))
        if words:
            self.trouble.show_words(words)

    def _note_edit(self) -> None:
        self._is_edited = True
        self._show_trouble("")
        self.edited.emit()

    def _lay_out(self) -> QVBoxLayout:
        self._fields["scheme"] = Field(_("Scheme"), self.scheme)
        self._fields["attitude"] = Field(_("Enthusiasm as it shows"), self.attitude)
        self._fields["conclusion"] = Field(_("Conclusion"), self.conclusion)
        hint = Text(
            _("1 is weak, 5 is strong. Type the digit, Tab goes on; 0 takes it back."),
            "dense",
            "text3",
            wrap=True,
        )
        said = row((self._fields["attitude"], 1), (self._review_place, 1), gap=16)
        return column(
            self.trouble, self._fields["scheme"], 6, hint, 14, self._criteria, 20, said, 12,
            self._fields["conclusion"], STRETCH,
            gap=0, margins=(24, 16, 20, 20),
        )  # fmt: skip

    def _connect(self) -> None:
        self.scheme.currentIndexChanged.connect(
            lambda _index: self.scheme_chosen.emit(self.scheme.key())
        )
        self.attitude.activated.connect(lambda _index: self._note_edit())
        self.conclusion.textChanged.connect(self._note_words)
        keys = QShortcut(QKeySequence.StandardKey.Save, self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._ask_save)

    def _ask_save(self) -> None:
        """Understand what is still being typed, and have it all saved; what is no value waits."""
        numbers = [line.number for line in self.rows.values() if line.number is not None]
        editors: list[ReadEdit] = [*numbers, *([self.review] if self.review is not None else [])]
        for editor in editors:
            editor.read()
        misread = [editor for editor in editors if editor.is_misread()]
        if misread:
            misread[0].setFocus()
        elif not self._is_refused:
            self.save_requested.emit()

    def _note_words(self) -> None:
        self._is_edited = self._is_edited or bool(self.conclusion.toPlainText())
