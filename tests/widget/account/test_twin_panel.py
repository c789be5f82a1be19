"""The account page names a twin, lays both side by side, and proposes or decides the merge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands.accounts.cards import refresh_cards
from app.queries.accounts.merges import list_twins
from tests.support.account_forms import screen_context
from tests.support.account_records import put
from tests.support.devices import make_workspace
from ui.frame.main_window import MainWindow
from ui.screens.account.build import build_account
from ui.widgets.rail import RailItem
from ui.widgets.screen import Screen

SECTOR, STAYS, GOES, MERGE, OTHER = (f"{number:032x}" for number in (5, 16, 17, 18, 19))


def account(record_id, name, **more):
    values = {"id": record_id, "name": name, "type": "dealer", "status": "active"}
    return {**values, "phone": "13900000001", "sector_id": SECTOR, **more}


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path)
    yield made
    made.store.close()


def fill(workspace, role="rep"):
    me = workspace.user_id
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{"id": me, "name": "周岚", "roles": role, "sector_id": SECTOR}])
        accounts = [
            account(STAYS, "百禾粮油有限公司", owner_id=me, city="杭州"),
            account(GOES, "百禾粮油", owner_id=me, staff=8, city="宁波"),
        ]
        put(work, "account", accounts)
        work.cards.add_bare([STAYS, GOES])
        work.cards.mark([STAYS, GOES], words=True)
        work.commit()
    refresh_cards(workspace)


def propose(workspace):
    values = {"id": MERGE, "account_id": STAYS, "loser_id": GOES, "state": "proposed"}
    with workspace.store.unit_of_work() as work:
        put(work, "account_merge", [{**values, "taken": "staff", "proposed_by": OTHER}])
        work.commit()


@pytest.fixture
def page(qtbot, workspace):
    kept = []

    def open_page():
        window = MainWindow([RailItem("accounts", "building-2", "客户")])
        qtbot.addWidget(window)
        window.show_screen("accounts", Screen())
        window.resize(1280, 800)
        window.show()
        context = screen_context(workspace, [])
        view, presenter = build_account(context, STAYS)
        window.open_page(view)
        presenter.load()
        kept.append(presenter)
        QApplication.processEvents()
        return view, context

    return open_page


def merges(workspace):
    with workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT account_id, loser_id, taken, state FROM account_merge"
        )
        return [tuple(row) for row in rows]


def test_a_twin_is_named_and_both_are_laid_side_by_side(workspace, page):
    fill(workspace)
    view, _ = page()
    assert view.twins.isVisible()
    assert "百禾粮油" in view.twins.words()
    QTest.mouseClick(view.twins.link, Qt.MouseButton.LeftButton)
    boxes = view.twins.dialog.boxes
    assert {name: box.isChecked() for name, box in boxes.items()} == {
        "name": False,
        "city": False,
        "staff": True,
    }


def test_the_chosen_values_go_into_the_proposal(workspace, page):
    fill(workspace)
    view, context = page()
    view.twins.link.click()
    view.twins.dialog.boxes["city"].click()
    view.twins.dialog.act.click()
    assert merges(workspace) == [(STAYS, GOES, "city\nstaff", "proposed")]
    assert view.twins.dialog is None
    assert not view.twins.link.isVisible()
    assert context.navigation.toasts


def test_who_may_not_merge_sees_nothing(workspace, page):
    fill(workspace, role="service")
    view, _ = page()
    assert not view.twins.isVisible()


def test_a_second_person_approves_what_another_proposed(workspace, page):
    fill(workspace, role="sector_head")
    propose(workspace)
    view, _ = page()
    view.twins.link.click()
    boxes = view.twins.dialog.boxes
    assert [name for name, box in boxes.items() if box.isChecked()] == ["staff"]
    assert not any(box.isEnabled() for box in boxes.values())
    view.twins.dialog.act.click()
    assert merges(workspace) == [(STAYS, GOES, "staff", "approved")]


def test_a_second_person_declines(workspace, page):
    fill(workspace, role="sector_head")
    propose(workspace)
    view, _ = page()
    view.twins.link.click()
    view.twins.dialog.decline_requested.emit()
    assert merges(workspace)[0][-1] == "declined"


def test_a_rep_is_told_of_a_proposal_and_cannot_decide(workspace, page):
    fill(workspace)
    propose(workspace)
    view, _ = page()
    assert view.twins.isVisible()
    assert not view.twins.link.isVisible()
    assert not list_twins(workspace, STAYS).may_decide


def test_the_page_of_a_merged_account_leads_on_to_the_one_that_stands(workspace, page):
    fill(workspace)
    propose(workspace)
    with workspace.store.unit_of_work() as work:
        work.records.update("account_merge", MERGE, {"state": "approved"})
        work.records.delete("account", [GOES])
        work.commit()
    _, context = page()
    view, presenter = build_account(context, GOES)
    presenter.load()
    assert ("open_account", STAYS) in context.navigation.went
    view.deleteLater()


def carry_out(workspace, proposed_by=OTHER):
    """Leave the store as it is after the server merged the one account into the other."""
    propose(workspace)
    with workspace.store.unit_of_work() as work:
        at = {"decided_by": workspace.user_id, "decided_at": 1_795_305_600_000}
        fields = {"state": "approved", "proposed_by": proposed_by, **at}
        work.records.update("account_merge", MERGE, fields)
        work.records.delete("account", [GOES])
        work.cards.remove([GOES])
        work.commit()


def test_a_merge_that_was_carried_out_is_undone_after_a_question(workspace, page):
    fill(workspace, role="sector_head")
    carry_out(workspace)
    view, context = page()
    assert "周岚" in view.twins.words()
    view.twins.link.click()
    assert view.twins.dialog.boxes == {}
    assert merges(workspace)[0][-1] == "approved"
    view.twins.dialog.act.click()
    assert merges(workspace)[0][-1] == "undone"
    assert view.twins.dialog is None
    assert not view.twins.isVisible()
    assert context.navigation.toasts


def test_the_question_can_be_left_without_undoing(workspace, page):
    fill(workspace, role="sector_head")
    carry_out(workspace)
    view, _ = page()
    view.twins.link.click()
    view.twins.dialog.reject()
    assert merges(workspace)[0][-1] == "approved"
    assert view.twins.isVisible()


@pytest.mark.parametrize("is_proposer", [True, False])
def test_neither_a_rep_nor_who_proposed_it_is_offered_to_undo(workspace, page, is_proposer):
    fill(workspace, role="sector_head" if is_proposer else "rep")
    carry_out(workspace, proposed_by=workspace.user_id if is_proposer else OTHER)
    view, _ = page()
    assert not view.twins.isVisible()


def test_a_merge_that_the_server_has_not_done_yet_offers_nothing(workspace, page):
    fill(workspace, role="sector_head")
    propose(workspace)
    view, _ = page()
    view.twins.link.click()
    view.twins.dialog.act.click()
    assert list_twins(workspace, STAYS).carried_out is None
