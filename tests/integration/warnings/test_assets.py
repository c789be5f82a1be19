"""Finance enters the assets, the management approves, the line of the receivables follows."""

from __future__ import annotations

import pytest

from app.commands.credit.decisions import decide
from app.commands.records.saving import create_record
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.warnings.identity import warning_id
from app.domain.warnings.rules import Rule
from app.queries.status import read_status
from server.services.warnings.run import run_warnings
from server.store.records import find_record
from tests.support.device import BareDevice, created, fresh_id
from tests.support.devices import Clock
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled
from tests.support.warning_world import SOUND, fill_server

POLICY = {"name": "赊销政策", "version": "1", "valid_from_on": "2026-01-01"}


@pytest.fixture
def office(tmp_path):
    with make_server(tmp_path, clock=Clock()) as server:
        sector = server.add_sector("云浦二区")
        owner = server.add_user("anna", PASSWORD, ("rep",), sector)
        server.add_user("gu", PASSWORD, ("finance",), sector)
        server.add_user("boss", PASSWORD, ("group_management",), sector)
        fill_server(server, owner, sector)
        yield server


def on_device(office, tmp_path, login):
    device = enrolled(office, tmp_path / login, login)
    device.sync()
    return device


def line_at(office):
    run_warnings(office.database, ORG, office.clock)
    with office.database.reading() as work:
        record = find_record(work, ORG, ("warning", warning_id(SOUND, Rule.RECEIVABLES)))
    return record and (record.body["state"], record.body["threshold"])


def test_finance_enters_the_assets_on_a_device_and_the_line_follows(office, tmp_path):
    gu = on_device(office, tmp_path, "gu")
    assert line_at(office) is None
    boss = on_device(office, tmp_path, "boss")

    def propose(version, assets_minor, from_on):
        fields = {**POLICY, "version": version, "valid_from_on": from_on}
        fields |= {"assets_minor": assets_minor, "cap_basis_points": 2_000}
        policy_id, _ = create_record(gu.workspace, "credit_policy", fields)
        gu.sync()
        boss.sync()
        return policy_id

    def approve(policy_id):
        decide(boss.workspace, "credit_policy", policy_id, is_approved=True)
        boss.sync()

    scarce = propose("1", 50_000, "2026-01-01")
    assert line_at(office) is None
    approve(scarce)
    assert line_at(office) == ("new", 2_000)
    ample = propose("2", 90_000, "2026-01-02")
    assert line_at(office) == ("new", 2_000)
    approve(ample)
    assert line_at(office) == ("resolved", 2_000)
    assert read_status(gu.workspace).refused == read_status(boss.workspace).refused == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"assets_minor": 0}, "credit_policy.assets"),
        ({"cap_basis_points": 10_001}, "credit_policy.share"),
    ],
)
def test_assets_that_make_no_sense_are_refused(office, tmp_path, fields, code):
    gu = on_device(office, tmp_path, "gu")
    with pytest.raises(ValidationError) as refused:
        create_record(gu.workspace, "credit_policy", {**POLICY, **fields})
    assert (refused.value.code, refused.value.params["field"]) == (code, next(iter(fields)))
    bare = BareDevice(office.client(), "gu", PASSWORD).enrol()
    (result,) = bare.push(
        created(
            "credit_policy",
            fresh_id(),
            **POLICY,
            **fields,
            state="proposed",
            proposed_by=bare.user_id,
        )
    )
    assert (result.outcome, result.code) == ("refused", code)


def test_a_rep_enters_no_assets(office, tmp_path):
    anna = on_device(office, tmp_path, "anna")
    with pytest.raises(NotAllowedError):
        create_record(anna.workspace, "credit_policy", {**POLICY, "assets_minor": 1})
