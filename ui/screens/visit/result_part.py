"""What was said, what came of it, what was seen on site."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.schema import ENTITIES
from app.domain.visits.draft import VisitDraft
from ui.field_texts import choice_label, field_label
from ui.screens.visit.chip_row import ChipRow
from ui.screens.visit.form_part import FormPart
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.choice_row import Segment
from ui.widgets.editors import LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Text

_NO_MOOD = ""
_OWN_WIDTH = 220
_MOODS = ("good", "plain", "tense")


class ResultPart(FormPart):
    """Free words, findings and the customer's mood."""

    def __init__(self) -> None:
        super().__init__()
        log = ENTITIES["visit_log"].fields
        self.texts = {
            "content": TextArea(lines=3, placeholder=_("What was said and seen")),
            "result": TextArea(lines=3, placeholder=_("What came of it")),
            "competitor_facts": TextArea(lines=2, placeholder=_("Prices, promotions, new goods")),
            "requests": TextArea(lines=2, placeholder=_("What the account asks for")),
        }
        self._fields = {
            name: Field(field_label("visit_log", name), editor)
            for name, editor in self.texts.items()
        }
        choices = [
            (key, choice_label("visit_log", "findings", key)) for key in log["findings"].choices
        ]
        self.findings = ChipRow(choices)
        self.own_finding = LineEdit(placeholder=_("Own words, Enter adds"), big=True)
        self.own_finding.setAccessibleName(_("Another finding"))
        self.own_finding.setFixedWidth(_OWN_WIDTH)
        moods = [(mood, choice_label("visit_log", "mood", mood)) for mood in _MOODS]
        self.mood = Segment([(_NO_MOOD, _("not said")), *moods])
        self.mood.setAccessibleName(field_label("visit_log", "mood"))
        self._lay_out()
        self._connect()

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill in the words."""
        for name, editor in self.texts.items():
            editor.blockSignals(True)
            editor.setPlainText(str(getattr(draft, name)))
            editor.blockSignals(False)
        self.findings.choose(draft.findings)
        if draft.mood in {_NO_MOOD, *_MOODS}:
            self.mood.choose(draft.mood)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark refused words."""
        for name, field in self._fields.items():
            if name in faults:
                field.show_error(faults[name])
            else:
                field.clear_note()

    def _lay_out(self) -> None:
        fields = self._fields
        mood = row(Text(field_label("visit_log", "mood"), "meta-m", "text2"), self.mood, gap=8)
        heading = row(SectionHeading(_("Talk and result")), STRETCH, mood)
        seen = SectionHeading(
            field_label("visit_log", "findings"), None, _("tap, so that it can be counted")
        )
        self.setLayout(
            column(
                heading,
                10,
                row((fields["content"], 1), (fields["result"], 1), gap=16),
                12,
                seen,
                10,
                self.findings,
                8,
                row(self.own_finding, STRETCH),
                12,
                row((fields["competitor_facts"], 1), (fields["requests"], 1), gap=16),
                gap=0,
            )
        )

    def _connect(self) -> None:
        for name, editor in self.texts.items():
            editor.textChanged.connect(
                lambda key=name, box=editor: self.edited.emit(key, box.toPlainText())
            )
        self.findings.changed.connect(lambda keys: self.edited.emit("findings", keys))
        self.mood.chosen.connect(lambda key: self.edited.emit("mood", key))
        self.own_finding.returnPressed.connect(self._add_finding)

    def _add_finding(self) -> None:
        self.findings.offer(self.own_finding.text().strip())
        self.own_finding.clear()
