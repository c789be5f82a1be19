"""The kinds of papers: their name, what is asked about them, and what they are read by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from app.domain.errors import ValidationError
from app.domain.papers.account_sheet import AccountSheetPaper
from app.domain.papers.complaint_reply import ComplaintReplyPaper
from app.domain.papers.letter import Letter
from app.domain.papers.quotation import QuotationPaper
from app.domain.papers.reminder import ReminderLevel, ReminderPaper
from app.domain.papers.statement import StatementPaper
from app.queries.papers.account_sheets import read_account_sheets
from app.queries.papers.complaint_replies import read_complaint_reply
from app.queries.papers.handovers import read_handover_paper
from app.queries.papers.investigations import read_investigation_paper
from app.queries.papers.quotations import read_quotation_paper
from app.queries.papers.reminders import read_reminder_papers
from app.queries.papers.statements import read_statement_papers
from app.queries.papers.visit_logs import read_visit_log_paper
from app.queries.papers.visit_plans import read_visit_plan_paper
from app.queries.papers.weekly_reports import read_weekly_report
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
        opening_minor=paper.statement.opening_minor,
        charged_minor=paper.statement.charged_minor,
        paid_minor=paper.statement.paid_minor,
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


def _day_option(today: dt.date) -> tuple[Option, ...]:
    return (Option("day", _("Day"), "day", today.isoformat()),)


def _week_option(today: dt.date) -> tuple[Option, ...]:
    return (Option("day", _("Week of"), "day", today.isoformat()),)


def _read_day_sheets(workspace: Workspace, order: PaperOrder) -> tuple[AccountSheetPaper, ...]:
    stops = read_visit_plan_paper(workspace, _day(order, "day")).stops
    ids = tuple(dict.fromkeys(stop.account_id for stop in stops))
    if not ids:
        raise ValidationError("paper.no_stops")
    return read_account_sheets(workspace, ids)


def _quotation_letter(paper: QuotationPaper) -> Letter:
    return Letter(
        account_id=paper.account_id,
        paper="quotation",
        number=paper.number,
        subject_id=paper.quotation_id,
        last=paper.valid_to_on,
        amount_minor=paper.total_minor,
    )


def _reply_letter(paper: ComplaintReplyPaper) -> Letter:
    return Letter(
        account_id=paper.account_id,
        paper="complaint_reply",
        number=paper.number,
        subject_id=paper.complaint_id,
    )


def _each(read: Callable[[Workspace, str], Any]) -> Read:
    """Return what reads the papers of single records."""
    return lambda workspace, order: tuple(read(workspace, each) for each in order.subject_ids)


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
        "quotation": PaperKind(
            lambda: _("Quotation"),
            _each(read_quotation_paper),
            letter=_quotation_letter,
            languages=("zh", "en", "both"),
        ),
        "visit_plan": PaperKind(
            lambda: _("Visit plan of the day"),
            lambda workspace, order: (read_visit_plan_paper(workspace, _day(order, "day")),),
            _day_option,
        ),
        "account_sheet": PaperKind(
            lambda: _("Account sheet"),
            lambda workspace, order: read_account_sheets(workspace, order.subject_ids),
        ),
        "day_sheets": PaperKind(
            lambda: _("Account sheets of the day"), _read_day_sheets, _day_option
        ),
        "investigation": PaperKind(
            lambda: _("Credit investigation report"), _each(read_investigation_paper)
        ),
        "handover": PaperKind(
            lambda: _("Hand-over list"),
            lambda workspace, order: (read_handover_paper(workspace, order.subject_ids),),
        ),
        "weekly_report": PaperKind(
            lambda: _("Weekly report"),
            lambda workspace, order: (read_weekly_report(workspace, _day(order, "day")),),
            _week_option,
        ),
        "visit_log": PaperKind(lambda: _("Visit log"), _each(read_visit_log_paper)),
        "complaint_reply": PaperKind(
            lambda: _("Reply to a complaint"), _each(read_complaint_reply), letter=_reply_letter
        ),
    }
)
"""By key, as `setting` knows how to set them."""
