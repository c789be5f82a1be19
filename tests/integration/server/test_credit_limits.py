"""The server holds credit limits to two persons, whatever a device sends."""

from __future__ import annotations

import pytest

from tests.support.device import created, edited, fresh_id


@pytest.fixture
def clerk(device_of):
    """A device of finance."""
    return device_of("xu", "finance")


@pytest.fixture
def limit(rep, account):
    """A limit that the rep proposed."""
    limit_id = fresh_id()
    assert propose(rep, account, limit_id).outcome == "applied"
    return limit_id


def propose(device, account, limit_id="", **changes):
    fields = {"account_id": account, "amount_minor": 500, "state": "proposed"}
    own = {**fields, "proposed_by": device.user_id, **changes}
    return device.push(created("credit_limit", limit_id or fresh_id(), **own))[0]


def decide(device, limit_id, **changes):
    said = {"state": ("proposed", "approved"), "approved_by": (None, device.user_id), **changes}
    return device.push(edited("credit_limit", limit_id, 1, **said))[0]


def test_finance_approves_what_the_rep_proposed_and_the_rep_learns_it(rep, clerk, limit):
    clerk.pull()
    assert decide(clerk, limit).outcome == "applied"
    rep.pull()
    row = rep.rows["credit_limit", limit]
    assert (row["state"], row["approved_by"]) == ("approved", clerk.user_id)


def test_the_rep_decides_nothing(rep, account, limit):
    assert decide(rep, limit).code == "credit.limit.step.role"
    assert propose(rep, account, state="active").code == "credit.limit.step.unknown"
    assert propose(rep, account, proposed_by=fresh_id()).code == "credit.limit.step.proposer"


def test_finance_approves_neither_the_own_proposal_nor_another_amount(clerk, account, limit):
    own = fresh_id()
    propose(clerk, account, own)
    assert decide(clerk, own).code == "credit.limit.step.proposer"
    raised = {"amount_minor": (500, 900)}
    assert decide(clerk, limit, **raised).code == "credit.limit.fixed"
