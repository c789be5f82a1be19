"""Keeps the paper beside the editor true, with sample values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import TemplateState
from app.domain.contracts.texts.editing import Part
from app.domain.contracts.texts.sample_values import sample_values
from app.domain.contracts.texts.showing import shown_template
from app.domain.contracts.texts.text import TemplateText
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.contract.paper.live import LivePaper, PaperView
from ui.screens.contract.paper.setting import Sheets, set_copy
from ui.screens.contract.rows import FindingView
from ui.texts import _, sentence

_ORIGINALS = 4


class SamplePaper:
    """Sets the text with sample values; while it cannot be set, the last one that could stays.

    Attributes:
        is_bilingual: Whether both languages stand side by side.
        logo: Image of the own company, base64; empty for none.
    """

    def __init__(self, view: PaperView, context: ScreenContext) -> None:
        self._paper = LivePaper(view, context)
        self.is_bilingual = False
        self.logo = ""

    def run(self, text: TemplateText, shown: Part | None, state: TemplateState) -> None:
        """Set the text with sample values, the open clause switched on."""
        is_bilingual, logo = self.is_bilingual, self.logo
        showing = shown.name if shown is not None and shown.kind != "field" else ""
        self._paper.set_next(
            lambda: set_sample(text, showing, state, is_bilingual=is_bilingual, logo=logo), _refusal
        )


def set_sample(
    text: TemplateText,
    showing: str,
    state: TemplateState,
    *,
    is_bilingual: bool,
    logo: str = "",
) -> Sheets:
    """Set a text with sample values.

    Raises:
        DomainError: The text is not complete, or something in it cannot be set.
    """
    template = shown_template(text, state)
    values = sample_values(template, examples_of(text), showing=showing)
    if "bilingual" in template.fields:
        values["bilingual"] = is_bilingual
    return set_copy(
        template, values, number=1, total=_ORIGINALS, is_draft=state != "approved", logo=logo
    )


def examples_of(text: TemplateText) -> Mapping[str, Any]:
    """Return what the author gave as examples, days spelled as values are."""
    found: dict[str, Any] = {}
    for field in text.fields():
        example = field.get("example")
        if example is not None:
            found[str(field.get("name"))] = (
                example.isoformat() if isinstance(example, dt.date) else example
            )
    return found


def _refusal(error: DomainError) -> FindingView:
    words = _("The paper waits: {words}").format(words=sentence(error))
    return FindingView("error", words, "", "", "")
