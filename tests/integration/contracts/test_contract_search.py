"""Words are found in everything contracts say, without a network."""

import json

import pytest

from app.queries.contracts.search import contracts_of_text, search_contracts
from tests.support.contract_desk import CONTRACT, SALE, contract_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def write(desk, statement, *values):
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(statement, values)
        work.commit()


def test_values_goods_and_remarks_are_searched_and_the_place_is_told(desk):
    write(desk, "UPDATE contract SET terms = ?", json.dumps({"packing": "木箱\\n防潮"}))
    assert search_contracts(desk, "防潮", "zh").contracts[CONTRACT].field == "packing"
    assert search_contracts(desk, "冷藏展示", "zh").contracts[CONTRACT].field == "goods"
    write(desk, "UPDATE contract SET remark = '先发样机'")
    assert search_contracts(desk, "样机", "zh").contracts[CONTRACT].field == "remark"
    assert search_contracts(desk, "没有这种话", "zh").contracts == {}


def test_names_of_fields_are_no_text(desk):
    assert search_contracts(desk, "party_a", "zh").contracts == {}


def test_a_clause_leads_to_the_contracts_made_from_its_text(desk):
    clauses = search_contracts(desk, "逾期", "zh").clauses
    sale = [found for found in clauses if found.template_id == SALE]
    assert sale[0].used == 1
    assert contracts_of_text(desk, SALE) == (CONTRACT,)
    write(desk, "UPDATE contract SET state = 'void'")
    assert contracts_of_text(desk, SALE) == ()


def test_a_text_that_cannot_be_read_hides_no_other(desk):
    write(desk, "UPDATE contract_template SET body = '逾期 [[[' WHERE id <> ?", SALE)
    assert {found.template_id for found in search_contracts(desk, "逾期", "zh").clauses} == {SALE}


def test_one_character_alone_is_not_looked_for(desk):
    found = search_contracts(desk, "箱", "zh")
    assert (found.contracts, found.clauses) == ({}, ())


def test_who_types_on_gets_no_late_answer(desk):
    found = search_contracts(desk, "冷藏展示", "zh", should_stop=lambda: True)
    assert found.contracts == {}


def test_the_first_clause_of_every_text_comes_before_the_second_of_any(desk):
    clauses = search_contracts(desk, "逾期", "zh").clauses
    assert len({found.template_id for found in clauses}) == 2
    assert clauses[0].template_id != clauses[1].template_id
