"""The rules of visiting: rhythm by class, states of a planned visit, what a log must hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.domain.errors import ValidationError
from app.domain.faults import Fault
from app.domain.money import ratio

CLOCK_TOLERANCE = timedelta(minutes=10)
"""By how much a log may start in the future before it is taken for a wrong clock."""

LONGEST_VISIT = timedelta(hours=24)

_STEPS: Mapping[str, frozenset[str]] = {
    "planned": frozenset({"done", "not_done"}),
    "not_done": frozenset({"planned", "done"}),
    "done": frozenset(),
}


@dataclass(frozen=True, slots=True)
class VisitRhythm:
    """Days between two visits; defaults from domain.md Appendix C.

    Accounts without a class are new and are seen as often as class B. Sub-dealers are supplied by
    their dealer and are seen no more often than `sub_dealer_days`, whatever their class; the
    source names 30 to 60.
    """

    class_a_days: int = 14
    class_b_days: int = 30
    class_c_days: int = 60
    unclassed_days: int = 30
    sub_dealer_days: int = 30

    def days(self, account_class: str | None, *, is_sub_dealer: bool = False) -> int:
        """Return the rhythm of an account by its class and tier."""
        days = self._class_days(account_class)
        return max(days, self.sub_dealer_days) if is_sub_dealer else days

    def _class_days(self, account_class: str | None) -> int:
        match account_class:
            case "A":
                return self.class_a_days
            case "B":
                return self.class_b_days
            case "C":
                return self.class_c_days
            case _:
                return self.unclassed_days


DEFAULT_RHYTHM = VisitRhythm()

SUB_DEALER_TIERS = ("second", "third")
"""Tiers that buy from another dealer. Source: domain.md 2.11."""


@dataclass(frozen=True, slots=True)
class VisitLogDraft:
    """What the rules look at in a log that is about to be saved.

    Attributes:
        account_id: The account visited.
        way: "visit", "phone", "wechat", "letter" or "email".
        started_at: With zone.
        ended_at: With zone; None while the visit goes on.
        purposes: Words from the list of purposes.
        content: What was said and seen.
    """

    account_id: str | None
    way: str | None
    started_at: datetime | None
    ended_at: datetime | None = None
    purposes: Collection[str] = ()
    content: str | None = None


def next_due_on(
    account_class: str | None,
    *,
    last_visit_on: date | None,
    opened_on: date,
    agreed_on: date | None = None,
    is_sub_dealer: bool = False,
    rhythm: VisitRhythm = DEFAULT_RHYTHM,
) -> date:
    """Return the day by which the next visit is due.

    A day agreed with the account wins over the rhythm; an account never visited is due on the
    day its file was opened.

    Source: domain.md 4.7, step 1.
    """
    if agreed_on is not None and (last_visit_on is None or agreed_on > last_visit_on):
        return agreed_on
    if last_visit_on is None:
        return opened_on
    return last_visit_on + timedelta(days=rhythm.days(account_class, is_sub_dealer=is_sub_dealer))


def overdue_days(due_on: date, *, today: date) -> int:
    """Return by how many days a visit is late; 0 on the due day and before."""
    return max((today - due_on).days, 0)


def check_plan_step(state: str, new_state: str, *, not_done_reason: str | None = None) -> None:
    """Refuse an impossible step of a planned visit, and "not done" without a reason.

    Raises:
        ValidationError: `visit_plan.step` or `visit_plan.reason.blank`.

    Source: domain.md 2.12.
    """
    if new_state not in _STEPS[state]:
        raise ValidationError("visit_plan.step", field="state", state=state, new_state=new_state)
    if new_state == "not_done" and not (not_done_reason or "").strip():
        raise ValidationError("visit_plan.reason.blank", field="not_done_reason")


def log_faults(log: VisitLogDraft, *, now: datetime) -> tuple[Fault, ...]:
    """Return every rule that a log breaks, in the order of the form.

    Source: domain.md 2.12 (contact, time, way, content).
    """
    broken = (
        ("account_id", "visit_log.account.blank", not log.account_id),
        ("way", "visit_log.way.blank", not log.way),
        ("started_at", "visit_log.started.blank", log.started_at is None),
        ("started_at", "visit_log.started.future", _starts_late(log, now)),
        ("ended_at", "visit_log.ended.early", _lasts(log) < timedelta(0)),
        ("ended_at", "visit_log.ended.late", _lasts(log) > LONGEST_VISIT),
        ("content", "visit_log.content.blank", _says_nothing(log)),
    )
    return tuple(Fault(field, code) for field, code, is_broken in broken if is_broken)


def is_timely(uploaded_at: datetime, *, trip_ends_on: date, grace_days: int = 5) -> bool:
    """Return whether a log was sent within the grace after the trip.

    Args:
        uploaded_at: In the company's zone, because the grace ends with a calendar day.
        trip_ends_on: Last day of the trip.
        grace_days: Setting; default from domain.md Appendix C.
    """
    return uploaded_at.date() <= trip_ends_on + timedelta(days=grace_days)


def plan_execution(*, done: int, planned: int) -> Decimal | None:
    """Return planned visits done ÷ planned. Source: domain.md 3.30."""
    return ratio(done, planned)


def log_timeliness(*, timely: int, logs: int) -> Decimal | None:
    """Return logs sent in time ÷ logs. Source: domain.md 3.30."""
    return ratio(timely, logs)


def _lasts(log: VisitLogDraft) -> timedelta:
    if log.started_at is None or log.ended_at is None:
        return timedelta(0)
    return log.ended_at - log.started_at


def _starts_late(log: VisitLogDraft, now: datetime) -> bool:
    return log.started_at is not None and log.started_at > now + CLOCK_TOLERANCE


def _says_nothing(log: VisitLogDraft) -> bool:
    return not log.purposes and not (log.content or "").strip()
