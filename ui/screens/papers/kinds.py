"""The kinds of papers: their name, what is asked about them, and what they are read by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from app.domain.papers.letter import Letter
from app.domain.papers.reminder import ReminderLevel, ReminderPaper
from app.domain.papers.statement import StatementPaper
from app.queries.papers.reminders import read_reminder_papers
from app.queries.papers.statements import read_statement_papers
from app.workspace import Workspace
from ui.screens.papers.rows import Option, PaperOrder
from ui.texts import _

Read = Callable[[Workspace, PaperOrder], tuple[Any, ...]]
"""The papers of an order; read on the database lane."""

_PAY_WITHIN = dt.timedelta(days=10)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    Attributes:
        words: Its name.
        read: Fills the papers of an order.
        options: What is asked besides the language, with the answers for a day.
        letter: What is kept of one that goes to a customer; None for papers of the house.
        languages: In which it can be set.
    """

    words: Callable[[], str]
    read: Read
    options: Callable[[dt.date], tuple[Option, ...]] = lambda _today: ()
    letter: Callable[[Any], Letter] | None = None
    languages: tuple[str, ...] = ("zh", "en")


def language_option(kind: PaperKind, current: str) -> Option:
    """Return the question for the language of the paper; at first that of the screen."""
    words = {"zh": _("Chinese"), "en": _("English"), "both": _("Chinese and English")}
    choices = tuple((key, words[key]) for key in kind.languages)
    first = "en" if current == "en" else "zh"
    return Option("language", _("Language"), "choice", first, choices)


def _day(order: PaperOrder, key: str) -> dt.date:
    return dt.date.fromisoformat(order.options[key])


def _statement_options(today: dt.date) -> tuple[Option, ...]:
    month = today.replace(day=1)
    return (
        Option("first", _("From"), "day", month.isoformat()),
        Option("last", _("To"), "day", today.isoformat()),
    )


def _read_statements(workspace: Workspace, order: PaperOrder) -> tuple[StatementPaper, ...]:
    first, last = _day(order, "first"), _day(order, "last")
    return read_statement_papers(workspace, order.subject_ids, first=first, last=last)


def _statement_letter(paper: StatementPaper) -> Letter:
    return Letter(
        account_id=paper.account_id,
        paper="statement",
        number=paper.number,
        first=paper.statement.first,
        last=paper.statement.last,
        amount_minor=paper.statement.closing_minor,
    )


def _reminder_options(today: dt.date) -> tuple[Option, ...]:
    levels = (
        (ReminderLevel.NOTICE.value, _("Notice")),
        (ReminderLevel.DEMAND.value, _("Demand")),
        (ReminderLevel.FINAL.value, _("Last demand")),
    )
    return (
        Option("level", _("Level"), "choice", ReminderLevel.NOTICE.value, levels),
        Option("pay_by", _("Pay by"), "day", (today + _PAY_WITHIN).isoformat()),
    )


def _read_reminders(workspace: Workspace, order: PaperOrder) -> tuple[ReminderPaper, ...]:
    level = ReminderLevel(order.options["level"])
    pay_by = _day(order, "pay_by")
    return read_reminder_papers(workspace, order.subject_ids, level=level, pay_by_on=pay_by)


def _reminder_letter(paper: ReminderPaper) -> Letter:
    return Letter(
        account_id=paper.account_id,
        paper="reminder",
        number=paper.number,
        level=paper.level.value,
        pay_by_on=paper.pay_by_on,
        amount_minor=paper.total_minor,
    )


KINDS: Final[Mapping[str, PaperKind]] = MappingProxyType(
    {
        "statement": PaperKind(
            lambda: _("Statement of account"),
            _read_statements,
            _statement_options,
            _statement_letter,
        ),
        "reminder": PaperKind(
            lambda: _("Payment reminder"), _read_reminders, _reminder_options, _reminder_letter
        ),
    }
)
"""By key, as `setting.plan_of` knows them."""
