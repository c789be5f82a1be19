"""The rest of the list of checks: quantities, terms, annexes, foreign parties, bank accounts."""

import pytest

from app.domain.contracts.checks.checking import ContractFacts, check_contract
from app.domain.contracts.paid_before import last_paid
from app.domain.contracts.sheet import write_terms


def found(example, name, changes, facts=None):
    template, values = example(name)
    given = check_contract(template, values | changes, facts or ContractFacts())
    return {(each.level, each.code, each.field) for each in given}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ({"qty": "0"}, "contract.line.quantity_missing"),
        ({"name": " "}, "contract.line.name_missing"),
    ],
)
def test_a_row_without_goods_or_quantity_is_no_subject(example, cell, code):
    _template, values = example("normal-sale")
    values["goods"][1] |= cell
    assert ("error", code, "goods") in found(example, "normal-sale", {"goods": values["goods"]})


def test_a_term_of_payment_beyond_the_granted_one_is_named(example):
    facts = ContractFacts(approved_days=4)
    late = ("warning", "contract.credit.period_long", "pay_days")
    assert late in found(example, "normal-sale", {"pay_days": 5}, facts)
    assert late not in found(example, "normal-sale", {"pay_days": 4}, facts)
    prepaid = {"pay_days": 5, "pay_method": "prepaid"}
    assert late not in found(example, "normal-sale", prepaid, facts)


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({"special_terms": ["见附件三。"]}, True),
        ({"special_terms": ["见附件1。"], "annexes": []}, True),
        ({"special_terms": ["见附件一。"], "annexes": ["价目表"]}, False),
        ({"special_terms": ["随附资料一份。"]}, False),
    ],
)
def test_an_annex_that_is_spoken_of_has_to_go_with_the_contract(example, changes, is_told):
    told = ("warning", "contract.annex.unlisted", "special_terms")
    assert (told in found(example, "normal-sale", changes)) is is_told


def test_a_foreign_party_without_a_governing_law_is_told(example, library_text, sale_text):
    from app.domain.contracts.texts.template import parse_template  # noqa: PLC0415

    _template, values = example("normal-sale")
    foreign = {**values["party_a"], "uscc": "", "address": "1 Queen Street, Auckland"}
    silent = library_text.replace("，适用中华人民共和国法律", "，依照诚信原则")
    told = ("warning", "contract.law.missing", "party_a")
    for library, is_told in ((silent, True), (library_text, False)):
        template = parse_template(sale_text, library)
        given = check_contract(template, values | {"party_a": foreign}, ContractFacts())
        assert (told in {(f.level, f.code, f.field) for f in given}) is is_told
    template = parse_template(sale_text, silent)
    given = check_contract(template, values, ContractFacts())
    assert told not in {(f.level, f.code, f.field) for f in given}


def test_the_bank_account_of_the_last_paid_contract_is_no_warning(example):
    _template, values = example("normal-sale")
    number = values["party_a"]["account"]
    facts = ContractFacts(paid_account=f"{number[:4]} {number[4:]}", paid_number="RB-1")
    codes = {code for _level, code, _field in found(example, "normal-sale", {}, facts)}
    assert "contract.bank.changed" not in codes


def test_the_last_contract_that_was_paid_says_which_bank_account_is_known():
    account = {"name": "百禾", "uscc": "U1"}
    terms = {
        "old": {"party_a": {"uscc": "U1", "account": "111"}},
        "new": {"party_a": {"name": "百禾", "account": "222"}, "party_b": {"account": "9"}},
        "mine": {"party_a": {"uscc": "U1", "account": "333"}},
    }
    contracts = {name: {"terms": write_terms(each), "number": name} for name, each in terms.items()}
    events = [
        {"kind": "paid", "contract_id": "old", "happened_on": "2026-01-01"},
        {"kind": "paid", "contract_id": "new", "happened_on": "2026-06-01"},
        {"kind": "delivered", "contract_id": "old", "happened_on": "2026-07-01"},
        {"kind": "paid", "contract_id": "mine", "happened_on": "2026-08-01"},
    ]
    paid = last_paid(account, events, contracts, but="mine")
    assert (paid.bank_account, paid.number) == ("222", "new")
    assert last_paid(account, events[2:3], contracts, but="mine") is None
