"""Whom the visitor met, and a new person when the one met is not in the file yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.visits.draft import VisitDraft
from ui.field_texts import field_label
from ui.screens.visit.flow_layout import FlowLayout
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.screens.visit.sheet_words import PersonWords
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.editors import LineEdit
from ui.widgets.layout import clear_layout, column, row


class PeoplePart(FormPart):
    """Cards to tick, and a line for a new person.

    Signals:
        contact_added: Name, post and mobile of a new person, as fields of the contact.
    """

    contact_added = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, ChoiceCard] = {}
        self._met: list[str] = []
        self._known: tuple[PersonWords, ...] | None = None
        self._flow = FlowLayout(gap=8)
        self.name = LineEdit(placeholder=field_label("contact", "name"), big=True)
        self.post = LineEdit(placeholder=field_label("contact", "post"), big=True)
        self.mobile = LineEdit(placeholder=field_label("contact", "mobile"), big=True)
        self._line = self._make_line()
        self._fault = FaultLine()
        holder = QWidget()
        holder.setLayout(self._flow)
        heading = SectionHeading(field_label("visit_log", "contact_ids"))
        self.setLayout(column(heading, holder, self._line, self._fault, gap=10))

    def show_people(self, people: Sequence[PersonWords], met: Sequence[str]) -> None:
        """Offer the persons of the account, those met ticked."""
        if set(met) - set(self._met):
            self._close_line()
        self._met = list(met)
        if tuple(people) == self._known:
            self._tick()
            return
        self._known = tuple(people)
        clear_layout(self._flow)
        self._cards = {}
        for person in people:
            card = ChoiceCard(person.name, person.note, avatar=person.name[:1])
            card.setChecked(person.id in self._met)
            card.toggled.connect(lambda on, key=person.id: self._turn(key, on=on))
            self._cards[person.id] = card
            self._flow.addWidget(card)
        new = Button(_("New contact"), "ghost", "plus", big=True)
        new.clicked.connect(self._open_line)
        self._flow.addWidget(new)

    def show_draft(self, draft: VisitDraft) -> None:
        """Tick the persons met."""
        self._met = list(draft.contact_ids)
        self._tick()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """A new person may lack a name."""
        self._fault.show_fault(faults.get("new_contact", ""))

    def _tick(self) -> None:
        for key, card in self._cards.items():
            card.blockSignals(True)
            card.setChecked(key in self._met)
            card.blockSignals(False)

    def _make_line(self) -> QWidget:
        add = Button(p_("visit", "Add"), big=True)
        add.clicked.connect(self._add)
        close = Button(_("Cancel"), "ghost", big=True)
        close.clicked.connect(self._close_line)
        for editor in (self.name, self.post, self.mobile):
            editor.setAccessibleName(editor.placeholderText())
            editor.returnPressed.connect(self._add)
        line = QWidget()
        line.setLayout(row((self.name, 2), (self.post, 2), (self.mobile, 3), add, close, gap=8))
        line.hide()
        return line

    def _open_line(self) -> None:
        self._line.show()
        self.name.setFocus()

    def _close_line(self) -> None:
        self._line.hide()
        self._fault.show_fault("")
        for editor in (self.name, self.post, self.mobile):
            editor.clear()

    def _add(self) -> None:
        fields = {"name": self.name.text(), "post": self.post.text(), "mobile": self.mobile.text()}
        self.contact_added.emit(fields)

    def _turn(self, contact_id: str, *, on: bool) -> None:
        self._met = [known for known in self._met if known != contact_id]
        if on:
            self._met.append(contact_id)
        self.edited.emit("contact_ids", tuple(self._met))
