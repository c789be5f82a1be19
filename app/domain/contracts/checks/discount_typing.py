"""How a person types who may grant which discount, and how the company's setting spells it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from app.domain.contracts.checks.discounts import (
    ALL_CLASSES,
    CLASSES,
    LADDER,
    DiscountAuthority,
    check_matrix,
)
from app.domain.errors import ValidationError
from app.domain.policy_terms import Role

SET_ROLES = LADDER[:-1]
"""Roles whose authority the company sets; above them group management grants everything."""

_MOST, _PLACES = 100, -2
_SIGNS = str.maketrans("", "", "%％ \u3000")
_STOPS = str.maketrans({"．": ".", "。": "."})


def read_percent(text: str) -> str:
    """Return a percentage as the setting spells it: without sign and closing zeros.

    Raises:
        ValidationError: `setting.number`, `setting.range` with `least` and `most`, or
            `discounts.places` for more than two decimals.
    """
    try:
        number = Decimal(text.translate(_SIGNS).translate(_STOPS))
    except InvalidOperation as error:
        raise ValidationError("setting.number") from error
    if not number.is_finite():
        raise ValidationError("setting.number")
    if not 0 <= number <= _MOST:
        raise ValidationError("setting.range", least=0, most=_MOST)
    plain = number.normalize()
    exponent = plain.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _PLACES:
        raise ValidationError("discounts.places")
    return f"{plain:f}"


def read_row(typed: Mapping[str, str]) -> dict[str, str]:
    """Return the percents of one role as they were typed; a class left blank is as all.

    Args:
        typed: By class; `ALL_CLASSES` for all that are not named.

    Raises:
        ValidationError: `setting.blank`, or as `read_percent`, with the `field` (the class).
    """
    filled = {grade: text for grade, text in typed.items() if text.strip()}
    if ALL_CLASSES not in filled:
        raise ValidationError("setting.blank", field=ALL_CLASSES)
    row = {}
    for grade in (ALL_CLASSES, *CLASSES):
        if grade in filled:
            try:
                row[grade] = read_percent(filled[grade])
            except ValidationError as error:
                raise ValidationError(error.code, **{**error.params, "field": grade}) from error
    whole = row[ALL_CLASSES]
    apart = {grade: text for grade, text in row.items() if text != whole}
    return {ALL_CLASSES: whole, **apart}


def spelled_matrix(authority: DiscountAuthority, role: Role, row: Mapping[str, str]) -> str:
    """Return the company's setting with another row.

    Args:
        authority: What holds.
        role: Whose authority changes.
        row: Percents by class.

    Raises:
        ValidationError: `discounts.order` where a superior could grant less than a subordinate,
            with the `field` (the class); or as `discounts.check_matrix`.
    """
    matrix = DiscountAuthority({**authority.granted, role: row})
    for grade in (ALL_CLASSES, *CLASSES):
        rising = [matrix.percent(each, grade) for each in LADDER]
        if rising != sorted(rising):
            raise ValidationError("discounts.order", field=grade)
    value = json.dumps(
        {each.value: dict(by_class) for each, by_class in matrix.granted.items()},
        separators=(",", ":"),
        sort_keys=True,
    )
    check_matrix(value)
    return value
