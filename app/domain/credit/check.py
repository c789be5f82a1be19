"""Whether an account may order for so much: every reason against it, and what paying would do."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from app.domain.analysis.credit_line import (
    DEFAULT_RULES,
    CreditLimit,
    CreditRules,
    CreditStrip,
    LimitBasis,
    credit_strip,
    first_order_cap_minor,
)
from app.domain.analysis.receivables import Receivable
from app.domain.credit.payment_terms import ON_CREDIT, permitted_methods
from app.domain.credit.refusals import GATE_CODE, NOTHING_KNOWN, RefusalFacts, refusals
from app.domain.credit.terms import CreditTerms

BLOCKING_WARNINGS = ("W1", "W6", "W7")
"""Open warnings that send a credit order to approval. Source: domain.md 4.4, step 4."""

_OVER_CODES = {
    LimitBasis.LIMIT: "credit.order.over_limit",
    LimitBasis.UNLIMITED: "credit.order.over_watch",
    LimitBasis.EXPIRED: "credit.order.limit_expired",
    LimitBasis.NONE: "credit.order.no_limit",
}


class Answer(IntEnum):
    """What becomes of an order; the strictest reason decides."""

    ALLOWED = 0
    NEEDS_APPROVAL = 1
    REFUSED = 2


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        amount_minor: With tax.
        is_on_credit: Whether it is paid later; a paid order adds no debt.
    """

    amount_minor: int
    is_on_credit: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an order is judged by, besides the money.

    Attributes:
        has_valid_contract: Whether a contract in force covers today.
        is_blacklisted: Whether the account is barred in the group.
        is_frozen: Whether nothing may be done with the account at present.
        credit_state: Set by the office: "normal", "watched", "restricted", "stopped" or
            "cash_only"; empty when it said nothing.
        is_limit_frozen: Whether the limit granted last is frozen.
        warnings: Rules of the account's open warnings ("W1" …).
        paid_orders: Orders a new account has paid so far; None when it is no new account.
        red_flags: Signs of a feigned order that nobody has cleared. Source: domain.md 4.4, step 1.
        grade: Class; empty when the account has none.
        against: What is known against it.
        terms: What it was granted in time and discount; None when nothing was.
    """

    has_valid_contract: bool
    is_blacklisted: bool = False
    is_frozen: bool = False
    credit_state: str = ""
    is_limit_frozen: bool = False
    warnings: tuple[str, ...] = ()
    paid_orders: int | None = None
    red_flags: tuple[str, ...] = ()
    grade: str = ""
    against: RefusalFacts = NOTHING_KNOWN
    terms: CreditTerms | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against an order.

    Attributes:
        answer: What it leads to, for itself.
        code: Stable dotted name of the sentence.
        params: Its numbers and values.
    """

    answer: Answer
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """The answer to an order.

    Attributes:
        order: What was asked for.
        strip: The credit line with the order on it, or without it when it is paid at once.
        objections: Every reason, the strictest first; empty when it may go through.
        due_on: When it is to be paid; None when it is paid at once or nothing says when.
        discount_until: Until when paying it earns the discount; None without one.
        discount_minor: What that takes off.
    """

    order: Order
    strip: CreditStrip
    objections: tuple[Objection, ...]
    due_on: date | None = None
    discount_until: date | None = None
    discount_minor: int = 0

    @property
    def answer(self) -> Answer:
        """What becomes of the order."""
        return max((found.answer for found in self.objections), default=Answer.ALLOWED)


@dataclass(frozen=True, slots=True)
class Movement:
    """Something that might happen: goods go out, or money comes in.

    Attributes:
        on: The day.
        amount_minor: Adds to the debt when positive; a payment is negative.
    """

    on: date
    amount_minor: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What a credit strip is computed from.

    Attributes:
        limit: What the office granted.
        receivables: Documents that are open or fell due within a year.
        open_orders_minor: Orders not delivered, own unsent ones included.
        unsent_collections_minor: Own collections the office does not know yet.
        rules: Settings.
    """

    limit: CreditLimit
    receivables: Sequence[Receivable]
    open_orders_minor: int = 0
    unsent_collections_minor: int = 0
    rules: CreditRules = DEFAULT_RULES

    def strip(self, today: date, *, ordered_minor: int = 0, paid_minor: int = 0) -> CreditStrip:
        """Return the credit line as it would be with so much more ordered and paid."""
        return credit_strip(
            self.limit,
            self.receivables,
            open_orders_minor=self.open_orders_minor + ordered_minor,
            unsent_collections_minor=self.unsent_collections_minor + paid_minor,
            today=today,
            rules=self.rules,
        )


def check_order(line: CreditLine, standing: Standing, order: Order, *, today: date) -> OrderCheck:
    """Judge an order with every reason against it.

    Refused is what nobody below the group may let through: a barred, frozen or stopped account,
    one whose evaluation shut the gate, and credit for one that pays cash or that a refusal rule
    speaks against. Everything else that stands against it goes to approval; so does the same
    account that pays at once.

    Source: domain.md 4.4 (steps 1 to 4), 3.14, 3.17; R040, R051 to R055, R062, R066.
    """
    added = order.amount_minor if order.is_on_credit else 0
    strip = line.strip(today, ordered_minor=added)
    found = [*_bars(standing), *_papers(standing), *_refusals(standing, order, strip)]
    if order.is_on_credit:
        found += _credit_objections(line, standing, order, strip)
    found.sort(key=lambda objection: -objection.answer)
    terms = standing.terms
    if terms is None or not order.is_on_credit:
        return OrderCheck(order, strip, tuple(found))
    return OrderCheck(
        order,
        strip,
        tuple(found),
        due_on=terms.due_on(today),
        discount_until=terms.discount_until(today),
        discount_minor=terms.discount_minor(order.amount_minor),
    )


def exposure_by_day(
    line: CreditLine, movements: Sequence[Movement], *, first: date, last: date
) -> tuple[tuple[date, CreditStrip], ...]:
    """Return the credit line of every day if all of this happened.

    What was to happen before `first` counts from the first day on. A supposed payment lowers the
    debt; which document it settles is not supposed, so the ages stay those of the documents.

    Source: domain.md 3.14.
    """
    days = (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
    return tuple((day, _strip_on(line, movements, day)) for day in days)


def _strip_on(line: CreditLine, movements: Sequence[Movement], day: date) -> CreditStrip:
    done = [each.amount_minor for each in movements if each.on <= day]
    ordered = sum(amount for amount in done if amount > 0)
    paid = -sum(amount for amount in done if amount < 0)
    return line.strip(day, ordered_minor=ordered, paid_minor=paid)


def _bars(standing: Standing) -> Iterator[Objection]:
    if standing.is_blacklisted:
        yield Objection(Answer.REFUSED, "credit.order.blacklisted")
    if standing.is_frozen:
        yield Objection(Answer.REFUSED, "credit.order.frozen")
    if standing.credit_state == "stopped":
        yield Objection(Answer.REFUSED, "credit.order.stopped")
    if standing.against.gate_is_shut:
        yield Objection(Answer.REFUSED, GATE_CODE)


def _refusals(standing: Standing, order: Order, strip: CreditStrip) -> Iterator[Objection]:
    answer = Answer.REFUSED if order.is_on_credit else Answer.NEEDS_APPROVAL
    for code, params in refusals(standing.against, strip):
        yield Objection(answer, code, params)


def _papers(standing: Standing) -> Iterator[Objection]:
    if not standing.has_valid_contract:
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.no_contract")
    if standing.credit_state == "restricted":
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.restricted")


def _credit_objections(
    line: CreditLine, standing: Standing, order: Order, strip: CreditStrip
) -> Iterator[Objection]:
    if standing.credit_state == "cash_only" or _is_cash_only(strip):
        yield Objection(Answer.REFUSED, "credit.order.cash_only")
    elif (beyond := _beyond_line(strip)) is not None:
        yield beyond
    if not _is_cash_only(strip) and not _may_pay_later(standing, line.limit):
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.payment")
    if standing.terms is not None and standing.terms.is_too_long:
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.period")
    if standing.is_limit_frozen:
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.limit_frozen")
    blocking = tuple(rule for rule in BLOCKING_WARNINGS if rule in standing.warnings)
    if blocking:
        rules = ", ".join(blocking)
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.warned", {"rules": rules})
    if standing.paid_orders is not None:
        yield from _beginner_objections(line.rules, standing, standing.paid_orders, order)


def _may_pay_later(standing: Standing, limit: CreditLimit) -> bool:
    """Return whether the grade permits credit; cash only and stopped are told by themselves."""
    if standing.credit_state in {"cash_only", "stopped"}:
        return True
    methods = permitted_methods(
        credit_state=standing.credit_state,
        grade=standing.grade,
        has_limit=limit.is_unlimited or bool(limit.amount_minor),
    )
    return ON_CREDIT in methods


def _is_cash_only(strip: CreditStrip) -> bool:
    return strip.basis is LimitBasis.LIMIT and strip.line_minor == 0


def _beyond_line(strip: CreditStrip) -> Objection | None:
    if not strip.needs_approval or strip.line_minor is None:
        return None
    exposure = strip.owed_minor + strip.open_orders_minor
    params = {
        "line_minor": strip.line_minor,
        "exposure_minor": exposure,
        "over_minor": exposure - strip.line_minor,
    }
    return Objection(Answer.NEEDS_APPROVAL, _OVER_CODES[strip.basis], params)


def _beginner_objections(
    rules: CreditRules, standing: Standing, paid_orders: int, order: Order
) -> Iterator[Objection]:
    # The cap grows with what was paid; signs of a feigned order keep it where it began.
    cap = first_order_cap_minor(0 if standing.red_flags else paid_orders, rules=rules)
    if order.amount_minor > cap:
        params = {"cap_minor": cap, "over_minor": order.amount_minor - cap}
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.over_cap", params)
    if standing.red_flags:
        params = {"count": len(standing.red_flags)}
        yield Objection(Answer.NEEDS_APPROVAL, "credit.order.red_flags", params)
