"""Beyond the budget of a month the server lets nobody below the management approve."""

from __future__ import annotations

import pytest

from tests.support.device import created, edited, fresh_id


@pytest.fixture
def head(device_of):
    """A device of the sector's head."""
    return device_of("shen", "sector_head")


@pytest.fixture
def boss(device_of):
    """A device of group management."""
    return device_of("gao", "group_management", sector_id=None)


def asked(rep, account, amount=600, **changes):
    expense_id = fresh_id()
    fields = {"account_id": account, "author_id": rep.user_id, "state": "requested"}
    fields |= {"spent_on": "2026-11-02", "kind": "display", "amount_minor": amount, **changes}
    (result,) = rep.push(created("selling_expense", expense_id, **fields))
    assert result.outcome == "applied"
    return expense_id


def approved(device, expense_id):
    return decided(device, expense_id, "approved")


def decided(device, expense_id, state, **more):
    device.pull()
    said = {"state": ("requested", state), "decided_by": (None, device.user_id), **more}
    (result,) = device.push(edited("selling_expense", expense_id, 1, **said))
    return result.code or result.outcome


def budget(head, account, amount, month="2026-11", budget_id=""):
    fields = {"account_id": account, "month": month, "amount_minor": amount}
    head.pull()
    assert (
        head.push(created("expense_budget", budget_id or fresh_id(), **fields))[0].outcome
        == "applied"
    )


def test_the_head_approves_to_the_budget_and_the_management_beyond(rep, head, boss, account):
    budget(head, account, 1_000)
    first, second = asked(rep, account), asked(rep, account)
    assert approved(head, first) == "applied"
    assert approved(head, second) == "expense.over_budget"
    assert approved(boss, second) == "applied"


def test_the_newest_budget_of_the_expenses_month_decides(rep, head, account):
    earlier, later = sorted([fresh_id(), fresh_id()])
    budget(head, account, 10_000, budget_id=later)
    budget(head, account, 10, budget_id=earlier)
    budget(head, account, 10, month="2026-10")
    assert approved(head, asked(rep, account)) == "applied"
    late = asked(rep, account, spent_on="2026-10-30")
    assert approved(head, late) == "expense.over_budget"


def test_refused_and_open_expenses_leave_the_budget_free(rep, head, account):
    budget(head, account, 600)
    asked(rep, account)
    gone = asked(rep, account)
    assert decided(head, gone, "refused", decision=(None, "重复")) == "applied"
    assert approved(head, asked(rep, account)) == "applied"


def test_approvals_of_one_request_are_counted_together(rep, head, account):
    budget(head, account, 1_000)
    several = [asked(rep, account) for _ in range(2)]
    head.pull()
    said = {"state": ("requested", "approved"), "decided_by": (None, head.user_id)}
    groups = [head.group(edited("selling_expense", each, 1, **said)) for each in several]
    answer = head.send(*groups)
    assert [one.outcome for one in answer.results] == ["applied", "refused"]


def test_a_rep_approves_nothing_and_sets_no_budget(rep, account):
    assert approved(rep, asked(rep, account)) == "expense.step.role"
    fields = {"account_id": account, "month": "2026-11", "amount_minor": 1}
    (result,) = rep.push(created("expense_budget", fresh_id(), **fields))
    assert result.code == "record.not_allowed"
