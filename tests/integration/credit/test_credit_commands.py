"""Limits are proposed and decided by two; what was found out is kept as its rules allow."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from app.commands.credit.limits import (
    Investigation,
    LimitProposal,
    Security,
    clear_red_flags,
    decide_limit,
    move_limit,
    move_measure,
    note_red_flags,
    propose_limit,
    record_investigation,
    record_measure,
    record_security,
)
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.credit.check import Answer
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.queries.credit.line import Order, judge_order, read_credit
from tests.support.account_records import ACCOUNT, OTHER, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
CLERK = key(5)
PROPOSAL = LimitProposal(
    amount_minor=50_000_000,
    watch_value_minor=45_000_000,
    valid_from_on=TODAY,
    valid_to_on=dt.date(2027, 11, 22),
    reason="三年无逾期，旺季要货多",
)
REPORT = Investigation(
    method="bank",
    source_name="云浦农商行",
    ordered_on=dt.date(2026, 11, 9),
    received_on=dt.date(2026, 11, 20),
    cost_minor=20_000,
    reliability=4,
    year=2025,
    sheet=BalanceSheet(current_assets_minor=120_000_000, inventory_minor=50_000_000),
    words={"trading_record": "两次延期"},
    verdict="acceptable",
    proposed_limit_minor=40_000_000,
)


@pytest.fixture
def rep(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_account(workspace)
    user = {"login": "x", "sector_id": SECTOR, "state": "active"}
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{**user, "id": REP, "name": "周岚", "roles": "rep"}])
        put(work, "user", [{**user, "id": CLERK, "name": "许账", "roles": "finance"}])
        work.commit()
    yield workspace
    workspace.store.close()


@pytest.fixture
def clerk(rep):
    return dataclasses.replace(rep, user_id=CLERK)


def held(workspace, entity, record_id):
    with workspace.store.snapshot() as look:
        return look.records.read(entity, record_id).fields


def code_of(error):
    return error.value.code, error.value.params.get("field")


def fault_of(workspace, **changes):
    with pytest.raises(ValidationError) as error:
        propose_limit(workspace, ACCOUNT, dataclasses.replace(PROPOSAL, **changes))
    return code_of(error)


def test_a_limit_counts_once_somebody_else_approved_and_activated_it(rep, clerk):
    limit_id, touched = propose_limit(rep, ACCOUNT, PROPOSAL)
    assert ("credit_limit", limit_id) in touched.touched
    assert read_credit(rep, ACCOUNT).strip.line_minor == 30_000_000
    decide_limit(clerk, limit_id, is_approved=True)
    kept = held(rep, "credit_limit", limit_id)
    assert (kept["proposed_by"], kept["approved_by"], kept["state"]) == (REP, CLERK, "approved")
    assert kept["approved_at"] is not None
    assert read_credit(rep, ACCOUNT).strip.line_minor == 30_000_000
    move_limit(clerk, limit_id, "active")
    assert read_credit(rep, ACCOUNT).strip.line_minor == 50_000_000


def test_an_activated_limit_stands_in_the_account_and_is_not_sent(rep, clerk):
    limit_id, _ = propose_limit(rep, ACCOUNT, PROPOSAL)
    decide_limit(clerk, limit_id, is_approved=True)
    touched = move_limit(clerk, limit_id, "active").touched
    kept = held(rep, "account", ACCOUNT)
    assert (kept["credit_limit_minor"], kept["watch_value_minor"]) == (50_000_000, 45_000_000)
    assert ("account", ACCOUNT) in touched
    with rep.store.snapshot() as look:
        sent = look.connection.exec_driver_sql("SELECT DISTINCT entity FROM journal_operation")
        assert sent.scalars().all() == ["credit_limit"]
    move_limit(clerk, limit_id, "cancelled", decision="停业")
    assert held(rep, "account", ACCOUNT)["credit_limit_minor"] is None


def test_who_proposed_decides_nothing_and_nothing_is_written(rep, clerk):
    limit_id, _ = propose_limit(rep, ACCOUNT, PROPOSAL)
    with pytest.raises(NotAllowedError, match=r"credit\.limit\.step\.role"):
        decide_limit(rep, limit_id, is_approved=True)
    own, _ = propose_limit(clerk, ACCOUNT, PROPOSAL)
    with pytest.raises(NotAllowedError, match=r"credit\.limit\.step\.proposer"):
        decide_limit(clerk, own, is_approved=True)
    assert {held(rep, "credit_limit", each)["state"] for each in (limit_id, own)} == {"proposed"}


def test_a_limit_is_refused_only_with_a_reason(rep, clerk):
    limit_id, _ = propose_limit(rep, ACCOUNT, PROPOSAL)
    with pytest.raises(NotAllowedError, match=r"credit\.limit\.step\.incomplete"):
        decide_limit(clerk, limit_id, is_approved=False, decision="  ")
    decide_limit(clerk, limit_id, is_approved=False, decision="账龄太长")
    assert held(rep, "credit_limit", limit_id)["decision"] == "账龄太长"


def test_a_frozen_limit_sends_orders_to_approval(rep, clerk):
    limit_id, _ = propose_limit(rep, ACCOUNT, PROPOSAL)
    decide_limit(clerk, limit_id, is_approved=True)
    move_limit(clerk, limit_id, "active")
    assert judge_order(rep, ACCOUNT, Order(1))[0].answer is Answer.ALLOWED
    move_limit(clerk, limit_id, "frozen", decision="拖欠")
    assert judge_order(rep, ACCOUNT, Order(1))[0].answer is Answer.NEEDS_APPROVAL


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"amount_minor": None}, "credit.limit.amount_or_unlimited", "amount_minor"),
        ({"is_unlimited": True}, "credit.limit.amount_or_unlimited", "amount_minor"),
        ({"amount_minor": -1}, "credit.amount.negative", "amount_minor"),
        ({"watch_value_minor": None}, "credit.limit.watch_blank", "watch_value_minor"),
        ({"valid_from_on": None}, "credit.limit.start_blank", "valid_from_on"),
        ({"valid_to_on": dt.date(2026, 11, 22)}, "credit.dates.order", "valid_to_on"),
        (
            {"valid_from_on": dt.date(2026, 1, 1), "valid_to_on": dt.date(2026, 11, 22)},
            "credit.limit.past",
            "valid_to_on",
        ),
        ({"reason": " "}, "credit.limit.reason_blank", "reason"),
    ],
)
def test_a_proposal_breaks_a_rule_at_its_field(rep, changes, code, field):
    assert fault_of(rep, **changes) == (code, field)


def test_only_class_a_is_unlimited_and_then_needs_a_watch_value(rep):
    open_end = {"amount_minor": None, "is_unlimited": True}
    limit_id, _ = propose_limit(rep, ACCOUNT, dataclasses.replace(PROPOSAL, **open_end))
    assert held(rep, "credit_limit", limit_id)["is_unlimited"] == 1
    assert fault_of(rep, **open_end, watch_value_minor=0)[0] == "credit.limit.watch_blank"
    with rep.store.unit_of_work() as work:
        row = {"id": ACCOUNT, "name": "百禾", "type": "dealer", "class": "B"}
        put(work, "account", [{**row, "owner_id": REP, "sector_id": SECTOR}])
        work.commit()
    assert fault_of(rep, **open_end) == ("credit.limit.unlimited_class", "is_unlimited")


def test_a_limit_does_not_stand_against_the_verdict_it_rests_on(rep):
    poor = dataclasses.replace(REPORT, verdict="cash_only", proposed_limit_minor=0)
    found, _ = record_investigation(rep, ACCOUNT, poor)
    based = {"basis": "investigation", "investigation_id": found}
    assert fault_of(rep, **based) == ("credit.limit.against_verdict", "amount_minor")
    cash = dataclasses.replace(PROPOSAL, amount_minor=0, watch_value_minor=0, **based)
    assert propose_limit(rep, ACCOUNT, cash)
    with pytest.raises(NotFoundError):
        propose_limit(rep, OTHER, dataclasses.replace(PROPOSAL, **based))


@pytest.mark.parametrize("method", ["bank", "agency", "association", "colleague"])
def test_an_investigation_is_kept_with_its_figures_and_words(rep, method):
    found, _ = record_investigation(rep, ACCOUNT, dataclasses.replace(REPORT, method=method))
    kept = held(rep, "credit_investigation", found)
    assert (kept["method"], kept["reliability"], kept["inventory_minor"]) == (method, 4, 50_000_000)
    assert (kept["received_on"], kept["trading_record"]) == ("2026-11-20", "两次延期")
    assert (kept["verdict"], kept["proposed_limit_minor"]) == ("acceptable", 40_000_000)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"reliability": 0}, "credit.investigation.reliability", "reliability"),
        ({"reliability": 6}, "credit.investigation.reliability", "reliability"),
        ({"received_on": dt.date(2026, 11, 8)}, "credit.dates.order", "received_on"),
        ({"received_on": dt.date(2026, 11, 24)}, "credit.date.future", "received_on"),
        ({"received_on": None}, "credit.investigation.verdict_early", "received_on"),
        ({"cost_minor": -1}, "credit.amount.negative", "cost_minor"),
        ({"verdict": "refused"}, "credit.limit.against_verdict", "proposed_limit_minor"),
        ({"method": "gossip"}, "field.choice", "method"),
        ({"words": {"gossip": "x"}}, "field.unknown", "gossip"),
        (
            {"sheet": BalanceSheet(current_assets_minor=1, inventory_minor=2)},
            "credit.investigation.inventory",
            "inventory_minor",
        ),
    ],
)
def test_an_investigation_breaks_a_rule_at_its_field(rep, changes, code, field):
    with pytest.raises(ValidationError) as error:
        record_investigation(rep, ACCOUNT, dataclasses.replace(REPORT, **changes))
    assert code_of(error) == (code, field)


def test_a_security_names_who_guarantees_or_what_it_is_worth(rep):
    with pytest.raises(ValidationError, match=r"credit\.security\.party_blank"):
        record_security(rep, ACCOUNT, Security(kind="guarantor"))
    with pytest.raises(ValidationError, match=r"credit\.security\.amount_blank"):
        record_security(rep, ACCOUNT, Security(kind="deposit"))
    made, _ = record_security(rep, ACCOUNT, Security(kind="joint_guarantor", party="林浩"))
    assert held(rep, "security", made)["state"] == "in_force"


def test_a_measure_is_planned_from_today_and_moved_on(rep):
    with pytest.raises(ValidationError, match=r"credit\.dates\.order"):
        record_measure(rep, ACCOUNT, "raise_deposit", due_on=dt.date(2026, 11, 22))
    made, _ = record_measure(rep, ACCOUNT, "raise_deposit", due_on=TODAY)
    move_measure(rep, made, "done")
    kept = held(rep, "credit_measure", made)
    assert (kept["decided_on"], kept["responsible_id"], kept["state"]) == (
        "2026-11-23",
        REP,
        "done",
    )


def test_red_flags_stand_until_somebody_says_why_they_mean_nothing(rep):
    with pytest.raises(ValidationError, match=r"credit\.red_flags\.blank"):
        note_red_flags(rep, ACCOUNT, [])
    made, _ = note_red_flags(rep, ACCOUNT, ["no_conditions", "big_first_deal"])
    flags = ("big_first_deal", "no_conditions")
    assert read_credit(rep, ACCOUNT).standing.red_flags == flags
    with pytest.raises(ValidationError, match=r"credit\.red_flags\.remark_blank"):
        clear_red_flags(rep, made, remark=" ")
    clear_red_flags(rep, made, remark="老板同学介绍，已实地看过")
    assert read_credit(rep, ACCOUNT).standing.red_flags == ()


def test_an_account_of_somebody_else_is_out_of_reach(rep):
    with pytest.raises(NotAllowedError):
        note_red_flags(rep, OTHER, ["no_conditions"])
    with pytest.raises(NotFoundError):
        record_security(rep, key(999), Security(kind="guarantor", party="林浩"))
