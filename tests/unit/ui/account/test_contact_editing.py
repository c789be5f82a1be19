"""People of an account: added, edited, removed, and every step taken back."""

from __future__ import annotations

import pytest

from tests.support.account_forms import AccountDesk
from tests.support.account_records import fill_account, key
from tests.support.devices import make_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield AccountDesk(workspace)
    workspace.store.close()


def test_a_new_contact_is_added_and_taken_back(desk):
    desk.page.contacts.edit()
    desk.view.contact.typed |= {"name": "周七", "mobile": "138 1111 2222"}
    desk.page.contacts.save()
    desk.hear()
    assert [person.name for person in desk.view.page.contacts][-1] == "周七"
    desk.places.undo()
    desk.hear()
    assert len(desk.view.page.contacts) == 3


def test_a_contact_without_a_name_is_refused(desk):
    desk.page.contacts.edit()
    form = desk.view.contact
    form.typed["mobile"] = "13811112222"
    desk.page.contacts.save()
    assert form.notes["name"].level == "error"
    assert desk.view.contact is form


def test_a_contact_is_edited_and_the_edit_taken_back(desk):
    desk.page.contacts.edit(key(11))
    desk.view.contact.typed["post"] = "采购经理"
    desk.page.contacts.save()
    assert desk.fields("contact", key(11))["post"] == "采购经理"
    desk.places.undo()
    assert desk.fields("contact", key(11))["post"] == "采购"


def test_a_removed_contact_comes_back_with_everything(desk):
    desk.page.contacts.delete(key(12))
    assert desk.fields("contact", key(12)) is None
    desk.hear()
    desk.places.undo()
    desk.hear()
    back = next(person for person in desk.view.page.contacts if person.name == "林秀珍")
    assert desk.fields("contact", back.id)["roles"] == "owner\nsignatory"


def test_calling_copies_the_number_and_offers_to_dial(desk):
    desk.page.contacts.call(key(12))
    assert desk.view.copied == "13905120001"
    desk.places.undo()
    assert desk.view.copied == "tel:13905120001"
