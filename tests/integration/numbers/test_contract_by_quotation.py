"""A contract begun on a quotation: its goods and prices, once, on one that stands, on both ends."""

import datetime as dt

import pytest

from app.commands.contracts.quoted import begin_by_quotation
from app.commands.contracts.steps import void_contract
from app.commands.sales.orders import OrderDraft
from app.commands.sales.quotations import move_quotation, quote_goods
from app.domain.contracts.origins import Source
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.sales.orders import OrderLine
from app.queries.contracts.page import read_contract
from app.queries.contracts.quoted import read_beginning
from app.store.reads.contracts.facts import judge_contract
from tests.support.contract_desk import SALE
from tests.support.numbered import make_house, refusals

LIST_MINOR, QUOTED_MINOR = 500_000, 480_000


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        with made.server.database.reading() as work:
            rows = work.rows("SELECT id FROM record WHERE entity = 'company'", ())
            company = next(iter(rows))[0]
        prices = made.server.add_record(
            "price_list", {"name": "2026", "version": "1", "company_id": company}
        )
        product = {"code": "1", "name": "立式冷藏展示柜", "unit": "台", "state": "on_sale"}
        made.product = made.server.add_record("product", product)
        made.price = made.server.add_record(
            "price",
            {
                "price_list_id": prices,
                "product_id": made.product,
                "unit_price_minor": LIST_MINOR,
                "lowest_price_minor": QUOTED_MINOR,
                "tax_rate_basis_points": 1300,
            },
        )
        yield made


@pytest.fixture
def anna(house):
    return house.device("anna")


def quoted(house, one, *steps, **words):
    """An account with a quotation, taken as far as the steps say."""
    account = one.create("account", name="百禾粮油", type="dealer", status="active")
    line = OrderLine(house.product, 12, house.price, LIST_MINOR, QUOTED_MINOR, QUOTED_MINOR)
    draft = OrderDraft(one.workspace.today(), lines=(line,))
    quotation, _changes = quote_goods(one.workspace, account, draft)
    if words:
        one.edit("quotation", quotation, **words)
    for step in steps:
        move_quotation(one.workspace, quotation, step)
    return account, quotation


def begin(one, quotation):
    return begin_by_quotation(one.workspace, quotation, SALE)[0]


def refused_code(command, *told):
    with pytest.raises((NotAllowedError, ValidationError)) as refused:
        command(*told)
    return refused.value.code


def raw_draft(one, account, quotation):
    """Begin a contract as a program does that asks no quotation."""
    return one.create(
        "contract",
        account_id=account,
        template_id=SALE,
        state="draft",
        drafted_by=one.workspace.user_id,
        quotation_id=quotation,
    )


def test_it_begins_with_the_goods_at_the_quoted_prices_and_says_where_from(house, anna):
    _account, quotation = quoted(
        house, anna, "give", "accept", delivery_terms="送货到仓，\n运费由供方承担。"
    )
    sheet = read_contract(anna.workspace, begin(anna, quotation))
    (line,) = sheet.lines
    assert (line.name, line.quantity, line.unit) == ("立式冷藏展示柜", "12", "台")
    assert (line.unit_price_minor, line.list_price_minor) == (QUOTED_MINOR, LIST_MINOR)
    assert (line.price_version, line.tax_rate_basis_points) == ("2026 1", 1300)
    assert sheet.terms["special_terms"] == ["送货到仓， 运费由供方承担。"]
    origin = sheet.origins["special_terms"]
    assert (origin.source, origin.name) == (Source.QUOTATION, sheet.quotation.number)
    assert sheet.terms["party_b"]["name"]
    assert (sheet.quotation.id, sheet.quotation.state) == (quotation, "accepted")
    assert anna.read("contract", sheet.id)["total_minor"] == 12 * QUOTED_MINOR


def test_everybody_reads_which_quotation_a_contract_stands_on(house, anna):
    _account, quotation = quoted(house, anna, "give")
    contract = begin(anna, quotation)
    anna.sync()
    assert refusals(anna) == []
    head = house.device("head")
    stored = read_contract(head.workspace, contract)
    assert (stored.quotation.id, stored.lines[0].price_version) == (quotation, "2026 1")


def test_a_second_time_leads_to_the_one_that_was_begun(house, anna):
    _account, quotation = quoted(house, anna, "give")
    first = begin(anna, quotation)
    again, changes = begin_by_quotation(anna.workspace, quotation, SALE)
    assert (again, changes.touched) == (first, frozenset())
    assert read_beginning(anna.workspace, quotation).contract_id == first
    void_contract(anna.workspace, first, "客户改数量")
    assert read_beginning(anna.workspace, quotation).contract_id == ""
    assert begin(anna, quotation) != first


@pytest.mark.parametrize(
    ("steps", "words", "code"),
    [
        ((), {}, "quotation.step"),
        (("give", "expire"), {}, "quotation.step"),
        (("give",), {"valid_to_on": "2026-01-31"}, "quotation.expired"),
    ],
)
def test_a_quotation_that_does_not_stand_begins_none_on_either_end(house, anna, steps, words, code):
    account, quotation = quoted(house, anna, *steps, **words)
    assert refused_code(begin, anna, quotation) == code
    assert refused_code(read_beginning, anna.workspace, quotation) == code
    raw_draft(anna, account, quotation)
    anna.sync()
    assert refusals(anna) == [code]


def test_what_was_accepted_in_time_stands_after_its_last_day(house, anna):
    _account, quotation = quoted(house, anna, "give", "accept")
    anna.edit("quotation", quotation, valid_to_on=dt.date(2026, 1, 31).isoformat())
    begin(anna, quotation)
    anna.sync()
    assert refusals(anna) == []


def test_a_quotation_that_runs_out_before_the_print_is_told(house, anna):
    _account, quotation = quoted(house, anna, "give")
    contract = begin(anna, quotation)
    over = ("warning", "contract.quotation.over")
    assert over not in findings(anna, contract)
    anna.edit("quotation", quotation, valid_to_on="2026-01-31")
    assert over in findings(anna, contract)
    anna.edit("quotation", quotation, state="accepted")
    assert over not in findings(anna, contract)


def findings(one, contract):
    with one.workspace.store.snapshot() as look:
        judged = judge_contract(look, contract, one.workspace.today())
    return {(found.level, found.code) for found in judged.judgement.review.findings}


def test_the_quotation_of_another_account_is_refused_by_the_server(house, anna):
    _account, quotation = quoted(house, anna, "give")
    other = anna.create("account", name="另一家", type="dealer", status="active")
    raw_draft(anna, other, quotation)
    anna.sync()
    assert refusals(anna) == ["contract.quotation.elsewhere"]


def test_a_contract_never_changes_the_quotation_that_it_stands_on(house, anna):
    _account, first = quoted(house, anna, "give")
    _account, second = quoted(house, anna, "give")
    contract = begin(anna, first)
    with pytest.raises(NotAllowedError) as refused:
        anna.edit("contract", contract, quotation_id=second)
    assert (refused.value.code, refused.value.params["field"]) == (
        "field.not_allowed",
        "quotation_id",
    )


def test_a_text_without_a_table_of_goods_is_refused(house, anna):
    _account, quotation = quoted(house, anna, "give")
    with anna.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "UPDATE contract_template SET body = replace(body, '\"goods\"', '\"wares\"'),"
            " library = replace(library, '\"goods\"', '\"wares\"')"
        )
        work.commit()
    assert refused_code(begin, anna, quotation) == "contract.quotation.no_goods"
