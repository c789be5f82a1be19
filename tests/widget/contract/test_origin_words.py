"""The word beside a label, and its sentence by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolTip

from app.commands.contracts.life import mark_secret
from tests.support.contract_desk import CONTRACT
from ui.screens.contract.form.field_editors import ORIGIN_KEYS, OriginWord
from ui.screens.contract.rows import OriginView
from ui.widgets.marks import Tag

ORIGINS = {"packing": OriginView("手填", "顾堃 09:12 填写。", is_changed=True)}


def test_a_field_says_where_its_value_came_from_beside_the_label_and_by_keyboard(qtbot, page):
    page.view.form.show_origins(ORIGINS)
    panel = page.view.form._groups["packing"]
    field = panel.fields["packing"]
    (word,) = field.findChildren(OriginWord)
    assert word.text() == "手填"
    assert "顾堃" in word.toolTip()
    assert ORIGIN_KEYS in word.toolTip()
    assert field.editor.statusTip() == "顾堃 09:12 填写。"
    page.view.enter("packing")
    qtbot.waitUntil(field.editor.hasFocus, timeout=5_000)
    qtbot.keyClick(field.editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert QToolTip.text() == "顾堃 09:12 填写。"
    QToolTip.hideText()


def test_a_blank_without_a_source_shows_no_word(page):
    page.view.form.show_origins(ORIGINS)
    page.view.form.show_origins({})
    field = page.view.form._groups["packing"].fields["packing"]
    (word,) = field.findChildren(OriginWord)
    assert word.isHidden()
    assert field.editor.statusTip() == ""


def test_the_page_of_a_business_secret_says_so(qtbot, page, desk, context):
    def marks():
        return [tag for tag in page.window.findChildren(Tag) if tag.isVisible()]

    assert not any("商业秘密" in tag.accessibleName() for tag in marks())
    context.bus.changed.emit(mark_secret(desk, CONTRACT, is_secret=True))
    qtbot.waitUntil(
        lambda: any("商业秘密" in tag.accessibleName() for tag in marks()), timeout=5_000
    )
