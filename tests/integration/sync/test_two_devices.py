"""Two devices, one server, real stores: work done apart meets, and everybody agrees."""

import httpx
import pytest

from app.domain.schema import ENTITIES
from sync.errors import OfflineError, WrongServerError
from tests.support.crew import crew_server
from tests.support.synced_device import enrolled


@pytest.fixture
def server(tmp_path):
    with crew_server(tmp_path) as running:
        yield running


@pytest.fixture
def device(server, tmp_path):
    made = []

    def make(login, name=""):
        one = enrolled(server, tmp_path / f"{login}{name}{len(made)}", login)
        made.append(one)
        one.sync()
        return one

    yield make
    for one in made:
        one.workspace.store.close()


def new_account(one, **fields):
    return one.create("account", name="百禾粮油", type="dealer", status="active", **fields)


def assert_same(one, other):
    for entity in ENTITIES:
        assert one.everything(entity) == other.everything(entity), entity


def test_what_one_device_saves_the_other_has_after_both_synced(device):
    desk, laptop = device("anna", "desk"), device("anna", "laptop")
    account = new_account(desk, phone="13900000001")
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    laptop.sync()
    assert laptop.read("account", account)["name"] == "百禾粮油"
    assert laptop.read("contact", contact)["name"] == "林秀珍"


def test_the_server_gives_a_new_account_its_number_and_its_owner(device):
    desk = device("anna")
    account = new_account(desk)
    desk.sync()
    fields = desk.read("account", account)
    assert fields["owner_id"] == desk.workspace.user_id
    assert fields["number"]


def test_edits_of_different_fields_are_both_kept(device):
    desk, laptop = device("anna"), device("anna")
    account = new_account(desk)
    desk.sync()
    laptop.sync()
    desk.edit("account", account, phone="1")
    laptop.edit("account", account, address="东仓路 12 号")
    for one in (desk, laptop, desk):
        one.sync()
    assert desk.read("account", account)["phone"] == "1"
    assert desk.read("account", account)["address"] == "东仓路 12 号"
    assert_same(desk, laptop)


def test_two_values_for_one_field_leave_a_conflict_that_both_can_see(device):
    desk, laptop = device("anna"), device("anna")
    account = new_account(desk, phone="0")
    desk.sync()
    laptop.sync()
    desk.edit("account", account, phone="desk")
    laptop.edit("account", account, phone="laptop")
    for one in (desk, laptop, desk):
        one.sync()
    assert desk.read("account", account)["phone"] == "laptop"
    assert_same(desk, laptop)
    conflicts = desk.everything("conflict")
    assert len(conflicts) == 1
    fields = desk.read("conflict", next(iter(conflicts)))
    assert (fields["subject_id"], fields["field"], fields["state"]) == (account, "phone", "open")
    assert '"desk"' in fields["lost"]
    assert '"laptop"' in fields["kept"]


def test_several_edits_of_one_device_are_no_conflict_with_themselves(device):
    desk = device("anna")
    account = new_account(desk)
    desk.sync()
    for phone in ("1", "2", "3"):
        desk.edit("account", account, phone=phone)
        if phone == "2":
            desk.network.offline = True
            with pytest.raises(OfflineError):
                desk.sync()
            desk.network.offline = False
    desk.sync()
    desk.edit("account", account, phone="4")
    desk.sync()
    assert desk.read("account", account)["phone"] == "4"
    assert desk.everything("conflict") == {}


def test_unsent_work_stays_on_top_of_what_arrives(device):
    desk, laptop = device("anna"), device("anna")
    account = new_account(desk)
    desk.sync()
    laptop.sync()
    laptop.edit("account", account, address="新地址")
    laptop.sync()
    desk.edit("account", account, phone="mine")
    desk.sync()
    assert desk.read("account", account)["phone"] == "mine"
    assert desk.read("account", account)["address"] == "新地址"


def test_offline_work_waits_and_nothing_of_it_is_lost(device):
    desk = device("anna")
    desk.network.offline = True
    account = new_account(desk)
    with pytest.raises(OfflineError):
        desk.sync()
    assert desk.journal_states() == ["waiting"]
    desk.network.offline = False
    report = desk.sync()
    assert report.groups_sent == 1
    assert desk.journal_states() == ["acknowledged"]
    assert desk.read("account", account)


def test_a_quiet_sync_and_a_one_record_sync_cost_one_request(device):
    desk = device("anna")
    assert desk.sync().requests == 1
    new_account(desk)
    assert desk.sync().requests == 1


def test_a_deleted_contact_is_gone_everywhere(device):
    desk, laptop = device("anna"), device("anna")
    account = new_account(desk)
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    laptop.sync()
    laptop.delete("contact", contact)
    laptop.sync()
    desk.sync()
    assert desk.read("contact", contact) is None
    assert_same(desk, laptop)


@pytest.mark.usefixtures("unjudged")
def test_a_refused_edit_is_taken_off_the_record_and_kept_with_its_reason(device):
    desk = device("anna")
    account = new_account(desk)
    desk.sync()
    desk.edit("account", account, credit_limit_minor=99)
    new_contact = desk.create("contact", account_id=account, name="其他工作")
    report = desk.sync()
    assert report.operations_refused == 1
    assert desk.read("account", account)["credit_limit_minor"] is None
    assert desk.journal_states() == ["acknowledged", "refused", "acknowledged"]
    assert desk.read("contact", new_contact)


def test_a_rep_never_receives_the_accounts_of_another(device):
    anna, ben = device("anna"), device("ben")
    account = new_account(anna)
    anna.create("contact", account_id=account, name="林秀珍")
    anna.sync()
    ben.sync()
    assert ben.everything("account") == {}
    assert ben.everything("contact") == {}


def test_the_office_receives_what_its_reps_did(device):
    anna, head = device("anna"), device("head")
    account = new_account(anna)
    anna.create(
        "visit_log",
        account_id=account,
        author_id=anna.workspace.user_id,
        started_at=anna.workspace.now_milliseconds(),
        way="visit",
        content="订 46 箱",
    )
    anna.sync()
    head.sync()
    assert head.read("account", account)["name"] == "百禾粮油"
    assert [row for row in head.everything("visit_log").values() if "订 46 箱" in row]


def test_another_server_behind_the_same_address_is_refused_and_changes_nothing(
    device,
):
    desk = device("anna")
    account = new_account(desk)
    with desk.workspace.store.unit_of_work() as work:
        work.facts.write("server_id", "somebody else")
        work.commit()
    with pytest.raises(WrongServerError):
        desk.sync()
    assert desk.read("account", account)
    assert desk.journal_states() == ["waiting"]


def test_a_lost_answer_is_repeated_without_doubling_anything(device):
    desk, laptop = device("anna"), device("anna")
    account = new_account(desk)
    carry = desk.network.handle_request

    def lose(request):
        carry(request)
        desk.network.handle_request = carry
        raise httpx.ReadTimeout("lost", request=request)

    desk.network.handle_request = lose
    with pytest.raises(OfflineError):
        desk.sync()
    assert desk.journal_states() == ["waiting"]
    desk.sync()
    laptop.sync()
    assert desk.journal_states() == ["acknowledged"]
    assert list(laptop.everything("account")) == [account]
    assert_same(desk, laptop)
