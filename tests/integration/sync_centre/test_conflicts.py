"""A conflict is decided once, and every device agrees."""

import pytest

from app.commands.sync.conflicts import decide_conflicts, reopen_conflicts
from app.domain.errors import NotFoundError, ValidationError
from app.domain.schema import ENTITIES
from app.queries.sync.centre import read_sync_centre


def assert_same(one, other):
    for entity in ENTITIES:
        assert one.everything(entity) == other.everything(entity), entity


def sync_all(*devices):
    for one in (*devices, *devices):
        one.sync()


@pytest.fixture
def torn(device):
    """Two devices that wrote phone and address apart; the laptop came later, so it stands."""
    desk, laptop = device("anna"), device("anna")
    account = desk.create("account", name="百禾粮油", type="dealer", status="active", phone="0")
    sync_all(desk, laptop)
    desk.edit("account", account, phone="desk", address="东仓路")
    laptop.edit("account", account, phone="laptop", address="西仓路")
    sync_all(desk, laptop)
    return desk, laptop, account


def conflicts_by_field(one):
    found = read_sync_centre(one.workspace, "needs").conflicts
    return {line.field: line for record in found for line in record.lines}


def test_the_conflicts_of_one_record_stand_together_with_both_values(torn):
    desk, _laptop, account = torn
    (record,) = read_sync_centre(desk.workspace, "needs").conflicts
    assert (record.entity, record.record_id, record.is_here) == ("account", account, True)
    lines = {line.field: (line.base, line.kept, line.lost) for line in record.lines}
    assert lines == {"phone": ("0", "laptop", "desk"), "address": (None, "西仓路", "东仓路")}
    assert {line.lost_by for line in record.lines} == {desk.workspace.user_id}


def test_a_decided_conflict_is_settled_on_both_devices(torn):
    desk, laptop, account = torn
    lines = conflicts_by_field(desk)
    decide_conflicts(desk.workspace, {lines["phone"].id: "reversed", lines["address"].id: "kept"})
    sync_all(desk, laptop)
    for one in (desk, laptop):
        assert one.read("account", account)["phone"] == "desk"
        assert one.read("account", account)["address"] == "西仓路"
        states = {one.read("conflict", made)["state"] for made in one.everything("conflict")}
        assert states == {"kept", "reversed"}
        assert read_sync_centre(one.workspace, "needs").conflicts == ()
    assert_same(desk, laptop)


def test_all_decisions_are_one_unit_of_work(torn):
    desk, _laptop, _account = torn
    before = len(desk.everything("journal_group"))
    decide_conflicts(
        desk.workspace, {line.id: "reversed" for line in conflicts_by_field(desk).values()}
    )
    assert len(desk.everything("journal_group")) == before + 1


def test_a_decision_notes_who_made_it(torn):
    desk, _laptop, _account = torn
    line = conflicts_by_field(desk)["phone"]
    decide_conflicts(desk.workspace, {line.id: "kept"})
    fields = desk.read("conflict", line.id)
    assert fields["decided_by"] == desk.workspace.user_id
    assert fields["decided_at"] is not None


def test_a_decision_taken_back_opens_the_conflict_and_restores_the_value(torn):
    desk, laptop, account = torn
    line = conflicts_by_field(desk)["phone"]
    decide_conflicts(desk.workspace, {line.id: "reversed"})
    reopen_conflicts(desk.workspace, [line.id])
    sync_all(desk, laptop)
    for one in (desk, laptop):
        assert one.read("account", account)["phone"] == "laptop"
        assert one.read("conflict", line.id)["state"] == "open"
        assert one.read("conflict", line.id)["decided_by"] is None


def test_a_conflict_that_somebody_settled_is_not_settled_again(torn):
    desk, laptop, _account = torn
    line = conflicts_by_field(desk)["phone"]
    decide_conflicts(laptop.workspace, {line.id: "kept"})
    sync_all(laptop, desk)
    with pytest.raises(ValidationError) as refused:
        decide_conflicts(desk.workspace, {line.id: "reversed"})
    assert refused.value.code == "conflict.decided"


def test_an_unknown_decision_writes_nothing(torn):
    desk, _laptop, account = torn
    lines = conflicts_by_field(desk)
    with pytest.raises(ValidationError):
        decide_conflicts(desk.workspace, {lines["phone"].id: "reversed", lines["address"].id: "?"})
    assert desk.read("account", account)["phone"] == "laptop"
    assert desk.journal_states()[-1] == "acknowledged"


def test_a_deletion_that_lost_against_an_edit_can_be_carried_out(device):
    desk, laptop = device("anna"), device("anna")
    account = desk.create("account", name="百禾粮油", type="dealer", status="active")
    contact = desk.create("contact", account_id=account, name="林秀珍")
    sync_all(desk, laptop)
    desk.edit("contact", contact, post="老板")
    desk.sync()
    laptop.delete("contact", contact)
    sync_all(laptop, desk)
    assert desk.read("contact", contact)
    line = conflicts_by_field(laptop)["deleted"]
    decide_conflicts(laptop.workspace, {line.id: "reversed"})
    sync_all(laptop, desk)
    assert desk.read("contact", contact) is None
    assert_same(desk, laptop)


def test_an_edit_of_a_record_deleted_elsewhere_is_shown_and_can_only_be_let_go(device):
    desk, laptop = device("anna"), device("anna")
    account = desk.create("account", name="百禾粮油", type="dealer", status="active")
    contact = desk.create("contact", account_id=account, name="林秀珍")
    sync_all(desk, laptop)
    desk.delete("contact", contact)
    desk.sync()
    laptop.edit("contact", contact, post="老板")
    sync_all(laptop, desk)
    (record,) = read_sync_centre(laptop.workspace, "needs").conflicts
    assert not record.is_here
    with pytest.raises(NotFoundError):
        decide_conflicts(laptop.workspace, {record.lines[0].id: "reversed"})
    decide_conflicts(laptop.workspace, {record.lines[0].id: "kept"})
    sync_all(laptop, desk)
    assert read_sync_centre(desk.workspace, "needs").conflicts == ()
