"""Real devices: an account changes hands, a deputy comes and goes, and nothing stays behind."""

from __future__ import annotations

import pytest

from app.commands.accounts.confidences import reveal_confidence, write_confidence
from app.commands.accounts.ownership import (
    decide_request,
    name_member,
    remove_member,
    request_handover,
)
from app.domain.accounts.handover import HandoverKind
from app.queries.accounts.ownership import read_ownership
from tests.support.crew import crew_devices, crew_server


@pytest.fixture
def server(tmp_path):
    with crew_server(tmp_path) as running:
        yield running


@pytest.fixture
def device(server, tmp_path):
    with crew_devices(server, tmp_path) as make:
        yield make


def sync(*devices):
    for one in devices:
        for _round in range(3):  # what the office wrote meanwhile, and a comparison that is due
            one.sync()


def dealer(one, name):
    account = one.create("account", name=name, type="dealer", status="active")
    return account, one.create("contact", account_id=account, name="林秀珍")


def member_of(head, account):
    return read_ownership(head.workspace, account).team[0].id


def test_of_two_shared_accounts_the_one_taken_back_leaves_the_deputys_device(device):
    anna, ben, head = device("anna"), device("ben"), device("head")
    (kept, kept_contact), (back, back_contact) = dealer(anna, "百禾粮油"), dealer(anna, "同福食品")
    unshared, _ = dealer(anna, "鲜集超市")
    sync(anna, head)
    for account in (kept, back):
        name_member(head.workspace, account, ben.workspace.user_id, "deputy")
    sync(head, ben)
    assert ben.read("contact", back_contact)
    assert ben.read("account", unshared) is None
    remove_member(head.workspace, member_of(head, back))
    sync(head, ben)
    assert ben.read("contact", kept_contact)
    assert ben.read("account", back) is None
    assert ben.read("contact", back_contact) is None


def test_a_deputys_offline_work_reaches_the_owner(device):
    anna, ben, head = device("anna"), device("ben"), device("head")
    account, _contact = dealer(anna, "百禾粮油")
    sync(anna, head)
    name_member(head.workspace, account, ben.workspace.user_id, "deputy")
    sync(head, ben)
    made = ben.create("contact", account_id=account, name="新采购")
    sync(ben, anna)
    assert anna.read("contact", made)["name"] == "新采购"


def test_a_rep_claims_from_the_pool_after_the_owner_gave_it_back(device):
    anna, ben, head = device("anna"), device("ben"), device("head")
    account, contact = dealer(anna, "百禾粮油")
    sync(anna, head)
    request_handover(anna.workspace, [account], HandoverKind.RELEASE)
    sync(anna, head)
    (request,) = read_ownership(head.workspace, account).requests
    decide_request(head.workspace, request.id, "approved")
    sync(head, anna, ben)
    assert anna.read("account", account)["owner_id"] is None
    assert anna.read("contact", contact) is None
    assert read_ownership(ben.workspace, account).may_claim
    request_handover(ben.workspace, [account], HandoverKind.CLAIM)
    sync(ben, head)
    (claim,) = read_ownership(head.workspace, account).requests
    decide_request(head.workspace, claim.id, "approved")
    sync(head, ben, anna)
    assert ben.read("contact", contact)["name"] == "林秀珍"
    assert anna.read("account", account) is None
    history = read_ownership(ben.workspace, account).changes
    assert {change.kind for change in history} == {"claimed", "released"}


def test_what_a_rep_confides_only_the_head_can_open(device):
    anna, ben, head = device("anna"), device("ben"), device("head")
    account, contact = dealer(anna, "百禾粮油")
    sync(anna, head)
    write_confidence(anna.workspace, contact, {"family": "一子一女"}, purpose="生日")
    name_member(head.workspace, account, ben.workspace.user_id, "deputy")
    sync(anna, head, ben)
    assert reveal_confidence(head.workspace, contact)["family"] == "一子一女"
    assert ben.everything("contact_private") == {}
    sync(head, anna)
    assert len(anna.everything("confidence_look")) == 1
