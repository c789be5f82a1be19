"""Two persons stand behind every blacklisting and every mark of a debt, whatever a device sends."""

from __future__ import annotations

import pytest

from app.domain.credit.blacklist import marks_of
from server.services.desk.blacklist import refresh_marks
from tests.support.device import created, edited, fresh_id
from tests.support.server import ORG

SAID = {
    "reason": "non_payment",
    "words": "三次失信",
    "evidence": "催款函两封",
    "review_on": "2027-06-01",
}


@pytest.fixture
def head(device_of):
    return device_of("shen", "sector_head")


@pytest.fixture
def boss(device_of):
    """A device of group management."""
    return device_of("gao", "group_management", sector_id=None)


@pytest.fixture
def entry(head, account):
    """A blacklisting that the head of the sector proposed."""
    entry_id = fresh_id()
    head.pull()
    assert propose(head, account, entry_id).outcome == "applied"
    return entry_id


def propose(device, account, entry_id="", **changes):
    fields = {"account_id": account, "state": "proposed", "proposed_by": device.user_id, **SAID}
    return device.push(created("blacklist_entry", entry_id or fresh_id(), **fields | changes))[0]


def approve(device, entity, record_id, **changes):
    said = {"state": ("proposed", "approved"), "decided_by": (None, device.user_id), **changes}
    device.pull()
    return device.push(edited(entity, record_id, 1, **said))[0]


def lift(device, entry_id, **changes):
    said = {"lifted_by": (None, device.user_id), "lift_reason": (None, "已结清")}
    device.pull()
    step = {"state": ("approved", "lifted"), **said, **changes}
    return device.push(edited("blacklist_entry", entry_id, 2, **step))[0]


def barred(device, account):
    device.pull()
    return bool(device.rows["account", account].get("blacklisted"))


@pytest.fixture
def far(server, device_of):
    """A rep of another sector."""
    return device_of("qian", "rep", sector_id=server.add_sector("华南"))


def test_another_approves_and_every_sector_knows_the_firm_at_once(far, rep, boss, account, entry):
    assert not barred(rep, account)
    assert approve(boss, "blacklist_entry", entry).outcome == "applied"
    assert barred(rep, account)
    again = far.push(created("account", name="华 信", type="dealer", status="prospect"))[0]
    assert (again.code, dict(again.params)) == ("account.blacklisted", {})
    far.pull()
    assert far.ids("blacklist_mark")
    assert not far.ids("blacklist_entry") | rep.ids("blacklist_entry")
    assert len(far.ids("blacklist_key")) == 1
    assert SAID["words"] not in str(far.rows)


def test_nobody_bars_alone(rep, head, boss, account, entry):
    assert approve(head, "blacklist_entry", entry).code == "blacklist.step.role"
    assert propose(rep, account).code == "record.not_allowed"
    boss.pull()
    assert propose(boss, account).code == "record.not_allowed"
    direct = head.push(edited("account", account, 1, blacklisted=(None, 1)))[0]
    assert direct.code == "field.server"
    assert not barred(rep, account)


def test_reason_and_words_stay_as_they_were_written(head, boss, account, entry):
    changed = head.push(edited("blacklist_entry", entry, 1, words=("三次失信", "一次失信")))[0]
    assert changed.code == "blacklist.fixed"
    meddled = approve(boss, "blacklist_entry", entry, evidence=("催款函两封", "没有"))
    assert meddled.code == "blacklist.fixed"
    assert propose(head, account).code == "blacklist.asked"


def test_who_is_lifted_is_welcome_again_and_the_entry_stays(rep, head, boss, account, entry):
    approve(boss, "blacklist_entry", entry)
    assert lift(boss, entry, lift_reason=(None, None)).code == "blacklist.step.incomplete"
    assert lift(boss, entry).outcome == "applied"
    assert not barred(rep, account)
    head.pull()
    row = head.rows["blacklist_entry", entry]
    assert (row["state"], row["words"], row["lift_reason"]) == ("lifted", "三次失信", "已结清")
    rep.pull()
    assert not rep.ids("blacklist_mark")
    assert propose(head, account).outcome == "applied"


def test_marks_of_before_become_keyed_ones(server, rep):
    """What stood before there was a secret is recognised until the daily run makes it anew."""
    firm = {"name": "恶意商行", "phone": "13905120009"}
    far = server.add_sector("华南")
    values = {**firm, "type": "dealer", "status": "lost", "sector_id": far}
    server.add_record("account", {**values, "blacklisted": 1})
    for mark in marks_of(firm, ""):
        body = {"kind": mark.kind, "digest": mark.digest}
        server.add_record("blacklist_mark", body, mark.record_id)
    new = created("account", name="恶意商行", type="dealer", status="prospect")
    assert rep.push(new)[0].code == "account.blacklisted"
    assert refresh_marks(server.database, ORG, server.clock) == 2 * len(firm)
    rep.pull()
    (secret,) = (row["secret"] for (name, _), row in rep.rows.items() if name == "blacklist_key")
    digests = {row["digest"] for (name, _), row in rep.rows.items() if name == "blacklist_mark"}
    assert digests == {mark.digest for mark in marks_of(firm, secret)}
    again = created("account", name="恶意商行", type="dealer", status="prospect")
    assert rep.push(again)[0].code == "account.blacklisted"
    assert refresh_marks(server.database, ORG, server.clock) == 0


def test_a_debt_is_marked_by_two_of_finance(server, device_of, rep, account):
    debt = {"account_id": account, "issued_on": "2025-01-01", "due_on": "2025-02-01"}
    debt_id = server.add_record("receivable", {**debt, "amount_minor": 500})
    clerk, other = device_of("xu", "finance"), device_of("he", "finance")
    clerk.pull()
    mark_id = fresh_id()
    fields = {"account_id": account, "receivable_id": debt_id, "quality": "bad", "reason": "已注销"}
    begun = {**fields, "state": "proposed", "proposed_by": clerk.user_id}
    assert clerk.push(created("debt_mark", mark_id, **begun))[0].outcome == "applied"
    foreign = {**begun, "receivable_id": fresh_id()}
    assert clerk.push(created("debt_mark", **foreign))[0].code == "record.not_visible"
    assert approve(clerk, "debt_mark", mark_id).code == "debt_mark.step.author"
    assert approve(rep, "debt_mark", mark_id).code == "debt_mark.step.role"
    assert approve(other, "debt_mark", mark_id).outcome == "applied"
    rep.pull()
    assert rep.rows["receivable", debt_id]["quality"] == "bad"


def test_finance_writes_terms_and_the_management_approves_them(device_of, rep, boss):
    clerk = device_of("xu", "finance")
    terms_id = fresh_id()
    fields = {"name": "经销商", "version": "2026-2", "period_days": 45, "state": "proposed"}
    fields["valid_from_on"] = "2026-12-01"
    begun = {**fields, "proposed_by": clerk.user_id}
    assert clerk.push(created("credit_policy", terms_id, **begun))[0].outcome == "applied"
    assert approve(clerk, "credit_policy", terms_id).code == "credit_policy.step.role"
    longer = {"period_days": (45, 90)}
    assert approve(boss, "credit_policy", terms_id, **longer).code == "credit_policy.fixed"
    assert approve(boss, "credit_policy", terms_id).outcome == "applied"
    rep.pull()
    assert rep.rows["credit_policy", terms_id]["state"] == "approved"
