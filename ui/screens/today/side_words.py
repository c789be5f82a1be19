"""Promises, late money and what waits to be sent, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from app.queries.visits.day import DayView, DebtRow, Phase, PromiseRow, TodoRow
from ui.formats import Formats
from ui.screens.today.rows import DebtLine, PromiseLine, SideBlock, TodoLine, UnsentLine
from ui.texts import _, n_, p_

PROMISES_IN_SIGHT = 6
"""The first so many are shown at once, the rest on demand."""

_KEPT_IN_SIGHT = 2
_MOST_DEBTS = 4
_DOT = " · "

_KINDS = {
    "visit_log": "visit_log",
    "stock_count": "visit_log",
    "contract": "contract",
    "contract_line": "contract",
    "print_record": "contract",
    "contract_sending": "contract",
    "contract_return": "contract",
    "pen_signature": "contract",
    "collection": "collection",
    "account": "account",
    "contact": "account",
    "commitment": "commitment",
    "visit_plan": "visit_plan",
    "attachment": "",
}
_ICONS = {
    "visit_log": "notebook-pen",
    "contract": "file-text",
    "collection": "hand-coins",
    "account": "building-2",
    "commitment": "handshake",
    "visit_plan": "calendar-days",
    "other": "pencil",
}
_ORDER = tuple(_ICONS)
# Counted by the record that the rep knows; its lines and prints go with it.
_LEADERS = frozenset({"visit_log", "contract", "account"})


class SideWords:
    """Spells the pane at the right in the user's language."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        self._formats = formats
        self._today = today

    def block(self, day: DayView) -> SideBlock:
        """Return the whole pane."""
        unsent, count = self._unsent(day)
        accounts = day.figures.overdue_accounts
        hidden = accounts - min(len(day.debts), _MOST_DEBTS)
        more = n_("{count} more account", "{count} more accounts", hidden)
        return SideBlock(
            promises=tuple(self._promise(row) for row in _in_order(day.promises, self._today)),
            promises_in_sight=PROMISES_IN_SIGHT,
            debts=tuple(self._debt(row, day) for row in day.debts[:_MOST_DEBTS]),
            debt_total=self._total(day) if day.debts else "",
            debts_more=more.format(count=self._formats.count(hidden)) if hidden > 0 else "",
            unsent=unsent,
            unsent_count=count,
            todo=tuple(self._todo(row) for row in day.todo),
        )

    def _promise(self, row: PromiseRow) -> PromiseLine:
        when, role = self._when(row)
        whom = _DOT.join(part for part in (row.account, row.contact or "") if part)
        content = " ".join(row.content.split())
        is_kept = row.kept_on is not None
        return PromiseLine(row.id, row.account_id, content, whom, when, role, is_kept)

    def _when(self, row: PromiseRow) -> tuple[str, str]:
        if row.kept_on is not None:
            return _("Kept"), "ok"
        return self._by(dt.date.fromisoformat(row.due_on))

    def _total(self, day: DayView) -> str:
        amount = self._formats.money_rounded(day.figures.overdue_minor, places=1)
        return p_("total", "{amount}").format(amount=amount)

    def _debt(self, row: DebtRow, day: DayView) -> DebtLine:
        late = (self._today - dt.date.fromisoformat(row.oldest_due_on)).days
        parts = [self._formats.days_late(late)]
        parts += [
            _("stop {number} today").format(number=stop.number)
            for stop in day.route.stops
            if stop.planned.account_id == row.account_id and stop.phase is not Phase.NOT_DONE
        ]
        amount = self._formats.money(row.overdue_minor)
        return DebtLine(row.account_id, row.name, _DOT.join(parts), amount)

    def _todo(self, row: TodoRow) -> TodoLine:
        where = (row.kind, row.id, row.account_id)
        if row.kind == "task":
            when, role = self._by(row.due_on) if row.due_on else ("", "text3")
            words = " ".join(row.content.split())
            return TodoLine(*where, "list-checks", words, row.account, when, role)
        if row.kind == "statement":
            words = _("Statement due up to {day}")
            day = self._formats.day(row.due_on, today=self._today) if row.due_on else ""
            return TodoLine(*where, "file-text", words.format(day=day), row.account, "", "text3")
        if row.kind == "away":
            words = _("No log-in, 2 weeks")
            day = self._formats.day(row.due_on, today=self._today) if row.due_on else ""
            last = _("last on {day}").format(day=day)
            return TodoLine(*where, "user-round", words, row.account, last, "warn")
        words = _("Ask for the demand plan of {year}").format(year=row.year)
        return TodoLine(*where, "calendar-plus", words, row.account, "", "text3")

    def _by(self, due_on: dt.date) -> tuple[str, str]:
        late = (self._today - due_on).days
        if late > 0:
            words = n_("{count} day late", "{count} days late", late)
            return words.format(count=late), "bad"
        day = self._formats.day(due_on, today=self._today)
        return day[:1].upper() + day[1:], "text3" if late else "warn"

    def _unsent(self, day: DayView) -> tuple[tuple[UnsentLine, ...], int]:
        counts: Counter[tuple[str, bool]] = Counter()
        for row in day.unsent:
            kind = _KINDS.get(row.entity, "other")
            if kind in _LEADERS and kind != row.entity:
                counts[kind, row.is_refused] += 0
            elif kind:
                counts[kind, row.is_refused] += row.records
        lines = [
            _line(kind, max(counts[kind, is_refused], 1), is_refused=is_refused)
            for is_refused in (False, True)
            for kind in _ORDER
            if (kind, is_refused) in counts
        ]
        if day.files:
            words = n_("{count} photo or file", "{count} photos and files", day.files)
            size = self._formats.bytes(day.file_bytes)
            lines.insert(1, UnsentLine("image", words.format(count=day.files), size, "text3"))
        total = sum(max(count, 1) for count in counts.values()) + day.files
        return tuple(lines), total


def _in_order(promises: tuple[PromiseRow, ...], today: dt.date) -> list[PromiseRow]:
    """Put today's first, then the late ones, then the coming ones; some kept ones stay in sight."""
    day = today.isoformat()
    open_ones = [row for row in promises if row.kept_on is None]
    kept = [row for row in promises if row.kept_on is not None]
    due = [row for row in open_ones if row.due_on == day]
    late = [row for row in open_ones if row.due_on < day]
    coming = [row for row in open_ones if row.due_on > day]
    ordered = due + late[::-1] + coming
    in_sight = PROMISES_IN_SIGHT - min(len(kept), _KEPT_IN_SIGHT)
    return ordered[:in_sight] + kept + ordered[in_sight:]


def _line(kind: str, count: int, *, is_refused: bool) -> UnsentLine:
    words = _count_words(kind, count)
    if is_refused:
        return UnsentLine(_ICONS[kind], words, _("Sent back"), "bad")
    return UnsentLine(_ICONS[kind], words, _("When online"), "text3")


def _count_words(kind: str, count: int) -> str:
    words = {
        "visit_log": lambda: n_("{count} visit log", "{count} visit logs", count),
        "contract": lambda: n_("{count} contract change", "{count} contract changes", count),
        "collection": lambda: n_("{count} collection", "{count} collections", count),
        "account": lambda: n_("{count} account file", "{count} account files", count),
        "commitment": lambda: n_("{count} promise", "{count} promises", count),
        "visit_plan": lambda: n_("{count} planned visit", "{count} planned visits", count),
        "other": lambda: n_("{count} other change", "{count} other changes", count),
    }
    return words[kind]().format(count=count)
