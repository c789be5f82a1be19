"""What the rules of sales say to a new, a changed and a deleted record; the same on both ends."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import NotAllowedError
from app.domain.life import Life
from app.domain.policy_terms import Action, Role
from app.domain.sales.orders import (
    ORDER_LIFE,
    check_line_open,
    check_order_edit,
    check_order_line,
    check_order_send,
)
from app.domain.sales.plans import PLAN_LIFE, check_plan_edit
from app.domain.visits.trips import TRIP_LIFE, check_trip_edit

Values = Mapping[str, object]

_LIVES: Mapping[str, Life] = {
    "field_order": ORDER_LIFE,
    "sales_plan": PLAN_LIFE,
    "trip": TRIP_LIFE,
}
_LINE = "field_order_line"
SALES_ENTITIES = (*_LIVES, _LINE)


def check_sales_create(entity: str, record: Values, *, user_id: str) -> None:
    """Refuse a new order, line, plan or trip that does not begin as its author's own.

    Raises:
        NotAllowedError: As `Life.check_begin` and `orders.check_order_line`.
    """
    if life := _LIVES.get(entity):
        life.check_begin(record, user_id=user_id)
    if entity == _LINE:
        check_order_line(record)


def check_sales_edit(
    entity: str, before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> Action:
    """Refuse an edit that is no step, a step of somebody else, or one of what is fixed.

    Args:
        entity: Of the record.
        before: The record as it is, in context; of a line with the price that it will name.
        changed: New values.
        user_id: Who edits.
        roles: What that person is.

    Returns:
        What the policy is to be asked for.

    Raises:
        NotAllowedError: As `Life.check_step`, `check_order_edit`, `check_order_line`,
            `check_plan_edit` and `check_trip_edit`.
    """
    if entity == _LINE:
        check_line_open(before)
        check_order_line({**before, **changed})
    life = _LIVES.get(entity)
    if life is None:
        return Action.UPDATE
    step = life.check_step(before, changed, user_id=user_id, roles=roles)
    match entity:
        case "field_order":
            check_order_edit(before, changed)
            if step is not None and step.name == "send":
                check_order_send({**before, **changed})
        case "sales_plan":
            check_plan_edit(before, changed)
        case _:
            check_trip_edit(before, changed, user_id=user_id)
    return Action.UPDATE if step is None else step.action


def check_sales_delete(entity: str, before: Values) -> None:
    """Refuse to delete what was sent or agreed; it is cancelled or replaced instead.

    Raises:
        NotAllowedError: `order.fixed`, `plan.fixed` or `trip.fixed`.
    """
    if entity == _LINE:
        check_line_open(before)
    life = _LIVES.get(entity)
    if life is not None and before.get("state") != life.first:
        raise NotAllowedError(f"{life.code}.fixed", field="state")
