"""Columns of the account list: what a row shows, in words and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.domain.money import to_major
from app.queries.accounts.listing import AccountSummary
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.models.cells import Mark, Name, Num, Spark, TagCell, Tags, Tick, Two
from ui.models.columns import Column
from ui.screens.context import Clock
from ui.texts import _
from ui.theme.tokens import Tone

_SEGMENT_TONES: dict[str, Tone] = {"gold": "accent", "develop": "info"}
_TREND_POINTS = 3
_OWNER_FROM = 820
_FALL = 0.8


class AccountCells:
    """Turns accounts into cells, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats = formats
        self._clock = clock

    def columns(self) -> Sequence[Column[AccountSummary]]:
        """Return the columns, left to right."""
        return (
            Column("tick", "", lambda _row: Tick(), width=44),
            Column("name", _("Account"), self.name, sortable=True),
            Column("segment", _("Segment"), self.segment, width=92),
            Column("last_visit", _("Last / next visit"), self.visits, width=128, sortable=True),
            Column(
                "sales", _("Sales this year"), self.sales, width=122, align="right", sortable=True
            ),
            Column(
                "owner", _("Responsible"), _owner, width=108, sortable=True, drop_below=_OWNER_FROM
            ),
            Column("trend", _("Last 8 months"), self.trend, width=104, drop_below=900),
            Column(
                "overdue", _("Owed late"), self.overdue, width=120, align="right", sortable=True
            ),
        )

    def name(self, row: AccountSummary) -> Name:
        """Name, class, place and kind, with the states of the record."""
        kind = row.tier if row.tier not in {None, "first"} else None
        words = choice_label("account", "tier", kind) if kind else self._type(row)
        sub = "·".join(part for part in (row.city, words, row.principal) if part)
        return Name(row.name, sub, row.grade or "", self.marks(row))

    def marks(self, row: AccountSummary) -> tuple[Mark, ...]:
        """States of the record, each with its words."""
        marks: list[Mark] = []
        if row.conflicts:
            marks.append(Mark("git-compare-arrows", "warn", _("Conflict")))
        if row.waiting:
            marks.append(Mark("cloud-upload", "info", _("Not sent yet")))
        if row.pooled:
            marks.append(Mark("users-round", "warn", _("Nobody's: in the pool")))
        if row.frozen:
            marks.append(Mark("snowflake", "frost", _("Frozen")))
        return tuple(marks)

    def segment(self, row: AccountSummary) -> Tags:
        """The segment; of a prospect, that it is one."""
        if row.segment:
            words = choice_label("account", "segment", row.segment)
            return Tags((TagCell(words, _SEGMENT_TONES.get(row.segment, "quiet")),))
        if row.status in {"prospect", "interested"}:
            return Tags((TagCell(choice_label("account", "status", row.status)),))
        return Tags(())

    def visits(self, row: AccountSummary) -> Two:
        """Last visit above, next one below."""
        today = self._clock.today()
        last = MISSING
        if row.last_visit_at is not None:
            day = self._formats.local_day(self._clock.moment(row.last_visit_at))
            last = self._formats.day(day, today=today)
        if row.next_visit_on is None:
            return Two(last, _("none planned"))
        return Two(last, self._formats.day(dt.date.fromisoformat(row.next_visit_on), today=today))

    def sales(self, row: AccountSummary) -> Num:
        """Sales of this year."""
        if row.sales_year_minor is None:
            return Num(MISSING)
        minor = row.sales_year_minor
        words = self._formats.money_rounded(minor, places=1)
        return Num(words, exact=self._formats.money(minor), value=to_major(minor))

    def trend(self, row: AccountSummary) -> Spark:
        """Sales of the last months as a line; red when the last months fell."""
        values = month_values(row.trend, self._clock.today())
        if sum(value > 0 for value in values) < _TREND_POINTS:
            return Spark(())
        recent = sum(values[-3:]) / 3
        before = sum(values[:-3]) / max(1, len(values) - 3)
        falling = recent < before * _FALL
        words = _("Sales are falling") if falling else _("Sales are steady or rising")
        return Spark(values, falling, words)

    def overdue(self, row: AccountSummary) -> Num:
        """What is late, and for how long."""
        if not row.overdue_minor or not row.oldest_due_on:
            return Num(MISSING, "text3")
        days = (self._clock.today() - dt.date.fromisoformat(row.oldest_due_on)).days
        return Num(
            self._formats.money_rounded(row.overdue_minor),
            "bad",
            self._formats.days_late(days),
            exact=self._formats.money(row.overdue_minor),
            value=to_major(row.overdue_minor),
        )

    @staticmethod
    def _type(row: AccountSummary) -> str:
        return choice_label("account", "type", row.type)


def _owner(row: AccountSummary) -> str:
    return row.owner or MISSING


def month_values(
    trend: Sequence[tuple[str, int]], today: dt.date, months: int = 8
) -> tuple[float, ...]:
    """Return the sales of the last whole months, oldest first; a month without sales is zero."""
    totals = dict(trend)
    index = today.year * 12 + today.month - 1
    keys = (f"{i // 12:04d}-{i % 12 + 1:02d}" for i in range(index - months, index))
    return tuple(float(totals.get(key, 0)) for key in keys)
