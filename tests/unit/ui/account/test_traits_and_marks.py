"""What the forms ask of persons, and the marks that the office sets."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.credit.decisions import propose_blacklisting
from tests.support.account_forms import AccountDesk, screen_context
from tests.support.account_records import ACCOUNT, REP
from tests.support.devices import make_workspace
from tests.support.owners import HEAD, fill_sector
from ui.screens.account.owner.owning import Owning


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_sector(workspace)
    yield workspace
    workspace.store.close()


def become(workspace, kind):
    with workspace.store.unit_of_work() as work:
        work.records.update("account", ACCOUNT, {"type": kind})
        work.commit()


def asked(desk, block="A"):
    desk.page.blocks.edit(block)
    return {field.name for field in desk.view.form.form.fields}


def test_a_person_is_asked_for_influence_preferences_and_worries(workspace):
    desk = AccountDesk(workspace)
    desk.page.contacts.edit("")
    assert {"influence", "preferences", "decision_role"} <= desk.view.contact.typed.keys()


def test_a_consumer_is_asked_for_traits_and_buying_habits_and_a_dealer_is_not(workspace):
    assert not asked(AccountDesk(workspace)) & {"consumer_age", "buying_habits"}
    become(workspace, "consumer")
    desk = AccountDesk(workspace)
    assert {"consumer_age", "consumer_income", "buying_habits"} <= asked(desk)
    desk.view.form.typed["buying_habits"] = "每周六上午来"
    desk.page.blocks.save()
    assert desk.fields()["buying_habits"] == "每周六上午来"


def test_the_time_to_call_stands_beside_the_channel(workspace):
    desk = AccountDesk(workspace)
    assert {"preferred_channel", "preferred_time"} <= asked(desk)
    desk.view.form.typed["preferred_time"] = "工作日 14 点后"
    desk.page.blocks.save()
    assert desk.fields()["preferred_time"] == "工作日 14 点后"


class FakePanel:
    shown = None

    def show_ownership(self, view):
        self.shown = view

    def open_dialog(self, asked):
        raise AssertionError(asked)

    def close_dialog(self):
        pass


def test_the_head_is_offered_the_marks_and_each_can_be_taken_off_again(workspace):
    head = dataclasses.replace(workspace, user_id=HEAD)
    owning = Owning(FakePanel(), screen_context(head, []), ACCOUNT)
    owning.load()
    assert [(mark, on) for mark, on, _ in owning._view.shown.marks] == [
        *(("key_account", True), ("frozen", True), ("blacklist_entry", True)),
    ]
    owning.mark("frozen", on=True)
    assert ("frozen", False, "Lift the freeze") in owning._view.shown.marks


def test_the_blacklist_leads_to_a_proposal_and_then_to_what_was_proposed(workspace):
    head = dataclasses.replace(workspace, user_id=HEAD)
    context = screen_context(head, [])
    owning = Owning(FakePanel(), context, ACCOUNT)
    owning.load()
    owning.mark("blacklist_entry", on=True)
    assert context.navigation.went[-1] == (
        "records.begin", "blacklist_entry", {"account_id": ACCOUNT}
    )  # fmt: skip
    said = {"reason": "fraud", "words": "x", "evidence": "y", "review_on": "2028-01-01"}
    entry, _ = propose_blacklisting(head, {"account_id": ACCOUNT, **said})
    owning.load()
    owning.mark("blacklist_entry", on=False)
    assert context.navigation.went[-1] == ("records.open", "blacklist_entry", entry)


def test_a_rep_is_offered_no_marks(workspace):
    owning = Owning(FakePanel(), screen_context(workspace, []), ACCOUNT)
    owning.load()
    assert owning._view.shown.marks == ()
