"""The editor of a scheme: head, criteria with their weights, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evaluation.drafts import DraftCriterion, SchemeDraft
from ui.screens.schemes.criterion_card import CriterionCard
from ui.screens.schemes.rows import SchemeForm
from ui.texts import _, p_
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field, focus_first_error
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_EDGE = 24
_WIDTH = 780
_FOOT = 56
_WHOLE = Decimal(100)


class SchemeEditor(QWidget):
    """Tells what is wanted with the scheme that it shows.

    Signals:
        edited: Something was typed.
        save_wanted: Keep the draft.
        copy_wanted: Begin a new version.
        step_wanted: Name of a decision.
    """

    edited = Signal()
    save_wanted = Signal()
    copy_wanted = Signal()
    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = Text("", "section", wrap=True)
        self.note = Text("", "dense", "text2", wrap=True)
        self.trouble = Banner("bad", "circle-alert")
        self.name, self.version = LineEdit(), LineEdit()
        self.gate_score = LineEdit()
        self.since: DateEdit | None = None
        self.cards: list[CriterionCard] = []
        self.total = Text("", "body-m")
        self.add = Button(_("Add a criterion"), icon="plus")
        self.save = Button(_("Save draft"), "primary", "check")
        self.copy = Button(_("New version"), icon="copy")
        self.steps: dict[str, Button] = {}
        self.fields: dict[str, Field] = {}
        self._cards = column(gap=12)
        self._since_place = column(gap=0)
        self._steps = row(gap=8)
        self._is_open = False
        self._build()

    def show_form(self, form: SchemeForm) -> None:
        """Show a scheme."""
        draft = form.draft
        self._is_open = form.is_open
        self.title.set_words(form.title)
        self.note.set_words(form.note)
        self.trouble.hide()
        for edit, text in (
            (self.name, draft.name), (self.version, draft.version),
            (self.gate_score, draft.gate_score),
        ):  # fmt: skip
            edit.setText(text)
            edit.setReadOnly(not form.is_open)
        self._show_since(form)
        clear_layout(self._cards)
        self.cards = []
        for place, criterion in enumerate(draft.criteria):
            self._add_card(criterion, is_gate=place == draft.gate)
        self.add.setVisible(form.is_open)
        self.save.setVisible(form.is_open)
        self.copy.setVisible(form.may_copy)
        self._show_steps(form.steps)
        self._show_total()

    def draft(self) -> SchemeDraft:
        """Return what stands in the editor."""
        if self.since is not None:
            self.since.read()
        day = self.since.day() if self.since is not None else None
        gates = [place for place, card in enumerate(self.cards) if card.gate.isChecked()]
        return SchemeDraft(
            name=self.name.text(),
            version=self.version.text(),
            valid_from_on=day.isoformat() if day else "",
            criteria=tuple(card.criterion() for card in self.cards),
            gate=gates[0] if gates else None,
            gate_score=self.gate_score.text(),
        )

    def show_error(self, field: str, words: str) -> None:
        """Say why it is not kept, beside the field where it has one."""
        place = self._field(field)
        if place is None:
            self.trouble.show()
            self.trouble.show_words(words)
            return
        place.show_error(words)
        focus_first_error([place])

    def _field(self, name: str) -> Field | None:
        parts = name.split(".")
        if len(parts) > 1 and parts[1].isdigit() and int(parts[1]) < len(self.cards):
            return self.cards[int(parts[1])].fields.get(parts[-1])
        return self.fields.get(name)

    def _show_since(self, form: SchemeForm) -> None:
        clear_layout(self._since_place)
        self.since = DateEdit(None, today=form.today)
        if form.draft.valid_from_on:
            self.since.set_day(type(form.today).fromisoformat(form.draft.valid_from_on))
        self.since.setReadOnly(not form.is_open)
        self.since.day_changed.connect(self._note_edit)
        self.fields["valid_from_on"] = Field(_("Valid from"), self.since)
        self._since_place.addWidget(self.fields["valid_from_on"])

    def _show_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        clear_layout(self._steps)
        self.steps = {}
        for name, verb in steps:
            button = Button(verb, "primary" if name == "approve" else "plain")
            button.clicked.connect(lambda _on=False, name=name: self.step_wanted.emit(name))
            self._steps.addWidget(button)
            self.steps[name] = button

    def _add_card(self, criterion: DraftCriterion, *, is_gate: bool = False) -> CriterionCard:
        card = CriterionCard(criterion, is_gate=is_gate, is_open=self._is_open)
        card.changed.connect(self._note_edit)
        card.gate_ticked.connect(lambda on: self._tick_gate(card, on=on))
        card.removed.connect(lambda: self._remove(card))
        self.cards.append(card)
        self._cards.addWidget(card)
        return card

    def _tick_gate(self, card: CriterionCard, *, on: bool) -> None:
        for other in self.cards:
            if other is not card and on:
                other.gate.setChecked(False)
        self._note_edit()

    def _remove(self, card: CriterionCard) -> None:
        self.cards.remove(card)
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._note_edit()

    def _begin_card(self) -> None:
        self._add_card(DraftCriterion("", "", ())).words.setFocus()
        self._note_edit()

    def _note_edit(self) -> None:
        self.trouble.hide()
        for field in (*self.fields.values(), *(f for c in self.cards for f in c.fields.values())):
            if field.has_error():
                field.clear_note()
        self._show_total()
        self.edited.emit()

    def _show_total(self) -> None:
        total = sum((_percent(card.percent.text()) for card in self.cards), Decimal(0))
        words = _("Weights together: {percent}%").format(percent=f"{total.normalize():f}")
        self.total.set_words(words)
        self.total.set_role("text2" if total == _WHOLE else "bad")

    def _build(self) -> None:
        self.fields["name"] = Field(_("Name of the scheme"), self.name, required=True)
        self.fields["version"] = Field(_("Version"), self.version, required=True)
        self.fields["gate_score"] = Field(_("Gate opens from score"), self.gate_score)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        body.setLayout(self._lay_out())
        foot = Panel(
            row(self.total, STRETCH, self.copy, self._steps, self.save, gap=8,
                margins=(_EDGE, 8, _EDGE, 8))
        )  # fmt: skip
        foot.setMinimumHeight(_FOOT)
        page = ScrollColumn(row((body, 100), STRETCH, gap=0))
        self.setLayout(column((page, 1), hline(), foot, gap=0))
        for edit in (self.name, self.version, self.gate_score):
            edit.textEdited.connect(lambda _text: self._note_edit())
        self.add.clicked.connect(self._begin_card)
        self.save.clicked.connect(self.save_wanted)
        self.copy.clicked.connect(self.copy_wanted)

    def _lay_out(self) -> QVBoxLayout:
        head = row((self.fields["name"], 2), (self.fields["version"], 1), gap=12)
        rest = row((self._since_place, 2), (self.fields["gate_score"], 1), gap=12)
        hint = Text(
            _("A line that ends with # carries a number beside its score."),
            "dense", "text3", wrap=True,
        )  # fmt: skip
        return column(
            self.title, 4, self.note, 12, self.trouble, 10, head, 10, rest, 18,
            Text(p_("scheme", "Criteria"), "section"), 2, hint, 10, self._cards, 12,
            row(self.add, STRETCH), STRETCH,
            gap=0, margins=(_EDGE, 20, _EDGE, 20),
        )  # fmt: skip


def _percent(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().rstrip("%％").strip() or "0")
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)
