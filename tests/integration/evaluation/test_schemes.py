"""A scheme is drafted on a device, approved on another's, and evaluations use it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands.evaluation.schemes import SchemeOrigin, move_scheme, save_scheme
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.evaluation.drafts import DraftCriterion, SchemeDraft
from app.queries.evaluation.evaluating import read_evaluations
from app.queries.evaluation.schemes import read_scheme_page
from app.queries.status import read_status
from tests.support.devices import Clock
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled

DRAFT = SchemeDraft(
    name="经销商",
    version="2",
    valid_from_on="2026-01-01",
    criteria=(
        DraftCriterion("积极性", "40", ("态度", "行动")),
        DraftCriterion("信誉", "60", ("按时付款 #",)),
    ),
    gate=1,
)


@pytest.fixture
def office(tmp_path):
    with make_server(tmp_path, clock=Clock()) as server:
        sector = server.add_sector("云浦二区")
        rep = server.add_user("anna", PASSWORD, ("rep",), sector)
        for login in ("mei", "lan"):
            server.add_user(login, PASSWORD, ("group_marketing",), sector)
        values = {"name": "华信", "type": "dealer", "status": "active"}
        server.account = server.add_record(
            "account", {**values, "owner_id": rep, "sector_id": sector}
        )
        yield server


def on_device(office, tmp_path, login):
    device = enrolled(office, tmp_path / login, login)
    device.sync()
    return device


def entry(device):
    return read_scheme_page(device.workspace).entries[0]


def test_what_one_drafts_another_approves_and_the_sheet_uses(office, tmp_path):
    mei, lan, anna = (on_device(office, tmp_path, login) for login in ("mei", "lan", "anna"))
    scheme_id, _ = save_scheme(mei.workspace, DRAFT, SchemeOrigin())
    assert (entry(mei).may_edit, entry(mei).steps) == (True, ("drop",))
    with pytest.raises(NotAllowedError):
        move_scheme(mei.workspace, scheme_id, "approve")
    mei.sync()
    lan.sync()
    assert "approve" in entry(lan).steps
    move_scheme(lan.workspace, scheme_id, "approve")
    lan.sync()
    for device in (mei, anna):
        device.sync()
        assert (entry(device).record.state, entry(device).record.approver) == ("approved", "Lan")
    assert not entry(mei).may_edit
    (choice,) = read_evaluations(anna.workspace, office.account).schemes
    assert (choice.id, choice.name) == (scheme_id, "经销商 2")
    assert [each.code for each in choice.book.scheme.criteria] == ["c1", "c2"]
    assert choice.book.measured == {"i3"}
    assert all(read_status(each.workspace).refused == 0 for each in (mei, lan, anna))


def test_a_draft_is_changed_until_it_is_approved_and_a_rep_writes_none(office, tmp_path):
    mei, anna = (on_device(office, tmp_path, login) for login in ("mei", "anna"))
    scheme_id, _ = save_scheme(mei.workspace, DRAFT, SchemeOrigin())
    save_scheme(mei.workspace, replace(DRAFT, version="3"), SchemeOrigin(scheme_id))
    assert entry(mei).record.version == "3"
    move_scheme(mei.workspace, scheme_id, "drop")
    assert (entry(mei).record.state, entry(mei).steps) == ("withdrawn", ())
    with pytest.raises(NotAllowedError):
        save_scheme(anna.workspace, DRAFT, SchemeOrigin())
    assert not read_scheme_page(anna.workspace).may_write


def test_a_draft_with_a_fault_is_not_kept(office, tmp_path):
    mei = on_device(office, tmp_path, "mei")
    with pytest.raises(ValidationError) as refused:
        save_scheme(mei.workspace, replace(DRAFT, criteria=DRAFT.criteria[:1]), SchemeOrigin())
    assert (refused.value.code, refused.value.params["field"]) == ("scheme.weights", "weights")
    assert read_scheme_page(mei.workspace).entries == ()
