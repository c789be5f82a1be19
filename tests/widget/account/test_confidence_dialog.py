"""The guarded dialog: nothing is shown before it is asked for, and nothing stays shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.commands.accounts.confidences import reveal_confidence, write_confidence
from app.store import facts
from tests.support.account_desk import Desk, words_in
from tests.support.account_records import ACCOUNT, PEOPLE, REP
from tests.support.devices import make_workspace
from tests.support.owners import fill_sector
from ui.screens.account.build import build_account
from ui.screens.account.people.confidence_dialog import SHOWN_SECONDS, ConfidenceDialog

CONTACT = PEOPLE[1]["id"]
LABELS = (("family", "家庭"), ("health", "健康"))


def dialog(qtbot, **rights):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = ConfidenceDialog(parent, "林秀珍", **{"can_reveal": True, "can_save": True, **rights})
    made.open()
    return parent, made


def test_it_opens_without_anything_to_read_and_asks_first(qtbot):
    _parent, made = dialog(qtbot)
    assert made.editors == {}
    assert (made.reveal.isVisible(), made.save.isVisible()) == (True, False)
    with qtbot.waitSignal(made.reveal_requested):
        made.reveal.click()


def test_after_a_while_it_closes_by_itself(qtbot):
    _parent, made = dialog(qtbot)
    made.show_values(LABELS, {"purpose": "生日", "family": "一子"})
    assert made._hiding.isActive()
    assert made._hiding.interval() == SHOWN_SECONDS * 1000
    with qtbot.waitSignal(made.rejected):
        made._hiding.timeout.emit()


def test_only_what_was_edited_is_told(qtbot):
    _parent, made = dialog(qtbot)
    made.show_values(LABELS, {"purpose": "生日", "family": "一子"})
    made.editors["health"].setPlainText("忌酒")
    with qtbot.waitSignal(made.save_requested) as told:
        made.save.click()
    assert told.args == ["生日", {"health": "忌酒"}]


def test_who_may_only_look_cannot_write(qtbot):
    _parent, made = dialog(qtbot, can_save=False)
    made.show_values(LABELS, {"purpose": "生日", "family": "一子"})
    assert not made.save.isVisible()
    assert made.editors["family"].isReadOnly()


def test_from_the_menu_of_a_person_to_what_was_confided_and_back(qtbot, tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_sector(workspace)
    with workspace.store.unit_of_work() as work:
        work.facts.write(facts.CONFIDENCE_KEY, bytes(32))
        work.commit()
    write_confidence(workspace, CONTACT, {"family": "一子一女"}, purpose="生日")
    desk = Desk(qtbot, workspace, lambda context: build_account(context, ACCOUNT))
    people = desk.view.people
    people.confidence_requested.emit(CONTACT, "林秀珍")
    opened = people.confiding.dialog
    assert "一子一女" not in str(words_in(opened))
    opened.reveal.click()
    assert opened.editors["family"].toPlainText() == "一子一女"
    opened.editors["health"].setPlainText("忌酒")
    opened.save.click()
    assert people.confiding.dialog is None
    assert reveal_confidence(workspace, CONTACT)["health"] == "忌酒"
    workspace.store.close()
