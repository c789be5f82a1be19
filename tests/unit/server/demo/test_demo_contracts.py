"""The contracts of the demo can be opened, checked and printed."""

import json
from collections import defaultdict

import pytest

from app.domain.contracts.checks.checking import ContractFacts, check_contract
from app.domain.contracts.texts.template import parse_template


@pytest.fixture(scope="module")
def templates(small):
    return {
        row["id"]: parse_template(row["body"], row["library"]) for row in small["contract_template"]
    }


@pytest.fixture(scope="module")
def goods(small):
    """Goods tables by contract, as the contract page builds them from its lines."""
    tables = defaultdict(list)
    for line in sorted(small["contract_line"], key=lambda line: line["position"]):
        tables[line["contract_id"]].append(
            {
                "name": line["name"],
                "spec": line["specification"],
                "unit": line["unit"],
                "qty": line["quantity"],
                "price": f"{line['unit_price_minor'] / 100:.2f}",
                "rate": str(line["tax_rate_basis_points"] // 100),
                "due": line["delivery"],
            }
        )
    return tables


def test_the_three_templates_are_approved_and_valid_today(small, templates, today):
    assert {row["code"] for row in small["contract_template"]} == {"JX", "GX", "KJ"}
    for row in small["contract_template"]:
        header = templates[row["id"]].header
        assert row["state"] == header.state == "approved"
        assert row["valid_from_on"] <= today.isoformat() <= row["valid_to_on"]
        assert row["valid_to_on"] == header.valid_to.isoformat()
        assert row["free_to_sign"] == int(header.free_to_sign)


def test_every_kind_of_contract_occurs(small, templates):
    used = {templates[row["template_id"]].header.code for row in small["contract"]}
    assert used == {"JX", "GX", "KJ"}


def test_no_contract_breaks_a_rule_of_its_template(small, templates, goods, today):
    limits = {row["id"]: row["credit_limit_minor"] for row in small["account"]}
    for row in small["contract"]:
        values = json.loads(row["terms"]) | {"goods": goods[row["id"]]}
        facts = ContractFacts(checked_on=today, approved_limit_minor=limits[row["account_id"]])
        findings = check_contract(templates[row["template_id"]], values, facts)
        errors = [finding for finding in findings if finding.level == "error"]
        assert not errors, (row["draft_number"], errors)


def test_a_signed_contract_has_its_final_number(small):
    numbers = [row["number"] for row in small["contract"] if row["signed_on"]]
    assert all(numbers)
    assert len(set(numbers)) == len(numbers)


def test_the_states_of_a_contract_occur(small):
    states = {row["state"] for row in small["contract"]}
    assert {"draft", "approved", "performing", "expired"} <= states
