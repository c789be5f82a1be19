"""Columns of the clean-up list and of the list of persons."""

from __future__ import annotations

from collections.abc import Sequence

from app.queries.accounts.cleaning import CleaningRow, Problem, QualityLine
from ui.field_texts import choice_label
from ui.formats import MISSING, NOT_COMPUTABLE, Formats
from ui.forms.field_words import joined
from ui.models.cells import Bar, Name, Num, TagCell, Tags, Tick, Two
from ui.models.columns import Column
from ui.screens.account.file.words import missing_words
from ui.screens.context import Clock
from ui.texts import _, p_
from ui.theme.tokens import Tone

_TONES: dict[Problem, Tone] = {
    Problem.DUPLICATE: "bad",
    Problem.UNOWNED: "bad",
    Problem.INCOMPLETE: "warn",
    Problem.NO_CONTACT: "warn",
}
_MISSING_SHOWN = 3
_GOOD_SHARE = 1


def problem_words(problem: Problem) -> str:
    """Return what is wrong."""
    words = {
        Problem.DUPLICATE: _("Duplicate"),
        Problem.INCOMPLETE: _("Incomplete"),
        Problem.STALE: _("Out of date"),
        Problem.UNOWNED: _("Nobody responsible"),
        Problem.NO_CONTACT: _("No contact"),
        Problem.NO_VISIT: _("No visit in a year"),
        Problem.UNGRADED: _("No class"),
    }
    return words[problem]


class CleaningCells:
    """Turns files into cells, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def columns(self) -> Sequence[Column[CleaningRow]]:
        """Return the columns of the list, left to right."""
        return (
            Column("tick", "", lambda _row: Tick(), width=44),
            Column("account", _("Account"), self.account),
            Column("problems", _("To be settled"), self.problems, width=292),
            Column("filled", p_("file", "Complete"), self.filled, width=200),
            Column("stale", _("Out of date"), self.stale, width=132, drop_below=980),
            Column("visited", p_("file", "Last visit"), self.visited, width=112, drop_below=860),
            Column("owner", _("Responsible"), self.owner, width=104, drop_below=720),
        )

    def account(self, row: CleaningRow) -> Name:
        """Name and class; where and what it is."""
        kind = choice_label("account", "type", row.type)
        sub = "·".join(part for part in (row.city, kind) if part)
        return Name(row.name, sub, row.grade or "")

    def problems(self, row: CleaningRow) -> Tags:
        """What is wrong, the worst first."""
        return Tags(
            tuple(TagCell(problem_words(one), _TONES.get(one, "quiet")) for one in row.problems)
        )

    def filled(self, row: CleaningRow) -> Two:
        """How complete it is, and what is missing most."""
        score = row.filled.score
        share = NOT_COMPUTABLE if score is None else self._formats.percent(score)
        missing = joined(missing_words(name) for name in row.filled.missing[:_MISSING_SHOWN])
        return Two(share, _("missing: {fields}").format(fields=missing) if missing else "")

    def stale(self, row: CleaningRow) -> Two:
        """Which blocks are old, and the age of the oldest that was ever confirmed."""
        if not row.stale:
            return Two(MISSING)
        days = max((age.days or 0 for age in row.stale), default=0)
        old = self._formats.days_old(days) if days else p_("block", "never confirmed")
        blocks = " ".join(age.block for age in row.stale)
        return Two(_("Blocks {blocks}").format(blocks=blocks), old)

    def visited(self, row: CleaningRow) -> str:
        """The day of the last call."""
        if row.last_visit_at is None:
            return p_("visit", "never")
        day = self._formats.local_day(self._clock.moment(row.last_visit_at))
        return self._formats.day(day, today=self._clock.today())

    def owner(self, row: CleaningRow) -> str:
        """Who is responsible."""
        return row.owner or MISSING

    def person_columns(self) -> Sequence[Column[QualityLine]]:
        """Return the columns of the list of persons."""
        counted = (
            *(Problem.INCOMPLETE, Problem.STALE, Problem.DUPLICATE),
            *(Problem.NO_CONTACT, Problem.NO_VISIT),
        )
        return (
            Column("person", _("Responsible"), lambda line: line.name or _("Nobody")),
            Column("accounts", _("Accounts"), self.accounts, width=92, align="right"),
            Column("complete", p_("file", "Complete"), self.complete, width=180),
            *(self._counted(problem) for problem in counted),
        )

    def accounts(self, line: QualityLine) -> Num:
        """How many accounts there are."""
        return Num(self._formats.count(line.quality.accounts))

    def complete(self, line: QualityLine) -> Bar:
        """How complete the files are; the target is all of them."""
        share = line.quality.completeness
        words = NOT_COMPUTABLE if share is None else self._formats.percent(share)
        tone: Tone = "ok" if share is not None and share >= _GOOD_SHARE else "accent"
        return Bar(float(share or 0), words, tone)

    def _counted(self, problem: Problem) -> Column[QualityLine]:
        def cell(line: QualityLine) -> Num:
            count = line.quality.counts[problem]
            rate = line.quality.rate(problem)
            share = self._formats.percent(rate) if rate and count else ""
            return Num(self._formats.count(count) if count else MISSING, sub=share)

        return Column(problem.value, problem_words(problem), cell, width=132, align="right")
