"""ABC classes: accounts graded by the share of sales that lies before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient
from app.domain.analysis.periods import Period

_PERCENT = 100
_LATEST = date.max


class AbcClass(StrEnum):
    """The grade of an account."""

    A = "A"
    B = "B"
    C = "C"


class Standing(StrEnum):
    """Why an account has its class, or none."""

    GRADED = "graded"
    NO_SALES = "no_sales"  # class C because nothing, or less than nothing, was sold
    NEW = "new"  # less than one full period: not graded
    NOBODY_GRADED = "nobody_graded"  # the whole list sold nothing


@dataclass(frozen=True, slots=True)
class AbcLimits:
    """Settings of the organisation, in per cent of cumulative sales.

    Attributes:
        a_percent: Below it an account is A.
        b_percent: Below it an account is B.
        cautious_below: Fewer graded accounts than this carry a caution.

    Source: domain.md 3.2 and Appendix C (75 % / 95 %).
    """

    a_percent: int = 75
    b_percent: int = 95
    cautious_below: int = 5

    def __post_init__(self) -> None:
        if not 0 < self.a_percent < self.b_percent <= _PERCENT:
            raise ValueError("class A ends before class B, both within 0 and 100 %")


DEFAULT_LIMITS = AbcLimits()


@dataclass(frozen=True, slots=True)
class AbcAccount:
    """What grading asks of an account.

    Attributes:
        account_id: The account.
        number: Account number, the last tie-breaker.
        amount_minor: Sales of the period less returns; or gross profit for the variant by profit.
        dealings_since_on: Start of dealings; the longer relation goes first on a tie.
        is_new: Not graded yet, see the function of this name.
    """

    account_id: str
    number: str
    amount_minor: int
    dealings_since_on: date | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class AbcLine:
    """The class of an account with the numbers it came from.

    Attributes:
        account_id: The account.
        amount_minor: Its sales.
        rank: 1 for the largest; new accounts follow at the end.
        grade: None when it is not graded.
        standing: Why.
        before_minor: Sales of those that come before it.
        total_minor: Sales of all that are graded.
    """

    account_id: str
    amount_minor: int
    rank: int
    grade: AbcClass | None
    standing: Standing
    before_minor: int
    total_minor: int

    @property
    def share(self) -> Value:
        """Its share of the graded sales."""
        return self._of_total(max(self.amount_minor, 0))

    @property
    def before(self) -> Value:
        """Share of those that come before it; this one decides the class."""
        return self._of_total(self.before_minor)

    @property
    def cumulative(self) -> Value:
        """Before and own share together."""
        return self._of_total(self.before_minor + max(self.amount_minor, 0))

    def _of_total(self, minor: int) -> Value:
        if self.standing is Standing.NEW:
            return NotAvailable(Reason.NEW_ACCOUNT)
        return quotient(minor, self.total_minor, reason=Reason.NO_SALES)


@dataclass(frozen=True, slots=True)
class AbcAnalysis:
    """The classes of a list of accounts.

    Attributes:
        lines: In order of rank.
        total_minor: Sales that the shares refer to.
        is_cautious: So few accounts that the classes say little.
    """

    lines: tuple[AbcLine, ...]
    total_minor: int
    is_cautious: bool

    def grades(self) -> dict[str, AbcClass]:
        """Return the classes of the graded accounts by account id."""
        return {line.account_id: line.grade for line in self.lines if line.grade is not None}


@dataclass(frozen=True, slots=True)
class ClassChange:
    """An entry of the log of classes; the official class changes only at the period's close."""

    account_id: str
    old: AbcClass | None
    new: AbcClass | None
    period: Period


def abc_classes(
    accounts: Iterable[AbcAccount], *, limits: AbcLimits = DEFAULT_LIMITS
) -> AbcAnalysis:
    """Grade accounts: A while less than 75 % lies before, B while less than 95 % does, else C.

    All comparisons are made in integers. New accounts are left out of the order and of the total.
    The text is silent on returns within the cumulation: negative sales count as 0 there, so that
    the cumulated share ends at exactly 100 %.

    Source: domain.md 3.2; R104.
    """
    listed = list(accounts)
    graded = sorted((account for account in listed if not account.is_new), key=_order)
    new = sorted((account for account in listed if account.is_new), key=_order)
    total = _total(graded)
    lines: list[AbcLine] = []
    before = 0
    for rank, account in enumerate((*graded, *new), start=1):
        lines.append(_line(account, rank, before=before, total=total, limits=limits))
        if account.amount_minor > 0:
            before += account.amount_minor  # new accounts stand last and move nobody
    return AbcAnalysis(tuple(lines), total, len(graded) < limits.cautious_below)


def abc_grades(accounts: Iterable[AbcAccount]) -> dict[str, AbcClass]:
    """Return the classes alone, in half the time: as `abc_classes` gives them by default.

    Source: domain.md 3.2; R104.
    """
    graded = sorted((account for account in accounts if not account.is_new), key=_order)
    total = _total(graded)
    grades: dict[str, AbcClass] = {}
    before = 0
    for account in graded if total else ():
        grade = AbcClass.C
        if account.amount_minor > 0:
            grade = abc_class(before, total, limits=DEFAULT_LIMITS)
            before += account.amount_minor
        grades[account.account_id] = grade
    return grades


def abc_class(before_minor: int, total_minor: int, *, limits: AbcLimits) -> AbcClass:
    """Return the class of an account that has so much of the (positive) total before it."""
    if before_minor * _PERCENT < limits.a_percent * total_minor:
        return AbcClass.A
    return AbcClass.B if before_minor * _PERCENT < limits.b_percent * total_minor else AbcClass.C


def is_new(dealings_since_on: date | None, *, period: Period) -> bool:
    """Return whether dealings began within the period, so that it is not a full one.

    Source: domain.md 3.2 (edge: less than one full period); R104.
    """
    return dealings_since_on is not None and dealings_since_on > period.first_on


def class_changes(
    old: Mapping[str, AbcClass], new: Mapping[str, AbcClass], *, period: Period
) -> tuple[ClassChange, ...]:
    """Return the log entries of a closed period, by account id; no entry where nothing changed.

    Source: domain.md 3.2 (class changes are logged); R104.
    """
    return tuple(
        ClassChange(account_id, old.get(account_id), new.get(account_id), period)
        for account_id in sorted(old.keys() | new.keys())
        if old.get(account_id) is not new.get(account_id)
    )


def differing_classes(by_sales: AbcAnalysis, by_profit: AbcAnalysis) -> frozenset[str]:
    """Return the accounts whose class by profit is another than by sales.

    Source: domain.md 3.2 (variant by gross profit); R104.
    """
    sales, profit = by_sales.grades(), by_profit.grades()
    return frozenset(name for name in sales.keys() & profit.keys() if sales[name] != profit[name])


def _total(graded: Iterable[AbcAccount]) -> int:
    return sum(account.amount_minor for account in graded if account.amount_minor > 0)


def _order(account: AbcAccount) -> tuple[int, date, str]:
    return -account.amount_minor, account.dealings_since_on or _LATEST, account.number


def _line(account: AbcAccount, rank: int, *, before: int, total: int, limits: AbcLimits) -> AbcLine:
    grade: AbcClass | None = None
    if account.is_new:
        standing = Standing.NEW
    elif not total:
        standing = Standing.NOBODY_GRADED
    elif account.amount_minor > 0:
        standing, grade = Standing.GRADED, abc_class(before, total, limits=limits)
    else:
        standing, grade = Standing.NO_SALES, AbcClass.C
    return AbcLine(account.account_id, account.amount_minor, rank, grade, standing, before, total)
