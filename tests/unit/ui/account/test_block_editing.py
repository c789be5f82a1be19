"""A block of the file: only real edits are written, and typing is never thrown away."""

from __future__ import annotations

import pytest

from app.commands.accounts.editing import edit_account
from tests.support.account_forms import AccountDesk
from tests.support.account_records import ACCOUNT, OTHER, fill_account
from tests.support.devices import make_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield AccountDesk(workspace)
    workspace.store.close()


def tags(desk):
    return [tag.words for tag in desk.view.page.head.tags]


def test_only_what_was_edited_is_written(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed |= {"direction": "转向社区团购"}
    desk.page.blocks.save()
    assert desk.fields()["direction"] == "转向社区团购"
    assert desk.operations() == 1
    assert desk.view.form is None
    desk.hear()
    assert "Not sent yet" in tags(desk)


def test_undo_writes_the_old_value_back(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed |= {"direction": "转向社区团购", "features": "账目清楚"}
    desk.page.blocks.save()
    desk.places.undo()
    assert desk.fields()["direction"] == "转向餐饮渠道"
    assert desk.fields()["features"] is None


def test_saving_without_an_edit_writes_nothing(desk):
    desk.page.blocks.edit("A")
    desk.view.form.typed["phone"] = "139 0512 0001"
    desk.page.blocks.save()
    assert desk.operations() == 0
    assert desk.view.form is None


def test_escape_restores_what_was_there(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed["direction"] = "x"
    desk.page.blocks.cancel()
    assert desk.view.form is None
    assert desk.fields()["direction"] == "转向餐饮渠道"


def test_a_short_code_warns_beside_its_field_and_is_saved_all_the_same(desk):
    desk.page.blocks.edit("A")
    desk.page.blocks.check("uscc", "91320507MA1X")
    assert desk.view.form.notes["uscc"].level == "warning"
    desk.view.form.typed["uscc"] = "91320507MA1X"
    desk.page.blocks.save()
    assert desk.fields()["uscc"] == "91320507MA1X"


def test_a_blank_name_is_refused_beside_its_field(desk):
    desk.page.blocks.edit("A")
    form = desk.view.form
    form.typed["name"] = None
    desk.page.blocks.save()
    assert desk.view.form is form
    assert form.notes["name"].level == "error"
    assert form.focused == 1
    assert desk.operations() == 0


def test_a_refused_step_of_the_life_cycle_is_told_beside_the_status(desk):
    desk.page.blocks.edit("S")
    form = desk.view.form
    form.typed["status"] = "prospect"
    desk.page.blocks.save()
    assert form.notes["status"].level == "error"
    form.typed["status"] = "loyal"
    desk.page.blocks.save()
    assert desk.fields()["status"] == "loyal"


def test_a_field_that_cannot_be_read_keeps_the_form_open(desk):
    desk.page.blocks.edit("A")
    desk.view.form.is_readable = False
    desk.page.blocks.save()
    assert desk.view.form is not None
    assert desk.operations() == 0


def test_fields_of_the_office_are_read_only_with_a_reason(desk):
    desk.page.blocks.edit("S")
    asked = {field.name: field for field in desk.view.form.form.fields}
    assert asked["credit_limit_minor"].reason
    assert asked["owner_id"].words == "周岚"
    assert not asked["segment"].reason
    assert "blacklisted" not in asked


def test_a_form_with_unsaved_work_is_not_replaced_by_another(desk):
    desk.page.blocks.edit("B")
    form = desk.view.form
    form.typed["direction"] = "x"
    desk.page.blocks.edit("C")
    assert desk.view.form is form
    form.typed["direction"] = "转向餐饮渠道"
    desk.page.blocks.edit("C")
    assert desk.view.form.form.key == "C"


def test_an_edit_from_elsewhere_does_not_throw_the_typing_away(desk):
    desk.page.blocks.edit("B")
    form = desk.view.form
    form.typed["direction"] = "转向社区团购"
    changes = edit_account(desk.workspace, ACCOUNT, {"direction": "转向直播", "features": "新"})
    desk.page.on_changed(changes)
    assert desk.view.form is form
    assert form.typed["direction"] == "转向社区团购"
    assert desk.view.elsewhere
    desk.page.blocks.show_changes()
    assert form.typed["features"] == "新"
    assert "转向直播" in form.notes["direction"].words
    desk.page.blocks.save()
    assert desk.fields()["direction"] == "转向社区团购"
    assert desk.fields()["features"] == "新"


def test_an_untouched_field_is_never_written_over(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed["direction"] = "转向社区团购"
    desk.page.on_changed(edit_account(desk.workspace, ACCOUNT, {"features": "新"}))
    desk.page.blocks.save()
    assert desk.fields()["features"] == "新"


def test_a_refresh_without_a_change_says_nothing(desk):
    desk.page.blocks.edit("B")
    desk.page.load()
    assert desk.view.elsewhere == ""


def test_still_right_takes_one_tap_and_can_be_taken_back(desk):
    desk.page.blocks.confirm("B")
    desk.hear()
    assert not desk.block("B").stale
    desk.places.undo()
    assert desk.fields()["block_b_confirmed_on"] == "2026-07-03"


def test_a_superior_dealer_is_found_by_name_and_never_the_account_itself(desk):
    desk.page.blocks.edit("S")
    desk.page.blocks.look_up("parent_id", "百禾")
    assert desk.view.form.offered["parent_id"] == []
    desk.page.blocks.look_up("parent_id", "恒达")
    assert desk.view.form.offered["parent_id"] == [(OTHER, "恒达贸易商行")]
