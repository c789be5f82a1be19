"""What a rep does on the road: files, contacts, plans and visits, each as one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.fields import FieldValue
from tests.simulation import words
from tests.simulation.chance import some
from tests.simulation.company import PRODUCTS
from tests.simulation.pen import Pen

_ACCOUNT_FIELDS = (
    *("phone", "address", "remark", "segment", "uscc", "brands", "business_kinds", "city"),
    *("potential", "block_a_confirmed_on", "staff", "name", "bank_account"),
)


def _account_value(pen: Pen, name: str) -> FieldValue:
    chance = pen.chance
    made: dict[str, Callable[[], FieldValue]] = {
        "remark": lambda: words.long_text(chance),
        "brands": lambda: words.labels(chance),
        "business_kinds": lambda: words.labels(chance),
        "segment": lambda: chance.choice(("maintain", "gold", "abandon", "develop", None)),
        "potential": lambda: chance.choice(("high", "medium", "low")),
        "block_a_confirmed_on": lambda: words.day(chance),
        "staff": lambda: chance.randrange(5),
        "name": lambda: words.phrase(chance),
    }
    usual = lambda: chance.choice((words.number(chance), words.maybe_phrase(chance)))  # noqa: E731
    return made.get(name, usual)()


def account_values(pen: Pen, most: int = 3) -> Mapping[str, FieldValue]:
    return {name: _account_value(pen, name) for name in some(pen.chance, _ACCOUNT_FIELDS, most)}


def open_account(pen: Pen) -> None:
    values = {"name": words.phrase(pen.chance), **account_values(pen)}
    account = pen.create("account", type="dealer", status="active", **values)
    for _ in range(pen.chance.randint(0, 2)):
        _add_contact(pen, account)


def edit_account(pen: Pen) -> None:
    if account := pen.any_of("account"):
        pen.edit("account", account.id, **account_values(pen))


def delete_account(pen: Pen) -> None:
    """A head may; a rep's is refused. Rare, so that there is something left to work on."""
    if pen.chance.random() < 0.3 and (account := pen.any_of("account")):
        pen.delete("account", account.id)


def add_contact(pen: Pen) -> None:
    if account := pen.any_of("account"):
        _add_contact(pen, account.id)


def _add_contact(pen: Pen, account_id: str) -> None:
    chance = pen.chance
    mobile, roles = words.number(chance), chance.choice((None, "buyer", "buyer\nowner"))
    name = words.phrase(chance)
    pen.create("contact", account_id=account_id, name=name, mobile=mobile, roles=roles)


def edit_contact(pen: Pen) -> None:
    if contact := pen.any_of("contact"):
        roles = pen.chance.choice((None, "owner", "buyer\nmanager", "payer"))
        mobile, remark = words.number(pen.chance), words.maybe_phrase(pen.chance)
        values = {"mobile": mobile, "remark": remark, "roles": roles}
        pen.edit("contact", contact.id, **{n: values[n] for n in some(pen.chance, [*values], 2)})


def delete_contact(pen: Pen) -> None:
    if contact := pen.any_of("contact"):
        pen.delete("contact", contact.id)


def plan_visit(pen: Pen) -> None:
    if account := pen.any_of("account"):
        _plan(pen, account.id)


def _plan(pen: Pen, account_id: str) -> None:
    pen.create(
        "visit_plan",
        account_id=account_id,
        owner_id=pen.author.user_id,
        planned_on=words.day(pen.chance),
        state="planned",
        purposes=pen.chance.choice((None, "order", "collection\norder")),
    )


def change_plan(pen: Pen) -> None:
    if plan := pen.any_of("visit_plan"):
        if pen.chance.random() < 0.3:
            pen.delete("visit_plan", plan.id)
        else:
            purposes = pen.chance.choice(("order", "stock_count\nsurvey", None))
            pen.edit("visit_plan", plan.id, planned_on=words.day(pen.chance), purposes=purposes)


def visit(pen: Pen) -> None:
    """Log, counts, money, promises, plans and the file's confirmation: together or not at all."""
    account = pen.any_of("account")
    if account is None:
        return
    plan = pen.any_of("visit_plan", "account_id = ? AND state = 'planned'", account.id)
    log = pen.create(
        "visit_log",
        account_id=account.id,
        author_id=pen.author.user_id,
        plan_id=plan.id if plan else None,
        started_at=max(pen.author.now(), 0),
        way="visit",
        content=words.long_text(pen.chance),
    )
    _bring_home(pen, account.id, log)
    if plan:
        pen.edit("visit_plan", plan.id, state="done", visit_log_id=log)
        _plan(pen, account.id)
    if pen.chance.random() < 0.3:
        pen.edit("account", account.id, block_a_confirmed_on=words.day(pen.chance))


def _bring_home(pen: Pen, account_id: str, log: str) -> None:
    chance = pen.chance
    both = {"account_id": account_id, "visit_log_id": log}
    for product in chance.sample(PRODUCTS, chance.randint(0, 2)):
        count = {"counted_on": words.day(chance), "shelf_quantity": chance.randrange(50)}
        pen.create("stock_count", product_id=product, **count, **both)
    for _ in range(chance.randint(0, 2)):
        money = {"amount_minor": words.amount(chance), "means": "cash"}
        pen.create("collection", collected_on=words.day(chance), **money, **both)
    for _ in range(chance.randint(0, 2)):
        promise = {"content": words.phrase(chance), "due_on": words.day(chance), "state": "open"}
        pen.create("commitment", **promise, **both)


def keep_promise(pen: Pen) -> None:
    if promise := pen.any_of("commitment"):
        if pen.chance.random() < 0.2:
            pen.delete("commitment", promise.id)
        else:
            state = pen.chance.choice(("kept", "withdrawn"))
            pen.edit("commitment", promise.id, state=state, due_on=words.day(pen.chance))


def complain(pen: Pen) -> None:
    if account := pen.any_of("account"):
        content = words.phrase(pen.chance)
        pen.create("complaint", account_id=account.id, kind="complaint", content=content)
