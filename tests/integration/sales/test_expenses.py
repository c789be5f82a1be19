"""An expense from its form to the approval, on one device."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.credit.decisions import decide
from app.commands.records.saving import change_record, create_record, delete_record
from app.domain.errors import NotAllowedError
from app.queries.records.forms import read_record, start_record
from tests.support.account_records import ACCOUNT, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace

HEAD, BOSS = key(901), key(902)
ROLES = {REP: "rep", HEAD: "sector_head", BOSS: "group_management"}
SPENT = {"account_id": ACCOUNT, "spent_on": "2026-11-20", "kind": "display", "amount_minor": 600}


@pytest.fixture
def desk_of(tmp_path):
    """Return the same store as somebody else sees it."""
    workspace = make_workspace(tmp_path, REP)
    fill_account(workspace)
    with workspace.store.unit_of_work() as work:
        put(work, "user", [
            {"id": user, "name": role, "login": f"u{number}", "roles": role, "sector_id": SECTOR}
            for number, (user, role) in enumerate(ROLES.items())
        ])  # fmt: skip
        work.commit()
    yield lambda user: dataclasses.replace(workspace, user_id=user)
    workspace.store.close()


def test_an_expense_begins_as_who_enters_it_and_today(desk_of):
    begun = start_record(desk_of(REP), "selling_expense", {"account_id": ACCOUNT})
    assert begun.fields["author_id"] == REP
    assert begun.fields["spent_on"] == desk_of(REP).today().isoformat()
    expense, _ = create_record(desk_of(REP), "selling_expense", SPENT)
    stored = read_record(desk_of(REP), "selling_expense", expense)
    assert (stored.fields["state"], stored.fields["author_id"]) == ("requested", REP)


def test_a_budget_begins_with_this_month(desk_of):
    begun = start_record(desk_of(HEAD), "expense_budget", {"account_id": ACCOUNT})
    assert begun.fields["month"] == f"{desk_of(HEAD).today():%Y-%m}"


def test_the_head_is_stopped_at_the_budget_and_the_management_is_not(desk_of):
    rep, head, boss = desk_of(REP), desk_of(HEAD), desk_of(BOSS)
    create_record(
        head, "expense_budget", {"account_id": ACCOUNT, "month": "2026-11", "amount_minor": 1_000}
    )
    first, second = (create_record(rep, "selling_expense", SPENT)[0] for _ in range(2))
    decide(head, "selling_expense", first, is_approved=True)
    with pytest.raises(NotAllowedError, match=r"expense\.over_budget"):
        decide(head, "selling_expense", second, is_approved=True)
    decide(head, "selling_expense", second, is_approved=False, decision="超预算")
    third, _ = create_record(rep, "selling_expense", SPENT)
    decide(boss, "selling_expense", third, is_approved=True)
    states = [read_record(rep, "selling_expense", one).fields["state"] for one in (second, third)]
    assert states == ["refused", "approved"]


def test_what_was_entered_is_deleted_at_the_most_and_what_was_approved_stays(desk_of):
    typo, _ = create_record(desk_of(REP), "selling_expense", SPENT)
    delete_record(desk_of(REP), "selling_expense", typo)
    expense, _ = create_record(desk_of(REP), "selling_expense", SPENT)
    decide(desk_of(HEAD), "selling_expense", expense, is_approved=True)
    with pytest.raises(NotAllowedError, match=r"expense\.fixed"):
        change_record(desk_of(REP), "selling_expense", expense, {"amount_minor": 1})
    with pytest.raises(NotAllowedError, match=r"expense\.fixed"):
        delete_record(desk_of(REP), "selling_expense", expense)
