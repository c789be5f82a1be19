"""The life of a contract: every pair of states, who moves it, and what must be said."""

import datetime as dt
from itertools import product

import pytest

from app.domain.contracts.life import STEPS, find_step, state_on
from app.domain.entities.contracts import CONTRACT_STATES
from app.domain.errors import NotAllowedError
from app.domain.policy import Actor, Role
from app.domain.policy_check import check_create, check_delete, check_edit

IN_FORCE = ("effective", "archived", "performing")
# domain.md 4.5, written out by hand.
WAYS = {
    *(("draft", "in_review"), ("returned", "in_review")),
    *(("in_review", "approved"), ("in_review", "returned")),
    *(("draft", "printed"), ("approved", "printed"), ("printed", "signed")),
    ("signed", "effective"),
    *product(("draft", "returned", "in_review", "approved", "printed"), ("void",)),
    ("effective", "archived"),
    *(("effective", "performing"), ("archived", "performing")),
    *product(IN_FORCE, ("breached", "amended", "renewed", "expired", "terminated")),
    *(("breached", "performing"), ("breached", "terminated"), ("expired", "renewed")),
}


def actor(*roles, name="me"):
    return Actor(name, frozenset(Role(role) for role in roles), "north")


def contract(state, **more):
    own = {"account_owner_id": "me", "account_sector_id": "north", "drafted_by": "me"}
    return {**own, "state": state, "template_is_free": True, **more}


def refusal(user, before, **changed):
    try:
        check_edit(user, "contract", before, changed)
    except NotAllowedError as error:
        return error.code
    return ""


@pytest.mark.parametrize(("before", "after"), list(product(CONTRACT_STATES, CONTRACT_STATES)))
def test_a_contract_goes_only_the_ways_of_the_rule(before, after):
    if before == after:
        return
    if (before, after) in WAYS:
        assert find_step(before, after)
    else:
        with pytest.raises(NotAllowedError):
            find_step(before, after)


def test_a_rep_submits_and_nobody_withdraws():
    assert refusal(actor("rep"), contract("draft"), state="in_review") == ""
    assert refusal(actor("rep"), contract("in_review"), state="draft") == "contract.step.unknown"
    other = contract("draft", account_owner_id="other")
    assert refusal(actor("rep"), other, state="in_review") == "record.not_allowed"


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_a_barred_account_stops_submitting_and_printing(state):
    barred = contract(state, account_barred=True, number="N", fingerprint="F")
    after = "in_review" if state == "draft" else "printed"
    assert refusal(actor("rep"), barred, state=after) == "contract.account.barred"


@pytest.mark.parametrize("role", ["sector_head", "finance", "group_management"])
def test_reviewers_decide_in_their_own_name_and_give_a_reason_to_return(role):
    head = actor(role, name="head")
    review = contract("in_review")
    assert refusal(head, review, state="approved", reviewed_by="head") == ""
    assert refusal(head, review, state="approved", reviewed_by="me") == "contract.step.incomplete"
    assert refusal(head, review, state="approved") == "contract.step.incomplete"
    said = {"reviewed_by": "head", "review_note": "单价低于价目"}
    assert refusal(head, review, state="returned", **said) == ""
    old = contract("in_review", review_note="上次的理由")
    assert refusal(head, old, state="returned", reviewed_by="head") == "contract.step.incomplete"


def test_nobody_decides_about_the_own_draft():
    both = actor("rep", "sector_head")
    assert (
        refusal(both, contract("in_review"), state="approved", reviewed_by="me")
        == "contract.step.drafter"
    )


def test_a_rep_does_not_approve_anybody():
    review = contract("in_review", drafted_by="other")
    assert refusal(actor("rep"), review, state="approved", reviewed_by="me") == "contract.step.role"


def test_printing_for_signing_takes_a_number_a_fingerprint_and_a_free_text_or_an_approval():
    rep = actor("rep")
    ready = {"number": "N", "fingerprint": "F"}
    assert refusal(rep, contract("draft", number="N"), state="printed", fingerprint="F") == ""
    assert (
        refusal(rep, contract("draft"), state="printed", fingerprint="F")
        == "contract.step.incomplete"
    )
    bound = contract("draft", template_is_free=False, **ready)
    assert refusal(rep, bound, state="printed") == "contract.review.needed"
    approved = contract("approved", template_is_free=False, **ready)
    assert refusal(rep, approved, state="printed") == ""


def test_a_signature_names_who_where_and_when():
    printed = contract("printed", number="N", fingerprint="F")
    said = {"signatory": "林秀珍", "signed_place": "杭州", "signed_on": "2026-11-23"}
    assert refusal(actor("rep"), printed, state="signed", **said) == ""
    for name in said:
        less = {each: value for each, value in said.items() if each != name}
        assert refusal(actor("rep"), printed, state="signed", **less) == "contract.step.incomplete"


@pytest.mark.parametrize("state", ["draft", "returned", "in_review", "approved", "printed"])
def test_before_the_signature_rep_and_head_void_with_a_reason(state):
    for user in (actor("rep"), actor("sector_head", name="head")):
        assert refusal(user, contract(state), state="void", void_reason="客户改主意") == ""
        assert refusal(user, contract(state), state="void") == "contract.step.incomplete"
    voided = contract("void")
    assert refusal(actor("rep"), voided, state="draft") == "contract.step.unknown"


def test_a_printed_contract_takes_its_void_reason_and_no_remark():
    printed = contract("printed")
    changed = {"state": "void", "void_reason": "错", "remark": "x"}
    assert refusal(actor("rep"), printed, **changed) == "field.not_allowed"


def test_the_head_makes_it_effective_and_the_custodian_archives():
    head, custodian = actor("sector_head", name="head"), actor("custodian", name="keeper")
    day = {"effective_on": "2026-11-25"}
    assert refusal(head, contract("signed"), state="effective", **day) == ""
    assert refusal(head, contract("signed"), state="effective") == "contract.step.incomplete"
    assert refusal(custodian, contract("signed"), state="effective", **day) == "contract.step.role"
    filed = {
        "original_received_on": "2026-11-26",
        "original_received_by": "keeper",
        "archive_category": "sales",
        "shelf_mark": "A-03-12",
    }
    assert refusal(custodian, contract("effective"), state="archived", **filed) == ""
    for name in filed:
        less = {each: value for each, value in filed.items() if each != name}
        refused = refusal(custodian, contract("effective"), state="archived", **less)
        assert refused == "contract.step.incomplete"
    assert refusal(actor("rep"), contract("effective"), state="archived") == "contract.step.role"


def test_an_original_that_comes_late_is_filed_without_another_state():
    custodian = actor("custodian", name="keeper")
    late = {"original_received_on": "2026-12-26", "shelf_mark": "A-1"}
    assert refusal(custodian, contract("performing"), **late) == ""
    assert refusal(actor("rep"), contract("performing"), **late) == "field.not_allowed"


def test_performance_is_begun_by_rep_or_head_and_by_nobody_else():
    for user in (actor("rep"), actor("sector_head", name="head")):
        assert refusal(user, contract("archived"), state="performing") == ""
    for role in ("custodian", "finance"):
        refused = refusal(actor(role, name="other"), contract("archived"), state="performing")
        assert refused == "contract.step.role"


@pytest.mark.parametrize("state", IN_FORCE)
def test_only_the_head_ends_a_contract_and_says_when_and_why(state):
    head, said = actor("sector_head", name="head"), {"ended_on": "2026-12-01", "end_reason": "停业"}
    assert refusal(head, contract(state), state="terminated", **said) == ""
    for name in said:
        less = {each: value for each, value in said.items() if each != name}
        assert (
            refusal(head, contract(state), state="terminated", **less) == "contract.step.incomplete"
        )
    assert (
        refusal(actor("rep"), contract(state), state="terminated", **said) == "contract.step.role"
    )


def test_a_contract_expires_the_day_after_its_last_one():
    running = contract("performing", valid_to_on="2026-11-30")
    rep = actor("rep")
    assert refusal(rep, running, state="expired", ended_on="2026-11-30") == "contract.not_over"
    assert refusal(rep, running, state="expired", ended_on="2026-12-01") == ""
    endless = contract("performing", valid_to_on=None)
    assert refusal(rep, endless, state="expired", ended_on="2026-12-01") == "contract.not_over"


def test_what_a_breach_was_is_said_and_so_is_how_it_was_settled():
    head = actor("sector_head", name="head")
    assert refusal(head, contract("performing"), state="breached") == "contract.step.incomplete"
    assert refusal(head, contract("performing"), state="breached", end_reason="窜货") == ""
    broken = contract("breached", end_reason="窜货")
    assert refusal(head, broken, state="performing") == "contract.step.incomplete"
    assert refusal(head, broken, state="performing", end_reason="已赔付") == ""


def test_nothing_is_written_into_an_ended_contract_but_by_those_who_keep_it():
    ended = contract("terminated")
    assert refusal(actor("rep"), ended, ended_on="2027-01-01") == "record.not_allowed"
    keeper = actor("custodian", name="keeper")
    assert refusal(keeper, ended, shelf_mark="B-2") == ""


@pytest.mark.parametrize(
    ("state", "valid_to_on", "stands"),
    [
        ("performing", "2026-11-22", "performing"),
        ("performing", "2026-11-21", "expired"),
        ("performing", None, "performing"),
        ("printed", "2026-11-21", "printed"),
        ("terminated", "2026-11-21", "terminated"),
    ],
)
def test_what_ran_out_is_expired_whether_or_not_anybody_noted_it(state, valid_to_on, stands):
    assert state_on(state, valid_to_on, dt.date(2026, 11, 22)) == stands


def test_nothing_happens_under_a_contract_that_nobody_signed():
    event = {"account_owner_id": "me", "account_sector_id": "north", "contract_state": "printed"}
    with pytest.raises(NotAllowedError) as refused:
        check_create(actor("rep"), "contract_event", event)
    assert refused.value.code == "contract.not_signed"
    check_create(actor("rep"), "contract_event", {**event, "contract_state": "effective"})


def test_originals_are_lent_by_the_custodian_alone():
    loan = {"account_owner_id": "me", "account_sector_id": "north", "contract_state": "archived"}
    check_create(actor("custodian", name="keeper"), "contract_loan", loan)
    with pytest.raises(NotAllowedError):
        check_create(actor("rep"), "contract_loan", loan)


def test_a_contract_begins_as_the_own_draft_and_keeps_its_drafter():
    check_create(actor("rep"), "contract", contract("draft"))
    nobody = contract("draft", drafted_by=None)
    for wrong in (contract("approved"), contract("draft", drafted_by="other"), nobody):
        with pytest.raises(NotAllowedError):
            check_create(actor("rep"), "contract", wrong)
    assert refusal(actor("rep"), contract("draft"), drafted_by="other") == "field.not_allowed"


def test_a_contract_with_a_number_is_voided_and_never_deleted():
    check_delete(actor("rep"), "contract", contract("draft"))
    with pytest.raises(NotAllowedError) as refused:
        check_delete(actor("rep"), "contract", contract("returned", number="N"))
    assert refused.value.code == "contract.numbered"


def test_every_step_names_somebody_who_takes_it():
    assert all(step.roles for step in STEPS)
