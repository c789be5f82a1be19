"""Two accounts of one party become one, everything moves along, and it can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from server.services.verification import verify_database
from tests.support.device import BareDevice, created, deleted, edited, fresh_id
from tests.support.server import ORG, TestServer

SURVIVOR, LOSER, CONTACT, VISIT, BILL, MERGE = (fresh_id() for _ in range(6))
VISIT_VALUES = {"author_id": "a" * 32, "started_at": 5, "way": "visit"}


@dataclass
class Firm:
    """Two files of one dealer, opened by two reps, each with something under it."""

    server: TestServer
    device_of: Callable[..., BareDevice]
    rep: BareDevice
    colleague: BareDevice
    head: BareDevice
    admin: BareDevice

    def fill(self) -> None:
        accepted(
            self.rep,
            created(
                "account", SURVIVOR, name="百禾粮油", type="dealer", status="active", phone="1"
            ),
            created("contact", fresh_id(), account_id=SURVIVOR, name="林秀珍"),
        )
        accepted(
            self.colleague,
            created("account", LOSER, name="百禾商行", type="dealer", status="active", phone="2"),
            created("contact", CONTACT, account_id=LOSER, name="陈掌柜"),
            created("visit_log", VISIT, account_id=LOSER, **VISIT_VALUES),
        )
        bill = {"account_id": LOSER, "issued_on": "2026-01-02", "due_on": "2026-02-02"}
        self.server.add_record("receivable", {**bill, "amount_minor": 100}, BILL)
        self.pull()

    def pull(self) -> None:
        for one in (self.rep, self.colleague, self.head, self.admin):
            one.pull()

    def laptop(self) -> BareDevice:
        """A second device of the head, that holds everything of this moment."""
        made = self.device_of("shen")
        made.pull()
        return made

    def merge(self, taken=None) -> None:
        accepted(self.head, proposed(taken=taken))
        self.admin.pull()
        accepted(self.admin, decided("approved"))

    def undo(self) -> None:
        self.admin.pull()
        base = self.admin.revisions["account_merge", MERGE]
        accepted(self.admin, decided("undone", "approved", base))
        self.pull()


@pytest.fixture
def firm(server, device_of, rep):
    made = Firm(
        *(server, device_of, rep, device_of("zhou")),
        head=device_of("shen", "sector_head"),
        admin=device_of("wang", "sector_admin"),
    )
    made.fill()
    yield made
    assert verify_database(server.database, ORG) == []


def proposed(*, survivor=SURVIVOR, loser=LOSER, taken=None, merge=MERGE):
    values = {"account_id": survivor, "loser_id": loser, "state": "proposed"}
    return created("account_merge", merge, **values, **({"taken": taken} if taken else {}))


def decided(state, before="proposed", base=1, merge=MERGE):
    return edited("account_merge", merge, base, state=(before, state))


def accepted(device: BareDevice, *operations) -> None:
    for result in device.push(*operations):
        assert result.outcome in {"applied", "merged"}, result


def has(device: BareDevice, entity: str, record_id: str) -> bool:
    return (entity, record_id) in device.rows


def conflicts(device: BareDevice) -> list[dict]:
    device.pull()
    return [row for (entity, _), row in device.rows.items() if entity == "conflict"]


def test_everything_moves_to_the_survivor_and_into_its_book(firm):
    firm.merge()
    firm.pull()
    for one in (firm.rep, firm.head):
        for entity, record_id in (("contact", CONTACT), ("visit_log", VISIT), ("receivable", BILL)):
            assert one.rows[entity, record_id]["account_id"] == SURVIVOR
        assert not has(one, "account", LOSER)
    assert not has(firm.colleague, "account", LOSER)
    assert not has(firm.colleague, "contact", CONTACT)


def test_the_survivors_values_stay_but_for_those_chosen(firm):
    firm.merge(taken="phone")
    firm.rep.pull()
    row = firm.rep.rows["account", SURVIVOR]
    assert (row["name"], row["phone"]) == ("百禾粮油", "2")


def test_who_proposed_a_merge_does_not_decide_it(firm):
    firm.head.push(proposed())
    (result,) = firm.head.push(decided("approved"))
    assert (result.outcome, result.code) == ("refused", "record.not_allowed")


def test_a_rep_proposes_for_own_accounts_and_decides_nothing(firm):
    other = firm.server.add_record(
        "account",
        {
            "name": "东仓",
            "type": "dealer",
            "status": "active",
            "owner_id": firm.rep.user_id,
            "sector_id": firm.rep.rows["account", SURVIVOR]["sector_id"],
        },
    )
    (result,) = firm.rep.push(proposed(loser=other))
    assert result.outcome == "merged"
    assert firm.rep.rows["account_merge", MERGE]["proposed_by"] == firm.rep.user_id
    assert firm.rep.push(decided("approved"))[0].code == "record.not_allowed"
    assert firm.rep.push(proposed(merge=fresh_id()))[0].code == "record.not_visible"
    firm.head.pull()
    assert firm.head.push(decided("declined"))[0].outcome == "merged"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (lambda: proposed(loser=SURVIVOR), "account_merge.same"),
        (lambda: proposed(taken="owner_id"), "account_merge.taken"),
        (lambda: proposed(taken="nonsense"), "account_merge.taken"),
        (lambda: proposed(loser=fresh_id()), "record.not_visible"),
        (
            lambda: created(
                "account_merge", MERGE, account_id=SURVIVOR, loser_id=LOSER, state="approved"
            ),
            "account_merge.state",
        ),
    ],
)
def test_a_proposal_with_a_mistake_is_refused(firm, wish, code):
    (result,) = firm.head.push(wish())
    assert (result.outcome, result.code) == ("refused", code)


def test_the_accounts_of_a_merge_are_not_exchanged_afterwards(firm):
    firm.head.push(proposed())
    firm.admin.pull()
    (result,) = firm.admin.push(
        edited(
            "account_merge", MERGE, 1, account_id=(SURVIVOR, LOSER), state=("proposed", "approved")
        )
    )
    assert result.code == "account_merge.fixed"


def test_a_merge_is_decided_once(firm):
    marketing = firm.device_of("qian", "group_marketing", sector_id=None)
    firm.head.push(proposed())
    firm.admin.pull()
    marketing.pull()
    firm.admin.push(decided("declined"))
    (result,) = marketing.push(decided("approved"))
    assert result.code == "account_merge.decided"


def test_work_made_under_the_old_account_lands_on_the_survivor(firm):
    laptop = firm.laptop()
    firm.merge()
    contact = fresh_id()
    results = laptop.push(
        created("contact", contact, account_id=LOSER, name="新人"),
        edited("contact", CONTACT, 1, post=(None, "payer")),
        edited("account", LOSER, 1, phone=("2", "3"), city=(None, "杭州")),
    )
    assert [one.outcome for one in results] == ["merged", "merged", "merged"]
    assert laptop.rows["contact", contact]["account_id"] == SURVIVOR
    assert laptop.rows["contact", CONTACT]["post"] == "payer"
    found = {
        row["field"]: (json.loads(row["kept"]), json.loads(row["lost"]))
        for row in conflicts(firm.head)
    }
    assert found == {"phone": ("1", "3"), "city": (None, "杭州")}
    assert {row["subject_id"] for row in conflicts(firm.rep)} == {SURVIVOR}


def test_a_deletion_made_without_knowing_of_the_merge_still_counts(firm):
    laptop = firm.laptop()
    firm.merge()
    laptop.push(deleted("contact", CONTACT, 1))
    firm.rep.pull()
    assert not has(firm.rep, "contact", CONTACT)
    assert conflicts(firm.rep) == []


def test_what_named_the_old_account_names_the_survivor(firm):
    branch, late = fresh_id(), fresh_id()
    firm.colleague.push(
        created("account", branch, name="分店", type="dealer", status="active", parent_id=LOSER)
    )
    photo = {"subject_entity": "account", "subject_id": LOSER, "sha256": "a" * 64, "size_bytes": 1}
    attachment = fresh_id()
    firm.colleague.push(created("attachment", attachment, account_id=LOSER, **photo))
    firm.merge()
    firm.head.pull()
    assert firm.head.rows["account", branch]["parent_id"] == SURVIVOR
    assert firm.head.rows["attachment", attachment]["subject_id"] == SURVIVOR
    firm.colleague.push(
        created("account", late, name="二店", type="dealer", status="active", parent_id=LOSER)
    )
    assert firm.colleague.rows["account", late]["parent_id"] == SURVIVOR


def test_a_blank_reference_is_nothing_and_no_account(firm):
    blank = created(
        "account", fresh_id(), name="无上级", type="dealer", status="active", parent_id=""
    )
    assert firm.rep.push(blank)[0].outcome == "merged"


def test_a_value_that_the_other_does_not_have_is_not_taken(firm):
    base = firm.rep.revisions["account", SURVIVOR]
    accepted(firm.rep, edited("account", SURVIVOR, base, city=(None, "杭州")))
    firm.merge(taken="city")
    firm.admin.pull()
    assert firm.admin.rows["account", SURVIVOR]["city"] == "杭州"


def test_undoing_gives_both_back_with_what_came_before(firm):
    laptop = firm.laptop()
    firm.merge(taken="phone")
    late, own = fresh_id(), fresh_id()
    laptop.push(created("contact", late, account_id=LOSER, name="新人"))
    firm.rep.pull()
    firm.rep.push(created("contact", own, account_id=SURVIVOR, name="后来"))
    firm.undo()
    firm.pull()
    for one in (firm.colleague, firm.head):
        for record_id in (CONTACT, late):
            assert one.rows["contact", record_id]["account_id"] == LOSER
        assert one.rows["account", LOSER]["phone"] == "2"
    assert firm.rep.rows["account", SURVIVOR]["phone"] == "1"
    assert firm.head.rows["contact", own]["account_id"] == SURVIVOR
    assert not has(firm.rep, "contact", CONTACT)
    assert firm.head.rows["account_merge", MERGE]["decided_by"] == firm.admin.user_id


def test_undoing_does_not_push_out_what_was_written_since(firm):
    firm.merge(taken="phone")
    firm.rep.pull()
    base = firm.rep.revisions["account", SURVIVOR]
    firm.rep.push(edited("account", SURVIVOR, base, phone=("2", "9")))
    firm.undo()
    firm.rep.pull()
    assert firm.rep.rows["account", SURVIVOR]["phone"] == "9"


def test_merges_one_after_the_other_are_undone_from_the_last(firm):
    third, second = fresh_id(), fresh_id()
    firm.rep.push(created("account", third, name="百禾集团", type="dealer", status="active"))
    firm.merge()
    firm.head.pull()
    firm.head.push(proposed(survivor=third, loser=SURVIVOR, merge=second))
    firm.admin.pull()
    firm.admin.push(decided("approved", merge=second))
    firm.rep.pull()
    assert firm.rep.rows["contact", CONTACT]["account_id"] == third
    firm.rep.push(edited("account", LOSER, 1, city=(None, "杭州")))
    base = firm.admin.revisions["account_merge", MERGE]
    assert firm.admin.push(decided("undone", "approved", base))[0].code == "account_merge.undo"
    firm.admin.push(
        decided("undone", "approved", firm.admin.revisions["account_merge", second], merge=second)
    )
    firm.undo()
    firm.head.pull()
    assert firm.head.rows["contact", CONTACT]["account_id"] == LOSER


def test_opposite_proposals_do_not_merge_an_account_with_itself(firm):
    opposite = fresh_id()
    marketing = firm.device_of("qian", "group_marketing", sector_id=None)
    marketing.push(proposed(survivor=LOSER, loser=SURVIVOR, merge=opposite))
    firm.merge()
    firm.admin.pull()
    assert firm.admin.rows["account_merge", opposite]["state"] == "declined"


def test_merge_and_undo_in_one_request_leave_everything_as_it_was(firm):
    firm.head.push(proposed())
    firm.admin.pull()
    firm.admin.send(
        firm.admin.group(decided("approved")), firm.admin.group(decided("undone", "approved"))
    )
    firm.head.pull()
    assert firm.head.rows["contact", CONTACT]["account_id"] == LOSER
    firm.server.clock.advance(timedelta(seconds=1))
    firm.colleague.pull()
    assert has(firm.colleague, "account", LOSER)
