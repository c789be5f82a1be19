"""What a contract hands down to the one that amends or renews it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.domain.contracts.life import IN_FORCE

_OF_ONE_PAPER = frozenset({"party_a", "party_b", "contract_no", "sign_date", "sign_place"})
_TERM = frozenset({"valid_from", "valid_to"})
RELATIONS = ("amends", "renews")


def may_succeed(state: str, relation: str) -> bool:
    """Return whether a contract in a state may be amended or renewed; an expired one only renewed.

    Source: domain.md 4.5.
    """
    return state in IN_FORCE or (relation == "renews" and state == "expired")


def inherited_terms(terms: Mapping[str, Any], relation: str) -> dict[str, Any]:
    """Return what an older contract hands down.

    Parties, number, day and place belong to one paper and come anew. A renewal follows the
    older term without a gap and lasts as long; an amendment keeps the term.

    Args:
        terms: Of the older contract.
        relation: "amends" or "renews".
    """
    kept = {name: value for name, value in terms.items() if name not in _OF_ONE_PAPER}
    if relation == "amends":
        return kept
    first, last = _day(terms.get("valid_from")), _day(terms.get("valid_to"))
    kept = {name: value for name, value in kept.items() if name not in _TERM}
    if first is None or last is None:
        return kept
    begins = last + dt.timedelta(days=1)
    ends = _same_length(first, last, begins)
    return {**kept, "valid_from": begins.isoformat(), "valid_to": ends.isoformat()}


def _same_length(first: dt.date, last: dt.date, begins: dt.date) -> dt.date:
    """Return the last day of a term of equal length: whole years stay whole years."""
    years = (last + dt.timedelta(days=1)).year - first.year
    after = _years_later(first, years)
    if years and after == last + dt.timedelta(days=1):
        return _years_later(begins, years) - dt.timedelta(days=1)
    return begins + (last - first)


def _years_later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
