"""Commands on accounts and people keep the rules of the file, and can be taken back."""

from __future__ import annotations

import pytest

from app.commands.accounts.editing import (
    confirm_blocks,
    create_account,
    create_contact,
    edit_account,
    edit_contact,
    restore_account,
)
from app.domain.errors import ValidationError
from tests.support.account_records import ACCOUNT, fill_account, key
from tests.support.devices import make_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


def fields_of(desk, entity, record_id):
    with desk.store.snapshot() as look:
        return look.records.read(entity, record_id).fields


def waiting(desk):
    with desk.store.snapshot() as look:
        rows = look.connection.exec_driver_sql("SELECT count(*) FROM journal_operation")
        return rows.scalar_one()


def test_a_number_is_stored_in_compact_form(desk):
    edit_account(desk, ACCOUNT, {"phone": "139 0512 0009"})
    assert fields_of(desk, "account", ACCOUNT)["phone"] == "13905120009"


def test_a_code_that_cannot_be_right_is_stored_as_typed(desk):
    edit_account(desk, ACCOUNT, {"uscc": "91320507 MA1"})
    assert fields_of(desk, "account", ACCOUNT)["uscc"] == "91320507 MA1"


def test_a_name_without_letters_is_refused_and_nothing_written(desk):
    with pytest.raises(ValidationError, match=r"account\.name\.blank"):
        edit_account(desk, ACCOUNT, {"name": "……", "remark": "x"})
    assert fields_of(desk, "account", ACCOUNT)["remark"] is None
    assert waiting(desk) == 0


def test_dealings_that_begin_tomorrow_are_refused(desk):
    with pytest.raises(ValidationError, match=r"account\.date\.future"):
        edit_account(desk, ACCOUNT, {"dealings_since_on": "2026-11-24"})


def test_a_step_that_the_life_cycle_lacks_is_refused(desk):
    with pytest.raises(ValidationError, match=r"account\.status\.step"):
        edit_account(desk, ACCOUNT, {"status": "prospect"})
    edit_account(desk, ACCOUNT, {"status": "loyal"})
    assert fields_of(desk, "account", ACCOUNT)["status"] == "loyal"


def test_taking_back_is_no_step_of_the_life_cycle(desk):
    account_id, _ = create_account(desk, {"name": "河东小店", "type": "retailer"})
    edit_account(desk, account_id, {"status": "active"})
    restore_account(desk, account_id, {"status": "prospect"})
    assert fields_of(desk, "account", account_id)["status"] == "prospect"


def test_a_new_account_needs_a_name(desk):
    with pytest.raises(ValidationError, match=r"account\.name\.blank"):
        create_account(desk, {"type": "retailer"})


def test_a_confirmation_carries_today(desk):
    confirm_blocks(desk, ACCOUNT, ["B"])
    assert fields_of(desk, "account", ACCOUNT)["block_b_confirmed_on"] == "2026-11-23"


def test_a_contacts_mobile_is_stored_in_compact_form(desk):
    contact_id, _ = create_contact(desk, ACCOUNT, {"name": "周七", "mobile": "138-1111 2222"})
    assert fields_of(desk, "contact", contact_id)["mobile"] == "13811112222"
    edit_contact(desk, key(11), {"mobile": "138 3333 4444"})
    assert fields_of(desk, "contact", key(11))["mobile"] == "13833334444"
