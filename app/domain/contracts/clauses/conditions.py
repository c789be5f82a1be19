"""Decides whether a clause is switched on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import ChoiceIs, Condition, Filled, FlagIs


def is_filled(value: object) -> bool:
    """Return whether a value holds anything; False and 0 are values, blanks are not."""
    return value not in (None, "", [], (), {})


def holds(condition: Condition | None, values: Mapping[str, Any]) -> bool:
    """Return whether a condition is met; no condition is always met.

    Source: FORMAT.md section 5.
    """
    match condition:
        case None:
            return True
        case FlagIs(name, wanted):
            return bool(values.get(name, False)) is wanted
        case ChoiceIs(name, wanted_values):
            return values.get(name) in wanted_values
        case Filled(name, wanted):
            return is_filled(values.get(name)) is wanted
