"""What a proposal of due visits is made from and made of: facts, settings, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.contracts.life import SIGNING_DAYS
from app.domain.visits.rules import DEFAULT_RHYTHM, VisitRhythm


class ReasonCode(StrEnum):
    """Why an account should be seen; the sentence for each stands in the catalogue."""

    PROMISE = "due.promise"
    COMPLAINT = "due.complaint"
    MONEY = "due.money"
    WARNING = "due.warning"
    RHYTHM = "due.rhythm"
    AGREED = "due.agreed"
    FIRST_VISIT = "due.first_visit"
    CONTRACT = "due.contract"
    UNSIGNED = "due.unsigned"
    FOLLOW_UP = "due.follow_up"
    NEARBY = "due.nearby"


class Tone(StrEnum):
    """How loudly a reason is shown."""

    BAD = "bad"
    WARN = "warn"
    INFO = "info"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class OpenWarning:
    """An open warning of the account.

    Attributes:
        rule: "W1" … "W13".
        severity: 1 notice, 2 warning, 3 alarm.
        params: Figures for the sentence ("usual_days", "elapsed_days" …).
    """

    rule: str
    severity: int
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that is not kept yet."""

    due_on: date
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """What the proposal looks at in one account.

    Attributes:
        opened_on: Day on which the file was opened.
        agreed_on: Next visit agreed in the last log.
        agreed_about: What it was to be about.
        planned_on: Next planned visit, from today on.
        overdue_minor: Balance past due.
        overdue_days: Age of the oldest part of it.
        contract_ends_on: End of the contract that runs out first without a successor.
        unsigned_since: Day on which the contract was printed that waits longest for a signature.
        complaint_due_on: Day by which an open complaint must be answered.
        follow_up_on: Next call after a delivery.
        is_sub_dealer: Whether it buys from another dealer, which is visited in a slower rhythm.
    """

    account_id: str
    account_class: str | None
    opened_on: date
    last_visit_on: date | None = None
    agreed_on: date | None = None
    agreed_about: str = ""
    planned_on: date | None = None
    overdue_minor: int = 0
    overdue_days: int = 0
    warnings: tuple[OpenWarning, ...] = ()
    promises: tuple[OpenPromise, ...] = ()
    contract_ends_on: date | None = None
    unsigned_since: date | None = None
    complaint_due_on: date | None = None
    follow_up_on: date | None = None
    is_sub_dealer: bool = False


@dataclass(frozen=True, slots=True)
class DueRules:
    """Settings of the proposal; defaults from domain.md Appendix C where it has them.

    Attributes:
        rhythm: How often each class is seen.
        contract_notice_days: A contract that ends in so many days is noticed.
        contract_near_days: From here on it is shown as a warning.
        contract_close_days: From here on it is urgent.
        signing_days: A contract that was printed for signing may wait so long for it. Our own
            figure: no source names one.
        promise_notice_days: A promise is shown so many days before its day.
        shortest_money_delay_days: Money is late from here on.
    """

    rhythm: VisitRhythm = DEFAULT_RHYTHM
    contract_notice_days: int = 60
    contract_near_days: int = 30
    contract_close_days: int = 7
    signing_days: int = SIGNING_DAYS
    promise_notice_days: int = 1
    shortest_money_delay_days: int = 1


DEFAULT_RULES = DueRules()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with the figures of its sentence.

    Attributes:
        weight: Larger is more urgent; comparable between accounts.
    """

    code: ReasonCode
    tone: Tone
    weight: int
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DueVisit:
    """An account that should be seen.

    Attributes:
        main: The most urgent reason; the line on the screen.
        further: The others, the most urgent first.
    """

    account_id: str
    account_class: str | None
    main: Reason
    further: tuple[Reason, ...] = ()
