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
from ui.screens.contract.paper.previewing import PaperView
from ui.screens.contract.paper.setting import Sheets, set_copy
from ui.screens.contract.rows import FindingView
from ui.texts import _, sentence

_ORIGINALS = 4


class SamplePaper:
    """Sets one paper at a time; while a text cannot be set, the last one that could stays.

    Attributes:
        is_bilingual: Whether both languages stand side by side.
        logo: Image of the own company, base64; empty for none.
    """

    def __init__(self, view: PaperView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._asked = 0
        self.is_bilingual = False
        self.logo = ""

    def run(self, text: TemplateText, shown: Part | None, state: TemplateState) -> None:
        """Set the text with sample values, the open clause switched on."""
        self._asked += 1
        asked, is_bilingual, logo = self._asked, self.is_bilingual, self.logo
        showing = shown.name if shown is not None and shown.kind != "field" else ""
        self._view.show_note(_("Updating…"))

        def set_next() -> Sheets | None:
            if asked != self._asked:  # typed on meanwhile: the next one in the queue is newer
                return None
            return set_sample(text, showing, state, is_bilingual=is_bilingual, logo=logo)

        self._context.runner.on_work(
            set_next,
            lambda paper: self._show(asked, paper),
            lambda error: self._refuse(asked, error),
            self._view,
        )

    def _show(self, asked: int, paper: Sheets | None) -> None:
        if asked == self._asked and paper is not None:
            self._view.show_note("")
            self._view.show_refusal(None)
            self._view.show_paper(paper.pdf, is_draft=paper.is_draft)

    def _refuse(self, asked: int, error: Exception) -> None:
        if not isinstance(error, DomainError):
            self._view.show_note("")
            raise error
        if asked == self._asked:
            self._view.show_note("")
            words = _("The paper waits: {words}").format(words=sentence(error))
            self._view.show_refusal(FindingView("error", words, "", "", ""))


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
