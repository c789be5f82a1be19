"""A threshold set on a device is judged by the server, and other devices follow."""

from __future__ import annotations

import pytest

from app.commands.warnings.thresholds import put_threshold_back, set_threshold
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.warnings.threshold_cards import ALL
from app.queries.status import read_status
from app.queries.warnings.thresholds import read_threshold_page
from server.services.warnings.setting import read_setting
from tests.support.device import BareDevice, created, fresh_id
from tests.support.devices import Clock
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled

NAME = "warnings.tolerance"


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


def row_of(device, name=NAME):
    page = read_threshold_page(device.workspace)
    return next(row for row in page.rows if row.card.name == name)


def levels_at(office):
    with office.database.reading() as work:
        return read_setting(work, ORG, office.clock()).levels


def test_a_threshold_set_on_a_device_holds_on_the_server_and_on_other_devices(office, tmp_path):
    mei, anna = (on_device(office, tmp_path, login) for login in ("mei", "anna"))
    assert read_threshold_page(mei.workspace).may_write
    assert not read_threshold_page(anna.workspace).may_write
    earlier, _ = set_threshold(mei.workspace, NAME, {ALL: "12", "A": "5", "B": " "}, "大客户")
    mei.sync()
    anna.sync()
    levels = levels_at(office)
    assert [str(levels[grade].tolerance) for grade in ("", "A", "B")] == ["0.12", "0.05", "0.12"]
    seen = row_of(anna)
    assert (seen.values[ALL], seen.values["A"], seen.own) == ("12", "5", {"A"})
    assert (seen.changed_by, seen.reason, seen.is_set) == ("Mei", "大客户", True)
    put_threshold_back(mei.workspace, earlier)
    mei.sync()
    assert str(levels_at(office)["A"].tolerance) == "0.10"
    assert read_status(mei.workspace).refused == 0


def test_setting_it_again_changes_the_same_record(office, tmp_path):
    mei = on_device(office, tmp_path, "mei")
    set_threshold(mei.workspace, NAME, {ALL: "12"})
    earlier, _ = set_threshold(mei.workspace, NAME, {ALL: "15"})
    assert earlier.value == '"0.12"'
    with mei.workspace.store.snapshot() as look:
        count = look.connection.exec_driver_sql("SELECT count(*) FROM setting").scalar()
    assert count == 1


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({ALL: " "}, "setting.blank", ALL), ({ALL: "10", "B": "200"}, "setting.range", "B"),
        ({ALL: "x"}, "setting.number", ALL), ({ALL: "40"}, "setting.pair.decline", None),
    ],
)  # fmt: skip
def test_a_refusal_names_the_class_and_writes_nothing(office, tmp_path, typed, code, field):
    mei = on_device(office, tmp_path, "mei")
    with pytest.raises(ValidationError) as refused:
        set_threshold(mei.workspace, NAME, typed)
    assert (refused.value.code, refused.value.params.get("field")) == (code, field)
    assert not row_of(mei).is_set


def test_a_rep_sets_none_neither_on_the_device_nor_past_it(office, tmp_path):
    anna = on_device(office, tmp_path, "anna")
    with pytest.raises(NotAllowedError):
        set_threshold(anna.workspace, NAME, {ALL: "12"})
    bare = BareDevice(office.client(), "anna", PASSWORD).enrol()
    values = {"name": NAME, "value": "0.2", "changed_by": bare.user_id}
    (result,) = bare.push(created("setting", fresh_id(), **values))
    assert (result.outcome, result.code) == ("refused", "record.not_allowed")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "no.such.rule", "value": '"off"'}, "setting.unknown"),
        ({"name": NAME, "value": "7"}, "setting.range"),
        ({"name": NAME, "value": "0.2", "changed_by": None}, "setting.fixed"),
    ],
)
def test_the_server_takes_no_setting_that_makes_no_sense(office, values, code):
    bare = BareDevice(office.client(), "mei", PASSWORD).enrol()
    whole = {"changed_by": bare.user_id, **values}
    sent = {name: value for name, value in whole.items() if value is not None}
    (result,) = bare.push(created("setting", fresh_id(), **sent))
    assert (result.outcome, result.code) == ("refused", code)
