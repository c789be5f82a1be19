"""Selling expenses: who asks, who approves, what stays; sales below the dealers."""

import pytest

from app.domain.errors import NotAllowedError, ValidationError
from app.domain.policy import Actor, Role
from app.domain.policy_check import check_create, check_delete, check_edit
from app.domain.sales.expenses import MonthSpending, check_within_budget

EXPENSE, BUDGET, CHANNEL = "selling_expense", "expense_budget", "channel_sale"


def actor(role, name):
    return Actor(name, frozenset({Role(role)}), "north")


REP, HEAD, BOSS = actor("rep", "rep"), actor("sector_head", "head"), actor("group_management", "b")
CLERK = actor("finance", "clerk")


def record(**more):
    own = {"account_owner_id": "rep", "account_sector_id": "north", "author_id": "rep"}
    return {**own, "state": "requested", "amount_minor": 900, "spent_on": "2026-11-02", **more}


def code(task, *args):
    with pytest.raises((NotAllowedError, ValidationError)) as caught:
        task(*args)
    return caught.value.code


def decided(user, state="approved", **more):
    return {"state": state, "decided_by": user.id, "decision": "x", **more}


def test_a_rep_enters_an_expense_and_deletes_it_while_nobody_has_decided():
    check_create(REP, EXPENSE, record())
    check_delete(REP, EXPENSE, record())


def test_nobody_changes_what_was_asked_for_so_that_nobody_approves_another_amount():
    for user in (REP, HEAD, BOSS):
        assert code(check_edit, user, EXPENSE, record(), {"amount_minor": 1}) == "expense.fixed"


@pytest.mark.parametrize("state", ["approved", "refused"])
def test_what_was_decided_about_stays(state):
    assert code(check_edit, REP, EXPENSE, record(state=state), {"remark": "x"}) == "expense.fixed"
    assert code(check_delete, REP, EXPENSE, record(state=state)) == "expense.fixed"


def test_nobody_begins_with_an_approved_expense_or_in_another_name():
    assert code(check_create, REP, EXPENSE, record(state="approved")) == "expense.step.unknown"
    assert code(check_create, REP, EXPENSE, record(author_id="x")) == "expense.step.author"


@pytest.mark.parametrize("user", [HEAD, BOSS])
def test_head_and_management_decide(user):
    check_edit(user, EXPENSE, record(), decided(user))
    check_edit(user, EXPENSE, record(), decided(user, "refused"))


def test_who_asked_who_sells_and_finance_do_not_decide():
    assert code(check_edit, REP, EXPENSE, record(), decided(REP)) == "expense.step.role"
    assert code(check_edit, CLERK, EXPENSE, record(), decided(CLERK)) == "expense.step.role"
    asked = record(author_id="head")
    assert code(check_edit, HEAD, EXPENSE, asked, decided(HEAD)) == "expense.step.author"
    sold = record(account_owner_id="head")
    assert code(check_edit, HEAD, EXPENSE, sold, decided(HEAD)) == "expense.step.seller"


def test_a_refusal_says_why_and_an_approval_changes_no_amount():
    said = {"state": "refused", "decided_by": "head"}
    assert code(check_edit, HEAD, EXPENSE, record(), said) == "expense.step.incomplete"
    more = decided(HEAD, amount_minor=1)
    assert code(check_edit, HEAD, EXPENSE, record(), more) == "expense.fixed"


def test_an_expense_is_more_than_nothing():
    assert code(check_create, REP, EXPENSE, record(amount_minor=0)) == "expense.amount"


@pytest.mark.parametrize(("approved", "roles", "is_refused"), [
    (100, {Role.SECTOR_HEAD}, False),
    (101, {Role.SECTOR_HEAD}, True),
    (101, {Role.GROUP_MANAGEMENT}, False),
])  # fmt: skip
def test_beyond_the_budget_only_the_management_approves(approved, roles, is_refused):
    month = MonthSpending(approved, 1_000)
    if is_refused:
        assert code(lambda: check_within_budget(record(), month, roles=roles)) == (
            "expense.over_budget"
        )
    else:
        check_within_budget(record(), month, roles=roles)


def test_without_a_budget_nothing_is_beyond_it():
    check_within_budget(record(), MonthSpending(10**9, None), roles={Role.SECTOR_HEAD})


def test_the_head_sets_a_budget_of_a_month_and_a_rep_does_not():
    budget = {"account_owner_id": "rep", "account_sector_id": "north", "amount_minor": 0}
    check_create(HEAD, BUDGET, {**budget, "month": "2026-11"})
    assert code(check_create, HEAD, BUDGET, {**budget, "month": "2026-13"}) == "plan.month"
    below = {**budget, "month": "2026-11", "amount_minor": -1}
    assert code(check_create, HEAD, BUDGET, below) == "expense.budget"
    assert code(check_edit, HEAD, BUDGET, {**budget, "month": "2026-11"}, {"month": "x"}) == (
        "plan.month"
    )
    assert code(check_create, REP, BUDGET, {**budget, "month": "2026-11"}) == "record.not_allowed"


def test_a_sale_to_a_lower_tier_tells_units_or_money():
    sale = {"account_owner_id": "rep", "account_sector_id": "north", "level": "second"}
    check_create(REP, CHANNEL, {**sale, "quantity": 3})
    check_create(REP, CHANNEL, {**sale, "amount_minor": 3})
    assert code(check_create, REP, CHANNEL, sale) == "channel.empty"
    assert code(check_create, REP, CHANNEL, {**sale, "quantity": -3}) == "channel.negative"
    whole = {**sale, "quantity": 3}
    assert code(check_edit, REP, CHANNEL, whole, {"quantity": None}) == "channel.empty"
