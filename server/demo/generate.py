"""Writes a whole demo as batches of complete rows, entity by entity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from server.demo.accounts import account_rows
from server.demo.commitments import commitment_rows
from server.demo.complaints import complaint_rows
from server.demo.contacts import contact_rows
from server.demo.contracts import (
    contract_event_rows,
    contract_line_rows,
    contract_rows,
    print_record_rows,
)
from server.demo.dealers.afterwards import (
    account_relation_rows,
    customer_need_rows,
    inspection_rows,
    task_rows,
    visit_comment_rows,
)
from server.demo.dealers.agreements import (
    demand_plan_rows,
    evaluation_rows,
    good_customer_rows,
    letter_rows,
    quotation_line_rows,
    quotation_rows,
)
from server.demo.dealers.credit import (
    credit_limit_rows,
    credit_policy_rows,
    investigation_rows,
    measure_rows,
    red_flag_rows,
    security_rows,
)
from server.demo.dealers.decisions import (
    blacklist_entry_rows,
    collection_course_rows,
    debt_mark_rows,
)
from server.demo.dealers.expenses import (
    channel_sale_rows,
    expense_budget_rows,
    selling_expense_rows,
)
from server.demo.dealers.market import competitor_rows, distribution_plan_rows, sighting_rows
from server.demo.dealers.orders import field_order_line_rows, field_order_rows
from server.demo.dealers.schemes import scheme_rows
from server.demo.dealers.targets import (
    company_target_rows,
    designated_account_rows,
    product_cost_rows,
)
from server.demo.dealers.team import account_member_rows, owner_change_rows, trip_rows
from server.demo.history import (
    collection_rows,
    receivable_rows,
    sales_plan_rows,
    sales_record_rows,
)
from server.demo.plan_of_day import visit_plan_rows
from server.demo.products import price_list_rows, price_rows, product_rows
from server.demo.sizes import size_named
from server.demo.templates import block_rows, template_rows
from server.demo.visits import stock_count_rows, visit_log_rows
from server.demo.world import World, make_world

Row = dict[str, FieldValue]
Batch = list[Row]

DEMO_SEED = 20_261_121
BATCH_ROWS = 1_000


def generate(size: str, seed: int, today: dt.date) -> Iterator[tuple[str, Batch]]:
    """Yield the demo as (entity, rows), in the order of the schema and at most 1,000 rows a time.

    Rows are complete: `id` and every field of the entity, None where nothing is known. The same
    size, seed and day give the same rows. Files and conflicts are none: nobody has worked yet.

    Args:
        size: `small`, `field` or `large`.
        seed: Any number from 0.
        today: The day that the demo calls today, in its own zone.

    Raises:
        ValueError: No such size.
    """
    world = make_world(size_named(size), seed, today)
    for entity in ENTITIES:
        for batch in _batches(write_rows(world, entity)):
            yield entity, _completed(entity, batch)


def load_demo(
    load_rows: Callable[[str, Batch], object], *, size: str, seed: int, today: dt.date
) -> int:
    """Hand every batch of a demo to `load_rows(entity, rows)` and return the number of rows."""
    total = 0
    for entity, rows in generate(size, seed, today):
        load_rows(entity, rows)
        total += len(rows)
    return total


def write_rows(world: World, entity: str) -> Iterable[Row]:
    """Yield the rows of one entity with the fields that are known; none if nobody writes it."""
    writer = _WRITERS.get(entity)
    return writer(world) if writer else ()


_WRITERS: dict[str, Callable[[World], Iterable[Row]]] = {
    "company": lambda world: (company.row() for company in world.companies),
    "sector": lambda world: (sector.row() for sector in world.sectors),
    "user": lambda world: (person.row() for person in world.people),
    "product": lambda world: product_rows(world.seeds, world.products),
    "price_list": lambda world: price_list_rows(world.seeds, world.price_lists),
    "price": lambda world: price_rows(world.seeds, world.price_lists, world.products),
    "contract_template": lambda world: template_rows(world.templates),
    "clause_block": lambda world: block_rows(world.seeds, world.templates),
    "account": account_rows,
    "contact": contact_rows,
    "visit_plan": visit_plan_rows,
    "visit_log": visit_log_rows,
    "stock_count": stock_count_rows,
    "commitment": commitment_rows,
    "collection": collection_rows,
    "complaint": complaint_rows,
    "receivable": receivable_rows,
    "contract": contract_rows,
    "contract_line": contract_line_rows,
    "print_record": print_record_rows,
    "contract_event": contract_event_rows,
    "sales_plan": sales_plan_rows,
    "sales_record": sales_record_rows,
    "credit_policy": credit_policy_rows,
    "evaluation_scheme": scheme_rows,
    "credit_limit": credit_limit_rows,
    "credit_investigation": investigation_rows,
    "security": security_rows,
    "credit_measure": measure_rows,
    "red_flag": red_flag_rows,
    "competitor": competitor_rows,
    "competitor_sighting": sighting_rows,
    "distribution_plan": distribution_plan_rows,
    "field_order": field_order_rows,
    "field_order_line": field_order_line_rows,
    "account_member": account_member_rows,
    "owner_change": owner_change_rows,
    "trip": trip_rows,
    "company_target": company_target_rows,
    "product_cost": product_cost_rows,
    "designated_account": designated_account_rows,
    "blacklist_entry": blacklist_entry_rows,
    "debt_mark": debt_mark_rows,
    "collection_course": collection_course_rows,
    "customer_need": customer_need_rows,
    "visit_comment": visit_comment_rows,
    "task": task_rows,
    "inspection": inspection_rows,
    "account_relation": account_relation_rows,
    "evaluation": evaluation_rows,
    "good_customer": good_customer_rows,
    "demand_plan": demand_plan_rows,
    "selling_expense": selling_expense_rows,
    "expense_budget": expense_budget_rows,
    "channel_sale": channel_sale_rows,
    "quotation": quotation_rows,
    "quotation_line": quotation_line_rows,
    "letter": letter_rows,
}


def _batches(rows: Iterable[Row]) -> Iterator[Batch]:
    left = iter(rows)
    while batch := list(islice(left, BATCH_ROWS)):
        yield batch


def _completed(entity: str, rows: Batch) -> Batch:
    blank: Row = dict.fromkeys(("id", *ENTITIES[entity].fields))
    return [blank | row for row in rows]
