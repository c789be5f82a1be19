"""A warning goes through its states and comes back with its condition; nobody talks it away."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.severity import Severity
from app.domain.errors import DomainError
from app.domain.policy import Action, Actor, Role, may
from app.domain.schema import ENTITIES, check_fields
from app.domain.warnings.finding import RANK, Finding
from app.domain.warnings.identity import warning_id
from app.domain.warnings.life import (
    CLOSED_STATES,
    OPEN_STATES,
    check_warning_create,
    check_warning_edit,
    steps_from,
)
from app.domain.warnings.rules import RULES, Rule
from app.domain.warnings.settling import (
    Run,
    escalation_level,
    raise_warning,
    settle,
)
from app.domain.warnings.thresholds import Thresholds, read_thresholds

DAY = dt.date(2026, 11, 23)
RUN = Run(today=DAY, data_as_of=DAY, origin="server")
LEVELS = Thresholds()
ID = f"{0x018BC2E5_9000:012x}{7:020x}"


def finding(severity=Severity.WARNING, value=5, rule=Rule.ARREARS, cause=""):
    return Finding(rule, ID, severity, value, 4, {"owed_minor": value}, cause)


def raised(**changes):
    return {**raise_warning(finding(**changes), RUN, LEVELS, owner_id="b" * 32)}


def after(record, found, run=RUN):
    return {**record, **settle(record, found, run, LEVELS)}


def closed(record, state="resolved"):
    return {**record, "state": state, "cause": "压货", "resolved_on": "2026-11-23"}


def test_a_new_warning_says_what_was_found_and_by_when_it_is_to_be_dealt_with():
    record = raised()
    assert (record["state"], record["rule"], record["value"]) == ("new", "W1", 5)
    assert (record["raised_on"], record["due_on"]) == ("2026-11-23", "2026-11-30")
    assert check_fields("warning", record) == record


def test_every_rule_of_the_schema_has_its_card():
    assert {rule.value for rule in RULES} == set(ENTITIES["warning"].fields["rule"].choices)


def test_new_data_updates_an_open_warning_and_keeps_its_work():
    record = {**raised(), "state": "investigating", "cause": "对账"}
    settled = after(record, finding(Severity.ALARM, 9))
    assert (settled["severity"], settled["value"], settled["state"]) == (
        "alarm",
        9,
        "investigating",
    )
    assert settled["cause"] == "对账"


def test_fresher_data_alone_change_nothing():
    later = Run(today=DAY, data_as_of=DAY + dt.timedelta(days=1), origin="server")
    assert settle(raised(), finding(), later, LEVELS) == {}


def test_a_closed_warning_stays_closed_while_its_condition_lasts():
    assert settle(closed(raised()), finding(), RUN, LEVELS) == {}
    assert settle(closed(raised(), "false_alarm"), finding(value=6), RUN, LEVELS) == {}


def test_it_comes_back_when_the_condition_had_been_gone():
    gone = after(closed(raised()), None)
    assert json.loads(gone["evidence"])["cleared_on"] == "2026-11-23"
    back = after(gone, finding())
    assert (back["state"], back["cause"], back["resolved_on"]) == ("new", None, None)
    assert "cleared_on" not in json.loads(back["evidence"])


def test_it_comes_back_when_it_is_worse_or_another_fact_is_behind_it():
    assert after(closed(raised()), finding(Severity.ALARM))["state"] == "new"
    fire = raised(rule=Rule.INCIDENT, cause="fire")
    assert settle(closed(fire), finding(rule=Rule.INCIDENT, cause="fire"), RUN, LEVELS) == {}
    assert after(closed(fire), finding(rule=Rule.INCIDENT, cause="flood"))["state"] == "new"


def test_only_untouched_notices_and_the_companys_line_end_by_themselves():
    assert after(raised(severity=Severity.NOTICE), None)["state"] == "resolved"
    assert after(raised(rule=Rule.RECEIVABLES), None)["state"] == "resolved"
    assert after(raised(), None)["state"] == "new"
    seen = {**raised(severity=Severity.NOTICE), "state": "acknowledged"}
    assert after(seen, None)["state"] == "acknowledged"


def test_that_the_condition_is_gone_is_noted_once():
    gone = after(raised(), None)
    later = Run(today=DAY + dt.timedelta(days=5), data_as_of=DAY, origin="server")
    assert settle(gone, None, later, LEVELS) == {}


def test_an_alarm_goes_one_level_up_every_three_days_until_it_is_acknowledged():
    record = raised(severity=Severity.ALARM)
    levels = [
        escalation_level(record, LEVELS, today=DAY + dt.timedelta(days=days))
        for days in (0, 2, 3, 5, 6)
    ]
    assert levels == [0, 0, 1, 1, 2]
    late = DAY + dt.timedelta(days=9)
    assert escalation_level({**record, "state": "acknowledged"}, LEVELS, today=late) == 0
    assert escalation_level({**record, "severity": "warning"}, LEVELS, today=late) == 0


EDITS = st.lists(
    st.one_of(
        st.none(),
        st.builds(finding, st.sampled_from([s for s in Severity if RANK[s]]), st.integers(1, 9)),
        st.sampled_from(OPEN_STATES + CLOSED_STATES),
    ),
    max_size=12,
)


@given(EDITS)
def test_whatever_happens_a_run_settles_at_once_and_never_touches_what_people_decided(happenings):
    record = raised()
    for happening in happenings:
        if isinstance(happening, str):
            record = {**record, "state": happening}
            continue
        settled = after(record, happening)
        assert settle(settled, happening, RUN, LEVELS) == {}
        if record["state"] in OPEN_STATES[1:]:
            assert settled["state"] == record["state"]
        if happening is not None and settled["state"] in OPEN_STATES:
            assert settled["severity"] == happening.severity.value
        record = settled


def test_a_step_forward_needs_its_words():
    record = raised()
    for changed, code in (
        ({"state": "resolved"}, "warning.blank"),
        ({"state": "false_alarm", "cause": "  "}, "warning.blank"),
        ({"state": "measure_set", "measure": "停货", "due_on": None}, "warning.blank"),
        ({"state": "new", "severity": "notice"}, "warning.fixed"),
        ({"value": 1}, "warning.fixed"),
        ({"escalated_to": None}, "warning.fixed"),
    ):
        with pytest.raises(DomainError) as refused:
            check_warning_edit(record, changed)
        assert refused.value.code == code
    check_warning_edit(record, {"state": "measure_set", "measure": "停货"})
    check_warning_edit(record, {"state": "resolved", "cause": "已付清"})


def test_states_go_only_the_ways_of_the_rule():
    allowed = {(s, step.target) for s in OPEN_STATES for step in steps_from(s)}
    for before in OPEN_STATES + CLOSED_STATES:
        for target in OPEN_STATES:
            if before == target or (before, target) in allowed:
                continue
            if before in CLOSED_STATES and target == "new":
                continue
            with pytest.raises(DomainError) as refused:
                check_warning_edit(
                    {**raised(), "state": before},
                    {"state": target, "cause": "x", "measure": "y"},
                )
            assert refused.value.code == "warning.step.unknown"


def test_a_device_makes_a_warning_only_as_its_own_new_finding():
    own = {**raised(), "origin": "device"}
    check_warning_create(own)
    for changed in ({"origin": "server"}, {"state": "resolved"}, {"escalated_to": "c" * 32}):
        with pytest.raises(DomainError):
            check_warning_create({**own, **changed})


def test_finance_and_service_see_only_the_warnings_that_they_watch():
    def sees(role, rule):
        record = {"rule": rule, "account_owner_id": "u", "account_sector_id": "s"}
        return may(Actor("u", frozenset({role}), "s"), Action.READ, "warning", record)

    assert [sees(Role.FINANCE, rule) for rule in ("W1", "W6", "W7", "W2", "W9")] == (
        [True, True, True, False, False]
    )
    assert [sees(Role.SERVICE, rule) for rule in ("W9", "W1")] == [True, False]
    assert all(sees(Role.REP, rule) for rule in ("W1", "W2", "W9", "W13"))


def test_the_id_follows_from_account_and_rule_and_sorts_beside_the_account():
    ids = {warning_id(ID, rule) for rule in Rule}
    assert len(ids) == len(Rule)
    assert all(each[:12] == ID[:12] for each in ids)
    assert warning_id(ID, Rule.LOSS) == warning_id(ID, Rule.LOSS)


def test_the_company_sets_thresholds_for_all_classes_or_for_one():
    levels = read_thresholds(
        [
            ("warnings.near_percent", "80", None),
            ("warnings.tolerance", '{"A": "0.05", "default": 0.2}', dt.date(2026, 1, 1)),
            ("warnings.contract_days", "[90, 45, 10]", None),
            ("warnings.lost_days", "90", DAY + dt.timedelta(days=1)),
        ],
        today=DAY,
    )
    assert {level.near_percent for level in levels.values()} == {80}
    assert [str(levels[grade].tolerance) for grade in ("", "A", "C")] == ["0.2", "0.05", "0.2"]
    assert levels["B"].contract_days == (90, 45, 10)
    assert levels["B"].lost_days == LEVELS.lost_days


@pytest.mark.parametrize(
    "value", ["", "{", "-1", "true", '"many"', "[1, 2]", "[1, 2, -3]", "null", '"NaN"']
)
def test_a_setting_that_makes_no_sense_switches_no_rule_off(value):
    names = [f"warnings.{name}" for name in ("near_percent", "tolerance", "contract_days")]
    given_values = [(name, value, None) for name in names]
    assert read_thresholds(given_values, today=DAY)["A"] == LEVELS
