"""An account changes hands: claimed from the pool, handed over, given back; the head decides."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from server.services.verification import verify_database
from tests.support.device import BareDevice, created, edited, fresh_id
from tests.support.server import ORG

ACCOUNT, CONTACT, PLAN, REQUEST = (fresh_id() for _ in range(4))


@dataclass
class Firm:
    server: object
    sector: str
    rep: BareDevice
    colleague: BareDevice
    head: BareDevice

    def pull(self):
        for one in (self.rep, self.colleague, self.head):
            one.pull()

    def request(self, device, kind, to_user=None, *, request=REQUEST, account=ACCOUNT, **values):
        given = {"account_id": account, "kind": kind, "state": "proposed", **values}
        if to_user:
            given["to_user_id"] = to_user.user_id
        return device.push(created("owner_request", request, **given))[0]

    def decide(self, state="approved", request=REQUEST):
        self.head.pull()
        base = self.head.revisions["owner_request", request]
        return self.head.push(edited("owner_request", request, base, state=("proposed", state)))[0]

    def pooled(self, name="无主商行"):
        values = {"name": name, "type": "dealer", "status": "active", "sector_id": self.sector}
        account = self.server.add_record("account", values)
        self.server.add_record("contact", {"account_id": account, "name": "林老板"})
        self.pull()
        return account


@pytest.fixture
def firm(server, sector, device_of, rep):
    made = Firm(server, sector, rep, device_of("zhou"), device_of("shen", "sector_head"))
    rep.push(
        created("account", ACCOUNT, name="百禾粮油", type="dealer", status="active"),
        created("contact", CONTACT, account_id=ACCOUNT, name="林秀珍"),
        created(
            "visit_plan",
            PLAN,
            account_id=ACCOUNT,
            owner_id=rep.user_id,
            planned_on="2026-12-01",
            state="planned",
        ),
    )
    made.pull()
    yield made
    assert verify_database(server.database, ORG) == []


def has(device, entity, record_id):
    return (entity, record_id) in device.rows


def changes(device):
    return [row for (entity, _), row in device.rows.items() if entity == "owner_change"]


def test_what_the_head_approves_moves_with_everything_under_it(firm):
    assert firm.request(firm.rep, "hand_over", firm.colleague).outcome == "merged"
    firm.colleague.pull()
    assert not has(firm.colleague, "account", ACCOUNT)
    assert firm.decide().outcome == "merged"
    firm.pull()
    assert not has(firm.rep, "account", ACCOUNT)
    assert not has(firm.rep, "contact", CONTACT)
    for entity, record_id in (("account", ACCOUNT), ("contact", CONTACT), ("visit_plan", PLAN)):
        assert has(firm.colleague, entity, record_id)
    assert firm.colleague.rows["account", ACCOUNT]["owner_id"] == firm.colleague.user_id


def test_open_work_goes_to_the_new_owner_and_the_change_is_noted(firm):
    firm.request(firm.rep, "hand_over", firm.colleague, reason="调往华北")
    firm.decide()
    firm.pull()
    assert firm.colleague.rows["visit_plan", PLAN]["owner_id"] == firm.colleague.user_id
    (change,) = changes(firm.colleague)
    assert (change["from_user_id"], change["to_user_id"], change["kind"], change["reason"]) == (
        *(firm.rep.user_id, firm.colleague.user_id, "handed_over", "调往华北"),
    )
    assert change["changed_by"] == firm.head.user_id
    request = firm.colleague.rows["owner_request", REQUEST]
    assert (request["state"], request["decided_by"]) == ("approved", firm.head.user_id)


def test_what_the_head_declines_stays(firm):
    firm.request(firm.rep, "hand_over", firm.colleague)
    firm.decide("declined")
    firm.pull()
    assert has(firm.rep, "account", ACCOUNT)
    assert changes(firm.rep) == []
    assert firm.decide().code == "owner_request.decided"


def test_a_rep_decides_nothing(firm):
    assert firm.request(firm.rep, "hand_over", firm.colleague, state="approved").code == (
        "owner_request.not_allowed"
    )
    firm.request(firm.rep, "hand_over", firm.colleague)
    step = edited("owner_request", REQUEST, 1, state=("proposed", "approved"))
    assert firm.rep.push(step)[0].code == "record.not_allowed"


def test_the_head_gives_an_account_away_at_once(firm):
    result = firm.request(firm.head, "hand_over", firm.colleague, state="approved")
    assert result.outcome == "merged"
    firm.pull()
    assert has(firm.colleague, "contact", CONTACT)
    assert not has(firm.rep, "account", ACCOUNT)


def test_what_is_given_back_lies_in_the_pool_where_reps_see_the_account_alone(firm):
    firm.request(firm.head, "release", state="approved")
    firm.pull()
    for device in (firm.rep, firm.colleague):
        assert has(device, "account", ACCOUNT)
        assert not has(device, "contact", CONTACT)
        assert not has(device, "visit_plan", PLAN)
    assert has(firm.head, "contact", CONTACT)
    assert "owner_id" not in firm.rep.rows["account", ACCOUNT]
    refused = edited("account", ACCOUNT, 2, name=("百禾粮油", "改名"))
    assert firm.rep.push(refused)[0].code == "record.not_allowed"


def test_a_rep_claims_from_the_pool_and_the_first_claim_stands_beside_the_second(firm):
    account, second = firm.pooled(), fresh_id()
    assert has(firm.rep, "account", account)
    assert firm.request(firm.rep, "claim", firm.rep, account=account).outcome == "merged"
    assert (
        firm.request(
            firm.colleague, "claim", firm.colleague, account=account, request=second
        ).outcome
        == "merged"
    )
    firm.rep.pull()
    assert has(firm.rep, "owner_request", second)
    assert firm.decide().outcome == "merged"
    firm.pull()
    assert firm.rep.rows["account", account]["owner_id"] == firm.rep.user_id
    assert firm.rep.rows["owner_request", second]["state"] == "declined"
    assert not has(firm.colleague, "account", account)
    assert not has(firm.colleague, "owner_request", second)


@pytest.mark.parametrize(
    ("kind", "receiver", "code"),
    [
        ("claim", "rep", "owner_request.taken"),
        ("hand_over", "rep", "owner_request.same"),
        ("hand_over", None, "owner_request.person"),
        ("release", "rep", "owner_request.person"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(firm, kind, receiver, code):
    to_user = getattr(firm, receiver) if receiver else None
    assert firm.request(firm.rep, kind, to_user).code == code


def test_a_rep_claims_for_nobody_else(firm):
    account = firm.pooled()
    result = firm.request(firm.rep, "claim", firm.colleague, account=account)
    assert result.code == "owner_request.not_allowed"


def test_an_account_goes_to_people_of_its_sector_only(firm, device_of):
    stranger = device_of("wang", "rep", sector_id=firm.server.add_sector("华北"))
    assert firm.request(firm.rep, "hand_over", stranger).code == "owner_request.person"


def test_a_request_is_fixed_but_for_its_state(firm):
    firm.request(firm.rep, "hand_over", firm.colleague)
    firm.head.pull()
    step = edited("owner_request", REQUEST, 1, reason=(None, "别的"))
    assert firm.head.push(step)[0].code == "owner_request.fixed"


def test_a_rep_of_another_sector_sees_nothing_of_the_pool(firm, device_of):
    account = firm.pooled()
    stranger = device_of("wang", "rep", sector_id=firm.server.add_sector("华北"))
    stranger.pull()
    assert not has(stranger, "account", account)


def test_the_head_freezes_an_account_from_a_device_and_a_rep_does_not(firm):
    base = firm.head.revisions["account", ACCOUNT]
    freeze = edited("account", ACCOUNT, base, frozen=(None, 1))
    assert firm.rep.push(freeze)[0].code == "field.not_allowed"
    assert (
        firm.head.push(edited("account", ACCOUNT, base, frozen=(None, 1)))[0].outcome == "applied"
    )
    owner = edited("account", ACCOUNT, base, owner_id=(firm.rep.user_id, firm.colleague.user_id))
    assert firm.head.push(owner)[0].code == "field.server"
    firm.rep.pull()
    assert firm.rep.rows["account", ACCOUNT]["frozen"] == 1
