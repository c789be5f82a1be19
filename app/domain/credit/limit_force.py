"""Which credit limit of an account is in force, and what it writes into the account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.fields import FieldValue

Values = Mapping[str, FieldValue]

IN_FORCE = frozenset({"active", "frozen"})
ACCOUNT_FIELDS = (
    *("credit_limit_minor", "credit_unlimited", "watch_value_minor"),
    *("credit_period_days", "credit_state"),
)
"""Fields of an account that its limit feeds."""

_CASH_ONLY, _NORMAL = "cash_only", "normal"
_GRANTED = ("credit_limit_minor", "credit_unlimited", "watch_value_minor")


@dataclass(frozen=True, slots=True)
class LimitOutcome:
    """What a day makes of the limits of an account.

    Attributes:
        limits: New state by limit, of those that end.
        account: Fields of the account that change.
    """

    limits: Mapping[str, str] = field(default_factory=dict)
    account: Mapping[str, FieldValue] = field(default_factory=dict)


def settle_limits(limits: Mapping[str, Values], account: Values, *, today: date) -> LimitOutcome:
    """Return which limits end, and what the one in force writes into the account.

    In force is the active or frozen one whose first day came last. One whose last day is over
    expires; one that another took the place of was raised or lowered by it. With the last one,
    what was granted goes: nothing is granted, so orders on credit need an approval. An account
    that never had a limit record keeps what the office's books say.

    Args:
        limits: Every limit of the account by id.
        account: The account as it is.
        today: Calendar date.

    Source: domain.md 2.4 (limit record), 3.14 (0 is cash only, an expired limit is 0), 4.4;
        R048, R049.
    """
    day = today.isoformat()
    begun = {
        limit_id: limit
        for limit_id, limit in limits.items()
        if limit.get("state") in IN_FORCE and str(limit.get("valid_from_on") or "") <= day
    }
    ends = {limit_id: "expired" for limit_id, limit in begun.items() if _is_over(limit, day)}
    standing = {key: limit for key, limit in begun.items() if key not in ends}
    if standing:
        current_id = max(standing, key=lambda key: (_first_day(standing[key]), key))
        current = standing.pop(current_id)
        ends |= {key: _replaced(limit, current) for key, limit in standing.items()}
        return LimitOutcome(ends, _changed(account, _granted(current, account)))
    is_ended = bool(ends) or any(_has_ended(limit) for limit in limits.values())
    nothing: dict[str, FieldValue] = {**dict.fromkeys(_GRANTED), "credit_unlimited": 0}
    return LimitOutcome(ends, _changed(account, nothing) if is_ended else {})


def _granted(limit: Values, account: Values) -> dict[str, FieldValue]:
    is_unlimited = int(bool(limit.get("is_unlimited")))
    amount = None if is_unlimited else limit.get("amount_minor")
    state = account.get("credit_state")
    if amount == 0:
        state = _CASH_ONLY
    elif state in {None, _CASH_ONLY}:
        state = _NORMAL
    values: dict[str, FieldValue] = {
        "credit_limit_minor": amount,
        "credit_unlimited": is_unlimited,
        "watch_value_minor": limit.get("watch_value_minor"),
        "credit_state": state,
    }
    if limit.get("period_days") is not None:
        values["credit_period_days"] = limit.get("period_days")
    return values


def _changed(account: Values, values: Values) -> dict[str, FieldValue]:
    """Return the values that differ; a flag that is not there is not set."""

    def held(name: str) -> FieldValue:
        value = account.get(name)
        return 0 if value is None and name == "credit_unlimited" else value

    return {name: value for name, value in values.items() if held(name) != value}


def _replaced(old: Values, new: Values) -> str:
    """Return the state of a limit that another took the place of; a frozen one just ends."""
    before, after = _height(old), _height(new)
    if old.get("state") != "active" or before == after:
        return "expired"
    return "raised" if before < after else "lowered"


def _height(limit: Values) -> tuple[bool, int]:
    amount = limit.get("amount_minor")
    return bool(limit.get("is_unlimited")), amount if isinstance(amount, int) else 0


def _first_day(limit: Values) -> str:
    return str(limit.get("valid_from_on") or "")


def _is_over(limit: Values, day: str) -> bool:
    last = limit.get("valid_to_on")
    return isinstance(last, str) and last < day


def _has_ended(limit: Values) -> bool:
    return limit.get("state") in {"expired", "cancelled", "raised", "lowered"}
