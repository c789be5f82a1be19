"""The discount matrix set on a device is judged by the server and holds on every other device."""

import json

import pytest

from app.commands.contracts.discounts import put_discounts_back, set_discounts
from app.domain.contracts.checks.discounts import ALL_CLASSES, SETTING
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.policy_terms import Role
from app.queries.contracts.discounts import read_discount_page
from app.queries.status import read_status
from server.store.reference_reads import discount_settings
from tests.support.device import BareDevice, created, fresh_id
from tests.support.devices import Clock
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def office(tmp_path):
    with make_server(tmp_path, clock=Clock()) as server:
        sector = server.add_sector("云浦二区")
        server.add_user("anna", PASSWORD, ("rep",), sector)
        server.add_user("mei", PASSWORD, ("group_marketing",), sector)
        yield server


def on_device(office, tmp_path, login):
    device = enrolled(office, tmp_path / login, login)
    device.sync()
    return device


def percents(device):
    return {row.role.value: dict(row.percents) for row in read_discount_page(device.workspace).rows}


def at_server(office):
    with office.database.reading() as work:
        return [json.loads(value) for _name, value, _since in discount_settings(work, ORG)]


def test_what_is_set_on_a_device_holds_on_the_server_and_on_others(office, tmp_path):
    mei, anna = (on_device(office, tmp_path, login) for login in ("mei", "anna"))
    assert read_discount_page(mei.workspace).may_write
    assert not read_discount_page(anna.workspace).may_write
    set_discounts(mei.workspace, Role.SECTOR_HEAD, {ALL_CLASSES: "12", "A": "15"}, "旺季")
    earlier, _ = set_discounts(mei.workspace, Role.REP, {ALL_CLASSES: "2"})
    mei.sync()
    anna.sync()
    page = read_discount_page(anna.workspace)
    assert percents(anna)["sector_head"] == {ALL_CLASSES: "12", "A": "15"}
    assert percents(anna)["rep"] == {ALL_CLASSES: "2"}
    assert (page.changed_by, page.is_set) == ("Mei", True)
    assert at_server(office)[0]["rep"] == {ALL_CLASSES: "2"}
    put_discounts_back(mei.workspace, earlier)
    mei.sync()
    anna.sync()
    assert percents(anna)["rep"] == {ALL_CLASSES: "0"}
    assert percents(anna)["sector_head"] == {ALL_CLASSES: "12", "A": "15"}
    assert read_status(mei.workspace).refused == 0


def test_the_first_setting_taken_back_leaves_the_defaults(office, tmp_path):
    mei = on_device(office, tmp_path, "mei")
    before = percents(mei)
    assert before["finance"] == {ALL_CLASSES: "20"}
    earlier, _ = set_discounts(mei.workspace, Role.FINANCE, {ALL_CLASSES: "30"})
    put_discounts_back(mei.workspace, earlier)
    assert percents(mei) == before


@pytest.mark.parametrize(
    ("role", "typed", "refusal"),
    [
        (Role.REP, {ALL_CLASSES: " "}, ("setting.blank", ALL_CLASSES)),
        (Role.REP, {ALL_CLASSES: "1", "C": "200"}, ("setting.range", "C")),
        (Role.REP, {ALL_CLASSES: "1", "B": "11"}, ("discounts.order", "B")),
        (Role.FINANCE, {ALL_CLASSES: "9"}, ("discounts.order", ALL_CLASSES)),
    ],
)
def test_a_refusal_names_the_class_and_writes_nothing(office, tmp_path, role, typed, refusal):
    mei = on_device(office, tmp_path, "mei")
    with pytest.raises(ValidationError) as refused:
        set_discounts(mei.workspace, role, typed)
    assert (refused.value.code, refused.value.params["field"]) == refusal
    assert not read_discount_page(mei.workspace).is_set


def test_the_authority_of_the_management_is_not_set(office, tmp_path):
    mei = on_device(office, tmp_path, "mei")
    with pytest.raises(NotAllowedError) as refused:
        set_discounts(mei.workspace, Role.GROUP_MANAGEMENT, {ALL_CLASSES: "50"})
    assert refused.value.code == "discounts.fixed"


def test_a_rep_sets_none_neither_on_the_device_nor_past_it(office, tmp_path):
    anna = on_device(office, tmp_path, "anna")
    with pytest.raises(NotAllowedError):
        set_discounts(anna.workspace, Role.REP, {ALL_CLASSES: "5"})
    bare = BareDevice(office.client(), "anna", PASSWORD).enrol()
    values = {"name": SETTING, "value": '{"rep": "5"}', "changed_by": bare.user_id}
    (result,) = bare.push(created("setting", fresh_id(), **values))
    assert (result.outcome, result.code) == ("refused", "record.not_allowed")


def test_the_server_takes_no_matrix_in_which_a_superior_grants_less(office):
    bare = BareDevice(office.client(), "mei", PASSWORD).enrol()
    values = {"name": SETTING, "value": '{"rep": "11"}', "changed_by": bare.user_id}
    (result,) = bare.push(created("setting", fresh_id(), **values))
    assert (result.outcome, result.code) == ("refused", "discounts.order")
