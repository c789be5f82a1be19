"""The life of a credit limit: every pair of states, who decides, and that amounts never change."""

from itertools import product

import pytest

from app.domain.credit.limit_life import find_limit_step
from app.domain.errors import NotAllowedError
from app.domain.policy import Action, Actor, Role, may
from app.domain.policy_check import check_create, check_edit
from app.domain.schema import ENTITIES

STATES = ENTITIES["credit_limit"].fields["state"].choices
# domain.md 4.4, written out by hand.
WAYS = {
    *product(("proposed",), ("approved", "refused")),
    ("approved", "active"),
    *product(("active",), ("raised", "lowered", "frozen")),
    *product(("approved", "active", "raised", "lowered", "frozen"), ("expired", "cancelled")),
}


def actor(*roles, name="clerk"):
    return Actor(name, frozenset(Role(role) for role in roles), "north")


def limit(state="proposed", **more):
    own = {"account_owner_id": "rep", "account_sector_id": "north", "proposed_by": "rep"}
    return {**own, "state": state, "amount_minor": 100, **more}


def refusal(user, before, **changed):
    try:
        check_edit(user, "credit_limit", before, changed)
    except NotAllowedError as error:
        return error.code
    return ""


def creation(user, **changed):
    try:
        check_create(user, "credit_limit", {**limit(), "proposed_by": user.id, **changed})
    except NotAllowedError as error:
        return error.code
    return ""


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_a_limit_goes_only_the_ways_of_the_rule(before, after):
    if (before, after) in WAYS:
        assert find_limit_step(before, after).target == after
    else:
        with pytest.raises(NotAllowedError):
            find_limit_step(before, after)


def test_a_rep_proposes_in_the_own_name_and_decides_nothing():
    rep = actor("rep", name="rep")
    assert creation(rep) == ""
    assert creation(rep, proposed_by="other") == "credit.limit.step.proposer"
    assert creation(rep, state="active") == "credit.limit.step.unknown"
    assert creation(rep, approved_by="clerk") == "credit.limit.fixed"
    said = {"state": "approved", "approved_by": "rep"}
    assert refusal(rep, limit(), **said) == "credit.limit.step.role"


@pytest.mark.parametrize("role", ["finance", "group_management"])
def test_finance_and_the_top_decide_in_their_own_name(role):
    clerk = actor(role)
    assert refusal(clerk, limit(), state="approved", approved_by="clerk") == ""
    assert refusal(clerk, limit(), state="approved") == "credit.limit.step.incomplete"
    other = {"state": "approved", "approved_by": "other"}
    assert refusal(clerk, limit(), **other) == "credit.limit.step.incomplete"


def test_a_refusal_says_why():
    said = {"state": "refused", "approved_by": "clerk"}
    assert refusal(actor("finance"), limit(), **said) == "credit.limit.step.incomplete"
    assert refusal(actor("finance"), limit(), decision="账龄太长", **said) == ""


def test_nobody_decides_about_the_own_proposal():
    own = limit(proposed_by="clerk")
    said = {"state": "approved", "approved_by": "clerk"}
    assert refusal(actor("finance"), own, **said) == "credit.limit.step.proposer"
    assert not may(actor("finance"), Action.APPROVE, "credit_limit", own)
    assert may(actor("finance"), Action.APPROVE, "credit_limit", limit())


def test_who_sells_on_the_account_does_not_decide():
    both = actor("rep", "finance", name="rep")
    said = {"state": "approved", "approved_by": "rep"}
    assert refusal(both, limit(proposed_by="head"), **said) == "credit.limit.step.seller"


def test_finance_of_another_sector_does_not_decide():
    south = Actor("clerk", frozenset({Role.FINANCE}), "south")
    said = {"state": "approved", "approved_by": "clerk"}
    assert refusal(south, limit(), **said) == "record.not_allowed"


@pytest.mark.parametrize("state", ["proposed", "approved", "active"])
@pytest.mark.parametrize("field", ["amount_minor", "valid_to_on", "proposed_by", "is_unlimited"])
def test_what_was_proposed_never_changes(state, field):
    assert refusal(actor("finance"), limit(state), **{field: "x"}) == "credit.limit.fixed"
    said = {"state": "approved", "approved_by": "clerk", field: "x"}
    assert refusal(actor("finance"), limit(), **said) == "credit.limit.fixed"


@pytest.mark.parametrize("after", ["raised", "lowered", "frozen", "cancelled"])
def test_finance_ends_a_limit_in_use_with_a_reason(after):
    clerk = actor("finance")
    assert refusal(clerk, limit("active"), state=after) == "credit.limit.step.incomplete"
    assert refusal(clerk, limit("active"), state=after, decision="换新额度") == ""
    head = actor("sector_head")
    assert refusal(head, limit("active"), state=after, decision="x") == "credit.limit.step.role"


def test_who_approved_is_written_once():
    said = {"state": "active", "approved_by": "clerk"}
    assert refusal(actor("finance"), limit("approved"), **said) == "credit.limit.fixed"
    assert refusal(actor("finance"), limit("approved"), state="active") == ""
    alone = {"decision": "later"}
    assert refusal(actor("finance"), limit("active"), **alone) == "credit.limit.step.unknown"
