"""Columns of the list of debts."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.credit.limitation import LimitationClock
from app.queries.credit.debts import DebtLine, DebtView
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.models.cells import Name, Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.screens.context import Clock
from ui.texts import _, p_
from ui.theme.tokens import Tone

_TONES: dict[str, Tone] = {"doubtful": "warn", "bad": "bad", "dead": "bad"}
_TOLD_QUALITIES = frozenset(_TONES)


def view_words(view: DebtView) -> str:
    """Return what a part of the list is called."""
    words = {
        DebtView.ALL: p_("debts", "All late"),
        DebtView.TO_30: _("1–30 days"),
        DebtView.TO_60: _("31–60 days"),
        DebtView.TO_90: _("61–90 days"),
        DebtView.OVER_90: _("Over 90 days"),
        DebtView.CLOCK: _("Time to sue runs out"),
        DebtView.MARKS: _("Marks to be decided"),
        DebtView.UNPLANNED: _("No way of collecting"),
    }
    return words[view]


class DebtCells:
    """Turns debts into cells, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def columns(self) -> Sequence[Column[DebtLine]]:
        """Return the columns of the list, left to right."""
        return (
            Column("account", _("Account"), self.account),
            Column("due", p_("debts", "Due"), self.due, width=128),
            Column("balance", _("Open amount"), self.balance, width=132, align="right"),
            Column("marks", p_("debts", "Marked"), self.marks, width=168),
            Column("course", _("Collected by"), self.course, width=150, drop_below=760),
            Column("clock", _("Can be sued for until"), self.clock, width=176),
            Column("owner", _("Responsible"), self.owner, width=96, drop_below=900),
        )

    def account(self, line: DebtLine) -> Name:
        """Who owes, and the paper."""
        return Name(line.late.account, line.late.document_number, line.late.grade)

    def due(self, line: DebtLine) -> Two:
        """When it was due."""
        day = self._formats.day(line.late.debt.due_on, today=self._clock.today())
        return Two(day, self._formats.days_late(line.days_late))

    def balance(self, line: DebtLine) -> Num:
        """What is open."""
        return Num(self._formats.money(line.late.debt.balance_minor))

    def marks(self, line: DebtLine) -> Tags:
        """What finance made of it, and what waits for a decision."""
        late, tags = line.late, []
        if late.quality in _TOLD_QUALITIES:
            words = choice_label("receivable", "quality", late.quality)
            tags.append(TagCell(words, _TONES[late.quality]))
        if late.proposed_quality:
            words = choice_label("debt_mark", "quality", late.proposed_quality)
            asked = _("{quality}?").format(quality=words)
            tags.append(TagCell(asked, "info", "hourglass"))
        return Tags(tuple(tags))

    def course(self, line: DebtLine) -> Two:
        """How it is collected, and the group of the account."""
        late = line.late
        if not late.method:
            return Two(MISSING)
        group = choice_label("collection_course", "debt_group", late.debt_group)
        return Two(choice_label("collection_course", "method", late.method), group)

    def clock(self, line: DebtLine) -> Two:
        """The last day on which it can be sued for."""
        clock = line.clock
        day = self._formats.full_day(clock.last_day)
        return Two(day, self._left(clock), role=_clock_role(clock))

    def owner(self, line: DebtLine) -> str:
        """Who is responsible."""
        return line.late.owner or MISSING

    def _left(self, clock: LimitationClock) -> str:
        if clock.is_over:
            return _("time is over")
        left = self._formats.days_left(clock.days_left)
        if not clock.interrupted_by:
            return left
        kind = choice_label("debt_event", "kind", clock.interrupted_by)
        return _("{left}, since: {event}").format(left=left, event=kind)


def _clock_role(clock: LimitationClock) -> str:
    if clock.is_over:
        return "bad"
    return "warn" if clock.ends_soon else "text3"
