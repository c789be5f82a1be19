"""Which ways of paying the credit grade of an account permits."""

from __future__ import annotations

from collections.abc import Mapping

PREPAID, ON_DELIVERY, STAGED, ON_CREDIT = "prepaid", "cod", "staged", "credit"
METHODS = (PREPAID, ON_DELIVERY, STAGED, ON_CREDIT)
"""As contracts name them."""

_BY_STATE: Mapping[str, frozenset[str]] = {
    "stopped": frozenset({PREPAID}),
    "cash_only": frozenset({PREPAID, ON_DELIVERY}),
    "restricted": frozenset({PREPAID, ON_DELIVERY, STAGED}),
}
_EXAMINED = "C"


def permitted_methods(*, credit_state: str, grade: str, has_limit: bool) -> frozenset[str]:
    """Return the ways of paying that an account may be offered.

    What the office said of its credit decides first; of class C only who was granted a limit buys
    on credit. The source names the rule, this table of it is our own.

    Args:
        credit_state: "normal", "watched", "restricted", "stopped", "cash_only", or empty.
        grade: Class; empty when it has none.
        has_limit: Whether something above 0, or everything, was granted.

    Source: domain.md 4.13 (grade decides the way of payment), 2.4 (limit by class); R066.
    """
    methods = _BY_STATE.get(credit_state, frozenset(METHODS))
    if grade == _EXAMINED and not has_limit:
        return methods - {ON_CREDIT}
    return methods
