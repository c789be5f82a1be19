"""From where on a rule warns: settings of the company by class of account, with defaults."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.analysis.churn import ChurnRules
from app.domain.analysis.credit_line import CreditRules
from app.domain.analysis.severity import DeclineLevels
from app.domain.errors import ValidationError

CLASSES = ("", "A", "B", "C")
"""Classes of accounts; "" for one that has none."""

PREFIX = "warnings."
_WHOLE_CLASSES = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What the rules compare with; every field can be set, for all classes or for one.

    Attributes:
        near_percent: Share of the limit from which a debt is pre-warned (W1).
        tolerance: Decline that is only noticed (W2), and share by which others may miss.
        far: Decline that burns.
        at_risk_factor: Overdue factor from which an account is at risk (W4).
        lost_factor: From which it is lost.
        lost_days: Days without a purchase before which nobody is lost.
        expense_climb: Tolerated climb over the mean of the three months before (W3).
        incident_days: For how many days an incident calls for attention (W5).
        stock_days: Agreed level of a key account's stock, in days (W8).
        stock_fresh_days: A count older than this says nothing.
        complaints: So many in the window are too many (W9).
        complaint_days: Length of that window.
        return_rate: Returned share of what was bought in the window from which it is high.
        contract_days: Days before the end of a contract from which it is noticed, warned of, and
            burns (W10).
        dealings_days: Whoever bought within so many days needs a contract.
        idle_days: An open lead or opportunity calls for an action every so many days (W11).
        escalate_days: An alarm nobody acknowledged goes one level up after so many days.
        react_days: Days in which a notice, a warning and an alarm are to be dealt with.

    Source: domain.md Appendix C; incident, stock, dealings and reaction days are proposals of our
        own, because no seed names them; the idle days are a month, 4.2 (W11); R143.
    """

    near_percent: int = 90
    tolerance: Decimal = Decimal("0.10")
    far: Decimal = Decimal("0.30")
    at_risk_factor: Decimal = Decimal(2)
    lost_factor: Decimal = Decimal(3)
    lost_days: int = 60
    expense_climb: Decimal = Decimal("0.20")
    incident_days: int = 90
    stock_days: int = 15
    stock_fresh_days: int = 30
    complaints: int = 3
    complaint_days: int = 90
    return_rate: Decimal = Decimal("0.05")
    contract_days: tuple[int, ...] = (60, 30, 7)
    dealings_days: int = 90
    idle_days: int = 31
    escalate_days: int = 3
    react_days: tuple[int, ...] = (14, 7, 3)

    @property
    def decline(self) -> DeclineLevels:
        """How bad a decline is."""
        return DeclineLevels(self.tolerance, self.far)

    @property
    def churn(self) -> ChurnRules:
        """When an account is at risk or lost."""
        return ChurnRules(self.at_risk_factor, self.lost_factor, self.lost_days)

    @property
    def credit(self) -> CreditRules:
        """When a debt is near its limit."""
        return CreditRules(near_percent=self.near_percent)


ByClass = Mapping[str, Thresholds]


def read_thresholds(settings: Iterable[tuple[str, str, date | None]], *, today: date) -> ByClass:
    """Return the thresholds of every class.

    A setting is named "warnings." and the field; its value is a number (a list for the levels),
    or an object of such values by class, "default" for the classes not named. The one valid last
    holds. One that makes no sense is passed over, so that a slip switches no rule off.

    Args:
        settings: Name, value as JSON and first day of validity of every setting.
        today: Calendar date.

    Source: domain.md 4.2, Appendix C; R143.
    """
    chosen: dict[str, dict[str, Any]] = {grade: {} for grade in CLASSES}
    for name, value, since in sorted(settings, key=lambda one: one[2] or date.min):
        field = _FIELDS.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if field is None or (since is not None and since > today):
            continue
        for grade, spelled in values_by_class(value).items():
            if (good := _read(field, spelled)) is not None:
                chosen[grade][field.name] = good
    return {grade: Thresholds(**values) for grade, values in chosen.items()}


def check_setting(name: str, value: str) -> None:
    """Refuse a setting that the rules would pass over.

    Raises:
        ValidationError: `setting.unknown` or `setting.value`, with the `name`.
    """
    field = _FIELDS.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    if field is None:
        raise ValidationError("setting.unknown", name=name)
    spelled = [each for each in values_by_class(value).values() if each is not None]
    if not spelled or any(_read(field, each) is None for each in spelled):
        raise ValidationError("setting.value", name=name)


_FIELDS = {field.name: field for field in dataclasses.fields(Thresholds)}


def values_by_class(value: str) -> dict[str, object]:
    """Return what a setting says for each class; None where it says nothing."""
    try:
        read = json.loads(value)
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return dict.fromkeys(CLASSES, read)
    default = read.get(_WHOLE_CLASSES)
    return {grade: read.get(grade, default) for grade in CLASSES}


def _read(field: dataclasses.Field[object], value: object) -> object:
    """Return a value as the field holds it; None when it makes no sense there."""
    match field.default:
        case tuple() as levels:
            parts = value if isinstance(value, list) else []
            whole = tuple(part for part in parts if _is_days(part))
            return whole if len(whole) == len(parts) == len(levels) else None
        case Decimal():
            return _decimal(value)
        case _:
            return value if _is_days(value) else None


def _is_days(value: object) -> bool:
    return type(value) is int and value >= 0


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None
