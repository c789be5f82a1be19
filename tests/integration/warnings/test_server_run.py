"""The server judges by the same rules and its warnings are everybody's, each standing once."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from app.domain.warnings.identity import warning_id
from app.domain.warnings.rules import Rule
from server.services.warnings.run import run_warnings
from server.store.records import find_record
from tests.support.device import BareDevice, created, edited
from tests.support.server import ORG, make_server
from tests.support.warning_world import BARE, DEBTOR, FOUND, LATE, LOST, SOUND, fill_server

PASSWORD = "correct horse"
MORNING = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


class Calendar:
    """A clock that stands until the test moves it."""

    def __init__(self):
        self.moment = MORNING

    def __call__(self):
        self.moment += dt.timedelta(milliseconds=1)
        return self.moment

    def pass_days(self, days):
        self.moment += dt.timedelta(days=days)


class Office:
    """A server with the world, its people, and a device of the rep."""

    def __init__(self, server, clock):
        self.server, self.clock = server, clock
        self.sector = server.add_sector("云浦二区")
        client = server.client()
        self.users = {
            login: server.add_user(login, PASSWORD, (role,), self.sector)
            for login, role in (
                ("li", "rep"),
                ("he", "sector_head"),
                ("gu", "finance"),
                ("fu", "service"),
                ("qi", "group_management"),
            )
        }
        fill_server(server, self.users["li"], self.sector)
        self.rep = BareDevice(client, "li").enrol()
        self.enrol = lambda login: BareDevice(client, login).enrol()

    def run(self):
        return run_warnings(self.server.database, ORG, self.clock)

    def read(self, account_id, rule):
        key = "warning", warning_id(account_id, rule)
        with self.server.database.reading() as work:
            return find_record(work, ORG, key)


@pytest.fixture(params=["sqlite", "postgres"])
def office(request, tmp_path):
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    clock = Calendar()
    with make_server(tmp_path, url, clock) as server:
        yield Office(server, clock)


def warnings_on(device):
    device.pull()
    return {
        (row["account_id"], row["rule"]): row
        for (entity, _), row in device.rows.items()
        if entity == "warning"
    }


def test_the_server_finds_what_a_device_finds(office):
    counts = office.run()
    held = warnings_on(office.rep)
    assert {(*key, row["severity"]) for key, row in held.items()} == FOUND
    assert (counts.found, counts.raised, counts.changed) == (len(FOUND), len(FOUND), 0)
    debt = held[DEBTOR, "W1"]
    assert (debt["value"], debt["threshold"], debt["origin"]) == (11_500, 10_000, "server")
    assert (debt["owner_id"], debt["raised_on"]) == (office.users["li"], "2026-11-23")


def test_a_run_on_unchanged_data_changes_nothing(office):
    office.run()
    again = office.run()
    assert (again.raised, again.changed) == (0, 0)


def test_every_role_receives_what_it_watches(office):
    office.run()
    rules = {
        login: {rule for _, rule in warnings_on(office.enrol(login))} for login in ("gu", "fu")
    }
    assert rules == {"gu": {"W1", "W6"}, "fu": {"W9"}}


def test_what_a_device_found_and_acted_on_meanwhile_becomes_the_same_warning(office):
    record_id = warning_id(DEBTOR, Rule.ARREARS)
    own = created(
        "warning", record_id, account_id=DEBTOR, rule="W1", state="new", origin="device",
        severity="warning", value=1, raised_on="2026-11-23", evidence="{}",
    )  # fmt: skip
    step = edited("warning", record_id, 0, state=("new", "acknowledged"))
    office.run()
    assert [result.outcome for result in office.rep.push(own, step)] == ["merged", "merged"]
    row = warnings_on(office.rep)[DEBTOR, "W1"]
    assert (row["state"], row["value"], row["origin"]) == ("acknowledged", 11_500, "server")
    assert not office.rep.ids("conflict")


def test_a_device_comes_first_and_the_server_takes_its_warning_over(office):
    record_id = warning_id(DEBTOR, Rule.ARREARS)
    own = created(
        "warning", record_id, account_id=DEBTOR, rule="W1", state="new", origin="device",
        severity="warning", value=1, raised_on="2026-11-23", evidence="{}",
    )  # fmt: skip
    assert office.rep.push(own)[0].outcome == "applied"
    counts = office.run()
    assert (counts.raised, counts.changed) == (len(FOUND) - 1, 1)
    assert warnings_on(office.rep)[DEBTOR, "W1"]["value"] == 11_500


def test_a_device_makes_no_warning_beside_the_one_that_there_can_be(office):
    fields = {"account_id": DEBTOR, "rule": "W1", "state": "new", "origin": "device"}
    beside = created("warning", None, **fields, raised_on="2026-11-23")
    assert office.rep.push(beside)[0].code == "record.id"
    office.run()
    (wrong,) = office.rep.push(
        created("warning", warning_id(DEBTOR, Rule.ARREARS), **{**fields, "account_id": LOST},
                raised_on="2026-11-23")
    )  # fmt: skip
    assert wrong.code == "record.exists"


def test_nobody_rewrites_or_deletes_what_was_found(office):
    office.run()
    office.rep.pull()
    record_id = warning_id(DEBTOR, Rule.ARREARS)
    lower = edited("warning", record_id, 1, severity=("warning", "notice"))
    assert office.rep.push(lower)[0].code == "warning.fixed"
    blank = edited("warning", record_id, 1, state=("new", "resolved"))
    assert office.rep.push(blank)[0].code == "warning.blank"


def test_an_alarm_that_nobody_acknowledged_goes_up_to_the_head_and_then_to_the_top(office):
    office.run()
    told = []
    for _ in range(3):
        office.clock.pass_days(3)
        office.run()
        told.append(office.read(LATE, Rule.PROGRESS).body.get("escalated_to"))
    assert told == [office.users["he"], office.users["qi"], office.users["qi"]]
    assert office.read(DEBTOR, Rule.ARREARS).body.get("escalated_to") is None


def test_what_the_rep_took_in_work_is_not_escalated(office):
    office.run()
    office.rep.pull()
    step = edited("warning", warning_id(LATE, Rule.PROGRESS), 1, state=("new", "acknowledged"))
    assert office.rep.push(step)[0].outcome == "applied"
    office.clock.pass_days(4)
    office.run()
    assert office.read(LATE, Rule.PROGRESS).body.get("escalated_to") is None


def test_a_condition_that_is_gone_is_said_and_its_return_opens_the_warning_again(office):
    office.run()
    office.rep.pull()
    closing = {"state": ("new", "resolved"), "cause": (None, "付清")}
    office.rep.push(edited("warning", warning_id(DEBTOR, Rule.ARREARS), 1, **closing))
    assert office.run().changed == 0
    limit = {"account_id": DEBTOR, "amount_minor": 90_000, "state": "active"}
    office.server.add_record("credit_limit", {**limit, "valid_from_on": "2026-11-01"})
    office.run()
    assert "cleared_on" in json.loads(office.read(DEBTOR, Rule.ARREARS).body["evidence"])
    office.server.add_record(
        "credit_limit", {**limit, "amount_minor": 9_000, "valid_from_on": "2026-11-20"}
    )
    office.run()
    body = office.read(DEBTOR, Rule.ARREARS).body
    assert (body["state"], body["threshold"], body.get("cause")) == ("new", 9_000, None)


def test_the_companys_receivables_beyond_the_line_are_told_at_every_debtor_and_end_by_themselves(
    office,
):
    policy = {"name": "赊销政策", "version": "1", "assets_minor": 50_000}
    office.server.add_record("credit_policy", {**policy, "valid_from_on": "2026-10-01"})
    office.run()
    told = {key for key in warnings_on(office.rep) if key[1] == "W7"}
    assert told == {(DEBTOR, "W7"), (SOUND, "W7")}
    body = office.read(SOUND, Rule.RECEIVABLES).body
    assert (body["value"], body["threshold"], body["severity"]) == (2_440, 2_000, "warning")
    office.server.add_record(
        "credit_policy", {**policy, "assets_minor": 90_000, "valid_from_on": "2026-11-01"}
    )
    office.run()
    assert office.read(SOUND, Rule.RECEIVABLES).body["state"] == "resolved"


def test_a_setting_of_the_company_holds_on_the_server_too(office):
    office.server.add_record(
        "setting", {"name": "warnings.far", "value": '{"A": 0.1, "default": 9}'}
    )
    office.run()
    assert office.read(DEBTOR, Rule.ARREARS).body["severity"] == "alarm"
    assert office.read(BARE, Rule.PAPERS).body["severity"] == "warning"
