"""A device with few enough sales to compute every figure by hand."""

import pytest

from tests.support.account_records import put
from tests.support.devices import make_workspace


def key(number):
    return f"{number:032x}"


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def write(desk):
    """Write rows of an entity as a sync would; ids follow by themselves."""
    numbers = iter(range(1000, 9000))

    def put_rows(entity, *rows):
        with desk.store.unit_of_work() as work:
            put(work, entity, [{"id": key(next(numbers)), **row} for row in rows])
            work.commit()

    return put_rows


@pytest.fixture
def trade(write):
    """Write three accounts and two products."""
    write(
        "account",
        *(
            {
                "id": key(n),
                "number": f"K{n}",
                "name": f"Account {n}",
                "type": "dealer",
                "status": "active",
                "dealings_since_on": "2020-01-01",
            }
            for n in (1, 2, 3)
        ),
    )
    write(
        "product",
        {"id": key(11), "code": "P1", "name": "Rice", "unit": "bag"},
        {"id": key(12), "code": "P2", "name": "Oil", "unit": "can"},
    )

    def sell(account, product, sold_on, amount, quantity=1):
        product_id = key(product) if product else None
        write(
            "sales_record",
            {
                "account_id": key(account),
                "product_id": product_id,
                "sold_on": sold_on,
                "amount_minor": amount,
                "quantity": quantity,
            },
        )

    return sell
