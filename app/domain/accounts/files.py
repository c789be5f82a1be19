"""The rules of the customer file: life cycle and what its fields may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.domain.errors import ValidationError
from app.domain.faults import Fault, refuse_first
from app.domain.identifiers.bank import check_bank_account, check_cnaps
from app.domain.identifiers.phone import check_phone
from app.domain.identifiers.tax_number import check_tax_number
from app.domain.identifiers.text import check_line
from app.domain.identifiers.uscc import check_uscc
from app.domain.identifiers.verdict import Level, Verdict

STATUS_STEPS: Mapping[str, tuple[str, ...]] = {
    "prospect": ("interested", "active", "lost", "archived"),
    "interested": ("prospect", "active", "lost", "archived"),
    "active": ("loyal", "at_risk", "lost", "archived"),
    "loyal": ("active", "at_risk", "lost", "archived"),
    "at_risk": ("active", "loyal", "lost", "archived"),
    "lost": ("interested", "active", "archived"),
    "archived": ("prospect", "interested", "active"),
}
"""Where an account may go from each status. Source: domain.md 4.11."""

_CODE_CHECKS: Mapping[str, Callable[[str], Verdict]] = {
    "phone": check_phone,
    "mobile": check_phone,
    "uscc": check_uscc,
    "tax_number": check_tax_number,
    "bank_account": check_bank_account,
    "cnaps": check_cnaps,
}
MARKS = ("key_account", "frozen")
"""What the office marks an account with; who may is a matter of the policy, field by field. The
blacklist is none of them: two persons stand behind it, see `blacklist_life`.

Source: domain.md 4.11 (side states), 5.2.
"""
_SINCE = "dealings_since_on"
_COUNTS = (
    *("downstream_count", "warehouse_square_metres", "vehicles", "staff", "funds_minor"),
    "return_window_days",
)
_DEGREE_LIMITS = {"latitude_e6": 90_000_000, "longitude_e6": 180_000_000}


def check_status_step(status: str, new_status: str) -> None:
    """Refuse a step that the life cycle does not have; staying is no step.

    Raises:
        ValidationError: `account.status.step`.
    """
    if new_status != status and new_status not in STATUS_STEPS[status]:
        raise ValidationError(
            "account.status.step", field="status", status=status, new_status=new_status
        )


def field_verdict(field: str, value: object) -> Verdict | None:
    """Judge the code in a field of an account, contact or company; None for other fields.

    A verdict marks the field, it never blocks saving.

    Source: contracts.md d.4.
    """
    check = _CODE_CHECKS.get(field)
    return check(value) if check is not None and isinstance(value, str) else None


def compact_value(field: str, value: object) -> object:
    """Return a field as it is stored: codes in compact form, everything else unchanged."""
    verdict = field_verdict(field, value)
    return value if verdict is None or verdict.level is Level.ERROR else verdict.compact


def account_faults(fields: Mapping[str, object], *, today: date) -> tuple[Fault, ...]:
    """Return what keeps the edited fields of an account from being saved.

    Args:
        fields: Only the fields that were edited; dates as "2026-11-21".
        today: Date in the company's zone.
    """
    return (
        *_name_faults(fields),
        *_date_faults(fields, today=today),
        *_number_faults(fields),
    )


def check_account(fields: Mapping[str, object], *, today: date) -> None:
    """Refuse edited fields that break a rule.

    Raises:
        ValidationError: The first of `account_faults`.
    """
    refuse_first(account_faults(fields, today=today))


def _name_faults(fields: Mapping[str, object]) -> list[Fault]:
    if "name" not in fields:
        return []
    name = fields["name"]
    if not isinstance(name, str) or not any(map(str.isalnum, name)):
        return [Fault("name", "account.name.blank")]
    verdict = check_line(name)
    return [Fault("name", verdict.code, verdict.params)] if verdict.level is Level.ERROR else []


def _date_faults(fields: Mapping[str, object], *, today: date) -> list[Fault]:
    past = [name for name in fields if name.endswith("_confirmed_on") or name == _SINCE]
    return [
        Fault(name, "account.date.future")
        for name in past
        if isinstance(value := fields[name], str) and value > today.isoformat()
    ]


def _number_faults(fields: Mapping[str, object]) -> list[Fault]:
    counts = [
        Fault(name, "account.number.negative")
        for name in _COUNTS
        if isinstance(value := fields.get(name), int) and value < 0
    ]
    places = [
        Fault(name, "account.place.range")
        for name, limit in _DEGREE_LIMITS.items()
        if isinstance(value := fields.get(name), int) and abs(value) > limit
    ]
    return counts + places
