"""Values that show a template on paper before anybody fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import (
    Article,
    ChoiceIs,
    Clause,
    Condition,
    ContractTemplate,
    Field,
    Filled,
    FlagIs,
)
from app.domain.contracts.wording.value_types import value_faults

_PLAIN: Mapping[str, Any] = {
    "money": "100000.00",
    "date": "2027-03-01",
    "percent": "5",
    "number": 10,
    "flag": True,
}
_CELLS = {"qty": "100", "money": "42.00", "rate": "13"}
_OURS = {
    "name": "样例供应有限公司",
    "name_en": "Sample Supply Co., Ltd.",
    "uscc": "91350100M000100Y43",
    "address": "上海市样例路 1 号",
    "address_en": "1 Sample Road, Shanghai",
    "legal_rep": "张样",
    "signatory": "李样",
    "phone": "021-55550100",
    "email": "a@example.com",
    "bank": "样例银行上海分行",
    "account": "0000 1111 2222 3333",
}
_THEIRS = {**_OURS, "name": "样例商贸有限公司", "name_en": "Sample Trading Co., Ltd."}


def sample_values(
    template: ContractTemplate, examples: Mapping[str, Any], *, showing: str = ""
) -> dict[str, Any]:
    """Return a value for every field, so that a clause is seen as it will be printed.

    Args:
        template: The text.
        examples: What its author gave as an example, by field; what does not fit is left out.
        showing: Id of a clause or article that must be switched on; empty for none.
    """
    values = {name: _sample(template, each, examples) for name, each in template.fields.items()}
    for condition in _conditions_of(template, showing):
        values[condition.field] = _satisfying(condition, template.fields, values)
    return values


def _sample(template: ContractTemplate, field: Field, examples: Mapping[str, Any]) -> Any:
    given = examples.get(field.name)
    if field.type == "party":
        is_ours = field.name == f"party_{template.header.supplier}"
        return dict(_OURS if is_ours else _THEIRS)
    if given is not None and not list(value_faults(template, {field.name: given})):
        return given
    return field.default if field.default is not None else _plain(field)


def _plain(field: Field) -> Any:
    fixed = _PLAIN.get(field.type)
    if fixed is not None:
        return fixed
    match field.type:
        case "choice":
            return field.options[0].value
        case "list":
            return [field.label.zh]
        case "table":
            return [{each.key: _CELLS.get(each.kind, each.heading.zh) for each in field.columns}]
        case _:
            return field.label.zh


def _conditions_of(template: ContractTemplate, wanted: str) -> list[Condition]:
    for article in template.articles:
        clause = next((each for each in article.clauses if each.id == wanted), None)
        if clause is not None or article.id == wanted:
            parts: tuple[Article | Clause | None, ...] = (article, clause)
            return [part.when for part in parts if part is not None and part.when is not None]
    return []


def _satisfying(
    condition: Condition, fields: Mapping[str, Field], values: Mapping[str, Any]
) -> Any:
    match condition:
        case FlagIs(_, wanted):
            return wanted
        case ChoiceIs(name, choices):
            known = values.get(name)
            return known if known in choices else choices[0]
        case Filled(name, True):
            return values.get(name) or _plain(fields[name])
        case _:
            return None
