"""The catalogue: products with the price of a day, and the sheet with every version of it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.errors import NotFoundError
from app.queries.sales.catalogue import list_catalogue, read_product
from tests.support.account_records import key, put
from tests.support.order_desk import GONE, RICE, SOY, TODAY, order_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = order_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def test_what_is_on_sale_comes_first_and_what_is_withdrawn_says_so(desk):
    lines = list_catalogue(desk)
    assert [each.id for each in lines][-1] == GONE
    assert [each.is_on_sale for each in lines] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "found"),
    [("大米", [RICE]), ("light SOY", [SOY]), ("p1", [SOY]), ("酱油 500ml", [SOY]), ("糖", [])],
)
def test_a_product_is_found_by_name_number_kind_and_specification(desk, text, found):
    assert [each.id for each in list_catalogue(desk, text)] == found


def test_the_catalogue_shows_the_price_of_the_day_asked_for(desk):
    def rice_on(day):
        return next(each.price_minor for each in list_catalogue(desk, "P2", day=day))

    assert rice_on(TODAY) == 20_000
    assert rice_on(dt.date(2025, 6, 1)) is None


def test_the_price_is_that_of_the_users_own_company(desk):
    assert list_catalogue(desk, "P1")[0].price_minor == 10_000  # another company asks 77.77


def test_a_sheet_says_it_in_plain_words_and_keeps_every_price(desk):
    with desk.store.unit_of_work() as work:
        words = {"code": "P1", "name": "原酿生抽", "unit": "箱", "use": "凉拌、蘸食"}
        put(work, "product", [{"id": SOY, **words, "substitute_id": GONE, "related_codes": "P2"}])
        work.commit()
    sheet = read_product(desk, SOY)
    assert (sheet.use, sheet.substitute, sheet.related) == ("凉拌、蘸食", "老陈醋", ("P2",))
    assert [(each.version, each.price_minor) for each in sheet.prices] == [
        ("2026.9", 7_777),
        ("2026.1", 10_000),
        ("2025.1", 9_000),
    ]
    assert [each.is_valid_on(TODAY) for each in sheet.prices] == [True, True, False]


def test_a_product_that_is_not_here_is_refused(desk):
    with pytest.raises(NotFoundError):
        read_product(desk, key(999))
