"""The page of an account leads to everything else that stands in its file."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.commands.records.saving import create_record
from tests.support.account_records import ACCOUNT
from ui.screens.records.kind_list import KindButton


def counts(desk):
    QApplication.processEvents()
    shown = [each for each in desk.view.dealer.findChildren(KindButton) if each.isVisible()]
    return {each.kind.entity: each.kind.count for each in shown}


def test_each_kind_shows_how_many_there_are(desk):
    found = counts(desk)
    assert (found["receivable"], found["contact"], found["security"]) == (3, 3, 0)
    assert not {"competitor", "contact_private"} & found.keys()


def test_a_record_made_elsewhere_is_counted(desk):
    fields = {"account_id": ACCOUNT, "kind": "deposit", "amount_minor": 5_000_000}
    _made, changes = create_record(desk.workspace, "security", fields)
    desk.page.on_changed(changes)
    assert counts(desk)["security"] == 1


def test_a_kind_leads_to_the_list_of_this_account(desk):
    button = next(
        each
        for each in desk.view.dealer.findChildren(KindButton)
        if each.kind.entity == "receivable" and each.isVisible()
    )
    led = []

    class Records:
        def open_list(self, entity, account_id):
            led.append((entity, account_id))

    desk.context.navigation.records = Records()
    button.click()
    assert led == [("receivable", ACCOUNT)]
