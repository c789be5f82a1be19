"""What the visit is for, and whether it is a visit at all or a call."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.entities.visits import PURPOSES
from app.domain.visits.draft import VisitDraft
from ui.field_texts import choice_label, field_label
from ui.screens.visit.chip_row import ChipRow
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.choice_row import Segment
from ui.widgets.layout import column

_WAYS = ("visit", "phone", "wechat")
_ICONS = {
    "collection": "banknote",
    "stock_count": "boxes",
    "order": "package",
    "contract": "signature",
    "complaint": "message-square-warning",
    "relation": "handshake",
    "distribution": "truck",
    "training": "users-round",
    "survey": "clipboard-list",
    "credit_facts": "scale",
    "file": "file-pen-line",
}


class PurposePart(FormPart):
    """Way and purposes."""

    def __init__(self) -> None:
        super().__init__()
        self.way = Segment([(way, choice_label("visit_log", "way", way)) for way in _WAYS])
        self.way.setAccessibleName(field_label("visit_log", "way"))
        ordered = sorted(PURPOSES, key=list(_ICONS).index)
        choices = [(key, choice_label("visit_log", "purposes", key)) for key in ordered]
        self.purposes = ChipRow(choices, _ICONS)
        self._fault = FaultLine()
        heading = SectionHeading(
            field_label("visit_log", "purposes"), None, _("several are possible"), self.way
        )
        self.setLayout(column(heading, self.purposes, self._fault, gap=10))
        self.way.chosen.connect(lambda key: self.edited.emit("way", key))
        self.purposes.changed.connect(lambda keys: self.edited.emit("purposes", keys))

    def show_draft(self, draft: VisitDraft) -> None:
        """Choose way and purposes."""
        if draft.way in _WAYS:
            self.way.choose(draft.way)
        self.purposes.choose(draft.purposes)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """The way may be missing."""
        self._fault.show_fault(faults.get("way", "") or faults.get("purposes", ""))
