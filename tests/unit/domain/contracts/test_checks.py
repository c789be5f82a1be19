from dataclasses import replace
from datetime import date

import pytest

from app.domain.contracts.checks.checking import ContractFacts, check_contract, is_free_to_sign
from app.domain.contracts.clauses.parts import Header

NOTHING_KNOWN = ContractFacts()


def codes(example, name, values, facts=NOTHING_KNOWN):
    template, given = example(name)
    return {(each.level, each.code) for each in check_contract(template, given | values, facts)}


EXAMPLES = (
    "normal-sale",
    "normal-distribution",
    "normal-frame",
    "minimum-sale",
    "extreme-sale",
    "bilingual-distribution",
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_complete_contract_has_no_errors(name, example):
    template, values = example(name)
    found = check_contract(template, values, NOTHING_KNOWN)
    assert [each for each in found if each.level == "error"] == []


@pytest.mark.parametrize("name", ["normal-sale", "normal-distribution", "normal-frame"])
def test_a_normal_contract_has_no_warnings_either(name, example):
    assert codes(example, name, {}) == set()


SALE_FAULTS = [
    ({"goods": []}, ("error", "contract.field.required")),
    ({"packing": ""}, ("error", "contract.field.required")),
    ({"packing": "x"}, ("error", "contract.text.length")),
    ({"earnest_amount": ""}, ("error", "contract.field.required")),
    ({"earnest_amount": "81864.01"}, ("error", "contract.share.exceeded")),
    ({"late_rate": "0.2"}, ("error", "contract.percent.outside")),
    ({"late_rate": "0.06"}, ("warning", "contract.percent.unusual")),
    ({"pay_days": 0}, ("error", "contract.number.below")),
    ({"hidden_days": 731}, ("error", "contract.number.above")),
    ({"pay_days": 61}, ("warning", "contract.number.unusual")),
    ({"copies_a": 3}, ("error", "contract.copies.sum")),
    ({"integrity_contact": "ask around"}, ("error", "contract.contact.missing")),
    ({"pay_stages": ["预付 30%；", "余款 60%。"]}, ("error", "contract.percent.sum")),
    ({"court_place": ""}, ("error", "contract.field.required")),
    ({"arb_commission": "上海仲裁委员会"}, ("error", "contract.dispute.both")),
    ({"special_terms": ["争议提交仲裁。"]}, ("error", "contract.dispute.both")),
    ({"special_terms": ["首批货物免收运费。"]}, ("warning", "contract.approval.needed")),
    ({"dispute": "arbitration"}, ("error", "contract.field.required")),
    ({"training": "共 {{pay_days}} 次"}, ("error", "contract.text.leftover")),
    ({"training": "500.00元（大写：人民币伍仟元整）"}, ("error", "contract.capitals.differ")),
    ({"contract_no": "RB-JX-2026-HZ-00307M"}, ("warning", "contract.no.form")),
    ({"pay_method": "prepaid"}, ("warning", "contract.choice.unusual")),
    ({"pay_days": "5"}, ("error", "contract.value.wrong_type")),
]


@pytest.mark.parametrize(("values", "finding"), SALE_FAULTS)
def test_a_fault_in_a_sale_is_found(values, finding, example):
    assert finding in codes(example, "normal-sale", values)


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"valid_to": "2026-12-31"}, ("error", "contract.date.before")),
        ({"valid_to": "2030-01-02"}, ("warning", "contract.term.long")),
        ({"credit_days": 61}, ("warning", "contract.number.unusual")),
        ({"rebate_tiers": ["回款达标：另议"]}, ("error", "contract.line.percent_missing")),
        ({"territory_penalty": "0.00"}, ("error", "contract.amount.not_positive")),
        ({"territory_penalty": "40000.00"}, ("warning", "contract.share.unusual")),
        ({"guarantee_amount": ""}, ("error", "contract.field.required")),
        ({"special_terms": ["履约保证金即定金。"]}, ("error", "contract.label.misleading")),
    ],
)
def test_a_fault_in_a_distribution_agreement_is_found(values, finding, example):
    assert finding in codes(example, "normal-distribution", values)


def test_a_deposit_of_exactly_a_fifth_is_allowed(example):
    assert codes(example, "normal-sale", {"earnest_amount": "81864.00"}) == set()


def party_fault(example, party, **changes):
    template, values = example("normal-sale")
    values[party] = values[party] | changes
    return {(f.level, f.code) for f in check_contract(template, values, NOTHING_KNOWN)}


def test_a_mistyped_credit_code_is_an_error(example):
    found = party_fault(example, "party_a", uscc="91330110MAX2YQ566G")
    assert ("error", "contract.party.uscc_wrong") in found


def test_a_party_cannot_contract_with_itself(example):
    found = party_fault(example, "party_b", name="杭州砚青设备有限公司")
    assert ("error", "contract.party.same") in found


def test_a_party_without_a_representative_is_incomplete(example):
    assert ("error", "contract.party.incomplete") in party_fault(example, "party_a", legal_rep="")
    assert ("warning", "contract.party.blank") in party_fault(example, "party_a", bank="")


def test_an_expired_power_of_attorney_is_an_error(example):
    found = party_fault(example, "party_b", poa_to="2026-11-20")
    assert ("error", "contract.authority.expired") in found


def test_typed_amounts_and_taxes_must_agree_with_the_line(example):
    template, values = example("normal-sale")
    values["goods"][0] |= {"amount": "154080.01", "tax": "17726.02", "currency": "USD"}
    found = {(f.level, f.code) for f in check_contract(template, values, NOTHING_KNOWN)}
    assert ("error", "contract.line.amount_wrong") in found
    assert ("error", "contract.currency.mixed") in found
    assert ("error", "contract.line.tax_wrong") not in found


FACTS = [
    ({"designated_accounts": frozenset({"1"})}, ("error", "contract.party.account_not_designated")),
    ({"allowed_payment": frozenset({"prepaid"})}, ("error", "contract.payment.not_allowed")),
    ({"approved_limit_minor": 49_999_999}, ("error", "contract.limit.exceeded")),
    ({"approved_days": 30}, ("warning", "contract.credit.period_long")),
    ({"policy_percent": {"annual_bonus": "1"}}, ("warning", "contract.approval.needed")),
    ({"policy_percent": {"rebate_tiers": "2.5"}}, ("warning", "contract.approval.needed")),
    ({"sole_territories": ("姑苏区",)}, ("error", "contract.territory.overlap")),
    ({"attached": frozenset()}, ("warning", "contract.annex.absent")),
    ({"number_is_taken": True}, ("error", "contract.no.taken")),
    ({"account_is_frozen": True}, ("error", "contract.account.frozen")),
    (
        {"paid_account": "1", "paid_number": "RB-1"},
        ("warning", "contract.bank.changed"),
    ),
    ({"approved_pages": 8, "printed_pages": 9}, ("error", "contract.pages.changed")),
    ({"checked_on": date(2026, 11, 30)}, ("error", "contract.template.not_valid")),
    (
        {"exposure_minor": 40_000_000, "approved_limit_minor": 50_000_000},
        ("warning", "contract.exposure.over_limit"),
    ),
    (
        {"registered_names": {"91320507MAX1HT3A03": "苏州禾亭商贸股份公司"}},
        ("error", "contract.party.name_differs"),
    ),
]


@pytest.mark.parametrize(("facts", "finding"), FACTS)
def test_a_fact_from_outside_can_speak_against_a_contract(facts, finding, example):
    assert finding in codes(example, "normal-distribution", {}, ContractFacts(**facts))


def test_facts_within_the_rules_say_nothing(example):
    facts = ContractFacts(
        checked_on=date(2026, 12, 5),
        designated_accounts=frozenset({"610000000000018825"}),
        allowed_payment=frozenset({"credit"}),
        approved_limit_minor=50_000_000,
        approved_days=45,
        exposure_minor=0,
        policy_percent={"annual_bonus": "1.5", "rebate_tiers": "3", "promotion_cap": "3"},
        sole_territories=("江苏省苏州市吴中区",),
        number_is_taken=False,
        account_is_frozen=False,
    )
    assert codes(example, "normal-distribution", {}, facts) == set()


def test_an_unknown_arbitration_institution_is_a_warning(example):
    facts = ContractFacts(commissions=frozenset({"上海仲裁委员会"}))
    found = codes(example, "extreme-sale", {}, facts)
    assert ("warning", "contract.arbitration.unknown") in found


def test_delivery_before_signing_is_a_warning(example):
    template, values = example("normal-frame")
    values["goods"][0]["due"] = "2026-12-09"
    found = {(f.level, f.code) for f in check_contract(template, values, NOTHING_KNOWN)}
    assert ("warning", "contract.delivery.before_signing") in found


def test_only_an_approved_free_template_without_findings_is_free_to_sign(example):
    draft, values = example("normal-sale")
    header: Header = replace(draft.header, state="approved")
    approved = replace(draft, header=header)
    clean = check_contract(approved, values, NOTHING_KNOWN)
    special = check_contract(approved, values | {"special_terms": ["免收运费。"]}, NOTHING_KNOWN)
    assert is_free_to_sign(approved, clean)
    assert not is_free_to_sign(draft, clean)
    assert not is_free_to_sign(approved, special)


def test_a_withdrawn_template_is_an_error(example):
    template, values = example("normal-sale")
    withdrawn = replace(template, header=replace(template.header, state="withdrawn"))
    found = {(f.level, f.code) for f in check_contract(withdrawn, values, NOTHING_KNOWN)}
    assert ("error", "contract.template.withdrawn") in found


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_flag_and_choice_can_be_flipped(name, example):
    template, values = example(name)
    for field in template.fields.values():
        match field.type:
            case "flag":
                others = [not values.get(field.name, False)]
            case "choice":
                others = [option.value for option in field.options]
            case _:
                continue
        for other in others:
            changed = values | {field.name: other}
            found = check_contract(template, changed, NOTHING_KNOWN)
            assert not any(each.code.startswith("contract.reference") for each in found)
