"""Where the values of a contract came from."""

from datetime import date

import pytest

from app.domain.contracts.origins import (
    Origin,
    Source,
    follow_typing,
    origin_of,
    read_origins,
    starting_origins,
    write_origins,
)
from app.domain.contracts.starting import Beginning, starting_values

COMPANY = {"name": "禾邻", "bank": "工行", "bank_account": "610", "sign_place": "上海市青浦区"}
ACCOUNT = {"name": "百禾", "uscc": "U1", "bank_account": "622", "market_area": "苏州市"}
CONTACT = {"name": "陆喆", "mobile": "139", "post": "经理", "roles": "signatory"}


@pytest.fixture
def begun(template_of):
    template = template_of("sale")
    begin = Beginning(
        company=COMPANY,
        account=ACCOUNT,
        contacts=(CONTACT,),
        signatory="顾堃",
        number="CG-1",
        today=date(2026, 11, 22),
        is_registered_account=True,
    )
    values = starting_values(template, begin)
    return template, begin, values, starting_origins(template, values, begin, at=7)


def test_every_value_of_a_new_contract_names_the_file_it_was_taken_from(begun):
    _template, _begin, values, origins = begun
    assert {name: each.source for name, each in origins.items()}.items() >= {
        "party_b.name": Source.COMPANY,
        "party_b.account": Source.REGISTER,
        "party_b.signatory": Source.USER,
        "party_a.account": Source.ACCOUNT,
        "party_a.signatory": Source.CONTACT,
        "party_a.service_address": Source.ACCOUNT,
        "consignee": Source.CONTACT,
        "sign_place": Source.COMPANY,
        "pay_method": Source.ACCOUNT,
    }.items() - {("party_a.service_address", Source.ACCOUNT)}
    assert origins["party_a.signatory"].name == "陆喆"
    assert {each.at for each in origins.values()} == {7}
    flat = {name.partition(".")[0] for name in origins}
    assert flat == set(values)


def test_what_an_earlier_contract_hands_down_names_its_number(begun):
    template, begin, values, _origins = begun
    kept = {**values, "packing": "木箱"}
    names = frozenset({"packing"})
    found = starting_origins(template, kept, begin, at=7, kept=names, earlier="RB-1")
    assert found["packing"] == Origin(Source.EARLIER, 7, "RB-1")
    assert found["sign_place"].source is Source.COMPANY


def test_typing_over_a_file_keeps_what_stood_there_and_setting_it_back_forgets_it(begun):
    _template, _begin, values, origins = begun
    other = {**values, "party_a": {**values["party_a"], "account": "999"}}
    typed = follow_typing(origins, values, other, by="anna", at=9)
    account = typed["party_a.account"]
    assert (account.source, account.by, account.at) == (Source.TYPED, "anna", 9)
    assert (account.first, account.was) == (Source.ACCOUNT, "622")
    assert account.differs_from_file
    third = {**other, "party_a": {**values["party_a"], "account": "998"}}
    again = follow_typing(typed, other, third, by="ben", at=11)["party_a.account"]
    assert (again.by, again.was, again.at) == ("ben", "622", 11)
    back = follow_typing(typed, other, values, by="anna", at=12)
    assert back == origins


def test_what_was_emptied_stays_known_as_changed(begun):
    _template, _begin, values, origins = begun
    emptied = {**values, "party_a": {**values["party_a"], "account": ""}}
    found = follow_typing(origins, values, emptied, by="anna", at=9)
    assert found["party_a.account"].differs_from_file


def test_what_nobody_had_filled_in_is_typed_and_differs_from_nothing(begun):
    template, _begin, values, origins = begun
    typed = follow_typing(origins, values, {**values, "packing": "木箱"}, by="anna", at=9)
    assert typed["packing"] == Origin(Source.TYPED, 9, by="anna")
    assert not typed["packing"].differs_from_file
    assert origin_of("warranty_months", typed, values, template).source is Source.TEMPLATE
    assert origin_of("warranty_months", typed, {"warranty_months": 6}, template) is None
    assert origin_of("training", typed, values, template) is None


def test_origins_are_read_as_they_were_written_and_damage_reads_as_nothing(begun):
    _template, _begin, values, origins = begun
    typed = follow_typing(origins, values, {**values, "sign_place": "苏州"}, by="anna", at=9)
    assert read_origins(write_origins(typed)) == typed
    assert read_origins('{"a": {"source": "dream"}}') == {}
    assert read_origins("[1]") == read_origins(None) == {}
