"""Puts the whole Today screen into words."""

from __future__ import annotations

import datetime as dt

from app.domain.visits.rules import DEFAULT_RHYTHM
from app.planning.due_terms import DEFAULT_RULES
from app.queries.accounts.listing import AccountSummary
from app.queries.visits.day import DayView, DueAccount
from app.queries.visits.due import MOST_DUE
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.today.figure_words import FigureWords
from ui.screens.today.reason_words import ReasonWords
from ui.screens.today.route_words import RouteWords
from ui.screens.today.rows import DayPage, DueLine, FoundAccount
from ui.screens.today.side_words import SideWords
from ui.texts import _, p_

_MORNING, _NOON, _AFTERNOON, _EVENING = 5, 11, 13, 18


def day_page(day: DayView, formats: Formats) -> DayPage:
    """Return everything the screen shows."""
    reasons = ReasonWords(formats, day.today)
    return DayPage(
        title=greeting(day.name, day.now.astimezone(formats.zone).hour),
        meta=date_line(day.today, formats),
        figures=FigureWords(formats).explained(day),
        route=RouteWords(formats, day.today).block(day),
        due=tuple(_due(account, reasons) for account in day.due),
        due_count=_due_count(len(day.due)),
        side=SideWords(formats, day.today).block(day),
    )


def greeting(name: str, hour: int) -> str:
    """Return the greeting for an hour of the day, with the name when it is known."""
    if _MORNING <= hour < _NOON:
        words = _("Good morning, {name}")
    elif _NOON <= hour < _AFTERNOON:
        words = p_("noon", "Good afternoon, {name}")
    elif _AFTERNOON <= hour < _EVENING:
        words = _("Good afternoon, {name}")
    else:
        words = _("Good evening, {name}")
    return words.format(name=name).rstrip(" ,，")


def date_line(day: dt.date, formats: Formats) -> str:
    """Return date and weekday: 11月23日 周一, Mon 23 Nov."""
    return _("{weekday} {day} {month}").format(
        weekday=formats.weekday(day), day=day.day, month=formats.month(day.month)
    )


def rule_lines() -> tuple[str, ...]:
    """Return the rules by which accounts are proposed, one sentence each."""
    rhythm, rules = DEFAULT_RHYTHM, DEFAULT_RULES
    return (
        _("Class A every {a} days, B {b}, C {c}, without a class {none}.").format(
            a=rhythm.class_a_days,
            b=rhythm.class_b_days,
            c=rhythm.class_c_days,
            none=rhythm.unclassed_days,
        ),
        _("A day agreed at the last visit goes before the class."),
        _("Promises from {count} day before they are due, complaints until answered.").format(
            count=rules.promise_notice_days
        ),
        _("Overdue money from the first day on."),
        _("Contracts from {count} days before they end.").format(count=rules.contract_notice_days),
        _("Contracts printed more than {count} days ago and not signed.").format(
            count=rules.signing_days
        ),
        _("On the way: within 1 km of a stop and not visited for 7 days."),
        _("Not listed: accounts planned for today or later, lost and archived ones."),
    )


def found_account(row: AccountSummary) -> FoundAccount:
    """Return an account as the picker shows it."""
    kind = choice_label("account", "type", row.type)
    parts = (row.city or "", kind, row.principal or "")
    note = " · ".join(part for part in parts if part)
    return FoundAccount(row.id, "", row.name, note, row.grade or "")


def stop_accounts(day: DayView) -> tuple[FoundAccount, ...]:
    """Return today's open stops as the picker shows them before anything is typed."""
    return tuple(
        FoundAccount(
            stop.planned.account_id,
            stop.planned.plan_id,
            stop.planned.name,
            _("stop {number} today").format(number=stop.number),
            stop.planned.grade or "",
        )
        for stop in day.route.stops
        if stop.planned.state == "planned"
    )


def reach_words(channel: str, time: str) -> str:
    """Return by what and when an account wants to be reached; empty when it did not say.

    Source: R014.
    """
    named = choice_label("account", "preferred_channel", channel) if channel else ""
    wish = " ".join(part for part in (named, time) if part)
    return _("prefers {wish}").format(wish=wish) if wish else ""


def _due_count(count: int) -> str:
    if not count:
        return ""
    return f"{count}+" if count >= MOST_DUE else str(count)


def _due(account: DueAccount, reasons: ReasonWords) -> DueLine:
    further = "\n".join(reasons.sentence(reason) for reason in account.further)
    reach = reach_words(account.channel, account.time)
    return DueLine(
        account.account_id,
        account.grade or "",
        account.name,
        " · ".join(part for part in (reasons.sentence(account.main), reach) if part),
        reasons.tag(account.main),
        further,
    )
