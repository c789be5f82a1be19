"""What is confided about a contact rests sealed, opens with the key, and tells who looked."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.accounts.confidences import reveal_confidence, write_confidence
from app.device.confidence_seal import ConfidenceSeal
from app.device.errors import DamagedConfidenceError
from app.domain.accounts.confidences import LONGEST, is_switched_off
from app.domain.errors import DomainError
from app.queries.accounts.confidences import read_confidence_state
from app.store import facts
from sync.confidence_keys import keep_confidence_key, wishes_confidence
from tests.support.account_records import PEOPLE, REP, key, put
from tests.support.devices import make_workspace
from tests.support.owners import HEAD, MATE, fill_sector

CONTACT, OTHER_CONTACT = PEOPLE[1]["id"], PEOPLE[0]["id"]
KEY = bytes(range(32))
PURPOSE = "生日问候"


@pytest.fixture
def rep(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_sector(workspace)
    with workspace.store.unit_of_work() as work:
        work.facts.write(facts.USER_ID, REP)
        keep_confidence_key(work, KEY)
        work.commit()
    yield workspace
    workspace.store.close()


def refused(act):
    with pytest.raises(DomainError) as error:
        act()
    return error.value.code


def rows(workspace, entity):
    with workspace.store.snapshot() as look:
        cursor = look.connection.exec_driver_sql(f"SELECT * FROM {entity}")
        return [tuple(row) for row in cursor.fetchall()]


def switch(workspace, value):
    with workspace.store.unit_of_work() as work:
        put(work, "setting", [{"id": key(951), "name": "confidences", "value": value}])
        work.commit()


def test_what_is_written_rests_and_waits_sealed_and_opens_again(rep):
    write_confidence(rep, CONTACT, {"family": "一子一女", "health": ""}, purpose=PURPOSE)
    assert reveal_confidence(rep, CONTACT) == {"purpose": PURPOSE, "family": "一子一女"}
    assert "一子一女" not in repr(rows(rep, "contact_private"))
    with rep.store.snapshot() as look:
        bodies = look.connection.exec_driver_sql("SELECT body FROM journal_group").fetchall()
    assert all("一子一女".encode() not in bytes(row[0]) for row in bodies)


def test_every_look_is_kept(rep):
    write_confidence(rep, CONTACT, {"family": "一子一女"}, purpose=PURPOSE)
    assert rows(rep, "confidence_look") == []
    reveal_confidence(rep, CONTACT)
    reveal_confidence(dataclasses.replace(rep, user_id=HEAD), CONTACT)
    assert len(rows(rep, "confidence_look")) == 2


def test_an_edit_changes_one_value_and_a_blank_takes_it_away(rep):
    write_confidence(rep, CONTACT, {"family": "一子", "habits": "烟"}, purpose=PURPOSE)
    write_confidence(rep, CONTACT, {"family": "一子一女", "habits": " "}, purpose=PURPOSE)
    assert reveal_confidence(rep, CONTACT) == {"purpose": PURPOSE, "family": "一子一女"}
    assert len(rows(rep, "contact_private")) == 1


@pytest.mark.parametrize(
    ("values", "purpose", "code"),
    [
        ({"family": "x"}, " ", "confidence.purpose"),
        ({"family": "x" * (LONGEST + 1)}, PURPOSE, "confidence.too_long"),
        ({"contact_id": "x"}, PURPOSE, "field.unknown"),
    ],
)
def test_what_is_not_to_be_written_is_refused(rep, values, purpose, code):
    assert refused(lambda: write_confidence(rep, CONTACT, values, purpose=purpose)) == code
    assert rows(rep, "contact_private") == []


def test_the_longest_value_fits_sealed(rep):
    write_confidence(rep, CONTACT, {"family": "禾" * LONGEST}, purpose=PURPOSE)
    assert reveal_confidence(rep, CONTACT)["family"] == "禾" * LONGEST


def test_without_the_key_nothing_is_written_or_seen(rep):
    with rep.store.unit_of_work() as work:
        work.facts.forget(facts.CONFIDENCE_KEY)
        work.commit()
    assert refused(lambda: write_confidence(rep, CONTACT, {}, purpose=PURPOSE)) == (
        "confidence.no_key"
    )
    assert not read_confidence_state(rep, CONTACT).may_look


def test_a_colleague_neither_writes_nor_sees_the_door(rep):
    mate = dataclasses.replace(rep, user_id=MATE)
    assert refused(lambda: write_confidence(mate, CONTACT, {}, purpose=PURPOSE)) == (
        "record.not_allowed"
    )
    state = read_confidence_state(mate, CONTACT)
    assert (state.may_look, state.may_write) == (False, False)


def test_the_head_looks_and_does_not_write(rep):
    state = read_confidence_state(dataclasses.replace(rep, user_id=HEAD), CONTACT)
    assert (state.may_look, state.may_write) == (True, False)


@pytest.mark.parametrize("value", ['"off"', "off"])
def test_switched_off_nothing_is_written_or_seen(rep, value):
    write_confidence(rep, CONTACT, {"family": "x"}, purpose=PURPOSE)
    switch(rep, value)
    assert refused(lambda: write_confidence(rep, CONTACT, {}, purpose=PURPOSE)) == "confidence.off"
    assert refused(lambda: reveal_confidence(rep, CONTACT)) == "confidence.off"
    assert not read_confidence_state(rep, CONTACT).exists
    switch(rep, '"on"')
    assert reveal_confidence(rep, CONTACT)["family"] == "x"


def test_the_setting_that_is_valid_last_counts():
    def setting(value, day):
        return {"name": "confidences", "value": value, "valid_from_on": day}

    both = [setting("off", "2026-01-01"), setting("on", "2026-06-01")]
    assert not is_switched_off(both, "2026-11-23")
    assert is_switched_off(both, "2026-05-31")
    assert not is_switched_off([], "2026-11-23")


def test_a_sealed_value_opens_at_its_own_place_only():
    seal = ConfidenceSeal(KEY)
    sealed = seal.seal("一子一女", contact_id=CONTACT, field="family")
    assert sealed != seal.seal("一子一女", contact_id=CONTACT, field="family")
    assert seal.open(sealed, contact_id=CONTACT, field="family") == "一子一女"
    for place in (
        {"contact_id": OTHER_CONTACT, "field": "family"},
        {"contact_id": CONTACT, "field": "health"},
    ):
        with pytest.raises(DamagedConfidenceError):
            seal.open(sealed, **place)
    with pytest.raises(DamagedConfidenceError):
        ConfidenceSeal(bytes(32)).open(sealed, contact_id=CONTACT, field="family")
    for broken in ("", "rbc1:", "rbc1:QUJD", "rbc1:不是", sealed[:-4]):
        with pytest.raises(DamagedConfidenceError):
            seal.open(broken, contact_id=CONTACT, field="family")


def test_a_device_asks_for_the_key_until_it_has_one_and_only_for_who_may_read(rep):
    def wishes():
        with rep.store.snapshot() as look:
            return wishes_confidence(look)

    def be(user_id):
        with rep.store.unit_of_work() as work:
            work.facts.write(facts.USER_ID, user_id)
            work.commit()

    assert not wishes()
    with rep.store.unit_of_work() as work:
        work.facts.forget(facts.CONFIDENCE_KEY)
        keep_confidence_key(work, b"short")
        work.commit()
    assert wishes()
    with rep.store.unit_of_work() as work:
        put(work, "user", [{"id": key(952), "name": "钱账", "login": "q", "roles": "finance"}])
        work.commit()
    be(key(952))
    assert not wishes()
