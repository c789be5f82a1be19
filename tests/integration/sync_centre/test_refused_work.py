"""Refused work waits for its author: repaired, resent or given up, and never dropped silently."""

import pytest

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import seal_file
from app.commands.sync.centre import give_up_refused, resend_refused, write_export
from app.domain.errors import NotFoundError, ValidationError
from app.queries.sync.centre import REFUSED, WITHDRAWN, read_sync_centre
from app.store.held.blobs import Blobs

pytestmark = pytest.mark.usefixtures("unjudged")


def new_account(one, **fields):
    return one.create("account", name="百禾粮油", type="dealer", status="active", **fields)


def refused(one):
    return read_sync_centre(one.workspace, "needs").refused


def only_refused(one):
    (found,) = refused(one)
    return found


def waiting(one):
    return read_sync_centre(one.workspace, "waiting").units


@pytest.fixture
def barred(device):
    """A rep whose new account was refused, because it set a field of the office."""
    desk = device("anna")
    account = new_account(desk, credit_limit_minor=99)
    desk.sync()
    return desk, account


def test_a_refused_creation_stays_visible_with_its_reason(barred):
    desk, account = barred
    assert desk.read("account", account)["name"] == "百禾粮油"
    unit = only_refused(desk).unit
    assert unit.refusal.code == "field.server"
    assert unit.refusal.params["field"] == "credit_limit_minor"
    assert unit.operations[0].values["credit_limit_minor"] == 99


def test_a_refused_creation_is_accepted_once_it_was_repaired_and_resent(barred, device):
    desk, account = barred
    desk.edit("account", account, credit_limit_minor=None, phone="1390000")
    desk.sync()  # the repair alone is refused too: the server never accepted the account
    found = only_refused(desk)
    assert len(found.later) == 1
    resend_refused(desk.workspace, found.unit.device_seq)
    desk.sync()
    other = device("anna")
    assert other.read("account", account)["phone"] == "1390000"
    assert desk.read("account", account) == other.read("account", account)
    assert refused(desk) == ()


def test_a_repair_that_was_not_sent_yet_goes_with_what_is_resent(barred, device):
    desk, account = barred
    desk.edit("account", account, credit_limit_minor=None)
    resend_refused(desk.workspace, only_refused(desk).unit.device_seq)
    desk.sync()
    assert device("anna").read("account", account)["name"] == "百禾粮油"
    left = only_refused(desk)  # the repair itself came before the account existed
    resend_refused(desk.workspace, left.unit.device_seq)
    assert waiting(desk) == ()
    assert refused(desk) == ()
    assert desk.read("account", account)["credit_limit_minor"] is None


def test_work_under_a_refused_account_is_resent_with_it(barred, device):
    desk, account = barred
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    desk.edit("contact", contact, post="老板")
    desk.edit("account", account, credit_limit_minor=None)
    desk.sync()
    resend_refused(desk.workspace, only_refused(desk).unit.device_seq)
    desk.sync()
    other = device("anna")
    assert other.read("account", account)
    assert other.read("contact", contact)["post"] == "老板"
    assert refused(desk) == ()


def test_a_record_that_was_deleted_meanwhile_is_not_resent(barred):
    desk, account = barred
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    desk.delete("contact", contact)
    desk.edit("account", account, credit_limit_minor=None)
    desk.sync()
    resend_refused(desk.workspace, only_refused(desk).unit.device_seq)
    desk.sync()
    assert desk.read("contact", contact) is None
    assert desk.read("account", account)["number"]


def test_what_is_resent_has_new_ids_and_the_old_operations_are_withdrawn(barred):
    desk, account = barred
    old = only_refused(desk).unit
    resend_refused(desk.workspace, old.device_seq)
    (new,) = waiting(desk)
    assert new.operations[0].op_id != old.operations[0].op_id
    assert new.operations[0].record_id == account
    done = {unit.device_seq: unit for unit in read_sync_centre(desk.workspace, "done").units}
    assert done[old.device_seq].state == WITHDRAWN
    assert done[old.device_seq].operations == old.operations
    assert done[old.device_seq].refusal.code == "field.server"


def test_a_refused_edit_is_applied_to_the_record_as_it_is_now(device):
    desk, laptop = device("anna"), device("anna")
    account = new_account(desk)
    desk.sync()
    laptop.sync()
    with desk.workspace.store.unit_of_work() as work:
        work.edit("account", account, {"phone": "mine", "frozen": 1}, desk.workspace.author)
        work.commit(desk.workspace.author)
    desk.sync()
    laptop.edit("account", account, address="新地址")
    laptop.sync()
    desk.sync()
    assert desk.read("account", account)["phone"] is None
    resend_refused(desk.workspace, only_refused(desk).unit.device_seq)
    assert desk.read("account", account)["phone"] == "mine"
    assert desk.read("account", account)["address"] == "新地址"
    (unit,) = waiting(desk)
    assert unit.operations[0].base_revision == 2


def test_an_edit_of_a_record_that_is_gone_cannot_be_resent_and_stays(device):
    desk = device("anna")
    account = new_account(desk)
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    laptop = device("anna")
    laptop.delete("contact", contact)
    laptop.sync()
    desk.edit("contact", contact, post="老板")
    desk.sync()
    found = only_refused(desk).unit
    with pytest.raises(NotFoundError):
        resend_refused(desk.workspace, found.device_seq)
    assert only_refused(desk).unit == found


def test_a_creation_that_is_given_up_disappears_with_what_stands_on_it(barred):
    desk, account = barred
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    unit = only_refused(desk).unit
    changes = give_up_refused(desk.workspace, unit.device_seq)
    assert changes.touches_record("account", account)
    assert desk.read("account", account) is None
    assert desk.read("contact", contact) is None
    assert refused(desk) == ()
    done = read_sync_centre(desk.workspace, "done").units
    assert [one.state for one in done] == [WITHDRAWN, WITHDRAWN]
    assert desk.everything("account_card") == {}
    desk.sync()
    assert desk.journal_states() == [WITHDRAWN, WITHDRAWN]


def test_the_photos_of_work_that_is_given_up_go_with_it(barred):
    desk, account = barred
    photo = seal_file(desk.workspace, ChosenFile(b"\xff\xd8\xff1", "image/jpeg", "shelf.jpg"))
    desk.create(
        "attachment",
        account_id=account,
        subject_entity="account",
        subject_id=account,
        sha256=photo.sha256,
        size_bytes=photo.size_bytes,
    )
    desk.sync()
    give_up_refused(desk.workspace, only_refused(desk).unit.device_seq)
    with desk.workspace.store.snapshot() as look:
        assert Blobs(look.connection).all_digests() == frozenset()


def test_giving_up_a_refused_edit_leaves_the_record(device):
    desk = device("anna")
    account = new_account(desk)
    desk.sync()
    desk.edit("account", account, credit_limit_minor=99)
    desk.sync()
    give_up_refused(desk.workspace, only_refused(desk).unit.device_seq)
    assert desk.read("account", account)["name"] == "百禾粮油"
    assert refused(desk) == ()


def test_only_refused_work_can_be_resent_or_given_up(device):
    desk = device("anna")
    new_account(desk)
    desk.sync()
    for command in (resend_refused, give_up_refused):
        for number in (1, 99):
            with pytest.raises(ValidationError) as wrong:
                command(desk.workspace, number)
            assert wrong.value.code == "sync.not_refused"


def test_nothing_refused_is_dropped_by_further_rounds(barred):
    desk, _account = barred
    before = only_refused(desk)
    for _round in range(3):
        new_account(desk)
        desk.sync()
    assert only_refused(desk) == before
    assert before.unit.state == REFUSED


def test_an_export_is_written_whole_or_refused_in_words(tmp_path):
    write_export(tmp_path / "refused.txt", "账期 45 天")
    assert (tmp_path / "refused.txt").read_text("utf-8") == "账期 45 天"
    with pytest.raises(ValidationError) as refusal:
        write_export(tmp_path / "absent" / "refused.txt", "x")
    assert refusal.value.code == "export.unwritable"
