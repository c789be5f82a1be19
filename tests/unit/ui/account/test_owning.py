"""The panel about owner and team, and the question about a hand-over."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.accounts.handover import HandoverKind
from tests.support.account_forms import screen_context
from tests.support.account_records import ACCOUNT, OTHER, REP
from tests.support.devices import make_workspace
from tests.support.owners import HEAD, MATE, fill_sector
from ui.screens.account.owner.changing_hands import ChangingHands
from ui.screens.account.owner.owning import Owning


@pytest.fixture
def rep(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_sector(workspace)
    yield workspace
    workspace.store.close()


@pytest.fixture
def head(rep):
    return dataclasses.replace(rep, user_id=HEAD)


class FakePanel:
    def __init__(self):
        self.shown = self.asked = None

    def show_ownership(self, view):
        self.shown = view

    def open_dialog(self, asked):
        self.asked = asked

    def close_dialog(self):
        self.asked = None


def owning(workspace, account_id=ACCOUNT):
    context = screen_context(workspace, [])
    made = Owning(FakePanel(), context, account_id)
    made.load()
    return made


def test_a_rep_hands_over_and_the_head_approves_it_on_the_page(rep, head):
    page = owning(rep)
    assert page._view.shown.can_give
    page.hand_over()
    asked = page._view.asked
    assert asked.people == ((MATE, "李明"),)
    assert any("¥" in line or "42,000" in line for line in asked.things)
    page.answer(MATE, "", "调岗")
    assert page._view.asked is None
    mine = owning(head)
    assert mine._view.shown.requests[0].things
    assert not mine._view.shown.requests[0].can_decide  # it was not sent yet


def test_a_claim_names_nobody(rep):
    page = owning(rep, OTHER)
    assert page._view.shown.people == ()
    page.claim()
    assert page._view.asked.people == ()
    page.answer("", "", "")
    assert "To be" not in owning(rep, OTHER)._view.shown.requests[0].words


def test_the_head_names_a_deputy_and_takes_him_out_again(head):
    page = owning(head)
    page.name()
    assert page._view.asked.people == ((MATE, "李明"),)
    page.answer(MATE, "deputy", "")
    owner, deputy = page._view.shown.people
    assert (owner.can_remove, deputy.can_remove, deputy.name) == (False, True, "李明")
    page.remove(deputy.id)
    assert len(page._view.shown.people) == 1


def test_who_may_not_is_told_why(rep):
    stranger = dataclasses.replace(rep, user_id=MATE)
    view = FakePanel()
    hands = ChangingHands(view, screen_context(stranger, []))
    hands.ask([ACCOUNT], HandoverKind.RELEASE)
    assert view.asked is None
    assert hands._context.navigation.went[0][0] == "show_refusal"


def test_asking_twice_is_refused_with_a_sentence(rep):
    page = owning(rep)
    for _ in range(2):
        page.release()
        page.answer("", "", "")
    assert page._context.navigation.went[-1][0] == "show_refusal"
