"""A device judges its own accounts without any network, and no warning stands twice."""

from __future__ import annotations

import pytest

from app.commands.warnings.handling import (
    WarningKey,
    acknowledge_warning,
    close_warning,
    investigate_warning,
    set_warning_measure,
)
from app.commands.warnings.run import DEVICE_FAMILIES, run_warning_rules
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.warnings.identity import warning_id
from app.domain.warnings.rules import RULES, Rule
from app.planning.due_terms import ReasonCode
from app.queries.visits.due import read_due_accounts
from app.queries.warnings.listing import find_warnings, list_account_warnings, list_warnings
from app.store.held.purge import purge_records
from tests.support.account_records import REP, put
from tests.support.devices import make_workspace
from tests.support.warning_world import DEBTOR, FOUND, LOST, NAMES, SHAKEN, TODAY, fill_device


def run(workspace):
    for family in DEVICE_FAMILIES:
        run_warning_rules(workspace, family)


def listed(workspace, group="open"):
    listing = find_warnings(workspace, group)
    return list_warnings(workspace, listing, 0, len(listing))


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_device(workspace)
    run(workspace)
    return workspace


def edit(workspace, entity, record_id, **fields):
    row = {"id": record_id, **fields}
    with workspace.store.unit_of_work() as work:
        held = work.records.read(entity, record_id)
        put(work, entity, [{**(dict(held.fields) if held else {}), **row}])
        work.commit()


def office_warning(workspace, account_id, rule, **fields):
    given = {"account_id": account_id, "rule": rule.value, "severity": "warning", "state": "new"}
    given |= {"raised_on": "2026-11-20", "origin": "server", "evidence": "{}"}
    edit(workspace, "warning", warning_id(account_id, rule), **{**given, **fields})


def test_every_rule_that_the_device_can_compute_finds_its_account(desk):
    assert {(row.account_id, row.rule, row.severity) for row in listed(desk)} == FOUND
    rules = {rule for family in DEVICE_FAMILIES for rule in family.rules}
    assert rules == {rule for rule, card in RULES.items() if card.is_on_device}


def test_what_the_device_found_is_local_with_owner_and_evidence_and_the_gravest_first(desk):
    rows = listed(desk)
    assert all(row.is_local and row.state == "new" and row.owner == "周岚" for row in rows)
    ranks = [["alarm", "warning", "notice"].index(row.severity) for row in rows]
    assert ranks == sorted(ranks)
    debt = next(row for row in rows if row.rule == "W1")
    assert (debt.account_name, debt.value, debt.threshold) == (NAMES[DEBTOR], 11_500, 10_000)
    stock = next(row for row in rows if row.rule == "W8")
    assert (stock.other_name, stock.evidence["quantity"]) == ("原酿生抽", 3)


def test_a_run_writes_no_work_to_be_sent_and_the_same_again_touches_nothing(desk):
    with desk.store.snapshot() as look:
        groups = look.connection.exec_driver_sql("SELECT count(*) FROM journal_group").scalar()
    assert groups == 0
    assert all(not run_warning_rules(desk, family).entities for family in DEVICE_FAMILIES)


def test_a_condition_that_is_gone_is_gone_with_the_next_run(desk):
    edit(desk, "account", LOST, status="archived")
    run(desk)
    assert LOST not in {row.account_id for row in listed(desk)}


def test_an_open_warning_of_the_office_stands_in_place_of_the_local_one(desk):
    office_warning(desk, DEBTOR, Rule.ARREARS)
    before = [row.is_local for row in list_account_warnings(desk, DEBTOR)]
    run(desk)
    after = [row.is_local for row in list_account_warnings(desk, DEBTOR)]
    assert (before, after) == ([False], [False])


def test_a_closed_warning_comes_back_only_when_its_condition_does(desk):
    office_warning(desk, DEBTOR, Rule.ARREARS, state="resolved", cause="x")
    run(desk)
    assert list_account_warnings(desk, DEBTOR) == []
    gone = '{"cleared_on":"2026-11-21"}'
    office_warning(desk, DEBTOR, Rule.ARREARS, state="resolved", cause="x", evidence=gone)
    run(desk)
    assert [row.is_local for row in list_account_warnings(desk, DEBTOR)] == [True]


def test_acting_on_a_local_finding_makes_it_a_warning_that_is_sent(desk):
    key = WarningKey(DEBTOR, Rule.ARREARS)
    acknowledge_warning(desk, key)
    (row,) = list_account_warnings(desk, DEBTOR)
    assert (row.state, row.is_local, row.is_waiting) == ("acknowledged", False, True)
    assert row.record_id == warning_id(DEBTOR, Rule.ARREARS)
    assert (row.value, row.threshold, row.since_on) == (11_500, 10_000, TODAY.isoformat())
    run(desk)
    assert len(list_account_warnings(desk, DEBTOR)) == 1


def test_a_warning_is_worked_to_its_end_and_a_return_opens_it_again(desk):
    key = WarningKey(DEBTOR, Rule.ARREARS)
    investigate_warning(desk, key)
    set_warning_measure(desk, key, " 周三前收款 ", due_on=TODAY, cause="压货")
    close_warning(desk, key, "已付清")
    (row,) = [row for row in listed(desk, "closed") if row.rule == "W1"]
    assert (row.state, row.measure, row.cause) == ("resolved", "周三前收款", "已付清")
    assert row.resolved_on == TODAY.isoformat()
    gone = '{"cleared_on":"2026-11-21"}'
    edit(desk, "warning", row.record_id, evidence=gone)
    run(desk)
    acknowledge_warning(desk, key)
    (back,) = list_account_warnings(desk, DEBTOR)
    assert (back.state, back.cause, back.value) == ("acknowledged", "", 11_500)


def test_closing_needs_a_cause_and_a_measure_a_day_to_come(desk):
    key = WarningKey(SHAKEN, Rule.INCIDENT)
    with pytest.raises(ValidationError, match=r"warning\.blank"):
        close_warning(desk, key, "  ")
    with pytest.raises(ValidationError, match=r"warning\.date\.past"):
        set_warning_measure(desk, key, "x", due_on=TODAY.replace(day=1))
    assert [row.is_local for row in list_account_warnings(desk, SHAKEN)] == [True]


def test_nothing_can_be_done_about_a_warning_that_is_not_there(desk):
    with pytest.raises(NotFoundError):
        acknowledge_warning(desk, WarningKey(DEBTOR, Rule.LOSS))


def test_an_account_of_somebody_else_is_not_acted_on(desk):
    edit(desk, "account", DEBTOR, owner_id=DEBTOR)
    with pytest.raises(NotAllowedError):
        acknowledge_warning(desk, WarningKey(DEBTOR, Rule.ARREARS))


def test_the_threshold_that_the_company_set_for_a_class_holds(desk):
    setting = {"name": "warnings.far", "value": '{"A": 0.1, "default": 9}'}
    edit(desk, "setting", "9" * 32, **setting)
    run(desk)
    assert [row.severity for row in list_account_warnings(desk, DEBTOR)] == ["alarm"]


def test_the_company_line_stands_beside_the_list_and_at_its_accounts(desk):
    evidence = '{"ratio_bp":2130,"line_bp":2000}'
    office_warning(desk, DEBTOR, Rule.RECEIVABLES, evidence=evidence)
    listing = find_warnings(desk)
    assert listing.company_line == {"ratio_bp": 2130, "line_bp": 2000}
    assert "W7" not in {row.rule for row in listed(desk)}
    assert {row.rule for row in list_account_warnings(desk, DEBTOR)} == {"W1", "W7"}


def test_the_list_is_narrowed_by_name_and_counts_its_groups(desk):
    listing = find_warnings(desk, "alarm", "流失")
    assert [key[1:] for key in listing.keys] == [(LOST, "W4")]
    assert listing.counts == {"open": 3, "alarm": 1, "closed": 0}


def test_a_finding_leaves_the_device_with_its_account(desk):
    with desk.store.unit_of_work() as work:
        purge_records(work, "account", [DEBTOR])
        left = work.connection.exec_driver_sql(
            "SELECT count(*) FROM local_finding WHERE account_id = ?", (DEBTOR,)
        ).scalar()
        work.commit()
    assert left == 0


def test_alarms_that_call_for_a_visit_are_proposed_for_the_day(desk):
    with desk.store.unit_of_work() as work:
        work.cards.mark_everything()
        work.cards.refresh(TODAY)
        work.commit()
    with desk.store.snapshot() as look:
        due = {each.account_id: each.main for each in read_due_accounts(look, desk, ())}
    assert due[LOST].code is ReasonCode.WARNING
    assert (due[LOST].params["rule"], due[LOST].params["usual_days"]) == ("W4", 30)
    assert due[SHAKEN].params["rule"] == "W5"
