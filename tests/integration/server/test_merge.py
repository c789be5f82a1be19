"""Two people change one record without knowing of each other."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from server.services.company.office import Office
from tests.support.device import BareDevice, created, deleted, edited, fresh_id
from tests.support.server import ORG


@pytest.fixture
def other(device_of) -> BareDevice:
    """A second device of the same rep."""
    return device_of("li")


@pytest.fixture
def contact(rep, other, account) -> str:
    """A contact that both devices hold."""
    contact_id = fresh_id()
    rep.push(created("contact", contact_id, account_id=account, name="王敏", post="buyer"))
    rep.pull()
    other.pull()
    return contact_id


def conflicts(device: BareDevice) -> list[dict]:
    device.pull()
    return [row for (entity, _), row in device.rows.items() if entity == "conflict"]


def test_different_fields_are_both_kept(rep, other, contact):
    rep.push(edited("contact", contact, 1, post=("buyer", "manager")))
    results = other.push(edited("contact", contact, 1, mobile=(None, "13800000000")))
    assert results[0].outcome == "merged"
    row = other.rows["contact", contact]
    assert (row["post"], row["mobile"]) == ("manager", "13800000000")
    assert conflicts(other) == []


def test_the_later_value_of_one_field_wins_and_the_earlier_is_kept(server, rep, other, contact):
    rep.push(edited("contact", contact, 1, post=("buyer", "manager")))
    first_at = int(server.clock().timestamp() * 1000)
    server.clock.advance(timedelta(hours=1))
    other.session = None
    other.enrol()
    results = other.push(edited("contact", contact, 1, post=("buyer", "payer")))
    assert results[0].outcome == "merged"
    assert other.rows["contact", contact]["post"] == "payer"
    (conflict,) = conflicts(other)
    expected = {
        "subject_entity": "contact",
        "subject_id": contact,
        "field": "post",
        "base": '"buyer"',
        "kept": '"payer"',
        "lost": '"manager"',
        "lost_at": first_at,
        "lost_by": rep.user_id,
        "lost_device": rep.id,
        "kept_by": other.user_id,
        "reason": "both_changed",
        "state": "open",
    }
    assert expected.items() <= conflict.items()
    rep.enrol()
    assert conflicts(rep) == [conflict]


def test_the_same_value_on_both_sides_is_no_conflict(rep, other, contact):
    rep.push(edited("contact", contact, 1, post=("buyer", "manager")))
    other.push(edited("contact", contact, 1, post=("buyer", "manager")))
    assert conflicts(other) == []


def test_ones_own_earlier_edit_is_no_conflict(rep, contact):
    first = rep.group(edited("contact", contact, 1, post=("buyer", "manager")))
    second = rep.group(edited("contact", contact, 1, post=("manager", "payer")))
    answer = rep.send(first, second)
    assert [result.results[0].outcome for result in answer.results] == ["applied", "applied"]
    assert conflicts(rep) == []


def test_words_of_a_set_are_added_and_removed_on_both_sides(rep, other, contact):
    rep.push(edited("contact", contact, 1, roles=(None, "buyer\nowner")))
    rep.pull()
    other.pull()
    base = rep.revisions.get(("contact", contact), 2)
    rep.push(edited("contact", contact, base, roles=("buyer\nowner", "buyer\nowner\npayer")))
    other.push(edited("contact", contact, base, roles=("buyer\nowner", "owner")))
    assert other.rows["contact", contact]["roles"] == "owner\npayer"
    assert conflicts(other) == []


def test_a_value_of_the_office_stays_where_the_office_governs(server, rep, account):
    rep.pull()
    Office(server.database, ORG, "", server.clock).edit("account", account, {"bank": "工商银行"})
    results = rep.push(edited("account", account, 1, bank=(None, "招商银行")))
    assert results[0].outcome == "merged"
    assert rep.rows["account", account]["bank"] == "工商银行"
    (conflict,) = conflicts(rep)
    assert conflict["reason"] == "office_governs"
    assert (conflict["kept"], conflict["lost"]) == ('"工商银行"', '"招商银行"')


def test_an_edit_of_a_deleted_record_is_refused_and_kept(device_of, other, contact):
    head = device_of("sun", "sector_head")
    head.push(deleted("contact", contact, 1))
    results = other.push(edited("contact", contact, 1, post=("buyer", "payer")))
    assert (results[0].outcome, results[0].code) == ("refused", "record.deleted")
    (conflict,) = conflicts(other)
    assert conflict["reason"] == "deleted"
    assert (conflict["field"], json.loads(conflict["lost"])) == ("post", "payer")
    assert conflict["kept_by"] == head.user_id


def test_a_deletion_loses_against_an_edit_it_did_not_know(rep, other, contact):
    rep.push(edited("contact", contact, 1, post=("buyer", "payer")))
    results = other.push(deleted("contact", contact, 1))
    assert results[0].outcome == "merged"
    assert other.rows["contact", contact]["post"] == "payer"
    (conflict,) = conflicts(other)
    assert (conflict["reason"], conflict["field"]) == ("deleted", "deleted")


def test_a_deletion_that_knew_everything_removes_the_record_everywhere(rep, other, contact):
    assert rep.push(deleted("contact", contact, 1))[0].outcome == "applied"
    other.pull()
    assert ("contact", contact) not in other.rows
    assert rep.push(deleted("contact", contact, 2))[0].outcome == "applied"


def test_a_conflict_can_be_decided_but_not_rewritten(rep, other, contact):
    rep.push(edited("contact", contact, 1, post=("buyer", "manager")))
    other.push(edited("contact", contact, 1, post=("buyer", "payer")))
    conflicts(other)
    (conflict_id,) = other.ids("conflict")
    forged = edited("conflict", conflict_id, 1, lost=('"manager"', '"nobody"'))
    assert other.push(forged)[0].code == "field.server"
    decided = edited(
        "conflict", conflict_id, 1, state=("open", "kept"), decided_by=(None, other.user_id)
    )
    assert other.push(decided)[0].outcome == "applied"
    assert conflicts(rep)[0]["state"] == "kept"


def test_a_merged_outcome_brings_what_others_wrote(rep, other, contact):
    """The cursor passes the record's place, so the row must come with the answer."""
    rep.push(edited("contact", contact, 1, mobile=(None, "13800000000")))
    answer = other.send(
        other.group(edited("contact", contact, 1, post=("buyer", "payer"))), page_rows=1000
    )
    assert answer.results[0].results[0].outcome == "merged"
    assert other.rows["contact", contact]["mobile"] == "13800000000"
