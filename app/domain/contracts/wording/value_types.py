"""Completes the values of a contract with defaults and finds those of the wrong type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import ContractTemplate, Field, FieldType
from app.domain.contracts.wording.values import DECIMAL_FORM, ENGLISH_SUFFIX, MONEY_FORM
from app.domain.errors import ValidationError

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER_COLUMNS = ("qty", "money", "rate")


def complete_values(template: ContractTemplate, values: Mapping[str, Any]) -> dict[str, Any]:
    """Add the defaults to a contract's values.

    Args:
        template: Where the fields come from.
        values: JSON values by field name: dates as "2027-01-01", money and percentages as
            decimal strings, tables as lists of mappings; `name_en` may hold English wording.

    Raises:
        ValidationError: `contract.value.unknown` or `contract.value.wrong_type`, with `field`.
    """
    for code, name in value_faults(template, values):
        raise ValidationError(code, field=name)
    complete = dict(values)
    for field in template.fields.values():
        if field.name not in complete and field.default is not None:
            complete[field.name] = field.default
    return complete


def value_faults(
    template: ContractTemplate, values: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield code and name of every value that does not belong to the template or its type."""
    for name, value in values.items():
        field = template.fields.get(name) or template.fields.get(name.removesuffix(ENGLISH_SUFFIX))
        if field is None:
            yield "contract.value.unknown", name
        elif is_filled(value) and not _fits(value, field, name):
            yield "contract.value.wrong_type", name


def fitting_values(template: ContractTemplate, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without those that do not fit their field."""
    strange = {name for _code, name in value_faults(template, values)}
    return {name: value for name, value in values.items() if name not in strange}


def _fits(value: Any, field: Field, name: str) -> bool:
    if name != field.name:
        return isinstance(value, list if field.type == "list" else str)
    return _TYPE_TESTS[field.type](value, field)


def _is_number(value: Any, _field: Field) -> bool:
    # True is an int for isinstance; a flag is no count.
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: Any, _field: Field) -> bool:
    try:
        return _DATE.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_party(value: Any, _field: Field) -> bool:
    return isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values())


def _is_table(value: Any, field: Field) -> bool:
    return isinstance(value, list) and all(_is_row(row, field) for row in value)


def _is_row(row: Any, field: Field) -> bool:
    if not isinstance(row, Mapping) or not all(isinstance(cell, str) for cell in row.values()):
        return False
    needed = [each.key for each in field.columns if each.kind in _NUMBER_COLUMNS]
    return all(DECIMAL_FORM.fullmatch(row.get(key, "")) for key in needed)


_TYPE_TESTS: Mapping[FieldType, Callable[[Any, Field], bool]] = MappingProxyType(
    {
        "text": lambda value, _: isinstance(value, str),
        "money": lambda value, _: isinstance(value, str) and bool(MONEY_FORM.fullmatch(value)),
        "date": _is_date,
        "percent": lambda value, _: isinstance(value, str) and bool(DECIMAL_FORM.fullmatch(value)),
        "number": _is_number,
        "flag": lambda value, _: isinstance(value, bool),
        "choice": lambda value, field: value in {option.value for option in field.options},
        "list": lambda value, _: (
            isinstance(value, list) and all(isinstance(line, str) for line in value)
        ),
        "party": _is_party,
        "table": _is_table,
    }
)
