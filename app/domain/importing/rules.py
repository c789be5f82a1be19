"""What must hold for imported records beyond the schema, by kind of record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from app.domain.accounts.files import account_faults, check_status_step
from app.domain.faults import Fault
from app.domain.fields import FieldValue
from app.domain.importing.judging import Rule


def rule_for(entity: str, today: dt.date) -> Rule | None:
    """Return what is checked of the values of a row; None where the schema says it all.

    Args:
        entity: Schema name.
        today: Date in the company's zone.
    """

    def check(values: Mapping[str, object]) -> Iterable[Fault]:
        return account_faults(values, today=today)

    return check if entity == "account" else None


def check_step(
    entity: str, before: Mapping[str, FieldValue], after: Mapping[str, FieldValue]
) -> None:
    """Refuse a change that the life of a record does not have.

    Raises:
        ValidationError: `account.status.step`.
    """
    status = after.get("status")
    if entity == "account" and isinstance(status, str):
        check_status_step(str(before["status"]), status)
