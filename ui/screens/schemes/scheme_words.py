"""Spells evaluation schemes for the list and the editor."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from app.domain.analysis.scheme_reading import SchemeBook
from app.domain.evaluation.drafts import MEASURED_SIGN, DraftCriterion, SchemeDraft
from app.queries.evaluation.schemes import OWN_SCHEME, SchemeEntry, SchemeRecord
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.evaluation.sheet_words import own_words
from ui.screens.schemes.rows import SchemeForm, SchemeLine
from ui.texts import _, p_
from ui.theme.tokens import Tone

_TONES: dict[str, Tone] = {"draft": "info", "approved": "ok", "withdrawn": "quiet"}
_HUNDRED = 100


class SchemeWords:
    """Speaks one language."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        self._formats, self._today = formats, today

    def line(self, record: SchemeRecord) -> SchemeLine:
        """Return a row of the list."""
        since = self._since(record)
        who = record.approver or record.maker
        return SchemeLine(
            record.id,
            f"{record.name} {record.version}",
            " · ".join(part for part in (since, who) if part),
            choice_label("evaluation_scheme", "state", record.state),
            _TONES.get(record.state, "quiet"),
        )

    def own_line(self) -> SchemeLine:
        """Return the row of the program's own scheme."""
        words = _("Used where the company approved none")
        return SchemeLine("", _("Dealers, as built in"), words, _("Built in"), "quiet")

    def form(self, entry: SchemeEntry, *, may_write: bool) -> SchemeForm:
        """Return a scheme in the editor."""
        record = entry.record
        return SchemeForm(
            title=f"{record.name} {record.version}",
            note=self._note(entry),
            draft=self.draft(
                entry.book, record.name, record.version, valid_from_on=record.valid_from_on
            ),
            today=self._today,
            is_open=entry.may_edit,
            may_copy=may_write,
            steps=tuple((step, _verb(step)) for step in entry.steps),
        )

    def own_form(self, *, may_write: bool) -> SchemeForm:
        """Return the program's own scheme in the editor."""
        return SchemeForm(
            title=_("Dealers, as built in"),
            note=_("It cannot be changed; a new version of it can be made the company's own."),
            draft=self.draft(OWN_SCHEME, _("Dealers"), "1"),
            today=self._today,
            is_open=False,
            may_copy=may_write,
            steps=(),
        )

    def new_form(self, draft: SchemeDraft) -> SchemeForm:
        """Return a draft that is not kept yet."""
        return SchemeForm(
            title=_("New version of {name}").format(name=draft.name),
            note=_("It counts when somebody else has approved it."),
            draft=draft,
            today=self._today,
            is_open=True,
            may_copy=False,
            steps=(),
        )

    def shown(self, book: SchemeBook | None) -> dict[str, str]:
        """Return the words that criteria and indicators are shown by, by code."""
        if book is None:
            return {}
        codes = [
            code
            for each in book.scheme.criteria
            for code in (each.code, *each.indicators)
        ]  # fmt: skip
        return {code: self._named(book, code) for code in codes}

    def draft(
        self, book: SchemeBook | None, name: str, version: str, *, valid_from_on: str = ""
    ) -> SchemeDraft:
        """Return a scheme as it is typed."""
        if book is None:
            return SchemeDraft(name=name, version=version, valid_from_on=valid_from_on)
        codes = [each.code for each in book.scheme.criteria]
        total = sum((each.weight for each in book.scheme.criteria), Decimal(0)) or Decimal(1)
        return SchemeDraft(
            name=name,
            version=version,
            valid_from_on=valid_from_on,
            criteria=tuple(
                DraftCriterion(
                    self._named(book, each.code),
                    f"{(each.weight / total * _HUNDRED).normalize():f}",
                    tuple(self._indicator(book, code) for code in each.indicators),
                    each.code,
                )
                for each in book.scheme.criteria
            ),
            gate=codes.index(book.scheme.gate) if book.scheme.gate else None,
            gate_score=f"{book.scheme.gate_score.normalize():f}",
        )

    def _indicator(self, book: SchemeBook, code: str) -> str:
        sign = f" {MEASURED_SIGN}" if code in book.measured else ""
        return f"{self._named(book, code)}{sign}"

    def _named(self, book: SchemeBook, code: str) -> str:
        return book.words.get(code, {}).get(self._formats.language) or own_words(code)

    def _note(self, entry: SchemeEntry) -> str:
        record = entry.record
        if entry.book is None:
            return _("This scheme cannot be read; make a new one.")
        if record.state != "draft":
            words = _("Approved by {name}").format(name=record.approver) if record.approver else ""
            return " · ".join(part for part in (self._since(record), words) if part)
        if not record.valid_from_on:
            return _("A draft. It needs its first day before it can be approved.")
        return _("A draft. Somebody else than {name} approves it.").format(
            name=record.maker or _("its maker")
        )

    def _since(self, record: SchemeRecord) -> str:
        if not record.valid_from_on:
            return ""
        day = self._formats.full_day(dt.date.fromisoformat(record.valid_from_on))
        return _("from {day}").format(day=day)


def _verb(step: str) -> str:
    match step:
        case "approve":
            return p_("scheme", "Approve")
        case "drop":
            return p_("scheme", "Drop the draft")
        case _:
            return p_("scheme", "Withdraw")
