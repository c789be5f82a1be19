"""Orders, plans and trips: every pair of states for every role, written out by hand."""

from itertools import product

import pytest

from app.domain.errors import NotAllowedError
from app.domain.policy import Actor, Role
from app.domain.policy_check import check_create, check_delete, check_edit
from app.domain.schema import ENTITIES

AUTHORS = {"field_order": "author_id", "sales_plan": "maker_id", "trip": "owner_id"}
DECIDERS = {"field_order": "decided_by", "sales_plan": "approver_id"}
CODES = {"field_order": "order", "sales_plan": "plan", "trip": "trip"}
# Who takes which step: r = the rep whose account it is, h = the head of the sector.
WAYS = {
    "field_order": {
        ("draft", "sent"): "r",
        ("draft", "cancelled"): "r",
        ("sent", "cancelled"): "r",
        ("sent", "confirmed"): "h",
        ("sent", "refused"): "h",
        ("confirmed", "delivered"): "h",
        ("confirmed", "cancelled"): "h",
    },
    "sales_plan": {
        ("draft", "agreed"): "r",
        ("agreed", "draft"): "r",
        ("draft", "replaced"): "r",
        ("agreed", "approved"): "h",
        ("approved", "draft"): "h",
        ("agreed", "replaced"): "h",
        ("approved", "replaced"): "h",
    },
    "trip": {
        ("planned", "approved"): "h",
        ("planned", "under_way"): "r",
        ("approved", "under_way"): "r",
        ("under_way", "uploaded"): "r",
        ("uploaded", "reviewed"): "h",
    },
}


def states(entity):
    return ENTITIES[entity].fields["state"].choices


def actor(role, name):
    return Actor(name, frozenset({Role(role)}), "north")


def record(entity, state="", **more):
    own = {"account_owner_id": "rep", "account_sector_id": "north", AUTHORS[entity]: "rep"}
    filled = {"total_minor": 1, "agreed_on": "2026-11-23", "kind": "order", "sector_id": "north"}
    return {**own, **filled, "state": state or states(entity)[0], **more}


def step(entity, user, before, after, **more):
    changed = {"state": after, **more}
    if user.roles != {Role.REP} and entity in DECIDERS:
        changed[DECIDERS[entity]] = user.id
    if after in {"refused", "cancelled"} and entity == "field_order" and user.id == "head":
        changed["decision"] = "no stock"
    try:
        check_edit(user, entity, record(entity, before), changed)
    except NotAllowedError as error:
        return error.code
    return ""


CASES = [
    pytest.param(entity, before, after, role, id=f"{entity}-{before}-{after}-{role}")
    for entity in WAYS
    for before, after in product(states(entity), states(entity))
    for role in Role
    if before != after
]


@pytest.mark.parametrize(("entity", "before", "after", "role"), CASES)
def test_each_step_is_taken_by_whom_the_rule_names_and_by_nobody_else(entity, before, after, role):
    name = "rep" if role is Role.REP else "head" if role is Role.SECTOR_HEAD else "other"
    code = step(entity, actor(role, name), before, after)
    letter = WAYS[entity].get((before, after))
    if letter is None:
        assert code == f"{CODES[entity]}.step.unknown"
    elif letter == {"rep": "r", "head": "h"}.get(name):
        assert code == ""
    else:
        assert code


def test_every_state_of_an_order_can_be_reached():
    for entity, ways in WAYS.items():
        reached = {states(entity)[0], *(after for _, after in ways)}
        assert reached == set(states(entity))


@pytest.mark.parametrize("entity", WAYS)
def test_it_begins_as_the_authors_own_and_undecided(entity):
    rep = actor("rep", "rep")

    def creation(**changes):
        try:
            check_create(rep, entity, record(entity, **changes))
        except NotAllowedError as error:
            return error.code
        return ""

    assert creation() == ""
    assert creation(state=states(entity)[1]) == f"{CODES[entity]}.step.unknown"
    assert creation(**{AUTHORS[entity]: "other"}) in {
        f"{CODES[entity]}.step.author",
        "record.not_allowed",
    }
    if entity in DECIDERS:
        assert creation(**{DECIDERS[entity]: "head"}) == f"{CODES[entity]}.fixed"


@pytest.mark.parametrize(
    ("entity", "before", "after"),
    [("field_order", "sent", "confirmed"), ("sales_plan", "agreed", "approved")],
)
def test_nobody_decides_about_his_own_work_or_his_own_account(entity, before, after):
    changed = {"state": after, DECIDERS[entity]: "head"}

    def decide(**more):
        with pytest.raises(NotAllowedError) as refused:
            check_edit(
                actor("sector_head", "head"), entity, record(entity, before, **more), changed
            )
        return refused.value.code

    assert decide(**{AUTHORS[entity]: "head"}) == f"{CODES[entity]}.step.author"
    assert decide(account_owner_id="head") == f"{CODES[entity]}.step.seller"
    assert decide(account_sector_id="south") == "record.not_allowed"


def test_a_head_does_not_approve_the_own_trip():
    own = record("trip", owner_id="head")
    with pytest.raises(NotAllowedError, match=r"trip\.step\.author"):
        check_edit(actor("sector_head", "head"), "trip", own, {"state": "approved"})


def test_a_decision_is_signed_by_who_takes_it_and_a_refusal_says_why():
    head, sent = actor("sector_head", "head"), record("field_order", "sent")

    def decide(**changed):
        with pytest.raises(NotAllowedError) as refused:
            check_edit(head, "field_order", sent, changed)
        return refused.value.code

    assert decide(state="confirmed") == "order.step.incomplete"
    assert decide(state="confirmed", decided_by="other") == "order.step.incomplete"
    assert decide(state="refused", decided_by="head") == "order.step.incomplete"
    assert decide(state="confirmed", decided_by="head", total_minor=5) == "order.fixed"


def test_a_rep_writes_no_decision_beside_a_step_of_his_own():
    rep = actor("rep", "rep")
    for changed in ({"decision": "fine"}, {"state": "sent", "decided_by": "rep"}):
        with pytest.raises(NotAllowedError, match=r"order\.fixed"):
            check_edit(rep, "field_order", record("field_order"), changed)


@pytest.mark.parametrize(
    ("entity", "state", "field"),
    [
        ("field_order", "sent", "total_minor"),
        ("field_order", "sent", "is_on_credit"),
        ("field_order", "draft", "account_id"),
        ("field_order", "draft", "ordered_on"),
        ("sales_plan", "agreed", "amount_minor"),
        ("sales_plan", "approved", "quantity"),
        ("trip", "planned", "owner_id"),
        ("trip", "uploaded", "to_on"),
    ],
)
def test_what_was_handed_in_is_fixed(entity, state, field):
    with pytest.raises(NotAllowedError, match=rf"{CODES[entity]}\.fixed"):
        check_edit(actor("rep", "rep"), entity, record(entity, state), {field: "x"})


@pytest.mark.parametrize("entity", ["field_order", "trip"])  # nobody deletes a plan
def test_only_what_was_never_handed_in_can_be_deleted(entity):
    rep = actor("rep", "rep")
    check_delete(rep, entity, record(entity))
    with pytest.raises(NotAllowedError, match=rf"{CODES[entity]}\.fixed"):
        check_delete(rep, entity, record(entity, states(entity)[2]))


def test_a_barred_account_sends_no_order_but_may_return_goods():
    rep = actor("rep", "rep")
    barred = record("field_order", account_barred=True)
    with pytest.raises(NotAllowedError, match=r"order\.step\.barred"):
        check_edit(rep, "field_order", barred, {"state": "sent"})
    check_edit(rep, "field_order", {**barred, "kind": "return"}, {"state": "sent"})


def test_an_order_without_a_total_is_not_sent():
    bare = record("field_order", total_minor=None)
    with pytest.raises(NotAllowedError, match=r"order\.step\.incomplete"):
        check_edit(actor("rep", "rep"), "field_order", bare, {"state": "sent"})
