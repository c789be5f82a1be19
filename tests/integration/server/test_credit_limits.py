"""The server holds credit limits to two persons, whatever a device sends."""

from __future__ import annotations

import pytest

from server.services.carrying.credit_limits import feed_accounts
from tests.support.device import created, edited, fresh_id
from tests.support.server import ORG


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


def activate(clerk, limit_id, revision=2):
    clerk.pull()
    step = {"state": ("approved", "active")}
    return clerk.push(edited("credit_limit", limit_id, revision, **step))[0]


def granted(device, account):
    device.pull()
    row = device.rows["account", account]
    return row.get("credit_limit_minor"), row.get("credit_unlimited"), row.get("credit_state")


def test_an_activated_limit_stands_in_the_account_on_every_device(rep, clerk, account, limit):
    clerk.pull()
    decide(clerk, limit)
    assert granted(rep, account) == (None, None, None)
    assert activate(clerk, limit).outcome == "applied"
    assert granted(rep, account) == (500, None, "normal")
    assert granted(clerk, account)[0] == 500


def test_a_successor_lowers_the_limit_before_it_and_feeds_the_account(rep, clerk, account, limit):
    clerk.pull()
    decide(clerk, limit)
    activate(clerk, limit)
    smaller = fresh_id()
    propose(rep, account, smaller, amount_minor=0, valid_from_on="2026-01-02")
    clerk.pull()
    decide(clerk, smaller)
    activate(clerk, smaller)
    assert granted(rep, account) == (0, None, "cash_only")
    assert rep.rows["credit_limit", limit]["state"] == "lowered"


def test_limits_begin_and_end_by_the_calendar(server, rep, account):
    fields = {"account_id": account, "state": "active"}
    first = server.add_record(
        "credit_limit", {**fields, "amount_minor": 7, "valid_to_on": "2026-01-01"}
    )
    server.add_record("credit_limit", {**fields, "amount_minor": 9, "valid_from_on": "2090-01-01"})
    assert feed_accounts(server.database, ORG, server.clock) == 1
    assert granted(rep, account)[0] is None
    assert rep.rows["credit_limit", first]["state"] == "expired"
    assert feed_accounts(server.database, ORG, server.clock) == 0
