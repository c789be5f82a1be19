"""A deputy does what the owner does on one account; a member reads along; others see nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from server.services.verification import verify_database
from server.store.shares import MEMBERSHIPS
from tests.support.device import BareDevice, created, deleted, edited, fresh_id
from tests.support.server import ORG, make_server

SHARED, HIDDEN, CONTACT, OTHER_CONTACT, MEMBER = (fresh_id() for _ in range(5))


@dataclass
class Firm:
    server: object
    owner: BareDevice
    mate: BareDevice
    head: BareDevice

    def pull(self):
        for one in (self.owner, self.mate, self.head):
            one.pull()

    def name(self, role="deputy", **more):
        values = {"account_id": SHARED, "user_id": self.mate.user_id, "role": role, **more}
        result = self.head.push(created("account_member", MEMBER, **values))[0]
        self.pull()
        return result

    def take_out(self):
        self.head.push(deleted("account_member", MEMBER, 1))
        self.pull()


@pytest.fixture
def firm(server, device_of, rep):
    made = Firm(server, rep, device_of("zhou"), device_of("shen", "sector_head"))
    dealer = {"type": "dealer", "status": "active"}
    rep.push(
        created("account", SHARED, name="百禾粮油", **dealer),
        created("contact", CONTACT, account_id=SHARED, name="林秀珍"),
        created("account", HIDDEN, name="同福食品", **dealer),
        created("contact", OTHER_CONTACT, account_id=HIDDEN, name="陈掌柜"),
    )
    private = {"account_id": SHARED, "contact_id": CONTACT, "purpose": "生日祝福"}
    rep.push(created("contact_private", **private, family="rbc1:QUJD"))
    made.pull()
    yield made
    assert verify_database(server.database, ORG) == []


def has(device, entity, record_id):
    return (entity, record_id) in device.rows


def rename(base, name="改名"):
    return edited("account", SHARED, base, short_name=(None, name))


def test_a_deputy_receives_the_account_with_everything_under_it_and_nothing_else(firm):
    assert firm.name().outcome == "applied"
    assert has(firm.mate, "account", SHARED)
    assert has(firm.mate, "contact", CONTACT)
    assert not has(firm.mate, "account", HIDDEN)
    assert not has(firm.mate, "contact", OTHER_CONTACT)


def test_what_was_confided_to_the_owner_goes_to_nobody_else(firm):
    firm.name()
    assert firm.head.ids("contact_private")
    assert not firm.mate.ids("contact_private")


def test_a_deputy_writes_as_the_owner_and_the_owner_receives_it(firm):
    firm.name()
    contact = fresh_id()
    results = firm.mate.push(
        rename(firm.mate.revisions["account", SHARED]),
        created("contact", contact, account_id=SHARED, name="新采购"),
    )
    assert {result.outcome for result in results} == {"applied"}
    firm.pull()
    assert firm.owner.rows["account", SHARED]["short_name"] == "改名"
    assert has(firm.owner, "contact", contact)


def test_a_member_reads_and_writes_nothing(firm):
    firm.name("member")
    assert has(firm.mate, "contact", CONTACT)
    refused = firm.mate.push(rename(firm.mate.revisions["account", SHARED]))[0]
    assert refused.code == "record.not_allowed"


def test_the_owners_other_accounts_are_as_unknown_as_any(firm):
    firm.name()
    refused = firm.mate.push(edited("account", HIDDEN, 1, short_name=(None, "改名")))[0]
    assert refused.code == "record.unknown"
    placed = firm.mate.push(created("contact", account_id=HIDDEN, name="某人"))[0]
    assert placed.code == "record.not_visible"


def test_who_is_taken_out_is_told_to_leave_the_book_and_writes_no_more(firm):
    firm.name()
    base = firm.mate.revisions["account", SHARED]
    firm.take_out()
    assert firm.mate.push(rename(base))[0].code == "record.unknown"
    assert not has(firm.mate, "account", SHARED)
    assert not has(firm.mate, "contact", CONTACT)


def test_a_part_that_has_ended_or_not_begun_shares_nothing(firm):
    firm.name(to_on="2020-01-01")
    assert not has(firm.mate, "account", SHARED)


def test_the_share_follows_the_account_to_its_new_owner(firm, device_of):
    firm.name()
    third = device_of("qian")
    values = {"account_id": SHARED, "kind": "hand_over", "state": "approved"}
    firm.head.push(created("owner_request", **values, to_user_id=third.user_id))
    firm.pull()
    third.pull()
    assert has(third, "account", SHARED)
    assert has(firm.mate, "contact", CONTACT)
    assert not has(firm.owner, "account", SHARED)
    contact = edited(
        "contact", CONTACT, firm.mate.revisions["contact", CONTACT], post=(None, "老板")
    )
    assert firm.mate.push(contact)[0].outcome in {"applied", "merged"}


def test_who_works_along_is_found_without_walking_through_the_organisation(tmp_path):
    with make_server(tmp_path) as made, made.database.reading() as work:
        plan = work.rows(f"EXPLAIN QUERY PLAN {MEMBERSHIPS}", (ORG, "%"))
    assert "m USING INDEX" in plan[0][3]
    assert "(org=? AND entity=?)" in plan[0][3]
