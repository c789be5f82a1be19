"""Found on the device and by the server, a warning stands once on every screen."""

from __future__ import annotations

from app.commands.warnings.handling import WarningKey, acknowledge_warning, close_warning
from app.commands.warnings.run import DEVICE_FAMILIES, run_warning_rules
from app.domain.warnings.rules import Rule
from app.queries.status import read_status
from app.queries.warnings.listing import find_warnings, list_account_warnings, list_warnings
from server.services.warnings.run import run_warnings
from tests.support.devices import Clock
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled
from tests.support.warning_world import DEBTOR, FOUND, SHAKEN, fill_server


def judge(device):
    for family in DEVICE_FAMILIES:
        run_warning_rules(device.workspace, family)


def listed(device):
    listing = find_warnings(device.workspace)
    rows = list_warnings(device.workspace, listing, 0, len(listing))
    return {(row.account_id, row.rule): row for row in rows}


def test_what_was_acted_on_without_a_network_and_found_by_the_office_meanwhile_is_one(tmp_path):
    with make_server(tmp_path, clock=Clock()) as server:
        sector = server.add_sector("云浦二区")
        owner = server.add_user("anna", PASSWORD, ("rep",), sector)
        fill_server(server, owner, sector)
        device = enrolled(server, tmp_path / "device", "anna")
        device.sync()
        judge(device)
        local = listed(device)
        assert {(*key, row.severity) for key, row in local.items()} == FOUND
        assert all(row.is_local for row in local.values())

        acknowledge_warning(device.workspace, WarningKey(DEBTOR, Rule.ARREARS))
        close_warning(device.workspace, WarningKey(SHAKEN, Rule.INCIDENT), "已投保")
        run_warnings(server.database, ORG, server.clock)
        device.sync()
        device.sync()
        judge(device)

        status = read_status(device.workspace)
        assert (status.waiting, status.refused, status.conflicts) == (0, 0, 0)
        held = listed(device)
        assert held.keys() == local.keys() - {(SHAKEN, "W5")}
        assert not any(row.is_local for row in held.values())
        assert held[DEBTOR, "W1"].state == "acknowledged"
        assert list_account_warnings(device.workspace, SHAKEN) == []

        run_warnings(server.database, ORG, server.clock)
        device.sync()
        assert listed(device).keys() == held.keys()
