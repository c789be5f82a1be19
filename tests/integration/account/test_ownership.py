"""Whose an account is: what a rep may ask, what the head decides, what goes along."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.accounts.editing import create_contact, edit_account, set_mark
from app.commands.accounts.ownership import (
    decide_request,
    name_member,
    remove_member,
    request_handover,
)
from app.domain.accounts.handover import HandoverKind, OpenKind, read_open_things, write_open_things
from app.domain.errors import DomainError
from app.queries.accounts.listing import AccountFilter, find_accounts, read_accounts
from app.queries.accounts.ownership import read_handover_choice, read_ownership
from tests.support.account_records import ACCOUNT, NOW, OTHER, REP, key, put
from tests.support.devices import make_workspace
from tests.support.owners import HEAD, MATE, fill_sector


@pytest.fixture
def rep(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_sector(workspace)
    yield workspace
    workspace.store.close()


@pytest.fixture
def head(rep):
    return dataclasses.replace(rep, user_id=HEAD)


def requests(workspace, account_id=ACCOUNT):
    with workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT kind, to_user_id, state, open_things FROM owner_request WHERE account_id = ?",
            (account_id,),
        )
        return [tuple(row) for row in rows.fetchall()]


def refused(act):
    with pytest.raises(DomainError) as error:
        act()
    return error.value.code


def test_a_rep_asks_and_the_list_of_open_things_goes_along(rep):
    request_handover(rep, [ACCOUNT], HandoverKind.HAND_OVER, to_user_id=MATE, reason="调岗")
    ((kind, to_user, state, things),) = requests(rep)
    assert (kind, to_user, state) == ("hand_over", MATE, "proposed")
    listed = read_open_things(things)
    assert [thing.kind for thing in listed] == [
        *(OpenKind.COMMITMENT, OpenKind.CONTRACT, OpenKind.CONTRACT, OpenKind.DEBT, OpenKind.DEBT),
    ]
    assert sum(thing.amount_minor for thing in listed if thing.kind is OpenKind.DEBT) == 23_800_000


def test_the_head_decides_by_asking(head):
    request_handover(head, [ACCOUNT], HandoverKind.HAND_OVER, to_user_id=MATE)
    assert requests(head)[0][2] == "approved"


def test_nothing_moves_on_the_device_before_the_server_did_it(head):
    request_handover(head, [ACCOUNT], HandoverKind.RELEASE)
    assert read_ownership(head, ACCOUNT).owner == "周岚"


def test_many_accounts_are_as_many_units_so_that_none_holds_up_another(head):
    before = len(_units(head))
    request_handover(head, [OTHER], HandoverKind.HAND_OVER, to_user_id=MATE)
    request_handover(head, [ACCOUNT], HandoverKind.RELEASE)
    assert len(_units(head)) == before + 2


def _units(workspace):
    with workspace.store.snapshot() as look:
        return look.connection.exec_driver_sql("SELECT device_seq FROM journal_group").fetchall()


def test_a_rep_claims_what_nobody_has(rep):
    request_handover(rep, [OTHER], HandoverKind.CLAIM)
    assert requests(rep, OTHER)[0][:3] == ("claim", REP, "proposed")
    assert refused(lambda: request_handover(rep, [OTHER], HandoverKind.CLAIM)) == (
        "owner_request.asked"
    )
    assert refused(lambda: request_handover(rep, [ACCOUNT], HandoverKind.CLAIM)) == (
        "owner_request.taken"
    )


def test_a_colleague_asks_nothing_for_somebody_elses_account(rep):
    mate = dataclasses.replace(rep, user_id=MATE)
    assert refused(lambda: request_handover(mate, [ACCOUNT], HandoverKind.RELEASE)) == (
        "record.not_allowed"
    )
    page = read_ownership(mate, ACCOUNT)
    assert (page.may_give, page.may_claim, page.decides) == (False, False, False)


def test_the_head_decides_about_a_request_once_and_a_rep_never(rep, head):
    request_handover(rep, [ACCOUNT], HandoverKind.RELEASE)
    (request,) = read_ownership(head, ACCOUNT).requests
    assert refused(lambda: decide_request(rep, request.id, "approved")) == "record.not_allowed"
    decide_request(head, request.id, "approved")
    assert refused(lambda: decide_request(head, request.id, "declined")) == "owner_request.decided"


def test_the_page_tells_owner_team_history_and_who_can_be_given_it(rep, head):
    name_member(head, ACCOUNT, MATE, "deputy", to_on="2026-12-31")
    with rep.store.unit_of_work() as work:
        change = {"id": key(811), "account_id": ACCOUNT, "kind": "handed_over", "changed_at": NOW}
        people = {"from_user_id": MATE, "to_user_id": REP, "changed_by": HEAD}
        put(work, "owner_change", [{**change, **people}])
        work.commit()
    page = read_ownership(rep, ACCOUNT)
    assert (page.owner, page.may_give, page.may_claim, page.decides) == ("周岚", True, False, False)
    (deputy,) = page.team
    assert (deputy.name, deputy.role, deputy.to_on) == ("李明", "deputy", "2026-12-31")
    assert [(one.before, one.after, one.by) for one in page.changes] == [("李明", "周岚", "沈洁")]
    assert {one.id for one in page.colleagues} == {REP, MATE}
    assert read_ownership(rep, OTHER).may_claim


def test_only_the_head_names_the_team_and_nobody_twice(rep, head):
    assert refused(lambda: name_member(rep, ACCOUNT, MATE, "deputy")) == "record.not_allowed"
    assert refused(lambda: name_member(head, ACCOUNT, REP, "deputy")) == "account_member.owner"
    name_member(head, ACCOUNT, MATE, "member")
    assert refused(lambda: name_member(head, ACCOUNT, MATE, "deputy")) == "account_member.named"
    (member,) = read_ownership(head, ACCOUNT).team
    assert refused(lambda: remove_member(rep, member.id)) == "record.not_allowed"
    remove_member(head, member.id)
    assert read_ownership(head, ACCOUNT).team == ()


def test_of_many_only_those_are_asked_about_that_can_change_hands(rep):
    choice = read_handover_choice(rep, [ACCOUNT, OTHER], HandoverKind.HAND_OVER)
    assert (choice.account_ids, choice.left_out, choice.decides) == ((ACCOUNT,), 1, False)
    assert [one.id for one in choice.colleagues] == [MATE]
    assert len(choice.things) == 5
    claimable = read_handover_choice(rep, [ACCOUNT, OTHER], HandoverKind.CLAIM)
    assert claimable.account_ids == (OTHER,)


def test_the_pool_is_a_view_of_the_account_list(rep):
    wanted = AccountFilter(today=rep.today(), view="pool")
    (row,) = read_accounts(rep, find_accounts(rep, wanted), 0, 10)
    assert (row.id, row.pooled) == (OTHER, True)


@pytest.mark.parametrize("text", [None, "", "{", "[{}]", '[{"kind": "wish"}]', "7"])
def test_a_list_that_cannot_be_read_is_no_list(text):
    assert read_open_things(text) == ()


def test_an_empty_list_is_not_sent():
    assert write_open_things([]) is None


def test_a_deputy_writes_like_the_owner_and_a_member_does_not(rep):
    mate = dataclasses.replace(rep, user_id=MATE)
    for role, code in (("member", "record.not_allowed"), ("deputy", "")):
        with rep.store.unit_of_work() as work:
            row = {"id": key(821), "account_id": ACCOUNT, "user_id": MATE, "role": role}
            put(work, "account_member", [row])
            work.commit()
        if code:
            assert refused(lambda: edit_account(mate, ACCOUNT, {"short_name": "新"})) == code
        else:
            assert edit_account(mate, ACCOUNT, {"short_name": "新"}).touched
            assert create_contact(mate, ACCOUNT, {"name": "新采购"})[0]


def test_a_deputy_whose_time_is_over_writes_nothing(rep):
    mate = dataclasses.replace(rep, user_id=MATE)
    with rep.store.unit_of_work() as work:
        row = {"id": key(821), "account_id": ACCOUNT, "user_id": MATE, "role": "deputy"}
        put(work, "account_member", [{**row, "to_on": "2020-01-01"}])
        work.commit()
    assert (
        refused(lambda: edit_account(mate, ACCOUNT, {"short_name": "新"})) == "record.not_allowed"
    )


def test_the_head_freezes_and_the_rep_may_not(rep, head):
    assert read_ownership(rep, ACCOUNT).marks == {}
    assert read_ownership(head, ACCOUNT).marks == {"key_account": False, "frozen": False}
    assert refused(lambda: set_mark(rep, ACCOUNT, "frozen", on=True)) == "field.not_allowed"
    set_mark(head, ACCOUNT, "frozen", on=True)
    assert read_ownership(head, ACCOUNT).marks["frozen"]
    set_mark(head, ACCOUNT, "frozen", on=False)
    assert not read_ownership(head, ACCOUNT).marks["frozen"]
    set_mark(head, ACCOUNT, "key_account", on=True)
    assert read_ownership(head, ACCOUNT).marks == {"key_account": True, "frozen": False}


def test_nobody_blacklists_alone_and_only_marks_are_marks(head):
    assert refused(lambda: set_mark(head, ACCOUNT, "blacklisted", on=True)) == (
        "account.mark.unknown"
    )
    assert refused(lambda: set_mark(head, ACCOUNT, "owner_id", on=True)) == "account.mark.unknown"
