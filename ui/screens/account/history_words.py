"""The timeline of an account in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from app.domain.schema import split_labels
from app.queries.accounts.page import TimelineEntry
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.forms.field_words import clauses, joined
from ui.screens.account.rows import EventView
from ui.texts import _, n_, p_
from ui.theme.tokens import Tone

GROUPS: Mapping[str, tuple[str, ...]] = {
    "visits": ("visit", "plan"),
    "money": ("collection", "receivable", "expense"),
    "promises": ("promise",),
    "complaints": ("complaint",),
    "contracts": ("contract",),
    "sales": ("sale", "channel", "statement"),
    "letters": ("letter",),
    "events": ("incident", "task"),
}
"""What the filter of the timeline offers, and the kinds of entries behind it."""

_WAYS = {"phone": "phone", "wechat": "message-circle", "letter": "send", "email": "send"}
_Parts = tuple[str, str, str, Tone]
_DRAFT = ("draft", "in_review", "returned", "approved", "printed")


def group_words(group: str) -> str:
    """Return what the filter calls a group."""
    names = {
        "visits": _("Visits"),
        "money": _("Money"),
        "promises": _("Promises"),
        "complaints": _("Complaints"),
        "contracts": _("Contracts"),
        "sales": _("Sales and statements"),
        "letters": _("Letters"),
        "events": _("Incidents and tasks"),
    }
    return names[group]


class EventWords:
    """Spells timeline entries for one language and one day.

    Args:
        formats: Spells days and money.
        today: The day.
        moment: Turns milliseconds into a UTC time.
    """

    def __init__(
        self, formats: Formats, today: dt.date, moment: Callable[[int], dt.datetime]
    ) -> None:
        self._formats = formats
        self._today = today
        self._moment = moment
        self._spellings: Mapping[str, Callable[[TimelineEntry], _Parts]] = {
            "visit": self._visit,
            "plan": self._plan,
            "collection": self._collection,
            "receivable": self._receivable,
            "complaint": self._complaint,
            "contract": self._contract,
            "promise": self._promise,
            "sale": self._sale,
            "statement": self._statement,
            "incident": _incident,
            "task": self._task,
            "letter": self._letter,
            "channel": self._channel,
            "expense": self._expense,
        }

    def event(self, entry: TimelineEntry) -> EventView:
        """Return an entry as it is shown."""
        icon, title, body, tone = self._spellings[entry.kind](entry)
        when = self._when(entry)
        return EventView(icon, title, when, _one_line(body), tone, entry.waiting)

    def _visit(self, entry: TimelineEntry) -> _Parts:
        way = entry.state or "visit"
        title = p_("history", "Visit") if way == "visit" else choice_label("visit_log", "way", way)
        return _WAYS.get(way, "notebook-pen"), title, entry.words or _purposes(entry.more), "quiet"

    def _collection(self, entry: TimelineEntry) -> _Parts:
        title = _("Received {money}").format(money=self._money(entry))
        means = choice_label("collection", "means", entry.state or "")
        return "banknote", title, joined(_filled(means, entry.more, entry.words)), "ok"

    def _complaint(self, entry: TimelineEntry) -> _Parts:
        title = _("Complaint: {words}").format(words=entry.words or "")
        body = entry.more or choice_label("complaint", "state", entry.state or "")
        return "message-square-warning", title, body, "quiet"

    def _plan(self, entry: TimelineEntry) -> _Parts:
        if entry.state == "not_done":
            return "calendar", _("Visit not done"), entry.words or "", "quiet"
        day = self._day(entry.day_on)
        when = f"{day} {entry.starts}" if entry.starts else day
        title = _("Visit planned {when}").format(when=when)
        body = clauses(_filled(_purposes(entry.more), entry.words))
        return "notebook-pen", title, body, "accent"

    def _receivable(self, entry: TimelineEntry) -> _Parts:
        number = entry.words or ""
        if entry.state == "paid":
            words = _("Due and paid: {money}").format(money=self._money(entry))
            return "circle-check", words, number, "quiet"
        day = entry.day_on or self._today.isoformat()
        late = self._formats.days_late((self._today - dt.date.fromisoformat(day)).days)
        words = _("Fell due: {money}").format(money=self._money(entry))
        return "clock-alert", words, joined(_filled(late, number)), "bad"

    def _contract(self, entry: TimelineEntry) -> _Parts:
        number = entry.words or _("no number yet")
        drafted = entry.state in _DRAFT
        words = _("Drafted {number}") if drafted else _("Signed {number}")
        return "file-text", words.format(number=number), entry.more or "", "quiet"

    def _promise(self, entry: TimelineEntry) -> _Parts:
        title = _("Promised: {words}").format(words=entry.words or "")
        is_late = entry.state == "open" and (entry.until_on or "") < self._today.isoformat()
        if entry.state != "open":
            state = choice_label("commitment", "state", entry.state or "")
            return "handshake", title, state, "ok" if entry.state == "kept" else "quiet"
        body = _("due {day}").format(day=self._day(entry.until_on))
        return "handshake", title, body, "bad" if is_late else "info"

    def _sale(self, entry: TimelineEntry) -> _Parts:
        is_return = (entry.amount_minor or 0) < 0
        words = _("Took back {money}") if is_return else _("Sold {money}")
        lines = int(entry.more or 0)
        count = n_("{count} line", "{count} lines", lines).format(count=lines)
        title = words.format(money=self._formats.money_rounded(abs(entry.amount_minor or 0)))
        return "package", title, joined(_filled(count, entry.words)), "quiet"

    def _channel(self, entry: TimelineEntry) -> _Parts:
        level = choice_label("channel_sale", "level", entry.state or "")
        units = int(entry.more or 0)
        count = n_("{count} unit", "{count} units", units).format(count=units) if units else ""
        money = self._money(entry) if entry.amount_minor else ""
        title = _("Reached lower tier: {level}").format(level=level)
        return "split", title, joined(_filled(count, money, entry.words)), "quiet"

    def _expense(self, entry: TimelineEntry) -> _Parts:
        kind = choice_label("selling_expense", "kind", entry.more or "")
        state = choice_label("selling_expense", "state", entry.state or "")
        title = _("Spent {money}: {kind}").format(money=self._money(entry), kind=kind)
        tone: Tone = "warn" if entry.state == "requested" else "quiet"
        return "hand-coins", title, joined(_filled(state, entry.words)), tone

    def _statement(self, entry: TimelineEntry) -> _Parts:
        title = _("Statement: {money}").format(money=self._money(entry))
        return "file-text", title, choice_label("statement", "state", entry.state or ""), "quiet"

    def _letter(self, entry: TimelineEntry) -> _Parts:
        paper = choice_label("letter", "paper", entry.state or "")
        level = choice_label("letter", "level", entry.more) if entry.more else ""
        money = self._money(entry) if entry.amount_minor else ""
        title = _("Printed: {paper}").format(paper=paper)
        return "printer", title, joined(_filled(entry.words, level, money)), "quiet"

    def _task(self, entry: TimelineEntry) -> _Parts:
        title = _("Task: {words}").format(words=_one_line(entry.words or ""))
        if entry.state != "open":
            state = choice_label("task", "state", entry.state or "")
            return "list-checks", title, joined(_filled(state, entry.more)), "quiet"
        is_late = (entry.until_on or "") < self._today.isoformat()
        body = _("due {day}").format(day=self._day(entry.until_on))
        return "list-checks", title, body, "bad" if is_late else "info"

    def _when(self, entry: TimelineEntry) -> str:
        if entry.kind == "plan" and entry.state == "planned":
            return _("Stop {number}").format(number=entry.position) if entry.position else ""
        if entry.moment_at is not None:
            day = self._formats.local_day(self._moment(entry.moment_at))
            return self._formats.day(day, today=self._today)
        return self._day(entry.day_on)

    def _day(self, day: str | None) -> str:
        return self._formats.day(dt.date.fromisoformat(day), today=self._today) if day else ""

    def _money(self, entry: TimelineEntry) -> str:
        return self._formats.money_rounded(entry.amount_minor or 0)


def _incident(entry: TimelineEntry) -> _Parts:
    kind = choice_label("incident", "kind", entry.state or "")
    title = _("Incident: {kind}").format(kind=kind)
    return "octagon-alert", title, entry.words or "", "bad"


def _purposes(value: str | None) -> str:
    return joined(choice_label("visit_log", "purposes", word) for word in split_labels(value))


def _filled(*words: str | None) -> list[str]:
    return [word for word in words if word]


def _one_line(words: str) -> str:
    return " ".join(words.split())
