"""What is to be done with a table: which column fills what, what is made, what is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.importing.decisions import Decisions, decisions_body, decisions_from
from app.domain.importing.headings import Column
from app.domain.importing.mends import Mend, mends_body, mends_from
from app.domain.schema import entity_named


class Mode(StrEnum):
    """What rows may do.

    Attributes:
        CREATE: Make new records; a row whose record exists is rejected.
        UPDATE: Bring records up to date; a row without a record is rejected.
        BOTH: Either, by whether the record exists.
    """

    CREATE = "create"
    UPDATE = "update"
    BOTH = "both"


KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "account": (("name",), ("uscc",), ("number",), ("phone",)),
    "contact": (("account_id", "name"), ("account_id", "mobile"), ("mobile",)),
    "product": (("code",),),
    "price_list": (("name", "version"),),
    "price": (("price_list_id", "product_id"),),
    "sales_record": (("document_number", "product_id"), ("document_number",)),
    "receivable": (("document_number",),),
}
"""By what a row finds its record, the usual way first."""

CALLED: Mapping[str, tuple[str, ...]] = {
    "account": ("name", "number", "uscc", "short_name"),
    "product": ("code", "name"),
    "price_list": ("name",),
    "contact": ("name", "mobile"),
    "user": ("name",),
    "sector": ("name", "code"),
    "company": ("name", "code"),
    "credit_policy": ("name",),
}
"""By what a cell may name a record of an entity, the surest first."""

DEFAULTS: Mapping[str, Mapping[str, FieldValue]] = {
    "account": {"type": "dealer", "status": "prospect", "source": "import"},
    "sales_record": {"source": "erp"},
    "product": {"state": "on_sale"},
}
"""What a new record gets where the file says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Everything that decides what a file does; kept, so that an import can go on later.

    Attributes:
        entity: Schema name.
        columns: Of the file, left to right.
        heading_line: Line of the headings; rows begin below it.
        mode: What rows may do.
        key: Fields by which a row finds its record.
        defaults: Values of new records where the file says nothing.
        allows_twins: Whether a row is taken although an account is probably the same; one with
            the same tax number never is.
        decisions: What a person decided about words of the file.
        mends: Cells that a person wrote anew; the file stays as it is.
    """

    entity: str
    columns: tuple[Column, ...]
    heading_line: int
    mode: Mode = Mode.CREATE
    key: tuple[str, ...] = ()
    defaults: Mapping[str, FieldValue] = field(default_factory=dict)
    allows_twins: bool = False
    decisions: Decisions = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that columns fill."""
        return tuple(column.field for column in self.columns if column.field)


def check_plan(plan: ImportPlan) -> None:
    """Refuse a plan by which no row could come in.

    Raises:
        ValidationError: `import.plan.empty`, no column fills anything; `import.plan.key`, rows
            could not find their records; `import.plan.required` with the field that new records
            would lack; `import.plan.twice` with a field that two columns fill.
    """
    fields = plan.fields
    if not fields:
        raise ValidationError("import.plan.empty")
    for name in fields:
        if fields.count(name) > 1:
            raise ValidationError("import.plan.twice", entity=plan.entity, field=name)
    if plan.mode is not Mode.CREATE and not (plan.key and set(plan.key) <= set(fields)):
        raise ValidationError("import.plan.key", entity=plan.entity)
    if plan.mode is Mode.UPDATE:
        return
    filled = {*fields, *plan.defaults}
    for wanted in entity_named(plan.entity).fields.values():
        if wanted.required and wanted.name not in filled:
            raise ValidationError("import.plan.required", entity=plan.entity, field=wanted.name)


def plan_body(plan: ImportPlan) -> dict[str, object]:
    """Return a plan as it is kept."""
    return {
        "entity": plan.entity,
        "columns": [[each.heading, each.field, each.factor] for each in plan.columns],
        "heading_line": plan.heading_line,
        "mode": plan.mode.value,
        "key": list(plan.key),
        "defaults": dict(plan.defaults),
        "allows_twins": plan.allows_twins,
        "decisions": decisions_body(plan.decisions),
        "mends": mends_body(plan.mends),
    }


def plan_from(body: Mapping[str, Any]) -> ImportPlan:
    """Return the plan that `plan_body` kept, now or before words and cells were decided about."""
    return ImportPlan(
        entity=body["entity"],
        columns=tuple(Column(at, *values) for at, values in enumerate(body["columns"])),
        heading_line=body["heading_line"],
        mode=Mode(body["mode"]),
        key=tuple(body["key"]),
        defaults=body["defaults"],
        allows_twins=body["allows_twins"],
        decisions=decisions_from(body.get("decisions", {})),
        mends=mends_from(body.get("mends", ())),
    )
