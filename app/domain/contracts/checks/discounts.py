"""Who may grant which discount: percent below the price list by role and class of account."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from types import MappingProxyType

from app.domain.contracts.wording.values import DECIMAL_FORM, decimal_value
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.policy_terms import Role

SETTING = "contracts.discounts"
"""Name of the company's setting: JSON such as {"rep": {"A": "3", "default": "0"}}."""

ALL_CLASSES = "default"
CLASSES = ("A", "B", "C")
LADDER = (Role.REP, Role.SECTOR_HEAD, Role.FINANCE, Role.GROUP_MANAGEMENT)
"""From the smallest authority to the largest; who stands higher is never bound more tightly."""

_WHOLE = 100
_DEFAULTS = MappingProxyType({Role.REP: "0", Role.SECTOR_HEAD: "10", Role.FINANCE: "20"})


@dataclass(frozen=True, slots=True)
class DiscountAuthority:
    """The matrix.

    Attributes:
        granted: Percent by role, then by class or `ALL_CLASSES`, as decimal text.
    """

    granted: Mapping[Role, Mapping[str, str]]

    def percent(self, role: Role, grade: str) -> Fraction:
        """Return what a role may grant an account of a class; group management everything."""
        if role is Role.GROUP_MANAGEMENT and role not in self.granted:
            return Fraction(_WHOLE)
        by_class = self.granted.get(role, {})
        return decimal_value(by_class.get(grade) or by_class.get(ALL_CLASSES) or "0")

    def approver(self, percent: Fraction, grade: str) -> Role:
        """Return the lowest role that may grant a discount."""
        fitting = (role for role in LADDER if self.percent(role, grade) >= percent)
        return next(fitting, Role.GROUP_MANAGEMENT)

    def check(self, percent: Fraction, grade: str, roles: Iterable[Role]) -> None:
        """Refuse a discount that none of somebody's roles may grant.

        Raises:
            NotAllowedError: `contract.discount.authority` with `percent` and the right `role`.
        """
        held = frozenset(roles)
        right = self.approver(percent, grade)
        enough = right is Role.GROUP_MANAGEMENT and right in held
        if not enough and all(self.percent(role, grade) < percent for role in held & set(LADDER)):
            raise NotAllowedError(
                "contract.discount.authority", percent=percent_text(percent), role=right.value
            )


DEFAULT_AUTHORITY = DiscountAuthority(
    {role: {ALL_CLASSES: percent} for role, percent in _DEFAULTS.items()}
)
"""Without a setting: whoever sells grants nothing, a head 10 %, finance 20 %, the management all.

The figures are our own; domain.md names the rule (prices inside policy, 4.5), not the percents.
"""


def read_authority(
    settings: Iterable[tuple[str, str, date | None]], *, today: date
) -> DiscountAuthority:
    """Return the matrix that is in force; what a setting leaves out keeps its default.

    Args:
        settings: Name, JSON and first day; of several the one that is valid last counts.
        today: The day.
    """
    found = DEFAULT_AUTHORITY
    for name, value, since in sorted(settings, key=lambda one: one[2] or date.min):
        if name == SETTING and (since is None or since <= today):
            try:
                found = _read(value)
            except ValidationError:
                continue  # written by a newer program: the matrix before it holds
    return found


def check_matrix(value: str) -> None:
    """Refuse a matrix that is none, or in which a superior may grant less than a subordinate.

    Raises:
        ValidationError: `discounts.value` or `discounts.order`.
    """
    matrix = _read(value)
    for grade in ("", *CLASSES):
        rising = [matrix.percent(role, grade) for role in LADDER]
        if rising != sorted(rising):
            raise ValidationError("discounts.order", name=SETTING)


def _read(value: str) -> DiscountAuthority:
    try:
        whole = json.loads(value)
        granted = {Role(role): _by_class(each) for role, each in whole.items()}
    except (ValueError, AttributeError) as error:
        raise ValidationError("discounts.value", name=SETTING) from error
    if not set(granted) <= set(LADDER):
        raise ValidationError("discounts.value", name=SETTING)
    return DiscountAuthority({**DEFAULT_AUTHORITY.granted, **granted})


def _by_class(each: object) -> dict[str, str]:
    by_class = each if isinstance(each, dict) else {ALL_CLASSES: each}
    read = {str(grade): str(percent) for grade, percent in by_class.items()}
    known = {*CLASSES, ALL_CLASSES}
    for grade, percent in read.items():
        fits = DECIMAL_FORM.fullmatch(percent) and 0 <= decimal_value(percent) <= _WHOLE
        if grade not in known or not fits:
            raise ValidationError("discounts.value", name=SETTING)
    return read


def discount_share(price_minor: int, usual_minor: int) -> Fraction:
    """Return by how many percent a price is below the usual one; 0 when it is not."""
    if usual_minor <= 0 or price_minor >= usual_minor:
        return Fraction(0)
    return Fraction(_WHOLE * (usual_minor - price_minor), usual_minor)


def percent_text(percent: Fraction) -> str:
    """Write a percentage with at most one decimal, rounded half up."""
    tenths = floor(percent * 10 + Fraction(1, 2))
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
