"""Why an account should be visited, as a sentence and as a tag of two words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.planning.due_terms import Reason, ReasonCode
from ui.formats import Formats
from ui.screens.today.rows import TagWords
from ui.texts import _, n_, p_

_SLOW_ORDERS = "W4"
_Given = Mapping[str, Any]


class ReasonWords:
    """Spells reasons in the user's language, for one day."""

    def __init__(self, formats: Formats, today: date) -> None:
        self._formats = formats
        self._today = today
        self._sentences: Mapping[ReasonCode, Callable[[_Given], str]] = {
            ReasonCode.RHYTHM: self._rhythm,
            ReasonCode.AGREED: self._agreed,
            ReasonCode.FIRST_VISIT: self._first_visit,
            ReasonCode.PROMISE: self._promise,
            ReasonCode.COMPLAINT: self._complaint,
            ReasonCode.MONEY: self._money,
            ReasonCode.WARNING: _warning,
            ReasonCode.CONTRACT: self._contract,
            ReasonCode.UNSIGNED: self._unsigned,
            ReasonCode.FOLLOW_UP: self._follow_up,
            ReasonCode.NEARBY: self._nearby,
        }
        self._tags: Mapping[ReasonCode, Callable[[_Given], str]] = {
            ReasonCode.FIRST_VISIT: lambda _given: p_("due", "First visit"),
            ReasonCode.MONEY: lambda given: formats.days_late(given["late_days"]),
            ReasonCode.WARNING: _warning_tag,
            ReasonCode.CONTRACT: self._contract_tag,
            ReasonCode.UNSIGNED: lambda _given: _("Fetch signature"),
            ReasonCode.FOLLOW_UP: lambda _given: _("Call-back"),
            ReasonCode.NEARBY: lambda _given: _("Nearby"),
        }

    def sentence(self, reason: Reason) -> str:
        """Return the reason with its figures."""
        return self._sentences[reason.code](reason.params)

    def tag(self, reason: Reason) -> TagWords:
        """Return the reason in two words on the ground of its urgency."""
        words = self._tags.get(reason.code, self._late_tag)(reason.params)
        return TagWords(words, reason.tone.value)

    def _rhythm(self, given: _Given) -> str:
        grade = given["account_class"]
        if grade is None:
            words = _("Every {days} days; last visit {day}")
        else:
            words = _("{grade}: every {days} days; last visit {day}")
        last = self._day(given["last_visit_on"])
        return words.format(grade=grade, days=given["every_days"], day=last)

    def _agreed(self, given: _Given) -> str:
        if given["about"]:
            return _('Agreed: "{about}"').format(about=_one_line(given["about"]))
        return _("Visit agreed for {day}").format(day=self._day(given["agreed_on"]))

    def _first_visit(self, given: _Given) -> str:
        words = _("File opened {day}, not visited yet")
        return words.format(day=self._day(given["opened_on"]))

    def _promise(self, given: _Given) -> str:
        return _("Promised: {content}").format(content=_one_line(given["content"]))

    def _complaint(self, given: _Given) -> str:
        words = _("Complaint to be answered by {day}")
        return words.format(day=self._day(given["due_on"]))

    def _money(self, given: _Given) -> str:
        amount = self._formats.money_rounded(given["amount_minor"])
        return _("{amount} overdue").format(amount=amount)

    def _contract(self, given: _Given) -> str:
        if given["days_left"] < 0:
            words = _("Contract ended {day}, not renewed")
        else:
            words = _("Contract ends {day}, no renewal yet")
        return words.format(day=self._day(given["ends_on"]))

    def _unsigned(self, given: _Given) -> str:
        words = _("Contract printed {day}, not signed yet")
        return words.format(day=self._day(given["printed_on"]))

    def _follow_up(self, given: _Given) -> str:
        return _("Call after delivery, due {day}").format(day=self._day(given["due_on"]))

    def _nearby(self, given: _Given) -> str:
        distance = self._formats.distance(given["metres"])
        words = _("On the way: {distance} from stop {stop}")
        return words.format(distance=distance, stop=given["stop"])

    def _contract_tag(self, given: _Given) -> str:
        left = given["days_left"]
        if left >= 0:
            return self._formats.days_left(left)
        words = n_("Ended {count} day ago", "Ended {count} days ago", -left)
        return words.format(count=-left)

    def _late_tag(self, given: _Given) -> str:
        """Say how a duty stands: late, due today, tomorrow, or in some days."""
        late = given["late_days"]
        if late > 0:
            return n_("{count} day late", "{count} days late", late).format(count=late)
        if late < -1:
            return self._formats.days_left(-late)
        return _("Due tomorrow") if late else _("Due today")

    def _day(self, day: date) -> str:
        return self._formats.day(day, today=self._today)


def _warning(given: _Given) -> str:
    if given.get("rule") == _SLOW_ORDERS and "usual_days" in given:
        words = _("Usually orders in {usual} days, now {elapsed}")
        return words.format(usual=given["usual_days"], elapsed=given["elapsed_days"])
    return _("Open warning {rule}").format(rule=given.get("rule", ""))


def _warning_tag(given: _Given) -> str:
    return _("Loss risk") if given.get("rule") == _SLOW_ORDERS else _("Warning")


def _one_line(text: str) -> str:
    return " ".join(text.split())
